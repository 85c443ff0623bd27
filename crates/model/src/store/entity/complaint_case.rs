use sea_orm::entity::prelude::*;

use crate::{ComplaintCaseId, OrganisationId, PersonId};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "complaint_case")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ComplaintCaseId,
    pub subject: String,
    pub subject_id: Uuid,
    pub organisation_id: OrganisationId,
    pub author_id: Option<PersonId>,
    pub title: String,
    /// A JSON object: what stood there when the first complaint came.
    pub snapshot: String,
    pub state: String,
    pub finding: Option<String>,
    pub revision: i64,
    pub opened_at: TimeDateTimeWithTimeZone,
    pub due_on: TimeDate,
    pub appeal_until: Option<TimeDate>,
    pub updated_at: TimeDateTimeWithTimeZone,
}

impl ActiveModelBehavior for ActiveModel {}
