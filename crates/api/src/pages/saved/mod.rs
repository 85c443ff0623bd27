//! `/saved`: the searches and listings that somebody saved.

mod listings;
mod searches;

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use rongqiao_model::listing::{Openness, PublishedListing};
use rongqiao_model::saved::{LISTINGS_MAX, SEARCHES_MAX, SavedListing, SavedSearch};

pub(crate) use self::searches::newest_first;
use self::searches::{criteria, pace_words};
use super::card::Card;
use super::layout::{Layout, answer_privately};
use super::search::search_href;
use super::visit::Visit;
use super::wording::Wording;
use crate::address::pairs_of;
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;
use crate::session::SignedIn;

/// Saved listings on a page.
const LISTED: u64 = 20;

/// The pages of what is saved, in one language.
pub(super) fn routes(language: Language) -> Router<App> {
    let at = |path: &str| language.path(path);
    Router::new()
        .route(&at("/saved"), get(show))
        .route(&at("/saved/searches"), post(searches::save))
        .route(&at("/saved/searches/new"), get(searches::show_new))
        .route(&at("/saved/searches/open"), post(searches::open))
        .route(&at("/saved/searches/remove"), post(searches::remove))
        .route(&at("/saved/searches/{id}"), get(searches::show).post(searches::change))
        .route(&at("/saved/listings"), post(listings::save))
        .route(&at("/saved/listings/new"), get(listings::show_new))
        .route(&at("/saved/listings/remove"), post(listings::remove))
}

#[derive(Template)]
#[template(path = "saved.html")]
struct SavedPage {
    t: Language,
    layout: Layout,
    searches: Vec<SearchLine>,
    listings: Vec<ListingLine>,
    listings_note: String,
    back: String,
    first_href: Option<String>,
    next_href: Option<String>,
}

#[derive(Debug)]
struct SearchLine {
    id: String,
    name: String,
    name_lang: &'static str,
    href: String,
    criteria: String,
    pace: String,
    unseen: u64,
    change_href: String,
}

#[derive(Debug)]
struct ListingLine {
    id: String,
    /// `None` when it can no longer be looked at.
    card: Option<Card>,
    title: String,
    closed: bool,
}

/// `GET /saved`
async fn show(State(app): State<App>, visit: Visit, SignedIn(session): SignedIn) -> Result<Response, Problem> {
    let (t, person) = (visit.language, session.person);
    let wording = Wording::new(&app, t);
    let number = page_number(&visit.query);
    let searches = app.store.list_own_searches(person).await?;
    let mut listings = app.store.list_saved_listings(person, (number - 1) * LISTED, LISTED + 1).await?;
    let more = listings.len() > LISTED as usize;
    listings.truncate(LISTED as usize);
    let total = app.store.count_saved_listings(person).await?;
    let mut layout = Layout::new(&app, &visit, t.say("saved-title"));
    layout.indexed = false;
    layout.demo = listings.iter().any(|(_, known)| known.as_ref().is_some_and(|it| it.listing.demo));
    let address = |number: u64| t.path(&format!("/saved?page={number}#listings"));
    let page = SavedPage {
        t,
        layout,
        searches: searches.iter().map(|it| search_line(&app, &wording, it)).collect(),
        listings: listings.iter().map(|(saved, known)| listing_line(&app, &wording, *saved, known.as_ref())).collect(),
        listings_note: t
            .fill("saved-listings-note", &[("number", total.to_string()), ("max", LISTINGS_MAX.to_string())]),
        back: t.path(&visit.address()),
        first_href: (number > 1).then(|| t.path("/saved#listings")),
        next_href: more.then(|| address(number + 1)),
    };
    answer_privately(StatusCode::OK, &page)
}

/// The number of the page that a query string asks for, from 1.
pub(super) fn page_number(query: &str) -> u64 {
    let pairs = pairs_of(query);
    let asked = pairs.iter().find(|(name, _)| name == "page").and_then(|(_, value)| value.parse().ok());
    // Nobody has more than a million pages; no product overflows with that.
    asked.unwrap_or(1).clamp(1, 1_000_000)
}

fn search_line(app: &App, wording: &Wording<'_>, search: &SavedSearch) -> SearchLine {
    SearchLine {
        id: search.id.to_string(),
        name: search.name.clone(),
        name_lang: wording.t.lang_attribute(&search.name),
        href: search_href(wording.t, &search.address),
        criteria: criteria(app, wording, &search.address),
        pace: pace_words(wording.t, search.pace),
        unseen: search.unseen,
        change_href: wording.t.path(&format!("/saved/searches/{}", search.id)),
    }
}

fn listing_line(
    app: &App,
    wording: &Wording<'_>,
    saved: SavedListing,
    known: Option<&PublishedListing>,
) -> ListingLine {
    let openness = known.map_or(Openness::Gone, |it| it.openness(app.clock.now()));
    let title = known.map(|it| wording.either(&it.listing.title, it.listing.title_en.as_deref()).text);
    ListingLine {
        id: saved.listing.to_string(),
        card: known.filter(|_| openness != Openness::Gone).map(|it| Card::plain(wording, it)),
        title: title.unwrap_or_else(|| wording.t.say("saved-listing-unknown")),
        closed: openness != Openness::Open,
    }
}
