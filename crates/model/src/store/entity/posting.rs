use sea_orm::entity::prelude::*;

use crate::{ListingId, OrganisationId, PersonId};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "posting")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ListingId,
    pub organisation_id: OrganisationId,
    pub kind: String,
    pub author_id: PersonId,
    pub state: String,
    /// A JSON object.
    pub record: String,
    pub version: i32,
    pub live: Option<i32>,
    pub revision: i64,
    pub publish_at: Option<TimeDateTimeWithTimeZone>,
    pub valid_through: Option<TimeDateTimeWithTimeZone>,
    pub submitted_at: Option<TimeDateTimeWithTimeZone>,
    /// How many reminders of its end were sent.
    pub reminders: i32,
    pub reason: String,
    pub created_at: TimeDateTimeWithTimeZone,
    pub updated_at: TimeDateTimeWithTimeZone,
}

impl ActiveModelBehavior for ActiveModel {}
