use sea_orm::entity::prelude::*;

use crate::PersonId;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "restricted_person")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub person_id: PersonId,
    pub contents: String,
    pub closed_at: TimeDateTimeWithTimeZone,
    pub purge_at: TimeDateTimeWithTimeZone,
}

impl ActiveModelBehavior for ActiveModel {}
