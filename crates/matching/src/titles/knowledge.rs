//! What is known of titles beyond their letters.

use serde::{Deserialize, Serialize};

use super::lexicon::{Lexicon, NamePair};
use super::postings;
use super::space::{Occupation, Space};
use super::words::table;
use crate::analysis::is_han;
use crate::skills::Vocabulary;

/// How much a skill counts in a space beside an occupation.
const SKILL_WEIGHT: f32 = 0.5;

/// How much a line of the table of words counts in the lexicon beside a pair of names.
const TABLE_WEIGHT: f32 = 3.0;

/// Tables of occupations, read by whoever knows where they lie.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// Occupations with Chinese names.
    pub chinese: Vec<Occupation>,
    /// Occupations with English names.
    pub english: Vec<Occupation>,
    /// Names of the same thing, Chinese and English.
    pub pairs: Vec<(String, String)>,
    /// Chinese postings: title and text.
    pub postings: Vec<(String, String)>,
}

/// What was learnt from [`Sources`]: kept in a file or made anew, always the same for the same sources.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Knowledge {
    pub(super) chinese: Space,
    pub(super) english: Space,
    pub(super) lexicon: Lexicon,
}

impl Knowledge {
    /// Learns from `sources`, the skill vocabulary and the table of words; some seconds for ten thousand occupations.
    #[must_use]
    pub fn learn(sources: &Sources, vocabulary: &Vocabulary) -> Self {
        let mut chinese = sources.chinese.clone();
        chinese.extend(skills_as_occupations(vocabulary));
        let mut pairs = table_pairs();
        pairs.extend(sources.pairs.iter().map(|(zh, en)| NamePair { zh: zh.clone(), en: en.clone(), weight: 1.0 }));
        pairs.extend(skill_pairs(vocabulary));
        Self {
            chinese: Space::learn(&chinese, &postings::by_title(&sources.postings)),
            english: Space::learn(&sources.english, &[]),
            lexicon: Lexicon::learn(&pairs),
        }
    }

    /// Terms that are known, Chinese and English.
    #[must_use]
    pub fn terms(&self) -> (usize, usize) {
        (self.chinese.len(), self.english.len())
    }
}

fn table_pairs() -> Vec<NamePair> {
    let all = |names: &'static super::words::Names| {
        names.zh.iter().flat_map(|zh| {
            names.en.iter().map(|en| NamePair { zh: (*zh).to_owned(), en: (*en).to_owned(), weight: TABLE_WEIGHT })
        })
    };
    table().iter().flat_map(all).collect()
}

fn skills_as_occupations(vocabulary: &Vocabulary) -> impl Iterator<Item = Occupation> {
    vocabulary.skills().iter().map(|skill| Occupation {
        names: [&skill.zh, &skill.en].into_iter().chain(&skill.aliases).cloned().collect(),
        text: skill.occupations.join(" "),
        weight: SKILL_WEIGHT,
    })
}

/// Each name of a skill beside its own name in the other language.
fn skill_pairs(vocabulary: &Vocabulary) -> impl Iterator<Item = NamePair> {
    vocabulary.skills().iter().flat_map(|skill| {
        let own = (skill.zh.clone(), skill.en.clone());
        let aliases = skill.aliases.iter().map(|alias| {
            if alias.chars().any(is_han) {
                (alias.clone(), skill.en.clone())
            } else {
                (skill.zh.clone(), alias.clone())
            }
        });
        std::iter::once(own).chain(aliases).map(|(zh, en)| NamePair { zh, en, weight: 1.0 })
    })
}
