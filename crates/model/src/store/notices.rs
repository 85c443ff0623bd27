//! News for persons whom the store knows, told with what causes them.

use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, ExprTrait as _, QueryFilter, QueryOrder};
use time::OffsetDateTime;

use super::entity::{grant, person};
use super::{StoreError, messages};
use crate::access::Role;
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
