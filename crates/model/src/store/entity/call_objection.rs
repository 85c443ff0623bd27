use sea_orm::entity::prelude::*;

use crate::{ConnectionId, OrganisationId, PersonId};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "call_objection")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub connection_id: ConnectionId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i32,
    /// `None` where somebody objects for themself.
    pub organisation_id: Option<OrganisationId>,
    pub person_id: Option<PersonId>,
    pub words: String,
    pub at: TimeDateTimeWithTimeZone,
    pub decision: String,
}

impl ActiveModelBehavior for ActiveModel {}
