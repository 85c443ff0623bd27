use sea_orm::entity::prelude::*;

use crate::{ChallengeId, PersonId};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "challenge")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ChallengeId,
    pub purpose: String,
    pub contact_kind: String,
    pub contact_value: String,
    pub person_id: Option<PersonId>,
    pub code_hash: String,
    pub payload: String,
    pub tries_left: i32,
    pub created_at: TimeDateTimeWithTimeZone,
    pub expires_at: TimeDateTimeWithTimeZone,
}

impl ActiveModelBehavior for ActiveModel {}
