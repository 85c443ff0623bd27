//! The documents of one term.

use tantivy::index::InvertedIndexReader;
use tantivy::postings::{BlockSegmentPostings, TermInfo};
use tantivy::schema::IndexRecordOption;

/// Documents in a full block of postings.
const BLOCK: usize = 128;

/// Documents that are tried one after the other before a block is searched.
const NEAR: usize = 4;

/// Goes through the documents of one term in rising order; ends at [`tantivy::TERMINATED`].
///
/// Long lists are met together mostly where the next document is near, which a walk through the decoded block finds
/// much faster than a search of it.
pub(super) struct List {
    block: BlockSegmentPostings,
    at: usize,
}

impl List {
    /// Stands at the term's first document.
    pub(super) fn open(info: &TermInfo, index: &InvertedIndexReader) -> Result<Self, std::io::Error> {
        let block = index.read_block_postings_from_terminfo(info, IndexRecordOption::WithFreqs)?;
        Ok(Self { block, at: 0 })
    }

    /// The documents that it goes through in all, deleted ones included.
    pub(super) fn len(&self) -> u32 {
        self.block.doc_freq()
    }

    /// The document it stands at.
    #[inline]
    pub(super) fn doc(&self) -> u32 {
        self.block.doc(self.at)
    }

    /// Where in the document the term stands: section bits of the head, or the frequency in a body.
    #[inline]
    pub(super) fn code(&self) -> u8 {
        self.block.freq(self.at).min(255) as u8
    }

    /// Goes to the next document; must not be asked at the end.
    #[inline]
    pub(super) fn advance(&mut self) -> u32 {
        self.at += 1;
        if self.at == BLOCK {
            self.at = 0;
            self.block.advance();
        }
        self.doc()
    }

    /// Goes to the first document not before `target`.
    #[inline]
    pub(super) fn seek(&mut self, target: u32) -> u32 {
        if self.block.doc(BLOCK - 1) >= target {
            for _ in 0..NEAR {
                if self.doc() >= target {
                    return self.doc();
                }
                self.at += 1;
            }
        }
        self.at = self.block.seek(target);
        self.doc()
    }
}
