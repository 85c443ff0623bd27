//! Keeps the index of a running server equal to the database.

use std::time::Duration;

use rongqiao_matching::{IndexHome, MatchError};
use tokio::sync::watch;

use super::{blocking, build_index, catch_up};
use crate::app::App;

/// Pause between two looks at an outbox in which nothing happens.
const PAUSE: Duration = Duration::from_millis(250);

/// Pause after the database or the index refused.
const PAUSE_AFTER_TROUBLE: Duration = Duration::from_secs(5);

/// Follows the outbox into the index until `stop` turns true, and moves over to an index that another process rebuilt.
///
/// A published listing is found well within a second. Trouble is logged and tried again; what was applied by then is
/// committed.
pub async fn follow_outbox(app: App, home: IndexHome, mut stop: watch::Receiver<bool>) {
    let mut troubled = false;
    while !*stop.borrow() {
        take_over_rebuilt_index(&app, &home).await;
        let stopping = stop.clone();
        let fed = catch_up(&app.store, &app.codes, &app.index(), || *stopping.borrow()).await;
        let pause = match fed {
            Ok(_) => PAUSE,
            Err(_) if home.has_newer_than(&app.index()) => PAUSE,
            Err(fault) => {
                if !troubled {
                    tracing::error!(
                        cause = fault.details(),
                        "the search index cannot follow the database; trying again"
                    );
                }
                PAUSE_AFTER_TROUBLE
            }
        };
        troubled = pause == PAUSE_AFTER_TROUBLE;
        tokio::select! {
            _ = stop.changed() => {}
            () = tokio::time::sleep(pause) => {}
        }
    }
}

/// Reads the whole index once and rebuilds it when a byte of it is not as it was written.
///
/// Opening checks small indexes only. [`follow_outbox`] moves over to the new one.
pub async fn check_index(app: App, home: IndexHome) {
    let index = app.index();
    let intact = blocking(move || index.is_intact()).await;
    if matches!(intact, Ok(Ok(true))) || home.has_newer_than(&app.index()) {
        return;
    }
    tracing::warn!("the search index is damaged; building it anew from the database");
    if let Err(fault) = build_index(&app.store, &app.codes, &home).await {
        tracing::error!(cause = fault.details(), "the search index cannot be built anew; run `rongqiao reindex`");
    }
}

async fn take_over_rebuilt_index(app: &App, home: &IndexHome) {
    if !home.has_newer_than(&app.index()) {
        return;
    }
    let opening = home.clone();
    match blocking(move || opening.open_current()).await {
        Ok(Ok(Some(index))) => {
            // The process that rebuilt it may not have let go yet.
            if let Err(MatchError::Locked) = index.claim_writer() {
                return;
            }
            tracing::info!(listings = index.len(), "moved over to the rebuilt search index");
            app.replace_index(index);
        }
        Ok(Ok(None)) => tracing::warn!("the rebuilt search index cannot be used; staying with the old one"),
        Ok(Err(error)) => tracing::warn!(%error, "the rebuilt search index cannot be opened; staying with the old one"),
        Err(fault) => tracing::warn!(cause = fault.details(), "opening the rebuilt search index broke off"),
    }
}
