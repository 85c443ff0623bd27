use sea_orm::entity::prelude::*;

use crate::{ContactId, ListingId, PersonId, RegistrationId};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "registration")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RegistrationId,
    pub listing_id: ListingId,
    pub person_id: PersonId,
    pub contact_id: Option<ContactId>,
    pub state: String,
    /// Rises with each registration for the event: whoever waits at the lowest moves up first.
    pub place: i64,
    pub note: String,
    pub consent: String,
    pub registered_at: TimeDateTimeWithTimeZone,
    pub changed_at: TimeDateTimeWithTimeZone,
}

impl ActiveModelBehavior for ActiveModel {}
