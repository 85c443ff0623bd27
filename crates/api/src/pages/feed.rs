//! `GET /feed.atom?…`: a search as a feed, newest first unless told otherwise.

use atom_syndication::{Category, Entry, Feed, FixedDateTime, Generator, Link, Person, Text};
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use rongqiao_matching::Sort;
use rongqiao_model::listing::PublishedListing;

use super::finding::find;
use super::layout::shortened;
use super::visit::Visit;
use super::wording::{Wording, machine};
use crate::address;
use crate::app::App;
use crate::problem::Problem;
use crate::rich_text::plain_text_for;

/// Entries of a feed.
pub(super) const ENTRIES: usize = 30;

/// Characters of a text that an entry shows.
const SUMMARY_CHARS: usize = 200;

/// `GET /feed.atom?…`; the parameters are those of the results page.
pub(super) async fn show(State(app): State<App>, visit: Visit) -> Result<Response, Problem> {
    let pairs = address::pairs_of(&visit.query);
    let (mut query, _) = address::read(&pairs, &app.codes);
    query.limit = ENTRIES;
    query.cursor = None;
    if !pairs.iter().any(|(name, _)| name == "sort") {
        query.sort = Sort::Newest;
    }
    let found = find(&app, query.clone()).await?;
    let t = visit.language;
    let search = visit.absolute(t, &format!("/search?{}", address::write(&query)));
    let title = match query.text.as_str() {
        "" => t.say("feed-title-all"),
        text => t.with("feed-title", "text", text),
    };
    Ok(answer_with(&Wording::new(&app, t), &visit, (title, search), &found.listings))
}

/// Answers with `listings` as a feed; `alternate` is the whole address of the page that shows the same.
pub(super) fn answer_with(
    wording: &Wording<'_>,
    visit: &Visit,
    (title, alternate): (String, String),
    listings: &[PublishedListing],
) -> Response {
    let feed = feed(wording, visit, (title, alternate), listings);
    ([(header::CONTENT_TYPE, "application/atom+xml; charset=utf-8")], feed.to_string()).into_response()
}

fn feed(
    wording: &Wording<'_>,
    visit: &Visit,
    (title, alternate): (String, String),
    listings: &[PublishedListing],
) -> Feed {
    let t = wording.t;
    let own = visit.absolute(t, &visit.address());
    let newest = listings.iter().map(|it| it.updated_at).max();
    Feed {
        title: Text::plain(title),
        id: own.clone(),
        updated: newest.map(moment).unwrap_or_default(),
        authors: vec![Person { name: t.say("site-name"), ..Person::default() }],
        generator: Some(Generator { value: "Rongqiao".to_owned(), ..Generator::default() }),
        links: vec![link("self", own), link("alternate", alternate)],
        entries: listings.iter().map(|listing| entry(wording, visit, listing)).collect(),
        lang: Some(t.slug().to_owned()),
        ..Feed::default()
    }
}

fn entry(wording: &Wording<'_>, visit: &Visit, published: &PublishedListing) -> Entry {
    let (t, listing) = (wording.t, &published.listing);
    let title = wording.either(&listing.title, listing.title_en.as_deref());
    let organisation = wording.either(&published.organisation_name, published.organisation_name_en.as_deref());
    let mark = if listing.demo { t.say("demo-mark") } else { String::new() };
    let title =
        if mark.is_empty() { title.text } else { t.fill("marked-title", &[("mark", mark), ("title", title.text)]) };
    let kind = t.say(&format!("kind-{}", listing.kind().slug()));
    Entry {
        title: Text::plain(title),
        id: format!("urn:uuid:{}", listing.id),
        updated: moment(published.updated_at),
        published: Some(moment(listing.published_at)),
        authors: vec![Person { name: organisation.text, ..Person::default() }],
        categories: vec![Category { term: listing.kind().slug().to_owned(), label: Some(kind), ..Category::default() }],
        links: vec![link("alternate", visit.absolute(t, &format!("/listings/{}", listing.id)))],
        summary: Some(Text::plain(shortened(&plain_text_for(t, listing), SUMMARY_CHARS))),
        ..Entry::default()
    }
}

fn link(rel: &str, href: String) -> Link {
    Link { rel: rel.to_owned(), href, ..Link::default() }
}

fn moment(moment: time::OffsetDateTime) -> FixedDateTime {
    machine(moment).parse().unwrap_or_default()
}
