//! Bookings as they are stored, and what each takes: every quarter of an hour of its slot on one unit.

use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};
use time::OffsetDateTime;

use super::booking_reminders::told_when_made;
use super::bookings::NewBooking;
use super::entity::{booking, booking_quarter};
use super::public_figures::tell_figure;
use super::{StoreError, choice};
use crate::booking::{Agreed, Approval, Booking, BookingState, CONSENT_EDITION, Calendar, Said, Slot, Taken, Word};
use crate::public_figures::PublicFigure;
use crate::{BookingId, PersonId};

/// The row of a booking that is to be made.
pub(super) fn row_of(
    (id, booker): (BookingId, PersonId),
    new: &NewBooking,
    slot: &Slot,
    calendar: &Calendar,
    now: OffsetDateTime,
) -> booking::ActiveModel {
    let rules = &calendar.rules;
    let state = match rules.approval {
        Approval::AtOnce => BookingState::Booked,
        Approval::ByKeeper => BookingState::Requested,
    };
    let agreed = Agreed {
        consent: CONSENT_EDITION.to_owned(),
        price_note: rules.price_note.clone(),
        briefing: rules.briefing.clone(),
        free_cancel_hours: rules.free_cancel_hours,
    };
    booking::ActiveModel {
        id: Set(id),
        listing_id: Set(new.listing),
        person_id: Set(Some(booker)),
        organisation_id: Set(new.organisation),
        starts_at: Set(slot.starts_at),
        ends_at: Set(slot.ends_at),
        state: Set(state.slug().to_owned()),
        reason: Set(String::new()),
        people: Set(new.people.into()),
        roster: Set(serde_json::json!(new.roster).to_string()),
        note: Set(new.note.clone()),
        agreed: Set(serde_json::json!(agreed).to_string()),
        inside: Set(false),
        keeper_word: Set(None),
        keeper_said_at: Set(None),
        booker_word: Set(None),
        booker_said_at: Set(None),
        confirmed_at: Set(None),
        reminded: Set(told_when_made(slot.starts_at, now).to_owned()),
        revision: Set(1),
        made_at: Set(now),
        changed_at: Set(now),
    }
}

/// Takes every quarter of an hour of `slot` on the lowest unit that is free.
pub(super) async fn take(
    transaction: &DatabaseTransaction,
    row: &booking::Model,
    slot: &Slot,
    (taken, units): (&Taken, u16),
) -> Result<(), StoreError> {
    let unit = taken.free_unit(slot, units).unwrap_or(0);
    let quarters = slot.quarters().map(|quarter| booking_quarter::ActiveModel {
        listing_id: Set(row.listing_id),
        quarter: Set(quarter),
        unit: Set(unit.into()),
        booking_id: Set(row.id),
    });
    booking_quarter::Entity::insert_many(quarters).exec_without_returning(transaction).await?;
    Ok(())
}

/// Writes a booking as it became; what takes no slot any more gives it back.
pub(super) async fn write(transaction: &DatabaseTransaction, after: &Booking) -> Result<booking::Model, StoreError> {
    let word = |said: Option<Said>| said.map(|it| it.word.slug().to_owned());
    let row = booking::ActiveModel {
        id: Set(after.id),
        state: Set(after.state.slug().to_owned()),
        reason: Set(after.reason.clone()),
        roster: Set(serde_json::json!(after.roster).to_string()),
        note: Set(after.note.clone()),
        keeper_word: Set(word(after.keeper_said)),
        keeper_said_at: Set(after.keeper_said.map(|it| it.at)),
        booker_word: Set(word(after.booker_said)),
        booker_said_at: Set(after.booker_said.map(|it| it.at)),
        confirmed_at: Set(after.confirmed_at),
        revision: Set(after.revision),
        changed_at: Set(after.changed_at),
        ..Default::default()
    };
    if !after.state.is_live() {
        let of_it = booking_quarter::Column::BookingId.eq(after.id);
        booking_quarter::Entity::delete_many().filter(of_it).exec(transaction).await?;
    }
    Ok(booking::Entity::update(row).exec(transaction).await?)
}

/// Writes a booking after a step; where its use counts from then on, the public figure changes with it.
pub(super) async fn write_step(
    transaction: &DatabaseTransaction,
    (before, after): (&Booking, &Booking),
    now: OffsetDateTime,
) -> Result<booking::Model, StoreError> {
    if before.confirmed_at.is_some() != after.confirmed_at.is_some() && !after.is_inside {
        tell_figure(transaction, PublicFigure::FacilityHours, now).await?;
    }
    write(transaction, after).await
}

pub(super) fn decode(row: booking::Model) -> Result<Booking, StoreError> {
    let id = row.id.as_uuid();
    let corrupt = |field| StoreError::Corrupt { noun: "booking", id, field };
    let said = |word: Option<String>, at: Option<OffsetDateTime>, field| match (word, at) {
        (Some(word), Some(at)) => Ok(Some(Said { word: choice(&word, "booking", id, field)?, at })),
        (None, None) => Ok(None),
        _ => Err(corrupt(field)),
    };
    // Earlier, the silence of a booker was written down as if they had agreed.
    let is_agreed = row.booker_word.as_deref() == Some(Word::Came.slug());
    Ok(Booking {
        id: row.id,
        listing: row.listing_id,
        person: row.person_id,
        organisation: row.organisation_id,
        slot: Slot { starts_at: row.starts_at, ends_at: row.ends_at },
        state: choice(&row.state, "booking", id, "state")?,
        reason: row.reason,
        people: u16::try_from(row.people).map_err(|_| corrupt("people"))?,
        roster: serde_json::from_str(&row.roster).map_err(|_| corrupt("roster"))?,
        note: row.note,
        agreed: serde_json::from_str(&row.agreed).map_err(|_| corrupt("agreed"))?,
        is_inside: row.inside,
        keeper_said: said(row.keeper_word, row.keeper_said_at, "keeper_word")?,
        booker_said: said(row.booker_word, row.booker_said_at, "booker_word")?,
        confirmed_at: row.confirmed_at.filter(|_| is_agreed),
        revision: row.revision,
        made_at: row.made_at,
        changed_at: row.changed_at,
    })
}
