use sea_orm::entity::prelude::*;

use crate::{OrganisationFileId, OrganisationId, PersonId};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "organisation_file")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: OrganisationFileId,
    pub organisation_id: OrganisationId,
    pub person_id: PersonId,
    pub purpose: String,
    pub state: String,
    pub credit_code: String,
    pub kind: String,
    /// What was entered, as JSON.
    pub entered: String,
    pub revision: i64,
    pub due_on: Option<TimeDate>,
    pub created_at: TimeDateTimeWithTimeZone,
    pub updated_at: TimeDateTimeWithTimeZone,
}

impl ActiveModelBehavior for ActiveModel {}
