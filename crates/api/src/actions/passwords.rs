//! Changing one's password.

use rongqiao_model::PersonId;
use rongqiao_model::session::Session;
use rongqiao_model::throttle::GUESSES;

use super::Refusal;
use super::safety::tell_everywhere;
use crate::app::App;
use crate::letters::LetterKind;
use crate::passwords::{hash, matches, weakness};
use crate::tokens;

/// Gives the owner of `session` another password, if they know the present one; their other sessions end, and a letter
/// tells them.
///
/// # Errors
///
/// Returns [`Refusal::Wrong`], [`Refusal::Wait`] or [`Refusal::Weak`].
pub async fn change_password(app: &App, session: &Session, present: String, new: String) -> Result<(), Refusal> {
    let person = session.person;
    let account = app.store.find_own_account(person).await?.ok_or(Refusal::Wrong)?;
    let about: Vec<&str> = account.contacts.iter().map(|(_, it)| it.value()).chain([account.name.as_str()]).collect();
    let new_hash = strong_hash(new, &about).await?;
    let key = tokens::hash("password", &person.to_string());
    app.store.count_attempt(&key, GUESSES, app.clock.now()).await?.map_err(Refusal::Wait)?;
    let known = app.store.find_credentials_of(person).await?.and_then(|it| it.password_hash);
    if !matches(present, known).await? {
        return Err(Refusal::Wrong);
    }
    app.store.forget_attempts(&key).await?;
    app.store.set_password(person, new_hash, Some(session.id), app.clock.now()).await?;
    tell_of_change(app, person).await
}

/// Writes to every contact of `person` that the password was changed.
pub(super) async fn tell_of_change(app: &App, person: PersonId) -> Result<(), Refusal> {
    Ok(tell_everywhere(app, person, (LetterKind::PasswordChanged, &[]), None).await?)
}

/// The hash of a new password.
///
/// # Errors
///
/// Returns [`Refusal::Weak`] if it must not be taken.
pub async fn strong_hash(password: String, about: &[&str]) -> Result<String, Refusal> {
    match weakness(&password, about).await? {
        Some(weakness) => Err(Refusal::Weak(weakness)),
        None => Ok(hash(password).await?),
    }
}
