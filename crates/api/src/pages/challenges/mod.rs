//! Calls for proposals (揭榜挂帅): the public page, the proposal, the two sides, the desks, and those who review.

mod confirming;
mod desk;
mod desk_forms;
mod history;
mod key;
mod milestones;
mod mine;
mod part;
mod proposal;
mod public;
mod publisher;
mod responder;
mod review;
mod sheet;
mod talk;
mod team;
mod terms;

use axum::Router;
use axum::routing::get;

pub(super) use self::part::call_part;
use crate::app::App;
use crate::language::Language;

/// The pages of calls in one language.
pub(super) fn routes(language: Language) -> Router<App> {
    let at = |path: &str| language.path(path);
    Router::new()
        .route(&at("/listings/{id}/call"), get(public::show).post(public::submit))
        .route(&at("/listings/{id}/proposal"), get(proposal::show).post(proposal::submit))
        .route(&at("/my/challenges"), get(mine::show))
        .route(&at("/my/challenges/{id}"), get(mine::show_one).post(mine::submit))
        .route(&at("/my/reviews/{id}/{task}"), get(review::show).post(review::submit))
        .route(&at("/desk/challenges"), get(desk::show_all))
        .route(&at("/desk/challenges/{id}"), get(desk::show).post(desk::submit))
        .route(&at("/desk/sealing-key"), get(key::show).post(key::submit))
}
