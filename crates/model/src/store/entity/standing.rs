use sea_orm::entity::prelude::*;

use crate::OrganisationId;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "standing")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation_id: OrganisationId,
    pub state: String,
    pub until: TimeDate,
    pub recruiter_class: Option<String>,
    pub reason: String,
    /// Days before the end for which the last reminder went out; many while none has.
    pub reminded_days: i32,
    pub updated_at: TimeDateTimeWithTimeZone,
}

impl ActiveModelBehavior for ActiveModel {}
