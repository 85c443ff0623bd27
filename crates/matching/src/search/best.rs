//! The best so many, in an order that is the same on every page.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use uuid::Uuid;

use super::columns::Columns;
use super::score::Codes;
use crate::facts::NO_END;
use crate::query::{Cursor, Sort};

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

    /// Whether a candidate that scores at most `score` could be kept.
    #[inline]
    pub(super) fn may_want(&self, score: f32) -> bool {
        self.heap.len() < self.limit
            || self.heap.peek().is_some_and(|Reverse(worst)| u64::from(score.to_bits()) >= worst.key >> 32)
    }

    /// Counts a candidate that [`Self::may_want`] refused; it comes after all that are kept, and so after the cursor.
    #[inline]
    pub(super) const fn pass_over(&mut self) {
        self.seen += 1;
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

/// The order by relevance as one number: the higher, the earlier.
///
/// Equal scores go to the listing published later, by the day; what is then still equal is settled at random, but
/// the same way each time.
#[inline]
pub(super) fn relevance_key(score: f32, columns: &Columns, doc: u32) -> u64 {
    let (day, tie) = (columns.day[doc as usize], columns.tie[doc as usize]);
    u64::from(score.max(0.0).to_bits()) << 32 | u64::from(day) << 16 | u64::from(tie) & 0xffff
}

/// The order by a fact as one number: the higher, the earlier; equal ones as in [`relevance_key`].
#[inline]
pub(super) fn fact_key(sort: Sort, columns: &Columns, doc: u32) -> u64 {
    let at = doc as usize;
    let fact = match sort {
        Sort::Relevance => 0,
        Sort::Newest => columns.published[at],
        Sort::Closing => NO_END - columns.valid_through[at],
        Sort::Pay => columns.pay_max[at],
    };
    u64::from(fact) << 32 | u64::from(columns.tie[at])
}
