//! Saved searches, found by the listings that answer them.

use rongqiao_model::SavedSearchId;
use rustc_hash::FxHashMap;
use time::OffsetDateTime;

use super::arrival::Arrival;
use super::clause::{Clause, clauses_of};
use super::demand::{Demand, demands_of};
use super::finder::Finder;
use super::lexicon::Lexicon;
use super::shared::{Shared, SharedNumber};
use crate::parse::parse;
use crate::{IndexDocument, SearchQuery};

/// Saved searches in memory, 100 bytes for each, or 180 where all search for different words.
///
/// Many search for the same: what is demanded of words is kept once for all who demand it, and so are the filters.
#[derive(Debug, Default)]
pub struct SavedSearches {
    lexicon: Lexicon,
    wordings: Shared<[Demand]>,
    filters: Shared<[Clause]>,
    finder: Finder,
    /// By the number of their wording.
    searches: Vec<Vec<Saved>>,
    wording_of: FxHashMap<SavedSearchId, SharedNumber>,
}

#[derive(Clone, Copy, Debug)]
struct Saved {
    id: SavedSearchId,
    filters: SharedNumber,
}

impl SavedSearches {
    /// Adds a search, or puts it in the place of the one that was saved under `id`.
    ///
    /// Its order, page and facets play no part, and it is always taken exactly.
    pub fn save(&mut self, id: SavedSearchId, query: &SearchQuery) {
        self.forget(id);
        let wording = self.wordings.hold(demands_of(&parse(&query.text), &mut self.lexicon));
        let filters = self.filters.hold(clauses_of(&query.filters, &mut self.lexicon));
        if self.searches.len() <= wording as usize {
            self.searches.push(Vec::new());
        }
        let searches = &mut self.searches[wording as usize];
        if searches.is_empty() {
            // Most wordings have but one.
            searches.reserve_exact(1);
            self.finder.add(wording, self.wordings.value(wording));
        }
        searches.push(Saved { id, filters });
        self.wording_of.insert(id, wording);
    }

    /// Takes a search out; one that is not there makes no difference.
    pub fn forget(&mut self, id: SavedSearchId) {
        let Some(wording) = self.wording_of.remove(&id) else { return };
        let searches = &mut self.searches[wording as usize];
        let Some(at) = searches.iter().position(|saved| saved.id == id) else { return };
        self.filters.release(searches.swap_remove(at).filters);
        if searches.is_empty() {
            *searches = Vec::new();
            self.finder.remove(wording, self.wordings.value(wording));
        }
        self.wordings.release(wording);
    }

    /// How many searches are saved.
    #[must_use]
    pub fn len(&self) -> usize {
        self.wording_of.len()
    }

    /// Whether none is saved.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.wording_of.is_empty()
    }

    /// The searches that a new listing answers at `now`, in no particular order.
    #[must_use]
    pub fn answered_by(&self, listing: &IndexDocument, now: OffsetDateTime) -> Vec<SavedSearchId> {
        let Some(arrival) = Arrival::of(listing, &self.lexicon, now) else { return Vec::new() };
        let mut verdicts = self.filters.outcomes();
        let mut passes = |filters: SharedNumber| {
            let holds = |clause: &Clause| clause.holds(&arrival, &self.lexicon);
            verdicts.of(filters, || self.filters.value(filters).iter().all(holds))
        };
        let mut answered = Vec::new();
        for wording in self.finder.met_by(&arrival) {
            if self.wordings.value(wording).iter().all(|demand| demand.holds(&arrival)) {
                let searches = self.searches[wording as usize].iter();
                answered.extend(searches.filter(|saved| passes(saved.filters)).map(|saved| saved.id));
            }
        }
        answered
    }
}
