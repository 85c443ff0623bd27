//! What firms say that their people teach, for schools that look for mentors.

use std::collections::HashMap;

use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};
use time::OffsetDateTime;

use super::entity::mentor_offer;
use super::organisations::IDS_PER_REQUEST;
use super::{Store, StoreError, audit};
use crate::OrganisationId;
use crate::access::{Action, Permit};
use crate::audit::Event;

impl Store {
    /// Says for each of `firms` what its people teach, where it said so.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read.
    pub async fn map_mentor_subjects(
        &self,
        firms: &[OrganisationId],
    ) -> Result<HashMap<OrganisationId, Vec<String>>, StoreError> {
        let mut found = HashMap::new();
        for chunk in firms.chunks(IDS_PER_REQUEST) {
            let among = mentor_offer::Column::OrganisationId.is_in(chunk.iter().copied());
            for row in mentor_offer::Entity::find().filter(among).all(&self.db).await? {
                found.insert(row.organisation_id, row.subjects.lines().map(str::to_owned).collect());
            }
        }
        Ok(found)
    }

    /// Keeps what people of the firm that `permit` is about teach, in the place of what it said before; false when the permit
    /// is for something else.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is changed then.
    pub async fn keep_mentor_subjects(
        &self,
        permit: &Permit,
        subjects: &[String],
        now: OffsetDateTime,
    ) -> Result<bool, StoreError> {
        let Some((firm, _)) = permit.thing().organisation.filter(|_| permit.action() == Action::LendMentor) else {
            return Ok(false);
        };
        let transaction = self.begin_writing().await?;
        let row = mentor_offer::ActiveModel {
            organisation_id: Set(firm),
            subjects: Set(subjects.join("\n")),
            changed_at: Set(now),
        };
        let columns = [mentor_offer::Column::Subjects, mentor_offer::Column::ChangedAt];
        let in_place = OnConflict::column(mentor_offer::Column::OrganisationId).update_columns(columns).to_owned();
        mentor_offer::Entity::insert(row).on_conflict(in_place).exec_without_returning(&transaction).await?;
        audit::append(&transaction, permit, Event::MentorSubjectsKept, "", now).await?;
        transaction.commit().await?;
        Ok(true)
    }
}

/// Moves what an organisation that goes into another one said; what the kept one said itself stays.
pub(super) async fn move_to(
    transaction: &DatabaseTransaction,
    (from, into): (OrganisationId, OrganisationId),
) -> Result<(), StoreError> {
    if mentor_offer::Entity::find_by_id(into).one(transaction).await?.is_some() {
        mentor_offer::Entity::delete_by_id(from).exec(transaction).await?;
        return Ok(());
    }
    mentor_offer::Entity::update_many()
        .col_expr(mentor_offer::Column::OrganisationId, Expr::value(into.as_uuid()))
        .filter(mentor_offer::Column::OrganisationId.eq(from))
        .exec(transaction)
        .await?;
    Ok(())
}
