use sea_orm::entity::prelude::*;

use crate::{AppointmentId, MentorHoursId};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "mentor_hours")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MentorHoursId,
    pub appointment_id: AppointmentId,
    pub taught_on: TimeDate,
    pub hours: i32,
    pub words: String,
    /// The side that said so first.
    pub logged_by: String,
    pub logged_at: TimeDateTimeWithTimeZone,
    /// When the other side said so, too.
    pub confirmed_at: Option<TimeDateTimeWithTimeZone>,
    pub disputed_at: Option<TimeDateTimeWithTimeZone>,
    pub dispute: String,
    pub revision: i64,
}

impl ActiveModelBehavior for ActiveModel {}
