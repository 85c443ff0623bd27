use sea_orm::entity::prelude::*;

use crate::{ConnectionId, PersonId};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "internship_agreement")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub connection_id: ConnectionId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub version: i32,
    pub person_id: Option<PersonId>,
    /// A JSON object.
    pub contents: String,
    /// The name in the agreement, folded.
    pub host_tutor: String,
    /// The connection of host and school under which it is done.
    pub frame_id: Option<ConnectionId>,
    /// A JSON list.
    pub documents: String,
    pub written_at: TimeDateTimeWithTimeZone,
    pub agreed_at: Option<TimeDateTimeWithTimeZone>,
}

impl ActiveModelBehavior for ActiveModel {}
