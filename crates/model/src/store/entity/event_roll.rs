use sea_orm::entity::prelude::*;

use crate::ListingId;

/// What those who registered for an event know of it.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "event_roll")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub listing_id: ListingId,
    /// The listing's revision up to which they were told.
    pub settled: i64,
    /// When and where, as they were told; a JSON list.
    pub known: String,
}

impl ActiveModelBehavior for ActiveModel {}
