use sea_orm::entity::prelude::*;

use crate::{EvidenceId, OrganisationFileId, PersonId};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "restricted_evidence")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: EvidenceId,
    pub person_id: PersonId,
    pub file_id: OrganisationFileId,
    pub slot: String,
    pub name: String,
    pub sha256: String,
    pub stored_as: String,
    pub added_at: TimeDateTimeWithTimeZone,
    pub purge_at: TimeDateTimeWithTimeZone,
}

impl ActiveModelBehavior for ActiveModel {}
