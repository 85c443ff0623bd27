use sea_orm::entity::prelude::*;

use crate::{PersonId, SealingKeyId};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sealing_key")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SealingKeyId,
    pub person_id: PersonId,
    pub desk: String,
    pub public_key: String,
    /// Encrypted under its owner's passphrase.
    pub locked: Vec<u8>,
    pub made_at: TimeDateTimeWithTimeZone,
}

impl ActiveModelBehavior for ActiveModel {}
