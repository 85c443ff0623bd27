//! Duplicates of organisations: one goes into another, and whatever still names it means the other from then on.

use std::collections::HashMap;

use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QuerySelect};
use time::OffsetDateTime;
use uuid::Uuid;

use super::audit::append;
use super::entity::{
    complaint_case, connection, grant, listing, measure, membership_request, organisation, organisation_file,
    organisation_merge, posting, posting_version, reply_promise, sheet, standing,
};
use super::incoming::Prepared;
use super::organisation_files::is_open;
use super::organisations::IDS_PER_REQUEST;
use super::outbox::{self, Noun};
use super::{Store, StoreError, agreements, desk_cases, invitations, mentor_appointments, proposals};
use crate::OrganisationId;
use crate::access::Permit;
use crate::audit::Event;
use crate::organisation_file::FileState;

impl Store {
    /// Finds the organisation into which `id` went; `None` when it went into none.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read.
    pub async fn find_kept_organisation(&self, id: OrganisationId) -> Result<Option<OrganisationId>, StoreError> {
        Ok(organisation_merge::Entity::find_by_id(id).one(&self.db).await?.map(|row| row.kept_id))
    }

    /// Lets the organisation of `gone` go into that of `kept`, for `reason`: its listings, roles and files move there,
    /// what waits for its administrators is dropped, and its address leads to the other; says whether it did.
    ///
    /// One that was verified keeps its standing only where the other has none. One transaction with audit and outbox.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is changed then.
    pub async fn merge_organisations(
        &self,
        gone: &Permit,
        kept: &Permit,
        reason: &str,
        now: OffsetDateTime,
    ) -> Result<bool, StoreError> {
        let (from, into) = (organisation_of(gone), organisation_of(kept));
        let transaction = self.begin_writing().await?;
        let both = organisation::Entity::find().filter(organisation::Column::Id.is_in([from, into]));
        if from == into || both.all(&transaction).await?.len() < 2 {
            return Ok(false);
        }
        move_listings(&transaction, (from, into), now).await?;
        move_grants(&transaction, (from, into), now).await?;
        move_files(&transaction, (from, into), now).await?;
        move_standing(&transaction, (from, into)).await?;
        move_postings(&transaction, (from, into)).await?;
        move_complaints(&transaction, (from, into)).await?;
        invitations::move_to(&transaction, (from, into)).await?;
        move_connections(&transaction, (from, into)).await?;
        desk_cases::move_to(&transaction, (from, into)).await?;
        agreements::move_to(&transaction, (from, into)).await?;
        mentor_appointments::move_to(&transaction, (from, into)).await?;
        proposals::move_to(&transaction, (from, into)).await?;
        let waiting = membership_request::Column::OrganisationId.eq(from);
        membership_request::Entity::delete_many().filter(waiting).exec(&transaction).await?;
        organisation_merge::Entity::update_many()
            .col_expr(organisation_merge::Column::KeptId, Expr::value(into.as_uuid()))
            .filter(organisation_merge::Column::KeptId.eq(from))
            .exec(&transaction)
            .await?;
        let row = organisation_merge::ActiveModel { id: Set(from), kept_id: Set(into), at: Set(now) };
        organisation_merge::Entity::insert(row).exec_without_returning(&transaction).await?;
        organisation::Entity::delete_by_id(from).exec(&transaction).await?;
        outbox::record(&transaction, Noun::Organisation, &[from.as_uuid(), into.as_uuid()], now).await?;
        append(&transaction, gone, Event::OrganisationMerged, &format!("{into} {reason}"), now).await?;
        append(&transaction, kept, Event::OrganisationMerged, &format!("{from} {reason}"), now).await?;
        transaction.commit().await?;
        Ok(true)
    }
}

const fn organisation_of(permit: &Permit) -> OrganisationId {
    OrganisationId::from_uuid(permit.thing().id)
}

async fn move_listings(
    transaction: &DatabaseTransaction,
    (from, into): (OrganisationId, OrganisationId),
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    use listing::Column;
    let theirs = listing::Entity::find().select_only().column(Column::Id).filter(Column::OrganisationId.eq(from));
    let ids: Vec<Uuid> = theirs.into_tuple().all(transaction).await?;
    listing::Entity::update_many()
        .col_expr(Column::OrganisationId, Expr::value(into.as_uuid()))
        .col_expr(Column::Revision, Expr::col(Column::Revision).add(1))
        .col_expr(Column::UpdatedAt, Expr::value(now))
        .filter(Column::OrganisationId.eq(from))
        .exec(transaction)
        .await?;
    outbox::record(transaction, Noun::Listing, &ids, now).await
}

/// Moves what the one that goes wrote here, with its versions and its sheets.
async fn move_postings(
    transaction: &DatabaseTransaction,
    (from, into): (OrganisationId, OrganisationId),
) -> Result<(), StoreError> {
    posting::Entity::update_many()
        .col_expr(posting::Column::OrganisationId, Expr::value(into.as_uuid()))
        .filter(posting::Column::OrganisationId.eq(from))
        .exec(transaction)
        .await?;
    posting_version::Entity::update_many()
        .col_expr(posting_version::Column::OrganisationId, Expr::value(into.as_uuid()))
        .filter(posting_version::Column::OrganisationId.eq(from))
        .exec(transaction)
        .await?;
    sheet::Entity::update_many()
        .col_expr(sheet::Column::OrganisationId, Expr::value(into.as_uuid()))
        .filter(sheet::Column::OrganisationId.eq(from))
        .exec(transaction)
        .await?;
    Ok(())
}

/// Moves complaints about the one that goes, and measures against it.
async fn move_complaints(
    transaction: &DatabaseTransaction,
    (from, into): (OrganisationId, OrganisationId),
) -> Result<(), StoreError> {
    complaint_case::Entity::update_many()
        .col_expr(complaint_case::Column::OrganisationId, Expr::value(into.as_uuid()))
        .filter(complaint_case::Column::OrganisationId.eq(from))
        .exec(transaction)
        .await?;
    measure::Entity::update_many()
        .col_expr(measure::Column::OrganisationId, Expr::value(into.as_uuid()))
        .filter(measure::Column::OrganisationId.eq(from))
        .exec(transaction)
        .await?;
    Ok(())
}

/// Moves what was answered to or by the one that goes, and whose school or second host it is; its promise ends with it.
async fn move_connections(
    transaction: &DatabaseTransaction,
    (from, into): (OrganisationId, OrganisationId),
) -> Result<(), StoreError> {
    use connection::Column;
    for column in [Column::OrganisationId, Column::ResponderOrganisationId, Column::SchoolId, Column::SecondHostId] {
        let moved = connection::Entity::update_many().col_expr(column, Expr::value(into.as_uuid()));
        moved.filter(column.eq(from)).exec(transaction).await?;
    }
    reply_promise::Entity::delete_by_id(from).exec(transaction).await?;
    Ok(())
}

/// Moves roles; one that its holder has in the kept organisation too ends.
async fn move_grants(
    transaction: &DatabaseTransaction,
    (from, into): (OrganisationId, OrganisationId),
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    use grant::Column;
    let held = |of: OrganisationId| {
        let held = Column::OrganisationId.eq(of).and(Column::EndedAt.is_null());
        grant::Entity::find().filter(held).all(transaction)
    };
    let (theirs, present) = (held(from).await?, held(into).await?);
    for row in theirs {
        if present.iter().any(|other| other.person_id == row.person_id && other.role == row.role) {
            grant::Entity::update_many()
                .col_expr(Column::EndedAt, Expr::value(now))
                .filter(Column::Id.eq(row.id))
                .exec(transaction)
                .await?;
        }
    }
    grant::Entity::update_many()
        .col_expr(Column::OrganisationId, Expr::value(into.as_uuid()))
        .filter(Column::OrganisationId.eq(from))
        .exec(transaction)
        .await?;
    Ok(())
}

/// Moves files; what was to be claimed of the one that goes is superseded where the other is verified already.
async fn move_files(
    transaction: &DatabaseTransaction,
    (from, into): (OrganisationId, OrganisationId),
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    use organisation_file::Column;
    if standing::Entity::find_by_id(into).one(transaction).await?.is_some() {
        organisation_file::Entity::update_many()
            .col_expr(Column::State, Expr::value(FileState::Superseded.slug()))
            .col_expr(Column::Revision, Expr::col(Column::Revision).add(1))
            .col_expr(Column::UpdatedAt, Expr::value(now))
            .filter(Column::OrganisationId.eq(from).and(is_open()))
            .exec(transaction)
            .await?;
    }
    organisation_file::Entity::update_many()
        .col_expr(Column::OrganisationId, Expr::value(into.as_uuid()))
        .filter(Column::OrganisationId.eq(from))
        .exec(transaction)
        .await?;
    Ok(())
}

async fn move_standing(
    transaction: &DatabaseTransaction,
    (from, into): (OrganisationId, OrganisationId),
) -> Result<(), StoreError> {
    if standing::Entity::find_by_id(into).one(transaction).await?.is_some() {
        standing::Entity::delete_by_id(from).exec(transaction).await?;
        return Ok(());
    }
    standing::Entity::update_many()
        .col_expr(standing::Column::OrganisationId, Expr::value(into.as_uuid()))
        .filter(standing::Column::OrganisationId.eq(from))
        .exec(transaction)
        .await?;
    Ok(())
}

/// Which organisations stand in the place of those among `ids` that went into another.
pub(super) async fn kept_in_place_of(
    db: &impl ConnectionTrait,
    ids: &[OrganisationId],
) -> Result<HashMap<OrganisationId, OrganisationId>, StoreError> {
    let mut kept = HashMap::new();
    for chunk in ids.chunks(IDS_PER_REQUEST) {
        let among = organisation_merge::Column::Id.is_in(chunk.iter().copied());
        let rows = organisation_merge::Entity::find().filter(among).all(db).await?;
        kept.extend(rows.into_iter().map(|row| (row.id, row.kept_id)));
    }
    Ok(kept)
}

/// Gives listings of organisations that went into another to that other one.
pub(super) async fn in_kept_organisations(
    transaction: &DatabaseTransaction,
    batch: Vec<Prepared>,
) -> Result<Vec<Prepared>, StoreError> {
    let named: Vec<OrganisationId> = batch.iter().map(|it| it.incoming.listing.organisation).collect();
    let kept = kept_in_place_of(transaction, &named).await?;
    if kept.is_empty() {
        return Ok(batch);
    }
    let mut organisations = HashMap::new();
    for &id in kept.values() {
        if let Some(row) = organisation::Entity::find_by_id(id).one(transaction).await? {
            organisations.insert(id, super::organisations::decode(row)?);
        }
    }
    let moved = |it: Prepared| {
        let into = kept.get(&it.incoming.listing.organisation).and_then(|id| organisations.get(id));
        into.map_or_else(|| it.clone(), |organisation| it.clone().moved_to(organisation.clone()))
    };
    Ok(batch.into_iter().map(moved).collect())
}
