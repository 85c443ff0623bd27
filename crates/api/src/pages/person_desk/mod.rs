//! People as those see them who operate the platform: one account, for a reason that is written down first and told to its
//! owner; and what people ask for about their data.

mod people;
mod requests;

pub(super) use self::people::reason_mistake;

use axum::Router;
use axum::routing::get;

use crate::app::App;
use crate::language::Language;

/// The pages about people in one language.
pub(super) fn routes(language: Language) -> Router<App> {
    let at = |path: &str| language.path(path);
    Router::new()
        .route(&at("/desk/people"), get(people::show).post(people::submit))
        .route(&at("/desk/people/{id}"), get(people::show_person))
        .route(&at("/desk/requests"), get(requests::show))
        .route(&at("/desk/requests/{id}"), get(requests::show_one).post(requests::submit))
}
