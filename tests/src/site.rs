//! A whole site over a fresh database, asked without a network.

use std::sync::Arc;

use anyhow::Context as _;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use rongqiao_api::app::{App, Outside};
use rongqiao_api::config::{Limits, Settings};
use rongqiao_api::letters::Written;
use rongqiao_api::{demo, router, tasks};
use rongqiao_matching::MatchIndex;
use rongqiao_model::clock::Clock;
use rongqiao_model::code::{CodeTable, Codes};
use rongqiao_model::store::{Outcome, Store};
use serde_json::Value;
use tempfile::TempDir;

use crate::database::TestDatabase;
use crate::listings::{ListingDraft, NOW};
use crate::program::program;

/// Host under which the site is asked.
pub const HOST: &str = "rongqiao.example";

/// Where its pages stand.
pub const ORIGIN: &str = "https://rongqiao.example";

/// A site whose clock stands still and whose index is in memory.
#[derive(Debug)]
pub struct TestSite {
    /// Its database.
    pub store: Store,
    /// Its clock, which stands at [`NOW`] until a test moves it.
    pub clock: Clock,
    /// Where its database is.
    pub database: TestDatabase,
    app: App,
    router: Router,
    data: TempDir,
}

/// What the site answered.
#[derive(Debug)]
pub struct Answered {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body as text.
    pub text: String,
    /// The body as it came.
    pub bytes: Vec<u8>,
}

impl Answered {
    /// A header's value; empty if it is not there.
    #[must_use]
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }
}

impl TestSite {
    /// A site that holds nothing.
    ///
    /// # Errors
    ///
    /// Returns an error if the database or the index cannot be made.
    pub async fn empty(database: TestDatabase) -> anyhow::Result<Self> {
        Self::over(database, Outside::still(Clock::fixed(NOW))).await
    }

    /// A site that holds nothing and reads files that are uploaded, by the built program.
    ///
    /// # Errors
    ///
    /// Returns an error if the database or the index cannot be made.
    pub async fn that_reads_files(database: TestDatabase) -> anyhow::Result<Self> {
        Self::over(database, Outside { program: program().to_owned(), ..Outside::still(Clock::fixed(NOW)) }).await
    }

    async fn over(database: TestDatabase, outside: Outside) -> anyhow::Result<Self> {
        let store = database.prepare().await?;
        for table in CodeTable::shipped() {
            store.replace_code_table(&table).await?;
        }
        let clock = outside.clock.clone();
        let codes = store.load_codes().await?;
        // A test may ask as fast as it likes.
        let limits = Limits { rate_per_second: 0, ..Limits::default() };
        let data = tempfile::tempdir()?;
        let folder = data.path().to_owned();
        let settings = Settings { limits, public_url: ORIGIN.to_owned(), data: folder, ..Settings::default() };
        let app = App::new(store.clone(), MatchIndex::in_memory()?, codes, outside, settings);
        let router = router::site(app.clone());
        Ok(Self { store, clock, database, app, router, data })
    }

    /// A site that holds `listings`.
    ///
    /// # Errors
    ///
    /// Returns an error if they cannot be stored.
    pub async fn with(
        database: TestDatabase,
        listings: impl IntoIterator<Item = ListingDraft>,
    ) -> anyhow::Result<Self> {
        let site = Self::empty(database).await?;
        site.publish(listings).await?;
        Ok(site)
    }

    /// A site that holds the demonstration content.
    ///
    /// # Errors
    ///
    /// Returns an error if it cannot be filled in.
    pub async fn with_demonstration(database: TestDatabase) -> anyhow::Result<Self> {
        let site = Self::empty(database).await?;
        demo::fill_in(&site.store, &site.app.codes, &site.clock).await?;
        site.follow().await?;
        Ok(site)
    }

    /// Takes `listings` in as one batch and indexes them; the outcomes are in their order.
    ///
    /// # Errors
    ///
    /// Returns an error if they cannot be stored or indexed.
    pub async fn publish(&self, listings: impl IntoIterator<Item = ListingDraft>) -> anyhow::Result<Vec<Outcome>> {
        let batch: Vec<_> = listings.into_iter().map(ListingDraft::incoming).collect();
        let outcomes = self.store.import_listings(&batch, self.clock.now()).await?;
        self.follow().await?;
        Ok(outcomes)
    }

    /// Brings the index up to the latest change.
    ///
    /// # Errors
    ///
    /// Returns an error if the database cannot be read or the index not written.
    pub async fn follow(&self) -> anyhow::Result<()> {
        tasks::catch_up(&self.store, &self.app.codes, &self.app.index(), || false).await?;
        Ok(())
    }

    /// Writes the searches that found nothing into the database, as a server does now and then.
    ///
    /// # Errors
    ///
    /// Returns an error if the database refuses.
    pub async fn store_missed_searches(&self) -> anyhow::Result<()> {
        Ok(tasks::store_missed_searches(&self.app).await?)
    }

    /// Looks for what answers saved searches and tells what is due, as a server that has just started does.
    ///
    /// # Errors
    ///
    /// Returns an error if the database refuses.
    pub async fn alert(&self) -> anyhow::Result<()> {
        let mut watch = tasks::Watch::default();
        while watch.look(&self.app).await? {}
        Ok(tasks::send_due_alerts(&self.app).await?)
    }

    /// What handlers and tasks of the site work with.
    #[must_use]
    pub const fn app(&self) -> &App {
        &self.app
    }

    /// Another server over the same database, with a connection of its own.
    ///
    /// # Errors
    ///
    /// Returns an error if it cannot connect.
    pub async fn another_server(&self) -> anyhow::Result<App> {
        let (store, codes) = (self.database.connect().await?, self.app.codes.as_ref().clone());
        let outside = Outside { postman: self.app.postman.clone(), ..Outside::still(self.clock.clone()) };
        Ok(App::new(store, MatchIndex::in_memory()?, codes, outside, self.app.settings.as_ref().clone()))
    }

    /// Lets verifications lapse and sends reminders, as a server does now and then.
    ///
    /// # Errors
    ///
    /// Returns an error if the database refuses.
    pub async fn settle_standings(&self) -> anyhow::Result<()> {
        Ok(tasks::settle_standings(&self.app).await?)
    }

    /// How many files of evidence lie in the folder.
    #[must_use]
    pub fn evidence_files(&self) -> usize {
        std::fs::read_dir(self.data.path().join("evidence")).map_or(0, Iterator::count)
    }

    /// How many files of listings lie in the folder.
    #[must_use]
    pub fn listing_files(&self) -> usize {
        std::fs::read_dir(self.data.path().join("attachments")).map_or(0, Iterator::count)
    }

    /// Turns chosen rows of sheets into listings and clears away what is over, as a server does now and then.
    ///
    /// # Errors
    ///
    /// Returns an error if the database refuses.
    pub async fn tend_sheets(&self) -> anyhow::Result<()> {
        tasks::tend_sheets(&self.app).await.map_err(|problem| anyhow::anyhow!("{problem:?}"))
    }

    /// The search index.
    #[must_use]
    pub fn index(&self) -> Arc<MatchIndex> {
        self.app.index()
    }

    /// The code tables.
    #[must_use]
    pub const fn codes(&self) -> &Arc<Codes> {
        &self.app.codes
    }

    /// Moves listings on whose time has come, as a server does now and then, and indexes them.
    ///
    /// # Errors
    ///
    /// Returns an error if the database refuses.
    pub async fn tend_postings(&self) -> anyhow::Result<()> {
        tasks::tend_postings(&self.app).await?;
        self.follow().await
    }

    /// Asks for `address`.
    ///
    /// # Panics
    ///
    /// If `address` is none.
    pub async fn get(&self, address: &str) -> Answered {
        self.ask(Method::GET, address).await
    }

    /// Asks for `address` by `method`.
    ///
    /// # Panics
    ///
    /// If `address` is none or the body breaks off.
    pub async fn ask(&self, method: Method, address: &str) -> Answered {
        let request = Request::builder().method(method).uri(address).header(header::HOST, HOST);
        let request = request.header(header::ORIGIN, ORIGIN);
        self.send(request.body(Body::empty()).expect("the address is one")).await
    }

    /// Sends a form, written as a query string, to `address`.
    ///
    /// # Panics
    ///
    /// If `address` is none or the body breaks off.
    pub async fn submit(&self, address: &str, form: &str) -> Answered {
        let request = Request::post(address).header(header::HOST, HOST);
        let request = request.header(header::ORIGIN, ORIGIN);
        let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request.body(Body::from(form.to_owned())).expect("the address is one")).await
    }

    /// Sends the letters that wait, and returns all that were ever sent.
    ///
    /// # Errors
    ///
    /// Returns an error if the database refuses.
    pub async fn letters(&self) -> anyhow::Result<Vec<Written>> {
        tasks::send_due_letters(&self.app).await?;
        Ok(self.app.postman.kept())
    }

    /// The code in the last letter to `contact`, written as it is stored.
    ///
    /// # Errors
    ///
    /// Returns an error if no letter went there, or the last one holds no code.
    pub async fn last_code(&self, contact: &str) -> anyhow::Result<String> {
        let letters = self.letters().await?;
        let last = letters.iter().rev().find(|it| it.to.value() == contact).context("no letter went there")?;
        let groups = last.text.split(|it: char| !it.is_ascii_digit());
        Ok(groups.into_iter().find(|it| it.len() == 6).context("the letter holds no code")?.to_owned())
    }

    /// Sends `request` as it is.
    ///
    /// # Panics
    ///
    /// If the body breaks off.
    pub async fn send(&self, request: Request<Body>) -> Answered {
        let response = self.router.clone();
        let response = tower::ServiceExt::oneshot(response, request).await.expect("a router always answers");
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.expect("the body is whole");
        let (bytes, text) = (body.to_vec(), String::from_utf8_lossy(&body).into_owned());
        Answered { status: parts.status, headers: parts.headers, text, bytes }
    }

    /// Asks for `address` and reads the JSON that comes with 200.
    ///
    /// # Panics
    ///
    /// If anything else comes.
    pub async fn json(&self, address: &str) -> Value {
        let answered = self.get(address).await;
        assert_eq!(answered.status, StatusCode::OK, "{address}: {}", answered.text);
        serde_json::from_str(&answered.text).expect("the answer is JSON")
    }

    /// The identities that a search with this query string finds, in their order.
    ///
    /// # Panics
    ///
    /// If the search fails.
    pub async fn found(&self, query: &str) -> Vec<String> {
        let page = self.json(&format!("/api/v1/search?{query}")).await;
        let hits = page["hits"].as_array().expect("a search has hits");
        hits.iter().filter_map(|hit| hit["id"].as_str().map(str::to_owned)).collect()
    }

    /// Every change that programs are told of, each subject at its latest.
    ///
    /// # Panics
    ///
    /// If the changes cannot be read.
    pub async fn changes(&self) -> Vec<Value> {
        let mut changes = Vec::new();
        let mut since = "0".to_owned();
        loop {
            let page = self.json(&format!("/api/v1/changes?since={since}&limit=100")).await;
            changes.extend(page["changes"].as_array().expect("changes are a list").iter().cloned());
            page["next"].as_str().expect("the next cursor is a text").clone_into(&mut since);
            if page["more"] == false {
                return changes;
            }
        }
    }
}

/// `text` as it stands in an address.
#[must_use]
pub fn encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect()
}
