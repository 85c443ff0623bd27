//! What majors are called in English.

/// English names, folded, with the Chinese name of the major.
const MAJORS: &str = include_str!("../../../words/majors_en.tsv");

/// English names of majors with their Chinese names.
pub(super) fn majors() -> impl Iterator<Item = (&'static str, &'static str)> {
    MAJORS.lines().filter_map(|line| line.split_once('\t'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::skills::{Vocabulary, folded};

    #[test]
    fn every_english_name_is_folded_and_leads_to_a_major_that_is_known() {
        for (name, major) in majors() {
            assert_eq!(folded(name), name);
            assert!(Vocabulary::shipped().major(major).is_some(), "{major}");
        }
    }
}
