use sea_orm::entity::prelude::*;

use crate::{ListingId, OrganisationId};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "listing")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ListingId,
    pub organisation_id: OrganisationId,
    pub kind: String,
    pub state: String,
    pub title: String,
    pub title_en: Option<String>,
    pub description: String,
    pub division: Option<String>,
    pub zone: Option<String>,
    pub place_text: String,
    pub industry: Option<String>,
    /// A JSON list of names.
    pub skills: String,
    /// A JSON list of ids of the vocabulary; `None` stands for none.
    pub skills_denied: Option<String>,
    /// The kind's details as tagged JSON.
    pub details: String,
    pub published_at: TimeDateTimeWithTimeZone,
    pub valid_through: Option<TimeDateTimeWithTimeZone>,
    pub source: String,
    pub record: String,
    pub demo: bool,
    pub content_hash: i64,
    pub fingerprint: i64,
    /// What a policy document is known by.
    pub document_number: Option<String>,
    /// The column of an article.
    pub news_column: Option<String>,
    pub quality: i32,
    pub duplicate_of: Option<ListingId>,
    pub revision: i64,
    pub created_at: TimeDateTimeWithTimeZone,
    pub updated_at: TimeDateTimeWithTimeZone,
}

impl ActiveModelBehavior for ActiveModel {}
