use sea_orm::entity::prelude::*;

use crate::{AppointmentId, OrganisationId, PersonId};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "mentor_appointment")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AppointmentId,
    /// Which way somebody goes.
    pub kind: String,
    pub school_id: OrganisationId,
    pub firm_id: OrganisationId,
    /// The mentor, once the firm has named one, or the teacher.
    pub person_id: Option<PersonId>,
    pub subject: String,
    pub from_on: TimeDate,
    pub until_on: TimeDate,
    pub hours_planned: i32,
    pub certificate: String,
    pub created_at: TimeDateTimeWithTimeZone,
    pub named_at: Option<TimeDateTimeWithTimeZone>,
    pub accepted_at: Option<TimeDateTimeWithTimeZone>,
    pub ended_at: Option<TimeDateTimeWithTimeZone>,
    pub reason: String,
    pub revision: i64,
    /// When everybody was told that it ends soon.
    pub reminded_at: Option<TimeDateTimeWithTimeZone>,
}

impl ActiveModelBehavior for ActiveModel {}
