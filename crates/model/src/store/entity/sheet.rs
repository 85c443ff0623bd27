use sea_orm::entity::prelude::*;

use crate::{OrganisationId, PersonId, SheetId};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sheet")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SheetId,
    pub organisation_id: OrganisationId,
    pub kind: String,
    pub person_id: PersonId,
    pub name: String,
    /// A JSON list of headings.
    pub unread: String,
    pub made_at: TimeDateTimeWithTimeZone,
    pub expires_at: TimeDateTimeWithTimeZone,
}

impl ActiveModelBehavior for ActiveModel {}
