use sea_orm::entity::prelude::*;

use crate::{ConnectionId, IncidentId, PersonId};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "internship_incident")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: IncidentId,
    pub connection_id: ConnectionId,
    pub person_id: Option<PersonId>,
    pub taken_up_by_id: Option<PersonId>,
    pub closed_by_id: Option<PersonId>,
    pub party: String,
    pub kind: String,
    pub happened_at: TimeDateTimeWithTimeZone,
    pub words: String,
    pub needs_help: bool,
    pub reported_at: TimeDateTimeWithTimeZone,
    pub taken_up_at: Option<TimeDateTimeWithTimeZone>,
    pub taken_up_words: Option<String>,
    pub escalated_at: Option<TimeDateTimeWithTimeZone>,
    pub closed_at: Option<TimeDateTimeWithTimeZone>,
    pub closed_party: Option<String>,
    pub outcome: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
