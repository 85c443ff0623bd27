//! Sums of points by document, and the documents in the order of their sums.

use std::cell::RefCell;
use std::collections::BinaryHeap;

/// Runs `search` with the sums of this thread, which are clear.
pub(crate) fn with_bounds<T>(search: impl FnOnce(&mut Bounds) -> T) -> T {
    BOUNDS.with_borrow_mut(search)
}

thread_local! {
    static BOUNDS: RefCell<Bounds> = RefCell::default();
}

/// Sums by document, kept between searches so that no search has to clear what it does not touch.
#[derive(Default)]
pub(crate) struct Bounds {
    sums: Vec<f32>,
    /// The last turn in which something was added, and how much.
    bests: Vec<(u16, f32)>,
    touched: Vec<u32>,
}

impl Bounds {
    /// Makes room for a segment.
    pub(crate) fn begin(&mut self, documents: u32) {
        let documents = documents as usize;
        if self.sums.len() < documents {
            self.sums.resize(documents, 0.0);
            self.bests.resize(documents, (0, 0.0));
        }
    }

    /// Adds to a document's sum.
    #[inline]
    pub(crate) fn add(&mut self, doc: u32, points: f32) {
        let sum = &mut self.sums[doc as usize];
        if *sum == 0.0 {
            self.touched.push(doc);
        }
        *sum += points;
    }

    /// Adds the most of what comes for a document in one turn; turns are counted from 1.
    #[inline]
    pub(crate) fn add_best(&mut self, doc: u32, turn: u16, points: f32) {
        let best = &mut self.bests[doc as usize];
        let before = if best.0 == turn { best.1 } else { 0.0 };
        if points > before {
            *best = (turn, points);
            self.add(doc, points - before);
        }
    }

    /// The sums of the documents that `keep` lets pass, the largest on top; all is cleared.
    pub(crate) fn take(&mut self, keep: impl Fn(u32) -> bool) -> BinaryHeap<Bound> {
        let mut bounds = Vec::with_capacity(self.touched.len());
        for doc in self.touched.drain(..) {
            let points = std::mem::take(&mut self.sums[doc as usize]);
            self.bests[doc as usize].0 = 0;
            if points > 0.0 && keep(doc) {
                bounds.push(Bound { points, doc });
            }
        }
        bounds.into()
    }
}

/// A document with the most that its skills can bring.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Bound {
    pub(crate) points: f32,
    pub(crate) doc: u32,
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
