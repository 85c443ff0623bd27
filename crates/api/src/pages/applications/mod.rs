//! Applications for jobs and internships: sending one, following one's own, and answering those that came.

mod apply;
mod mine;
mod own;
mod part;
mod promise;
mod received;
mod review;

use axum::Router;
use axum::routing::{get, post};
use rongqiao_model::connect::Step;
use rongqiao_model::{ConnectionId, ListingId};

pub(super) use self::part::{ApplyPart, ledger_words};
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;

/// What the two sides can do on their pages, the most likely first.
const OFFERED: [Step; 11] = [
    Step::ChooseTime,
    Step::Accept,
    Step::Decline,
    Step::Shortlist,
    Step::Invite,
    Step::Offer,
    Step::Confirm,
    Step::Refuse,
    Step::Withdraw,
    Step::Terminate,
    Step::Dispute,
];

/// The pages of applications in one language.
pub(super) fn routes(language: Language) -> Router<App> {
    let at = |path: &str| language.path(path);
    Router::new()
        .route(&at("/listings/{id}/apply"), get(apply::show).post(apply::submit))
        .route(&at("/my/applications"), get(mine::show))
        .route(&at("/my/applications/{id}"), get(own::show).post(own::submit))
        .route(&at("/my/applications/{id}/interview.ics"), get(own::interview))
        .route(&at("/my/listings/{id}/applications"), get(received::show))
        .route(&at("/my/listings/{id}/applications.csv"), post(received::export))
        .route(&at("/my/listings/{id}/applications/refuse"), post(received::refuse))
        .route(&at("/my/listings/{id}/applications/shortlist"), post(received::shortlist))
        .route(&at("/my/listings/{id}/applications/{application}"), get(review::show).post(review::submit))
        .route(&at("/my/listings/{id}/applications/{application}/interview.ics"), get(review::interview))
        .route(&at("/my/organisations/{id}/reply-promise"), get(promise::show).post(promise::submit))
}

/// The listing that an address names; what is none leads nowhere.
fn listing_of(text: &str) -> Result<ListingId, Problem> {
    text.parse().map_err(|_| Problem::not_found())
}

/// The application that an address names; what is none leads nowhere.
fn application_of(text: &str) -> Result<ConnectionId, Problem> {
    text.parse().map_err(|_| Problem::not_found())
}

/// The address of one's own application.
fn own_path(t: Language, id: ConnectionId) -> String {
    t.path(&format!("/my/applications/{id}"))
}

/// The address of the applications that came for a listing.
fn received_path(t: Language, listing: ListingId) -> String {
    t.path(&format!("/my/listings/{listing}/applications"))
}
