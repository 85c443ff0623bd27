//! `GET /`: search first, then what is new, what closes soon, and what there is.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use rongqiao_matching::{Dimension, Filters, SearchQuery, Sort, Total};
use rongqiao_model::code::{INDUSTRIES, ZONES};
use rongqiao_model::kind::ListingKind;

use super::browse::{Entry, entries_of_codes};
use super::card::Card;
use super::finding::find;
use super::layout::{Layout, answer};
use super::news::{NewsShelf, newest_on_shelves};
use super::structured;
use super::visit::Visit;
use super::wording::{Moment, Wording};
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;

/// Listings in each of the two lists.
const LISTED: usize = 6;

/// News, and policy documents, of each.
const NEWS: u64 = 3;

/// Days within which something closes soon.
const SOON_DAYS: u32 = 30;

/// Industries shown; the page of industries shows all.
const INDUSTRIES_SHOWN: usize = 8;

#[derive(Template)]
#[template(path = "home.html")]
struct HomePage {
    t: Language,
    layout: Layout,
    kinds: Vec<Entry>,
    newest: Vec<Card>,
    closing: Vec<Card>,
    shelves: Vec<NewsShelf>,
    figures: Vec<String>,
    as_of: Moment,
    zones: Vec<Entry>,
    industries: Vec<Entry>,
}

/// `GET /`
pub(super) async fn show(State(app): State<App>, visit: Visit) -> Result<Response, Problem> {
    let t = visit.language;
    let facets = vec![Dimension::Kind, Dimension::Zone, Dimension::Industry];
    let newest = SearchQuery { sort: Sort::Newest, limit: LISTED, facets, ..SearchQuery::default() };
    let soon = Filters { closing_within_days: Some(SOON_DAYS), ..Filters::default() };
    let closing = SearchQuery { sort: Sort::Closing, limit: LISTED, filters: soon, ..SearchQuery::default() };
    let (newest, closing) = (find(&app, newest).await?, find(&app, closing).await?);
    let wording = Wording::new(&app, t);
    let mut layout = Layout::new(&app, &visit, String::new());
    layout.demo = newest.shows_demo() || closing.shows_demo();
    layout.json_ld = Some(structured::of_site(&visit));
    let mut industries = entries_of_codes(&wording, &newest, Dimension::Industry, INDUSTRIES);
    industries.retain(|entry| entry.count > 0);
    industries.sort_by_key(|entry| std::cmp::Reverse(entry.count));
    industries.truncate(INDUSTRIES_SHOWN);
    let page = HomePage {
        t,
        layout,
        kinds: kinds(t, &newest.counts(Dimension::Kind)),
        newest: newest.cards(&wording),
        closing: closing.cards(&wording),
        shelves: newest_on_shelves(&app, t, NEWS).await?,
        figures: figures(t, newest.page.total, app.store.count_public_organisations().await?),
        as_of: wording.now(),
        zones: entries_of_codes(&wording, &newest, Dimension::Zone, ZONES),
        industries,
    };
    answer(StatusCode::OK, &page)
}

fn figures(t: Language, listings: Total, organisations: u64) -> Vec<String> {
    let listed = if listings.exact { "figures-listings" } else { "figures-listings-at-least" };
    vec![t.count(listed, listings.value), t.count("figures-organisations", organisations)]
}

fn kinds(t: Language, counts: &std::collections::HashMap<&str, u64>) -> Vec<Entry> {
    let entry = |kind: &ListingKind| Entry {
        value: kind.slug().to_owned(),
        words: t.say(&format!("kind-{}", kind.slug())),
        count: counts.get(kind.slug()).copied().unwrap_or_default(),
        href: t.path(&format!("/search?kind={}", kind.slug())),
        note: String::new(),
    };
    ListingKind::ALL.iter().map(entry).collect()
}
