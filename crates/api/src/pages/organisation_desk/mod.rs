//! What desks do with organisations: the queue, one file, one organisation.

mod file;
mod organisation;
mod queue;

use axum::Router;
use axum::routing::{get, post};

use crate::app::App;
use crate::language::Language;

/// The pages of the desks in one language.
pub(super) fn routes(language: Language) -> Router<App> {
    let at = |path: &str| language.path(path);
    Router::new()
        .route(&at("/desk/organisations"), get(queue::show))
        .route(&at("/desk/organisations/files/{id}"), get(file::show).post(file::submit))
        .route(&at("/desk/organisations/files/{id}/evidence/{piece}"), get(file::download))
        .route(&at("/desk/organisations/{id}"), get(organisation::show))
        .route(&at("/desk/organisations/{id}/standing"), post(organisation::change_standing))
        .route(&at("/desk/organisations/{id}/members/end"), post(organisation::end_membership))
        .route(&at("/desk/organisations/{id}/merge"), post(organisation::merge))
}
