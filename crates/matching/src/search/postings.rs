//! A word of the query as a walk through the documents of one segment.

use tantivy::index::SegmentReader;
use tantivy::postings::{Postings as _, SegmentPostings};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet as _, InvertedIndexReader, TERMINATED};

use super::plan::{Shape, Unit};

/// Walks through the documents that have a word, in rising order; the code says where in them it stands.
pub(super) struct Walk {
    shape: WalkShape,
    sections: u8,
}

enum WalkShape {
    Term(Box<SegmentPostings>),
    /// All of them, in one section.
    All(Vec<SegmentPostings>),
    /// Any of them.
    Any(Vec<SegmentPostings>),
    Nothing,
}

impl Walk {
    /// Starts at the first document of `unit` in the segment numbered `segment`.
    pub(super) fn start(unit: &Unit, segment: usize, index: &InvertedIndexReader) -> Result<Self, std::io::Error> {
        let open = |term: &super::plan::TermRef| {
            term.infos[segment]
                .as_ref()
                .map(|info| index.read_postings_from_terminfo(info, IndexRecordOption::WithFreqs))
        };
        let shape = match &unit.shape {
            Shape::Term(term) => match open(term) {
                Some(postings) => WalkShape::Term(Box::new(postings?)),
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
        let mut walk = Self { shape, sections: unit.sections };
        walk.settle();
        Ok(walk)
    }

    /// Roughly how many documents the walk will meet.
    pub(super) fn cost(&self) -> u32 {
        match &self.shape {
            WalkShape::Term(postings) => postings.doc_freq(),
            WalkShape::All(all) => all.iter().map(SegmentPostings::doc_freq).min().unwrap_or(0),
            WalkShape::Any(any) => any.iter().map(SegmentPostings::doc_freq).sum(),
            WalkShape::Nothing => 0,
        }
    }

    /// The document it stands at, or [`TERMINATED`].
    #[inline]
    pub(super) fn doc(&self) -> u32 {
        match &self.shape {
            WalkShape::Term(postings) => postings.doc(),
            WalkShape::All(all) => all[0].doc(),
            WalkShape::Any(any) => any.iter().map(|it| it.doc()).min().unwrap_or(TERMINATED),
            WalkShape::Nothing => TERMINATED,
        }
    }

    /// Where in the document the word stands: section bits of the head, or the frequency in a body.
    #[inline]
    pub(super) fn code(&self) -> u8 {
        match &self.shape {
            WalkShape::Term(postings) => postings.term_freq().min(255) as u8,
            WalkShape::All(all) => all.iter().fold(255, |code, it| code & it.term_freq().min(255) as u8),
            WalkShape::Any(any) => {
                let doc = self.doc();
                let here = any.iter().filter(|it| it.doc() == doc);
                here.fold(0, |code, it| code | it.term_freq().min(255) as u8)
            }
            WalkShape::Nothing => 0,
        }
    }

    /// Goes to the first document not before `target`.
    #[inline]
    pub(super) fn seek(&mut self, target: u32) -> u32 {
        if self.doc() < target {
            match &mut self.shape {
                WalkShape::Term(postings) => {
                    postings.seek(target);
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
        self.doc()
    }

    /// Goes to the next document.
    #[inline]
    pub(super) fn advance(&mut self) -> u32 {
        match &mut self.shape {
            WalkShape::Term(postings) => {
                postings.advance();
            }
            WalkShape::All(all) => {
                all[0].advance();
            }
            WalkShape::Any(_) => {
                let next = self.doc().saturating_add(1);
                return self.seek(next.min(TERMINATED));
            }
            WalkShape::Nothing => {}
        }
        self.settle();
        self.doc()
    }

    /// Goes on until the word really stands here: all its parts in one section, and in a section asked for.
    #[inline]
    fn settle(&mut self) {
        loop {
            if let WalkShape::All(all) = &mut self.shape {
                align(all);
            }
            let doc = self.doc();
            if doc == TERMINATED || self.code() & self.sections != 0 {
                return;
            }
            match &mut self.shape {
                WalkShape::Term(postings) => {
                    postings.advance();
                }
                WalkShape::All(all) => {
                    all[0].advance();
                }
                WalkShape::Any(any) => any.iter_mut().filter(|it| it.doc() == doc).for_each(|it| {
                    it.advance();
                }),
                WalkShape::Nothing => return,
            }
        }
    }
}

/// Brings all postings to their next common document.
fn align(all: &mut [SegmentPostings]) {
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
