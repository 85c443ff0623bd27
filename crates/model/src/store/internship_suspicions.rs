//! What makes a desk wonder about internships: the trail of each is gathered here and judged by a pure rule.

use std::collections::HashSet;

use sea_orm::ActiveValue::Set;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait as _, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use time::OffsetDateTime;

use super::connection_steps::find;
use super::connections::{decode, events_of};
use super::entity::{
    connection, connection_message, internship_agreement, internship_entry, internship_verdict, internship_visit,
};
use super::internship_diaries::Recorded;
use super::internships::versions_of;
use super::postings::organisation_of;
use super::{Store, StoreError, audit};
use crate::ConnectionId;
use crate::access::{Action, Actor, Permit};
use crate::audit::Event;
use crate::clock::day_of;
use crate::connect::{Connection, ConnectionKind, Party, Stage, Step};
use crate::internship::{Agreement, Suspicion, SuspicionVerdict, Trail, TrailEntry};
use crate::naming::name_key;
use crate::organisation::Organisation;

/// Internships that are looked through at a time, those moved last.
const LOOKED_THROUGH: u64 = 200;

/// Stages in which there is something to look at.
const BEGUN: [Stage; 5] = [Stage::Running, Stage::Interrupted, Stage::Delivered, Stage::Disputed, Stage::Confirmed];

/// An internship that a desk should look at.
#[derive(Clone, Debug, PartialEq)]
pub struct SuspectInternship {
    /// The connection.
    pub connection: Connection,
    /// Where it is.
    pub host: Organisation,
    /// What makes one wonder, and was not decided.
    pub suspicions: Vec<Suspicion>,
}

impl Store {
    /// What should be looked at in the internship that `permit` is about.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn find_suspicions(&self, permit: &Permit, now: OffsetDateTime) -> Result<Vec<Suspicion>, StoreError> {
        let id = ConnectionId::from_uuid(permit.thing().id);
        let Some(row) = connection::Entity::find_by_id(id).one(&self.db).await? else { return Ok(Vec::new()) };
        let trail = trail(&self.db, &decode(row)?, now).await?;
        Ok(trail.map(|trail| trail.suspicions()).unwrap_or_default())
    }

    /// Lists the internships that `actor` should look at for a desk, those moved last first, out of the latest two
    /// hundred. What is decided is left out.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_suspect_internships(
        &self,
        actor: &Actor,
        now: OffsetDateTime,
    ) -> Result<Vec<SuspectInternship>, StoreError> {
        let begun = connection::Column::Kind.eq(ConnectionKind::Internship.slug());
        let begun = begun.and(connection::Column::Stage.is_in(BEGUN.map(Stage::slug)));
        let rows = connection::Entity::find().filter(begun).order_by_desc(connection::Column::MovedAt);
        let mut suspect = Vec::new();
        for row in rows.limit(LOOKED_THROUGH).all(&self.db).await? {
            let connection = decode(row)?;
            let host = organisation_of(&self.db, connection.organisation).await?;
            let thing = connection.thing_of((host.id, host.kind));
            if actor.permit(Action::SettleConnection, thing).is_err() {
                continue;
            }
            let suspicions = undecided(&self.db, &connection, now).await?;
            if !suspicions.is_empty() {
                suspect.push(SuspectInternship { connection, host, suspicions });
            }
        }
        Ok(suspect)
    }

    /// Writes what a desk decided about something that made it wonder, or writes it anew.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is written then.
    pub async fn decide_suspicion(
        &self,
        permit: &Permit,
        (suspicion, verdict): (Suspicion, SuspicionVerdict),
        words: &str,
        now: OffsetDateTime,
    ) -> Result<Recorded, StoreError> {
        let transaction = self.begin_writing().await?;
        let Some((row, party)) = find(&transaction, permit).await? else { return Ok(Recorded::NotNow) };
        let shown = trail(&transaction, &decode(row.clone())?, now).await?;
        let is_shown = shown.is_some_and(|trail| trail.suspicions().contains(&suspicion));
        if !is_shown || !matches!(party, Party::FirmsDesk | Party::UniversitiesDesk) {
            return Ok(Recorded::NotNow);
        }
        let key = (row.id, suspicion.slug().to_owned());
        internship_verdict::Entity::delete_by_id(key).exec(&transaction).await?;
        let decided = internship_verdict::ActiveModel {
            connection_id: Set(row.id),
            suspicion: Set(suspicion.slug().to_owned()),
            person_id: Set(Some(permit.person())),
            verdict: Set(verdict.slug().to_owned()),
            words: Set(words.to_owned()),
            at: Set(now),
        };
        internship_verdict::Entity::insert(decided).exec_without_returning(&transaction).await?;
        audit::append(&transaction, permit, Event::InternshipRecorded, suspicion.slug(), now).await?;
        transaction.commit().await?;
        Ok(Recorded::Done)
    }
}

async fn undecided(
    db: &impl ConnectionTrait,
    connection: &Connection,
    now: OffsetDateTime,
) -> Result<Vec<Suspicion>, StoreError> {
    let decided = internship_verdict::Entity::find();
    let decided = decided.filter(internship_verdict::Column::ConnectionId.eq(connection.id)).all(db).await?;
    let is_decided = |it: &Suspicion| decided.iter().any(|row| row.suspicion == it.slug());
    let shown = trail(db, connection, now).await?.map(|trail| trail.suspicions()).unwrap_or_default();
    Ok(shown.into_iter().filter(|it| !is_decided(it)).collect())
}

/// What is known of an internship that has begun.
async fn trail(
    db: &impl ConnectionTrait,
    connection: &Connection,
    now: OffsetDateTime,
) -> Result<Option<Trail>, StoreError> {
    let versions = versions_of(db, connection.id).await?;
    let events = events_of(db, connection.id).await?;
    let began = events.iter().find(|event| event.step == Step::Start);
    let in_force = versions.into_iter().find(|it| it.agreed_at.is_some());
    let Some((began, version)) = began.zip(in_force) else { return Ok(None) };
    let runs = matches!(connection.stage, Stage::Running | Stage::Interrupted);
    let beginning = Trail::beginning(&version.agreement, day_of(began.at));
    Ok(Some(Trail {
        interns_of_tutor: interns_of(db, connection, &version.agreement).await?,
        entries: entries(db, connection.id).await?,
        until: day_of(if runs { now } else { connection.moved_at }),
        contacts: contacts(db, connection.id, began.at).await?,
        ..beginning
    }))
}

/// How many running internships at the host name the same tutor.
async fn interns_of(
    db: &impl ConnectionTrait,
    connection: &Connection,
    agreement: &Agreement,
) -> Result<u32, StoreError> {
    let there = connection::Column::OrganisationId
        .eq(connection.organisation)
        .and(connection::Column::Stage.is_in([Stage::Running, Stage::Interrupted].map(Stage::slug)));
    let ids: Vec<ConnectionId> = connection::Entity::find()
        .select_only()
        .column(connection::Column::Id)
        .filter(there)
        .into_tuple()
        .all(db)
        .await?;
    let same = internship_agreement::Column::HostTutor.eq(name_key(&agreement.host.tutor.name));
    let same = same.and(internship_agreement::Column::ConnectionId.is_in(ids));
    let rows = internship_agreement::Entity::find().filter(same).all(db).await?;
    let mut others: HashSet<ConnectionId> = rows.into_iter().map(|row| row.connection_id).collect();
    others.insert(connection.id);
    Ok(u32::try_from(others.len()).unwrap_or(u32::MAX))
}

async fn entries(db: &impl ConnectionTrait, id: ConnectionId) -> Result<Vec<TrailEntry>, StoreError> {
    use internship_entry::Column;
    let own = internship_entry::Entity::find().filter(Column::ConnectionId.eq(id)).all(db).await?;
    let keys: Vec<String> = own.iter().filter_map(|row| row.text_key.clone()).collect();
    let others = Column::TextKey.is_in(keys).and(Column::ConnectionId.ne(id));
    let others = internship_entry::Entity::find().filter(others).all(db).await?;
    let copied: HashSet<String> = others.into_iter().filter_map(|row| row.text_key).collect();
    let entry = |row: internship_entry::Model| TrailEntry {
        written_on: day_of(row.written_at),
        minutes: u16::try_from(row.minutes).unwrap_or(u16::MAX),
        is_copied: row.text_key.is_some_and(|key| copied.contains(&key)),
    };
    Ok(own.into_iter().map(entry).collect())
}

async fn contacts(db: &impl ConnectionTrait, id: ConnectionId, began: OffsetDateTime) -> Result<u32, StoreError> {
    let visits = internship_visit::Entity::find().filter(internship_visit::Column::ConnectionId.eq(id));
    let said = connection_message::Column::ConnectionId.eq(id).and(connection_message::Column::At.gte(began));
    let said = connection_message::Entity::find().filter(said);
    let contacts = visits.count(db).await? + said.count(db).await?;
    Ok(u32::try_from(contacts).unwrap_or(u32::MAX))
}
