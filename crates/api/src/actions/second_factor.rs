//! The second factor: codes that a device reckons out of a secret and the time (RFC 6238), and codes on paper for when
//! the device is lost.

use rongqiao_model::PersonId;
use rongqiao_model::person::Person;
use rongqiao_model::session::Session;
use rongqiao_model::store::SecondFactor;
use rongqiao_model::throttle::GUESSES;
use totp_rs::{Builder, Secret, Totp};

use super::Refusal;
use super::entering::{Entered, begin_session};
use super::proving::prove as prove_oneself;
use super::safety::{AccountChange, tell_of_change};
use crate::app::App;
use crate::problem::Problem;
use crate::tokens;

/// Codes on paper that somebody gets.
const RECOVERY_CODES: usize = 10;

/// Digits of a code of the device.
const DIGITS: usize = 6;

/// A new secret in Base32, of 160 bits (RFC 4226, 4, R6).
#[must_use]
pub fn new_secret(app: &App) -> String {
    Secret::new(Box::new(app.chance.bytes::<20>())).to_base32()
}

/// The address by which a device takes the secret in, often shown as a picture.
///
/// # Errors
///
/// Returns a [`Problem`] if `secret` is none.
pub fn setup_address(secret: &str, account: &str) -> Result<String, Problem> {
    let totp = totp(secret, account).ok_or_else(|| Problem::internal(anyhow::anyhow!("a secret cannot be read")))?;
    totp.to_url().map_err(|error| Problem::internal(anyhow::anyhow!("a secret has no address: {error}")))
}

/// A device that is to reckon codes from now on, and what its owner shows besides.
#[derive(Clone, Copy, Debug)]
pub struct NewDevice<'a> {
    /// What the codes are reckoned out of, in Base32.
    pub secret: &'a str,
    /// A code of the new device.
    pub code: &'a str,
    /// The password, and a code of the second factor so far: as far as the account has them.
    pub proof: (&'a str, &'a str),
}

/// Asks the owner of `session` for a second factor from now on.
///
/// The device has to have the secret, and they have to prove that they are who they were; their other sessions end. Returns
/// the codes for paper, which are never shown again.
///
/// # Errors
///
/// Returns [`Refusal::WrongCode`], or what [`prove`](prove_oneself) refuses.
pub async fn set_up(
    app: &App,
    session: &Session,
    account: &Person,
    device: NewDevice<'_>,
) -> Result<Vec<String>, Refusal> {
    let NewDevice { secret, code, proof } = device;
    let step = step_of(app, secret, code).ok_or(Refusal::WrongCode)?;
    prove_oneself(app, session, account, proof).await?;
    let codes: Vec<String> = (0..RECOVERY_CODES).map(|_| tokens::recovery_code(&app.chance)).collect();
    let recovery_hashes: Vec<String> = codes.iter().map(|code| recovery_hash(code)).collect();
    let factor = SecondFactor { secret, step, recovery_hashes: &recovery_hashes };
    app.store.set_second_factor(session.person, factor, session.id, app.clock.now()).await?;
    tell_of_change(app, session.person, AccountChange::SecondFactorSet, None).await?;
    Ok(codes)
}

/// Completes the sign-in of `session` with a code of the device or of the paper; a new session takes its place.
///
/// # Errors
///
/// Returns [`Refusal::WrongCode`] or [`Refusal::Wait`].
pub async fn complete(app: &App, session: Session, code: &str) -> Result<Entered, Refusal> {
    prove(app, session.person, code).await?;
    app.store.end_session(session.person, session.id).await?;
    begin_session(app, session.person, session.device, true).await
}

/// Asks the owner of `session` for no second factor any more, if they can still show it, with their password.
///
/// # Errors
///
/// Returns what [`prove`](prove_oneself) refuses.
pub async fn remove(app: &App, session: &Session, account: &Person, proof: (&str, &str)) -> Result<(), Refusal> {
    if account.second_factor_since.is_none() {
        return Err(Refusal::WrongCode);
    }
    prove_oneself(app, session, account, proof).await?;
    app.store.remove_second_factor(session.person, app.clock.now()).await?;
    tell_of_change(app, session.person, AccountChange::SecondFactorRemoved, None).await?;
    Ok(())
}

/// Uses up a code of the device or of the paper.
pub(super) async fn prove(app: &App, person: PersonId, code: &str) -> Result<(), Refusal> {
    let key = tokens::hash("second-factor", &person.to_string());
    app.store.count_attempt(&key, GUESSES, app.clock.now()).await?.map_err(Refusal::Wait)?;
    let secret = app.store.find_credentials_of(person).await?.and_then(|it| it.totp_secret).unwrap_or_default();
    let typed = tokens::typed(code);
    let right = match step_of(app, &secret, &typed) {
        Some(step) => app.store.use_totp_step(person, step).await?,
        None if typed.len() == DIGITS => false,
        None => app.store.use_recovery_code(person, &recovery_hash(&typed)).await?,
    };
    if !right {
        return Err(Refusal::WrongCode);
    }
    app.store.forget_attempts(&key).await?;
    Ok(())
}

/// The time step of `code`, which may be half a minute early or late; `None` when it is wrong.
fn step_of(app: &App, secret: &str, code: &str) -> Option<i64> {
    let now = u64::try_from(app.clock.now().unix_timestamp()).ok()?;
    let typed = tokens::typed(code);
    let step = totp(secret, "")?.check(&typed, now)?;
    i64::try_from(step).ok()
}

fn totp(secret: &str, account: &str) -> Option<Totp> {
    let secret = Secret::try_from_base32(secret).ok()?;
    let builder = Builder::new().with_secret(secret).with_account_name(account.replace(':', " "));
    builder.with_issuer(Some("Rongqiao")).build().ok()
}

fn recovery_hash(code: &str) -> String {
    tokens::hash("recovery", &tokens::typed(code))
}
