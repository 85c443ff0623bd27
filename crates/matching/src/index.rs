//! The index: opened, fed, searched.

use std::path::{Path, PathBuf};

use rongqiao_model::ListingId;
use time::OffsetDateTime;

use crate::highlight::Highlighter;
use crate::suggest::Suggestion;
use crate::{IndexDocument, MatchError, SearchPage, SearchQuery};

/// The folder that holds the index's generations; one of them is current.
#[derive(Clone, Debug)]
pub struct IndexHome {
    dir: PathBuf,
}

impl IndexHome {
    /// The index under `dir`.
    #[must_use]
    pub fn new(dir: &Path) -> Self {
        Self { dir: dir.to_owned() }
    }

    /// Opens the current generation; `None` when there is none that can be used, which a rebuild repairs.
    ///
    /// # Errors
    ///
    /// Returns [`MatchError`] if the folder cannot be used or another process writes to the index.
    pub fn open_current(&self) -> Result<Option<MatchIndex>, MatchError> {
        let _ = &self.dir;
        Ok(None)
    }

    /// Starts a new, empty generation that becomes current with [`IndexHome::make_current`].
    ///
    /// # Errors
    ///
    /// Returns [`MatchError`] if the folder cannot be written.
    pub fn start_generation(&self) -> Result<MatchIndex, MatchError> {
        Ok(MatchIndex {})
    }

    /// Makes `index` the current generation in one step and removes the others.
    ///
    /// # Errors
    ///
    /// Returns [`MatchError`] if the folder cannot be written.
    pub fn make_current(&self, index: &MatchIndex) -> Result<(), MatchError> {
        let _ = index;
        Ok(())
    }

    /// Whether a generation other than `index` has been made current, by this or another process.
    #[must_use]
    pub fn has_newer_than(&self, index: &MatchIndex) -> bool {
        let _ = index;
        false
    }
}

/// A searchable copy of every public listing.
#[derive(Debug)]
pub struct MatchIndex {}

impl MatchIndex {
    /// Makes an index that lives in memory, for tests and evaluations.
    ///
    /// # Errors
    ///
    /// Returns [`MatchError`] if the writer's threads cannot be started.
    pub fn in_memory() -> Result<Self, MatchError> {
        Ok(Self {})
    }

    /// The latest outbox number whose change the committed index holds.
    #[must_use]
    pub fn applied_seq(&self) -> i64 {
        0
    }

    /// Adds or replaces `documents` and takes out `removed`; nothing is seen or kept before [`MatchIndex::commit`].
    ///
    /// Blocks; call it from a blocking task.
    ///
    /// # Errors
    ///
    /// Returns [`MatchError`] if the write fails.
    pub fn apply(&self, documents: &[IndexDocument], removed: &[ListingId], seq: i64) -> Result<(), MatchError> {
        let _ = (documents, removed, seq);
        Ok(())
    }

    /// Makes everything applied durable and searchable, together with `seq`, the outbox number it reaches to.
    ///
    /// Blocks; call it from a blocking task.
    ///
    /// # Errors
    ///
    /// Returns [`MatchError`] if the write fails; the index then stands where it stood before.
    pub fn commit(&self, seq: i64) -> Result<(), MatchError> {
        let _ = seq;
        Ok(())
    }

    /// Merges small segments away after much was indexed; searching goes on meanwhile. Blocks.
    ///
    /// # Errors
    ///
    /// Returns [`MatchError`] if the write fails.
    pub fn optimise(&self) -> Result<(), MatchError> {
        Ok(())
    }

    /// Finds the page of listings that fits `query` best at `now`. Any input whatever gives an answer.
    ///
    /// # Errors
    ///
    /// Returns [`MatchError`] if the index cannot be read.
    pub fn search(&self, query: &SearchQuery, now: OffsetDateTime) -> Result<SearchPage, MatchError> {
        let _ = (query, now);
        Ok(SearchPage::default())
    }

    /// What marks the words of `text` in titles and excerpts.
    #[must_use]
    pub fn highlighter(&self, text: &str) -> Highlighter {
        let _ = text;
        Highlighter::default()
    }

    /// Completes what somebody is typing, at most `limit` suggestions, best first.
    #[must_use]
    pub fn suggest(&self, typed: &str, limit: usize) -> Vec<Suggestion> {
        let _ = (typed, limit);
        Vec::new()
    }

    /// Documents in the committed index.
    #[must_use]
    pub fn len(&self) -> u64 {
        0
    }

    /// Whether the committed index holds nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}
