//! What persons do about their own data: restrict its use, delete parts of it, come of age.

use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, ExprTrait as _, QueryFilter, QueryOrder};
use time::OffsetDateTime;

use super::audit::append_own;
use super::consents::{give, hide_profile, withdraw};
use super::entity::{alert, message, person, profile, saved_listing, saved_search};
use super::saved_searches::next_version;
use super::{Store, StoreError, consents, outbox};
use crate::PersonId;
use crate::audit::Event;
use crate::consent::{Consent, Purpose, Recipient};
use crate::person::AgeGroup;
use crate::profile::Visibility;
use crate::retention::Part;

/// What became of a profile that was to be shown to others than before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Showing {
    /// It is.
    Done,
    /// It was changed since it was seen.
    Outdated,
    /// Profiles of those under age, and data whose use is restricted, are found by nobody.
    NotAllowed,
}

impl Store {
    /// Lets the data of `id` be stored and not used from now on: nobody finds the profile, no alerts are looked for. One
    /// transaction with the audit; once more makes no difference.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is changed then.
    pub async fn restrict_own_data(&self, id: PersonId, now: OffsetDateTime) -> Result<(), StoreError> {
        let transaction = self.begin_writing().await?;
        let open = person::Column::Id.eq(id).and(person::Column::RestrictedAt.is_null());
        let restricted = person::ActiveModel { restricted_at: Set(Some(now)), ..Default::default() };
        let changed = person::Entity::update_many().set(restricted).filter(open).exec(&transaction).await?;
        if changed.rows_affected == 0 {
            return Ok(());
        }
        hide_profile(&transaction, id, now).await?;
        withdraw(&transaction, id, Purpose::BeingFound, Recipient::VerifiedOrganisations, now).await?;
        silence_searches(&transaction, id).await?;
        append_own(&transaction, id, Event::ProcessingRestricted, now).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Lets the data of `id` be used again. Saved searches go on with what comes from now on; who finds the profile is to
    /// be chosen anew. One transaction with the audit.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is changed then.
    pub async fn lift_restriction(&self, id: PersonId, now: OffsetDateTime) -> Result<(), StoreError> {
        let transaction = self.begin_writing().await?;
        let shut = person::Column::Id.eq(id).and(person::Column::RestrictedAt.is_not_null());
        let lifted = person::ActiveModel { restricted_at: Set(None), ..Default::default() };
        let changed = person::Entity::update_many().set(lifted).filter(shut).exec(&transaction).await?;
        if changed.rows_affected == 0 {
            return Ok(());
        }
        wake_searches(&transaction, id).await?;
        append_own(&transaction, id, Event::ProcessingResumed, now).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Deletes a part of what is known of `id`; once more makes no difference. One transaction with the audit.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is deleted then.
    pub async fn delete_own_part(&self, id: PersonId, part: Part, now: OffsetDateTime) -> Result<(), StoreError> {
        let transaction = self.begin_writing().await?;
        let deleted = match part {
            Part::Profile => {
                withdraw(&transaction, id, Purpose::BeingFound, Recipient::VerifiedOrganisations, now).await?;
                profile::Entity::delete_by_id(id).exec(&transaction).await?
            }
            Part::Searches => {
                let own = saved_search::Column::PersonId.eq(id);
                saved_search::Entity::delete_many().filter(own).exec(&transaction).await?
            }
            Part::Listings => {
                let own = saved_listing::Column::PersonId.eq(id);
                saved_listing::Entity::delete_many().filter(own).exec(&transaction).await?
            }
            Part::Messages => {
                let own = message::Column::PersonId.eq(id);
                message::Entity::delete_many().filter(own).exec(&transaction).await?
            }
        };
        if deleted.rows_affected > 0 {
            append_own(&transaction, id, Event::DataDeleted, now).await?;
        }
        transaction.commit().await?;
        Ok(())
    }

    /// Shows the profile of `consent.person`, as somebody saw it at `revision`, to others from now on: being found is agreed
    /// to with the same transaction, and anything less withdraws that.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is changed then.
    pub async fn show_own_profile(
        &self,
        (revision, visibility): (i64, Visibility),
        consent: &Consent,
    ) -> Result<Showing, StoreError> {
        let (id, now) = (consent.person, consent.given_at);
        let transaction = self.begin_writing().await?;
        let owner = person::Entity::find_by_id(id).one(&transaction).await?;
        let may_be_found =
            owner.is_some_and(|row| row.age_group == AgeGroup::Adult.slug() && row.restricted_at.is_none());
        if visibility == Visibility::Findable && !may_be_found {
            return Ok(Showing::NotAllowed);
        }
        if !set_visibility(&transaction, id, (revision, visibility), now).await? {
            return Ok(Showing::Outdated);
        }
        match visibility {
            Visibility::Findable => give(&transaction, consent).await?,
            Visibility::Private | Visibility::Recipients => {
                consents::withdraw(&transaction, id, consent.purpose, consent.recipient, now).await?;
            }
        }
        transaction.commit().await?;
        Ok(Showing::Done)
    }

    /// Notes that `id`, who came here by a school, has declared to be of age.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses.
    pub async fn come_of_age(&self, id: PersonId, now: OffsetDateTime) -> Result<(), StoreError> {
        let adult = person::ActiveModel {
            age_group: Set(AgeGroup::Adult.slug().to_owned()),
            updated_at: Set(now),
            ..Default::default()
        };
        let one = person::Column::Id.eq(id);
        person::Entity::update_many().set(adult).filter(one).exec(&self.db).await?;
        Ok(())
    }
}

/// Gives a profile another visibility; says whether it was still at `revision`. One that nobody has begun is begun.
async fn set_visibility(
    transaction: &DatabaseTransaction,
    id: PersonId,
    (revision, visibility): (i64, Visibility),
    now: OffsetDateTime,
) -> Result<bool, StoreError> {
    let mut row = profile::ActiveModel {
        visibility: Set(visibility.slug().to_owned()),
        revision: Set(revision + 1),
        updated_at: Set(now),
        ..Default::default()
    };
    if profile::Entity::find_by_id(id).one(transaction).await?.is_none() && revision == 0 {
        row.person_id = Set(id);
        row.contents = Set("{}".to_owned());
        row.created_at = Set(now);
        profile::Entity::insert(row).exec_without_returning(transaction).await?;
        return Ok(true);
    }
    let seen = profile::Column::PersonId.eq(id).and(profile::Column::Revision.eq(revision));
    Ok(profile::Entity::update_many().set(row).filter(seen).exec(transaction).await?.rows_affected == 1)
}

/// Forgets what waits to be told of the searches of `id`.
async fn silence_searches(transaction: &DatabaseTransaction, id: PersonId) -> Result<(), StoreError> {
    let own = saved_search::Column::PersonId.eq(id);
    for row in saved_search::Entity::find().filter(own.clone()).all(transaction).await? {
        let waiting = alert::Column::SavedSearchId.eq(row.id);
        alert::Entity::delete_many().filter(waiting).exec(transaction).await?;
    }
    let silent = saved_search::ActiveModel { due_at: Set(None), more: Set(0), ..Default::default() };
    saved_search::Entity::update_many().set(silent).filter(own).exec(transaction).await?;
    Ok(())
}

/// Lets the searches of `id` be looked through again, from the latest change on.
async fn wake_searches(transaction: &DatabaseTransaction, id: PersonId) -> Result<(), StoreError> {
    let own = saved_search::Entity::find().filter(saved_search::Column::PersonId.eq(id));
    let latest = outbox::latest(transaction).await?;
    for row in own.order_by_asc(saved_search::Column::Version).all(transaction).await? {
        let version = next_version(transaction).await?;
        saved_search::Entity::update_many()
            .col_expr(saved_search::Column::SinceSeq, Expr::value(latest))
            .col_expr(saved_search::Column::Version, Expr::value(version))
            .filter(saved_search::Column::Id.eq(row.id))
            .exec(transaction)
            .await?;
    }
    Ok(())
}
