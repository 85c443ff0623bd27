//! Questions about policy documents: `/listings/{id}/ask`, `/my/inquiries` and `/desk/inquiries`.

mod ask;
mod desk;
mod desk_inquiry;
mod mine;

use axum::Router;
use axum::routing::get;
use rongqiao_model::InquiryId;
use rongqiao_model::form::{FieldError, Mistake};

use super::form::Field;
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;

/// The pages of questions in one language.
pub(super) fn routes(language: Language) -> Router<App> {
    let at = |path: &str| language.path(path);
    Router::new()
        .route(&at("/listings/{id}/ask"), get(ask::show).post(ask::submit))
        .route(&at("/my/inquiries"), get(mine::show_all))
        .route(&at("/my/inquiries/{id}"), get(mine::show).post(mine::submit))
        .route(&at("/my/inquiries/{id}/ask"), get(ask::show_further).post(ask::submit_further))
        .route(&at("/desk/inquiries"), get(desk::show))
        .route(&at("/desk/inquiries/{id}"), get(desk_inquiry::show).post(desk_inquiry::submit))
}

/// The identity in an address; what is none leads nowhere.
fn id_of(text: &str) -> Result<InquiryId, Problem> {
    text.parse().map_err(|_| Problem::not_found())
}

/// Puts what is wrong at the fields in which it is.
fn tell(t: Language, fields: &mut [Field], wrong: &[FieldError]) {
    for field in fields {
        let error = wrong.iter().find(|error| error.field == field.name);
        field.mistake = error.map(|error| mistake_sentence(t, error));
    }
}

/// What is wrong in a field and what to do.
fn mistake_sentence(t: Language, error: &FieldError) -> String {
    match &error.mistake {
        Mistake::Missing => t.say(&format!("inquiry-mistake-missing-{}", error.field)),
        Mistake::TooLong { max, found } => {
            t.fill("inquiry-mistake-long", &[("max", max.to_string()), ("found", found.to_string())])
        }
        Mistake::Private { fact } => {
            t.with("inquiry-mistake-private", "fact", t.say(&format!("private-fact-{}", fact.slug())))
        }
        // What fields of questions do not have.
        Mistake::NotANumber { .. }
        | Mistake::NotAChoice { .. }
        | Mistake::NotADay
        | Mistake::NotAMoment
        | Mistake::NotATime
        | Mistake::NotAMilestone { .. }
        | Mistake::NotAMonth
        | Mistake::NotALink
        | Mistake::EndsFirst
        | Mistake::EndsLast
        | Mistake::SeatsTaken { .. }
        | Mistake::TooMany { .. }
        | Mistake::Twice
        | Mistake::NotYours
        | Mistake::NotAttached { .. }
        | Mistake::DayOutside { .. } => t.say("inquiry-mistake-choice"),
    }
}
