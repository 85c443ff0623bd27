//! What there is of what a step needs: what a connection holds itself, and what its kind keeps in tables of its own.

use sea_orm::DatabaseTransaction;
use time::OffsetDateTime;

use super::agreements::{follow_step, held_of_agreement};
use super::entity::connection;
use super::internships::internship_needs;
use super::{StoreError, call_needs, service_orders};
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
        ConnectionKind::Cooperation => holds.extend(held_of_agreement(transaction, connection, now).await?),
        ConnectionKind::Service => holds.extend(service_orders::held(transaction, connection.id, now).await?),
        ConnectionKind::Challenge => holds.extend(call_needs::held(transaction, connection.id, now).await?),
        ConnectionKind::Internship => holds.extend(internship_needs(transaction, connection, now).await?),
        ConnectionKind::Job => {}
    }
    Ok(holds)
}

/// What follows from `step`, which led to `row`, in the tables that its kind keeps; returns the row as it is then.
pub(super) async fn follow(
    transaction: &DatabaseTransaction,
    before: &Connection,
    row: connection::Model,
    (step, now): (&ConnectionStep, OffsetDateTime),
) -> Result<connection::Model, StoreError> {
    match before.kind {
        ConnectionKind::Cooperation => follow_step(transaction, before, row, (step, now)).await,
        ConnectionKind::Job | ConnectionKind::Internship | ConnectionKind::Challenge | ConnectionKind::Service => {
            Ok(row)
        }
    }
}
