//! Points of documents, added up block by block.

use std::cell::RefCell;
use std::ops::Range;

/// Documents that are added up together: few enough for their points to stay in the processor's cache, and in tests so
/// few that there are several blocks.
const DOCUMENTS: u32 = if cfg!(test) { 1 << 3 } else { 1 << 14 };

/// Documents whose points are compared together.
const GROUP: usize = 32;

/// Calls `search` for each block of `documents` documents in turn, with nothing added to any of them.
pub(super) fn for_each_block(documents: u32, mut search: impl FnMut(&mut Block)) {
    BLOCK.with_borrow_mut(|block| {
        for start in (0..documents).step_by(DOCUMENTS as usize) {
            block.begin(start, documents.min(start + DOCUMENTS));
            search(block);
        }
    });
}

thread_local! {
    static BLOCK: RefCell<Block> = RefCell::default();
}

/// Some documents that follow each other, with the points of each.
#[derive(Debug, Default)]
pub(super) struct Block {
    start: u32,
    end: u32,
    points: Vec<f32>,
    /// Points of one aspect, not added to the others yet.
    aspect: Vec<f32>,
}

impl Block {
    fn begin(&mut self, start: u32, end: u32) {
        (self.start, self.end) = (start, end);
        for points in [&mut self.points, &mut self.aspect] {
            points.clear();
            points.resize((end - start) as usize, 0.0);
        }
    }

    /// The documents.
    pub(super) const fn documents(&self) -> Range<u32> {
        self.start..self.end
    }

    /// The documents with so many points or more, each with its points.
    pub(super) fn reaching(&self, least: f32) -> impl Iterator<Item = (u32, f32)> {
        // Few do, so that several are asked at once, which a processor does as fast as asking one.
        let groups = (self.start..).step_by(GROUP).zip(self.points.chunks(GROUP));
        let promising = groups.filter(move |(_, points)| points.iter().fold(false, |any, &it| any | (it >= least)));
        let documents = promising.flat_map(|(start, points)| (start..).zip(points.iter().copied()));
        documents.filter(move |&(_, points)| points >= least)
    }

    /// Adds to a document's points.
    #[inline]
    pub(super) fn add(&mut self, doc: u32, points: f32) {
        self.points[(doc - self.start) as usize] += points;
    }

    /// Multiplies the points of each document, and those of the aspect, by its number among those of the segment; then
    /// adds what the aspect brought, which is `most` at most, and begins another one.
    pub(super) fn multiply_with_aspect(&mut self, by: &[f32], most: f32) {
        let by = &by[self.start as usize..self.end as usize];
        for ((points, brought), by) in self.points.iter_mut().zip(&self.aspect).zip(by) {
            let brought = brought * by;
            *points = *points * by + if brought < most { brought } else { most };
        }
        self.aspect.fill(0.0);
    }

    /// Adds to what the aspect brings to a document.
    #[inline]
    pub(super) fn add_to_aspect(&mut self, doc: u32, points: f32) {
        self.aspect[(doc - self.start) as usize] += points;
    }

    /// Has the aspect bring no less than `points` to a document.
    #[inline]
    pub(super) fn raise_aspect(&mut self, doc: u32, points: f32) {
        let brought = &mut self.aspect[(doc - self.start) as usize];
        *brought = if points > *brought { points } else { *brought };
    }

    /// Adds what the aspect brought to the points, and begins another one.
    pub(super) fn end_aspect(&mut self) {
        self.points.iter_mut().zip(&self.aspect).for_each(|(points, brought)| *points += brought);
        self.aspect.fill(0.0);
    }

    /// The same for the documents that have points already; to the others it brings nothing.
    pub(super) fn end_aspect_of_found(&mut self) {
        for (points, brought) in self.points.iter_mut().zip(&self.aspect) {
            // Multiplied by 0 or 1, for a processor cannot guess who has points.
            *points += brought * f32::from(u8::from(*points > 0.0));
        }
        self.aspect.fill(0.0);
    }
}
