use sea_orm::entity::prelude::*;

use crate::{OrganisationId, PersonId};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "person")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PersonId,
    pub name: String,
    pub language: String,
    pub password_hash: Option<String>,
    pub password_set_at: Option<TimeDateTimeWithTimeZone>,
    pub totp_secret: Option<String>,
    pub totp_step: i64,
    pub totp_since: Option<TimeDateTimeWithTimeZone>,
    pub age_group: String,
    pub school_id: Option<OrganisationId>,
    pub restricted_at: Option<TimeDateTimeWithTimeZone>,
    pub created_at: TimeDateTimeWithTimeZone,
    pub updated_at: TimeDateTimeWithTimeZone,
}

impl ActiveModelBehavior for ActiveModel {}
