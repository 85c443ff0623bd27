use sea_orm::entity::prelude::*;

use crate::{DeskCaseId, PersonId};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "desk_case_event")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub case_id: DeskCaseId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub revision: i64,
    /// The desk that had the case when it was done.
    pub desk: String,
    pub step: String,
    /// The state afterwards.
    pub state: String,
    pub words: String,
    pub person_id: PersonId,
    pub at: TimeDateTimeWithTimeZone,
}

impl ActiveModelBehavior for ActiveModel {}
