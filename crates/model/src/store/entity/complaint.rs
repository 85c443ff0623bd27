use sea_orm::entity::prelude::*;

use crate::{ComplaintCaseId, ComplaintId, PersonId};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "complaint")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ComplaintId,
    pub case_id: ComplaintCaseId,
    /// Who sent it; leaves the store only to tell them.
    pub reporter_id: Option<PersonId>,
    /// The hash of what leads those without an account to it.
    pub secret_hash: Option<String>,
    pub category: String,
    pub text: String,
    pub link: String,
    pub reported_at: TimeDateTimeWithTimeZone,
}

impl ActiveModelBehavior for ActiveModel {}
