//! Work that goes on beside requests.
//!
//! It keeps the search index equal to the database and the count of searches that found nothing, sends alerts and letters,
//! and sees to verifications that end, listings whose time comes, rows of sheets that
//! become listings, and data whose time is over.

mod alerting;
mod feeding;
mod following;
mod missing;
mod retaining;
mod sending;
mod sheets;
mod standing;
mod tending;

pub use self::alerting::{Watch, send_alerts, send_due_alerts};
pub use self::feeding::{build_index, catch_up};
pub use self::following::{check_index, follow_outbox};
pub use self::missing::{keep_missed_searches, store_missed_searches};
pub use self::retaining::{keep_to_retention, settle_retention};
pub use self::sending::{send_due_letters, send_letters};
pub use self::sheets::{keep_sheets, tend_sheets};
pub use self::standing::{keep_standings, settle_standings};
pub use self::tending::{keep_postings, tend_postings};

use crate::fault::Fault;

/// Runs `work` where it may block.
///
/// # Errors
///
/// Returns a [`Fault`] if the work broke off.
pub async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Fault> {
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|error| Fault::because("The work broke off unexpectedly; RONGQIAO_LOG=debug shows why.", error))
}
