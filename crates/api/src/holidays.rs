//! The table of holidays that an operator lays into the data folder each November.

use std::io::ErrorKind;
use std::path::Path;

use rongqiao_model::working_days::{WrongRow, take_over};

use crate::fault::Fault;

/// The file in the data folder.
const FILE_NAME: &str = "holidays.csv";

/// Takes over the table of the folder `data`, if there is one.
///
/// # Errors
///
/// Returns a [`Fault`] if it cannot be read, or says which of its lines is wrong.
pub fn install(data: &Path) -> Result<(), Fault> {
    let table = match std::fs::read(data.join(FILE_NAME)) {
        Ok(table) => table,
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => return Ok(()),
        Err(error) => {
            return Err(Fault::because(format!("The file {FILE_NAME} in the data folder cannot be read."), error));
        }
    };
    take_over(&table).map_err(|WrongRow(line)| {
        Fault::new(format!(
            "The file {FILE_NAME} in the data folder is wrong in line {line}. Each line says first and last day and \
             statutory, off or working, as in 2027-02-05,2027-02-08,statutory; in order, and only a Saturday or Sunday \
             is working.",
        ))
    })
}
