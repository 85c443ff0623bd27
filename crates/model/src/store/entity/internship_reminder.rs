use sea_orm::entity::prelude::*;

use crate::ConnectionId;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "internship_reminder")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub connection_id: ConnectionId,
    /// The last day on which somebody looked whether there is something to remind of.
    pub looked_on: TimeDate,
    /// A JSON object.
    pub told: String,
}

impl ActiveModelBehavior for ActiveModel {}
