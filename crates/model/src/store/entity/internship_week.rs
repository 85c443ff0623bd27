use sea_orm::entity::prelude::*;

use crate::{ConnectionId, PersonId};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "internship_week")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub connection_id: ConnectionId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub monday: TimeDate,
    pub minutes: i32,
    pub host_by_id: Option<PersonId>,
    pub host_at: Option<TimeDateTimeWithTimeZone>,
    pub host_disputes: Option<String>,
    pub school_by_id: Option<PersonId>,
    pub school_at: Option<TimeDateTimeWithTimeZone>,
    pub school_disputes: Option<String>,
    pub confirmed_at: Option<TimeDateTimeWithTimeZone>,
}

impl ActiveModelBehavior for ActiveModel {}
