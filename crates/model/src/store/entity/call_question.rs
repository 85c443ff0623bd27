use sea_orm::entity::prelude::*;

use crate::{ConnectionId, OrganisationId, PersonId};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "call_question")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub connection_id: ConnectionId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i32,
    pub organisation_id: OrganisationId,
    pub person_id: Option<PersonId>,
    pub question: String,
    pub asked_at: TimeDateTimeWithTimeZone,
    pub answer: String,
    pub answered_at: Option<TimeDateTimeWithTimeZone>,
}

impl ActiveModelBehavior for ActiveModel {}
