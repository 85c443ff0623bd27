use sea_orm::entity::prelude::*;

use crate::ConnectionId;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "internship_entry")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub connection_id: ConnectionId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub day: TimeDate,
    pub minutes: i32,
    pub text: String,
    /// SHA-256 of the text without its spaces, where it is long enough to tell something.
    pub text_key: Option<String>,
    pub written_at: TimeDateTimeWithTimeZone,
}

impl ActiveModelBehavior for ActiveModel {}
