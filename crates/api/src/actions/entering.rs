//! Signing in with a password, and what every way of signing in ends with.

use rongqiao_model::SessionId;
use rongqiao_model::contact::Contact;
use rongqiao_model::person::Credentials;
use rongqiao_model::session::Session;
use rongqiao_model::throttle::{GUESSES, GUESSES_FROM};

use super::Refusal;
use crate::app::App;
use crate::limits::VisitorAddress;
use crate::{passwords, tokens};

/// Somebody has signed in, as far as they have proven it.
#[derive(Clone, Debug)]
pub struct Entered {
    /// The token that their browser is to carry.
    pub token: String,
    /// Whether nothing more is asked of them.
    pub complete: bool,
}

/// Signs in whoever is reached at `contact` and knows their password.
///
/// Whether there is an account, and whether it has a password, can be told neither from the answer nor from the time
/// it takes. Tries are counted for the contact, so that nobody can try many passwords, and wrong ones for the `asker`, so
/// that nobody can try one on many accounts.
///
/// # Errors
///
/// Returns [`Refusal::Wrong`] or [`Refusal::Wait`].
pub async fn sign_in(
    app: &App,
    asker: VisitorAddress,
    contact: &Contact,
    (password, device): (String, String),
) -> Result<Entered, Refusal> {
    let (key, from) = (tokens::hash("sign-in", contact.value()), tokens::hash("sign-in-from", &asker.to_string()));
    app.store.count_attempt(&from, GUESSES_FROM, app.clock.now()).await?.map_err(Refusal::Wait)?;
    app.store.count_attempt(&key, GUESSES, app.clock.now()).await?.map_err(Refusal::Wait)?;
    let credentials = app.store.find_credentials(contact).await?;
    let hash = credentials.as_ref().and_then(|it| it.password_hash.clone());
    if !passwords::matches(password, hash).await? {
        return Err(Refusal::Wrong);
    }
    let credentials = credentials.ok_or(Refusal::Wrong)?;
    app.store.forget_attempts(&key).await?;
    app.store.uncount_attempt(&from).await?;
    enter(app, &credentials, device).await
}

/// Begins a session of whoever proved one factor; it opens nothing but the second where there is one.
///
/// # Errors
///
/// Returns [`Refusal::Failed`] if the database refuses.
pub async fn enter(app: &App, credentials: &Credentials, device: String) -> Result<Entered, Refusal> {
    let complete = credentials.totp_secret.is_none();
    begin_session(app, credentials.person, device, complete).await
}

/// Begins a session, known by a new token, so that nobody can have known it before (ASVS 4, 3.2.1).
pub(super) async fn begin_session(
    app: &App,
    person: rongqiao_model::PersonId,
    device: String,
    complete: bool,
) -> Result<Entered, Refusal> {
    let now = app.clock.now();
    let token = app.chance.token();
    let session = Session::begin(SessionId::from_uuid(app.chance.id(now)), person, device, complete, now);
    app.store.start_session(&session, &tokens::hash("session", &token)).await?;
    tracing::info!(person.id = %person, session.id = %session.id, complete, "somebody signed in");
    Ok(Entered { token, complete })
}
