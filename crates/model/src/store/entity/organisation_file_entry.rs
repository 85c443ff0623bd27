use sea_orm::entity::prelude::*;

use crate::{OrganisationFileId, PersonId};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "organisation_file_entry")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub file_id: OrganisationFileId,
    /// The revision that the file reached with it.
    #[sea_orm(primary_key, auto_increment = false)]
    pub revision: i64,
    pub at: TimeDateTimeWithTimeZone,
    pub step: String,
    pub person_id: Option<PersonId>,
    pub reason: String,
    /// A JSON list.
    pub remarks: String,
}

impl ActiveModelBehavior for ActiveModel {}
