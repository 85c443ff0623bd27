//! What the pages of every kind of connection share: how far it has come, what can be done, what was done and said.

mod desk;
pub(super) mod interview;
mod part;
pub(super) mod steps;
pub(super) mod views;

use axum::Router;
use axum::routing::get;

pub(super) use self::part::{ConnectionPart, Handled, handle};
use crate::app::App;
use crate::language::Language;

/// The pages of connections that are not of one kind, in one language.
pub(super) fn routes(language: Language) -> Router<App> {
    let at = |path: &str| language.path(path);
    Router::new()
        .route(&at("/desk/connections"), get(desk::list))
        .route(&at("/desk/connections/{id}"), get(desk::show).post(desk::submit))
}
