//! `GET /search`: the results of a search, and everything that changes it by one step.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use rongqiao_matching::{Dimension, SearchQuery, Sort, Total};

use super::card::Card;
use super::filters::{Chip, FacetGroup, FilterForm};
use super::finding::{Found, find};
use super::layout::{Layout, answer};
use super::rescue::RescueBlock;
use super::visit::Visit;
use super::wording::Wording;
use crate::address::{self, DEFAULT_LIMIT, Ignored};
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;

/// What is counted beside the results, in the order shown.
const FACETS: [Dimension; 9] = [
    Dimension::Kind,
    Dimension::Employment,
    Dimension::Zone,
    Dimension::City,
    Dimension::Industry,
    Dimension::Education,
    Dimension::Experience,
    Dimension::OrganisationKind,
    Dimension::Side,
];

/// Listings shown when a search finds nothing at all.
const SHOWN_INSTEAD: usize = 5;

/// A link to the same search in another order.
#[derive(Debug)]
struct SortLink {
    words: String,
    href: String,
    current: bool,
}

#[derive(Template)]
#[template(path = "search.html")]
pub(crate) struct ResultsPage {
    t: Language,
    layout: Layout,
    heading: String,
    total: String,
    kept: Vec<(String, String)>,
    ignored: Vec<String>,
    chips: Vec<Chip>,
    clear_href: String,
    filters: FilterForm,
    sorts: Vec<SortLink>,
    rescue: Option<RescueBlock>,
    cards: Vec<Card>,
    instead: Vec<Card>,
    first_href: Option<String>,
    next_href: Option<String>,
    feed_href: String,
    /// The search as it is saved.
    written: String,
}

/// `GET /search?…`; the parameters are those of [`address::read`].
pub(super) async fn show(State(app): State<App>, visit: Visit) -> Result<Response, Problem> {
    let (mut query, ignored) = address::read(&address::pairs_of(&visit.query), &app.codes);
    query.facets = FACETS.to_vec();
    let found = find(&app, query.clone()).await?;
    app.missed.note(&query, &found.page, app.clock.now());
    let instead = match found.listings.is_empty() {
        true => find(&app, SearchQuery { sort: Sort::Newest, limit: SHOWN_INSTEAD, ..SearchQuery::default() }).await?,
        false => Found::default(),
    };
    let organisation = match query.filters.organisation {
        Some(id) => app.store.find_public_organisation(id).await?.map(|it| it.name).unwrap_or_default(),
        None => String::new(),
    };
    let results = Results { app: &app, visit: &visit, query: &query, organisation: &organisation };
    answer(StatusCode::OK, &results.page(&found, &instead, &ignored))
}

/// A search that has been answered.
pub(crate) struct Results<'a> {
    /// What the page can reach.
    pub app: &'a App,
    /// Who asks.
    pub visit: &'a Visit,
    /// What was asked.
    pub query: &'a SearchQuery,
    /// Name of the one organisation that was chosen; empty where none was.
    pub organisation: &'a str,
}

impl Results<'_> {
    /// Puts the answer on a page.
    pub(crate) fn page(&self, found: &Found, instead: &Found, ignored: &[Ignored]) -> ResultsPage {
        let (t, query) = (self.visit.language, self.query);
        let wording = Wording::new(self.app, t);
        let written = address::write(query);
        ResultsPage {
            t,
            layout: self.layout(found.shows_demo() || instead.shows_demo(), &written),
            written: written.clone(),
            heading: self.heading(),
            total: total(t, found.page.total),
            kept: address::pairs_of(&written).into_iter().filter(|(name, _)| name != "q").collect(),
            ignored: ignored.iter().map(|it| ignored_sentence(t, it)).collect(),
            chips: Chip::all(&wording, query, &self.app.codes, self.organisation),
            clear_href: search_href(t, &address::write(&text_alone(query))),
            filters: FilterForm::new(&wording, query, self.groups(&wording, found)),
            sorts: self.sorts(),
            rescue: found.page.rescue.as_ref().map(|it| RescueBlock::new(&wording, query, it, &self.app.codes)),
            cards: found.answers(self.app, &wording, &query.text),
            instead: instead.cards(&wording),
            first_href: query.cursor.as_ref().map(|_| search_href(t, &self.paged(&written, None))),
            next_href: found
                .page
                .next
                .as_ref()
                .map(|next| search_href(t, &self.paged(&written, Some(next.to_string())))),
            feed_href: feed_href(t, &written),
        }
    }

    fn layout(&self, demo: bool, written: &str) -> Layout {
        let t = self.visit.language;
        let mut layout = Layout::new(self.app, self.visit, self.heading());
        layout.demo = demo;
        layout.searched.clone_from(&self.query.text);
        layout.canonical = search_path(written);
        layout.indexed = self.query.text.is_empty() && self.query.cursor.is_none();
        layout.feed = Some(feed_href(t, written));
        layout
    }

    fn heading(&self) -> String {
        let t = self.visit.language;
        match (self.query.text.as_str(), self.organisation) {
            ("", "") => t.say("results-heading-all"),
            ("", organisation) => t.with("results-heading-organisation", "name", organisation),
            (text, _) => t.with("results-heading", "text", text),
        }
    }

    fn groups(&self, wording: &Wording<'_>, found: &Found) -> Vec<FacetGroup> {
        let facets = FACETS.iter().filter_map(|&dimension| found.facet(dimension));
        facets.filter_map(|facet| FacetGroup::new(wording, facet, found.page.total.value)).collect()
    }

    fn sorts(&self) -> Vec<SortLink> {
        let t = self.visit.language;
        let link = |&sort: &Sort| SortLink {
            words: t.say(&format!("sort-{}", sort.slug())),
            href: search_href(t, &address::write(&SearchQuery { sort, ..self.query.clone() })),
            current: sort == self.query.sort,
        };
        Sort::ALL.iter().map(link).collect()
    }

    /// The search's address with what only a page of it has: its length and where it starts.
    fn paged(&self, written: &str, cursor: Option<String>) -> String {
        let mut parts = vec![written.to_owned()];
        if self.query.limit != DEFAULT_LIMIT {
            parts.push(format!("limit={}", self.query.limit));
        }
        parts.extend(cursor.map(|cursor| format!("cursor={cursor}")));
        parts.retain(|part| !part.is_empty());
        parts.join("&")
    }
}

fn text_alone(query: &SearchQuery) -> SearchQuery {
    SearchQuery { text: query.text.clone(), sort: query.sort, ..SearchQuery::default() }
}

fn search_path(written: &str) -> String {
    if written.is_empty() { "/search".to_owned() } else { format!("/search?{written}") }
}

/// Address of the results of a search that was written by [`address::write`].
pub(crate) fn search_href(t: Language, written: &str) -> String {
    t.path(&search_path(written))
}

fn feed_href(t: Language, written: &str) -> String {
    let query = if written.is_empty() { String::new() } else { format!("?{written}") };
    t.path(&format!("/feed.atom{query}"))
}

fn total(t: Language, total: Total) -> String {
    let key = if total.exact { "results-total" } else { "results-total-at-least" };
    t.count(key, total.value)
}

fn ignored_sentence(t: Language, ignored: &Ignored) -> String {
    t.fill("results-ignored", &[("parameter", ignored.parameter.clone()), ("value", ignored.value.clone())])
}
