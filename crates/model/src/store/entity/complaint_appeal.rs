use sea_orm::entity::prelude::*;

use crate::ComplaintCaseId;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "complaint_appeal")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub case_id: ComplaintCaseId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub side: String,
    pub text: String,
    pub at: TimeDateTimeWithTimeZone,
}

impl ActiveModelBehavior for ActiveModel {}
