//! Booking facilities, and keeping their calendars. The rules stand in [`rongqiao_model::booking`].

use rongqiao_model::access::{Action, Actor, Permit, Thing};
use rongqiao_model::booking::{Booking, BookingStep, Calendar, CalendarRules, Taken};
use rongqiao_model::kind::ListingKind;
use rongqiao_model::listing::PublishedListing;
use rongqiao_model::organisation::Organisation;
use rongqiao_model::store::{Booked, BookingMoved, CalendarKept, KeptBooking, NewBooking, StoreError};
use rongqiao_model::{BookingId, ListingId};
use time::{Duration, OffsetDateTime};

use crate::app::App;
use crate::problem::Problem;

/// A facility with its calendar.
#[derive(Debug)]
pub struct Bookable {
    /// What the public sees of it.
    pub published: PublishedListing,
    /// When it can be booked.
    pub calendar: Calendar,
}

/// The facility `id`, whether or not it has a calendar or is open.
///
/// # Errors
///
/// Returns [`Problem::not_found`] if there is none.
pub async fn find_facility(app: &App, id: ListingId) -> Result<PublishedListing, Problem> {
    let published = app.store.find_public_listing(id).await?;
    let is_it = |found: &PublishedListing| found.listing.id == id && found.listing.kind() == ListingKind::Facility;
    published.filter(is_it).ok_or_else(Problem::not_found)
}

/// The facility `id` with its calendar.
///
/// # Errors
///
/// Returns [`Problem::not_found`] if there is no such facility, or it has no calendar.
pub async fn find_bookable(app: &App, id: ListingId) -> Result<Bookable, Problem> {
    let published = find_facility(app, id).await?;
    let calendar = app.store.find_calendar(id).await?.ok_or_else(Problem::not_found)?;
    Ok(Bookable { published, calendar })
}

/// What is taken of a facility from `from` on, so many days and one night.
///
/// # Errors
///
/// Returns [`StoreError`] if the database cannot be read.
pub async fn taken_from(app: &App, id: ListingId, from: OffsetDateTime, days: i64) -> Result<Taken, StoreError> {
    app.store.find_taken(id, from, from + Duration::days(days + 1)).await
}

/// The organisations for which `actor` may book: those for which they write.
///
/// # Errors
///
/// Returns [`StoreError`] if the database cannot be read.
pub async fn booking_organisations(app: &App, actor: &Actor) -> Result<Vec<Organisation>, StoreError> {
    let mut organisations = Vec::new();
    for id in actor.organisations_for(Action::WriteListing) {
        organisations.extend(app.store.find_public_organisation(id).await?);
    }
    organisations.sort_by_key(|it| it.id);
    organisations.dedup_by_key(|it| it.id);
    Ok(organisations)
}

/// Books a slot for `actor` under the identity `id`, which the form was given; the same form sent twice books once.
///
/// # Errors
///
/// Returns a [`Problem`] if the database refuses; nothing is booked then.
pub async fn book(
    app: &App,
    actor: &Actor,
    facility: &PublishedListing,
    id: BookingId,
    new: &NewBooking,
) -> Result<Booked, Problem> {
    let organisation = (facility.listing.organisation, facility.organisation_kind);
    let permit = actor.permit(Action::Book, Thing::booking(id, organisation, Some(actor.person())))?;
    let booked = app.store.book(&permit, new, &app.chance, app.clock.now()).await?;
    app.letters_wait.notify_one();
    Ok(booked)
}

/// What `actor` booked under `id`, with its facility and their leave to go on with it.
///
/// # Errors
///
/// Returns [`Problem::not_found`] if they booked nothing of this identity.
pub async fn find_own(app: &App, actor: &Actor, id: BookingId) -> Result<(Booking, PublishedListing, Permit), Problem> {
    let booking = app.store.find_own_booking(actor.person(), id).await?.ok_or_else(Problem::not_found)?;
    let facility = find_facility(app, booking.listing).await?;
    let organisation = (facility.listing.organisation, facility.organisation_kind);
    let permit = actor.permit(Action::Book, Thing::booking(id, organisation, booking.person))?;
    Ok((booking, facility, permit))
}

/// The facility `id` with the leave of `actor` to keep its calendar.
///
/// # Errors
///
/// Returns [`Problem::not_found`] if there is none, or their organisation does not offer it.
pub async fn find_kept(app: &App, actor: &Actor, id: ListingId) -> Result<(PublishedListing, Permit), Problem> {
    let facility = find_facility(app, id).await?;
    let organisation = (facility.listing.organisation, facility.organisation_kind);
    let permit = actor.permit(Action::KeepCalendar, Thing::listing(id, organisation, None))?;
    Ok((facility, permit))
}

/// A booking of the facility `listing` as its keeper sees it, with their leave to decide about it: nobody has that for what
/// they booked themselves.
///
/// # Errors
///
/// Returns [`Problem::not_found`] if there is nothing of this identity for them.
pub async fn find_kept_booking(
    app: &App,
    actor: &Actor,
    (listing, id): (ListingId, BookingId),
) -> Result<(KeptBooking, PublishedListing, Option<Permit>), Problem> {
    let (facility, permit) = find_kept(app, actor, listing).await?;
    let kept = app.store.find_booking(&permit, id).await?.ok_or_else(Problem::not_found)?;
    let organisation = (facility.listing.organisation, facility.organisation_kind);
    let decides = actor.permit(Action::KeepBooking, Thing::booking(id, organisation, kept.booking.person));
    Ok((kept, facility, decides.ok()))
}

/// Keeps a calendar as `rules` say, if nobody changed it since `revision`.
///
/// # Errors
///
/// Returns [`StoreError`] if the database refuses; nothing is changed then.
pub async fn keep_calendar(
    app: &App,
    permit: &Permit,
    rules: &CalendarRules,
    revision: i64,
) -> Result<CalendarKept, StoreError> {
    app.store.keep_calendar(permit, rules, revision, app.clock.now()).await
}

/// Does `step` to the booking that `permit` is about.
///
/// # Errors
///
/// Returns [`StoreError`] if the database refuses; nothing is done then.
pub async fn step(
    app: &App,
    permit: &Permit,
    revision: i64,
    (step, reason): (BookingStep, &str),
) -> Result<BookingMoved, StoreError> {
    let moved = app.store.move_booking(permit, revision, (step, reason), &app.chance, app.clock.now()).await?;
    app.letters_wait.notify_one();
    Ok(moved)
}
