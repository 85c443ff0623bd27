use sea_orm::entity::prelude::*;

use crate::{ListingId, SavedSearchId};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "alert")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub saved_search_id: SavedSearchId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub listing_id: ListingId,
    /// Place in the order of changes of the one that made the listing public.
    pub seq: i64,
}

impl ActiveModelBehavior for ActiveModel {}
