//! Sends letters as soon as they are written, and again when nobody takes them.

use std::time::Duration;

use rongqiao_model::store::{Letter, StoreError};
use tokio::sync::watch;

use crate::app::App;
use crate::letters::{PostmanError, written};

/// Time after which letters are looked for without having been told of any.
const PAUSE: Duration = Duration::from_secs(20);

/// Time for which a letter is left to the one who took it; then it is sent again.
const CLAIM: time::Duration = time::Duration::minutes(1);

/// How often a letter is tried before it is given up; about an hour.
const TRIES_MAX: u32 = 60;

/// Letters taken at a time.
const BATCH: u64 = 50;

/// Sends letters until `stop` turns true; also removes sessions, codes, counts and messages that have run out.
pub async fn send_letters(app: App, mut stop: watch::Receiver<bool>) {
    loop {
        if let Err(error) = send_due_letters(&app).await {
            tracing::warn!(%error, "letters could not be sent; trying again");
        }
        if let Err(error) = app.store.remove_run_out(app.clock.now()).await {
            tracing::warn!(%error, "what has run out could not be removed; trying again");
        }
        if *stop.borrow() {
            return;
        }
        tokio::select! {
            _ = stop.changed() => {}
            () = app.letters_wait.notified() => {}
            () = tokio::time::sleep(PAUSE) => {}
        }
    }
}

/// Sends every letter that is due; one that is not taken waits for a minute.
///
/// # Errors
///
/// Returns [`StoreError`] if the database refuses; letters may then go out twice, but none is lost.
pub async fn send_due_letters(app: &App) -> Result<(), StoreError> {
    loop {
        let now = app.clock.now();
        let letters = app.store.claim_letters(now, now + CLAIM, BATCH).await?;
        let done = letters.is_empty();
        for letter in letters {
            match carry(app, &letter).await {
                Err(error) if letter.tries < TRIES_MAX => {
                    tracing::warn!(letter.id = %letter.id, %error, "a letter was not taken; trying again");
                    continue;
                }
                Err(error) => tracing::error!(letter.id = %letter.id, %error, "a letter is given up"),
                Ok(()) => {}
            }
            app.store.remove_letter(letter.id).await?;
        }
        if done {
            return Ok(());
        }
    }
}

async fn carry(app: &App, letter: &Letter) -> Result<(), PostmanError> {
    match written(letter, &app.settings.public_url) {
        Some(written) => app.postman.carry(&written).await,
        None => {
            tracing::error!(letter.id = %letter.id, "a letter of an unknown kind is left out");
            Ok(())
        }
    }
}
