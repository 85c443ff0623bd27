//! `GET /kinds`, `/zones` and `/industries`: everything there is, by one dimension, with counts.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use rongqiao_matching::{Dimension, SearchQuery, Sort};
use rongqiao_model::code::{INDUSTRIES, ZONES};
use rongqiao_model::kind::ListingKind;

use super::finding::{Found, find};
use super::layout::{Layout, answer};
use super::visit::Visit;
use super::wording::{Moment, Wording};
use crate::address::parameter_of;
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;

/// One value to browse by.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    /// Slug or code.
    pub value: String,
    /// What it is called.
    pub words: String,
    /// Open listings that carry it.
    pub count: u64,
    /// Address of these listings.
    pub href: String,
    /// What it means; may be empty.
    pub note: String,
}

#[derive(Template)]
#[template(path = "browse.html")]
struct BrowsePage {
    t: Language,
    layout: Layout,
    intro: String,
    entries: Vec<Entry>,
    as_of: Moment,
}

/// `GET /kinds`
pub(super) async fn show_kinds(State(app): State<App>, visit: Visit) -> Result<Response, Problem> {
    let t = visit.language;
    show(&app, &visit, Dimension::Kind, |wording, found| {
        let counts = found.counts(Dimension::Kind);
        let entry = |kind: &ListingKind| {
            let side = t.say(&format!("side-{}", kind.side().slug()));
            let note = t.say(&format!("about-kind-{}", kind.slug()));
            let count = counts.get(kind.slug()).copied().unwrap_or_default();
            Entry {
                note: t.fill("kind-note", &[("side", side), ("about", note)]),
                ..plain_entry(wording, Dimension::Kind, kind.slug(), count)
            }
        };
        ListingKind::ALL.iter().map(entry).collect()
    })
    .await
}

/// `GET /zones`
pub(super) async fn show_zones(State(app): State<App>, visit: Visit) -> Result<Response, Problem> {
    show(&app, &visit, Dimension::Zone, |wording, found| entries_of_codes(wording, found, Dimension::Zone, ZONES)).await
}

/// `GET /industries`
pub(super) async fn show_industries(State(app): State<App>, visit: Visit) -> Result<Response, Problem> {
    show(&app, &visit, Dimension::Industry, |wording, found| {
        entries_of_codes(wording, found, Dimension::Industry, INDUSTRIES)
    })
    .await
}

async fn show(
    app: &App,
    visit: &Visit,
    dimension: Dimension,
    entries: impl FnOnce(&Wording<'_>, &Found) -> Vec<Entry>,
) -> Result<Response, Problem> {
    let t = visit.language;
    let query = SearchQuery { sort: Sort::Newest, limit: 3, facets: vec![dimension], ..SearchQuery::default() };
    let found = find(app, query).await?;
    let wording = Wording::new(app, t);
    let mut layout = Layout::new(app, visit, t.say(&format!("browse-{}-title", dimension.slug())));
    layout.demo = found.shows_demo();
    let page = BrowsePage {
        t,
        layout,
        intro: t.say(&format!("browse-{}-intro", dimension.slug())),
        entries: entries(&wording, &found),
        as_of: wording.now(),
    };
    answer(StatusCode::OK, &page)
}

/// One entry for each top row of a code table, in the table's order.
pub(crate) fn entries_of_codes(wording: &Wording<'_>, found: &Found, dimension: Dimension, table: &str) -> Vec<Entry> {
    let counts = found.counts(dimension);
    let rows = wording.top_codes(table).into_iter();
    rows.map(|row| {
        plain_entry(wording, dimension, &row.code, counts.get(row.code.as_str()).copied().unwrap_or_default())
    })
    .collect()
}

fn plain_entry(wording: &Wording<'_>, dimension: Dimension, value: &str, count: u64) -> Entry {
    Entry {
        value: value.to_owned(),
        words: wording.value(dimension, value, ""),
        count,
        href: wording.t.path(&format!("/search?{}={value}", parameter_of(dimension))),
        note: String::new(),
    }
}
