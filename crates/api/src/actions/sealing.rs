//! The passphrases of officers: each opens one key, for as long as one request lasts.

use rongqiao_model::SealingKeyId;
use rongqiao_model::access::{Action, Actor, Permit, Thing};
use rongqiao_model::sealing::{LockedKey, OpenKey, SealingError};
use rongqiao_model::throttle::GUESSES;

use super::Refusal;
use crate::app::App;
use crate::problem::Problem;
use crate::{passwords, tokens};

/// The leave of `actor` to hold a key at their desk.
///
/// # Errors
///
/// Returns [`Problem::not_found`] if they work at neither desk.
pub fn permit(actor: &Actor) -> Result<Permit, Problem> {
    Ok(actor.permit(Action::HoldSealingKey, Thing::platform())?)
}

/// Makes the key of `actor` that `passphrase` opens, in the place of an earlier one.
///
/// # Errors
///
/// Returns [`Refusal::Weak`] if others would guess the passphrase.
pub async fn make_key(app: &App, actor: &Actor, passphrase: &str) -> Result<(), Refusal> {
    let permit = permit(actor)?;
    if let Some(weakness) = passwords::weakness(passphrase, &[]).await? {
        return Err(Refusal::Weak(weakness));
    }
    let passphrase = passphrase.to_owned();
    let key = passwords::in_turn_with_hashing(move || LockedKey::new(&passphrase)).await?;
    let key = key.map_err(|error| Problem::internal(anyhow::Error::new(error)))?;
    let now = app.clock.now();
    let id = SealingKeyId::from_uuid(app.chance.id(now));
    app.store.make_sealing_key(&permit, (id, &key), now).await?;
    Ok(())
}

/// The key of `actor`, opened. Tries are counted before they are looked at, so that nobody who found an open session can
/// guess for long.
///
/// # Errors
///
/// Returns [`Refusal::Wrong`] if it is another passphrase, [`Refusal::Wait`] after too many of them, and
/// [`Refusal::Gone`] if they have no key.
pub async fn open_key(app: &App, actor: &Actor, passphrase: &str) -> Result<OpenKey, Refusal> {
    let permit = permit(actor)?;
    let Some(desk) = permit.role().desk() else { return Err(Refusal::Gone) };
    let held = app.store.find_own_sealing_key(actor.person(), desk).await?;
    let Some((key, _)) = held else { return Err(Refusal::Gone) };
    let counted = tokens::hash("sealing", &actor.person().to_string());
    app.store.count_attempt(&counted, GUESSES, app.clock.now()).await?.map_err(Refusal::Wait)?;
    let passphrase = passphrase.to_owned();
    let opened = passwords::in_turn_with_hashing(move || key.open(&passphrase)).await?;
    let opened = opened.map_err(|error| match error {
        SealingError::WrongPassphrase => Refusal::Wrong,
        other => Refusal::Failed(Problem::internal(anyhow::Error::new(other))),
    })?;
    app.store.forget_attempts(&counted).await?;
    Ok(opened)
}
