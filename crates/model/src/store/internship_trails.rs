//! The trails of internships, gathered for many at a time; a pure rule judges them.

use std::collections::{HashMap, HashSet};

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait as _, QueryFilter, QuerySelect};
use time::{Date, OffsetDateTime};

use super::StoreError;
use super::entity::{
    connection, connection_event, connection_message, internship_agreement, internship_entry, internship_visit,
};
use super::organisations::IDS_PER_REQUEST;
use crate::clock::day_of;
use crate::connect::{Connection, ConnectionKind, Stage, Step};
use crate::internship::{Agreement, Trail, TrailEntry};
use crate::naming::name_key;
use crate::{ConnectionId, OrganisationId};

/// What is known of one internship, if it has begun.
pub(super) async fn trail_of(
    db: &impl ConnectionTrait,
    connection: &Connection,
    now: OffsetDateTime,
) -> Result<Option<Trail>, StoreError> {
    Ok(trails(db, std::iter::once(connection), now).await?.remove(&connection.id))
}

/// What is known of those of `connections` that have begun.
pub(super) async fn trails(
    db: &impl ConnectionTrait,
    connections: impl Iterator<Item = &Connection> + Clone,
    now: OffsetDateTime,
) -> Result<HashMap<ConnectionId, Trail>, StoreError> {
    let ids: Vec<ConnectionId> = connections.clone().map(|it| it.id).collect();
    let began = beginnings(db, &ids).await?;
    let in_force = agreements_in_force(db, &ids).await?;
    let interns = Interns::of(db, connections.clone().map(|it| it.organisation), day_of(now)).await?;
    let mut entries = entries(db, &ids, &in_force).await?;
    let contacts = contacts(db, &began).await?;
    let mut trails = HashMap::new();
    for connection in connections {
        let id = connection.id;
        let Some((&began, agreement)) = began.get(&id).zip(in_force.get(&id)) else { continue };
        let runs = matches!(connection.stage, Stage::Running | Stage::Interrupted);
        let trail = Trail {
            interns_at_host: interns.at_host_of(connection),
            interns_of_tutor: interns.with_tutor_of(connection, agreement),
            entries: entries.remove(&id).unwrap_or_default(),
            until: day_of(if runs { now } else { connection.moved_at }),
            contacts: contacts.get(&id).copied().unwrap_or(0),
            ..Trail::beginning(agreement, day_of(began))
        };
        trails.insert(id, trail);
    }
    Ok(trails)
}

/// When each of them began.
async fn beginnings(
    db: &impl ConnectionTrait,
    ids: &[ConnectionId],
) -> Result<HashMap<ConnectionId, OffsetDateTime>, StoreError> {
    use connection_event::Column;
    let begun = Column::ConnectionId.is_in(ids.iter().copied()).and(Column::Step.eq(Step::Start.slug()));
    let rows = connection_event::Entity::find().filter(begun).all(db).await?;
    let mut began: HashMap<ConnectionId, OffsetDateTime> = HashMap::new();
    for row in rows {
        let first = began.entry(row.connection_id).or_insert(row.at);
        *first = std::cmp::min(row.at, *first);
    }
    Ok(began)
}

/// The latest version of each agreement that everybody confirmed.
pub(super) async fn agreements_in_force(
    db: &impl ConnectionTrait,
    ids: &[ConnectionId],
) -> Result<HashMap<ConnectionId, Agreement>, StoreError> {
    use internship_agreement::Column;
    let agreed = Column::ConnectionId.is_in(ids.iter().copied()).and(Column::AgreedAt.is_not_null());
    let mut latest: HashMap<ConnectionId, internship_agreement::Model> = HashMap::new();
    for row in internship_agreement::Entity::find().filter(agreed).all(db).await? {
        if latest.get(&row.connection_id).is_none_or(|known| known.version < row.version) {
            latest.insert(row.connection_id, row);
        }
    }
    let read = |(id, row): (ConnectionId, internship_agreement::Model)| {
        let lost = |_| StoreError::Corrupt { noun: "internship_agreement", id: id.as_uuid(), field: "contents" };
        Ok((id, serde_json::from_str(&row.contents).map_err(lost)?))
    };
    latest.into_iter().map(read).collect()
}

/// The internships that run at some hosts, by host, and by host and name of the tutor there. One that is past the last day
/// of its agreement in force is over, though nobody has reported the result.
struct Interns {
    at_host: HashMap<OrganisationId, HashSet<ConnectionId>>,
    of_tutor: HashMap<(OrganisationId, String), HashSet<ConnectionId>>,
}

impl Interns {
    async fn of(
        db: &impl ConnectionTrait,
        hosts: impl Iterator<Item = OrganisationId>,
        today: Date,
    ) -> Result<Self, StoreError> {
        use connection::Column;
        let hosts: HashSet<_> = hosts.map(OrganisationId::as_uuid).collect();
        let running = [Stage::Running, Stage::Interrupted].map(Stage::slug);
        let there = connection::Entity::find()
            .select_only()
            .columns([Column::Id, Column::OrganisationId])
            .filter(Column::Kind.eq(ConnectionKind::Internship.slug()))
            .filter(Column::OrganisationId.is_in(hosts).and(Column::Stage.is_in(running)));
        let hosts: HashMap<ConnectionId, OrganisationId> =
            there.into_tuple::<(ConnectionId, OrganisationId)>().all(db).await?.into_iter().collect();
        let ids: Vec<ConnectionId> = hosts.keys().copied().collect();
        let mut interns = Self { at_host: HashMap::new(), of_tutor: HashMap::new() };
        for ids in ids.chunks(IDS_PER_REQUEST) {
            let in_force = agreements_in_force(db, ids).await?;
            let goes_on = |id: &ConnectionId| in_force.get(id).is_some_and(|it| it.last_day >= today);
            let of_them = internship_agreement::Column::ConnectionId.is_in(ids.iter().copied());
            let tutors = internship_agreement::Entity::find()
                .select_only()
                .columns([internship_agreement::Column::ConnectionId, internship_agreement::Column::HostTutor])
                .filter(of_them)
                .into_tuple::<(ConnectionId, String)>();
            for (id, tutor) in tutors.all(db).await? {
                if let Some(&host) = hosts.get(&id).filter(|_| goes_on(&id)) {
                    interns.at_host.entry(host).or_default().insert(id);
                    interns.of_tutor.entry((host, tutor)).or_default().insert(id);
                }
            }
        }
        Ok(interns)
    }

    /// How many internships run at the same host, this one among them; none where this one does not run.
    fn at_host_of(&self, connection: &Connection) -> u32 {
        let there = self.at_host.get(&connection.organisation).filter(|ids| ids.contains(&connection.id));
        u32::try_from(there.map_or(0, HashSet::len)).unwrap_or(u32::MAX)
    }

    /// How many internships name the same tutor, this one among them.
    fn with_tutor_of(&self, connection: &Connection, agreement: &Agreement) -> u32 {
        let tutor = name_key(&agreement.host.tutor.name);
        let others = self.of_tutor.get(&(connection.organisation, tutor));
        let others = others.map_or(0, |ids| ids.iter().filter(|&&id| id != connection.id).count());
        u32::try_from(others + 1).unwrap_or(u32::MAX)
    }
}

/// The days of the diaries, beside the agreements in force.
async fn entries(
    db: &impl ConnectionTrait,
    ids: &[ConnectionId],
    in_force: &HashMap<ConnectionId, Agreement>,
) -> Result<HashMap<ConnectionId, Vec<TrailEntry>>, StoreError> {
    use internship_entry::Column;
    let own = internship_entry::Entity::find().filter(Column::ConnectionId.is_in(ids.iter().copied()));
    let own = own.all(db).await?;
    let keys: Vec<&String> =
        own.iter().filter_map(|row| row.text_key.as_ref()).collect::<HashSet<_>>().into_iter().collect();
    let mut writers: HashMap<String, HashSet<ConnectionId>> = HashMap::new();
    for keys in keys.chunks(IDS_PER_REQUEST) {
        let same = internship_entry::Entity::find()
            .select_only()
            .columns([Column::TextKey, Column::ConnectionId])
            .filter(Column::TextKey.is_in(keys.iter().copied()));
        for (key, id) in same.into_tuple::<(String, ConnectionId)>().all(db).await? {
            writers.entry(key).or_default().insert(id);
        }
    }
    let mut entries: HashMap<ConnectionId, Vec<TrailEntry>> = HashMap::new();
    for row in own {
        let minutes = u16::try_from(row.minutes).unwrap_or(u16::MAX);
        let agreement = in_force.get(&row.connection_id);
        let entry = TrailEntry {
            written_on: day_of(row.written_at),
            minutes,
            is_outside: agreement.is_some_and(|it| Trail::is_outside(it, (row.day, minutes))),
            is_copied: row.text_key.is_some_and(|key| writers.get(&key).is_some_and(|ids| ids.len() > 1)),
        };
        entries.entry(row.connection_id).or_default().push(entry);
    }
    Ok(entries)
}

/// Visits of the school, and words in the conversation since each began.
async fn contacts(
    db: &impl ConnectionTrait,
    began: &HashMap<ConnectionId, OffsetDateTime>,
) -> Result<HashMap<ConnectionId, u32>, StoreError> {
    let mut contacts: HashMap<ConnectionId, u32> = HashMap::new();
    let of_them = internship_visit::Column::ConnectionId.is_in(began.keys().copied());
    let visits = internship_visit::Entity::find().select_only().column(internship_visit::Column::ConnectionId);
    for id in visits.filter(of_them).into_tuple::<ConnectionId>().all(db).await? {
        *contacts.entry(id).or_default() += 1;
    }
    let said = connection_message::Entity::find()
        .select_only()
        .columns([connection_message::Column::ConnectionId, connection_message::Column::At]);
    let said = said.filter(connection_message::Column::ConnectionId.is_in(began.keys().copied()));
    for (id, at) in said.into_tuple::<(ConnectionId, OffsetDateTime)>().all(db).await? {
        if began.get(&id).is_some_and(|began| *began <= at) {
            *contacts.entry(id).or_default() += 1;
        }
    }
    Ok(contacts)
}
