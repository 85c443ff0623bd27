use sea_orm::entity::prelude::*;

use crate::{EvidenceId, OrganisationFileId};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "evidence")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: EvidenceId,
    pub file_id: OrganisationFileId,
    pub slot: String,
    pub name: String,
    pub media: String,
    pub size: i32,
    pub sha256: String,
    pub stored_as: String,
    pub added_at: TimeDateTimeWithTimeZone,
}

impl ActiveModelBehavior for ActiveModel {}
