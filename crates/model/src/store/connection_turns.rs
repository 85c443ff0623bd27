//! Reminding those whose turn it is when a connection has waited for them for long.

use sea_orm::DatabaseTransaction;
use time::OffsetDateTime;

use super::StoreError;
use super::connection_needs::held;
use super::connection_news::{NewsOf, tell};
use super::connections::{decode, events_of};
use super::entity::connection;
use super::standings::is_any_suspended;
use crate::chance::Chance;
use crate::connect::{Connection, ConnectionStep, Party, Refused, TURN_REMINDED_AFTER, TURN_REMINDED_FOR};

/// Reminds those for whom the connection waits; says when to remind them next, if they should be.
pub(super) async fn remind_of_turn(
    transaction: &DatabaseTransaction,
    row: &connection::Model,
    (chance, now): (&Chance, OffsetDateTime),
) -> Result<Option<OffsetDateTime>, StoreError> {
    let connection = decode(row.clone())?;
    for party in whose_turn(transaction, &connection, now).await? {
        tell(transaction, row, party, (&NewsOf { what: "turn", chance, now }, None)).await?;
    }
    let next = now + TURN_REMINDED_AFTER;
    Ok((next <= connection.moved_at + TURN_REMINDED_FOR).then_some(next))
}

/// Those who can do the nearest step for which the connection waits; where none can be done as long as something is
/// missing, those whose step the first one is. Nobody is asked for what a suspension stops.
async fn whose_turn(
    transaction: &DatabaseTransaction,
    connection: &Connection,
    now: OffsetDateTime,
) -> Result<Vec<Party>, StoreError> {
    let events = events_of(transaction, connection.id).await?;
    let mut hindered = Vec::new();
    for &step in connection.kind.awaited(connection.stage) {
        if step.binds() && is_any_suspended(transaction, connection.organisations()).await? {
            return Ok(Vec::new());
        }
        let step = ConnectionStep::plain(step);
        let holds = held(transaction, connection, &step, now).await?;
        let outcome = |party: &Party| connection.after(&step, *party, &events, &holds);
        let people = || Party::ALL.iter().copied().filter(|&party| party != Party::Program);
        let can: Vec<Party> = people().filter(|party| outcome(party).is_ok()).collect();
        if !can.is_empty() {
            return Ok(reachable(connection, can));
        }
        if hindered.is_empty() {
            hindered.extend(people().filter(|party| matches!(outcome(party), Err(Refused::Missing { .. }))));
        }
    }
    Ok(reachable(connection, hindered))
}

/// The same, with the student in the place of a school that they have not named yet.
fn reachable(connection: &Connection, parties: Vec<Party>) -> Vec<Party> {
    let unnamed = |party| party == Party::School && connection.school.is_none();
    parties.into_iter().map(|party| if unnamed(party) { Party::Responder } else { party }).collect()
}
