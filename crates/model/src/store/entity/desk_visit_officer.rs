use sea_orm::entity::prelude::*;

use crate::{DeskVisitId, PersonId};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "desk_visit_officer")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub visit_id: DeskVisitId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub person_id: PersonId,
}

impl ActiveModelBehavior for ActiveModel {}
