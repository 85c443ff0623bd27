//! Sums of points by document, and the documents in the order of their sums.

use std::cell::RefCell;
use std::collections::BinaryHeap;

/// Runs `search` with the sums of this thread, which are clear.
pub(super) fn with_bounds<T>(search: impl FnOnce(&mut Bounds) -> T) -> T {
    BOUNDS.with_borrow_mut(search)
}

thread_local! {
    static BOUNDS: RefCell<Bounds> = RefCell::default();
}

/// Sums by document, kept between searches so that no search has to clear what it does not touch.
#[derive(Default)]
pub(super) struct Bounds {
    sums: Vec<f32>,
    turns: Vec<u16>,
    touched: Vec<u32>,
}

impl Bounds {
    /// Makes room for a segment.
    pub(super) fn begin(&mut self, documents: u32) {
        let documents = documents as usize;
        if self.sums.len() < documents {
            self.sums.resize(documents, 0.0);
            self.turns.resize(documents, 0);
        }
    }

    #[inline]
    /// Adds to a document's sum.
    pub(super) fn add(&mut self, doc: u32, points: f32) {
        let sum = &mut self.sums[doc as usize];
        if *sum == 0.0 {
            self.touched.push(doc);
        }
        *sum += points;
    }

    /// Adds for a document only once a turn; turns are counted from 1.
    #[inline]
    pub(super) fn add_once(&mut self, doc: u32, turn: u16, points: f32) {
        let last = &mut self.turns[doc as usize];
        if *last != turn {
            *last = turn;
            self.add(doc, points);
        }
    }

    /// The sums of the documents that `keep` lets pass, the largest on top; all is cleared.
    pub(super) fn take(&mut self, keep: impl Fn(u32) -> bool) -> BinaryHeap<Bound> {
        let mut bounds = Vec::with_capacity(self.touched.len());
        for doc in self.touched.drain(..) {
            let points = std::mem::take(&mut self.sums[doc as usize]);
            self.turns[doc as usize] = 0;
            if points > 0.0 && keep(doc) {
                bounds.push(Bound { points, doc });
            }
        }
        bounds.into()
    }
}

/// A document with the most that its skills can bring.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Bound {
    pub(super) points: f32,
    pub(super) doc: u32,
}

impl Eq for Bound {}

impl PartialOrd for Bound {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Bound {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.points.total_cmp(&other.points).then(other.doc.cmp(&self.doc))
    }
}
