//! What there is of what a step needs: what a connection holds itself, and what its kind keeps in tables of its own.

use sea_orm::DatabaseTransaction;
use time::OffsetDateTime;

use super::StoreError;
use crate::connect::{Connection, ConnectionStep, Need};

/// What there is at `now` of what `step` may need.
pub(super) async fn held(
    _transaction: &DatabaseTransaction,
    connection: &Connection,
    step: &ConnectionStep,
    now: OffsetDateTime,
) -> Result<Vec<Need>, StoreError> {
    Ok(connection.holds(step, now))
}
