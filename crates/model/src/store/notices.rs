//! News for persons whom the store knows, told with what causes them.

use std::collections::BTreeSet;

use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, ExprTrait as _, QueryFilter, QueryOrder,
};
use time::OffsetDateTime;

use super::entity::{grant, person};
use super::{StoreError, messages};
use crate::access::{Action, Relation, Role, allows};
use crate::clock::day_of;
use crate::message::Telling;
use crate::{OrganisationId, PersonId};

/// Tells `id`; nobody when the account is gone.
pub(super) async fn tell(
    transaction: &DatabaseTransaction,
    id: PersonId,
    telling: &Telling<'_>,
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    if person::Entity::find_by_id(id).one(transaction).await?.is_none() {
        return Ok(());
    }
    messages::write(transaction, &telling.to(id, now), now).await
}

/// Tells everybody who administers `organisation`.
pub(super) async fn tell_administrators(
    transaction: &DatabaseTransaction,
    organisation: OrganisationId,
    telling: &Telling<'_>,
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    for holder in administrators(transaction, organisation).await? {
        tell(transaction, holder.person_id, telling, now).await?;
    }
    Ok(())
}

/// The grants of those who administer `organisation`.
pub(super) async fn administrators(
    transaction: &DatabaseTransaction,
    organisation: OrganisationId,
) -> Result<Vec<grant::Model>, StoreError> {
    let administers = grant::Column::Role.eq(Role::OrganisationAdministrator.slug());
    let held = grant::Column::OrganisationId.eq(organisation).and(grant::Column::EndedAt.is_null()).and(administers);
    Ok(grant::Entity::find().filter(held).order_by_asc(grant::Column::Id).all(transaction).await?)
}

/// Tells everybody who writes listings for `organisation` today; says how many they are.
pub(super) async fn tell_writers(
    transaction: &DatabaseTransaction,
    organisation: OrganisationId,
    telling: &Telling<'_>,
    now: OffsetDateTime,
) -> Result<u64, StoreError> {
    let told = writers(transaction, organisation, now).await?;
    for &writer in &told {
        tell(transaction, writer, telling, now).await?;
    }
    Ok(told.len() as u64)
}

/// Those who write listings for `organisation` today, each once.
pub(super) async fn writers(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    now: OffsetDateTime,
) -> Result<BTreeSet<PersonId>, StoreError> {
    let may = Role::ALL.iter().filter(|&&role| allows(role, Action::WriteListing, Relation::SameOrganisation));
    let held = grant::Column::OrganisationId
        .eq(organisation)
        .and(grant::Column::EndedAt.is_null())
        .and(grant::Column::Role.is_in(may.map(|role| role.slug())));
    let rows = grant::Entity::find().filter(held).all(db).await?;
    let counts = |row: &grant::Model| row.until.is_none_or(|until| day_of(now) <= until);
    Ok(rows.into_iter().filter(counts).map(|row| row.person_id).collect())
}
