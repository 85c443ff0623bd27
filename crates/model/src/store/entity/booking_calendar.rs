use sea_orm::entity::prelude::*;

use crate::ListingId;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "booking_calendar")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub listing_id: ListingId,
    /// The first day on which it held.
    #[sea_orm(primary_key, auto_increment = false)]
    pub since: TimeDate,
    /// A JSON object.
    pub rules: String,
    pub revision: i64,
    pub changed_at: TimeDateTimeWithTimeZone,
}

impl ActiveModelBehavior for ActiveModel {}
