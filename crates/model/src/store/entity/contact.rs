use sea_orm::entity::prelude::*;

use crate::{ContactId, PersonId};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "contact")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ContactId,
    pub person_id: PersonId,
    pub kind: String,
    pub value: String,
    pub proven_at: TimeDateTimeWithTimeZone,
}

impl ActiveModelBehavior for ActiveModel {}
