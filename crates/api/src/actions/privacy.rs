//! What people do about their own data: proving once more that it is them, taking a copy, closing the account, asking.

use rongqiao_model::access::Permit;
use rongqiao_model::consent::{Consent, Purpose, Recipient};
use rongqiao_model::contact::Contact;
use rongqiao_model::data_request::{DataRequest, RequestKind, RequestState};
use rongqiao_model::message::Topic;
use rongqiao_model::person::Person;
use rongqiao_model::retention::RETENTION;
use rongqiao_model::store::{Closing, Letter, RequestMoved};
use rongqiao_model::{ConsentId, DataRequestId, PersonId};
use serde_json::{Map, Value, json};
use time::format_description::well_known::Rfc3339;

use crate::app::App;
use crate::language::Language;
use crate::letters::{LetterKind, letter};
use crate::messages::telling;
use crate::notice::{self, KeptLine};
use crate::problem::Problem;
use crate::tasks;

/// A copy of everything that is known of `person`, as JSON that describes itself.
///
/// # Errors
///
/// Returns [`Problem::not_found`] once the account is closed.
pub async fn copy(app: &App, person: PersonId, t: Language) -> Result<String, Problem> {
    let now = app.clock.now();
    let data = app.store.copy_own_data(person, now).await?.ok_or_else(Problem::not_found)?;
    let about: Map<String, Value> = RETENTION
        .iter()
        .map(|line| {
            let KeptLine { what, basis, kept, ending } = KeptLine::new(t, line);
            let told = json!({ "what": what, "why": basis, "kept": kept, "when_you_leave": ending });
            (line.kind.slug().to_owned(), told)
        })
        .collect();
    let copy = json!({
        "format": "rongqiao-personal-data",
        "format_version": 1,
        "made_at": now.format(&Rfc3339).map_err(Problem::internal)?,
        "notice_version": notice::VERSION,
        "explanation": t.say("copy-explanation"),
        "about": about,
        "data": data,
    });
    serde_json::to_string_pretty(&copy).map_err(Problem::internal)
}

/// Closes the account and tells every contact of it. Files that go with it are removed, and the list of those who left is
/// brought up to date.
///
/// # Errors
///
/// Returns a [`Problem`] if the database refuses; nothing is closed then.
pub async fn close(app: &App, account: &Person) -> Result<Closing, Problem> {
    let language = Language::from_letters(account.language);
    let told = |(_, contact): &(_, Contact)| letter(app, LetterKind::AccountClosed, contact, language, &[]);
    let letters: Vec<Letter> = account.contacts.iter().map(told).collect();
    let closing = app.store.close_account(account.id, &letters, app.clock.now()).await?;
    if closing == Closing::Done {
        tracing::info!(person.id = %account.id, "an account was closed");
        app.letters_wait.notify_one();
        // What does not succeed now is done by the task.
        if let Err(fault) = tasks::settle_retention(app).await {
            tracing::warn!(cause = fault.details(), "what an account leaves could not be removed; trying again");
        }
    }
    Ok(closing)
}

/// Keeps that `person` agreed to the notice as it is now.
///
/// # Errors
///
/// Returns a [`Problem`] if the database refuses.
pub async fn agree(app: &App, person: PersonId, t: Language) -> Result<(), Problem> {
    let now = app.clock.now();
    let consent = Consent {
        id: ConsentId::from_uuid(app.chance.id(now)),
        person,
        purpose: Purpose::Account,
        recipient: Recipient::Platform,
        text: notice::text(t),
        given_at: now,
        withdrawn_at: None,
    };
    Ok(app.store.give_consent(&consent).await?)
}

/// Whether `consents` hold none to the notice as it is now.
#[must_use]
pub fn has_to_agree(consents: &[Consent]) -> bool {
    !consents.iter().any(|it| it.purpose == Purpose::Account && it.counts(notice::VERSION))
}

/// Sends what `person` asks for about their data; says whether it was sent.
///
/// # Errors
///
/// Returns a [`Problem`] if the database refuses.
pub async fn ask(app: &App, person: PersonId, kind: RequestKind, words: &str) -> Result<bool, Problem> {
    let now = app.clock.now();
    let id = DataRequestId::from_uuid(app.chance.id(now));
    Ok(app.store.ask_about_data(person, (id, kind, words), now).await?)
}

/// Moves what somebody asked for on, and tells them.
///
/// # Errors
///
/// Returns a [`Problem`] if the database refuses; nothing is changed then.
pub async fn move_on(
    app: &App,
    permit: &Permit,
    request: &DataRequest,
    (to, answer): (RequestState, &str),
) -> Result<RequestMoved, Problem> {
    let told = telling(app, Topic::DataRequestMoved, &[], &[], "/account/privacy#requests");
    let step = (request.id, request.state, to);
    let moved = app
        .store
        .move_data_request(permit, step, answer, &told.to(request.person, app.clock.now()), app.clock.now())
        .await?;
    app.letters_wait.notify_one();
    Ok(moved)
}
