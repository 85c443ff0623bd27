//! Connections as they begin and as each of their sides reads them.

use std::collections::{BTreeMap, HashMap};

use sea_orm::ActiveValue::Set;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, ExprTrait as _, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect, Select,
};
use time::{Duration, OffsetDateTime};

use super::connection_news::{NewsOf, tell_publisher};
use super::entity::{connection, connection_event, connection_message, listing};
use super::ledgers::promise_of;
use super::postings::organisation_of;
use super::{Store, StoreError, audit, choice, consents};
use crate::access::{Action, Actor, Permit};
use crate::audit::Event;
use crate::chance::Chance;
use crate::connect::{
    Connection, ConnectionEvent, ConnectionFile, ConnectionKind, ConnectionMessage, Intake, Shared, Stage,
    WAITING_STAGES, due, is_full,
};
use crate::consent::Consent;
use crate::kind::Details;
use crate::listing::{ListingState, PUBLISHED_HERE};
use crate::organisation::Organisation;
use crate::{ConnectionId, ListingId, OrganisationId, PersonId};

/// An answer to a listing that is to be sent.
#[derive(Clone, Debug)]
pub struct NewConnection {
    /// The flow that it follows.
    pub kind: ConnectionKind,
    /// The listing.
    pub listing: ListingId,
    /// What its organisation gets.
    pub shared: Shared,
    /// That its owner agreed to this, naming the organisation.
    pub consent: Consent,
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
        let (id, person) = (ConnectionId::from_uuid(permit.thing().id), permit.person());
        let transaction = self.begin_writing().await?;
        let open_key = open_key(new.listing, person);
        let known = connection::Entity::find().filter(connection::Column::OpenKey.eq(open_key.as_str()));
        if let Some(known) = known.one(&transaction).await? {
            return Ok(Begun::Known(known.id));
        }
        let found = listing::Entity::find_by_id(new.listing).one(&transaction).await?;
        let Some(found) = found.filter(|_| permit.action() == Action::Respond) else {
            return Ok(Begun::NotNow(Intake::Closed));
        };
        let intake = intake(&transaction, &found, now).await?;
        if intake != Intake::Open || Some(found.organisation_id) != permit.thing().organisation.map(|it| it.0) {
            return Ok(Begun::NotNow(if intake == Intake::Open { Intake::Closed } else { intake }));
        }
        consents::give(&transaction, &new.consent).await?;
        let promise = promise_of(&transaction, found.organisation_id).await?;
        let row = row_of((id, person), new, &found, promise, now)?;
        let row = connection::Entity::insert(row).exec_with_returning(&transaction).await?;
        audit::append(&transaction, permit, Event::ConnectionBegun, "", now).await?;
        let news = NewsOf { what: "begun", chance, now };
        tell_publisher(&transaction, &row, &news, person).await?;
        transaction.commit().await?;
        Ok(Begun::Done(id))
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
        let open = connection::Column::OpenKey.eq(open_key(listing, person));
        Ok(connection::Entity::find().filter(open).one(&self.db).await?.map(|row| row.id))
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

    /// Lists what `person` answered with the organisations, the latest first, at most `limit`.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_own_connections(
        &self,
        person: PersonId,
        limit: u64,
    ) -> Result<Vec<(Connection, Organisation)>, StoreError> {
        let own = own(person).order_by_desc(connection::Column::CreatedAt).order_by_desc(connection::Column::Id);
        let rows = own.limit(limit).all(&self.db).await?;
        let ids: Vec<OrganisationId> = rows.iter().map(|row| row.organisation_id).collect();
        let organisations: HashMap<_, _> = self.map_organisations(&ids).await?;
        let with_organisation = |row: connection::Model| {
            let lost = StoreError::Corrupt { noun: "connection", id: row.id.as_uuid(), field: "organisation_id" };
            let organisation = organisations.get(&row.organisation_id).cloned().ok_or(lost)?;
            Ok((decode(row)?, organisation))
        };
        rows.into_iter().map(with_organisation).collect()
    }

    /// Finds what `person` answered, with all that happened since.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn find_own_connection(
        &self,
        person: PersonId,
        id: ConnectionId,
    ) -> Result<Option<ConnectionFile>, StoreError> {
        let Some(row) = own(person).filter(connection::Column::Id.eq(id)).one(&self.db).await? else { return Ok(None) };
        file(&self.db, row).await.map(Some)
    }

    /// Finds what was answered to an organisation for which `actor` answers, with their leave to do so.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn find_connection_for(
        &self,
        actor: &Actor,
        id: ConnectionId,
    ) -> Result<Option<(ConnectionFile, Permit)>, StoreError> {
        let Some(row) = connection::Entity::find_by_id(id).one(&self.db).await? else { return Ok(None) };
        let file = file(&self.db, row).await?;
        let permit = actor.permit(Action::AnswerResponse, file.connection.thing(file.organisation.kind));
        Ok(permit.ok().map(|permit| (file, permit)))
    }

    /// Lists what was answered to the listing that `permit` is about, the longest waiting first, in `stage` alone if one is
    /// given; leaves out the first `skipped`.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_connections_of(
        &self,
        permit: &Permit,
        stage: Option<Stage>,
        (skipped, limit): (u64, u64),
    ) -> Result<Vec<Connection>, StoreError> {
        let mut those = of_listing(permit);
        if let Some(stage) = stage {
            those = those.filter(connection::Column::Stage.eq(stage.slug()));
        }
        let rows = in_order(those).offset(skipped).limit(limit).all(&self.db).await?;
        rows.into_iter().map(decode).collect()
    }

    /// Counts what was answered to the listing that `permit` is about, by stage.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn count_connections_of(&self, permit: &Permit) -> Result<BTreeMap<Stage, u64>, StoreError> {
        let counted = of_listing(permit)
            .select_only()
            .column(connection::Column::Stage)
            .column_as(connection::Column::Id.count(), "number")
            .group_by(connection::Column::Stage);
        let rows: Vec<(String, i64)> = counted.into_tuple().all(&self.db).await?;
        let of_stage = |(stage, number): (String, i64)| {
            Ok((choice(&stage, "connection", permit.thing().id, "stage")?, number.unsigned_abs()))
        };
        rows.into_iter().map(of_stage).collect()
    }

    /// Lists everything that was answered to the listing that `permit` is about, to be taken out of the platform.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is given then.
    pub async fn export_connections(
        &self,
        permit: &Permit,
        now: OffsetDateTime,
    ) -> Result<Vec<Connection>, StoreError> {
        let transaction = self.begin_writing().await?;
        let rows = in_order(of_listing(permit)).all(&transaction).await?;
        audit::append(&transaction, permit, Event::ConnectionsExported, "", now).await?;
        transaction.commit().await?;
        rows.into_iter().map(decode).collect()
    }
}

/// What tells an open connection apart: nobody has two for one listing.
fn open_key(listing: ListingId, person: PersonId) -> String {
    format!("{listing}:{person}")
}

pub(super) fn own(person: PersonId) -> Select<connection::Entity> {
    connection::Entity::find().filter(connection::Column::PersonId.eq(person))
}

fn of_listing(permit: &Permit) -> Select<connection::Entity> {
    let theirs = permit.thing().organisation.map(|(id, _)| id.as_uuid());
    let of_it = connection::Column::ListingId.eq(permit.thing().id);
    connection::Entity::find().filter(of_it.and(connection::Column::OrganisationId.eq(theirs)))
}

fn in_order(those: Select<connection::Entity>) -> Select<connection::Entity> {
    those.order_by_asc(connection::Column::CreatedAt).order_by_asc(connection::Column::Id)
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
    let corrupt = |_| StoreError::Corrupt { noun: "connection", id: id.as_uuid(), field: "shared" };
    Ok(connection::ActiveModel {
        id: Set(id),
        kind: Set(new.kind.slug().to_owned()),
        listing_id: Set(new.listing),
        title: Set(found.title.clone()),
        organisation_id: Set(found.organisation_id),
        person_id: Set(person),
        open_key: Set(Some(open_key(new.listing, person))),
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

async fn file(db: &impl ConnectionTrait, row: connection::Model) -> Result<ConnectionFile, StoreError> {
    let messages = connection_message::Entity::find()
        .filter(connection_message::Column::ConnectionId.eq(row.id))
        .order_by_asc(connection_message::Column::Id);
    let message = |it: connection_message::Model| {
        let party = choice(&it.party, "connection_message", it.id.as_uuid(), "party")?;
        Ok::<_, StoreError>(ConnectionMessage { id: it.id, party, text: it.text, at: it.at })
    };
    Ok(ConnectionFile {
        organisation: organisation_of(db, row.organisation_id).await?,
        events: events_of(db, row.id).await?,
        messages: messages.all(db).await?.into_iter().map(message).collect::<Result<_, _>>()?,
        connection: decode(row)?,
    })
}

/// What was done to a connection, the first step first.
pub(super) async fn events_of(db: &impl ConnectionTrait, id: ConnectionId) -> Result<Vec<ConnectionEvent>, StoreError> {
    let rows = connection_event::Entity::find().filter(connection_event::Column::ConnectionId.eq(id));
    let event = |it: connection_event::Model| {
        let id = it.connection_id.as_uuid();
        Ok(ConnectionEvent {
            revision: it.revision,
            step: choice(&it.step, "connection_event", id, "step")?,
            party: choice(&it.party, "connection_event", id, "party")?,
            stage: choice(&it.stage, "connection_event", id, "stage")?,
            words: it.words,
            at: it.at,
        })
    };
    rows.order_by_asc(connection_event::Column::Revision).all(db).await?.into_iter().map(event).collect()
}

pub(super) fn decode(row: connection::Model) -> Result<Connection, StoreError> {
    let id = row.id.as_uuid();
    let corrupt = |field| move |_| StoreError::Corrupt { noun: "connection", id, field };
    let shared = match row.shared.as_str() {
        "" => None,
        shared => Some(serde_json::from_str(shared).map_err(corrupt("shared"))?),
    };
    let times: Vec<i64> = serde_json::from_str(&row.times).map_err(corrupt("times"))?;
    let times = times.into_iter().filter_map(|it| OffsetDateTime::from_unix_timestamp(it).ok()).collect();
    Ok(Connection {
        id: row.id,
        kind: choice(&row.kind, "connection", id, "kind")?,
        listing: row.listing_id,
        title: row.title,
        organisation: row.organisation_id,
        responder: row.person_id,
        stage: choice(&row.stage, "connection", id, "stage")?,
        revision: row.revision,
        shared,
        times,
        chosen: row.chosen,
        promise_days: u16::try_from(row.promise_days).unwrap_or(0),
        due_at: row.due_at,
        created_at: row.created_at,
        moved_at: row.moved_at,
        replied_at: row.replied_at,
    })
}
