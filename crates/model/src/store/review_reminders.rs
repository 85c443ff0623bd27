//! Reminders of those who were asked to review a call, before the day until which they are waited for.

use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait, EntityTrait, ExprTrait as _, IntoActiveModel as _, QueryFilter, QuerySelect,
    QueryTrait as _,
};
use time::OffsetDateTime;

use super::call_reviews::decode;
use super::connection_news::{NewsOf, tell_reviewer};
use super::entity::{call_reviewer, connection};
use super::{Store, StoreError};
use crate::call::{Declaration, Task};
use crate::chance::Chance;
use crate::connect::ConnectionKind;

impl Store {
    /// Reminds reviewers who are still waited for that their day comes, each once; says how many.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; calling again goes on.
    pub async fn remind_reviewers(&self, chance: &Chance, now: OffsetDateTime) -> Result<usize, StoreError> {
        let mut reminded = 0;
        for row in call_reviewer::Entity::find().filter(waited_for()).all(&self.db).await? {
            if decode(row.clone(), String::new())?.is_to_remind(now) {
                reminded += usize::from(self.remind_reviewer(row, (chance, now)).await?);
            }
        }
        Ok(reminded)
    }

    async fn remind_reviewer(
        &self,
        row: call_reviewer::Model,
        (chance, now): (&Chance, OffsetDateTime),
    ) -> Result<bool, StoreError> {
        let transaction = self.begin_writing().await?;
        let key = (row.connection_id, row.person_id, row.task);
        let found = call_reviewer::Entity::find_by_id(key).filter(waited_for()).one(&transaction).await?;
        let Some(found) = found else { return Ok(false) };
        let asked = decode(found.clone(), String::new())?;
        let id = found.connection_id;
        let mut found = found.into_active_model();
        found.reminded_at = Set(Some(now));
        found.update(&transaction).await?;
        let news = NewsOf { what: "review-soon", chance, now };
        tell_reviewer(&transaction, id, (asked.person, asked.task), &news).await?;
        transaction.commit().await?;
        Ok(true)
    }
}

/// Those who have not handed in what they were asked for at a stage that waits for it, and were not reminded.
fn waited_for() -> Expr {
    use call_reviewer::Column;
    let is_open = Column::DoneAt.is_null().and(Column::RemindedAt.is_null());
    let has_no_interest = Column::Declared.is_null().or(Column::Declared.eq(Declaration::None.slug()));
    let [opinions, scores] = [Task::Opinion, Task::Score].map(|task| {
        let at_stage = connection::Column::Kind
            .eq(ConnectionKind::Challenge.slug())
            .and(connection::Column::Stage.eq(task.stage().slug()));
        let calls = connection::Entity::find().select_only().column(connection::Column::Id).filter(at_stage);
        Column::Task.eq(task.slug()).and(Column::ConnectionId.in_subquery(calls.into_query()))
    });
    is_open.and(has_no_interest).and(opinions.or(scores))
}
