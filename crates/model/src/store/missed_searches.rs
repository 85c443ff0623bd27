//! How often a skill was searched for without any result.

use std::collections::HashMap;

use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, ExprTrait as _, OnConflict};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use time::Date;

use super::entity::missed_search;
use super::outbox::INSERT_ROWS;
use super::{Store, StoreError};

/// Searches for one skill on one day that found nothing. Nothing of their words or of who searched is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissedSearch {
    /// The skill's name for programs.
    pub skill: String,
    /// The day in Shanghai.
    pub day: Date,
    /// How many there were.
    pub count: u32,
}

impl Store {
    /// Adds `missed`, each skill and day at most once in it, to what was counted before; one transaction.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is added then.
    pub async fn add_missed_searches(&self, missed: &[MissedSearch]) -> Result<(), StoreError> {
        let transaction = self.begin_writing().await?;
        for chunk in missed.chunks(INSERT_ROWS) {
            let before = Expr::col((missed_search::Entity, missed_search::Column::Count));
            let sum = before.add(Expr::col(("excluded", missed_search::Column::Count)));
            let add = OnConflict::columns([missed_search::Column::Skill, missed_search::Column::Day])
                .value(missed_search::Column::Count, sum)
                .to_owned();
            let rows = chunk.iter().map(encode);
            missed_search::Entity::insert_many(rows).on_conflict(add).exec_without_returning(&transaction).await?;
        }
        transaction.commit().await?;
        Ok(())
    }

    /// How often each skill was searched for without any result since `first`, that day included.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read.
    pub async fn count_missed_searches_since(&self, first: Date) -> Result<HashMap<String, u64>, StoreError> {
        let rows: Vec<(String, i64)> = missed_search::Entity::find()
            .select_only()
            .column(missed_search::Column::Skill)
            .column_as(missed_search::Column::Count.sum(), "sum")
            .filter(missed_search::Column::Day.gte(first))
            .group_by(missed_search::Column::Skill)
            .into_tuple()
            .all(&self.db)
            .await?;
        Ok(rows.into_iter().map(|(skill, count)| (skill, u64::try_from(count).unwrap_or(0))).collect())
    }
}

fn encode(missed: &MissedSearch) -> missed_search::ActiveModel {
    missed_search::ActiveModel {
        skill: Set(missed.skill.clone()),
        day: Set(missed.day),
        count: Set(i32::try_from(missed.count).unwrap_or(i32::MAX)),
    }
}
