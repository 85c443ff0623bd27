//! The report of refused rows: a table with one line for each field at fault.

use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use super::row::Refusal;
use crate::fault::Fault;

/// Names of the report's columns.
const HEADER: [&str; 5] = ["file", "row", "field", "原因", "reason"];

/// Writes refused rows with their number, field and reason, in Chinese and English.
#[derive(Debug)]
pub struct Report {
    path: Option<PathBuf>,
    writer: Option<csv::Writer<File>>,
}

impl Report {
    /// A report at `path`, written even if no row is refused.
    ///
    /// # Errors
    ///
    /// Returns a [`Fault`] if the file cannot be written.
    pub fn at(path: &Path) -> Result<Self, Fault> {
        let mut report = Self::when_needed(path);
        report.open()?;
        Ok(report)
    }

    /// A report at `path` that comes into being with the first refused row.
    #[must_use]
    pub fn when_needed(path: &Path) -> Self {
        Self { path: Some(path.to_owned()), writer: None }
    }

    /// Tells the log instead of a file.
    #[must_use]
    pub const fn to_log() -> Self {
        Self { path: None, writer: None }
    }

    /// Where the report lies, if one was written.
    #[must_use]
    pub fn written_at(&self) -> Option<&Path> {
        self.writer.as_ref().and(self.path.as_deref())
    }

    /// Writes why `row` of `file` was refused.
    ///
    /// # Errors
    ///
    /// Returns a [`Fault`] if the report cannot be written.
    pub fn refuse(&mut self, file: &str, row: u64, refusals: &[Refusal]) -> Result<(), Fault> {
        for refusal in refusals {
            let (chinese, english) = (refusal.reason.in_chinese(), refusal.reason.in_english());
            match self.open()? {
                None => tracing::warn!(file, row, field = refusal.field, reason = english, "a row was refused"),
                Some(writer) => {
                    let line = [file, &row.to_string(), &refusal.field, &chinese, &english];
                    writer.write_record(line).map_err(unwritable)?;
                }
            }
        }
        Ok(())
    }

    /// Makes sure that everything is on disk.
    ///
    /// # Errors
    ///
    /// Returns a [`Fault`] if the report cannot be written.
    pub fn flush(&mut self) -> Result<(), Fault> {
        self.writer.as_mut().map_or(Ok(()), |writer| writer.flush().map_err(unwritable))
    }

    fn open(&mut self) -> Result<Option<&mut csv::Writer<File>>, Fault> {
        if let (Some(path), None) = (&self.path, &self.writer) {
            let mut file = File::create(path).map_err(unwritable)?;
            // Spreadsheets take a table for UTF-8 only with this mark.
            file.write_all("\u{feff}".as_bytes()).map_err(unwritable)?;
            let mut writer = csv::Writer::from_writer(file);
            writer.write_record(HEADER).map_err(unwritable)?;
            self.writer = Some(writer);
        }
        Ok(self.writer.as_mut())
    }
}

fn unwritable(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Fault {
    Fault::because("The report of refused rows cannot be written. Name another file with --report.", error)
}

#[cfg(test)]
mod tests {
    use rongqiao_model::form::Mistake;

    use super::*;
    use crate::importing::row::Reason;

    #[test]
    fn a_refused_row_stands_in_the_report_with_number_field_and_reason() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let path = folder.path().join("report.csv");
        let mut report = Report::when_needed(&path);
        assert!(!path.exists());
        let refusal = Refusal { field: "岗位".to_owned(), reason: Reason::Field(Mistake::Missing) };
        report.refuse("a.csv", 7, &[refusal]).and_then(|()| report.flush()).expect("the folder can be written");
        let text = std::fs::read_to_string(&path).expect("the report is there");
        assert!(text.ends_with("a.csv,7,岗位,必填内容为空。,Nothing is given where something must be.\n"), "{text}");
    }
}
