use sea_orm::entity::prelude::*;

use crate::{ComplaintId, EvidenceId};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "complaint_evidence")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: EvidenceId,
    pub complaint_id: ComplaintId,
    pub media: String,
    pub size: i32,
    pub sha256: String,
    pub stored_as: String,
    pub added_at: TimeDateTimeWithTimeZone,
}

impl ActiveModelBehavior for ActiveModel {}
