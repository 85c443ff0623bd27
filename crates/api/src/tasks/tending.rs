//! Moves listings on when their time comes: publishes what waits for its day, notes what is over, reminds of what ends;
//! closes complaints in which nobody appealed in time.

use std::time::Duration;

use rongqiao_model::message::Topic;
use rongqiao_model::store::StoreError;
use tokio::sync::watch;

use crate::actions::postings::told_of;
use crate::app::App;
use crate::replies::Replies;

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

/// Moves on what time alone moves on.
///
/// It publishes what waits for a day that has come, notes what is over, reminds of what ends soon, tells those who
/// registered for events what changed, closes complaints in which nobody appealed in time, marks policy documents whose
/// successors take effect, ends and reminds of applications that nobody answers, tells once more of incidents that no
/// school takes up, lets bookings lapse, reminds of them, looks how organisations reply, and reminds of agreements and of
/// appointments that end, of milestones, of internships past their last day and weeks that wait for a tutor, and reviewers
/// of their day.
///
/// # Errors
///
/// Returns [`StoreError`] if the database refuses; the next time goes on.
pub async fn tend_postings(app: &App) -> Result<(), StoreError> {
    let now = app.clock.now();
    for posting in app.store.list_postings_to_publish(now).await? {
        let told = told_of(app, Topic::ListingPublished, &posting);
        app.store.publish_due_posting(posting.id, &told, now).await?;
    }
    app.store.expire_postings(now).await?;
    app.store.close_cases(now).await?;
    app.store.settle_rolls(&app.chance, now).await?;
    app.store.settle_policies(now).await?;
    app.store.tend_connections(&app.chance, now).await?;
    app.store.escalate_incidents(&app.chance, now).await?;
    app.store.tend_bookings(&app.chance, now).await?;
    app.store.remind_of_bookings(&app.chance, now).await?;
    Replies::refresh(app).await?;
    app.store.remind_of_endings(&app.chance, now).await?;
    app.store.remind_of_milestones(&app.chance, now).await?;
    app.store.remind_of_internships(&app.chance, now).await?;
    app.store.remind_reviewers(&app.chance, now).await?;
    app.store.tell_ends_of_appointments(&app.chance, now).await?;
    for posting in app.store.list_postings_to_remind_of(now).await? {
        let told = told_of(app, Topic::ListingEndsSoon, &posting);
        app.store.remind_of_end(&posting, &told, now).await?;
    }
    app.letters_wait.notify_one();
    Ok(())
}
