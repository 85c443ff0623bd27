use sea_orm::entity::prelude::*;

use crate::{ConnectionId, PersonId};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "internship_signature")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub connection_id: ConnectionId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub version: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub signatory: String,
    pub person_id: Option<PersonId>,
    pub at: TimeDateTimeWithTimeZone,
    pub media: Option<String>,
    pub size: Option<i32>,
    pub sha256: Option<String>,
    pub stored_as: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
