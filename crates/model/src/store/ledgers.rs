//! How soon organisations promise to reply, and how they did.

use std::collections::HashMap;

use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait as _, QueryFilter, QuerySelect};
use time::OffsetDateTime;

use super::entity::{connection, reply_promise};
use super::{Store, StoreError, audit};
use crate::OrganisationId;
use crate::access::Permit;
use crate::audit::Event;
use crate::connect::{ConnectionKind, LEDGER_SPAN, LedgerLine, PROMISE_DAYS, ReplyLedger, Stage};

/// What the ledger reads of a connection.
type Line = (OrganisationId, OffsetDateTime, i32, Option<OffsetDateTime>, String, OffsetDateTime);

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
        let of_it = connection::Column::OrganisationId.eq(organisation);
        Ok(ledgers(&self.db, of_it, now).await?.remove(&organisation).unwrap_or_default())
    }

    /// How every organisation replied to which somebody applied over the last 180 days; the public may know it.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read.
    pub async fn map_reply_ledgers(
        &self,
        now: OffsetDateTime,
    ) -> Result<HashMap<OrganisationId, ReplyLedger>, StoreError> {
        ledgers(&self.db, connection::Column::Id.is_not_null(), now).await
    }
}

/// The ledgers over the applications that `which` chooses.
async fn ledgers(
    db: &impl ConnectionTrait,
    which: Expr,
    now: OffsetDateTime,
) -> Result<HashMap<OrganisationId, ReplyLedger>, StoreError> {
    use connection::Column;
    let applications = Column::Kind.is_in([ConnectionKind::Job, ConnectionKind::Internship].map(ConnectionKind::slug));
    let rows: Vec<Line> = connection::Entity::find()
        .filter(which.and(applications).and(Column::CreatedAt.gt(now - LEDGER_SPAN)))
        .select_only()
        .columns([Column::OrganisationId, Column::CreatedAt, Column::PromiseDays, Column::RepliedAt])
        .columns([Column::Stage, Column::MovedAt])
        .into_tuple()
        .all(db)
        .await?;
    let mut lines: HashMap<OrganisationId, Vec<LedgerLine>> = HashMap::new();
    for (organisation, begun, promise, replied, stage, moved) in rows {
        lines.entry(organisation).or_default().push(LedgerLine {
            begun,
            promise_days: u16::try_from(promise).unwrap_or(PROMISE_DAYS),
            replied,
            withdrawn: (stage == Stage::Withdrawn.slug()).then_some(moved),
        });
    }
    Ok(lines.into_iter().map(|(organisation, lines)| (organisation, ReplyLedger::of(lines, now))).collect())
}

/// The days within which an organisation promises to reply: what it said, else what holds for all.
pub(super) async fn promise_of(db: &impl ConnectionTrait, organisation: OrganisationId) -> Result<u16, StoreError> {
    let row = reply_promise::Entity::find_by_id(organisation).one(db).await?;
    Ok(row.and_then(|row| u16::try_from(row.days).ok()).unwrap_or(PROMISE_DAYS))
}
