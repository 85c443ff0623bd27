//! Sums of points by document, and the documents with the largest sums.

use std::cell::RefCell;
use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

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
    /// Makes room for a segment.
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

    /// The `first` most promising documents of those that `passes` lets through; their sums are cleared.
    ///
    /// `worth` says what a document's sum is worth, and `promise`, which is asked only where `beside` more could still
    /// make a difference, what that comes to with all else that is known.
    pub(crate) fn take_promising(
        &mut self,
        first: usize,
        beside: f32,
        worth: impl Fn(u32, f32) -> f32,
        promise: impl Fn(&Bound) -> f32,
        passes: impl Fn(u32) -> bool,
    ) -> Vec<Bound> {
        let mut promising: BinaryHeap<Reverse<Promise>> = BinaryHeap::with_capacity(first + 1);
        let mut least = f32::MIN;
        for (doc, &sum) in (0..).zip(&self.sums[..self.documents]) {
            let bound = Bound { points: worth(doc, sum), doc };
            // Asked first, for it is seldom so, which a processor guesses right.
            if bound.points + beside <= least || sum <= 0.0 {
                continue;
            }
            let most = promise(&bound);
            if most > least && passes(doc) {
                promising.push(Reverse(Promise { most, bound }));
                if promising.len() > first {
                    promising.pop();
                    least = promising.peek().map_or(least, |smallest| smallest.0.most);
                }
            }
        }
        let promising: Vec<Bound> = promising.into_iter().map(|promise| promise.0.bound).collect();
        promising.iter().for_each(|bound| self.sums[bound.doc as usize] = 0.0);
        promising
    }

    /// The documents with what `bound` makes of their sums, where that is more than nothing; all is cleared.
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

/// A document with what it comes to; the larger is the greater.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Promise {
    most: f32,
    bound: Bound,
}

impl Eq for Promise {}

impl PartialOrd for Promise {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Promise {
    fn cmp(&self, other: &Self) -> Ordering {
        self.most.total_cmp(&other.most).then(other.bound.doc.cmp(&self.bound.doc))
    }
}
