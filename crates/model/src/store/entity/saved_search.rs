use sea_orm::entity::prelude::*;

use crate::{PersonId, SavedSearchId};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "saved_search")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SavedSearchId,
    pub person_id: PersonId,
    pub name: String,
    pub address: String,
    pub pace: String,
    /// Only what comes after this change is new to the search.
    pub since_seq: i64,
    /// Rises over all searches whenever one is saved.
    pub version: i64,
    pub unseen: i32,
    /// What waits to be told beyond the listings that are remembered.
    pub more: i32,
    pub due_at: Option<TimeDateTimeWithTimeZone>,
    pub told_at: Option<TimeDateTimeWithTimeZone>,
    pub leave_token: String,
    pub created_at: TimeDateTimeWithTimeZone,
}

impl ActiveModelBehavior for ActiveModel {}
