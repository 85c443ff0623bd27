use sea_orm::entity::prelude::*;

use crate::{InquiryId, ListingId, PersonId};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "inquiry")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: InquiryId,
    pub policy_id: ListingId,
    pub person_id: PersonId,
    pub desk: String,
    pub state: String,
    pub question: String,
    pub may_be_public: bool,
    pub follows: Option<InquiryId>,
    pub asked_at: TimeDateTimeWithTimeZone,
    pub due_on: TimeDate,
    pub reason: String,
    pub referral: Option<String>,
    pub answer: String,
    pub is_public: bool,
    pub decided_at: Option<TimeDateTimeWithTimeZone>,
    pub revision: i64,
}

impl ActiveModelBehavior for ActiveModel {}
