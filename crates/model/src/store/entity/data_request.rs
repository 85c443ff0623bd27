use sea_orm::entity::prelude::*;

use crate::{DataRequestId, PersonId};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "data_request")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: DataRequestId,
    pub person_id: PersonId,
    pub kind: String,
    pub state: String,
    pub words: String,
    pub answer: String,
    pub due_on: TimeDate,
    pub asked_at: TimeDateTimeWithTimeZone,
    pub moved_at: TimeDateTimeWithTimeZone,
}

impl ActiveModelBehavior for ActiveModel {}
