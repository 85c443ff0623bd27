use sea_orm::entity::prelude::*;

use crate::{IdentityId, PersonId};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "identity")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: IdentityId,
    pub person_id: PersonId,
    pub provider: String,
    pub issuer: String,
    pub subject: String,
    pub name: String,
    pub linked_at: TimeDateTimeWithTimeZone,
}

impl ActiveModelBehavior for ActiveModel {}
