//! A word of the query as a walk through the documents of one segment.

use tantivy::index::SegmentReader;
use tantivy::{InvertedIndexReader, TERMINATED};

use super::list::List;
use super::plan::{Shape, Unit};
use crate::schema::section;

/// Walks through the documents that have a word, in rising order; the code says where in them it stands.
pub(super) struct Walk {
    shape: WalkShape,
    sections: u8,
    /// Whether every document of the postings counts, wherever the word stands in it.
    plain: bool,
    doc: u32,
}

enum WalkShape {
    Term(Box<List>),
    /// All of them, in one section.
    All(Vec<List>),
    /// Any of them.
    Any(Vec<List>),
    Nothing,
}

impl Walk {
    /// Starts at the first document of `unit` in the segment numbered `segment`.
    pub(super) fn start(unit: &Unit, segment: usize, index: &InvertedIndexReader) -> Result<Self, std::io::Error> {
        let open = |term: &super::plan::TermRef| term.infos[segment].as_ref().map(|info| List::open(info, index));
        let shape = match &unit.shape {
            Shape::Term(term) => match open(term) {
                Some(list) => WalkShape::Term(Box::new(list?)),
                None => WalkShape::Nothing,
            },
            Shape::All(terms) => {
                let opened = terms.iter().filter_map(open).collect::<Result<Vec<_>, _>>()?;
                if opened.len() == terms.len() { WalkShape::All(opened) } else { WalkShape::Nothing }
            }
            Shape::Any(terms) => {
                let opened = terms.iter().filter_map(open).collect::<Result<Vec<_>, _>>()?;
                if opened.is_empty() { WalkShape::Nothing } else { WalkShape::Any(opened) }
            }
        };
        let plain = matches!(shape, WalkShape::Term(_)) && unit.sections & section::ALL == section::ALL;
        let mut walk = Self { shape, sections: unit.sections, plain, doc: 0 };
        walk.settle();
        Ok(walk)
    }

    /// Roughly how many documents the walk will meet.
    pub(super) fn cost(&self) -> u32 {
        match &self.shape {
            WalkShape::Term(list) => list.len(),
            WalkShape::All(all) => all.iter().map(List::len).min().unwrap_or(0),
            WalkShape::Any(any) => any.iter().map(List::len).sum(),
            WalkShape::Nothing => 0,
        }
    }

    /// The document it stands at, or [`TERMINATED`].
    #[inline]
    pub(super) const fn doc(&self) -> u32 {
        self.doc
    }

    fn standing(&self) -> u32 {
        match &self.shape {
            WalkShape::Term(list) => list.doc(),
            WalkShape::All(all) => all[0].doc(),
            WalkShape::Any(any) => any.iter().map(|it| it.doc()).min().unwrap_or(TERMINATED),
            WalkShape::Nothing => TERMINATED,
        }
    }

    /// Where in the document the word stands: section bits of the head, or the frequency in a body.
    #[inline]
    pub(super) fn code(&self) -> u8 {
        match &self.shape {
            WalkShape::Term(list) => list.code(),
            WalkShape::All(all) => all.iter().fold(255, |code, it| code & it.code()),
            WalkShape::Any(any) => {
                let doc = self.doc;
                let here = any.iter().filter(|it| it.doc() == doc);
                here.fold(0, |code, it| code | it.code())
            }
            WalkShape::Nothing => 0,
        }
    }

    /// Goes to the first document not before `target`.
    #[inline]
    pub(super) fn seek(&mut self, target: u32) -> u32 {
        if self.doc < target {
            match &mut self.shape {
                WalkShape::Term(list) => {
                    self.doc = list.seek(target);
                    if self.plain {
                        return self.doc;
                    }
                }
                WalkShape::All(all) => {
                    all[0].seek(target);
                }
                WalkShape::Any(any) => any.iter_mut().filter(|it| it.doc() < target).for_each(|it| {
                    it.seek(target);
                }),
                WalkShape::Nothing => {}
            }
            self.settle();
        }
        self.doc
    }

    /// Goes to the next document.
    #[inline]
    pub(super) fn advance(&mut self) -> u32 {
        if self.plain
            && let WalkShape::Term(list) = &mut self.shape
        {
            self.doc = list.advance();
            return self.doc;
        }
        self.step();
        self.settle();
        self.doc
    }

    #[inline]
    fn step(&mut self) {
        let doc = self.doc;
        match &mut self.shape {
            WalkShape::Term(list) => {
                list.advance();
            }
            WalkShape::All(all) => {
                all[0].advance();
            }
            WalkShape::Any(any) => any.iter_mut().filter(|it| it.doc() == doc).for_each(|it| {
                it.advance();
            }),
            WalkShape::Nothing => {}
        }
    }

    /// Goes on until the word really stands here: all its parts in one section, and in a section asked for.
    #[inline]
    fn settle(&mut self) {
        loop {
            if let WalkShape::All(all) = &mut self.shape {
                align(all);
            }
            self.doc = self.standing();
            if self.plain || self.doc == TERMINATED || self.code() & self.sections != 0 {
                return;
            }
            self.step();
        }
    }
}

/// Brings all postings to their next common document.
fn align(all: &mut [List]) {
    let mut target = all[0].doc();
    let mut at = 1;
    while at < all.len() {
        let doc = if all[at].doc() < target { all[at].seek(target) } else { all[at].doc() };
        if doc == target {
            at += 1;
            continue;
        }
        target = all[0].seek(doc);
        at = 1;
        if target == TERMINATED {
            return;
        }
    }
}

/// Walks through every document that is not deleted.
pub(super) fn all_documents(reader: &SegmentReader) -> impl Iterator<Item = u32> + '_ {
    (0..reader.max_doc()).filter(|&doc| reader.alive_bitset().is_none_or(|alive| alive.is_alive(doc)))
}
