use sea_orm::entity::prelude::*;

use crate::{BookingId, ListingId};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "booking_quarter")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub listing_id: ListingId,
    /// Quarters of an hour since the epoch.
    #[sea_orm(primary_key, auto_increment = false)]
    pub quarter: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub unit: i32,
    pub booking_id: BookingId,
}

impl ActiveModelBehavior for ActiveModel {}
