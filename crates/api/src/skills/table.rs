//! Tab-separated tables with a header, in which lines that begin with `#` are remarks.

use std::path::Path;

use crate::fault::{Fault, file_trouble};
use crate::mistakes::Mistakes;

/// A line with its number, counted from 1.
pub(super) struct Line {
    pub(super) number: u64,
    pub(super) cells: Vec<String>,
}

/// The names of the columns, and the lines below.
#[derive(Default)]
pub(super) struct Table {
    pub(super) header: Vec<String>,
    pub(super) lines: Vec<Line>,
}

impl Table {
    /// Reads `path`; lines with fewer cells than the first `needed` columns are noted as mistakes.
    pub(super) fn read(path: &Path, needed: usize, mistakes: &mut Mistakes) -> Result<Self, Fault> {
        let text = std::fs::read_to_string(path).map_err(|error| {
            Fault::because(format!("The file {} cannot be read: {}.", path.display(), file_trouble(&error)), error)
        })?;
        let mut table = Self::default();
        for (number, line) in (1..).zip(text.trim_start_matches('\u{feff}').lines()) {
            if line.starts_with('#') || line.trim().is_empty() {
                continue;
            }
            let cells: Vec<String> = line.split('\t').map(|cell| cell.trim().to_owned()).collect();
            if table.header.is_empty() {
                table.header = cells;
                continue;
            }
            if cells.len() < needed {
                mistakes.note(path, number, &format!("needs {needed} columns, separated by tabs"));
                continue;
            }
            table.lines.push(Line { number, cells });
        }
        Ok(table)
    }

    /// Whether the header begins with these columns.
    pub(super) fn begins_with(&self, columns: &[&str]) -> bool {
        self.header.len() >= columns.len() && self.header.iter().zip(columns).all(|(name, column)| name == column)
    }
}
