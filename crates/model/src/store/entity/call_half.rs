use sea_orm::entity::prelude::*;

use crate::ConnectionId;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "call_half")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub connection_id: ConnectionId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub half: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub held_by: String,
    pub sealed: Vec<u8>,
}

impl ActiveModelBehavior for ActiveModel {}
