//! The words and places that saved searches name, each kept once.

use rustc_hash::FxHashMap;

use crate::parse::{Form, Word, ways};

/// Place of a word in the lexicon.
pub(super) type WordNumber = u32;

/// Place of the name of a city or zone in the lexicon.
pub(super) type PlaceNumber = u32;

/// Place of a set of cities or zones in the lexicon.
pub(super) type PlacesNumber = u32;

type TermNumber = u32;

/// Gives words and places numbers; a number stays when the last search that names it is gone.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    terms: FxHashMap<Box<str>, TermNumber>,
    /// For each term the words that cannot be there without it; each word is under one term of each of its ways.
    led_by: Vec<Vec<WordNumber>>,
    words: FxHashMap<(Box<str>, Form), WordNumber>,
    ways: Vec<Box<[Box<[TermNumber]>]>>,
    places: FxHashMap<Box<str>, PlaceNumber>,
    sets: FxHashMap<Box<[PlaceNumber]>, PlacesNumber>,
    members: Vec<Box<[PlaceNumber]>>,
}

impl Lexicon {
    /// The number of `word`, which it gets when it is first met.
    pub(super) fn word(&mut self, word: &Word) -> WordNumber {
        let key = (word.text.as_str().into(), word.form);
        if let Some(&known) = self.words.get(&key) {
            return known;
        }
        let number = self.ways.len() as WordNumber;
        self.words.insert(key, number);
        let ways: Box<[Box<[TermNumber]>]> =
            ways(word).iter().map(|terms| terms.iter().map(|term| self.term(term)).collect()).collect();
        for terms in &ways {
            // The term that leads the fewest words is met by the fewest listings that do not have the word.
            if let Some(&leader) = terms.iter().min_by_key(|&&term| self.led_by[term as usize].len()) {
                self.led_by[leader as usize].push(number);
            }
        }
        self.ways.push(ways);
        number
    }

    fn term(&mut self, term: &str) -> TermNumber {
        if let Some(&known) = self.terms.get(term) {
            return known;
        }
        let number = self.led_by.len() as TermNumber;
        self.terms.insert(term.into(), number);
        self.led_by.push(Vec::new());
        number
    }

    /// The number of the place of this name, which it gets when it is first met.
    pub(super) fn place(&mut self, name: &str) -> PlaceNumber {
        let next = self.places.len() as PlaceNumber;
        *self.places.entry(name.into()).or_insert(next)
    }

    /// The number of the place of this name, if any search names it.
    pub(super) fn known_place(&self, name: &str) -> Option<PlaceNumber> {
        self.places.get(name).copied()
    }

    /// The number of a set of places.
    pub(super) fn set(&mut self, names: &[String]) -> PlacesNumber {
        let mut places: Vec<PlaceNumber> =
            names.iter().filter(|name| !name.is_empty()).map(|name| self.place(name)).collect();
        places.sort_unstable();
        places.dedup();
        let places: Box<[PlaceNumber]> = places.into();
        let next = self.members.len() as PlacesNumber;
        let number = *self.sets.entry(places.clone()).or_insert(next);
        if number == next {
            self.members.push(places);
        }
        number
    }

    /// The places of a set.
    pub(super) fn members(&self, set: PlacesNumber) -> &[PlaceNumber] {
        &self.members[set as usize]
    }

    /// The words that a text with these terms has, each with the sections in which it stands.
    pub(super) fn words_in(&self, terms: &[(String, u8)]) -> FxHashMap<WordNumber, u8> {
        let known = terms.iter().filter_map(|(term, code)| Some((*self.terms.get(term.as_str())?, *code)));
        let codes: FxHashMap<TermNumber, u8> = known.collect();
        let mut words = FxHashMap::default();
        for word in codes.keys().flat_map(|&term| &self.led_by[term as usize]) {
            let code = self.ways[*word as usize].iter().find_map(|terms| code_of_all(terms, &codes));
            if let Some(code) = code.filter(|&code| code != 0) {
                words.insert(*word, code);
            }
        }
        words
    }
}

/// The sections that have all of `terms`; `None` if one of them is nowhere, or if there are none.
fn code_of_all(terms: &[TermNumber], codes: &FxHashMap<TermNumber, u8>) -> Option<u8> {
    let (first, others) = terms.split_first()?;
    others.iter().try_fold(*codes.get(first)?, |code, term| Some(code & codes.get(term)?))
}
