use sea_orm::entity::prelude::*;

use crate::AttachmentId;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "attachment_use")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub attachment_id: AttachmentId,
    /// 0 for what is being written.
    #[sea_orm(primary_key, auto_increment = false)]
    pub version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
