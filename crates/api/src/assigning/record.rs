//! One row of a table of a batch.

use serde_json::Value;

use crate::importing::row::{Cells, text_of};

/// One row of a table, asked for its fields by name.
pub(super) struct Record<'a> {
    pub(super) cells: &'a Cells,
}

impl Record<'_> {
    /// The text of a field; `None` if it is blank or missing.
    pub(super) fn text(&self, field: &str) -> Option<String> {
        self.value(field).and_then(text_of)
    }

    /// The text of a field that has to be filled.
    pub(super) fn needed(&self, field: &str) -> Result<String, String> {
        self.text(field).ok_or_else(|| format!("`{field}` is empty"))
    }

    /// The whole number of a field; `None` if it is blank.
    pub(super) fn whole(&self, field: &str, least: u32, most: u32) -> Result<Option<u32>, String> {
        let Some(text) = self.text(field) else { return Ok(None) };
        let number = text.parse().ok().filter(|number| (least..=most).contains(number));
        number.map(Some).ok_or_else(|| format!("`{field}` is {text}; write a whole number from {least} to {most}"))
    }

    /// The number of a field; `None` if it is blank.
    pub(super) fn number(&self, field: &str) -> Result<Option<f32>, String> {
        let Some(text) = self.text(field) else { return Ok(None) };
        let number = text.parse().ok().filter(|number: &f32| number.is_finite());
        number.map(Some).ok_or_else(|| format!("`{field}` is {text}; write a number such as 7.5"))
    }

    pub(super) fn has(&self, field: &str) -> bool {
        self.value(field).is_some()
    }

    fn value(&self, field: &str) -> Option<&Value> {
        self.cells.iter().find(|(name, _)| name.trim().eq_ignore_ascii_case(field)).map(|(_, value)| value)
    }
}
