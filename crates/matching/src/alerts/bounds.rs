//! Sums of points by document.

use std::cell::RefCell;

/// Runs `search` with the sums of this thread, which are clear.
pub(crate) fn with_bounds<T>(search: impl FnOnce(&mut Bounds) -> T) -> T {
    BOUNDS.with_borrow_mut(search)
}

thread_local! {
    static BOUNDS: RefCell<Bounds> = RefCell::default();
}

/// Sums by document, kept between searches so that no search has to find room for them.
///
/// Adding touches nothing but the sum; the sums are gone through in the order of the documents, which costs a million
/// documents about as much as adding as many times.
#[derive(Default)]
pub(crate) struct Bounds {
    documents: usize,
    sums: Vec<f32>,
    /// The last turn in which something was added, and how much; empty until turns are asked for.
    bests: Vec<(u16, f32)>,
}

impl Bounds {
    /// Makes room for so many documents.
    pub(crate) fn begin(&mut self, documents: u32) {
        self.documents = documents as usize;
        if self.sums.len() < self.documents {
            self.sums.resize(self.documents, 0.0);
        }
    }

    /// Adds to a document's sum.
    #[inline]
    pub(crate) fn add(&mut self, doc: u32, points: f32) {
        self.sums[doc as usize] += points;
    }

    /// Adds the most of what comes for a document in one turn; turns are counted from 1.
    #[inline]
    pub(crate) fn add_best(&mut self, doc: u32, turn: u16, points: f32) {
        if self.bests.len() < self.documents {
            self.bests.resize(self.documents, (0, 0.0));
        }
        let best = &mut self.bests[doc as usize];
        let before = if best.0 == turn { best.1 } else { 0.0 };
        if points > before {
            *best = (turn, points);
            self.add(doc, points - before);
        }
    }

    /// The documents with what `bound` makes of their sums, where that is something; all is cleared.
    pub(crate) fn take(&mut self, bound: impl Fn(u32, f32) -> Option<f32>) -> Vec<Bound> {
        let sums = &mut self.sums[..self.documents];
        let bounds = (0..).zip(&*sums).filter_map(|(doc, &sum)| Some(Bound { points: bound(doc, sum)?, doc }));
        let bounds = bounds.filter(|bound| bound.points > 0.0).collect();
        sums.fill(0.0);
        self.bests.fill((0, 0.0));
        bounds
    }
}

/// A document with the most that its skills can bring.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Bound {
    pub(crate) points: f32,
    pub(crate) doc: u32,
}
