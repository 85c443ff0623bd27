use sea_orm::entity::prelude::*;

use crate::PersonId;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "letter_preference")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub person_id: PersonId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub kind: String,
    pub by_mail: bool,
    pub leave_token: String,
}

impl ActiveModelBehavior for ActiveModel {}
