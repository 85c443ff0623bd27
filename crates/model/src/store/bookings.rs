//! Bookings by those who book. The one place where slots are taken is here.
//!
//! A slot is taken under the lock of writers, by rows whose key is the unit and the quarter of an hour: of any number who
//! want the last unit one has it, and the others are told what is free next.

use std::collections::HashMap;

use sea_orm::ActiveValue::Set;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, ExprTrait as _, PaginatorTrait, QueryFilter,
    QueryOrder,
};
use time::{Duration, OffsetDateTime};

use super::booking_calendars::{calendar_of, taken};
use super::booking_news::{tell_booker, tell_keepers};
use super::booking_rows::{decode, row_of, take, write, write_step};
use super::entity::{booking, grant, listing};
use super::paging::page_of;
use super::standings::is_any_suspended;
use super::{Store, StoreError, audit};
use crate::access::{Action, Permit};
use crate::audit::Event;
use crate::booking::{Availability, Booking, BookingState, BookingStep, Calendar, OPEN_MAX, Slot};
use crate::chance::Chance;
use crate::kind::ListingKind;
use crate::listing::{ListingState, PublishedListing};
use crate::paging::{Page, PageAsked};
use crate::{BookingId, ListingId, OrganisationId, PersonId};

/// The states in which a booking takes its slot.
const LIVE: [&str; 2] = [BookingState::Requested.slug(), BookingState::Booked.slug()];

/// A booking that somebody wants to make.
#[derive(Clone, Debug)]
pub struct NewBooking {
    /// The facility.
    pub listing: ListingId,
    /// When the slot begins.
    pub starts_at: OffsetDateTime,
    /// The organisation for which it is booked, if any: one for which the booker may act.
    pub organisation: Option<OrganisationId>,
    /// How many people come.
    pub people: u16,
    /// Their names.
    pub roster: Vec<String>,
    /// What the keeper is told.
    pub note: String,
    /// The calendar whose terms the booker saw and agreed to, by its revision.
    pub calendar: i64,
}

/// Why a slot cannot be booked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unbookable {
    /// The facility takes no bookings now.
    Closed,
    /// The organisation that keeps the facility is suspended, or the one for which it is booked.
    Suspended,
    /// No slot begins then.
    NoSlot,
    /// It begins too soon.
    TooSoon,
    /// It is further ahead than can be booked.
    TooFar,
    /// More people come than are allowed.
    TooMany,
    /// The calendar has changed since the booker saw its terms.
    TermsChanged,
    /// The booker has as many bookings of this facility ahead as anybody may.
    Hoarding,
}

/// What became of wanting to book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Booked {
    /// The slot is theirs, or waits for the keeper.
    Done(BookingId),
    /// They have a booking of the facility at that time; nothing was changed.
    Known(BookingId),
    /// Others have it; these are free next.
    Full(Vec<Slot>),
    /// It cannot be booked.
    NotNow(Unbookable),
}

/// What became of a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BookingMoved {
    /// It is done.
    Done(Box<Booking>),
    /// Somebody else changed the booking meanwhile.
    Changed,
    /// It cannot be done any more.
    NotNow,
    /// The organisation that keeps the facility is suspended, or the one for which it is booked: nothing is approved.
    Suspended,
}

impl Store {
    /// Books a slot of a facility for whoever `permit` lets; twice makes one booking. The keepers are told.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is booked then.
    pub async fn book(
        &self,
        permit: &Permit,
        new: &NewBooking,
        chance: &Chance,
        now: OffsetDateTime,
    ) -> Result<Booked, StoreError> {
        let (id, booker) = (BookingId::from_uuid(permit.thing().id), permit.person());
        let transaction = self.begin_writing().await?;
        let sent_before = booking::Entity::find_by_id(id).filter(booking::Column::PersonId.eq(booker));
        if sent_before.one(&transaction).await?.is_some() {
            return Ok(Booked::Known(id));
        }
        let keeper = permit.thing().organisation.map(|(organisation, _)| organisation);
        if is_any_suspended(&transaction, keeper.into_iter().chain(new.organisation)).await? {
            return Ok(Booked::NotNow(Unbookable::Suspended));
        }
        let Some((facility, calendar)) = bookable(&transaction, new.listing, permit, now).await? else {
            return Ok(Booked::NotNow(Unbookable::Closed));
        };
        let Some(slot) = calendar.rules.slot_at(new.starts_at) else {
            return Ok(Booked::NotNow(Unbookable::NoSlot));
        };
        if let Some(known) = known(&transaction, (id, booker), new.listing, &slot).await? {
            return Ok(Booked::Known(known));
        }
        if let Some(reason) = refused(&transaction, (booker, new), &calendar, now).await? {
            return Ok(Booked::NotNow(reason));
        }
        let taken = taken(&transaction, new.listing, [slot.starts_at, slot.ends_at]).await?;
        match calendar.rules.availability(&slot, &taken, now) {
            Availability::Free(_) => {}
            Availability::Full => return Ok(Booked::Full(self::next_free(&transaction, new, &calendar, now).await?)),
            Availability::TooSoon => return Ok(Booked::NotNow(Unbookable::TooSoon)),
            Availability::TooFar => return Ok(Booked::NotNow(Unbookable::TooFar)),
            Availability::Paused => return Ok(Booked::NotNow(Unbookable::Closed)),
        }
        let is_inside = belongs(&transaction, booker, facility.organisation_id).await?
            || new.organisation == Some(facility.organisation_id);
        let row = row_of((id, booker), new, &slot, &calendar, now);
        let row = booking::ActiveModel { inside: Set(is_inside), ..row };
        let row = booking::Entity::insert(row).exec_with_returning(&transaction).await?;
        take(&transaction, &row, &slot, (&taken, calendar.rules.units)).await?;
        audit::append(&transaction, permit, Event::BookingMade, "", now).await?;
        tell_keepers(&transaction, &row, &row.state, (chance, now)).await?;
        transaction.commit().await?;
        Ok(Booked::Done(id))
    }

    /// Does `step` to the booking that `permit` is about, as somebody saw it at `revision`, and tells the other side.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is done then.
    pub async fn move_booking(
        &self,
        permit: &Permit,
        revision: i64,
        (step, reason): (BookingStep, &str),
        chance: &Chance,
        now: OffsetDateTime,
    ) -> Result<BookingMoved, StoreError> {
        let id = BookingId::from_uuid(permit.thing().id);
        let transaction = self.begin_writing().await?;
        let row = booking::Entity::find_by_id(id).one(&transaction).await?;
        let Some(row) = row.filter(|_| step.action() == permit.action()) else { return Ok(BookingMoved::NotNow) };
        let before = decode(row)?;
        let Some(after) = before.after(step, reason, now) else { return Ok(BookingMoved::NotNow) };
        if before.revision != revision {
            return Ok(BookingMoved::Changed);
        }
        if step == BookingStep::Approve && is_either_suspended(&transaction, permit, &before).await? {
            return Ok(BookingMoved::Suspended);
        }
        let row = write_step(&transaction, (&before, &after), now).await?;
        audit::append(&transaction, permit, step.event(), reason, now).await?;
        match step.action() {
            Action::Book => tell_keepers(&transaction, &row, step.slug(), (chance, now)).await?,
            _ => tell_booker(&transaction, &row, step.slug(), (chance, now)).await?,
        }
        transaction.commit().await?;
        Ok(BookingMoved::Done(Box::new(after)))
    }

    /// Finds a booking that `person` made.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or the row cannot be understood.
    pub async fn find_own_booking(&self, person: PersonId, id: BookingId) -> Result<Option<Booking>, StoreError> {
        let own = booking::Column::Id.eq(id).and(booking::Column::PersonId.eq(person));
        booking::Entity::find().filter(own).one(&self.db).await?.map(decode).transpose()
    }

    /// Lists what `person` booked with its facility, the latest slot first.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_own_bookings(
        &self,
        person: PersonId,
        asked: PageAsked,
    ) -> Result<Page<(Booking, PublishedListing)>, StoreError> {
        let latest = booking::Entity::find()
            .filter(booking::Column::PersonId.eq(person))
            .order_by_desc(booking::Column::StartsAt)
            .order_by_asc(booking::Column::Id);
        let page = page_of(latest, asked, &self.db).await?;
        let ids: Vec<ListingId> = page.rows.iter().map(|row| row.listing_id).collect();
        let facilities = self.list_once_public_listings(&ids).await?;
        let facilities: HashMap<_, _> = facilities.into_iter().map(|it| (it.listing.id, it)).collect();
        let with_facility = |row: booking::Model| {
            Some((facilities.get(&row.listing_id)?.clone(), row)).map(|(it, row)| decode(row).map(|own| (own, it)))
        };
        let rows = page.rows.into_iter().filter_map(with_facility).collect::<Result<_, _>>()?;
        Ok(Page { rows, goes_on: page.goes_on })
    }
}

/// The facility and its calendar, if it takes bookings and `permit` lets somebody book there.
async fn bookable(
    transaction: &DatabaseTransaction,
    id: ListingId,
    permit: &Permit,
    now: OffsetDateTime,
) -> Result<Option<(listing::Model, Calendar)>, StoreError> {
    let found = listing::Entity::find_by_id(id).one(transaction).await?;
    let is_open = |row: &listing::Model| {
        row.kind == ListingKind::Facility.slug()
            && row.state == ListingState::Published.slug()
            && row.duplicate_of.is_none()
            && row.valid_through.is_none_or(|end| now <= end)
            && permit.action() == Action::Book
            && permit.thing().organisation.is_some_and(|(organisation, _)| organisation == row.organisation_id)
    };
    let Some(found) = found.filter(is_open) else { return Ok(None) };
    Ok(calendar_of(transaction, id).await?.map(|calendar| (found, calendar)))
}

/// Whether the organisation whose facility `permit` is about is suspended, or the one for which it is booked. What was
/// approved before takes place.
async fn is_either_suspended(
    transaction: &DatabaseTransaction,
    permit: &Permit,
    booking: &Booking,
) -> Result<bool, StoreError> {
    let keeper = permit.thing().organisation.map(|(organisation, _)| organisation);
    is_any_suspended(transaction, keeper.into_iter().chain(booking.organisation)).await
}

/// The booking of this identity, or one that its booker has of the facility at the time of `slot`.
async fn known(
    transaction: &DatabaseTransaction,
    (id, booker): (BookingId, PersonId),
    listing: ListingId,
    slot: &Slot,
) -> Result<Option<BookingId>, StoreError> {
    let at_that_time = own_live(booker, listing)
        .and(booking::Column::StartsAt.lt(slot.ends_at))
        .and(booking::Column::EndsAt.gt(slot.starts_at));
    let same = booking::Column::Id.eq(id).and(booking::Column::PersonId.eq(booker));
    let found = booking::Entity::find().filter(at_that_time.or(same)).one(transaction).await?;
    Ok(found.map(|row| row.id))
}

fn own_live(booker: PersonId, listing: ListingId) -> sea_orm::sea_query::SimpleExpr {
    booking::Column::PersonId
        .eq(booker)
        .and(booking::Column::ListingId.eq(listing))
        .and(booking::Column::State.is_in(LIVE))
}

/// Why this booker cannot book, whatever is free.
async fn refused(
    transaction: &DatabaseTransaction,
    (booker, new): (PersonId, &NewBooking),
    calendar: &Calendar,
    now: OffsetDateTime,
) -> Result<Option<Unbookable>, StoreError> {
    if new.people == 0 || new.people > calendar.rules.people_max || new.roster.len() > usize::from(new.people) {
        return Ok(Some(Unbookable::TooMany));
    }
    if new.calendar != calendar.revision {
        return Ok(Some(Unbookable::TermsChanged));
    }
    let ahead = own_live(booker, new.listing).and(booking::Column::StartsAt.gt(now));
    let is_hoarding = booking::Entity::find().filter(ahead).count(transaction).await? >= OPEN_MAX;
    Ok(is_hoarding.then_some(Unbookable::Hoarding))
}

/// What is free after the slot that somebody wanted.
async fn next_free(
    db: &impl ConnectionTrait,
    new: &NewBooking,
    calendar: &Calendar,
    now: OffsetDateTime,
) -> Result<Vec<Slot>, StoreError> {
    let last = now + Duration::days(i64::from(calendar.rules.ahead_days) + 2);
    let taken = taken(db, new.listing, [new.starts_at, last]).await?;
    Ok(calendar.rules.next_free(new.starts_at, &taken, now))
}

/// Whether somebody holds a role in an organisation.
async fn belongs(
    db: &impl ConnectionTrait,
    person: PersonId,
    organisation: OrganisationId,
) -> Result<bool, StoreError> {
    let held = grant::Column::PersonId
        .eq(person)
        .and(grant::Column::OrganisationId.eq(organisation))
        .and(grant::Column::EndedAt.is_null());
    Ok(grant::Entity::find().filter(held).count(db).await? > 0)
}

/// Lets go of what somebody who leaves has booked: what is ahead is cancelled, the rest stays without a name or a word of
/// theirs.
pub(super) async fn forget_booker(
    transaction: &DatabaseTransaction,
    person: PersonId,
    left: OffsetDateTime,
) -> Result<(), StoreError> {
    let own = booking::Entity::find().filter(booking::Column::PersonId.eq(person)).all(transaction).await?;
    for row in own {
        let before = decode(row)?;
        let cancelled = before.after(BookingStep::Cancel, "", left);
        let mut after = cancelled.unwrap_or(before);
        after.roster.clear();
        after.note.clear();
        write(transaction, &after).await?;
    }
    Ok(())
}
