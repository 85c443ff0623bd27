//! What a saved search demands of a listing's words.

use super::arrival::Arrival;
use super::lexicon::{Lexicon, WordNumber};
use crate::parse::{Parsed, Word};

/// One demand, with the bits of the sections that it looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Demand {
    /// The word stands in one of these sections.
    Has(WordNumber, u8),
    /// It stands in none of them.
    Lacks(WordNumber, u8),
}

impl Demand {
    /// Whether `listing` meets the demand.
    pub(super) fn holds(self, listing: &Arrival) -> bool {
        let stands = |word: WordNumber, sections: u8| listing.words.get(&word).is_some_and(|code| code & sections != 0);
        match self {
            Self::Has(word, sections) => stands(word, sections),
            Self::Lacks(word, sections) => !stands(word, sections),
        }
    }
}

/// The demands of what somebody typed; whoever types the same words in another order demands the same.
pub(super) fn demands_of(parsed: &Parsed, lexicon: &mut Lexicon) -> Vec<Demand> {
    let mut number = |word: &Word| lexicon.word(word);
    let mut demands: Vec<Demand> = parsed.words.iter().map(|word| Demand::Has(number(word), word.sections)).collect();
    demands.extend(parsed.excluded.iter().map(|word| Demand::Lacks(number(word), word.sections)));
    demands.sort_unstable();
    demands.dedup();
    demands
}

/// The words that must be there.
pub(super) fn required(demands: &[Demand]) -> impl Iterator<Item = WordNumber> {
    demands.iter().filter_map(|demand| match demand {
        Demand::Has(word, _) => Some(*word),
        Demand::Lacks(..) => None,
    })
}
