//! Registrations for events, by those who come and by those who organise.
//!
//! Seats are given under the lock of writers: of any number who want the last one, one has it and the others wait in the
//! order in which they came. Whoever gives a seat back gives it, in the same transaction, to whoever waits longest.

use std::collections::HashMap;

use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, ExprTrait as _, IntoActiveModel as _};
use sea_orm::{PaginatorTrait, QueryFilter, QueryOrder};
use time::OffsetDateTime;

use super::entity::{contact, person, registration};
use super::organisations::IDS_PER_REQUEST;
use super::paging::page_of;
use super::rolls::{Roll, fill_seats, open_roll};
use super::{Store, StoreError, audit, choice};
use crate::access::Permit;
use crate::audit::Event;
use crate::chance::Chance;
use crate::contact::Contact;
use crate::listing::PublishedListing;
use crate::paging::{Page, PageAsked};
use crate::registration::{
    Attendee, CONSENT_EDITION, Figures, NewRegistration, Phase, Registration, RegistrationState, code_of,
};
use crate::{ContactId, ListingId, PersonId};

/// The states of those who have a seat, whether or not they came.
const SEATED: [&str; 2] = [RegistrationState::Registered.slug(), RegistrationState::CheckedIn.slug()];

/// What became of wanting to register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Registering {
    /// It is done: they have a seat, or wait for one.
    Done(Registration),
    /// They had registered before; nothing was changed.
    Known(Registration),
    /// One cannot register now.
    NotNow,
}

/// What became of a code at the door.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CheckingIn {
    /// They are in.
    Done(Attendee),
    /// The code was used before.
    Already(Attendee),
    /// Nobody expected has this code for this event.
    Unknown,
    /// It is not one of the event's days.
    NotToday,
}

impl Store {
    /// Registers somebody for an event who agreed to [`CONSENT_EDITION`]; twice makes one registration.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is changed then.
    pub async fn register(
        &self,
        new: &NewRegistration,
        chance: &Chance,
        now: OffsetDateTime,
    ) -> Result<Registering, StoreError> {
        let transaction = self.begin_writing().await?;
        let Some(roll) = Roll::find(&transaction, new.listing).await? else { return Ok(Registering::NotNow) };
        let known = of_person(&transaction, new.listing, new.person).await?;
        if let Some(known) = known.clone().map(decode).transpose()?.filter(|it| it.state.is_live()) {
            return Ok(Registering::Known(known));
        }
        if roll.terms.phase(now) != Phase::Open {
            return Ok(Registering::NotNow);
        }
        open_roll(&transaction, &roll).await?;
        // Whoever waits goes before whoever comes now.
        fill_seats(&transaction, &roll, chance, now).await?;
        let has_seat = seats_left(&transaction, &roll).await? != Some(0);
        let state = if has_seat { RegistrationState::Registered } else { RegistrationState::Waiting };
        let row = registration::ActiveModel {
            id: Set(known.as_ref().map_or(new.id, |row| row.id)),
            listing_id: Set(new.listing),
            person_id: Set(new.person),
            contact_id: Set(new.contact),
            state: Set(state.slug().to_owned()),
            place: Set(next_place(&transaction, new.listing).await?),
            note: Set(new.note.clone()),
            consent: Set(CONSENT_EDITION.to_owned()),
            registered_at: Set(now),
            changed_at: Set(now),
        };
        let stored = match known {
            Some(_) => registration::Entity::update(row).exec(&transaction).await?,
            None => registration::Entity::insert(row).exec_with_returning(&transaction).await?,
        };
        transaction.commit().await?;
        Ok(Registering::Done(decode(stored)?))
    }

    /// Gives up somebody's registration before the event begins; says whether that was done. Who waits longest moves up
    /// and is told.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is changed then.
    pub async fn cancel_registration(
        &self,
        person: PersonId,
        listing: ListingId,
        chance: &Chance,
        now: OffsetDateTime,
    ) -> Result<bool, StoreError> {
        let transaction = self.begin_writing().await?;
        let (Some(roll), Some(row)) =
            (Roll::find(&transaction, listing).await?, of_person(&transaction, listing, person).await?)
        else {
            return Ok(false);
        };
        let expected = [RegistrationState::Registered.slug(), RegistrationState::Waiting.slug()];
        if !roll.terms.is_ahead(now) || !expected.contains(&row.state.as_str()) {
            return Ok(false);
        }
        set_state(&transaction, row, RegistrationState::Cancelled, now).await?;
        fill_seats(&transaction, &roll, chance, now).await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// Finds somebody's own registration for an event, whatever became of it.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or the row cannot be understood.
    pub async fn find_own_registration(
        &self,
        person: PersonId,
        listing: ListingId,
    ) -> Result<Option<Registration>, StoreError> {
        of_person(&self.db, listing, person).await?.map(decode).transpose()
    }

    /// Lists somebody's registrations with their events, the latest first.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_own_registrations(
        &self,
        person: PersonId,
        asked: PageAsked,
    ) -> Result<Page<(Registration, PublishedListing)>, StoreError> {
        let latest = registration::Entity::find()
            .filter(registration::Column::PersonId.eq(person))
            .order_by_desc(registration::Column::RegisteredAt)
            .order_by_desc(registration::Column::Id);
        let page = page_of(latest, asked, &self.db).await?;
        let ids: Vec<ListingId> = page.rows.iter().map(|row| row.listing_id).collect();
        let events = self.list_once_public_listings(&ids).await?;
        let events: HashMap<_, _> = events.into_iter().map(|event| (event.listing.id, event)).collect();
        let with_event = |row: registration::Model| {
            events.get(&row.listing_id).cloned().map(|event| decode(row).map(|own| (own, event)))
        };
        let rows = page.rows.into_iter().filter_map(with_event).collect::<Result<_, _>>()?;
        Ok(Page { rows, goes_on: page.goes_on })
    }

    /// Counts who registered for an event. The public may know these numbers, and nothing else of a roll.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read.
    pub async fn count_registrations(&self, listing: ListingId) -> Result<Figures, StoreError> {
        Ok(Figures {
            registered: count(&self.db, listing, &SEATED).await?,
            waiting: count(&self.db, listing, &[RegistrationState::Waiting.slug()]).await?,
            came: count(&self.db, listing, &[RegistrationState::CheckedIn.slug()]).await?,
        })
    }

    /// Lists who registered for the event that `permit` is about, those who have a seat first, then in their order.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_registrations(&self, permit: &Permit) -> Result<Vec<Attendee>, StoreError> {
        attendees(&self.db, live_rows(&self.db, event_of(permit)).await?).await
    }

    /// Lists who registered for the event that `permit` is about, to be taken out of the platform.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is given then.
    pub async fn export_registrations(
        &self,
        permit: &Permit,
        now: OffsetDateTime,
    ) -> Result<Vec<Attendee>, StoreError> {
        let transaction = self.begin_writing().await?;
        let rows = live_rows(&transaction, event_of(permit)).await?;
        let attendees = attendees(&transaction, rows).await?;
        audit::append(&transaction, permit, Event::RegistrationsExported, "", now).await?;
        transaction.commit().await?;
        Ok(attendees)
    }

    /// Finds who is expected at the event that `permit` is about with `code`, written as [`code_of`] makes it.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn find_attendee(&self, permit: &Permit, code: &str) -> Result<Option<Attendee>, StoreError> {
        let found = with_code(&self.db, event_of(permit), code).await?;
        Ok(attendees(&self.db, found.into_iter().collect()).await?.pop())
    }

    /// Checks somebody in at the event that `permit` is about, once.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is changed then.
    pub async fn check_in(&self, permit: &Permit, code: &str, now: OffsetDateTime) -> Result<CheckingIn, StoreError> {
        let transaction = self.begin_writing().await?;
        let listing = event_of(permit);
        let Some(roll) = Roll::find(&transaction, listing).await? else { return Ok(CheckingIn::Unknown) };
        if !roll.terms.is_on(now) {
            return Ok(CheckingIn::NotToday);
        }
        let Some(row) = with_code(&transaction, listing, code).await? else { return Ok(CheckingIn::Unknown) };
        if row.state == RegistrationState::CheckedIn.slug() {
            let attendee = attendees(&transaction, vec![row]).await?.pop();
            return Ok(attendee.map_or(CheckingIn::Unknown, CheckingIn::Already));
        }
        let row = set_state(&transaction, row, RegistrationState::CheckedIn, now).await?;
        audit::append(&transaction, permit, Event::RegistrationCheckedIn, "", now).await?;
        let attendee = attendees(&transaction, vec![row]).await?.pop();
        transaction.commit().await?;
        Ok(attendee.map_or(CheckingIn::Unknown, CheckingIn::Done))
    }
}

/// The event that a permit is about.
const fn event_of(permit: &Permit) -> ListingId {
    ListingId::from_uuid(permit.thing().id)
}

async fn of_person(
    db: &impl ConnectionTrait,
    listing: ListingId,
    person: PersonId,
) -> Result<Option<registration::Model>, StoreError> {
    let own = registration::Column::ListingId.eq(listing).and(registration::Column::PersonId.eq(person));
    Ok(registration::Entity::find().filter(own).one(db).await?)
}

/// The one of those who have a seat whose code it is. An event has thousands of them at most, and a code is made faster
/// than a row is read.
async fn with_code(
    db: &impl ConnectionTrait,
    listing: ListingId,
    code: &str,
) -> Result<Option<registration::Model>, StoreError> {
    let rows = in_states(listing, &SEATED).all(db).await?;
    Ok(rows.into_iter().find(|row| code_of(row.id) == code))
}

async fn live_rows(db: &impl ConnectionTrait, listing: ListingId) -> Result<Vec<registration::Model>, StoreError> {
    let mut rows = in_states(listing, &SEATED).order_by_asc(registration::Column::Place).all(db).await?;
    let waiting = in_states(listing, &[RegistrationState::Waiting.slug()]);
    rows.extend(waiting.order_by_asc(registration::Column::Place).all(db).await?);
    Ok(rows)
}

/// What the organiser is told of those in `rows`, in their order.
async fn attendees(db: &impl ConnectionTrait, rows: Vec<registration::Model>) -> Result<Vec<Attendee>, StoreError> {
    let mut names: HashMap<PersonId, String> = HashMap::new();
    let mut contacts: HashMap<ContactId, contact::Model> = HashMap::new();
    for chunk in rows.chunks(IDS_PER_REQUEST) {
        let people = person::Entity::find().filter(person::Column::Id.is_in(chunk.iter().map(|row| row.person_id)));
        names.extend(people.all(db).await?.into_iter().map(|row| (row.id, row.name)));
        let ids = chunk.iter().filter_map(|row| row.contact_id);
        let reached = contact::Entity::find().filter(contact::Column::Id.is_in(ids));
        contacts.extend(reached.all(db).await?.into_iter().map(|row| (row.id, row)));
    }
    let attendee = |row: registration::Model| {
        let of_theirs = row.contact_id.and_then(|id| contacts.remove(&id));
        let of_theirs = of_theirs.filter(|contact| contact.person_id == row.person_id);
        let contact = of_theirs.map(|contact| {
            let kind = choice(&contact.kind, "contact", contact.id.as_uuid(), "kind")?;
            Ok::<_, StoreError>(Contact::stored(kind, contact.value))
        });
        Ok(Attendee {
            name: names.remove(&row.person_id).unwrap_or_default(),
            contact: contact.transpose()?,
            state: choice(&row.state, "registration", row.id.as_uuid(), "state")?,
            note: row.note,
            registered_at: row.registered_at,
            changed_at: row.changed_at,
        })
    };
    rows.into_iter().map(attendee).collect()
}

pub(super) fn in_states(listing: ListingId, states: &[&str]) -> sea_orm::Select<registration::Entity> {
    let states = registration::Column::State.is_in(states.iter().copied());
    registration::Entity::find().filter(registration::Column::ListingId.eq(listing).and(states))
}

async fn count(db: &impl ConnectionTrait, listing: ListingId, states: &[&str]) -> Result<u64, StoreError> {
    Ok(in_states(listing, states).count(db).await?)
}

/// Seats that are left; `None` when any number may come.
pub(super) async fn seats_left(db: &impl ConnectionTrait, roll: &Roll) -> Result<Option<u64>, StoreError> {
    let registered = count(db, roll.listing, &SEATED).await?;
    Ok(Figures { registered, ..Figures::default() }.left_of(roll.terms.seats))
}

async fn next_place(db: &impl ConnectionTrait, listing: ListingId) -> Result<i64, StoreError> {
    let last = registration::Entity::find()
        .filter(registration::Column::ListingId.eq(listing))
        .order_by_desc(registration::Column::Place)
        .one(db)
        .await?;
    Ok(last.map_or(1, |row| row.place + 1))
}

pub(super) async fn set_state(
    transaction: &DatabaseTransaction,
    row: registration::Model,
    state: RegistrationState,
    now: OffsetDateTime,
) -> Result<registration::Model, StoreError> {
    let mut row = row.into_active_model();
    row.state = Set(state.slug().to_owned());
    row.changed_at = Set(now);
    Ok(registration::Entity::update(row).exec(transaction).await?)
}

fn decode(row: registration::Model) -> Result<Registration, StoreError> {
    Ok(Registration {
        id: row.id,
        listing: row.listing_id,
        person: row.person_id,
        state: choice(&row.state, "registration", row.id.as_uuid(), "state")?,
        note: row.note,
        consent: row.consent,
        registered_at: row.registered_at,
        changed_at: row.changed_at,
    })
}
