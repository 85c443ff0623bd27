//! Who is told of what happens to a booking. Messages name the facility; letters say only that something happened.

use std::collections::BTreeMap;

use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, ExprTrait as _, QueryFilter, QueryOrder};
use time::OffsetDateTime;

use super::entity::{booking, grant, listing};
use super::{StoreError, messages};
use crate::access::{Action, Relation, Role, allows};
use crate::chance::Chance;
use crate::clock::day_of;
use crate::message::{Telling, Topic};
use crate::{OrganisationId, PersonId};

/// Tells whoever booked that `what` happened.
pub(super) async fn tell_booker(
    transaction: &DatabaseTransaction,
    row: &booking::Model,
    what: &str,
    (chance, now): (&Chance, OffsetDateTime),
) -> Result<(), StoreError> {
    let Some(booker) = row.person_id else { return Ok(()) };
    let name = facility(transaction, row).await?.title;
    let telling = telling(Topic::Booking, name, what, format!("/my/bookings/{}", row.id), chance);
    messages::write(transaction, &telling.to(booker, now), now).await
}

/// Tells those who keep the facility's calendar, but for whoever booked.
pub(super) async fn tell_keepers(
    transaction: &DatabaseTransaction,
    row: &booking::Model,
    what: &str,
    (chance, now): (&Chance, OffsetDateTime),
) -> Result<(), StoreError> {
    let facility = facility(transaction, row).await?;
    let link = format!("/my/listings/{}/bookings/{}", row.listing_id, row.id);
    let telling = telling(Topic::BookingReceived, facility.title, what, link, chance);
    for keeper in keepers(transaction, facility.organisation_id, now).await? {
        if Some(keeper) != row.person_id {
            messages::write(transaction, &telling.to(keeper, now), now).await?;
        }
    }
    Ok(())
}

fn telling<'a>(topic: Topic, name: String, what: &str, link: String, chance: &'a Chance) -> Telling<'a> {
    let words = [("name", name), ("what", what.to_owned())];
    let words = words.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    Telling { topic, words, letter_words: BTreeMap::new(), link, chance }
}

async fn facility(transaction: &DatabaseTransaction, row: &booking::Model) -> Result<listing::Model, StoreError> {
    let lost = StoreError::Corrupt { noun: "booking", id: row.id.as_uuid(), field: "listing_id" };
    listing::Entity::find_by_id(row.listing_id).one(transaction).await?.ok_or(lost)
}

/// Those who may keep calendars of `organisation` today, each once.
async fn keepers(
    transaction: &DatabaseTransaction,
    organisation: OrganisationId,
    now: OffsetDateTime,
) -> Result<Vec<PersonId>, StoreError> {
    let may = Role::ALL.iter().filter(|&&role| allows(role, Action::KeepBooking, Relation::SameOrganisation));
    let held = grant::Column::OrganisationId
        .eq(organisation)
        .and(grant::Column::EndedAt.is_null())
        .and(grant::Column::Role.is_in(may.map(|role| role.slug())));
    let rows = grant::Entity::find().filter(held).order_by_asc(grant::Column::Id).all(transaction).await?;
    let counts = |row: &grant::Model| row.until.is_none_or(|until| day_of(now) <= until);
    let mut people: Vec<PersonId> = rows.into_iter().filter(counts).map(|row| row.person_id).collect();
    people.sort_unstable();
    people.dedup();
    Ok(people)
}
