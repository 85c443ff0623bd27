use sea_orm::entity::prelude::*;

use crate::LetterId;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "letter")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: LetterId,
    pub contact_kind: String,
    pub contact_value: String,
    pub language: String,
    pub kind: String,
    pub words: String,
    pub tries: i32,
    pub created_at: TimeDateTimeWithTimeZone,
    pub due_at: TimeDateTimeWithTimeZone,
}

impl ActiveModelBehavior for ActiveModel {}
