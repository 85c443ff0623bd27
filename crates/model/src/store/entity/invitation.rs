use sea_orm::entity::prelude::*;

use crate::{InvitationId, ListingId, OrganisationId, PersonId};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "invitation")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: InvitationId,
    pub listing_id: ListingId,
    pub organisation_id: OrganisationId,
    pub person_id: PersonId,
    pub state: String,
    pub words: String,
    pub sent_at: TimeDateTimeWithTimeZone,
    pub answered_at: Option<TimeDateTimeWithTimeZone>,
}

impl ActiveModelBehavior for ActiveModel {}
