//! Turns chosen rows of sheets into listings, goes on where a server was stopped, forgets sheets whose time is over, and
//! clears away files of listings that nobody needs any more.

use std::time::Duration;

use tokio::sync::watch;

use crate::actions::attachments::clear_attachments;
use crate::actions::sheets::work;
use crate::app::App;
use crate::problem::Problem;

/// Longest pause between two looks.
const PAUSE: Duration = Duration::from_secs(300);

/// Rows after which other writers get their turn.
const ROWS_AT_A_TIME: u64 = 50;

/// Tends sheets until `stop` turns true.
pub async fn keep_sheets(app: App, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        if let Err(problem) = tend_sheets(&app).await {
            tracing::warn!(?problem, "sheets could not be tended; trying again");
        }
        tokio::select! {
            _ = stop.changed() => {}
            () = app.sheets_wait.notified() => {}
            () = tokio::time::sleep(PAUSE) => {}
        }
    }
}

/// Turns every chosen row into a listing, then forgets what is over and clears away what nobody needs.
///
/// # Errors
///
/// Returns a [`Problem`] if the database refuses; the next time goes on.
pub async fn tend_sheets(app: &App) -> Result<(), Problem> {
    for sheet in app.store.list_sheets_waiting().await? {
        while work(app, &sheet, ROWS_AT_A_TIME).await? > 0 {
            tokio::task::yield_now().await;
        }
    }
    app.store.forget_sheets(app.clock.now()).await?;
    Ok(clear_attachments(app).await?)
}
