//! Brings changes from the database into the search index.

use std::sync::Arc;
use std::time::{Duration, Instant};

use rongqiao_matching::{IndexDocument, IndexHome, MatchError, MatchIndex};
use rongqiao_model::code::Codes;
use rongqiao_model::listing::PublishedListing;
use rongqiao_model::store::{Changed, Store};
use rongqiao_model::{ListingId, OrganisationId};
use tokio::task::JoinHandle;

use super::blocking;
use crate::fault::Fault;

/// Changes or listings read from the database at a time.
const PAGE_ROWS: u64 = 1_000;

/// Documents after which a long backlog is committed.
const DOCUMENTS_PER_COMMIT: usize = 20_000;

/// Time after which a long backlog is committed.
const TIME_PER_COMMIT: Duration = Duration::from_secs(2);

/// Brings `index` up to the latest change and commits it; returns how many documents were written or removed.
///
/// `stop` is asked between pages; when it says so, what was applied is committed and the rest left for later.
///
/// # Errors
///
/// Returns a [`Fault`] if the database cannot be read or the index not written; calling again goes on from the
/// latest commit.
pub async fn catch_up(
    store: &Store,
    codes: &Arc<Codes>,
    index: &Arc<MatchIndex>,
    stop: impl Fn() -> bool,
) -> Result<usize, Fault> {
    let mut feeder = Feeder::new(codes.clone(), index.clone(), index.applied_seq(), Way::Replacing);
    while !stop() {
        let changes = store.list_changes_since(feeder.reached, PAGE_ROWS).await?;
        let Some(latest) = changes.last() else { break };
        let mut page = Page::default();
        for (_, changed) in store.find_changed(&changes).await? {
            page.add(changed);
        }
        let reached = latest.seq;
        let organisations = std::mem::take(&mut page.organisations);
        feeder.apply(page, reached).await?;
        feed_listings_of(store, &organisations, &mut feeder).await?;
        feeder.reached = reached;
        if feeder.is_due() {
            feeder.commit().await?;
        }
    }
    feeder.finish().await
}

/// Builds a new generation of the index from the database and makes it the current one.
///
/// Changes that come in meanwhile are in it too. An index that is being used stays as it is until then.
///
/// # Errors
///
/// Returns a [`Fault`] if the database cannot be read or the index not written; the current generation then stays.
pub async fn build_index(store: &Store, codes: &Arc<Codes>, home: &IndexHome) -> Result<MatchIndex, Fault> {
    let begun_at = store.latest_change().await?;
    let starting = home.clone();
    let index = Arc::new(blocking(move || starting.start_generation()).await??);
    let mut feeder = Feeder::new(codes.clone(), index.clone(), begun_at, Way::Loading);
    let mut after: Option<ListingId> = None;
    loop {
        let listings = store.list_public_listings_after(after, PAGE_ROWS).await?;
        let Some(last) = listings.last() else { break };
        after = Some(last.listing.id);
        feeder.apply(Page { listings, ..Page::default() }, begun_at).await?;
    }
    feeder.commit().await?;
    drop(feeder);
    catch_up(store, codes, &index, || false).await?;
    let (current, home) = (index.clone(), home.clone());
    blocking(move || {
        current.optimise()?;
        home.make_current(&current)
    })
    .await??;
    Arc::into_inner(index)
        .ok_or_else(|| Fault::new("The new search index is still being written; run the command again."))
}

/// Listings of changed organisations stand in the index with the old name.
async fn feed_listings_of(store: &Store, organisations: &[OrganisationId], feeder: &mut Feeder) -> Result<(), Fault> {
    if organisations.is_empty() {
        return Ok(());
    }
    let mut after = None;
    loop {
        let listings = store.list_listings_of_changed_organisations(organisations, after, PAGE_ROWS).await?;
        let Some(last) = listings.last() else { return Ok(()) };
        after = Some(last.listing.id);
        let reached = feeder.reached;
        feeder.apply(Page { listings, ..Page::default() }, reached).await?;
    }
}

/// What one page of changes means for the index.
#[derive(Default)]
struct Page {
    listings: Vec<PublishedListing>,
    removed: Vec<ListingId>,
    organisations: Vec<OrganisationId>,
}

impl Page {
    fn add(&mut self, changed: Changed) {
        match changed {
            Changed::Listing(_, Some(listing)) => self.listings.push(*listing),
            Changed::Listing(id, None) => self.removed.push(id),
            Changed::Organisation(id, Some(_)) => self.organisations.push(id),
            // Its listings have their own tombstones.
            Changed::Organisation(_, None) | Changed::Figure(_) => {}
        }
    }
}

/// How documents go in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// The index is new and holds none of them.
    Loading,
    /// The index may hold them already.
    Replacing,
}

/// Writes pages into the index, one while the next is being read from the database.
struct Feeder {
    codes: Arc<Codes>,
    index: Arc<MatchIndex>,
    reached: i64,
    way: Way,
    writing: Option<JoinHandle<Result<(), MatchError>>>,
    uncommitted: usize,
    written: usize,
    committed_at: Instant,
}

impl Feeder {
    fn new(codes: Arc<Codes>, index: Arc<MatchIndex>, reached: i64, way: Way) -> Self {
        Self { codes, index, reached, way, writing: None, uncommitted: 0, written: 0, committed_at: Instant::now() }
    }

    async fn apply(&mut self, page: Page, reached: i64) -> Result<(), Fault> {
        self.wait().await?;
        let size = page.listings.len() + page.removed.len();
        if size == 0 {
            return Ok(());
        }
        self.uncommitted += size;
        self.written += size;
        let (codes, index, way) = (self.codes.clone(), self.index.clone(), self.way);
        self.writing = Some(tokio::task::spawn_blocking(move || {
            let documents: Vec<IndexDocument> =
                page.listings.iter().map(|listing| IndexDocument::of(listing, &codes)).collect();
            match way {
                Way::Loading => index.load(&documents, reached),
                Way::Replacing => index.apply(&documents, &page.removed, reached),
            }
        }));
        Ok(())
    }

    async fn wait(&mut self) -> Result<(), Fault> {
        let Some(writing) = self.writing.take() else { return Ok(()) };
        let done = writing.await;
        Ok(done
            .map_err(|error| Fault::because("Writing the search index broke off; run `rongqiao reindex`.", error))??)
    }

    fn is_due(&self) -> bool {
        self.uncommitted >= DOCUMENTS_PER_COMMIT
            || (self.uncommitted > 0 && self.committed_at.elapsed() >= TIME_PER_COMMIT)
    }

    async fn commit(&mut self) -> Result<(), Fault> {
        self.wait().await?;
        let (index, reached) = (self.index.clone(), self.reached);
        blocking(move || index.commit(reached)).await??;
        self.uncommitted = 0;
        self.committed_at = Instant::now();
        Ok(())
    }

    async fn finish(mut self) -> Result<usize, Fault> {
        if self.uncommitted > 0 || self.reached > self.index.applied_seq() {
            self.commit().await?;
        }
        Ok(self.written)
    }
}

#[cfg(test)]
mod tests {
    use rongqiao_matching::SearchQuery;
    use rongqiao_model::clock::Clock;
    use rongqiao_model::code::CodeTable;
    use time::OffsetDateTime;
    use time::macros::datetime;

    use super::*;
    use crate::importing::mapping::Mapping;
    use crate::importing::report::Report;
    use crate::importing::understanding::Understanding;
    use crate::importing::{Importer, read_json_lines};

    const NOW: OffsetDateTime = datetime!(2026-09-01 02:00 UTC);

    async fn store_with(rows: &'static str) -> (Store, Arc<Codes>) {
        let store = Store::connect("sqlite::memory:").await.expect("memory is there");
        rongqiao_migrations::run(store.connection()).await.expect("the schema is new");
        let codes = Arc::new(Codes::new(CodeTable::shipped()));
        import(&store, &codes, rows).await;
        (store, codes)
    }

    async fn import(store: &Store, codes: &Arc<Codes>, rows: &'static str) {
        let mut importer = Importer::new(store.clone(), Clock::fixed(NOW), Report::to_log());
        let understanding = Understanding::new(codes.clone(), Mapping::default(), "file".to_owned(), NOW);
        let read = |sink: &mut crate::importing::file::Sink<'_>| read_json_lines(rows.as_bytes(), sink);
        importer.take_in("rows", understanding, read, &mut |_| {}).await.expect("the rows can be stored");
        assert_eq!(importer.summary().refused, 0);
    }

    fn found(index: &MatchIndex, text: &str) -> Vec<ListingId> {
        let query = SearchQuery { text: text.to_owned(), limit: 10, ..SearchQuery::default() };
        let page = index.search(&query, NOW).expect("the index can be read");
        // Nearest results are no results here.
        if page.rescue.is_some() { Vec::new() } else { page.hits.into_iter().map(|hit| hit.id).collect() }
    }

    const ROWS: &str = r#"{"id":"1","title":"光刻工程师","company":"晨芯半导体","kind":"job"}
{"id":"2","title":"船舶电气课程","company":"滨洋航运大学","kind":"course"}"#;

    #[tokio::test]
    async fn what_is_published_is_found_and_what_is_withdrawn_is_not() {
        let (store, codes) = store_with(ROWS).await;
        let index = Arc::new(MatchIndex::in_memory().expect("memory is there"));
        catch_up(&store, &codes, &index, || false).await.expect("the index takes it");
        let job = ListingId::of_record("file", "1");
        assert_eq!(found(&index, "光刻"), [job]);

        store.withdraw_listing(job, NOW).await.expect("the database answers");
        catch_up(&store, &codes, &index, || false).await.expect("the index takes it");
        assert_eq!(index.len(), 1);
        assert_eq!(index.applied_seq(), store.latest_change().await.expect("the database answers"));
    }

    #[tokio::test]
    async fn a_new_name_of_an_organisation_reaches_its_listings() {
        let (store, codes) = store_with(ROWS).await;
        let index = Arc::new(MatchIndex::in_memory().expect("memory is there"));
        catch_up(&store, &codes, &index, || false).await.expect("the index takes it");
        import(&store, &codes, r#"{"kind":"research-institute","name":"晨芯半导体"}"#).await;
        let written = catch_up(&store, &codes, &index, || false).await.expect("the index takes it");
        assert_eq!((written, index.len()), (1, 2));
    }

    #[tokio::test]
    async fn a_built_generation_holds_everything_and_becomes_current() {
        let (store, codes) = store_with(ROWS).await;
        let folder = tempfile::tempdir().expect("a folder can be made");
        let home = IndexHome::new(folder.path());
        let built = build_index(&store, &codes, &home).await.expect("the folder can be written");
        assert_eq!((built.len(), built.applied_seq()), (2, store.latest_change().await.expect("the database answers")));
        drop(built);
        let opened = home.open_current().expect("the folder can be read").expect("it was made current");
        assert_eq!(found(&opened, "光刻").len(), 1);
        assert!(!home.has_newer_than(&opened));
        build_index(&store, &codes, &home).await.expect("the folder can be written");
        assert!(home.has_newer_than(&opened));
    }

    #[tokio::test]
    async fn a_stop_leaves_the_rest_for_later() {
        let (store, codes) = store_with(ROWS).await;
        let index = Arc::new(MatchIndex::in_memory().expect("memory is there"));
        assert_eq!(catch_up(&store, &codes, &index, || true).await.expect("nothing is to do"), 0);
        assert_eq!(catch_up(&store, &codes, &index, || false).await.expect("the index takes it"), 2);
    }
}
