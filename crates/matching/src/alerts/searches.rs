//! Saved searches, found by the listings that answer them.

use rongqiao_model::SavedSearchId;
use rustc_hash::FxHashMap;
use time::OffsetDateTime;

use super::arrival::Arrival;
use super::clause::{self, Clause};
use super::lexicon::{Lexicon, PlaceNumber, WordNumber};
use crate::parse::parse;
use crate::search::masks::industry_number;
use crate::{IndexDocument, SearchQuery};

/// Place of a search in the list of all.
type Slot = u32;

/// Saved searches in memory, some 200 bytes for each.
#[derive(Debug, Default)]
pub struct SavedSearches {
    lexicon: Lexicon,
    searches: Vec<Option<Saved>>,
    free: Vec<Slot>,
    slots: FxHashMap<SavedSearchId, Slot>,
    /// The searches that only a listing with this can answer.
    watches: FxHashMap<Watch, Vec<Slot>>,
    /// In how many searches each word is.
    mentions: FxHashMap<WordNumber, u32>,
}

#[derive(Debug)]
struct Saved {
    id: SavedSearchId,
    clauses: Box<[Clause]>,
}

/// Something that a listing has; it has at most one value of each filter, so that it meets no search twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Watch {
    Word(WordNumber),
    Organisation(u64),
    Zone(PlaceNumber),
    City(PlaceNumber),
    Industry(u8),
    Kind(u8),
    Anything,
}

impl SavedSearches {
    /// Adds a search, or puts it in the place of the one that was saved under `id`.
    ///
    /// Its order, page and facets play no part, and it is always taken exactly.
    pub fn save(&mut self, id: SavedSearchId, query: &SearchQuery) {
        self.forget(id);
        let mut clauses = clause::of_words(&parse(&query.text), &mut self.lexicon);
        clauses.extend(clause::of_filters(&query.filters, &mut self.lexicon));
        for word in required(&clauses) {
            *self.mentions.entry(word).or_default() += 1;
        }
        let slot = self.free.pop().unwrap_or(self.searches.len() as Slot);
        for watch in self.watches_of(&clauses) {
            self.watches.entry(watch).or_default().push(slot);
        }
        if slot as usize == self.searches.len() {
            self.searches.push(None);
        }
        self.searches[slot as usize] = Some(Saved { id, clauses: clauses.into() });
        self.slots.insert(id, slot);
    }

    /// Takes a search out; one that is not there makes no difference.
    pub fn forget(&mut self, id: SavedSearchId) {
        let Some(slot) = self.slots.remove(&id) else { return };
        let Some(saved) = self.searches[slot as usize].take() else { return };
        for word in required(&saved.clauses) {
            self.mentions.entry(word).and_modify(|count| *count -= 1);
        }
        for watch in self.every_watch_of(&saved.clauses) {
            if let Some(watching) = self.watches.get_mut(&watch)
                && let Some(at) = watching.iter().position(|&it| it == slot)
            {
                watching.swap_remove(at);
            }
        }
        self.free.push(slot);
    }

    /// How many searches are saved.
    #[must_use]
    pub fn len(&self) -> usize {
        self.slots.len()
    }

    /// Whether none is saved.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }

    /// The searches that a new listing answers at `now`, in no particular order.
    #[must_use]
    pub fn answered_by(&self, listing: &IndexDocument, now: OffsetDateTime) -> Vec<SavedSearchId> {
        let Some(arrival) = Arrival::of(listing, &self.lexicon, now) else { return Vec::new() };
        let met = watches_met_by(&arrival).filter_map(|watch| self.watches.get(&watch));
        let candidates = met.flatten().filter_map(|&slot| self.searches[slot as usize].as_ref());
        let answered =
            candidates.filter(|saved| saved.clauses.iter().all(|clause| clause.holds(&arrival, &self.lexicon)));
        answered.map(|saved| saved.id).collect()
    }

    /// What a search is found by: the word that the fewest searches have, or the values of its first filter.
    fn watches_of(&self, clauses: &[Clause]) -> Vec<Watch> {
        let rarest = required(clauses).min_by_key(|word| self.mentions.get(word).copied().unwrap_or(0));
        match rarest {
            Some(word) => vec![Watch::Word(word)],
            None => {
                let of_filters = clauses.iter().find_map(|&clause| self.watches_of_filter(clause));
                of_filters.unwrap_or_else(|| vec![Watch::Anything])
            }
        }
    }

    /// Everything that [`Self::watches_of`] may have chosen when there were other searches.
    fn every_watch_of(&self, clauses: &[Clause]) -> Vec<Watch> {
        let words: Vec<Watch> = required(clauses).map(Watch::Word).collect();
        if words.is_empty() { self.watches_of(clauses) } else { words }
    }

    /// What a listing that passes a filter has one of; `None` for filters by which no search is found.
    fn watches_of_filter(&self, clause: Clause) -> Option<Vec<Watch>> {
        let bits = |mask: u32| (0..32_u8).filter(move |bit| mask >> bit & 1 == 1);
        let places = |set| self.lexicon.members(set).iter().copied();
        Some(match clause {
            Clause::Organisation(key) => vec![Watch::Organisation(key)],
            Clause::Zone(set) => places(set).map(Watch::Zone).collect(),
            Clause::City(set) => places(set).map(Watch::City).collect(),
            Clause::Industry(mask) => bits(mask).map(Watch::Industry).collect(),
            Clause::Kind(mask) => bits(mask).map(Watch::Kind).collect(),
            Clause::Has(..)
            | Clause::Lacks(..)
            | Clause::Employment(_)
            | Clause::Education(_)
            | Clause::Experience(_)
            | Clause::OrganisationKind(_)
            | Clause::Pay { .. }
            | Clause::PublishedWithinDays(_)
            | Clause::ClosingWithinDays(_) => return None,
        })
    }
}

/// All that a search could be found by which `listing` answers.
fn watches_met_by(listing: &Arrival) -> impl Iterator<Item = Watch> {
    let words = listing.words.keys().copied().map(Watch::Word);
    let places = listing.zone.map(Watch::Zone).into_iter().chain(listing.city.map(Watch::City));
    let industry = Watch::Industry(industry_number(listing.facts.industry));
    let others = [Watch::Organisation(listing.organisation), industry, Watch::Kind(listing.facts.kind)];
    words.chain(places).chain(others).chain([Watch::Anything])
}

fn required(clauses: &[Clause]) -> impl Iterator<Item = WordNumber> {
    clauses.iter().filter_map(|clause| if let Clause::Has(word, _) = clause { Some(*word) } else { None })
}
