//! Events: what is ahead, calendar files, registering, one's own registrations, and the organiser's roll and door.

mod ahead;
mod calendar;
mod door;
mod mine;
mod particulars;
mod register;
mod roll;
mod when;

use axum::Router;
use axum::routing::{get, post};
use rongqiao_model::ListingId;

pub(super) use self::calendar::{Appointment, appointment_file, show_one as show_calendar_file};
pub(super) use self::particulars::{Particulars, is_told_there};
pub(super) use self::when::{begins, minute, venue, when};
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;

/// The pages of events in one language.
pub(super) fn routes(language: Language) -> Router<App> {
    let at = |path: &str| language.path(path);
    Router::new()
        .route(&at("/events"), get(ahead::show))
        .route(&at("/events.ics"), get(calendar::show))
        .route(&at("/listings/{id}/register"), get(register::show).post(register::submit))
        .route(&at("/my/registrations"), get(mine::show))
        .route(&at("/my/registrations/{id}"), get(mine::show_one))
        .route(&at("/my/registrations/{id}/cancel"), post(mine::cancel))
        .route(&at("/my/listings/{id}/registrations"), get(roll::show))
        .route(&at("/my/listings/{id}/registrations.csv"), post(roll::export))
        .route(&at("/my/listings/{id}/check-in"), get(door::show).post(door::submit))
}

/// The identity in an address; what is none leads nowhere.
fn id_of(text: &str) -> Result<ListingId, Problem> {
    text.parse().map_err(|_| Problem::not_found())
}

/// The address of somebody's own registration for an event.
fn own_path(t: Language, id: ListingId) -> String {
    t.path(&format!("/my/registrations/{id}"))
}
