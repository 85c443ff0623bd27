//! Stores rows in batches while the next ones are being read and understood.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use rongqiao_model::clock::Clock;
use rongqiao_model::organisation::Organisation;
use rongqiao_model::store::{Outcome, Prepared, Store};
use tokio::sync::mpsc;

use super::file::Sink;
use super::report::Report;
use super::row::{RawRow, Refusal};
use super::understanding::{Understanding, Understood};
use crate::fault::Fault;

/// Rows that are stored in one transaction.
const BATCH_ROWS: usize = 500;

/// Batches that may wait for the database.
const BATCHES_WAITING: usize = 2;

/// What became of the rows so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Rows read; the sum of the others.
    pub rows: u64,
    /// Rows that were new.
    pub added: u64,
    /// Rows that were known and had changed.
    pub updated: u64,
    /// Rows that were known and are as before.
    pub unchanged: u64,
    /// Rows that are the same posting as a better copy from another source.
    pub duplicates: u64,
    /// Rows that could not be taken.
    pub refused: u64,
    /// Columns that filled no field.
    pub unused_columns: BTreeSet<String>,
}

/// Hears how far an import has come.
pub type Progress<'a> = dyn FnMut(&Summary) + Send + 'a;

/// Takes in the rows of one file after the other.
#[derive(Debug)]
pub struct Importer {
    store: Store,
    clock: Clock,
    report: Report,
    summary: Summary,
}

/// Rows that are stored together.
#[derive(Default)]
struct Batch {
    organisations: Vec<Organisation>,
    listings: Vec<Prepared>,
    refused: Vec<(u64, Vec<Refusal>)>,
}

impl Importer {
    /// Starts taking rows into `store`; refused ones go to `report`.
    #[must_use]
    pub fn new(store: Store, clock: Clock, report: Report) -> Self {
        Self { store, clock, report, summary: Summary::default() }
    }

    /// What became of the rows so far.
    #[must_use]
    pub const fn summary(&self) -> &Summary {
        &self.summary
    }

    /// The report of refused rows.
    #[must_use]
    pub const fn report(&self) -> &Report {
        &self.report
    }

    /// Takes in every row that `read` hands over, in batches; gives back what understood them.
    ///
    /// Killed at any moment, it leaves whole batches behind, and the same import again completes it.
    ///
    /// # Errors
    ///
    /// Returns a [`Fault`] if the file cannot be read to its end, or database or report cannot be written; the
    /// batches stored by then stay.
    pub async fn take_in(
        &mut self,
        name: &str,
        understanding: Understanding,
        read: impl FnOnce(&mut Sink<'_>) -> Result<(), Fault> + Send + 'static,
        progress: &mut Progress<'_>,
    ) -> Result<Understanding, Fault> {
        let (sender, mut batches) = mpsc::channel(BATCHES_WAITING);
        let reading = tokio::task::spawn_blocking(move || understand(understanding, read, &sender));
        while let Some(batch) = batches.recv().await {
            self.store_batch(name, batch).await?;
            progress(&self.summary);
        }
        self.report.flush()?;
        let broke_off = |error| Fault::because("Reading the file broke off; it may be damaged.", error);
        let (understanding, done) = reading.await.map_err(broke_off)?;
        self.summary.unused_columns.extend(understanding.unused_columns());
        done.map(|()| understanding)
    }

    async fn store_batch(&mut self, name: &str, batch: Batch) -> Result<(), Fault> {
        for (row, refusals) in &batch.refused {
            self.report.refuse(name, *row, refusals)?;
        }
        let now = self.clock.now();
        let mut outcomes = Vec::new();
        if !batch.organisations.is_empty() {
            outcomes.extend(self.store.import_organisations(&batch.organisations, now).await?);
        }
        if !batch.listings.is_empty() {
            outcomes.extend(self.store.import_prepared(batch.listings, now).await?);
        }
        self.summary.count(&outcomes, batch.refused.len());
        Ok(())
    }
}

/// Reads and understands rows until nobody wants more batches.
fn understand(
    mut understanding: Understanding,
    read: impl FnOnce(&mut Sink<'_>) -> Result<(), Fault>,
    sender: &mpsc::Sender<Batch>,
) -> (Understanding, Result<(), Fault>) {
    let mut batch = Batch::default();
    let done = read(&mut |row: RawRow| {
        batch.add(row, &mut understanding);
        if batch.rows() < BATCH_ROWS {
            return ControlFlow::Continue(());
        }
        match sender.blocking_send(std::mem::take(&mut batch)) {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        }
    });
    // A receiver that is gone has met a fault of its own and tells that.
    let _ = sender.blocking_send(batch);
    (understanding, done)
}

impl Batch {
    const fn rows(&self) -> usize {
        self.organisations.len() + self.listings.len() + self.refused.len()
    }

    fn add(&mut self, row: RawRow, understanding: &mut Understanding) {
        let number = row.number;
        match understanding.read(row) {
            Ok(Understood::Listing(listing)) => self.listings.push(Prepared::of(*listing)),
            Ok(Understood::Organisation(organisation)) => self.organisations.push(*organisation),
            Err(refusals) => self.refused.push((number, refusals)),
        }
    }
}

impl Summary {
    fn count(&mut self, outcomes: &[Outcome], refused: usize) {
        for outcome in outcomes {
            match outcome {
                Outcome::Added => self.added += 1,
                Outcome::Updated => self.updated += 1,
                Outcome::Unchanged => self.unchanged += 1,
                Outcome::Duplicate { .. } => self.duplicates += 1,
            }
        }
        self.refused += refused as u64;
        self.rows += (outcomes.len() + refused) as u64;
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use rongqiao_model::code::{CodeTable, Codes};
    use time::OffsetDateTime;
    use time::macros::datetime;

    use super::*;
    use crate::importing::mapping::Mapping;
    use crate::importing::read_json_lines;

    const NOW: OffsetDateTime = datetime!(2026-09-01 02:00 UTC);

    async fn empty_store() -> Store {
        let store = Store::connect("sqlite::memory:").await.expect("memory is there");
        rongqiao_migrations::run(store.connection()).await.expect("the schema is new");
        store
    }

    /// Counts of rows added, updated, unchanged, duplicates, refused.
    async fn import(store: &Store, rows: &'static str, now: OffsetDateTime) -> [u64; 5] {
        let codes = Arc::new(Codes::new(CodeTable::shipped()));
        let clock = Clock::fixed(now);
        let mut importer = Importer::new(store.clone(), clock, Report::to_log());
        let understanding = Understanding::new(codes, Mapping::default(), "file".to_owned(), now);
        let read = |sink: &mut Sink<'_>| read_json_lines(rows.as_bytes(), sink);
        importer.take_in("a.jsonl", understanding, read, &mut |_| {}).await.expect("the rows can be stored");
        let done = importer.summary();
        assert_eq!(done.rows, done.added + done.updated + done.unchanged + done.duplicates + done.refused);
        [done.added, done.updated, done.unchanged, done.duplicates, done.refused]
    }

    const ROWS: &str = r#"{"id":"1","title":"光刻工程师","company":"晨芯","description":"负责光刻"}
{"id":"2","title":"刻蚀工程师","company":"晨芯","posted":"2026-08-01"}
{"id":"3","title":"","company":"晨芯"}
broken
{"id":"4","kind":"firm","name":"澜晶"}"#;

    #[tokio::test]
    async fn a_second_run_changes_nothing_even_on_another_day() {
        let store = empty_store().await;
        assert_eq!(import(&store, ROWS, NOW).await, [3, 0, 0, 0, 2]);
        let changes = store.latest_change().await.expect("the database answers");
        assert_eq!(import(&store, ROWS, NOW + time::Duration::days(9)).await, [0, 0, 3, 0, 2]);
        assert_eq!(store.latest_change().await.expect("the database answers"), changes);
    }

    #[tokio::test]
    async fn a_changed_row_updates_and_keeps_the_day_it_came_in() {
        let store = empty_store().await;
        import(&store, ROWS, NOW).await;
        let changed = r#"{"id":"1","title":"光刻工程师","company":"晨芯","description":"负责光刻与量测"}"#;
        assert_eq!(import(&store, changed, NOW + time::Duration::days(9)).await, [0, 1, 0, 0, 0]);
        let listings = store.list_public_listings_after(None, 10).await.expect("the database answers");
        let changed = listings.iter().find(|it| it.listing.provenance.record == "1").expect("it is there");
        assert_eq!((changed.listing.published_at, changed.revision), (NOW, 2));
        assert_eq!(changed.listing.description, "负责光刻与量测");
    }

    #[tokio::test]
    async fn one_posting_from_two_sources_is_shown_once_and_the_fuller_copy_wins() {
        let store = empty_store().await;
        let poor = r#"{"id":"1","source":"a","title":"光刻工程师","company":"晨芯","city":"上海","description":"负责光刻机台的日常维护与工艺改善，分析套刻数据"}"#;
        let rich = r#"{"id":"1","source":"b","title":"光刻工程师","company":"晨芯","city":"上海","description":"负责光刻机台的日常维护与工艺改善，分析套刻数据","education":"本科","skills":["光刻","SPC"]}"#;
        assert_eq!(import(&store, poor, NOW).await, [1, 0, 0, 0, 0]);
        assert_eq!(import(&store, rich, NOW).await, [1, 0, 0, 0, 0]);
        assert_eq!(import(&store, poor, NOW).await, [0, 0, 0, 1, 0]);
        let shown = store.list_public_listings_after(None, 10).await.expect("the database answers");
        let sources: Vec<&str> = shown.iter().map(|it| it.listing.provenance.source.as_str()).collect();
        assert_eq!(sources, ["b"]);
    }
}
