//! The desks' workbench: `/desk/workbench` with its cases, visits and weeks.

mod case;
mod case_forms;
mod due;
mod new;
mod visit;
mod visits;
mod weekly;

use axum::Router;
use axum::routing::get;
use rongqiao_model::form::{FieldError, Mistake};
use rongqiao_model::workbench::need_kinds;

use super::form::{Choosable, Field, Sent};
use super::publishing::mistake_sentence;
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;

/// The pages of the workbench in one language.
pub(super) fn routes(language: Language) -> Router<App> {
    let at = |path: &str| language.path(path);
    Router::new()
        .route(&at("/desk/workbench"), get(due::show))
        .route(&at("/desk/workbench/cases/new"), get(new::show).post(new::submit))
        .route(&at("/desk/workbench/cases/{id}"), get(case::show).post(case::submit))
        .route(&at("/desk/workbench/visits"), get(visits::show))
        .route(&at("/desk/workbench/visits/new"), get(visits::show_form).post(visits::submit))
        .route(&at("/desk/workbench/visits/{id}"), get(visit::show).post(visit::submit))
        .route(&at("/desk/workbench/weekly"), get(weekly::show))
        .route(&at("/desk/workbench/weekly.csv"), get(weekly::show_csv))
}

/// The identity in an address; what is none leads nowhere.
fn id_of<I: std::str::FromStr>(text: &str) -> Result<I, Problem> {
    text.parse().map_err(|_| Problem::not_found())
}

/// What a page mints so that sending twice does once, or what was sent of it.
fn nonce(app: &App, sent: &Sent) -> String {
    match sent.raw("nonce") {
        "" => app.chance.id(app.clock.now()).to_string(),
        nonce => nonce.to_owned(),
    }
}

/// The kinds of needs that can be chosen.
fn kinds_of_needs(t: Language) -> Vec<Choosable> {
    let choice = |slug: &'static str| Choosable { value: slug.to_owned(), words: t.say(&format!("kind-{slug}")) };
    need_kinds().map(|kind| choice(kind.slug())).collect()
}

/// Puts what is wrong at the fields in which it is.
fn tell<'a>(t: Language, fields: impl IntoIterator<Item = &'a mut Field>, wrong: &[FieldError]) {
    for field in fields {
        let error = wrong.iter().find(|error| error.field == field.name);
        field.mistake = error.map(|error| match &error.mistake {
            Mistake::Private { fact } => {
                t.with("workbench-mistake-private", "fact", t.say(&format!("private-fact-{}", fact.slug())))
            }
            _ => mistake_sentence(t, &field.label, error),
        });
    }
}
