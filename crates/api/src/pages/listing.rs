//! `GET /listings/{id}`: one offer or need, with everything known of it.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use rongqiao_matching::skills::Vocabulary;
use rongqiao_matching::{Filters, SearchQuery};
use rongqiao_model::ListingId;
use rongqiao_model::kind::{Details, Fact};
use rongqiao_model::listing::{Openness, PublishedListing};

use super::applications::ApplyPart;
use super::attachments::{AttachmentLine, lines};
use super::bookings::BookingPart;
use super::card::{Card, Mark, kind_words};
use super::challenges::call_part;
use super::events::{Particulars, is_told_there, show_calendar_file};
use super::facts::{self, FactRow, FactValue};
use super::grounds::whys;
use super::layout::{Layout, answer, answer_privately};
use super::orders::order_part;
use super::policy::{PolicyPart, part_of, standing_of};
use super::search::search_href;
use super::structured;
use super::visit::Visit;
use super::wording::{Moment, Worded, Wording};
use crate::address;
use crate::app::App;
use crate::fits::{FoundFit, counterparts_of, similar_to};
use crate::language::Language;
use crate::problem::Problem;
use crate::profile_address::ANSWERED_BY_PEOPLE;
use crate::rich_text::{html_of, is_markdown, plain_text_for, text_for};

/// Listings of the same kind shown beside one.
const SIMILAR: usize = 4;

/// Listings of the other side shown beside one.
const COUNTERPARTS: usize = 4;

/// Skills that a search for the other side is made of; publishers name the most important ones first.
const SKILLS_SEARCHED: usize = 8;

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
    verified: bool,
    demo: bool,
    closed: bool,
    paused: bool,
    place: Option<String>,
    industry: Option<WordLink>,
    facts: Vec<FactRow>,
    skills: Vec<WordLink>,
    paragraphs: Vec<String>,
    /// The text as HTML, where it is Markdown.
    rich: Option<String>,
    standing: Option<Mark>,
    policy: Option<PolicyPart>,
    text_lang: &'static str,
    published: Moment,
    updated: Moment,
    closes: Option<Moment>,
    others: Others,
    similar_href: String,
    counterparts_href: String,
    fit_href: Option<String>,
    id: String,
    complain_href: String,
    attachments: Vec<AttachmentLine>,
    /// Whether whoever looks has saved it.
    saved: bool,
    /// What stands before everything else, if it is an event.
    event: Option<Particulars>,
    /// How to apply, if people do that here.
    apply: Option<ApplyPart>,
    /// When it is free, if it can be booked.
    booking: Option<BookingPart>,
    /// Whether the public does not see it yet.
    preview: bool,
}

/// Other listings beside one.
#[derive(Debug)]
struct Others {
    /// Of the same kind, with much in common.
    similar: Vec<Card>,
    /// Of the other side, those that fit best, each with its reasons.
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
    if let Some(id) = id.strip_suffix(".ics") {
        return show_calendar_file(&app, &visit, id).await;
    }
    let asked: ListingId = id.parse().map_err(|_| Problem::not_found())?;
    let published = app.store.find_public_listing(asked).await?.ok_or_else(Problem::not_found)?;
    let id = published.listing.id;
    if id != asked {
        return Ok(Redirect::to(&visit.language.path(&format!("/listings/{id}"))).into_response());
    }
    let openness = published.openness(app.clock.now());
    let similar = cards(&app, &visit, &similar_to(&app, &published, SIMILAR).await?);
    if openness == Openness::Gone {
        return gone(&app, &visit, &published, similar);
    }
    let counterparts = cards(&app, &visit, &counterparts_of(&app, &published, COUNTERPARTS).await?);
    let others = Others { similar, counterparts };
    let mut page = page(&app, &visit, &published, others, openness);
    if openness == Openness::Open {
        let attachments = app.store.list_public_attachments(id).await?;
        page.attachments = lines(visit.language, &visit.language.path(&format!("/listings/{id}")), attachments);
        page.policy = part_of(&app, &visit, &published).await?;
    }
    page.event = Particulars::of(&app, &visit, &published).await?;
    page.apply = match ApplyPart::of(&app, &visit, &published).await? {
        Some(part) => Some(part),
        None => match order_part(&app, &visit, &published).await? {
            Some(part) => Some(part),
            None => call_part(&app, &visit, &published).await?,
        },
    };
    page.booking = BookingPart::of(&app, &visit, &published).await?;
    if let Some(person) = visit.present.person {
        page.saved = app.store.has_saved_listing(person, id).await?;
    }
    answer(StatusCode::OK, &page)
}

/// Shows to whoever writes or reviews it what the public would see of `published`, with its files.
pub(super) fn preview_page(
    app: &App,
    visit: &Visit,
    published: &PublishedListing,
    attachments: Vec<AttachmentLine>,
) -> Result<Response, Problem> {
    let others = Others { similar: Vec::new(), counterparts: Vec::new() };
    let mut page = page(app, visit, published, others, Openness::Open);
    page.event = Particulars::preview(app, visit.language, published);
    page.preview = true;
    page.attachments = attachments;
    page.fit_href = None;
    page.layout.indexed = false;
    page.layout.json_ld = None;
    answer_privately(StatusCode::OK, &page)
}

/// Listings as cards, with why they stand there.
fn cards(app: &App, visit: &Visit, found: &[FoundFit]) -> Vec<Card> {
    let wording = Wording::new(app, visit.language);
    let card = |it: &FoundFit| Card { why: whys(&wording, &it.fit, &[]), ..Card::plain(&wording, &it.published) };
    found.iter().map(card).collect()
}

fn similar_href(visit: &Visit, published: &PublishedListing) -> String {
    let listing = &published.listing;
    let filters = Filters { kinds: vec![listing.kind()], ..Filters::default() };
    let query = SearchQuery { text: listing.title.clone(), filters, ..SearchQuery::default() };
    search_href(visit.language, &address::write(&query))
}

/// The address of a search for more of the other side.
fn counterparts_href(visit: &Visit, published: &PublishedListing) -> String {
    let vocabulary = Vocabulary::current();
    let named = |written: &String| match vocabulary.by_name(written) {
        Some(skill) => visit.language.skill_name(skill).to_owned(),
        None => written.clone(),
    };
    let text = published.listing.skills.iter().take(SKILLS_SEARCHED).map(named).collect::<Vec<_>>().join(" ");
    let filters = Filters { kinds: published.listing.kind().counterparts().to_vec(), ..Filters::default() };
    search_href(visit.language, &address::write(&SearchQuery { text, filters, ..SearchQuery::default() }))
}

/// Where somebody sees how well they fit, if people answer such listings.
fn fit_href(t: Language, published: &PublishedListing, closed: bool) -> Option<String> {
    let by_people = ANSWERED_BY_PEOPLE.contains(&published.listing.kind());
    (by_people && !closed).then(|| t.path(&format!("/fits/{}", published.listing.id)))
}

fn gone(app: &App, visit: &Visit, published: &PublishedListing, similar: Vec<Card>) -> Result<Response, Problem> {
    let t = visit.language;
    let mut layout = Layout::new(app, visit, t.say("gone-page-title"));
    layout.indexed = false;
    layout.demo = similar.iter().any(|card| card.demo);
    let page = GonePage { t, layout, similar, similar_href: similar_href(visit, published) };
    answer(StatusCode::GONE, &page)
}

fn page(app: &App, visit: &Visit, published: &PublishedListing, others: Others, openness: Openness) -> ListingPage {
    let (t, listing) = (visit.language, &published.listing);
    let closed = openness != Openness::Open;
    let wording = Wording::new(app, t);
    let (title, text) = (wording.either(&listing.title, listing.title_en.as_deref()), text_for(t, listing));
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
        verified: wording.still_holds(published.organisation_verified_until),
        demo: listing.demo,
        closed: openness == Openness::Closed,
        paused: openness == Openness::Paused,
        place: wording.place(&listing.place),
        industry: listing.industry.as_deref().map(|code| industry_link(app, &wording, code)),
        facts: facts::rows(&wording, facts_beside(&listing.details)),
        skills: listing.skills.iter().map(|skill| skill_link(&wording, skill)).collect(),
        paragraphs: text.lines().map(str::trim).filter(|it| !it.is_empty()).map(str::to_owned).collect(),
        rich: is_markdown(listing.kind()).then(|| html_of(text)),
        standing: standing_of(&wording, published),
        policy: None,
        text_lang: t.lang_attribute(text),
        published: wording.date_of(listing.published_at),
        updated: wording.date_of(published.updated_at),
        closes: listing.valid_through.map(|end| wording.closing(end)),
        others,
        similar_href: similar_href(visit, published),
        counterparts_href: counterparts_href(visit, published),
        fit_href: fit_href(t, published, closed),
        id: listing.id.to_string(),
        complain_href: t.path(&format!("/listings/{}/complain", listing.id)),
        attachments: Vec::new(),
        saved: false,
        event: None,
        apply: None,
        booking: None,
        preview: false,
    }
}

/// The facts that are not told elsewhere on the page.
fn facts_beside(details: &Details) -> Vec<Fact> {
    let mut facts = details.facts();
    facts.retain(|fact| !is_told_there(details, fact));
    facts
}

fn layout(app: &App, visit: &Visit, published: &PublishedListing, title: &str, closed: bool) -> Layout {
    let listing = &published.listing;
    let names = [title, published.organisation_name.as_str()];
    let mut layout = Layout::new(app, visit, names.join(&visit.language.say("title-separator")));
    layout.describe(&plain_text_for(visit.language, listing));
    layout.indexed = !closed;
    layout.demo = listing.demo;
    // What is closed is no longer offered to search engines as open; an event says by itself that it is called off.
    let is_told = !closed || matches!(listing.details, Details::Event(_));
    layout.json_ld = is_told.then(|| structured::of_listing(&Wording::new(app, visit.language), visit, published));
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
