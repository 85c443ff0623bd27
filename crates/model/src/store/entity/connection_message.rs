use sea_orm::entity::prelude::*;

use crate::{ConnectionId, ConnectionMessageId, PersonId};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "connection_message")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ConnectionMessageId,
    pub connection_id: ConnectionId,
    pub party: String,
    pub person_id: Option<PersonId>,
    pub text: String,
    pub paper: Option<String>,
    pub at: TimeDateTimeWithTimeZone,
}

impl ActiveModelBehavior for ActiveModel {}
