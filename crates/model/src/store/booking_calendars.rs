//! Calendars of facilities: what holds, what held on a day, and what is taken.

use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait as _, QueryFilter, QueryOrder};
use time::{Date, OffsetDateTime};

use super::entity::{booking_calendar, booking_quarter};
use super::{Store, StoreError, audit};
use crate::ListingId;
use crate::access::{Action, Permit};
use crate::audit::Event;
use crate::booking::{Calendar, CalendarRules, Taken, quarter_of};
use crate::clock::day_of;

/// What became of a change of a calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CalendarKept {
    /// It holds.
    Done,
    /// Somebody else changed the calendar meanwhile.
    Changed,
}

impl Store {
    /// Finds the calendar of a facility. When it is open is public.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or the row cannot be understood.
    pub async fn find_calendar(&self, listing: ListingId) -> Result<Option<Calendar>, StoreError> {
        calendar_of(&self.db, listing).await
    }

    /// Puts `rules` in the place of what the calendar of the facility that `permit` is about said at `revision`; 0 stands
    /// for a facility without one. Bookings stay as they are.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is changed then.
    pub async fn keep_calendar(
        &self,
        permit: &Permit,
        rules: &CalendarRules,
        revision: i64,
        now: OffsetDateTime,
    ) -> Result<CalendarKept, StoreError> {
        let listing = ListingId::from_uuid(permit.thing().id);
        let transaction = self.begin_writing().await?;
        let known = latest(listing).one(&transaction).await?;
        if permit.action() != Action::KeepCalendar || known.as_ref().map_or(0, |row| row.revision) != revision {
            return Ok(CalendarKept::Changed);
        }
        // Whatever the clock says, what is kept last holds.
        let since = known.map_or(day_of(now), |row| Ord::max(row.since, day_of(now)));
        write(&transaction, (listing, since), rules, (revision + 1, now)).await?;
        audit::append(&transaction, permit, Event::CalendarKept, "", now).await?;
        transaction.commit().await?;
        Ok(CalendarKept::Done)
    }

    /// Gives a facility of the demonstration the calendar `rules`, unless it has one; says whether it had none.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is changed then.
    pub async fn keep_calendar_of_demonstration(
        &self,
        listing: ListingId,
        rules: &CalendarRules,
        now: OffsetDateTime,
    ) -> Result<bool, StoreError> {
        let transaction = self.begin_writing().await?;
        if latest(listing).one(&transaction).await?.is_some() {
            return Ok(false);
        }
        write(&transaction, (listing, day_of(now)), rules, (1, now)).await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// Finds what is taken of a facility between two moments. Who took it is not told.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read.
    pub async fn find_taken(
        &self,
        listing: ListingId,
        from: OffsetDateTime,
        until: OffsetDateTime,
    ) -> Result<Taken, StoreError> {
        taken(&self.db, listing, [from, until]).await
    }
}

fn latest(listing: ListingId) -> sea_orm::Select<booking_calendar::Entity> {
    let of_listing = booking_calendar::Column::ListingId.eq(listing);
    booking_calendar::Entity::find().filter(of_listing).order_by_desc(booking_calendar::Column::Since)
}

async fn write(
    db: &impl ConnectionTrait,
    (listing, since): (ListingId, Date),
    rules: &CalendarRules,
    (revision, now): (i64, OffsetDateTime),
) -> Result<(), StoreError> {
    let row = booking_calendar::ActiveModel {
        listing_id: Set(listing),
        since: Set(since),
        rules: Set(serde_json::to_string(rules).unwrap_or_default()),
        revision: Set(revision),
        changed_at: Set(now),
    };
    use booking_calendar::Column::{ChangedAt, ListingId as Listing, Revision, Rules, Since};
    let in_place = OnConflict::columns([Listing, Since]).update_columns([Rules, Revision, ChangedAt]).to_owned();
    booking_calendar::Entity::insert(row).on_conflict(in_place).exec_without_returning(db).await?;
    Ok(())
}

/// The calendar that holds.
pub(super) async fn calendar_of(db: &impl ConnectionTrait, listing: ListingId) -> Result<Option<Calendar>, StoreError> {
    let row = latest(listing).one(db).await?;
    row.map(|row| Ok(Calendar { revision: row.revision, rules: decode(&row)? })).transpose()
}

/// Every calendar that a facility had, each with its first day, the earliest first.
pub(super) async fn calendars_of(
    db: &impl ConnectionTrait,
    listing: ListingId,
) -> Result<Vec<(Date, CalendarRules)>, StoreError> {
    let mut rows = latest(listing).all(db).await?;
    rows.reverse();
    rows.into_iter().map(|row| Ok((row.since, decode(&row)?))).collect()
}

/// What is taken of a facility between two moments.
pub(super) async fn taken(
    db: &impl ConnectionTrait,
    listing: ListingId,
    [from, until]: [OffsetDateTime; 2],
) -> Result<Taken, StoreError> {
    let within = booking_quarter::Column::ListingId
        .eq(listing)
        .and(booking_quarter::Column::Quarter.gte(quarter_of(from)))
        .and(booking_quarter::Column::Quarter.lte(quarter_of(until)));
    let rows = booking_quarter::Entity::find().filter(within).all(db).await?;
    Ok(rows.into_iter().map(|row| (row.quarter, u16::try_from(row.unit).unwrap_or(u16::MAX))).collect())
}

fn decode(row: &booking_calendar::Model) -> Result<CalendarRules, StoreError> {
    let corrupt = |_| StoreError::Corrupt { noun: "booking_calendar", id: row.listing_id.as_uuid(), field: "rules" };
    serde_json::from_str(&row.rules).map_err(corrupt)
}
