use sea_orm::entity::prelude::*;

use crate::{DeskCaseId, ListingId, OrganisationId};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "desk_introduction")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub case_id: DeskCaseId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub listing_id: ListingId,
    pub organisation_id: OrganisationId,
    pub title: String,
    pub at: TimeDateTimeWithTimeZone,
}

impl ActiveModelBehavior for ActiveModel {}
