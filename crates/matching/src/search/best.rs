//! The best so many, in an order that is the same on every page.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use uuid::Uuid;

use super::score::Codes;
use crate::facts::{Facts, NO_END};
use crate::query::{Cursor, Sort};

const SECONDS_PER_DAY: u32 = 86_400;

/// A document that may become a hit.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Candidate {
    /// The order: higher first.
    pub(super) key: u64,
    /// Settles equal keys.
    pub(super) id: Uuid,
    pub(super) segment: u32,
    pub(super) doc: u32,
    pub(super) codes: Codes,
    /// What the text adds to the score.
    pub(super) texts: Vec<f32>,
}

impl Eq for Candidate {}

impl PartialOrd for Candidate {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Candidate {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.key, self.id).cmp(&(other.key, other.id))
    }
}

/// Keeps the best `limit` candidates after a cursor.
pub(super) struct Best {
    limit: usize,
    after: Option<(u64, Uuid)>,
    heap: BinaryHeap<Reverse<Candidate>>,
    /// Candidates that come after the cursor, kept or not.
    pub(super) seen: u64,
}

impl Best {
    pub(super) fn new(limit: usize, cursor: Option<&Cursor>) -> Self {
        let after = cursor.map(|cursor| (cursor.key, cursor.id));
        Self { limit, after, heap: BinaryHeap::with_capacity(limit + 1), seen: 0 }
    }

    /// Whether a candidate with this key could be kept; `id` is asked for only where keys are equal.
    #[inline]
    pub(super) fn wants(&mut self, key: u64, id: impl Fn() -> Uuid) -> bool {
        if let Some(after) = self.after
            && (key > after.0 || key == after.0 && id() >= after.1)
        {
            return false;
        }
        self.seen += 1;
        if self.heap.len() < self.limit {
            return true;
        }
        match self.heap.peek() {
            Some(Reverse(worst)) => key > worst.key || key == worst.key && id() > worst.id,
            None => false,
        }
    }

    pub(super) fn put(&mut self, candidate: Candidate) {
        self.heap.push(Reverse(candidate));
        if self.heap.len() > self.limit {
            self.heap.pop();
        }
    }

    /// The kept candidates, best first, and whether more come after them.
    pub(super) fn finish(self) -> (Vec<Candidate>, bool) {
        let more = self.seen > self.heap.len() as u64;
        let mut kept: Vec<Candidate> = self.heap.into_iter().map(|Reverse(candidate)| candidate).collect();
        kept.sort_by(|left, right| right.cmp(left));
        (kept, more)
    }
}

/// The order of a document as one number: the higher, the earlier.
///
/// Equal scores go to the listing published later, by the day; what is then still equal is settled at random, but
/// the same way each time.
#[inline]
pub(super) fn sort_key(sort: Sort, score: f32, facts: &Facts) -> u64 {
    let tie = u64::from(facts.tie);
    let high = |number: u32| u64::from(number) << 32 | tie;
    match sort {
        Sort::Relevance => {
            let day = u64::from(facts.published / SECONDS_PER_DAY) & 0xffff;
            u64::from(score.max(0.0).to_bits()) << 32 | day << 16 | tie & 0xffff
        }
        Sort::Newest => high(facts.published),
        Sort::Closing => high(NO_END - facts.valid_through),
        Sort::Pay => high(facts.pay_max),
    }
}
