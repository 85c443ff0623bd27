//! Lists of demands, found by a listing's words.

use super::arrival::Arrival;
use super::demand::{Demand, required};
use super::lexicon::WordNumber;
use super::shared::SharedNumber;

/// Lists of demands, each under the word that the fewest of them require.
#[derive(Debug, Default)]
pub(super) struct Finder {
    words: Vec<Required>,
    /// The lists that require no word.
    wordless: Vec<SharedNumber>,
}

/// Who requires a word.
#[derive(Debug, Default)]
struct Required {
    /// How many lists do.
    times: u32,
    /// The lists that are found by it.
    lists: Vec<SharedNumber>,
}

impl Finder {
    /// Adds a list.
    pub(super) fn add(&mut self, number: SharedNumber, demands: &[Demand]) {
        for word in required(demands) {
            self.required(word).times += 1;
        }
        let rarest = required(demands).min_by_key(|&word| self.words[word as usize].times);
        match rarest {
            Some(word) => self.required(word).lists.push(number),
            None => self.wordless.push(number),
        }
    }

    /// Takes a list out.
    pub(super) fn remove(&mut self, number: SharedNumber, demands: &[Demand]) {
        take(number, &mut self.wordless);
        for word in required(demands) {
            let required = self.required(word);
            required.times -= 1;
            // Which word was the rarest may have changed since.
            take(number, &mut required.lists);
        }
    }

    fn required(&mut self, word: WordNumber) -> &mut Required {
        if self.words.len() <= word as usize {
            self.words.resize_with(word as usize + 1, Required::default);
        }
        &mut self.words[word as usize]
    }

    /// The lists of which `listing` has the word that they are found by.
    pub(super) fn met_by(&self, listing: &Arrival) -> impl Iterator<Item = SharedNumber> {
        let words = listing.words.keys().filter_map(|&word| self.words.get(word as usize));
        words.flat_map(|required| &required.lists).chain(&self.wordless).copied()
    }
}

fn take(number: SharedNumber, lists: &mut Vec<SharedNumber>) {
    if let Some(at) = lists.iter().position(|&it| it == number) {
        lists.swap_remove(at);
    }
}
