//! All that is wrong with the files that somebody gave, told at once.

use std::path::Path;

use crate::fault::Fault;

/// Mistakes that are told; the others are counted.
const TOLD: usize = 50;

/// The mistakes found so far, each with its file and line.
#[derive(Debug, Default)]
pub struct Mistakes {
    told: Vec<String>,
    count: usize,
}

impl Mistakes {
    /// Notes what is wrong in `line` of `file`.
    pub fn note(&mut self, file: &Path, line: u64, what: &str) {
        self.count += 1;
        if self.told.len() < TOLD {
            self.told.push(format!("{}, line {line}: {what}", file.display()));
        }
    }

    /// Fine if there are none.
    ///
    /// # Errors
    ///
    /// Returns a [`Fault`] with all of them, which begins with what was therefore not done.
    pub fn none(self, undone: &str) -> Result<(), Fault> {
        if self.count == 0 {
            return Ok(());
        }
        let more = match self.count - self.told.len() {
            0 => String::new(),
            more => format!("\n… and {more} more"),
        };
        let told = self.told.join("\n");
        Err(Fault::new(format!("{undone}; mend these first ({}):\n{told}{more}", self.count)))
    }
}
