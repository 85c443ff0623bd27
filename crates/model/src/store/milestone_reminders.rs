//! Reminders of milestones, of cooperations and of calls: both sides are told before one is due, and once its day has
//! passed and not both have confirmed it.

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait as _, QueryFilter, QuerySelect, QueryTrait as _};
use time::{Date, Duration, OffsetDateTime};

use super::connection_news::{NewsOf, tell};
use super::entity::{agreement_milestone, call_milestone, connection};
use super::{Store, StoreError};
use crate::ConnectionId;
use crate::chance::Chance;
use crate::clock::day_of;
use crate::connect::{ConnectionKind, Party, Stage};

/// Connections whose sides are reminded at a time.
const BATCH: u64 = 100;

/// How many days before a milestone is due its sides are reminded.
const SOON_DAYS: i32 = 7;

/// What is written down of the reminder after its day.
const PASSED: i32 = -1;

/// How long after its day it is still worth a reminder: a program that stood still makes up for it, and nobody is told of
/// what was missed long ago.
const PASSED_LATELY: Duration = Duration::days(14);

/// The columns of a table of milestones that say when to remind.
#[derive(Clone, Copy, Debug)]
struct Columns<C> {
    connection: C,
    due_on: C,
    reported_at: C,
    confirmed_at: C,
    struck_at: C,
    reminded_days: C,
}

const OF_AGREEMENTS: Columns<agreement_milestone::Column> = Columns {
    connection: agreement_milestone::Column::ConnectionId,
    due_on: agreement_milestone::Column::DueOn,
    reported_at: agreement_milestone::Column::ReportedAt,
    confirmed_at: agreement_milestone::Column::ConfirmedAt,
    struck_at: agreement_milestone::Column::StruckAt,
    reminded_days: agreement_milestone::Column::RemindedDays,
};

const OF_CALLS: Columns<call_milestone::Column> = Columns {
    connection: call_milestone::Column::ConnectionId,
    due_on: call_milestone::Column::DueOn,
    reported_at: call_milestone::Column::ReportedAt,
    confirmed_at: call_milestone::Column::ConfirmedAt,
    struck_at: call_milestone::Column::StruckAt,
    reminded_days: call_milestone::Column::RemindedDays,
};

/// At which stages milestones are waited for.
const RUNNING: [(ConnectionKind, &[Stage]); 2] = [
    (ConnectionKind::Cooperation, &[Stage::Running]),
    (ConnectionKind::Challenge, &[Stage::Running, Stage::Delivered]),
];

impl<C: ColumnTrait> Columns<C> {
    /// What is due soon, nobody has reported, and nobody was reminded of.
    fn soon(self, today: Date) -> Expr {
        let soon = today.saturating_add(Duration::days(SOON_DAYS.into()));
        let is_open = self.reported_at.is_null().and(self.is_waited_for());
        self.due_on.between(today, soon).and(is_open).and(self.reminded_days.is_null())
    }

    /// What was due lately, not both have confirmed, and nobody was reminded of since.
    fn passed(self, today: Date) -> Expr {
        let lately = self.due_on.lt(today).and(self.due_on.gte(today.saturating_sub(PASSED_LATELY)));
        let not_told = self.reminded_days.is_null().or(self.reminded_days.gt(PASSED));
        lately.and(self.is_waited_for()).and(not_told)
    }

    /// What not both have confirmed, and not both have given up.
    fn is_waited_for(self) -> Expr {
        self.confirmed_at.is_null().and(self.struck_at.is_null())
    }
}

impl Store {
    /// Reminds both sides of cooperations and calls that run of their milestones: of each once some days before it is due,
    /// and once after its day; says of how many connections.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; calling again goes on.
    pub async fn remind_of_milestones(&self, chance: &Chance, now: OffsetDateTime) -> Result<usize, StoreError> {
        let agreements = self.remind_by::<agreement_milestone::Entity>(OF_AGREEMENTS, (chance, now)).await?;
        let calls = self.remind_by::<call_milestone::Entity>(OF_CALLS, (chance, now)).await?;
        Ok(agreements + calls)
    }

    async fn remind_by<E: EntityTrait>(
        &self,
        columns: Columns<E::Column>,
        (chance, now): (&Chance, OffsetDateTime),
    ) -> Result<usize, StoreError> {
        let today = day_of(now);
        let due = E::find().select_only().column(columns.connection);
        let due = due.filter(columns.soon(today).or(columns.passed(today))).into_query();
        let theirs = running().and(connection::Column::Id.in_subquery(due));
        let ids = connection::Entity::find().select_only().column(connection::Column::Id).filter(theirs).limit(BATCH);
        let ids: Vec<ConnectionId> = ids.into_tuple().all(&self.db).await?;
        for &id in &ids {
            self.remind_sides::<E>(id, columns, (chance, now)).await?;
        }
        Ok(ids.len())
    }

    /// Marks the milestones of one connection that are to be told of, and tells both sides, of several at once in one word.
    async fn remind_sides<E: EntityTrait>(
        &self,
        id: ConnectionId,
        columns: Columns<E::Column>,
        (chance, now): (&Chance, OffsetDateTime),
    ) -> Result<(), StoreError> {
        let transaction = self.begin_writing().await?;
        let found = connection::Entity::find_by_id(id).filter(running());
        let Some(row) = found.one(&transaction).await? else { return Ok(()) };
        let today = day_of(now);
        let reminders =
            [("milestone-soon", SOON_DAYS, columns.soon(today)), ("milestone-passed", PASSED, columns.passed(today))];
        for (what, days, due) in reminders {
            let marked = E::update_many()
                .col_expr(columns.reminded_days, Expr::value(days))
                .filter(columns.connection.eq(id).and(due))
                .exec(&transaction)
                .await?;
            if marked.rows_affected == 0 {
                continue;
            }
            for party in [Party::Publisher, Party::Responder] {
                tell(&transaction, &row, party, (&NewsOf { what, chance, now }, None)).await?;
            }
        }
        transaction.commit().await?;
        Ok(())
    }
}

/// The connections whose milestones count now.
fn running() -> Expr {
    use connection::Column;
    let [cooperations, calls] = RUNNING
        .map(|(kind, stages)| Column::Kind.eq(kind.slug()).and(Column::Stage.is_in(stages.iter().map(|it| it.slug()))));
    cooperations.or(calls)
}
