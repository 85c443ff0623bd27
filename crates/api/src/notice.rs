//! The privacy notice: its version, its parts, and the table of what is kept, all from one place, so that what people
//! agree to and what they read is the same text.

use rongqiao_model::consent::{ConsentText, Purpose};
use rongqiao_model::retention::{RETENTION, Retention};
use sha2::{Digest as _, Sha256};

use crate::language::Language;

/// The day from which on the text holds. It changes with any word of it; a test compares the text with
/// `notice_versions.tsv`.
pub const VERSION: &str = "2026-11-22";

/// The parts of the notice, each with a heading and a text in the catalogue.
const PARTS: [&str; 15] = [
    "visit",
    "account",
    "profile",
    "found",
    "saved",
    "events",
    "bookings",
    "applications",
    "complaints",
    "organisation",
    "share",
    "law",
    "staff",
    "minors",
    "rights",
];

/// One kind of record as the notice tells of it.
#[derive(Debug)]
pub struct KeptLine {
    /// What is kept.
    pub what: String,
    /// Why.
    pub basis: String,
    /// For how long.
    pub kept: String,
    /// What becomes of it when its owner leaves.
    pub ending: String,
}

impl KeptLine {
    /// A line of the table in words.
    #[must_use]
    pub fn new(t: Language, line: &Retention) -> Self {
        Self {
            what: t.say(&format!("record-{}", line.kind.slug())),
            basis: t.say(&format!("basis-{}", line.basis.slug())),
            kept: t.say(&format!("kept-{}", line.kept.slug())),
            ending: t.say(&format!("ending-{}", line.ending.slug())),
        }
    }
}

/// Headings and texts, in their order.
#[must_use]
pub fn parts(t: Language) -> Vec<(String, String)> {
    let part = |part: &&str| (t.say(&format!("privacy-{part}-heading")), t.say(&format!("privacy-{part}-text")));
    PARTS.iter().map(part).collect()
}

/// What somebody may be asked to agree to: name and explanation.
#[must_use]
pub fn purposes(t: Language) -> Vec<(String, String)> {
    let purpose =
        |it: &Purpose| (t.say(&format!("purpose-{}", it.slug())), t.say(&format!("purpose-{}-text", it.slug())));
    Purpose::ALL.iter().map(purpose).collect()
}

/// Every kind of record that is kept.
#[must_use]
pub fn kept(t: Language) -> Vec<KeptLine> {
    RETENTION.iter().map(|line| KeptLine::new(t, line)).collect()
}

/// The text as it holds now, in the language in which it is read.
#[must_use]
pub fn text(t: Language) -> ConsentText {
    let lines = kept(t).into_iter().flat_map(|it| [it.what, it.basis, it.kept, it.ending]);
    let told = parts(t).into_iter().chain(purposes(t)).flat_map(|(heading, text)| [heading, text]);
    let hash = told.chain(lines).fold(Sha256::new(), |hash, words| hash.chain_update(words).chain_update("\n"));
    let hash = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    ConsentText { version: VERSION.to_owned(), hash }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::MISSING;

    #[test]
    fn a_text_that_changes_gets_a_new_version() {
        let known = include_str!("notice_versions.tsv");
        for &language in Language::ALL {
            let text = text(language);
            let line = format!("{}\t{}\t{}", text.version, language.slug(), text.hash);
            assert!(known.lines().any(|it| it == line), "not in notice_versions.tsv: {line}");
            let of_version = format!("{}\t{}\t", text.version, language.slug());
            assert_eq!(known.lines().filter(|it| it.starts_with(&of_version)).count(), 1, "one text for one version");
        }
    }

    #[test]
    fn the_notice_has_all_its_words_in_both_languages() {
        for &language in Language::ALL {
            let lines = kept(language).into_iter().flat_map(|it| [it.what, it.basis, it.kept, it.ending]);
            let told = parts(language).into_iter().chain(purposes(language)).flat_map(|(one, other)| [one, other]);
            for words in lines.chain(told) {
                assert!(!words.contains(MISSING), "{words}");
            }
        }
    }
}
