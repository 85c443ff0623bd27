use sea_orm::entity::prelude::*;

use crate::{ConnectionId, ProposalId};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "challenge_call")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub connection_id: ConnectionId,
    /// A JSON object.
    pub terms: String,
    pub deadline: TimeDateTimeWithTimeZone,
    pub public_key: Option<String>,
    pub opened_at: Option<TimeDateTimeWithTimeZone>,
    pub nominee_id: Option<ProposalId>,
    pub notice_until: Option<TimeDateTimeWithTimeZone>,
    /// A JSON object; empty before it is registered.
    pub contract: String,
}

impl ActiveModelBehavior for ActiveModel {}
