use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "missed_search")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub skill: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub day: TimeDate,
    pub count: i32,
}

impl ActiveModelBehavior for ActiveModel {}
