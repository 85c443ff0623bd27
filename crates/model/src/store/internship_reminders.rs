//! Reminders of internships: all three sides are told when the last day has passed, and the tutors' sides of weeks that
//! wait for their word. Each internship is looked at once a day.

use std::collections::BTreeMap;

use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{
    ColumnTrait, DatabaseTransaction, EntityTrait, ExprTrait as _, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait as _,
};
use time::{Date, OffsetDateTime};

use super::connection_news::{NewsOf, tell};
use super::connections::decode;
use super::entity::connection;
use super::entity::internship_reminder::{self, Column};
use super::internship_diaries::weeks_of;
use super::internship_trails::agreements_in_force;
use super::{Store, StoreError};
use crate::ConnectionId;
use crate::chance::Chance;
use crate::clock::day_of;
use crate::connect::{ConnectionKind, Stage};
use crate::internship::{InternshipReminder, REMINDED_AFTER_END, Reminded, STAGES_REMINDED, STAGES_REMINDED_AFTER};

/// Internships that are looked at at a time.
const BATCH: u64 = 100;

/// The last reminder of each thing.
type Told = BTreeMap<InternshipReminder, Reminded>;

impl Store {
    /// Looks at internships that nobody has looked at today, and reminds their sides of what waits for them; says at how
    /// many.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses or a row cannot be understood; calling again goes on.
    pub async fn remind_of_internships(&self, chance: &Chance, now: OffsetDateTime) -> Result<usize, StoreError> {
        let looked_at = internship_reminder::Entity::find().select_only().column(Column::ConnectionId);
        let looked_at = looked_at.filter(Column::LookedOn.gte(day_of(now))).into_query();
        let unseen = is_reminded_of(now).and(connection::Column::Id.not_in_subquery(looked_at));
        let ids = connection::Entity::find().select_only().column(connection::Column::Id).filter(unseen);
        let ids: Vec<ConnectionId> =
            ids.order_by_asc(connection::Column::Id).limit(BATCH).into_tuple().all(&self.db).await?;
        for &id in &ids {
            self.remind_of_internship(id, (chance, now)).await?;
        }
        Ok(ids.len())
    }

    async fn remind_of_internship(
        &self,
        id: ConnectionId,
        (chance, now): (&Chance, OffsetDateTime),
    ) -> Result<(), StoreError> {
        let today = day_of(now);
        let transaction = self.begin_writing().await?;
        let found = connection::Entity::find_by_id(id).filter(is_reminded_of(now)).one(&transaction).await?;
        let before = internship_reminder::Entity::find_by_id(id).one(&transaction).await?;
        let is_seen = before.as_ref().is_some_and(|it| it.looked_on >= today);
        let Some(row) = found.filter(|_| !is_seen) else { return Ok(()) };
        let mut told = before.map(told_of).transpose()?.unwrap_or_default();
        for (reminder, reminded) in due(&transaction, &row, &told, today).await? {
            told.insert(reminder, reminded);
            for &party in reminder.parties() {
                tell(&transaction, &row, party, (&NewsOf { what: reminder.word(), chance, now }, None)).await?;
            }
        }
        keep(&transaction, (id, today), &told).await?;
        transaction.commit().await?;
        Ok(())
    }
}

/// The internships whose sides are reminded at `now`.
fn is_reminded_of(now: OffsetDateTime) -> Expr {
    use connection::Column;
    let ended = Column::Stage.is_in(STAGES_REMINDED_AFTER.map(Stage::slug));
    let ended_lately = ended.and(Column::MovedAt.gte(now - REMINDED_AFTER_END));
    let goes_on = Column::Stage.is_in(STAGES_REMINDED.map(Stage::slug));
    Column::Kind.eq(ConnectionKind::Internship.slug()).and(goes_on.or(ended_lately))
}

/// The reminders of the internship of `row` that are due on `today`, where `told` were the last ones.
async fn due(
    transaction: &DatabaseTransaction,
    row: &connection::Model,
    told: &Told,
    today: Date,
) -> Result<Told, StoreError> {
    let stage = decode(row.clone())?.stage;
    let Some(agreement) = agreements_in_force(transaction, &[row.id]).await?.remove(&row.id) else {
        return Ok(Told::new());
    };
    let weeks = weeks_of(transaction, row.id).await?;
    let next = |&reminder: &InternshipReminder| {
        let since = reminder.since((stage, agreement.last_day), &weeks, today)?;
        Some((reminder, reminder.next(since, told.get(&reminder).copied(), today)?))
    };
    Ok(InternshipReminder::ALL.iter().filter_map(next).collect())
}

/// Writes down the last reminders, and that somebody looked on `today`.
async fn keep(
    transaction: &DatabaseTransaction,
    (id, today): (ConnectionId, Date),
    told: &Told,
) -> Result<(), StoreError> {
    let lost = |_| StoreError::Corrupt { noun: "internship_reminder", id: id.as_uuid(), field: "told" };
    let row = internship_reminder::ActiveModel {
        connection_id: Set(id),
        looked_on: Set(today),
        told: Set(serde_json::to_string(told).map_err(lost)?),
    };
    let in_place = OnConflict::column(Column::ConnectionId).update_columns([Column::LookedOn, Column::Told]).to_owned();
    internship_reminder::Entity::insert(row).on_conflict(in_place).exec_without_returning(transaction).await?;
    Ok(())
}

fn told_of(row: internship_reminder::Model) -> Result<Told, StoreError> {
    let id = row.connection_id.as_uuid();
    let lost = |_| StoreError::Corrupt { noun: "internship_reminder", id, field: "told" };
    serde_json::from_str(&row.told).map_err(lost)
}
