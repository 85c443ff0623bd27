//! Lets verifications lapse on time and reminds administrators before; several programs may do so at once.

use std::time::Duration;

use rongqiao_model::message::Topic;
use rongqiao_model::organisation::Organisation;
use rongqiao_model::standing::Standing;
use rongqiao_model::store::StoreError;
use tokio::sync::watch;

use crate::app::App;
use crate::messages::telling;

/// Time between two looks; days change at midnight in Shanghai.
const PAUSE: Duration = Duration::from_secs(10 * 60);

/// Keeps standings until `stop` turns true.
pub async fn keep_standings(app: App, mut stop: watch::Receiver<bool>) {
    loop {
        if let Err(error) = settle_standings(&app).await {
            tracing::warn!(%error, "standings could not be settled; trying again");
        }
        if *stop.borrow() {
            return;
        }
        tokio::select! {
            _ = stop.changed() => {}
            () = tokio::time::sleep(PAUSE) => {}
        }
    }
}

/// Lets every verification lapse that is over, and sends every reminder that is due.
///
/// # Errors
///
/// Returns [`StoreError`] if the database refuses; what was done stays done, the rest is done the next time.
pub async fn settle_standings(app: &App) -> Result<(), StoreError> {
    loop {
        let due = app.store.list_standings_due(app.clock.today()).await?;
        let mut settled = false;
        for (standing, organisation) in due {
            settled |= settle(app, &standing, &organisation).await?;
        }
        app.letters_wait.notify_one();
        if !settled {
            return Ok(());
        }
    }
}

async fn settle(app: &App, standing: &Standing, organisation: &Organisation) -> Result<bool, StoreError> {
    let (today, now) = (app.clock.today(), app.clock.now());
    let words = [("organisation", organisation.name.clone()), ("day", standing.until.to_string())];
    let link = format!("/my/organisations/{}", organisation.id);
    if standing.until < today {
        let told = telling(app, Topic::VerificationLapsed, &words, &words, &link);
        return app.store.lapse(organisation.id, today, &told, now).await;
    }
    let told = telling(app, Topic::VerificationEnding, &words, &words, &link);
    app.store.remind(organisation.id, today, &told, now).await
}
