//! Showing once more that an open session is still its owner's, before what somebody who found it open must not do.

use rongqiao_model::person::Person;
use rongqiao_model::session::Session;
use rongqiao_model::throttle::GUESSES;
use time::Duration;

use super::{Refusal, second_factor};
use crate::app::App;
use crate::{passwords, tokens};

/// How long signing in counts as a proof for whoever has neither password nor second factor.
const FRESH: Duration = Duration::minutes(10);

/// What somebody shows so as to prove that the open session is still theirs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proving {
    /// The password.
    pub by_password: bool,
    /// A code of the second factor.
    pub by_factor: bool,
}

impl Proving {
    /// What the owner of `account` is asked for: all that they have.
    #[must_use]
    pub const fn of(account: &Person) -> Self {
        Self { by_password: account.password_set_at.is_some(), by_factor: account.second_factor_since.is_some() }
    }
}

/// Confirms that it is the owner of `session` who asks, by `password` and `factor` as far as `account` has them. Whoever
/// signs in by codes alone must have done so just now.
///
/// # Errors
///
/// Returns [`Refusal::Wrong`], [`Refusal::WrongCode`], [`Refusal::SignInAgain`] or [`Refusal::Wait`].
pub async fn prove(
    app: &App,
    session: &Session,
    account: &Person,
    (password, factor): (&str, &str),
) -> Result<(), Refusal> {
    let proving = Proving::of(account);
    if proving.by_password {
        let key = tokens::hash("password", &account.id.to_string());
        app.store.count_attempt(&key, GUESSES, app.clock.now()).await?.map_err(Refusal::Wait)?;
        let known = app.store.find_credentials_of(account.id).await?.and_then(|it| it.password_hash);
        if !passwords::matches(password.to_owned(), known).await? {
            return Err(Refusal::Wrong);
        }
        app.store.forget_attempts(&key).await?;
    }
    if proving.by_factor {
        second_factor::prove(app, account.id, factor).await?;
    }
    let is_fresh = app.clock.now() - session.created_at <= FRESH;
    if proving.by_password || proving.by_factor || is_fresh { Ok(()) } else { Err(Refusal::SignInAgain) }
}
