//! Mentors of firms at schools, and teachers of schools in firms: `/my/mentoring`.

mod file;
mod firms;
mod forms;
mod list;
mod new;
mod subjects;

use axum::Router;
use axum::routing::get;
use rongqiao_model::form::FieldError;
use rongqiao_model::mentoring::AppointmentKind;

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
        .route(&at("/my/mentoring/practice"), get(new::show_practice).post(new::submit_practice))
        .route(&at("/my/mentoring/firms"), get(firms::show))
        .route(&at("/my/mentoring/firms/{id}"), get(subjects::show).post(subjects::submit))
        .route(&at("/my/mentoring/{id}"), get(file::show).post(file::submit))
}

/// Where the words of `key` stand for an appointment of `kind`.
fn key_of(kind: AppointmentKind, key: &str) -> String {
    match kind {
        AppointmentKind::Mentor => key.to_owned(),
        AppointmentKind::TeacherPractice => format!("{key}-practice"),
    }
}

/// The field with the label and the hint that it has for an appointment of `kind`, where it has some of its own.
fn labelled(t: Language, kind: AppointmentKind, mut field: Field) -> Field {
    let own = key_of(kind, &format!("field-{}", field.name));
    if t.knows(&own) {
        field.label = t.say(&own);
        field.hint = Some(format!("{own}-hint")).filter(|hint| t.knows(hint)).map(|hint| t.say(&hint));
    }
    field
}

/// Puts what is wrong at the fields in which it is.
fn tell(t: Language, fields: &mut [Field], wrong: &[FieldError]) {
    for field in fields {
        let error = wrong.iter().find(|error| error.field == field.name);
        field.mistake = error.map(|error| mistake_sentence(t, &field.label, error));
    }
}
