//! Moves listings on when their time comes: publishes what waits for its day, notes what is over, reminds of what ends.

use std::time::Duration;

use rongqiao_model::store::StoreError;
use tokio::sync::watch;

use crate::actions::postings::letters_to;
use crate::app::App;
use crate::letters::LetterKind;

/// Pause between two looks.
const PAUSE: Duration = Duration::from_secs(30);

/// Tends postings until `stop` turns true.
pub async fn keep_postings(app: App, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        if let Err(error) = tend_postings(&app).await {
            tracing::warn!(%error, "listings could not be moved on; trying again");
        }
        tokio::select! {
            _ = stop.changed() => {}
            () = tokio::time::sleep(PAUSE) => {}
        }
    }
}

/// Publishes what waits for a day that has come, notes what is over, and reminds of what ends soon.
///
/// # Errors
///
/// Returns [`StoreError`] if the database refuses; the next time goes on.
pub async fn tend_postings(app: &App) -> Result<(), StoreError> {
    let now = app.clock.now();
    for posting in app.store.publish_due_postings(now).await? {
        for letter in letters_to(app, posting.author, LetterKind::ListingPublished).await? {
            app.store.send_letter(&letter, now).await?;
        }
    }
    app.store.expire_postings(now).await?;
    app.store.settle_policies(now).await?;
    for posting in app.store.list_postings_to_remind_of(now).await? {
        let letters = letters_to(app, posting.author, LetterKind::ListingEndsSoon).await?;
        app.store.remind_of_end(&posting, &letters, now).await?;
    }
    app.letters_wait.notify_one();
    Ok(())
}
