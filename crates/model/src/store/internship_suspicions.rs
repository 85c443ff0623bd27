//! What makes a desk wonder about internships, and what it decides.

use std::collections::HashSet;

use sea_orm::ActiveValue::Set;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait as _, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use time::OffsetDateTime;

use super::connection_news::{NewsOf, tell};
use super::connection_steps::find;
use super::connections::{decode, known};
use super::entity::{connection, internship_verdict};
use super::internship_diaries::Recorded;
use super::internship_trails::{trail_of, trails};
use super::public_figures::tell_figures_of;
use super::{Store, StoreError, audit};
use crate::ConnectionId;
use crate::access::{Action, Actor, Permit};
use crate::audit::Event;
use crate::chance::Chance;
use crate::connect::{Connection, ConnectionKind, Party, Stage};
use crate::internship::{Suspicion, SuspicionVerdict};
use crate::organisation::Organisation;

/// Internships whose trails are gathered at a time.
const LOOKED_THROUGH: usize = 100;

/// How often at most before the list is shown, so that a desk with few suspects does not wait for the whole past.
const STRETCHES: usize = 20;

/// Suspect internships from which on a list is long enough.
pub const SUSPECTS_SHOWN: usize = 30;

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
    /// What should be looked at in the internship that `permit` is about, and what was decided of it already.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn find_suspicions(&self, permit: &Permit, now: OffsetDateTime) -> Result<Vec<Suspicion>, StoreError> {
        let id = ConnectionId::from_uuid(permit.thing().id);
        let Some(row) = connection::Entity::find_by_id(id).one(&self.db).await? else { return Ok(Vec::new()) };
        let shown = trail_of(&self.db, &decode(row)?, now).await?.map(|trail| trail.suspicions()).unwrap_or_default();
        let decided = decided_of(&self.db, &[id]).await?;
        let is_there = |it: &Suspicion| shown.contains(it) || decided.contains(&(id, it.slug().to_owned()));
        Ok(Suspicion::ALL.iter().copied().filter(is_there).collect())
    }

    /// Lists the internships that `actor` should look at for a desk, those moved last first, from those after `after` on:
    /// up to [`SUSPECTS_SHOWN`] of them, and after which one to go on where there may be more. What is decided is left out.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_suspect_internships(
        &self,
        actor: &Actor,
        mut after: Option<ConnectionId>,
        now: OffsetDateTime,
    ) -> Result<(Vec<SuspectInternship>, Option<ConnectionId>), StoreError> {
        let mut suspect = Vec::new();
        for _ in 0..STRETCHES {
            let rows = self.list_begun_internships(after).await?;
            let is_last = rows.len() < LOOKED_THROUGH;
            let organisations = self.organisations_beside(&rows).await?;
            let mut at_desk = Vec::new();
            for row in rows {
                let host = known(&organisations, &row, row.organisation_id)?;
                after = Some(row.id);
                let connection = decode(row)?;
                if actor.permit(Action::SettleConnection, connection.thing_of((host.id, host.kind))).is_ok() {
                    at_desk.push((connection, host));
                }
            }
            let ids: Vec<ConnectionId> = at_desk.iter().map(|(connection, _)| connection.id).collect();
            let decided = decided_of(&self.db, &ids).await?;
            let mut trails = trails(&self.db, at_desk.iter().map(|(connection, _)| connection), now).await?;
            for (connection, host) in at_desk {
                let shown = trails.remove(&connection.id).map(|trail| trail.suspicions()).unwrap_or_default();
                let is_open = |it: &Suspicion| !decided.contains(&(connection.id, it.slug().to_owned()));
                let suspicions: Vec<Suspicion> = shown.into_iter().filter(is_open).collect();
                if !suspicions.is_empty() {
                    suspect.push(SuspectInternship { connection, host, suspicions });
                }
            }
            if is_last {
                return Ok((suspect, None));
            }
            if suspect.len() >= SUSPECTS_SHOWN {
                break;
            }
        }
        Ok((suspect, after))
    }

    /// Internships that have begun, those moved last first, from those after `after` on.
    async fn list_begun_internships(&self, after: Option<ConnectionId>) -> Result<Vec<connection::Model>, StoreError> {
        use connection::Column;
        let mut begun = connection::Entity::find()
            .filter(Column::Kind.eq(ConnectionKind::Internship.slug()))
            .filter(Column::Stage.is_in(BEGUN.map(Stage::slug)));
        if let Some(after) = after {
            let Some(last) = connection::Entity::find_by_id(after).one(&self.db).await? else { return Ok(Vec::new()) };
            let at_once = Column::MovedAt.eq(last.moved_at).and(Column::Id.lt(last.id));
            begun = begun.filter(Column::MovedAt.lt(last.moved_at).or(at_once));
        }
        let latest = begun.order_by_desc(Column::MovedAt).order_by_desc(Column::Id);
        Ok(latest.limit(LOOKED_THROUGH as u64).all(&self.db).await?)
    }

    /// Writes what a desk decided about something that made it wonder, or writes it anew, also once nothing shows it any
    /// more. While something is upheld the internship and its hours do not count for the public; student, host and school
    /// are told when that begins and when it ends.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is written then.
    pub async fn decide_suspicion(
        &self,
        permit: &Permit,
        (suspicion, verdict): (Suspicion, SuspicionVerdict),
        words: &str,
        (chance, now): (&Chance, OffsetDateTime),
    ) -> Result<Recorded, StoreError> {
        let transaction = self.begin_writing().await?;
        let Some((row, party)) = find(&transaction, permit).await? else { return Ok(Recorded::NotNow) };
        let shown = trail_of(&transaction, &decode(row.clone())?, now).await?;
        let key = (row.id, suspicion.slug().to_owned());
        let before = internship_verdict::Entity::find_by_id(key.clone()).one(&transaction).await?;
        let is_shown = before.is_some() || shown.is_some_and(|trail| trail.suspicions().contains(&suspicion));
        if !is_shown || party.desk().is_none() {
            return Ok(Recorded::NotNow);
        }
        let was_upheld = is_upheld(&transaction, row.id).await?;
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
        let is_upheld = is_upheld(&transaction, row.id).await?;
        if was_upheld != is_upheld {
            tell_figures_of(&transaction, std::slice::from_ref(&row), now).await?;
            let news = NewsOf { what: if is_upheld { "upheld" } else { "cleared" }, chance, now };
            for party in [Party::Responder, Party::Publisher, Party::School] {
                tell(&transaction, &row, party, (&news, Some(permit.person()))).await?;
            }
        }
        transaction.commit().await?;
        Ok(Recorded::Done)
    }
}

/// Whether a desk decided of the connection `id` that something is what it looks like.
async fn is_upheld(db: &impl ConnectionTrait, id: ConnectionId) -> Result<bool, StoreError> {
    use internship_verdict::Column;
    let upheld = Column::ConnectionId.eq(id).and(Column::Verdict.eq(SuspicionVerdict::Upheld.slug()));
    Ok(internship_verdict::Entity::find().filter(upheld).count(db).await? > 0)
}

/// What desks decided already, of each of the connections `ids`.
async fn decided_of(
    db: &impl ConnectionTrait,
    ids: &[ConnectionId],
) -> Result<HashSet<(ConnectionId, String)>, StoreError> {
    let of_them = internship_verdict::Column::ConnectionId.is_in(ids.iter().copied());
    let rows = internship_verdict::Entity::find().filter(of_them).all(db).await?;
    Ok(rows.into_iter().map(|row| (row.connection_id, row.suspicion)).collect())
}
