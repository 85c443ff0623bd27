//! Booking facilities: free slots, booking one, one's own bookings, and the calendar with its bookings for those who keep
//! it.

mod book;
mod kept;
mod kept_booking;
mod mine;
mod part;
mod rules;
mod rules_form;
mod slots;
mod views;

use axum::Router;
use axum::routing::{get, post};
use rongqiao_model::{BookingId, ListingId};

pub(super) use self::part::BookingPart;
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;

/// The pages of bookings in one language.
pub(super) fn routes(language: Language) -> Router<App> {
    let at = |path: &str| language.path(path);
    Router::new()
        .route(&at("/listings/{id}/slots"), get(slots::show))
        .route(&at("/listings/{id}/book"), get(book::show).post(book::submit))
        .route(&at("/my/bookings"), get(mine::show))
        .route(&at("/my/bookings/{id}"), get(mine::show_one).post(mine::submit))
        .route(&at("/my/bookings/{id}/booking.ics"), get(mine::calendar))
        .route(&at("/my/listings/{id}/calendar"), get(rules::show).post(rules::submit))
        .route(&at("/my/listings/{id}/bookings"), get(kept::show))
        .route(&at("/my/listings/{id}/bookings.csv"), post(kept::export))
        .route(&at("/my/listings/{id}/bookings/{piece}"), get(kept_booking::show).post(kept_booking::submit))
}

/// The facility in an address; what is none leads nowhere.
fn facility_of(text: &str) -> Result<ListingId, Problem> {
    text.parse().map_err(|_| Problem::not_found())
}

/// The booking in an address; what is none leads nowhere.
fn booking_of(text: &str) -> Result<BookingId, Problem> {
    text.parse().map_err(|_| Problem::not_found())
}
