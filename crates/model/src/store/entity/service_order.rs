use sea_orm::entity::prelude::*;

use crate::{ConnectionId, ListingId};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "service_order")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub connection_id: ConnectionId,
    pub listing_id: ListingId,
    pub price_fen: i64,
    pub price_for: String,
    pub holds_until: TimeDateTimeWithTimeZone,
    pub quoted_at: TimeDateTimeWithTimeZone,
    pub stars: Option<i32>,
    pub rating_words: String,
    pub rated_at: Option<TimeDateTimeWithTimeZone>,
}

impl ActiveModelBehavior for ActiveModel {}
