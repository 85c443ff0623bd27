//! What there is of what a step needs: what a connection holds itself, and what its kind keeps in tables of its own.

use sea_orm::DatabaseTransaction;
use time::OffsetDateTime;

use super::{StoreError, call_needs};
use crate::connect::{Connection, ConnectionKind, ConnectionStep, Need};

/// What there is at `now` of what `step` may need.
pub(super) async fn held(
    transaction: &DatabaseTransaction,
    connection: &Connection,
    step: &ConnectionStep,
    now: OffsetDateTime,
) -> Result<Vec<Need>, StoreError> {
    let mut holds = connection.holds(step, now);
    match connection.kind {
        ConnectionKind::Challenge => holds.extend(call_needs::held(transaction, connection.id, now).await?),
        ConnectionKind::Job | ConnectionKind::Internship | ConnectionKind::Service | ConnectionKind::Cooperation => {}
    }
    Ok(holds)
}
