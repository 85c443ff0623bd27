//! Writes the searches that found nothing into the database, many at a time.

use std::time::Duration;

use rongqiao_model::store::StoreError;
use tokio::sync::watch;

use crate::app::App;

/// Time between two writes.
const PAUSE: Duration = Duration::from_secs(30);

/// Writes what was counted now and then until `stop` turns true, and a last time after it.
pub async fn keep_missed_searches(app: App, mut stop: watch::Receiver<bool>) {
    loop {
        tokio::select! {
            _ = stop.changed() => {}
            () = tokio::time::sleep(PAUSE) => {}
        }
        if let Err(error) = store_missed_searches(&app).await {
            tracing::warn!(%error, "searches without result could not be counted; trying again");
        }
        if *stop.borrow() {
            return;
        }
    }
}

/// Writes what was counted so far.
///
/// # Errors
///
/// Returns [`StoreError`] if the database refuses; the counts then wait for the next time.
pub async fn store_missed_searches(app: &App) -> Result<(), StoreError> {
    let missed = app.missed.take();
    if missed.is_empty() {
        return Ok(());
    }
    let stored = app.store.add_missed_searches(&missed).await;
    if stored.is_err() {
        app.missed.put_back(&missed);
    }
    stored
}
