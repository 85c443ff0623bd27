use sea_orm::entity::prelude::*;

use crate::{DeskCaseId, DeskVisitId, OrganisationId};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "desk_visit")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: DeskVisitId,
    pub desk: String,
    pub organisation_id: Option<OrganisationId>,
    pub name: String,
    pub visited_on: TimeDate,
    pub purpose: String,
    pub met: String,
    pub notes: String,
    pub kind: String,
    pub wants: String,
    pub case_id: Option<DeskCaseId>,
    pub created_at: TimeDateTimeWithTimeZone,
    pub revision: i64,
}

impl ActiveModelBehavior for ActiveModel {}
