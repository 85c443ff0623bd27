//! Connections as they begin: who may answer a listing, and whether it takes answers.

use sea_orm::ActiveValue::Set;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, ExprTrait as _, PaginatorTrait, QueryFilter,
};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use super::connection_news::{NewsOf, tell};
use super::entity::{connection, listing};
use super::ledgers::promise_of;
use super::notices::writers;
use super::{Store, StoreError, audit, consents};
use crate::access::{Action, Permit};
use crate::audit::Event;
use crate::chance::Chance;
use crate::connect::{
    APPLICATIONS_MAX, ConnectionKind, Intake, LEDGER_SPAN, Party, Shared, Stage, WAITING_STAGES, due, is_full,
};
use crate::consent::Consent;
use crate::kind::Details;
use crate::listing::{ListingState, PUBLISHED_HERE};
use crate::{ConnectionId, ListingId, OrganisationId, PersonId};

/// An answer to a listing that is to be sent.
#[derive(Clone, Debug)]
pub struct NewConnection {
    /// The flow that it follows.
    pub kind: ConnectionKind,
    /// The listing.
    pub listing: ListingId,
    /// The organisation that answers; `None` where a person does for themself.
    pub responder_organisation: Option<OrganisationId>,
    /// What the organisation whose listing it is gets.
    pub shared: Shared,
    /// That a person who answers for themself agreed to this, naming the organisation.
    pub consent: Option<Consent>,
}

/// What became of answering a listing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Begun {
    /// It is sent.
    Done(ConnectionId),
    /// Whoever sends it has sent one that is still open; nothing was changed.
    Known(ConnectionId),
    /// The listing takes none, for this reason.
    NotNow(Intake),
}

impl Store {
    /// Sends an organisation what `new` holds, with the consent to that, and tells those who write for it. Whoever sends
    /// twice sends once.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is sent then.
    pub async fn begin_connection(
        &self,
        permit: &Permit,
        new: &NewConnection,
        chance: &Chance,
        now: OffsetDateTime,
    ) -> Result<Begun, StoreError> {
        let transaction = self.begin_writing().await?;
        let begun = begin_within(&transaction, permit, new, (chance, now)).await?;
        if matches!(begun, Begun::Done(_)) {
            transaction.commit().await?;
        }
        Ok(begun)
    }

    /// Finds what `person` sent to a listing and is still open.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read.
    pub async fn find_own_open_connection(
        &self,
        person: PersonId,
        listing: ListingId,
    ) -> Result<Option<ConnectionId>, StoreError> {
        let open = connection::Column::OpenKey.eq(open_key(listing, person.as_uuid()));
        Ok(connection::Entity::find().filter(open).one(&self.db).await?.map(|row| row.id))
    }

    /// Why `person` cannot answer this listing of an organisation for themself, before they type anything: they write for
    /// it ([`Intake::Own`]), or have applied often ([`Intake::Often`]).
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read.
    pub async fn find_bar_to_answer(
        &self,
        person: PersonId,
        about: (ConnectionKind, ListingId, OrganisationId),
        now: OffsetDateTime,
    ) -> Result<Option<Intake>, StoreError> {
        bar(&self.db, person, about, now).await
    }

    /// Counts the answers to a listing that wait for one of the two sides; the public learns only whether there are too
    /// many.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read.
    pub async fn count_waiting_connections(&self, listing: ListingId) -> Result<u64, StoreError> {
        waiting(&self.db, listing).await
    }
}

/// Answers a listing within a transaction that is the caller's to commit, who writes what else belongs to it.
pub(super) async fn begin_within(
    transaction: &DatabaseTransaction,
    permit: &Permit,
    new: &NewConnection,
    (chance, now): (&Chance, OffsetDateTime),
) -> Result<Begun, StoreError> {
    let (id, person) = (ConnectionId::from_uuid(permit.thing().id), permit.person());
    let responder = new.responder_organisation.map_or(person.as_uuid(), OrganisationId::as_uuid);
    let known = connection::Entity::find().filter(connection::Column::OpenKey.eq(open_key(new.listing, responder)));
    if let Some(known) = known.one(transaction).await? {
        return Ok(Begun::Known(known.id));
    }
    let found = listing::Entity::find_by_id(new.listing).one(transaction).await?;
    let Some(found) = found.filter(|found| may_answer(permit, new, found)) else {
        return Ok(Begun::NotNow(Intake::Closed));
    };
    let about = (new.kind, new.listing, found.organisation_id);
    if new.responder_organisation.is_none()
        && let Some(bar) = bar(transaction, person, about, now).await?
    {
        return Ok(Begun::NotNow(bar));
    }
    let intake = intake(transaction, &found, now).await?;
    if intake != Intake::Open {
        return Ok(Begun::NotNow(intake));
    }
    if let Some(consent) = &new.consent {
        consents::give(transaction, consent).await?;
    }
    let promise = promise_of(transaction, found.organisation_id).await?;
    let row = row_of((id, person), new, &found, promise, now)?;
    let row = connection::Entity::insert(row).exec_with_returning(transaction).await?;
    audit::append(transaction, permit, Event::ConnectionBegun, "", now).await?;
    tell(transaction, &row, Party::Publisher, (&NewsOf { what: "begun", chance, now }, Some(person))).await?;
    Ok(Begun::Done(id))
}

/// Whether `permit` is for answering this listing on this side: a person agrees to what is shared of them; an organisation
/// does not answer itself, nor do those who write for it.
fn may_answer(permit: &Permit, new: &NewConnection, found: &listing::Model) -> bool {
    let named = permit.thing().organisation.map(|(id, _)| id);
    match new.responder_organisation {
        None => permit.action() == Action::Respond && new.consent.is_some() && named == Some(found.organisation_id),
        Some(responder) => {
            let is_other = responder != found.organisation_id;
            permit.action() == Action::RespondForOrganisation && named == Some(responder) && is_other
        }
    }
}

/// Why `person` cannot answer a listing of an organisation for themself, whoever else can: they write for it, or have
/// applied often.
async fn bar(
    db: &impl ConnectionTrait,
    person: PersonId,
    (kind, listing, organisation): (ConnectionKind, ListingId, OrganisationId),
    now: OffsetDateTime,
) -> Result<Option<Intake>, StoreError> {
    use connection::Column;
    if writers(db, organisation, now).await?.contains(&person) {
        return Ok(Some(Intake::Own));
    }
    if !matches!(kind, ConnectionKind::Job | ConnectionKind::Internship) {
        return Ok(None);
    }
    let theirs = Column::ListingId.eq(listing).and(Column::PersonId.eq(person));
    let lately = theirs.and(Column::CreatedAt.gt(now - LEDGER_SPAN));
    let is_often = connection::Entity::find().filter(lately).count(db).await? >= APPLICATIONS_MAX;
    Ok(is_often.then_some(Intake::Often))
}

/// What tells an open connection apart: nobody has two for one listing.
fn open_key(listing: ListingId, responder: Uuid) -> String {
    format!("{listing}:{responder}")
}

async fn waiting(db: &impl ConnectionTrait, listing: ListingId) -> Result<u64, StoreError> {
    let waits = connection::Column::Stage.is_in(WAITING_STAGES.map(Stage::slug));
    let of_it = connection::Column::ListingId.eq(listing);
    Ok(connection::Entity::find().filter(of_it.and(waits)).count(db).await?)
}

/// Whether a listing takes answers, under the lock of writers: of any number who come at once no more are let in than
/// there is room for.
async fn intake(
    transaction: &DatabaseTransaction,
    row: &listing::Model,
    now: OffsetDateTime,
) -> Result<Intake, StoreError> {
    let corrupt = |_| StoreError::Corrupt { noun: "listing", id: row.id.as_uuid(), field: "details" };
    let details: Details = serde_json::from_str(&row.details).map_err(corrupt)?;
    let is_open = row.state == ListingState::Published.slug()
        && row.duplicate_of.is_none()
        && row.valid_through.is_none_or(|end| now <= end);
    let is_announced_here = row.source == PUBLISHED_HERE || row.demo;
    let waiting = waiting(transaction, row.id).await?;
    Ok(Intake::read(is_open, is_announced_here, is_full(waiting, details.capacity())))
}

fn row_of(
    (id, person): (ConnectionId, PersonId),
    new: &NewConnection,
    found: &listing::Model,
    promise: u16,
    now: OffsetDateTime,
) -> Result<connection::ActiveModel, StoreError> {
    let stage = new.kind.flow().begins;
    let responder = new.responder_organisation.map_or(person.as_uuid(), OrganisationId::as_uuid);
    let corrupt = |_| StoreError::Corrupt { noun: "connection", id: id.as_uuid(), field: "shared" };
    Ok(connection::ActiveModel {
        id: Set(id),
        kind: Set(new.kind.slug().to_owned()),
        listing_id: Set(new.listing),
        title: Set(found.title.clone()),
        organisation_id: Set(found.organisation_id),
        person_id: Set(Some(person)),
        responder_organisation_id: Set(new.responder_organisation),
        school_id: Set(None),
        second_host_id: Set(None),
        open_key: Set(Some(open_key(new.listing, responder))),
        stage: Set(stage.slug().to_owned()),
        revision: Set(1),
        shared: Set(serde_json::to_string(&new.shared).map_err(corrupt)?),
        times: Set("[]".to_owned()),
        chosen: Set(None),
        promise_days: Set(promise.into()),
        due_at: Set(due(new.kind, stage, promise, now)),
        remind_at: Set(Some(now + Duration::days(promise.into()) / 2)),
        created_at: Set(now),
        moved_at: Set(now),
        replied_at: Set(None),
    })
}
