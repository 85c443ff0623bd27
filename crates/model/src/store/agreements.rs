//! The register of agreements between firms and schools.

use sea_orm::{ConnectionTrait, EntityTrait};

use super::StoreError;
use super::entity::agreement;
use crate::{ConnectionId, OrganisationId};

/// Whether both sides have agreed on `id`, one of them being `ours` and the other one of those `introduced` to it.
pub(super) async fn is_fruit_of(
    db: &impl ConnectionTrait,
    id: ConnectionId,
    (ours, introduced): (OrganisationId, &[OrganisationId]),
) -> Result<bool, StoreError> {
    let Some(row) = agreement::Entity::find_by_id(id).one(db).await? else { return Ok(false) };
    let parties = [row.organisation_id, row.responder_organisation_id];
    let other = match parties {
        [one, other] | [other, one] if one == ours => Some(other),
        _ => None,
    };
    Ok(row.agreed_at.is_some() && other.is_some_and(|other| introduced.contains(&other)))
}
