//! What desks do with organisations: the queue, one file, one organisation.

mod file;
mod look;
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
        .route(&at("/desk/organisations/files/{id}/evidence/{piece}/look"), get(look::show).post(look::submit))
        .route(&at("/desk/organisations/{id}"), get(organisation::show))
        .route(&at("/desk/organisations/{id}/standing"), post(organisation::change_standing))
        .route(&at("/desk/organisations/{id}/members/end"), post(organisation::end_membership))
        .route(&at("/desk/organisations/{id}/merge"), post(organisation::merge))
}

/// Mistakes with the identities of the fields that they are in.
type Mistakes = Vec<(&'static str, String)>;

/// The mistake in the field called `name`.
fn mistake_in<'a>(mistakes: &'a Mistakes, name: &str) -> Option<&'a String> {
    mistakes.iter().find(|(field, _)| *field == name).map(|(_, mistake)| mistake)
}

/// What the field called `name` says to those who hear the page; its hint stands under `hint`, if it has one.
fn attributes(mistakes: &Mistakes, name: &str, hint: &str) -> String {
    let wrong = mistake_in(mistakes, name).map(|_| format!("{name}-mistake"));
    let described = [Some(hint.to_owned()).filter(|hint| !hint.is_empty()), wrong.clone()];
    let described = described.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let invalid = if wrong.is_some() { " aria-invalid=\"true\"" } else { "" };
    let describing = if described.is_empty() { String::new() } else { format!(" aria-describedby=\"{described}\"") };
    format!("{invalid}{describing}")
}
