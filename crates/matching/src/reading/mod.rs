//! What a text says that a choice is made on: skills, education, majors, experience, pay and places.
//!
//! Each fact has its place in the text, how much the text wants it, and its value. The text is folded once; each sort
//! of fact is one pass over it, so that reading is linear in the text.

mod education;
mod experience;
mod majors;
mod oneself;
mod pay;
mod phrases;
mod places;
pub mod quality;
mod resume;

use regex::Regex;
use rongqiao_model::choice::Education;
use rongqiao_model::pay::Pay;
use rongqiao_model::place::Place;

pub use self::experience::Years;
pub use self::oneself::Oneself;
pub use self::phrases::Phrase;
pub use self::places::PlaceNames;
pub use self::resume::{Resume, SchoolLine, Time, WorkLine, read_resume};
use crate::skills::{Folded, Mention, Part, Role, Vocabulary};

/// A fact that a text tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact<T> {
    /// What it tells.
    pub value: T,
    /// Where it begins in the text, in bytes.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// How much the text wants it.
    pub role: Role,
}

/// All that is read from a text; each list in the order of the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// Skills of the vocabulary; languages and certificates among them.
    pub skills: Vec<Mention>,
    /// Skills that English lines put into words of their own.
    pub phrases: Vec<Phrase>,
    /// Levels of education.
    pub education: Vec<Fact<Education>>,
    /// Majors as they are written.
    pub majors: Vec<Fact<String>>,
    /// Years of experience.
    pub experience: Vec<Fact<Years>>,
    /// What is paid.
    pub pay: Vec<Fact<Pay>>,
    /// Places that the code tables know.
    pub places: Vec<Fact<Place>>,
}

/// Reads texts, Chinese or English.
#[derive(Debug)]
pub struct Reader<'a> {
    vocabulary: &'a Vocabulary,
    places: PlaceNames,
}

impl<'a> Reader<'a> {
    /// Makes a reader that knows the skills of `vocabulary` and the names of `places`.
    #[must_use]
    pub const fn new(vocabulary: &'a Vocabulary, places: PlaceNames) -> Self {
        Self { vocabulary, places }
    }

    /// Reads `text`; linear in it.
    #[must_use]
    pub fn read(&self, text: &str) -> Reading {
        let folded = Folded::of(text);
        let plain = folded.text.as_str();
        let skills = self.vocabulary.read_folded(text, &folded);
        Reading {
            phrases: phrases::find(text, &skills),
            skills,
            education: located(education::find(plain), text, &folded),
            majors: located(majors::find(plain), text, &folded)
                .into_iter()
                .map(|it| Fact {
                    value: text[it.start..it.end].to_owned(),
                    start: it.start,
                    end: it.end,
                    role: it.role,
                })
                .collect(),
            experience: located(experience::find(plain), text, &folded),
            pay: located(pay::find(plain, |start, end| folded.span_in(text, start, end), text), text, &folded),
            places: located(self.places.find(plain), text, &folded),
        }
    }
}

/// A fact in the folded text.
struct Spotted<T> {
    value: T,
    start: usize,
    end: usize,
}

/// Brings facts back to the text as it was written, and reads how much it wants them.
fn located<T>(spotted: Vec<Spotted<T>>, text: &str, folded: &Folded) -> Vec<Fact<T>> {
    let fact = |it: Spotted<T>| {
        let (start, end) = folded.span_in(text, it.start, it.end);
        Fact { value: it.value, start, end, role: Part::around(&folded.text, it.start).role() }
    };
    spotted.into_iter().map(fact).collect()
}

/// A pattern of this module; one that cannot be read is reported, and finds nothing.
fn pattern(text: &str) -> Option<Regex> {
    Regex::new(text).inspect_err(|error| tracing::error!(%error, "a pattern cannot be read")).ok()
}

#[cfg(test)]
mod testing {
    use std::sync::LazyLock;

    use rongqiao_model::code::{CodeTable, Codes};

    use super::*;

    static READER: LazyLock<Reader<'static>> =
        LazyLock::new(|| Reader::new(Vocabulary::shipped(), PlaceNames::new(&Codes::new(CodeTable::shipped()))));

    pub(super) fn read(text: &str) -> Reading {
        READER.read(text)
    }

    proptest::proptest! {
        #[test]
        fn whatever_is_read_the_facts_are_pieces_of_the_text_in_order(
            words in proptest::collection::vec(
                proptest::prop_oneof![
                    "\\PC{0,6}",
                    "３年|5\\+ years|本科|及以上|学历|专业|、|计算机|等相关|８k-12K|月薪|万|元/天|在|上海市|浦东|ﬁ|a\u{301}",
                    " (experience|with|in|to|and|build|skills|degree|the|grid) |[，。；,.:() \n-]",
                ],
                0..16,
            ),
        ) {
            let text = words.concat();
            let reading = read(&text);
            let mut lists = vec![
                places_of(&reading.education),
                places_of(&reading.majors),
                places_of(&reading.experience),
                places_of(&reading.pay),
                places_of(&reading.places),
            ];
            lists.push(reading.phrases.iter().map(|it| (it.start, it.end)).collect());
            for list in lists {
                proptest::prop_assert!(list.is_sorted_by_key(|it| it.0));
                for (start, end) in list {
                    proptest::prop_assert!(text.get(start..end).is_some_and(|piece| !piece.is_empty()), "{start}..{end}");
                }
            }
        }
    }

    fn places_of<T>(facts: &[Fact<T>]) -> Vec<(usize, usize)> {
        facts.iter().map(|it| (it.start, it.end)).collect()
    }

    /// Facts with their words.
    pub(super) fn told<'a, T: Clone>(text: &'a str, facts: &[Fact<T>]) -> Vec<(&'a str, T)> {
        facts.iter().map(|it| (&text[it.start..it.end], it.value.clone())).collect()
    }
}
