use sea_orm::entity::prelude::*;

use crate::ConnectionId;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "call_milestone")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub connection_id: ConnectionId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i32,
    pub title: String,
    pub due_on: TimeDate,
    pub reported_at: Option<TimeDateTimeWithTimeZone>,
    pub confirmed_at: Option<TimeDateTimeWithTimeZone>,
    pub disputed_at: Option<TimeDateTimeWithTimeZone>,
    pub dispute: String,
    pub revision: i64,
    /// How many days before its day the sides were last reminded; negative once it has passed.
    pub reminded_days: Option<i32>,
    /// Which side proposed to strike it, when and why, and when the other side agreed.
    pub strike_by: Option<String>,
    pub strike_at: Option<TimeDateTimeWithTimeZone>,
    pub strike_reason: String,
    pub struck_at: Option<TimeDateTimeWithTimeZone>,
}

impl ActiveModelBehavior for ActiveModel {}
