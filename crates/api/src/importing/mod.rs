//! Brings in rows from files: opened, read, understood, stored, each step on its own.
//!
//! `file` finds out what a file is, the readers beside it turn it into `row::RawRow`s, `understanding` turns
//! those into listings and organisations, and `run` stores them in batches while the next are being read. Nothing
//! holds a whole file.

mod aliases;
pub mod file;
mod json_rows;
mod listing;
pub mod mapping;
pub(crate) mod moments;
mod organisation;
pub(crate) mod places;
#[cfg(test)]
mod real_files;
pub mod report;
pub mod row;
mod run;
mod sheet;
mod table;
pub(crate) mod text;
pub mod understanding;
mod wording;

pub use self::file::read_json_lines;
pub use self::run::{Importer, Progress, Summary};
