//! Connections as they begin and as each of their sides reads them.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, ExprTrait as _, QueryFilter, QueryOrder,
    QuerySelect, Select,
};
use time::OffsetDateTime;
use uuid::Uuid;

use super::closing_files::discard;
use super::connection_talk::{messages_of, paper_files};
use super::entity::{connection, connection_event};
use super::internships::internship_files_of;
use super::paging::page_of;
use super::postings::organisation_of;
use super::public_figures::tell_figures_of;
use super::{Store, StoreError, audit, choice};
use crate::access::{Action, Actor, Permit};
use crate::audit::Event;
use crate::connect::{Connection, ConnectionEvent, ConnectionFile, ConnectionKind, Party, Stage, said_in_talks};
use crate::organisation::Organisation;
use crate::paging::{Page, PageAsked};
use crate::{ConnectionId, OrganisationId, PersonId};

/// A connection in a list, and the side on which whoever looks stands.
#[derive(Clone, Debug, PartialEq)]
pub struct SidedConnection {
    /// The connection.
    pub connection: Connection,
    /// On which side.
    pub party: Party,
    /// The organisation whose listing it is about.
    pub organisation: Organisation,
    /// The organisation that answered; `None` where a person did for themself.
    pub responder_organisation: Option<Organisation>,
}

impl Store {
    /// Lists what `person` answered with the organisations, the latest first.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_own_connections(
        &self,
        person: PersonId,
        asked: PageAsked,
    ) -> Result<Page<(Connection, Organisation)>, StoreError> {
        let own = own(person).order_by_desc(connection::Column::CreatedAt).order_by_desc(connection::Column::Id);
        self.with_organisations(page_of(own, asked, &self.db).await?).await
    }

    /// Each connection of a page with the organisation whose listing it is about.
    pub(super) async fn with_organisations(
        &self,
        page: Page<connection::Model>,
    ) -> Result<Page<(Connection, Organisation)>, StoreError> {
        let organisations = self.organisations_beside(&page.rows).await?;
        let with_organisation =
            |row: connection::Model| Ok((decode(row.clone())?, known(&organisations, &row, row.organisation_id)?));
        let rows = page.rows.into_iter().map(with_organisation).collect::<Result<_, StoreError>>()?;
        Ok(Page { rows, goes_on: page.goes_on })
    }

    /// The organisations on both sides of connections.
    pub(super) async fn organisations_beside(
        &self,
        rows: &[connection::Model],
    ) -> Result<HashMap<OrganisationId, Organisation>, StoreError> {
        let ids = rows.iter().flat_map(|row| [Some(row.organisation_id), row.responder_organisation_id]).flatten();
        self.map_organisations(&ids.collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>()).await
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

    /// Finds a connection on whose side `party` the `actor` may act, with their leave to do so.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn find_connection_as(
        &self,
        actor: &Actor,
        party: Party,
        id: ConnectionId,
    ) -> Result<Option<(ConnectionFile, Permit)>, StoreError> {
        let Some(row) = connection::Entity::find_by_id(id).one(&self.db).await? else { return Ok(None) };
        let file = file(&self.db, row).await?;
        let connection = &file.connection;
        let side = match party {
            Party::Responder => file.responder_organisation.as_ref().unwrap_or(&file.organisation),
            Party::School => match &file.school {
                Some(school) => school,
                None => return Ok(None),
            },
            Party::Publisher
            | Party::FirmsDesk
            | Party::UniversitiesDesk
            | Party::Expert
            | Party::Public
            | Party::Program => &file.organisation,
        };
        let thing = connection.thing_of((side.id, side.kind));
        // Whoever works at both desks stands on the side that is asked for.
        let permitted = |action| match party.desk() {
            Some(desk) => actor.permit_at(desk, action, thing),
            None => actor.permit(action, thing),
        };
        let permit = connection.action_of(party).and_then(|action| permitted(action).ok());
        let Some(permit) = permit.filter(|permit| connection.party_of(permit) == Some(party)) else { return Ok(None) };
        let is_impartial = permit.action() != Action::SettleConnection || !connection.involves(actor);
        Ok(is_impartial.then_some((file, permit)))
    }

    /// Lists the connections of `kind` in which `actor` may act for an organisation or answered for themself, each with the
    /// side on which they stand, those that moved last first.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_connections_as(
        &self,
        actor: &Actor,
        kind: ConnectionKind,
        asked: PageAsked,
    ) -> Result<Page<SidedConnection>, StoreError> {
        use connection::Column;
        let ids = |action| actor.organisations_for(action).map(OrganisationId::as_uuid).collect::<Vec<_>>();
        let (answers, responds) = (ids(Action::AnswerResponse), ids(Action::RespondForOrganisation));
        let in_person = Column::PersonId.eq(actor.person()).and(Column::ResponderOrganisationId.is_null());
        let theirs = Column::OrganisationId.is_in(answers.clone()).or(in_person);
        let theirs = theirs.or(Column::ResponderOrganisationId.is_in(responds));
        let those = connection::Entity::find().filter(Column::Kind.eq(kind.slug()).and(theirs));
        let page = page_of(those.order_by_desc(Column::MovedAt).order_by_desc(Column::Id), asked, &self.db).await?;
        let organisations = self.organisations_beside(&page.rows).await?;
        let sided = |row: connection::Model| {
            let answers = answers.contains(&row.organisation_id.as_uuid());
            let responder = row.responder_organisation_id.map(|id| known(&organisations, &row, id)).transpose()?;
            Ok(SidedConnection {
                party: if answers { Party::Publisher } else { Party::Responder },
                organisation: known(&organisations, &row, row.organisation_id)?,
                responder_organisation: responder,
                connection: decode(row)?,
            })
        };
        let rows = page.rows.into_iter().map(sided).collect::<Result<_, StoreError>>()?;
        Ok(Page { rows, goes_on: page.goes_on })
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
        self.count_by_stage(of_listing(permit)).await
    }

    /// Counts connections by stage.
    pub(super) async fn count_by_stage(
        &self,
        those: Select<connection::Entity>,
    ) -> Result<BTreeMap<Stage, u64>, StoreError> {
        let counted = those
            .select_only()
            .column(connection::Column::Stage)
            .column_as(connection::Column::Id.count(), "number")
            .group_by(connection::Column::Stage);
        let rows: Vec<(String, i64)> = counted.into_tuple().all(&self.db).await?;
        let of_stage = |(stage, number): (String, i64)| {
            Ok((choice(&stage, "connection", Uuid::nil(), "stage")?, number.unsigned_abs()))
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

/// What `person` answered for themself.
pub(super) fn own(person: PersonId) -> Select<connection::Entity> {
    let in_person = connection::Column::ResponderOrganisationId.is_null();
    connection::Entity::find().filter(connection::Column::PersonId.eq(person).and(in_person))
}

/// Deletes what `person` answered for themself, with all that was done and said.
pub(super) async fn delete_own(
    transaction: &DatabaseTransaction,
    person: PersonId,
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    let in_person = connection::Column::ResponderOrganisationId.is_null();
    let own = connection::Column::PersonId.eq(person).and(in_person);
    let rows = connection::Entity::find().filter(own.clone()).all(transaction).await?;
    let ids: Vec<ConnectionId> = rows.iter().map(|row| row.id).collect();
    tell_figures_of(transaction, &rows, now).await?;
    discard(transaction, internship_files_of(transaction, &ids).await?).await?;
    discard(transaction, paper_files(transaction, Some(&ids)).await?).await?;
    connection::Entity::delete_many().filter(own).exec(transaction).await?;
    Ok(())
}

fn of_listing(permit: &Permit) -> Select<connection::Entity> {
    let theirs = permit.thing().organisation.map(|(id, _)| id.as_uuid());
    let of_it = connection::Column::ListingId.eq(permit.thing().id);
    connection::Entity::find().filter(of_it.and(connection::Column::OrganisationId.eq(theirs)))
}

fn in_order(those: Select<connection::Entity>) -> Select<connection::Entity> {
    those.order_by_asc(connection::Column::CreatedAt).order_by_asc(connection::Column::Id)
}

async fn file(db: &impl ConnectionTrait, row: connection::Model) -> Result<ConnectionFile, StoreError> {
    let events = events_of(db, row.id).await?;
    Ok(ConnectionFile {
        organisation: organisation_of(db, row.organisation_id).await?,
        responder_organisation: maybe_organisation(db, row.responder_organisation_id).await?,
        school: maybe_organisation(db, row.school_id).await?,
        messages: said_in_talks(&events, messages_of(db, row.id).await?),
        events,
        connection: decode(row)?,
    })
}

/// One of the organisations beside a connection.
pub(super) fn known(
    organisations: &HashMap<OrganisationId, Organisation>,
    row: &connection::Model,
    id: OrganisationId,
) -> Result<Organisation, StoreError> {
    let lost = StoreError::Corrupt { noun: "connection", id: row.id.as_uuid(), field: "organisation_id" };
    organisations.get(&id).cloned().ok_or(lost)
}

pub(super) async fn maybe_organisation(
    db: &impl ConnectionTrait,
    id: Option<OrganisationId>,
) -> Result<Option<Organisation>, StoreError> {
    match id {
        Some(id) => organisation_of(db, id).await.map(Some),
        None => Ok(None),
    }
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
        responder_organisation: row.responder_organisation_id,
        school: row.school_id,
        second_host: row.second_host_id,
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
