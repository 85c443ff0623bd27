//! What people see, copy, restrict and delete of their own data, and the notice that tells what is kept.

mod close;
mod copy;
mod notice;
mod overview;
mod parts;
mod requests;
mod steps;

use axum::Router;
use axum::routing::{get, post};

use crate::app::App;
use crate::language::Language;

/// The pages of privacy in one language.
pub(super) fn routes(language: Language) -> Router<App> {
    let at = |path: &str| language.path(path);
    Router::new()
        .route(&at("/privacy"), get(notice::show))
        .route(&at("/account-closed"), get(close::show_closed))
        .route(&at("/account/privacy"), get(overview::show))
        .route(&at("/account/privacy/copy"), get(copy::show).post(copy::submit))
        .route(&at("/account/privacy/delete"), get(parts::show).post(parts::submit))
        .route(&at("/account/privacy/close"), get(close::show).post(close::submit))
        .route(&at("/account/privacy/restrict"), post(steps::restrict))
        .route(&at("/account/privacy/lift"), post(steps::lift))
        .route(&at("/account/privacy/agree"), post(steps::agree))
        .route(&at("/account/privacy/withdraw"), post(steps::withdraw))
        .route(&at("/account/privacy/of-age"), post(steps::come_of_age))
        .route(&at("/account/privacy/requests/new"), get(requests::show).post(requests::submit))
}
