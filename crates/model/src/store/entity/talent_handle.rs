use sea_orm::entity::prelude::*;

use crate::{OrganisationId, PersonId};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "talent_handle")]
pub struct Model {
    /// What an organisation knows somebody by: by chance, and another one for each organisation.
    #[sea_orm(primary_key, auto_increment = false)]
    pub handle: String,
    pub organisation_id: OrganisationId,
    pub person_id: PersonId,
}

impl ActiveModelBehavior for ActiveModel {}
