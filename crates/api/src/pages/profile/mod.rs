//! One's own profile: what it says, who sees it, a form for each part, and reading it out of a text or a file.

mod fields;
mod overview;
mod reading;
mod section;
mod views;
mod visibility;

pub(super) use self::views::{SectionView, section_views};

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::response::Redirect;
use axum::routing::get;
use rongqiao_model::form::{FieldError, Mistake};
use rongqiao_model::profile::Section;

use super::account;
use super::form::{Field, Sent};
use super::visit::Visit;
use crate::app::App;
use crate::files::{FILE_MAX_BYTES, TEXT_MAX_CHARS};
use crate::language::Language;
use crate::problem::Problem;
use crate::session::with_back;

/// Largest form with a file that is read to its end, in bytes: whoever brings too large a file should be told so.
const UPLOAD_MAX_BYTES: usize = 4 * FILE_MAX_BYTES;

/// The pages of profiles in one language.
pub(super) fn routes(language: Language) -> Router<App> {
    let at = |path: &str| language.path(path);
    let brings_file = DefaultBodyLimit::max(UPLOAD_MAX_BYTES);
    Router::new()
        .route(&at("/profile"), get(overview::show))
        .route(&at("/profile/visibility"), get(visibility::show).post(visibility::submit))
        .route(&at("/profile/reading"), get(reading::show).post(reading::submit).layer(brings_file))
        .route(&at("/profile/reading/keep"), get(lead_to_reading).post(reading::keep))
        .route(&at("/profile/{section}"), get(section::show).post(section::submit))
        .route(&at("/profile/{section}/{entry}"), get(section::show_entry).post(section::submit_entry))
        .route(&at("/profile/{section}/{entry}/remove"), get(lead_to_profile).post(section::remove))
}

async fn lead_to_reading(visit: Visit) -> Redirect {
    Redirect::to(&way(&visit, "/profile/reading"))
}

async fn lead_to_profile(visit: Visit) -> Redirect {
    Redirect::to(&way(&visit, "/profile"))
}

/// The page from which somebody came to fill in their profile; empty when they just came.
fn back_of(visit: &Visit) -> String {
    account::back_of(&Sent::read(&visit.query))
}

/// The address of the page of the profile at `path`, which keeps where its visitor came from.
fn way(visit: &Visit, path: &str) -> String {
    visit.language.path(&with_back(path, &back_of(visit)))
}

/// The section that an address names.
fn section_of(slug: &str) -> Result<Section, Problem> {
    Section::from_slug(slug).ok_or_else(Problem::not_found)
}

/// The revision that a form was made from.
fn revision_of(sent: &Sent) -> i64 {
    // A form that does not say was not made by our page, and is outdated.
    sent.raw("revision").parse().unwrap_or(-1)
}

/// Puts a mistake to its field; `prefix` tells forms on one page apart. A form has a field for whatever can be wrong.
fn tell_mistake(t: Language, fields: &mut [Field], prefix: &str, error: &FieldError) {
    let name = format!("{prefix}{}", error.field);
    if let Some(field) = fields.iter_mut().find(|field| field.name == name && field.mistake.is_none()) {
        field.mistake = Some(mistake_sentence(t, error));
    }
}

fn mistake_sentence(t: Language, error: &FieldError) -> String {
    match &error.mistake {
        Mistake::Missing => t.say(&format!("profile-mistake-missing-{}", error.field)),
        Mistake::TooLong { max, found } => {
            t.fill("profile-mistake-too-long", &[("max", max.to_string()), ("found", found.to_string())])
        }
        Mistake::NotANumber { min, max } => {
            t.fill("profile-mistake-number", &[("min", min.to_string()), ("max", max.to_string())])
        }
        // A profile has neither events nor seats nor columns.
        Mistake::NotAChoice { .. }
        | Mistake::NotYours
        | Mistake::NotAttached { .. }
        | Mistake::EndsLast
        | Mistake::SeatsTaken { .. } => t.say("profile-mistake-choice"),
        Mistake::NotADay
        | Mistake::NotAMoment
        | Mistake::NotATime
        | Mistake::NotAMilestone { .. }
        | Mistake::DayOutside { .. } => t.say("profile-mistake-day"),
        Mistake::NotAMonth => t.say("profile-mistake-month"),
        Mistake::NotALink => t.say("profile-mistake-link"),
        Mistake::EndsFirst => t.say("profile-mistake-ends-first"),
        Mistake::TooMany { max } => t.with("profile-mistake-too-many", "max", max),
        Mistake::Twice => t.say("profile-mistake-twice"),
        Mistake::Private { fact } => {
            t.with("profile-mistake-private", "fact", t.say(&format!("private-fact-{}", fact.slug())))
        }
    }
}

/// What is wrong with a text that is too long to be read.
fn text_too_long(t: Language, text: &str) -> Option<String> {
    let found = text.chars().count();
    let told = [("max", TEXT_MAX_CHARS.to_string()), ("found", found.to_string())];
    (found > TEXT_MAX_CHARS).then(|| t.fill("profile-mistake-too-long", &told))
}
