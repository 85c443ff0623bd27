//! Telling people what changed about the safety of their account, so that a thief does not go unnoticed (ASVS 4, 2.2.3).

use rongqiao_model::contact::Contact;
use rongqiao_model::session::Session;
use rongqiao_model::store::StoreError;
use rongqiao_model::{ContactId, IdentityId, PersonId};

use crate::app::App;
use crate::language::Language;
use crate::letters::{LetterKind, letter};

rongqiao_model::choices! {
    /// What changed; the words of the letter stand under `letter-account-changed`.
    pub enum AccountChange {
        /// A contact was added.
        ContactAdded = "contact-added",
        /// A contact was taken away.
        ContactRemoved = "contact-removed",
        /// A second factor is asked for from now on.
        SecondFactorSet = "second-factor-set",
        /// No second factor is asked for any more.
        SecondFactorRemoved = "second-factor-removed",
        /// An account elsewhere opens this one.
        IdentityLinked = "identity-linked",
        /// An account elsewhere opens this one no longer.
        IdentityRemoved = "identity-removed",
    }
}

/// Writes to every contact of `person`, and to those that are `gone`, what changed.
///
/// # Errors
///
/// Returns [`StoreError`] if the database refuses.
pub async fn tell_of_change(
    app: &App,
    person: PersonId,
    change: AccountChange,
    gone: Option<Contact>,
) -> Result<(), StoreError> {
    tell_everywhere(app, person, (LetterKind::AccountChanged, &[("what", change.slug().to_owned())]), gone).await
}

/// Writes to every contact of `person`, and to those that are `gone`.
pub(super) async fn tell_everywhere(
    app: &App,
    person: PersonId,
    (kind, words): (LetterKind, &[(&str, String)]),
    gone: Option<Contact>,
) -> Result<(), StoreError> {
    let Some(account) = app.store.find_own_account(person).await? else { return Ok(()) };
    let language = Language::from_letters(account.language);
    for contact in account.contacts.iter().map(|(_, contact)| contact).chain(&gone) {
        app.store.send_letter(&letter(app, kind, contact, language, words), app.clock.now()).await?;
    }
    app.letters_wait.notify_one();
    tracing::info!(person.id = %person, kind = kind.slug(), "somebody was told what changed in their account");
    Ok(())
}

/// Takes a contact away from the owner of `session`; the last one stays. They are told at that one, too.
///
/// # Errors
///
/// Returns [`StoreError`] if the database refuses.
pub async fn remove_contact(app: &App, session: &Session, id: ContactId) -> Result<(), StoreError> {
    let account = app.store.find_own_account(session.person).await?;
    let gone = account.and_then(|it| it.contacts.into_iter().find(|(known, _)| *known == id)).map(|(_, it)| it);
    if app.store.remove_contact(session.person, id, app.clock.now()).await? {
        tell_of_change(app, session.person, AccountChange::ContactRemoved, gone).await?;
    }
    Ok(())
}

/// Lets an account elsewhere open the account of the owner of `session` no longer.
///
/// # Errors
///
/// Returns [`StoreError`] if the database refuses.
pub async fn remove_identity(app: &App, session: &Session, id: IdentityId) -> Result<(), StoreError> {
    if app.store.remove_identity(session.person, id, app.clock.now()).await? {
        tell_of_change(app, session.person, AccountChange::IdentityRemoved, None).await?;
    }
    Ok(())
}
