//! Work that goes on beside requests: the search index follows the database, searches that found nothing are counted,
//! alerts and letters leave, verifications end, listings have their time, rows of sheets become listings.

mod alerting;
mod feeding;
mod following;
mod missing;
mod sending;
mod sheets;
mod standing;
mod tending;

pub use self::alerting::{Watch, send_alerts, send_due_alerts};
pub use self::feeding::{build_index, catch_up};
pub use self::following::{check_index, follow_outbox};
pub use self::missing::{keep_missed_searches, store_missed_searches};
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
