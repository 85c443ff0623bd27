use sea_orm::entity::prelude::*;

use crate::{ConnectionId, DeskCaseId, ListingId, OrganisationId, PersonId};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "desk_case")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: DeskCaseId,
    pub desk: String,
    pub organisation_id: Option<OrganisationId>,
    pub name: String,
    pub source: String,
    pub kind: String,
    pub wants: String,
    pub need_id: Option<ListingId>,
    /// The officer who has it.
    pub person_id: Option<PersonId>,
    pub next_action: String,
    pub due_on: Option<TimeDate>,
    pub state: String,
    pub reason: String,
    pub agreement_id: Option<ConnectionId>,
    pub created_at: TimeDateTimeWithTimeZone,
    pub ended_at: Option<TimeDateTimeWithTimeZone>,
    pub revision: i64,
}

impl ActiveModelBehavior for ActiveModel {}
