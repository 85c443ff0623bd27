use sea_orm::entity::prelude::*;

use crate::{ListingId, OrganisationId, PersonId};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "posting_version")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub posting_id: ListingId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i32,
    pub organisation_id: OrganisationId,
    /// A JSON object.
    pub record: String,
    pub by_id: PersonId,
    pub at: TimeDateTimeWithTimeZone,
    pub verdict: String,
    pub outcome: Option<String>,
    pub reason: String,
    /// A JSON object: remarks by field.
    pub remarks: String,
    pub decided_by: Option<PersonId>,
    pub decided_at: Option<TimeDateTimeWithTimeZone>,
}

impl ActiveModelBehavior for ActiveModel {}
