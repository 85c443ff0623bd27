//! The mapping file: which foreign column fills which field, what is the same for all rows, how words translate.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use super::aliases::{known_field, known_fields};
use crate::fault::{Fault, file_trouble};

/// What rows describe.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RowNoun {
    /// Things offered or needed.
    Listing,
    /// Those who offer or need them.
    Organisation,
}

/// A mapping file, checked.
///
/// ```toml
/// noun = "listing"            # or "organisation"; without it each row tells itself
///
/// [columns]                   # their name = our field; "" leaves a column out
/// "Stelle" = "title"
/// "Notiz" = ""
///
/// [constants]                 # for rows that say nothing themselves
/// kind = "job"
/// organisation = "晨芯半导体（上海）有限公司"
///
/// [values.education]          # their word = our word
/// "统招本科" = "bachelor"
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Mapping {
    /// What every row describes; without it each row tells itself.
    pub noun: Option<RowNoun>,
    /// Our field for their column; an empty one leaves the column out.
    pub columns: BTreeMap<String, String>,
    /// What a field holds where a row says nothing.
    pub constants: BTreeMap<String, String>,
    /// For each of our fields, our word for theirs.
    pub values: BTreeMap<String, BTreeMap<String, String>>,
}

impl Mapping {
    /// Reads and checks the mapping file at `path`.
    ///
    /// # Errors
    ///
    /// Returns a [`Fault`] that names the line or the field at fault.
    pub fn read(path: &Path) -> Result<Self, Fault> {
        let shown = path.display();
        let text = std::fs::read_to_string(path).map_err(|error| {
            Fault::because(format!("The mapping file {shown} cannot be read: {}.", file_trouble(&error)), error)
        })?;
        Self::parse(&text).map_err(|wrong| Fault::new(format!("The mapping file {shown} is wrong: {wrong}")))
    }

    fn parse(text: &str) -> Result<Self, String> {
        let mapping: Self = toml::from_str(text).map_err(|error| {
            let line = error.span().map_or(1, |span| text[..span.start.min(text.len())].matches('\n').count() + 1);
            format!("line {line}: {}.", error.message())
        })?;
        let targets = mapping.columns.values().filter(|target| !target.is_empty());
        let unknown = targets.chain(mapping.constants.keys()).chain(mapping.values.keys());
        match unknown.map(String::as_str).find(|name| known_field(name).is_none()) {
            None => Ok(mapping),
            Some(name) => {
                let known: Vec<&str> = known_fields().collect();
                Err(format!("`{name}` is none of our fields. These are known: {}.", known.join(", ")))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_field_is_an_error_that_lists_the_known_ones() {
        for text in ["[columns]\na = 'titel'", "[constants]\ntitel = 'x'", "[values.titel]\na = 'b'"] {
            let wrong = Mapping::parse(text).expect_err(text);
            assert!(wrong.contains("`titel`") && wrong.contains("experience_min_years"), "{wrong}");
        }
    }

    #[test]
    fn a_slip_in_the_file_is_named_with_its_line() {
        let wrong = Mapping::parse("noun = 'listing'\ncolums = 1").expect_err("there is no such part");
        assert!(wrong.contains("line 2"), "{wrong}");
    }
}
