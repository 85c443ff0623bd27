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

/// The hidden field with the name that somebody was asked about.
const MEANT: &str = "meant";

/// Organisations with a like name that are named.
const LIKE_MAX: u64 = 5;

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

/// What is to be asked about `name` before anything is kept under it: somebody who is not known here may be called almost
/// like somebody who is. Whoever sends it again means it, and is asked nothing.
async fn question_of_name(app: &App, t: Language, name: &str, sent: &Sent) -> Result<Option<String>, Problem> {
    if sent.raw(MEANT) == name || app.store.find_organisation_named(name).await?.is_some() {
        return Ok(None);
    }
    let like = app.store.list_organisations_like(name, LIKE_MAX).await?;
    let names: Vec<String> = like.into_iter().map(|it| it.name).collect();
    let separator = t.say("list-separator");
    Ok((!names.is_empty()).then(|| t.with("mistake-case-name-like", "names", names.join(&separator))))
}

/// Puts what is wrong at the fields in which it is.
fn tell<'a>(t: Language, fields: impl IntoIterator<Item = &'a mut Field>, wrong: &[FieldError]) {
    for field in fields {
        let error = wrong.iter().find(|error| error.field == field.name);
        field.mistake = error.map(|error| match &error.mistake {
            Mistake::Private { fact } => {
                t.with("workbench-mistake-private", "fact", t.say(&format!("private-fact-{}", fact.slug())))
            }
            Mistake::NotALink => t.say("workbench-mistake-listing"),
            _ => mistake_sentence(t, &field.label, error),
        });
    }
}
