use sea_orm::entity::prelude::*;

use crate::{ConnectionId, MilestoneId};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "agreement_milestone")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MilestoneId,
    pub connection_id: ConnectionId,
    pub title: String,
    pub due_on: TimeDate,
    /// Which side said that it is reached.
    pub reported_by: Option<String>,
    pub reported_at: Option<TimeDateTimeWithTimeZone>,
    pub words: String,
    /// When the other side said so, too.
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
