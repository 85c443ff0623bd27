use sea_orm::entity::prelude::*;

use crate::{ConnectionId, OrganisationId, PersonId, ProposalId};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "proposal")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ProposalId,
    pub connection_id: ConnectionId,
    pub organisation_id: OrganisationId,
    pub person_id: Option<PersonId>,
    pub sealed: Vec<u8>,
    pub digest: String,
    pub revision: i32,
    pub submitted_at: TimeDateTimeWithTimeZone,
    pub withdrawn_at: Option<TimeDateTimeWithTimeZone>,
    /// A JSON object; empty until it was opened.
    pub text: String,
}

impl ActiveModelBehavior for ActiveModel {}
