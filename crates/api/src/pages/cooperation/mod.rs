//! Cooperation of firms and schools: `/listings/{id}/cooperate`, `/my/cooperations` and `/desk/cooperations`.

mod agreement;
mod desk;
mod file;
mod intent;
mod milestones;
mod mine;
mod public;

use axum::Router;
use axum::routing::get;
use rongqiao_model::form::FieldError;

pub(super) use self::intent::intent_part;
pub(super) use self::public::{CooperationLine, public_lines};
use super::form::Field;
use super::publishing::mistake_sentence;
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;

/// The pages of cooperation in one language.
pub(super) fn routes(language: Language) -> Router<App> {
    let at = |path: &str| language.path(path);
    Router::new()
        .route(&at("/listings/{id}/cooperate"), get(intent::show).post(intent::submit))
        .route(&at("/my/cooperations"), get(mine::show))
        .route(&at("/my/cooperations/{id}"), get(file::show_own).post(file::submit_own))
        .route(&at("/my/cooperations/{id}/agreement"), get(agreement::show).post(agreement::submit))
        .route(&at("/desk/cooperations"), get(desk::show))
        .route(&at("/desk/cooperations/{id}"), get(file::show_at_desk).post(file::submit_at_desk))
}

/// The identity in an address; what is none leads nowhere.
fn id_of<I: std::str::FromStr>(text: &str) -> Result<I, Problem> {
    text.parse().map_err(|_| Problem::not_found())
}

/// Puts what is wrong at the fields in which it is.
fn tell(t: Language, fields: &mut [Field], wrong: &[FieldError]) {
    for field in fields {
        let error = wrong.iter().find(|error| error.field == field.name);
        field.mistake = error.map(|error| mistake_sentence(t, &field.label, error));
    }
}
