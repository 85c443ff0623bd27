use sea_orm::entity::prelude::*;

use crate::{ComplaintCaseId, PersonId};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "complaint_ruling")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub case_id: ComplaintCaseId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i32,
    pub step: String,
    pub by_id: PersonId,
    pub role: String,
    pub at: TimeDateTimeWithTimeZone,
    pub measure: Option<String>,
    pub ground: Option<String>,
    pub reason: String,
    pub answer: String,
}

impl ActiveModelBehavior for ActiveModel {}
