use sea_orm::entity::prelude::*;

use crate::{BookingId, ListingId, OrganisationId, PersonId};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "booking")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: BookingId,
    pub listing_id: ListingId,
    /// Whoever booked, until they close their account.
    pub person_id: Option<PersonId>,
    pub organisation_id: Option<OrganisationId>,
    pub starts_at: TimeDateTimeWithTimeZone,
    pub ends_at: TimeDateTimeWithTimeZone,
    pub state: String,
    pub reason: String,
    pub people: i32,
    /// A JSON list of names.
    pub roster: String,
    pub note: String,
    /// A JSON object.
    pub agreed: String,
    /// Whether it was booked by people of the facility's own organisation.
    pub inside: bool,
    pub keeper_word: Option<String>,
    pub keeper_said_at: Option<TimeDateTimeWithTimeZone>,
    pub booker_word: Option<String>,
    pub booker_said_at: Option<TimeDateTimeWithTimeZone>,
    pub confirmed_at: Option<TimeDateTimeWithTimeZone>,
    /// Of what somebody was reminded last; empty for nothing.
    pub reminded: String,
    pub revision: i64,
    pub made_at: TimeDateTimeWithTimeZone,
    pub changed_at: TimeDateTimeWithTimeZone,
}

impl ActiveModelBehavior for ActiveModel {}
