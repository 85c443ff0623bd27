//! Mentors of firms at schools: `/my/mentoring`.

mod file;
mod forms;
mod list;
mod new;

use axum::Router;
use axum::routing::get;
use rongqiao_model::form::FieldError;

use super::form::Field;
use super::publishing::mistake_sentence;
use crate::app::App;
use crate::language::Language;

/// The pages of mentors in one language.
pub(super) fn routes(language: Language) -> Router<App> {
    let at = |path: &str| language.path(path);
    Router::new()
        .route(&at("/my/mentoring"), get(list::show))
        .route(&at("/my/mentoring/new"), get(new::show).post(new::submit))
        .route(&at("/my/mentoring/{id}"), get(file::show).post(file::submit))
}

/// Puts what is wrong at the fields in which it is.
fn tell(t: Language, fields: &mut [Field], wrong: &[FieldError]) {
    for field in fields {
        let error = wrong.iter().find(|error| error.field == field.name);
        field.mistake = error.map(|error| mistake_sentence(t, &field.label, error));
    }
}
