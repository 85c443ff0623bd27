use sea_orm::entity::prelude::*;

use crate::{ConnectionId, ListingId, OrganisationId, PersonId};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "connection")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ConnectionId,
    pub kind: String,
    pub listing_id: ListingId,
    pub title: String,
    pub organisation_id: OrganisationId,
    /// Who answered, for themself or for the organisation that did.
    pub person_id: Option<PersonId>,
    pub responder_organisation_id: Option<OrganisationId>,
    /// The school of a student who answered.
    pub school_id: Option<OrganisationId>,
    /// The second host of an internship, once the student has confirmed the agreement that names it.
    pub second_host_id: Option<OrganisationId>,
    /// Listing and whoever answered while it is open.
    pub open_key: Option<String>,
    pub stage: String,
    pub revision: i64,
    /// A JSON object; empty once its owner took back that it is shared.
    pub shared: String,
    /// A JSON list of moments.
    pub times: String,
    pub chosen: Option<TimeDateTimeWithTimeZone>,
    pub promise_days: i32,
    pub due_at: Option<TimeDateTimeWithTimeZone>,
    pub remind_at: Option<TimeDateTimeWithTimeZone>,
    pub created_at: TimeDateTimeWithTimeZone,
    pub moved_at: TimeDateTimeWithTimeZone,
    pub replied_at: Option<TimeDateTimeWithTimeZone>,
}

impl ActiveModelBehavior for ActiveModel {}
