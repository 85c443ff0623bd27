use sea_orm::entity::prelude::*;

use crate::SheetId;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sheet_row")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub sheet_id: SheetId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i32,
    /// A JSON object.
    pub record: String,
    /// A JSON list.
    pub troubles: String,
    pub good: bool,
    pub aim: Option<String>,
    pub outcome: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
