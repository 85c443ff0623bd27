use sea_orm::entity::prelude::*;

use crate::{MembershipRequestId, OrganisationId, PersonId};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "membership_request")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MembershipRequestId,
    pub organisation_id: OrganisationId,
    pub role: String,
    pub until: Option<TimeDate>,
    pub person_id: PersonId,
    pub contact_kind: Option<String>,
    pub contact_value: Option<String>,
    pub note: String,
    pub asked_at: TimeDateTimeWithTimeZone,
}

impl ActiveModelBehavior for ActiveModel {}
