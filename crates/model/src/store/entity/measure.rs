use sea_orm::entity::prelude::*;

use crate::{ComplaintCaseId, MeasureId, OrganisationId};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "measure")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MeasureId,
    pub case_id: ComplaintCaseId,
    pub organisation_id: OrganisationId,
    pub subject: String,
    pub subject_id: Uuid,
    pub title: String,
    pub kind: String,
    pub ground: String,
    pub reason: String,
    /// A JSON object: what stood there when it was taken.
    pub snapshot: String,
    /// How the listing stood before; `None` when nothing was taken from the public.
    pub listing_before: Option<String>,
    /// How the organisation stood before; `None` when its standing was left as it was.
    pub standing_before: Option<String>,
    pub taken_at: TimeDateTimeWithTimeZone,
    pub lifted_at: Option<TimeDateTimeWithTimeZone>,
}

impl ActiveModelBehavior for ActiveModel {}
