//! `GET /listings/{id}`: one offer or need, with everything known of it.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use rongqiao_matching::{Filters, SearchQuery};
use rongqiao_model::ListingId;
use rongqiao_model::listing::{Openness, PublishedListing};

use super::card::{Card, kind_words};
use super::counterparts::{counterparts, counterparts_href};
use super::facts::{self, FactRow, FactValue};
use super::finding::find;
use super::layout::{Layout, answer};
use super::search::search_href;
use super::structured;
use super::visit::Visit;
use super::wording::{Moment, Worded, Wording};
use crate::address;
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;

/// Similar listings shown beside one.
const SIMILAR: usize = 4;

/// A word that leads to a search.
#[derive(Debug)]
struct WordLink {
    words: Worded,
    href: String,
}

#[derive(Template)]
#[template(path = "listing.html")]
struct ListingPage {
    t: Language,
    layout: Layout,
    kind: String,
    side: &'static str,
    title: Worded,
    other_title: Option<Worded>,
    organisation: Worded,
    organisation_href: String,
    organisation_kind: String,
    agency: bool,
    demo: bool,
    closed: bool,
    place: Option<String>,
    industry: Option<WordLink>,
    facts: Vec<FactRow>,
    skills: Vec<WordLink>,
    paragraphs: Vec<String>,
    text_lang: &'static str,
    published: Moment,
    updated: Moment,
    closes: Option<Moment>,
    others: Others,
    similar_href: String,
    counterparts_href: String,
}

/// Other listings beside one.
#[derive(Debug)]
struct Others {
    /// Of the same kind, with a title like its own.
    similar: Vec<Card>,
    /// Of the other side, with skills that it names, each with its reasons.
    counterparts: Vec<Card>,
}

#[derive(Template)]
#[template(path = "gone.html")]
struct GonePage {
    t: Language,
    layout: Layout,
    similar: Vec<Card>,
    similar_href: String,
}

/// `GET /listings/{id}`; a copy leads to the listing that was kept in its place.
pub(super) async fn show(State(app): State<App>, visit: Visit, Path(id): Path<String>) -> Result<Response, Problem> {
    let asked: ListingId = id.parse().map_err(|_| Problem::not_found())?;
    let published = app.store.find_public_listing(asked).await?.ok_or_else(Problem::not_found)?;
    let id = published.listing.id;
    if id != asked {
        return Ok(Redirect::to(&visit.language.path(&format!("/listings/{id}"))).into_response());
    }
    let openness = published.openness(app.clock.now());
    let similar = similar(&app, &visit, &published).await?;
    if openness == Openness::Gone {
        return gone(&app, &visit, &published, similar);
    }
    let others = Others { similar, counterparts: counterparts(&app, &visit, &published).await? };
    answer(StatusCode::OK, &page(&app, &visit, &published, others, openness == Openness::Closed))
}

/// The listings of the same kind that answer its title best.
async fn similar(app: &App, visit: &Visit, published: &PublishedListing) -> Result<Vec<Card>, Problem> {
    let listing = &published.listing;
    let filters = Filters { kinds: vec![listing.kind()], ..Filters::default() };
    let query = SearchQuery { text: listing.title.clone(), filters, limit: SIMILAR + 1, ..SearchQuery::default() };
    let mut found = find(app, query).await?;
    found.listings.retain(|other| other.listing.id != listing.id);
    found.listings.truncate(SIMILAR);
    Ok(found.cards(&Wording::new(app, visit.language)))
}

fn similar_href(visit: &Visit, published: &PublishedListing) -> String {
    let listing = &published.listing;
    let filters = Filters { kinds: vec![listing.kind()], ..Filters::default() };
    let query = SearchQuery { text: listing.title.clone(), filters, ..SearchQuery::default() };
    search_href(visit.language, &address::write(&query))
}

fn gone(app: &App, visit: &Visit, published: &PublishedListing, similar: Vec<Card>) -> Result<Response, Problem> {
    let t = visit.language;
    let mut layout = Layout::new(app, visit, t.say("gone-page-title"));
    layout.indexed = false;
    layout.demo = similar.iter().any(|card| card.demo);
    let page = GonePage { t, layout, similar, similar_href: similar_href(visit, published) };
    answer(StatusCode::GONE, &page)
}

fn page(app: &App, visit: &Visit, published: &PublishedListing, others: Others, closed: bool) -> ListingPage {
    let (t, listing) = (visit.language, &published.listing);
    let wording = Wording::new(app, t);
    let title = wording.either(&listing.title, listing.title_en.as_deref());
    let other_title = listing.title_en.as_deref().filter(|english| !english.is_empty() && *english != listing.title);
    let other_title = other_title.map(|english| match t {
        Language::Chinese => wording.worded(english),
        Language::English => wording.worded(&listing.title),
    });
    ListingPage {
        t,
        layout: layout(app, visit, published, &title.text, closed),
        kind: kind_words(&wording, &listing.details),
        side: listing.side().slug(),
        title,
        other_title,
        organisation: wording.either(&published.organisation_name, published.organisation_name_en.as_deref()),
        organisation_href: t.path(&format!("/organisations/{}", listing.organisation)),
        organisation_kind: t.say(&format!("organisation-kind-{}", published.organisation_kind.slug())),
        agency: published.by_staffing_agency,
        demo: listing.demo,
        closed,
        place: wording.place(&listing.place),
        industry: listing.industry.as_deref().map(|code| industry_link(app, &wording, code)),
        facts: facts::rows(&wording, listing.details.facts()),
        skills: listing.skills.iter().map(|skill| skill_link(&wording, skill)).collect(),
        paragraphs: listing.description.lines().map(str::trim).filter(|it| !it.is_empty()).map(str::to_owned).collect(),
        text_lang: t.lang_attribute(&listing.description),
        published: wording.date_of(listing.published_at),
        updated: wording.date_of(published.updated_at),
        closes: listing.valid_through.map(|end| wording.closing(end)),
        others,
        similar_href: similar_href(visit, published),
        counterparts_href: counterparts_href(visit, published),
    }
}

fn layout(app: &App, visit: &Visit, published: &PublishedListing, title: &str, closed: bool) -> Layout {
    let listing = &published.listing;
    let names = [title, published.organisation_name.as_str()];
    let mut layout = Layout::new(app, visit, names.join(&visit.language.say("title-separator")));
    layout.describe(&listing.description);
    layout.indexed = !closed;
    layout.demo = listing.demo;
    // What is closed is no longer offered to search engines as open.
    layout.json_ld = (!closed).then(|| structured::of_listing(&Wording::new(app, visit.language), visit, published));
    layout
}

fn skill_link(wording: &Wording<'_>, skill: &str) -> WordLink {
    let query = SearchQuery { text: skill.to_owned(), ..SearchQuery::default() };
    WordLink { words: wording.worded(skill), href: search_href(wording.t, &address::write(&query)) }
}

fn industry_link(app: &App, wording: &Wording<'_>, code: &str) -> WordLink {
    let section = app.codes.industry_section(code).unwrap_or(code);
    let filters = Filters { industries: vec![section.to_owned()], ..Filters::default() };
    let query = SearchQuery { filters, ..SearchQuery::default() };
    WordLink { words: wording.worded(&wording.industry(code)), href: search_href(wording.t, &address::write(&query)) }
}
