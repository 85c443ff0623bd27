use sea_orm::entity::prelude::*;

use crate::{OrganisationId, PersonId};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_entry")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub seq: i64,
    pub at: TimeDateTimeWithTimeZone,
    pub person_id: Option<PersonId>,
    pub role: Option<String>,
    pub event: String,
    pub noun: String,
    pub thing: Uuid,
    pub organisation_id: Option<OrganisationId>,
    pub reason: String,
    pub previous: String,
    pub hash: String,
}

impl ActiveModelBehavior for ActiveModel {}
