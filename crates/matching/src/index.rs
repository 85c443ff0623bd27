//! The index: opened, fed, searched.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use rongqiao_model::ListingId;
use tantivy::directory::error::LockError;
use tantivy::{Index, IndexReader, IndexSettings, IndexWriter, ReloadPolicy, TantivyError, Term};
use time::OffsetDateTime;

use crate::fit::{ConditionKind, Description, Market};
use crate::highlight::Highlighter;
use crate::schema::{self, Fields, LAYOUT};
use crate::search::{self, View};
use crate::skills::Vocabulary;
use crate::suggest::{Suggester, Suggestion};
use crate::{
    FitHit, FitQuery, FitsAndNearMisses, IndexDocument, MatchError, NearMisses, SearchPage, SearchQuery, analysis,
};

/// File that names the current generation.
const CURRENT: &str = "CURRENT";

/// Memory that following may use before it writes a segment, in bytes.
const FOLLOWING_MEMORY_BYTES: usize = 30_000_000;

/// Threads and memory that building a generation may use.
const BUILDING_THREADS: usize = 2;
const BUILDING_MEMORY_BYTES: usize = 120_000_000;

/// An index up to this size is checked byte by byte when it is opened; a larger one by [`MatchIndex::is_intact`].
const CHECKED_AT_OPENING_BYTES: u64 = 128_000_000;

/// Suggestions are made anew when so many documents changed, or a tenth of all.
const SUGGESTIONS_STALE_AFTER: u64 = 200;

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
    /// Returns [`MatchError::Folder`] if the folder cannot be used.
    pub fn open_current(&self) -> Result<Option<MatchIndex>, MatchError> {
        fs::create_dir_all(&self.dir)?;
        let Some(generation) = self.current() else { return Ok(None) };
        match MatchIndex::open(&self.dir.join(&generation)) {
            Ok(index) => Ok(Some(index)),
            Err(error) => {
                tracing::warn!(error = %error, "search index cannot be used and will be rebuilt");
                Ok(None)
            }
        }
    }

    /// Starts a new, empty generation that becomes current with [`IndexHome::make_current`].
    ///
    /// # Errors
    ///
    /// Returns [`MatchError`] if the folder cannot be written.
    pub fn start_generation(&self) -> Result<MatchIndex, MatchError> {
        fs::create_dir_all(&self.dir)?;
        let next = self.generations().last().map_or(1, |last| last + 1);
        let dir = self.dir.join(format!("{next:08}"));
        fs::create_dir(&dir)?;
        let (schema, fields) = schema::build();
        let index = Index::create_in_dir(&dir, schema)?;
        let made = MatchIndex::start(index, fields, Some(dir))?;
        *made.writer.lock().unwrap_or_else(PoisonError::into_inner) = Some(made.new_writer(true)?);
        Ok(made)
    }

    /// Makes `index` the current generation in one step and removes the older ones.
    ///
    /// # Errors
    ///
    /// Returns [`MatchError`] if the folder cannot be written.
    pub fn make_current(&self, index: &MatchIndex) -> Result<(), MatchError> {
        index.release_writer()?;
        let Some(name) = index.generation() else { return Ok(()) };
        let draft = self.dir.join("CURRENT.new");
        fs::write(&draft, &name)?;
        fs::File::open(&draft)?.sync_all()?;
        fs::rename(&draft, self.dir.join(CURRENT))?;
        for older in self.generations().into_iter().map(|number| format!("{number:08}")).filter(|it| *it < name) {
            // What another process still reads stays readable to it; what cannot be removed now goes next time.
            if let Err(error) = fs::remove_dir_all(self.dir.join(&older)) {
                tracing::debug!(error = %error, "an older generation of the index could not be removed");
            }
        }
        Ok(())
    }

    /// Whether a generation other than `index` has been made current, by this or another process.
    #[must_use]
    pub fn has_newer_than(&self, index: &MatchIndex) -> bool {
        self.current().is_some_and(|current| index.generation().is_some_and(|mine| mine != current))
    }

    fn current(&self) -> Option<String> {
        let name = fs::read_to_string(self.dir.join(CURRENT)).ok()?;
        let name = name.trim().to_owned();
        (name.len() == 8 && name.bytes().all(|b| b.is_ascii_digit())).then_some(name)
    }

    fn generations(&self) -> Vec<u64> {
        let entries = fs::read_dir(&self.dir).into_iter().flatten().flatten();
        let mut numbers: Vec<u64> =
            entries.filter_map(|entry| entry.file_name().to_str().and_then(|name| name.parse().ok())).collect();
        numbers.sort_unstable();
        numbers
    }
}

/// A searchable copy of every public listing.
pub struct MatchIndex {
    fields: Fields,
    index: Index,
    reader: IndexReader,
    dir: Option<PathBuf>,
    writer: Mutex<Option<IndexWriter>>,
    view: RwLock<Arc<View>>,
    suggester: RwLock<Arc<Suggester>>,
    applied: AtomicI64,
    changed: AtomicU64,
}

impl fmt::Debug for MatchIndex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MatchIndex").field("dir", &self.dir).finish_non_exhaustive()
    }
}

impl MatchIndex {
    /// Makes an index that lives in memory, for tests and evaluations.
    ///
    /// # Errors
    ///
    /// Returns [`MatchError`] if the writer's threads cannot be started.
    pub fn in_memory() -> Result<Self, MatchError> {
        let (schema, fields) = schema::build();
        Self::start(Index::create_in_ram(schema), fields, None)
    }

    fn open(dir: &Path) -> Result<Self, MatchError> {
        let index = Index::open_in_dir(dir)?;
        let (schema, fields) = schema::build();
        if index.schema() != schema {
            return Err(MatchError::OtherLayout);
        }
        let opened = Self::start(index, fields, Some(dir.to_owned()))?;
        if folder_bytes(dir) <= CHECKED_AT_OPENING_BYTES && !opened.is_intact()? {
            return Err(MatchError::Damaged);
        }
        Ok(opened)
    }

    fn start(index: Index, fields: Fields, dir: Option<PathBuf>) -> Result<Self, MatchError> {
        debug_assert_eq!(index.settings(), &IndexSettings::default());
        analysis::warm();
        schema::register(&index);
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        let applied = applied_seq(&index)?;
        let view = View::new(&reader.searcher(), fields, applied, None)?;
        let suggester = Suggester::new(&view)?;
        Ok(Self {
            fields,
            index,
            reader,
            dir,
            writer: Mutex::new(None),
            view: RwLock::new(Arc::new(view)),
            suggester: RwLock::new(Arc::new(suggester)),
            applied: AtomicI64::new(applied),
            changed: AtomicU64::new(0),
        })
    }

    /// Reserves the right to write for this process until the value is dropped.
    ///
    /// # Errors
    ///
    /// Returns [`MatchError::Locked`] if another process has it.
    pub fn claim_writer(&self) -> Result<(), MatchError> {
        self.writer().map(drop)
    }

    /// The latest outbox number whose change the committed index holds.
    #[must_use]
    pub fn applied_seq(&self) -> i64 {
        self.applied.load(Ordering::Acquire)
    }

    /// Adds documents that the index does not hold yet. Faster than [`MatchIndex::apply`], for building a generation.
    ///
    /// # Errors
    ///
    /// Returns [`MatchError`] if the write fails.
    pub fn load(&self, documents: &[IndexDocument], seq: i64) -> Result<(), MatchError> {
        let mut writer = self.writer()?;
        let writer = writer.as_mut().ok_or(MatchError::Locked)?;
        for document in documents {
            writer.add_document(schema::encode(&self.fields, document, seq))?;
        }
        self.changed.fetch_add(documents.len() as u64, Ordering::Relaxed);
        Ok(())
    }

    /// Adds or replaces `documents` and takes out `removed`; nothing is seen or kept before [`MatchIndex::commit`].
    ///
    /// Blocks; call it from a blocking task.
    ///
    /// # Errors
    ///
    /// Returns [`MatchError`] if the write fails, [`MatchError::Locked`] if another process writes.
    pub fn apply(&self, documents: &[IndexDocument], removed: &[ListingId], seq: i64) -> Result<(), MatchError> {
        let mut writer = self.writer()?;
        let writer = writer.as_mut().ok_or(MatchError::Locked)?;
        let gone = removed.iter().copied().chain(documents.iter().map(|document| document.id));
        for id in gone {
            writer.delete_term(Term::from_field_bytes(self.fields.id, id.as_uuid().as_bytes()));
        }
        for document in documents {
            writer.add_document(schema::encode(&self.fields, document, seq))?;
        }
        self.changed.fetch_add((documents.len() + removed.len()) as u64, Ordering::Relaxed);
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
        {
            let mut writer = self.writer()?;
            let writer = writer.as_mut().ok_or(MatchError::Locked)?;
            let mut prepared = writer.prepare_commit()?;
            prepared.set_payload(&payload(seq));
            prepared.commit()?;
        }
        self.applied.store(seq, Ordering::Release);
        self.refresh()
    }

    /// Shows what was committed or merged since the last look.
    fn refresh(&self) -> Result<(), MatchError> {
        self.reader.reload()?;
        let before = self.view();
        let view = Arc::new(View::new(&self.reader.searcher(), self.fields, self.applied_seq(), Some(&before))?);
        *self.view.write().unwrap_or_else(PoisonError::into_inner) = view.clone();
        let stale_after = (view.documents / 10).max(SUGGESTIONS_STALE_AFTER);
        let first = self.suggester().is_empty() && view.documents > 0;
        if first || self.changed.load(Ordering::Relaxed) >= stale_after {
            self.changed.store(0, Ordering::Relaxed);
            let suggester = Arc::new(Suggester::new(&view)?);
            *self.suggester.write().unwrap_or_else(PoisonError::into_inner) = suggester;
        }
        Ok(())
    }

    /// Merges small segments away after much was indexed; searching goes on meanwhile. Blocks.
    ///
    /// # Errors
    ///
    /// Returns [`MatchError`] if the write fails.
    pub fn optimise(&self) -> Result<(), MatchError> {
        {
            let mut writer = self.writer()?;
            let writer = writer.as_mut().ok_or(MatchError::Locked)?;
            let segments = self.index.searchable_segment_ids()?;
            if segments.len() > 1 {
                writer.merge(&segments).wait()?;
            }
            writer.garbage_collect_files().wait()?;
        }
        self.changed.store(u64::MAX, Ordering::Relaxed);
        self.refresh()
    }

    /// Whether every byte of the index is as it was written. Reads all of it; call it from a blocking task.
    ///
    /// # Errors
    ///
    /// Returns [`MatchError`] if a file cannot be read.
    pub fn is_intact(&self) -> Result<bool, MatchError> {
        Ok(self.index.validate_checksum()?.is_empty())
    }

    /// Finds the page of listings that fits `query` best at `now`. Any input whatever gives an answer.
    ///
    /// # Errors
    ///
    /// Returns [`MatchError`] if the index cannot be read.
    pub fn search(&self, query: &SearchQuery, now: OffsetDateTime) -> Result<SearchPage, MatchError> {
        Ok(search::search(&self.view(), query, now)?)
    }

    /// Every document that has anything of `text`, best first, for evaluations.
    ///
    /// # Errors
    ///
    /// Returns [`MatchError`] if the index cannot be read.
    pub fn rank_all(&self, text: &str, now: OffsetDateTime) -> Result<Vec<ListingId>, MatchError> {
        Ok(search::rank_all(&self.view(), text, now)?)
    }

    /// The listings that fit a description best, best first, each with its fit. Exact; costs little where the
    /// description's skills are rare.
    #[must_use]
    pub fn best_fits(&self, query: &FitQuery<'_>, now: OffsetDateTime) -> Vec<FitHit> {
        search::best_fits(&self.view(), query, now)
    }

    /// The same with the listings that would be shown among them if one condition more were met; costs little more.
    #[must_use]
    pub fn best_fits_and_near_misses(
        &self,
        query: &FitQuery<'_>,
        near: NearMisses,
        now: OffsetDateTime,
    ) -> FitsAndNearMisses {
        search::best_fits_and_near_misses(&self.view(), query, near, now)
    }

    /// How many listings reach the least score of `query`; its limit plays no part.
    #[must_use]
    pub fn count_fits(&self, query: &FitQuery<'_>, now: OffsetDateTime) -> usize {
        search::count_fits(&self.view(), query, now)
    }

    /// Counts, among the listings that reach the least of `query` whatever their conditions, those that each condition
    /// rules out; the one that rules out most comes first. Costs about as much as
    /// [`count_fits`](Self::count_fits).
    #[must_use]
    pub fn count_ruled_out(&self, query: &FitQuery<'_>, now: OffsetDateTime) -> Vec<(ConditionKind, usize)> {
        search::count_ruled_out(&self.view(), query, now)
    }

    /// What the index knows of a listing; `None` if it does not hold it.
    ///
    /// # Errors
    ///
    /// Returns [`MatchError`] if the index cannot be read.
    pub fn describe(&self, id: ListingId) -> Result<Option<Description>, MatchError> {
        Ok(self.view().describe(id)?)
    }

    /// How much skills tell in the market of all listings.
    #[must_use]
    pub fn market(&self) -> Arc<Market> {
        self.view().market.clone()
    }

    /// What marks the words of `text` in titles and excerpts.
    #[must_use]
    pub fn highlighter(&self, text: &str) -> Highlighter {
        Highlighter::new(text)
    }

    /// Completes what somebody is typing, at most `limit` suggestions, best first.
    #[must_use]
    pub fn suggest(&self, typed: &str, limit: usize) -> Vec<Suggestion> {
        self.suggester().suggest(typed, limit)
    }

    /// Documents in the committed index.
    #[must_use]
    pub fn len(&self) -> u64 {
        self.view().documents
    }

    /// Whether the committed index holds nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub(crate) fn view(&self) -> Arc<View> {
        self.view.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn suggester(&self) -> Arc<Suggester> {
        self.suggester.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn generation(&self) -> Option<String> {
        Some(self.dir.as_ref()?.file_name()?.to_str()?.to_owned())
    }

    /// The writer, made at its first use.
    fn writer(&self) -> Result<MutexGuard<'_, Option<IndexWriter>>, MatchError> {
        let mut writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        if writer.is_none() {
            *writer = Some(self.new_writer(false)?);
        }
        Ok(writer)
    }

    fn new_writer(&self, building: bool) -> Result<IndexWriter, MatchError> {
        let (threads, bytes) =
            if building { (BUILDING_THREADS, BUILDING_MEMORY_BYTES) } else { (1, FOLLOWING_MEMORY_BYTES) };
        match self.index.writer_with_num_threads(threads, bytes) {
            Ok(writer) => Ok(writer),
            Err(TantivyError::LockFailure(LockError::LockBusy, _)) => Err(MatchError::Locked),
            Err(error) => Err(error.into()),
        }
    }

    /// Lets merges finish and gives the memory of building back.
    fn release_writer(&self) -> Result<(), MatchError> {
        let writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(writer) = writer {
            writer.wait_merging_threads()?;
        }
        self.refresh()
    }
}

/// Layout, latest change and vocabulary: what was indexed under another layout or vocabulary means something else.
fn payload(seq: i64) -> String {
    format!("{LAYOUT} {seq} {}", Vocabulary::current().fingerprint())
}

fn applied_seq(index: &Index) -> Result<i64, MatchError> {
    let Some(payload) = index.load_metas()?.payload else { return Ok(0) };
    let mut parts = payload.split(' ');
    let layout = parts.next().and_then(|layout| layout.parse().ok());
    let seq = parts.next().and_then(|seq| seq.parse().ok());
    let vocabulary = parts.next().and_then(|fingerprint| fingerprint.parse().ok());
    match (layout, seq) {
        (Some(LAYOUT), Some(seq)) if vocabulary == Some(Vocabulary::current().fingerprint()) => Ok(seq),
        _ => Err(MatchError::OtherLayout),
    }
}

fn folder_bytes(dir: &Path) -> u64 {
    let entries = fs::read_dir(dir).into_iter().flatten().flatten();
    entries.filter_map(|entry| entry.metadata().ok()).map(|metadata| metadata.len()).sum()
}
