//! Purges what was kept by law once its time is over, removes files that nothing names any more, and keeps those who left
//! from coming back.

use std::io::ErrorKind;
use std::time::Duration;

use tokio::sync::watch;

use crate::app::App;
use crate::fault::Fault;
use crate::{attachments, erasures};

/// Time between two looks.
const PAUSE: Duration = Duration::from_secs(10 * 60);

/// How long a file of evidence that nothing names is left alone: somebody may be bringing it.
const LEFT_ALONE_FOR: time::Duration = time::Duration::days(1);

/// Keeps to what is to be kept until `stop` turns true.
pub async fn keep_to_retention(app: App, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        if let Err(fault) = settle_retention(&app).await {
            tracing::warn!(cause = fault.details(), "what is over could not be purged; trying again");
        }
        tokio::select! {
            _ = stop.changed() => {}
            () = tokio::time::sleep(PAUSE) => {}
        }
    }
}

/// Purges what is over, removes discarded files, and applies the list of those who left.
///
/// # Errors
///
/// Returns a [`Fault`] if the database or the data folder refuses; what was done stays done, the rest is done the next
/// time.
pub async fn settle_retention(app: &App) -> Result<(), Fault> {
    let now = app.clock.now();
    let purged = app.store.purge(now).await?;
    if purged.is_anything() {
        let (persons, evidence, records) = (purged.persons, purged.evidence, purged.records);
        tracing::info!(persons, evidence, records, "what was kept by law was purged");
    }
    remove_discarded(app).await?;
    remove_unnamed(app).await?;
    erasures::apply(&app.store, &app.settings.data, now).await?;
    Ok(())
}

/// Removes files of evidence that nothing ever named: they came while the program was stopped.
async fn remove_unnamed(app: &App) -> Result<(), Fault> {
    let folder = app.settings.evidence_folder();
    let older = attachments::list_older(&folder, LEFT_ALONE_FOR).await;
    for stored_as in app.store.list_unnamed_files(older).await? {
        attachments::discard(&folder, &stored_as).await;
    }
    Ok(())
}

/// Removes files of evidence that nothing names any more.
async fn remove_discarded(app: &App) -> Result<(), Fault> {
    for stored_as in app.store.list_discarded_files().await? {
        match tokio::fs::remove_file(app.settings.evidence_folder().join(&stored_as)).await {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                tracing::warn!(%error, stored_as, "a file that nothing names any more could not be removed");
            }
            Ok(()) | Err(_) => app.store.forget_discarded_file(&stored_as).await?,
        }
    }
    Ok(())
}
