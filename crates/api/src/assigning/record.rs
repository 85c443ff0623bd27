//! One row of a table of a batch.

use std::fmt::Display;
use std::str::FromStr;

use serde_json::Value;

use crate::importing::row::{Cells, text_of};

/// A row that is asked for its fields by name and remembers all that is wrong with them.
pub(super) struct Record<'a> {
    cells: &'a Cells,
    wrong: Vec<String>,
}

impl<'a> Record<'a> {
    pub(super) const fn of(cells: &'a Cells) -> Self {
        Self { cells, wrong: Vec::new() }
    }

    /// All that is wrong with it.
    pub(super) fn mistakes(self) -> Vec<String> {
        self.wrong
    }

    pub(super) fn is_wrong(&mut self, what: String) {
        self.wrong.push(what);
    }

    pub(super) fn has(&self, field: &str) -> bool {
        self.value(field).is_some()
    }

    /// The text of a field; `None` if it is blank or missing.
    pub(super) fn text(&self, field: &str) -> Option<String> {
        self.value(field).and_then(text_of)
    }

    /// The text of a field that has to be filled.
    pub(super) fn needed(&mut self, field: &str) -> Option<String> {
        let text = self.text(field);
        if text.is_none() {
            self.is_wrong(format!("`{field}` is empty"));
        }
        text
    }

    /// The whole number of a field; `None` if it is blank.
    pub(super) fn whole(&mut self, field: &str, least: u32, most: u32) -> Option<u32> {
        let expected = format!("a whole number from {least} to {most}");
        self.parsed(field, |number: &u32| (least..=most).contains(number), expected)
    }

    /// The number of a field; `None` if it is blank.
    pub(super) fn number(&mut self, field: &str) -> Option<f32> {
        self.parsed(field, |number: &f32| number.is_finite(), "a number such as 7.5")
    }

    fn parsed<T: FromStr>(&mut self, field: &str, is_fit: impl Fn(&T) -> bool, expected: impl Display) -> Option<T> {
        let text = self.text(field)?;
        let number = text.parse().ok().filter(is_fit);
        if number.is_none() {
            self.is_wrong(format!("`{field}` is {text}; write {expected}"));
        }
        number
    }

    fn value(&self, field: &str) -> Option<&'a Value> {
        self.cells.iter().find(|(name, _)| name.trim().eq_ignore_ascii_case(field)).map(|(_, value)| value)
    }
}
