//! Finding people for a listing among those who let themselves be found, inviting them, and what they answer.

mod mine;
mod people;
mod person;

use axum::Router;
use axum::routing::{get, post};
use rongqiao_matching::fit::{Fit, Points, shared_words};
use rongqiao_matching::skills::Vocabulary;
use rongqiao_model::ListingId;
use rongqiao_model::listing::PublishedListing;
use rongqiao_model::profile::Contents;

use super::card::Why;
use super::grounds::whys;
use super::wording::Wording;
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;

/// What brings fewer points is no reason to be told in a list.
const LEAST_STRENGTH: f32 = 1.0;

/// The pages of finding people, in one language.
pub(super) fn routes(language: Language) -> Router<App> {
    let at = |path: &str| language.path(path);
    Router::new()
        .route(&at("/my/listings/{id}/people"), get(people::show))
        .route(&at("/my/listings/{id}/people/{handle}"), get(person::show).post(person::submit))
        .route(&at("/my/invitations"), get(mine::show))
        .route(&at("/my/invitations/lift"), post(mine::lift))
        .route(&at("/my/invitations/{id}"), get(mine::show_one).post(mine::submit))
}

/// The identity in an address; what is none leads nowhere.
fn id_of(text: &str) -> Result<ListingId, Problem> {
    text.parse().map_err(|_| Problem::not_found())
}

/// The address of what was found for a listing.
fn people_path(t: Language, id: ListingId) -> String {
    t.path(&format!("/my/listings/{id}/people"))
}

/// What counts for and against somebody, each in a sentence with its points.
fn reasons(wording: &Wording<'_>, published: &PublishedListing, shown: &Contents, fit: &Fit) -> Vec<Why> {
    let wish = shown.wishes.titles.join(" ");
    whys(wording, fit, &shared_words(&wish, &published.listing, Vocabulary::current()))
}

/// Those of the reasons that count most for somebody.
fn strengths(fit: &Fit, reasons: Vec<Why>, most: usize) -> Vec<Why> {
    let told = fit.parts.iter().zip(reasons).filter(|(part, _)| part.points >= Points::of(LEAST_STRENGTH));
    told.map(|(_, why)| why).take(most).collect()
}

/// What somebody is called who has no name here: by what they studied last, or what they look for.
fn headline(wording: &Wording<'_>, shown: &Contents) -> String {
    let t = wording.t;
    let last = shown.education.iter().max_by_key(|it| it.until);
    let level = last.and_then(|it| it.level).map(|level| t.say(&format!("education-{}", level.slug())));
    let major = last.map(|it| it.major.clone()).filter(|major| !major.is_empty());
    let wishes = Some(shown.wishes.titles.join(&t.say("list-separator"))).filter(|titles| !titles.is_empty());
    let words: Vec<String> = [level, major, wishes].into_iter().flatten().collect();
    if words.is_empty() { t.say("people-unnamed") } else { words.join(" · ") }
}
