//! How soon organisations promise to reply, and how they did.

use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait as _, QueryFilter, QuerySelect};
use time::OffsetDateTime;

use super::entity::{connection, reply_promise};
use super::{Store, StoreError, audit};
use crate::OrganisationId;
use crate::access::Permit;
use crate::audit::Event;
use crate::connect::{LEDGER_SPAN, LedgerLine, PROMISE_DAYS, ReplyLedger, Stage};

/// What the ledger reads of a connection.
type Line = (OffsetDateTime, i32, Option<OffsetDateTime>, String, OffsetDateTime);

impl Store {
    /// The days within which an organisation promises to reply.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read.
    pub async fn find_reply_promise(&self, organisation: OrganisationId) -> Result<u16, StoreError> {
        promise_of(&self.db, organisation).await
    }

    /// Promises for the organisation that `permit` is about to reply within `days`; what waits keeps its own promise.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is changed then.
    pub async fn promise_reply(&self, permit: &Permit, days: u16, now: OffsetDateTime) -> Result<(), StoreError> {
        let transaction = self.begin_writing().await?;
        let row = reply_promise::ActiveModel {
            organisation_id: Set(OrganisationId::from_uuid(permit.thing().id)),
            days: Set(days.into()),
            changed_at: Set(now),
        };
        let columns = [reply_promise::Column::Days, reply_promise::Column::ChangedAt];
        let in_place = OnConflict::column(reply_promise::Column::OrganisationId).update_columns(columns).to_owned();
        reply_promise::Entity::insert(row).on_conflict(in_place).exec_without_returning(&transaction).await?;
        audit::append(&transaction, permit, Event::ReplyPromised, &days.to_string(), now).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// How an organisation replied to those who applied over the last 180 days; the public may know it.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read.
    pub async fn find_reply_ledger(
        &self,
        organisation: OrganisationId,
        now: OffsetDateTime,
    ) -> Result<ReplyLedger, StoreError> {
        use connection::Column;
        let lately = Column::OrganisationId.eq(organisation).and(Column::CreatedAt.gt(now - LEDGER_SPAN));
        let rows: Vec<Line> = connection::Entity::find()
            .filter(lately)
            .select_only()
            .columns([Column::CreatedAt, Column::PromiseDays, Column::RepliedAt, Column::Stage, Column::MovedAt])
            .into_tuple()
            .all(&self.db)
            .await?;
        let line = |(begun, promise, replied, stage, moved): Line| LedgerLine {
            begun,
            promise_days: u16::try_from(promise).unwrap_or(PROMISE_DAYS),
            replied,
            withdrawn: (stage == Stage::Withdrawn.slug()).then_some(moved),
        };
        Ok(ReplyLedger::of(rows.into_iter().map(line), now))
    }
}

/// The days within which an organisation promises to reply: what it said, else what holds for all.
pub(super) async fn promise_of(db: &impl ConnectionTrait, organisation: OrganisationId) -> Result<u16, StoreError> {
    let row = reply_promise::Entity::find_by_id(organisation).one(db).await?;
    Ok(row.and_then(|row| u16::try_from(row.days).ok()).unwrap_or(PROMISE_DAYS))
}
