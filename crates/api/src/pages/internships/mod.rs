//! Internships past their acceptance: the agreement and who has confirmed it, the diary, visits and assessments, for each of
//! their sides on one page; and for the desks what makes one wonder.

mod archive;
mod assessment;
mod contents;
mod desk;
mod diary;
mod frames;
mod incident;
mod incident_answer;
mod list;
mod overview;
mod papers;
mod plan;
mod records;
mod school;
mod second_host;
#[cfg(test)]
mod tests;
mod visit;
mod weeks;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::{get, post};
use rongqiao_model::ConnectionId;
use rongqiao_model::connect::Connection;
use rongqiao_model::connect::conversation::said_within;
use rongqiao_model::organisation_file::EVIDENCE_MAX_BYTES;
use rongqiao_model::store::Recorded;

pub(super) use self::frames::facts as facts_under;
use super::connections::steps::unsaid_sentence;
use super::form::{Field, FormPage, Input, Sent};
use crate::actions::internships::is_past_acceptance;
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;

/// The pages of internships in one language.
pub(super) fn routes(language: Language) -> Router<App> {
    let at = |path: &str| language.path(path);
    let brings_scan = DefaultBodyLimit::max(EVIDENCE_MAX_BYTES + 64 * 1024);
    Router::new()
        .route(&at("/my/internships"), get(list::show))
        .route(&at("/my/internships/{id}"), get(overview::show).post(overview::submit))
        .route(&at("/my/internships/{id}/school"), get(school::show).post(school::submit))
        .route(&at("/my/internships/{id}/plan"), get(plan::show).post(plan::submit))
        .route(&at("/my/internships/{id}/agree"), post(papers::agree))
        .route(&at("/my/internships/{id}/second-host"), get(second_host::show).post(second_host::submit))
        .route(&at("/my/internships/{id}/agreements/{version}/{paper}"), get(papers::download))
        .route(&at("/my/internships/{id}/scan"), get(papers::show).post(papers::submit).layer(brings_scan))
        .route(&at("/my/internships/{id}/diary"), get(diary::show).post(diary::submit))
        .route(&at("/my/internships/{id}/weeks"), get(weeks::show).post(weeks::submit))
        .route(&at("/my/internships/{id}/visits"), get(visit::show).post(visit::submit))
        .route(&at("/my/internships/{id}/assessment"), get(assessment::show).post(assessment::submit))
        .route(&at("/my/internships/{id}/incidents"), get(incident::show).post(incident::submit))
        .route(
            &at("/my/internships/{id}/incidents/{incident}"),
            get(incident_answer::show).post(incident_answer::submit),
        )
        .route(&at("/my/internships/{id}/archive"), get(archive::show))
        .route(&at("/desk/internships"), get(desk::list))
        .route(&at("/desk/internships/{id}"), get(desk::show).post(desk::submit))
        .route(
            &at("/desk/internships/{id}/incidents/{incident}"),
            get(incident_answer::show_at_desk).post(incident_answer::submit_at_desk),
        )
        .route(&at("/desk/internships/{id}/archive"), get(archive::show_at_desk))
}

/// Where the internship that `connection` leads to goes on; `None` while the offer was not taken, and where there is none.
pub(super) fn way_to(t: Language, connection: &Connection) -> Option<String> {
    is_past_acceptance(connection).then(|| path_of(t, connection.id))
}

/// The internship that an address names; what is none leads nowhere.
fn internship_of(text: &str) -> Result<ConnectionId, Problem> {
    text.parse().map_err(|_| Problem::not_found())
}

/// The address of an internship.
fn path_of(t: Language, id: ConnectionId) -> String {
    t.path(&format!("/my/internships/{id}"))
}

/// Leads to the page of an internship once something was written down; tells on `page` why it was not.
fn answer(t: Language, recorded: Recorded, page: FormPage, back: &str) -> Result<Response, Problem> {
    match recorded {
        Recorded::Done | Recorded::Known => Ok(Redirect::to(back).into_response()),
        Recorded::Changed => page.show_conflict(t.say("internship-week-changed")),
        Recorded::NotNow => page.show_conflict(t.say("internship-not-now")),
    }
}

/// A text that was sent, and the field in which it stands or is mended.
fn read_words(t: Language, name: &str, sent: &Sent, max: usize) -> (Field, Option<String>) {
    let field = Field::new(t, name, Input::Text, "off").holding(sent.raw(name));
    match said_within(sent.raw(name), max) {
        Ok(words) => (field, Some(words)),
        Err(unsaid) => (field.wrong(Some(unsaid_sentence(t, unsaid, max))), None),
    }
}

/// A day that was sent, and the field in which it stands or is mended.
fn read_day(t: Language, name: &str, sent: &Sent) -> (Field, Option<time::Date>) {
    let day = rongqiao_model::form::parse_day(sent.raw(name));
    let field = Field::new(t, name, Input::Day, "off").holding(sent.raw(name));
    let mistake = day.is_none().then(|| t.say("internship-mistake-day"));
    (field.wrong(mistake), day)
}
