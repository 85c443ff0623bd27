use sea_orm::entity::prelude::*;

use crate::{AttachmentId, ListingId};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "attachment")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AttachmentId,
    pub posting_id: ListingId,
    pub name: String,
    pub purpose: String,
    pub media: String,
    pub size: i32,
    pub sha256: String,
    pub stored_as: String,
    pub added_at: TimeDateTimeWithTimeZone,
}

impl ActiveModelBehavior for ActiveModel {}
