//! `/desk`: what those who operate the platform work with.

mod audit;
mod figures;
mod overview;
mod queues;
mod roles;

use axum::Router;
use axum::routing::{get, post};

use crate::app::App;
use crate::language::Language;

/// The pages of the desks in one language.
pub(super) fn routes(language: Language) -> Router<App> {
    let at = |path: &str| language.path(path);
    Router::new()
        .route(&at("/desk"), get(overview::show))
        .route(&at("/desk/roles"), get(roles::show).post(roles::submit))
        .route(&at("/desk/roles/{id}/end"), post(roles::end))
        .route(&at("/desk/figures"), get(figures::show))
        .route(&at("/desk/figures.csv"), get(figures::show_csv))
        .route(&at("/desk/audit"), get(audit::show))
}
