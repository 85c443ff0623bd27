//! Sums of points by document, and the documents with the largest sums.

use std::cell::RefCell;

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

    /// The documents that have a sum, each with what `bound` makes of it; all is cleared.
    pub(crate) fn take(&mut self, bound: impl Fn(u32, f32) -> Option<f32>) -> Vec<Bound> {
        let mut bounds = Vec::with_capacity(self.touched.len());
        for doc in self.touched.drain(..) {
            let sum = std::mem::take(&mut self.sums[doc as usize]);
            self.bests[doc as usize].0 = 0;
            if sum > 0.0
                && let Some(points) = bound(doc, sum)
            {
                bounds.push(Bound { points, doc });
            }
        }
        bounds
    }
}

/// A document with the most that its skills can bring.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Bound {
    pub(crate) points: f32,
    pub(crate) doc: u32,
}

/// Puts the largest bounds first.
pub(crate) fn sort(bounds: &mut [Bound]) {
    bounds.sort_unstable_by(Bound::order);
}

/// Splits off the `first` largest bounds, which are sorted; the others are not.
pub(crate) fn split_largest(bounds: &mut [Bound], first: usize) -> (&mut [Bound], &mut [Bound]) {
    if first < bounds.len() {
        bounds.select_nth_unstable_by(first, Bound::order);
    }
    let (largest, others) = bounds.split_at_mut(first.min(bounds.len()));
    sort(largest);
    (largest, others)
}

impl Bound {
    fn order(&self, other: &Self) -> std::cmp::Ordering {
        other.points.total_cmp(&self.points).then(self.doc.cmp(&other.doc))
    }
}
