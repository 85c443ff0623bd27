use sea_orm::entity::prelude::*;

use crate::{PersonId, ProposalId};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "proposal_score")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub proposal_id: ProposalId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub person_id: PersonId,
    /// A JSON object.
    pub sheet: String,
    pub scored_at: TimeDateTimeWithTimeZone,
}

impl ActiveModelBehavior for ActiveModel {}
