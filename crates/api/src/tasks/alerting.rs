//! Tells people of new listings that answer the searches they saved.
//!
//! A [`Watch`] keeps every saved search in memory and looks through the changes of the database, page by page; what it
//! found and how far it came is noted in one transaction. Several servers may watch: of those who found the same one
//! notes it. Telling is a transaction of its own per search, so that nobody is told twice, whatever stops in between.

use std::sync::Arc;
use std::time::Duration;

use rongqiao_matching::IndexDocument;
use rongqiao_matching::alerts::SavedSearches;
use rongqiao_model::code::Codes;
use rongqiao_model::listing::{Openness, PublishedListing};
use rongqiao_model::message::{LeaveBy, News, Topic};
use rongqiao_model::store::{AlertProgress, Arrival, Arrivals, DueAlert, StoreError};
use rongqiao_model::{ListingId, SavedSearchId};
use time::OffsetDateTime;
use tokio::sync::watch;

use super::blocking;
use crate::actions::saving::canonical;
use crate::app::App;
use crate::fault::Fault;
use crate::language::Language;
use crate::letters::{address, one_line};
use crate::messages::telling;
use crate::pages::newest_first;

/// Pause between two looks when nothing happens.
const PAUSE: Duration = Duration::from_secs(1);

/// Pause after the database refused.
const PAUSE_AFTER_TROUBLE: Duration = Duration::from_secs(10);

/// Changes looked at a time.
const PAGE_ROWS: u64 = 1_000;

/// Saved searches read at a time.
const SEARCHES_READ: u64 = 1_000;

/// Searches told of at a time.
const TOLD_AT_ONCE: u64 = 50;

/// Listings that a letter names; more are counted.
const NAMED: usize = 10;

/// Longest title in a letter, in characters.
const TITLE_CHARS: usize = 80;

/// Every saved search, in memory, as of some version of them.
#[derive(Debug, Default)]
pub struct Watch {
    saved: SavedSearches,
    version: i64,
}

/// Watches and tells until `stop` turns true.
pub async fn send_alerts(app: App, mut stop: watch::Receiver<bool>) {
    let mut watch = Watch::default();
    while !*stop.borrow() {
        let pause = match round(&app, &mut watch, || *stop.borrow()).await {
            Ok(()) => PAUSE,
            Err(fault) => {
                tracing::warn!(cause = fault.details(), "alerts cannot go on; trying again");
                PAUSE_AFTER_TROUBLE
            }
        };
        tokio::select! {
            _ = stop.changed() => {}
            () = tokio::time::sleep(pause) => {}
        }
    }
}

/// Looks through all changes there are; nobody waits for the end of many.
async fn round(app: &App, watch: &mut Watch, stop: impl Fn() -> bool) -> Result<(), Fault> {
    loop {
        let more = watch.look(app).await?;
        send_due_alerts(app).await?;
        if stop() || !more {
            return Ok(());
        }
    }
}

impl Watch {
    /// Looks through the next page of changes; says whether there are more by now, not whether some come while it looks.
    ///
    /// While nobody has saved a search the changes are passed over.
    ///
    /// # Errors
    ///
    /// Returns a [`Fault`] if the database cannot be read or written; what was not noted is looked at again.
    pub async fn look(&mut self, app: &App) -> Result<bool, Fault> {
        let from = app.store.find_alert_progress().await?;
        self.learn(app, from.version).await?;
        let (arrivals, more) = if self.saved.is_empty() {
            (Arrivals { from, reached: app.store.latest_change().await?, answered: Vec::new() }, false)
        } else {
            self.find_answered(app, from).await?
        };
        if arrivals.reached == from.reached {
            return Ok(false);
        }
        // Of what somebody else noted meanwhile nothing is lost: the next look goes on from there.
        let Some(gone) = app.store.note_arrivals(&arrivals, app.clock.now()).await? else { return Ok(true) };
        gone.into_iter().for_each(|search| self.saved.forget(search));
        Ok(more)
    }

    /// Reads the searches that were saved since the last look.
    async fn learn(&mut self, app: &App, version: i64) -> Result<(), StoreError> {
        while self.version < version {
            let saved = app.store.list_searches_saved_since(self.version, SEARCHES_READ).await?;
            for (id, address, _) in &saved {
                self.saved.save(*id, &canonical(app, address));
            }
            // The latest may have been removed again.
            self.version = saved.last().map_or(version, |(.., latest)| *latest);
        }
        Ok(())
    }

    /// What the next page of changes answers, and whether another page follows.
    async fn find_answered(&mut self, app: &App, from: AlertProgress) -> Result<(Arrivals, bool), Fault> {
        let changes = app.store.list_changes_since(from.reached, PAGE_ROWS).await?;
        let Some(reached) = changes.last().map(|last| last.seq) else {
            return Ok((Arrivals { from, reached: from.reached, answered: Vec::new() }, false));
        };
        let arrived = app.store.list_arrivals(&changes).await?;
        let (codes, now) = (app.codes.clone(), app.clock.now());
        // Whatever breaks the work off leaves an empty memory, which is filled again.
        let (saved, version) = (std::mem::take(&mut self.saved), std::mem::take(&mut self.version));
        let (saved, answered) = blocking(move || {
            let answered = answered_by(&saved, &arrived, &codes, now);
            (saved, answered)
        })
        .await?;
        (self.saved, self.version) = (saved, version);
        Ok((Arrivals { from, reached, answered }, changes.len() as u64 == PAGE_ROWS))
    }
}

fn answered_by(
    saved: &SavedSearches,
    arrived: &[Arrival],
    codes: &Arc<Codes>,
    now: OffsetDateTime,
) -> Vec<(SavedSearchId, ListingId, i64)> {
    let answered = |arrival: &Arrival| {
        let (id, seq) = (arrival.listing.listing.id, arrival.seq);
        let searches = saved.answered_by(&IndexDocument::of(&arrival.listing, codes), now);
        searches.into_iter().map(move |search| (search, id, seq)).collect::<Vec<_>>()
    };
    arrived.iter().flat_map(answered).collect()
}

/// Tells everybody what is due.
///
/// # Errors
///
/// Returns [`StoreError`] if the database refuses; what was not told is told the next time.
pub async fn send_due_alerts(app: &App) -> Result<(), StoreError> {
    let now = app.clock.now();
    loop {
        let due = app.store.list_due_alerts(now, TOLD_AT_ONCE).await?;
        for alert in &due {
            tell(app, alert, now).await?;
        }
        if due.is_empty() {
            return Ok(());
        }
        app.letters_wait.notify_one();
    }
}

async fn tell(app: &App, due: &DueAlert, now: OffsetDateTime) -> Result<(), StoreError> {
    // What has closed meanwhile is left out.
    let mut open = app.store.find_public_listings(&due.listings).await?;
    open.retain(|listing| listing.openness(now) == Openness::Open);
    let news = if open.is_empty() { None } else { Some(alert_news(app, due, &open)) };
    let told = app.store.tell_alert(due, news.as_ref(), now).await?;
    if told && news.is_some() {
        tracing::info!(person.id = %due.person, search.id = %due.search, listings = open.len(), "an alert was written");
    }
    Ok(())
}

fn alert_news(app: &App, due: &DueAlert, open: &[PublishedListing]) -> News {
    let language = Language::from_letters(due.language);
    let count = open.len() as u64 + due.more;
    let mut lines: Vec<String> = open.iter().take(NAMED).map(|listing| named(app, language, listing)).collect();
    let unnamed = count.saturating_sub(lines.len() as u64);
    if unnamed > 0 {
        lines.push(language.count("alert-more", unnamed));
    }
    let words = [("name", due.name.clone()), ("count", count.to_string())];
    let mut letter_words = words.to_vec();
    letter_words.push(("listings", lines.join("\n\n")));
    let told = telling(app, Topic::Alert, &words, &letter_words, &newest_first(&due.address));
    News { leave: LeaveBy::Search(due.leave_token.clone()), ..told.to(due.person, app.clock.now()) }
}

/// A listing as a letter names it: title, organisation, address.
fn named(app: &App, language: Language, published: &PublishedListing) -> String {
    let listing = &published.listing;
    let english = |chinese: &str, english: Option<&str>| match (language, english) {
        (Language::English, Some(english)) if !english.is_empty() => one_line(english),
        _ => one_line(chinese),
    };
    let title = english(&listing.title, listing.title_en.as_deref());
    let title: String = title.chars().take(TITLE_CHARS).collect();
    let title = match listing.demo {
        true => language.fill("marked-title", &[("mark", language.say("demo-mark")), ("title", title)]),
        false => title,
    };
    let organisation = english(&published.organisation_name, published.organisation_name_en.as_deref());
    let at = address(&app.settings.public_url, language, &format!("/listings/{}", listing.id));
    format!("    {title} · {organisation}\n    {at}")
}
