use sea_orm::entity::prelude::*;

use crate::OrganisationId;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "organisation")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: OrganisationId,
    pub kind: String,
    pub name: String,
    pub name_en: Option<String>,
    pub short_name: Option<String>,
    pub credit_code: Option<String>,
    pub division: Option<String>,
    pub zone: Option<String>,
    pub place_text: String,
    pub industry: Option<String>,
    pub summary: String,
    pub summary_en: Option<String>,
    pub staffing_agency: bool,
    pub source: String,
    pub record: String,
    pub demo: bool,
    pub content_hash: i64,
    pub revision: i64,
    pub created_at: TimeDateTimeWithTimeZone,
    pub updated_at: TimeDateTimeWithTimeZone,
}

impl ActiveModelBehavior for ActiveModel {}
