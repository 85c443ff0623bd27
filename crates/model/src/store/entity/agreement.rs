use sea_orm::entity::prelude::*;

use crate::{ConnectionId, OrganisationId};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "agreement")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub connection_id: ConnectionId,
    /// Whose listing it came of.
    pub organisation_id: OrganisationId,
    pub responder_organisation_id: OrganisationId,
    pub form: String,
    pub number: String,
    pub signed_on: TimeDate,
    pub from_on: TimeDate,
    pub until_on: TimeDate,
    pub amount_yuan: Option<i64>,
    pub confidentiality: String,
    /// Which side entered it.
    pub entered_by: String,
    /// When both sides had agreed.
    pub agreed_at: Option<TimeDateTimeWithTimeZone>,
    /// Whether each side lets the public know of it.
    pub publisher_shows: bool,
    pub responder_shows: bool,
    /// The last number of days before its end on which both were reminded.
    pub reminded_days: Option<i32>,
    pub revision: i64,
}

impl ActiveModelBehavior for ActiveModel {}
