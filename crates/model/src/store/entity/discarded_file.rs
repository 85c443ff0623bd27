use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "discarded_file")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub stored_as: String,
}

impl ActiveModelBehavior for ActiveModel {}
