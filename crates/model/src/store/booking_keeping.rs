//! Bookings as those see them who keep a facility, and what time alone does to them.

use std::collections::HashMap;

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait as _, QueryFilter, QueryOrder, QuerySelect};
use time::{Date, Duration, OffsetDateTime, Time, UtcOffset};

use super::booking_calendars::calendars_of;
use super::booking_news::tell_booker;
use super::booking_rows::{decode, write_step};
use super::entity::{booking, organisation, person};
use super::organisations::IDS_PER_REQUEST;
use super::{Store, StoreError, audit};
use crate::access::Permit;
use crate::audit::Event;
use crate::booking::{Booking, BookingState, CalendarRules, ROSTER_KEPT, SharedUse, UseFigures};
use crate::chance::Chance;
use crate::clock::SHANGHAI;
use crate::{BookingId, ListingId, OrganisationId, PersonId};

/// Bookings that time moves on at once.
const BATCH: u64 = 200;

/// A booking as the keeper of the facility sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptBooking {
    /// The booking.
    pub booking: Booking,
    /// Who booked; empty once they closed their account.
    pub booker: String,
    /// The organisation for which they did; empty if for none.
    pub organisation: String,
}

impl Store {
    /// Lists the bookings of the facility that `permit` is about whose slots begin between two moments, in their order.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_bookings(
        &self,
        permit: &Permit,
        span: [OffsetDateTime; 2],
    ) -> Result<Vec<KeptBooking>, StoreError> {
        kept(&self.db, rows_of(&self.db, facility_of(permit), span).await?).await
    }

    /// Finds one booking of the facility that `permit` is about.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or the row cannot be understood.
    pub async fn find_booking(&self, permit: &Permit, id: BookingId) -> Result<Option<KeptBooking>, StoreError> {
        let of_facility = booking::Column::Id.eq(id).and(booking::Column::ListingId.eq(facility_of(permit)));
        let row = booking::Entity::find().filter(of_facility).one(&self.db).await?;
        Ok(kept(&self.db, row.into_iter().collect()).await?.pop())
    }

    /// Lists bookings as [`list_bookings`](Self::list_bookings) does, to be taken out of the platform.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is given then.
    pub async fn export_bookings(
        &self,
        permit: &Permit,
        span: [OffsetDateTime; 2],
        now: OffsetDateTime,
    ) -> Result<Vec<KeptBooking>, StoreError> {
        let transaction = self.begin_writing().await?;
        let kept = kept(&transaction, rows_of(&transaction, facility_of(permit), span).await?).await?;
        audit::append(&transaction, permit, Event::BookingsExported, "", now).await?;
        transaction.commit().await?;
        Ok(kept)
    }

    /// Measures the use of the facility that `permit` is about on the days from `first` to `last`, both counted, as it
    /// stands at `now`. What was open is reckoned by the calendar that held on each day.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn measure_use(
        &self,
        permit: &Permit,
        [first, last]: [Date; 2],
        now: OffsetDateTime,
    ) -> Result<UseFigures, StoreError> {
        let listing = facility_of(permit);
        let bookings = bookings_of_days(&self.db, listing, [first, last]).await?;
        let calendars = calendars_of(&self.db, listing).await?;
        Ok(UseFigures::of(&bookings, open_minutes(&calendars, [first, last]), now))
    }

    /// Measures what others used of the facility `listing` on the days from `first` to `last`, both counted, as far as both
    /// sides said so at `now`.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn measure_shared_use(
        &self,
        listing: ListingId,
        days: [Date; 2],
        now: OffsetDateTime,
    ) -> Result<SharedUse, StoreError> {
        Ok(SharedUse::of(&bookings_of_days(&self.db, listing, days).await?, now))
    }

    /// Does to bookings what time alone does: those that nobody answered lapse, and names of groups are erased. Says how
    /// many it moved on.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; the next time goes on.
    pub async fn tend_bookings(&self, chance: &Chance, now: OffsetDateTime) -> Result<usize, StoreError> {
        let unanswered =
            booking::Column::State.eq(BookingState::Requested.slug()).and(booking::Column::StartsAt.lte(now));
        let named = booking::Column::Roster.ne("[]").and(booking::Column::EndsAt.lte(now - ROSTER_KEPT));
        let due = booking::Entity::find().filter(unanswered.or(named)).limit(BATCH);
        let due: Vec<BookingId> = due.select_only().column(booking::Column::Id).into_tuple().all(&self.db).await?;
        for &id in &due {
            self.tend_booking(id, chance, now).await?;
        }
        Ok(due.len())
    }

    async fn tend_booking(&self, id: BookingId, chance: &Chance, now: OffsetDateTime) -> Result<(), StoreError> {
        let transaction = self.begin_writing().await?;
        let Some(row) = booking::Entity::find_by_id(id).one(&transaction).await? else { return Ok(()) };
        let before = decode(row)?;
        let after = tended(&before, now);
        if after == before {
            return Ok(());
        }
        let row = write_step(&transaction, (&before, &after), now).await?;
        if after.state != before.state {
            tell_booker(&transaction, &row, after.state.slug(), (chance, now)).await?;
        }
        transaction.commit().await?;
        Ok(())
    }
}

/// A booking after what time alone does to it.
fn tended(before: &Booking, now: OffsetDateTime) -> Booking {
    let mut after = before.clone();
    if after.state == BookingState::Requested && after.slot.starts_at <= now {
        after.state = BookingState::Lapsed;
        after.revision += 1;
        after.changed_at = now;
    }
    if !after.state.is_live() || after.slot.ends_at + ROSTER_KEPT <= now {
        after.roster.clear();
    }
    after
}

/// The facility that a permit is about.
const fn facility_of(permit: &Permit) -> ListingId {
    ListingId::from_uuid(permit.thing().id)
}

async fn rows_of(
    db: &impl ConnectionTrait,
    listing: ListingId,
    [from, until]: [OffsetDateTime; 2],
) -> Result<Vec<booking::Model>, StoreError> {
    let within = booking::Column::ListingId
        .eq(listing)
        .and(booking::Column::StartsAt.gte(from))
        .and(booking::Column::StartsAt.lt(until));
    let rows = booking::Entity::find().filter(within);
    Ok(rows.order_by_asc(booking::Column::StartsAt).order_by_asc(booking::Column::Id).all(db).await?)
}

/// The bookings of a facility that began on the days from `first` to `last`, both counted.
async fn bookings_of_days(
    db: &impl ConnectionTrait,
    listing: ListingId,
    [first, last]: [Date; 2],
) -> Result<Vec<Booking>, StoreError> {
    let midnight = |day: Date| day.with_time(Time::MIDNIGHT).assume_offset(SHANGHAI).to_offset(UtcOffset::UTC);
    let span = [midnight(first), midnight(last.saturating_add(Duration::days(1)))];
    rows_of(db, listing, span).await?.into_iter().map(decode).collect()
}

/// What could be booked on the days from `first` to `last`, by the calendar that held on each.
fn open_minutes(calendars: &[(Date, CalendarRules)], [first, last]: [Date; 2]) -> i64 {
    let days = std::iter::successors(Some(first), |day| day.next_day()).take_while(|&day| day <= last);
    let held_on = |day: Date| calendars.iter().rev().find(|(since, _)| *since <= day).map(|(_, rules)| rules);
    days.filter_map(|day| Some(held_on(day)?.open_minutes_on(day))).sum()
}

/// The bookings in `rows` with the names of those who made them, in their order.
async fn kept(db: &impl ConnectionTrait, rows: Vec<booking::Model>) -> Result<Vec<KeptBooking>, StoreError> {
    let mut people: HashMap<PersonId, String> = HashMap::new();
    let mut organisations: HashMap<OrganisationId, String> = HashMap::new();
    for chunk in rows.chunks(IDS_PER_REQUEST) {
        let ids = chunk.iter().filter_map(|row| row.person_id);
        let named = person::Entity::find().filter(person::Column::Id.is_in(ids));
        people.extend(named.all(db).await?.into_iter().map(|row| (row.id, row.name)));
        let ids = chunk.iter().filter_map(|row| row.organisation_id);
        let named = organisation::Entity::find().filter(organisation::Column::Id.is_in(ids));
        organisations.extend(named.all(db).await?.into_iter().map(|row| (row.id, row.name)));
    }
    let kept = |row: booking::Model| {
        let booker = row.person_id.and_then(|id| people.get(&id)).cloned().unwrap_or_default();
        let organisation = row.organisation_id.and_then(|id| organisations.get(&id)).cloned().unwrap_or_default();
        Ok(KeptBooking { booking: decode(row)?, booker, organisation })
    };
    rows.into_iter().map(kept).collect()
}
