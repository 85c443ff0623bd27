//! Codes that prove a contact: asking for one, and doing what it was asked for.

use rongqiao_model::consent::ConsentText;
use rongqiao_model::contact::Contact;
use rongqiao_model::person::{AgeGroup, LetterLanguage};
use rongqiao_model::session::{CODE_LIFETIME, CODE_TRIES, Challenge, Purpose};
use rongqiao_model::store::{NewPerson, SignedUp, Tried};
use rongqiao_model::throttle::{CODES_ASKED, CODES_SENT, GUESSES};
use rongqiao_model::{ChallengeId, ConsentId, ContactId, PersonId};
use serde::{Deserialize, Serialize};

use super::Refusal;
use super::entering::{Entered, begin_session, enter};
use super::passwords::strong_hash;
use super::safety::{AccountChange, tell_of_change};
use crate::app::App;
use crate::language::Language;
use crate::letters::{LetterKind, letter};
use crate::tokens;

/// What is wanted with a code.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// What the code is for.
    pub purpose: Purpose,
    /// Where it is sent.
    pub contact: Contact,
    /// What is done once it is right.
    pub then: Then,
    /// Whose account it is for; only [`Purpose::NewContact`] names one.
    pub person: Option<PersonId>,
    /// The language of the letter.
    pub language: Language,
    /// The network address that asks.
    pub asker: String,
}

/// What is done once a code is right.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Then {
    /// Where to lead to.
    pub back: String,
    /// Name of the account to be made.
    pub name: String,
    /// Language in which its owner is written to.
    pub language: LetterLanguage,
    /// Hash of the password of the account to be made.
    pub password_hash: Option<String>,
    /// How old its owner has declared to be.
    pub age_group: AgeGroup,
    /// The text to which they agreed.
    pub agreed: Option<ConsentText>,
}

/// What a right code did.
#[derive(Clone, Debug)]
pub enum Done {
    /// Somebody has signed in and is to be led on.
    Entered(Entered, String),
    /// The contact was added to the account.
    ContactAdded,
}

/// Sends a code to a contact and waits for it.
///
/// Whether there is an account cannot be told from the answer: where the code would lead nowhere, the letter says so to
/// the one who reads the contact, and to nobody else.
///
/// # Errors
///
/// Returns [`Refusal::Wait`] when too many codes were asked for.
pub async fn ask_for_code(app: &App, wanted: Wanted) -> Result<ChallengeId, Refusal> {
    let now = app.clock.now();
    for (what, whose, throttle) in
        [("codes-asked", wanted.asker.as_str(), CODES_ASKED), ("codes-sent", wanted.contact.value(), CODES_SENT)]
    {
        app.store.count_attempt(&tokens::hash(what, whose), throttle, now).await?.map_err(Refusal::Wait)?;
    }
    let known = app.store.find_credentials(&wanted.contact).await?.map(|it| it.person);
    let (kind, person) = match (wanted.purpose, known) {
        (Purpose::SignUp | Purpose::NewContact, Some(_)) => (LetterKind::KnownAlready, None),
        (Purpose::SignIn | Purpose::Recovery, None) => (LetterKind::Unknown, None),
        (Purpose::SignUp, None) => (LetterKind::SignUp, None),
        (Purpose::NewContact, None) => (LetterKind::NewContact, wanted.person),
        (Purpose::SignIn, Some(person)) => (LetterKind::SignIn, Some(person)),
        (Purpose::Recovery, Some(person)) => (LetterKind::Recovery, Some(person)),
    };
    let code = tokens::code(&app.chance);
    let id = ChallengeId::from_uuid(app.chance.id(now));
    let challenge = Challenge {
        id,
        purpose: wanted.purpose,
        contact: wanted.contact,
        person,
        payload: serde_json::to_string(&wanted.then).map_err(crate::problem::Problem::internal)?,
        tries_left: CODE_TRIES,
        expires_at: now + CODE_LIFETIME,
    };
    let leads_nowhere = matches!(kind, LetterKind::KnownAlready | LetterKind::Unknown);
    // A code that nobody is told is waited for all the same, and never comes.
    let words = if leads_nowhere { Vec::new() } else { vec![("code", code.clone())] };
    let letter = letter(app, kind, &challenge.contact, wanted.language, &words);
    app.store.open_challenge(&challenge, &code_hash(id, &code), &letter, now).await?;
    app.letters_wait.notify_one();
    Ok(id)
}

/// Does what `challenge` was asked for, if `code` is right. For [`Purpose::Recovery`] `new_password` is set, and every
/// other session of its owner ends.
///
/// # Errors
///
/// Returns [`Refusal::WrongCode`], [`Refusal::Gone`], [`Refusal::Wait`], [`Refusal::Weak`], [`Refusal::Taken`] or
/// [`Refusal::Uninvited`].
pub async fn use_code(
    app: &App,
    challenge: &Challenge,
    code: &str,
    new_password: Option<String>,
    device: String,
) -> Result<Done, Refusal> {
    // A password that is refused should not cost a try.
    let new_hash = match new_password {
        Some(password) => Some(strong_hash(password, &[challenge.contact.value()]).await?),
        None => None,
    };
    let now = app.clock.now();
    let guesses = tokens::hash("code", challenge.contact.value());
    app.store.count_attempt(&guesses, GUESSES, now).await?.map_err(Refusal::Wait)?;
    let hash = code_hash(challenge.id, &tokens::typed(code));
    let challenge = match app.store.try_code(challenge.id, &hash, now).await? {
        Tried::Right(challenge) => challenge,
        Tried::Wrong { tries_left: 0 } | Tried::Gone => return Err(Refusal::Gone),
        Tried::Wrong { .. } => return Err(Refusal::WrongCode),
    };
    app.store.forget_attempts(&guesses).await?;
    let then: Then = serde_json::from_str(&challenge.payload).unwrap_or_default();
    match (challenge.purpose, challenge.person) {
        (Purpose::SignUp, _) => sign_up(app, &challenge, then, device).await,
        (Purpose::SignIn, Some(person)) => sign_in(app, person, then, device).await,
        (Purpose::Recovery, Some(person)) => {
            let hash = new_hash.ok_or(Refusal::Gone)?;
            app.store.set_password(person, hash, None, now).await?;
            super::passwords::tell_of_change(app, person).await?;
            sign_in(app, person, then, device).await
        }
        (Purpose::NewContact, Some(person)) => {
            let contact = (ContactId::from_uuid(app.chance.id(now)), challenge.contact);
            if !app.store.add_contact(person, &contact, now).await? {
                return Err(Refusal::Taken);
            }
            tell_of_change(app, person, AccountChange::ContactAdded, None).await?;
            Ok(Done::ContactAdded)
        }
        (Purpose::SignIn | Purpose::Recovery | Purpose::NewContact, None) => Err(Refusal::Gone),
    }
}

async fn sign_up(app: &App, challenge: &Challenge, then: Then, device: String) -> Result<Done, Refusal> {
    let now = app.clock.now();
    let person = PersonId::from_uuid(app.chance.id(now));
    let new = NewPerson {
        id: person,
        name: then.name,
        language: then.language,
        password_hash: then.password_hash,
        contact: (ContactId::from_uuid(app.chance.id(now)), challenge.contact.clone()),
        age_group: then.age_group,
        agreed: then.agreed.map(|text| (ConsentId::from_uuid(app.chance.id(now)), text)),
    };
    // Somebody else may have made an account with the same contact since the code was sent.
    match app.store.sign_up(&new, now).await? {
        SignedUp::Done => {}
        SignedUp::Taken => return Err(Refusal::Taken),
        SignedUp::Uninvited => return Err(Refusal::Uninvited),
    }
    tracing::info!(person.id = %person, "an account was made");
    Ok(Done::Entered(begin_session(app, person, device, true).await?, then.back))
}

async fn sign_in(app: &App, person: PersonId, then: Then, device: String) -> Result<Done, Refusal> {
    let credentials = app.store.find_credentials_of(person).await?.ok_or(Refusal::Gone)?;
    Ok(Done::Entered(enter(app, &credentials, device).await?, then.back))
}

fn code_hash(challenge: ChallengeId, code: &str) -> String {
    tokens::hash("code", &format!("{challenge} {code}"))
}
