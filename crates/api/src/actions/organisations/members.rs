//! Who acts for an organisation: asking, inviting, answering.

use rongqiao_model::access::{Permit, Role};
use rongqiao_model::contact::Contact;
use rongqiao_model::membership::{MembershipRequest, may_end_by_itself};
use rongqiao_model::message::Topic;
use rongqiao_model::organisation::Organisation;
use rongqiao_model::store::{Answered, Offered};
use rongqiao_model::throttle::{CODES_SENT, ROLES_OFFERED};
use rongqiao_model::{GrantId, MembershipRequestId, PersonId};
use time::Date;

use crate::actions::Refusal;
use crate::app::App;
use crate::language::Language;
use crate::letters::{LetterKind, letter};
use crate::messages::telling;
use crate::problem::Problem;
use crate::tokens;

/// A role that is offered.
#[derive(Clone, Debug)]
pub struct Offer {
    /// The role.
    pub role: Role,
    /// The last day on which it will count; `None` while nobody ends it.
    pub until: Option<Date>,
    /// Who is meant: whoever is reached there.
    pub contact: Contact,
    /// The language of the letter.
    pub language: Language,
}

/// Asks the administrators of `organisation` for a role.
///
/// # Errors
///
/// Returns a [`Problem`] if the database refuses.
pub async fn ask(
    app: &App,
    permit: &Permit,
    organisation: &Organisation,
    (role, note): (Role, String),
) -> Result<Offered, Problem> {
    let request = request(app, permit.person(), organisation, role);
    let words = [("organisation", organisation.name.clone())];
    let link = format!("/my/organisations/{}", organisation.id);
    let told = telling(app, Topic::RoleAsked, &words, &words, &link);
    let asked = app.store.ask_for_role(permit, &MembershipRequest { note, ..request }, &told, app.clock.now()).await?;
    app.letters_wait.notify_one();
    Ok(asked)
}

/// Offers a role of `organisation` to whoever is reached at a contact. Nobody learns whether there is an account.
///
/// # Errors
///
/// Returns [`Refusal::Wait`] when too many letters went there, or came from the organisation.
pub async fn offer(app: &App, permit: &Permit, organisation: &Organisation, offer: Offer) -> Result<(), Refusal> {
    let now = app.clock.now();
    let key = tokens::hash("role-offered", offer.contact.value());
    app.store.count_attempt(&key, CODES_SENT, now).await?.map_err(Refusal::Wait)?;
    let key = tokens::hash("roles-offered", &organisation.id.to_string());
    app.store.count_attempt(&key, ROLES_OFFERED, now).await?.map_err(Refusal::Wait)?;
    let words = [("organisation", organisation.name.clone())];
    let letter = letter(app, LetterKind::RoleOffered, &offer.contact, offer.language, &words);
    let until = offer.until.filter(|_| may_end_by_itself(offer.role));
    let request = request(app, permit.person(), organisation, offer.role);
    let request = MembershipRequest { until, invited: Some(offer.contact), ..request };
    // One that waits already needs no second letter.
    let (Offered::Done | Offered::Waiting) = app.store.offer_role(permit, &request, &letter, now).await?;
    app.letters_wait.notify_one();
    Ok(())
}

fn request(app: &App, person: PersonId, organisation: &Organisation, role: Role) -> MembershipRequest {
    let now = app.clock.now();
    MembershipRequest {
        id: MembershipRequestId::from_uuid(app.chance.id(now)),
        organisation: organisation.id,
        role,
        until: None,
        person,
        invited: None,
        note: String::new(),
        asked_at: now,
    }
}

/// Gives somebody the role that they asked for.
///
/// # Errors
///
/// Returns a [`Problem`] if the database refuses.
pub async fn accept(
    app: &App,
    permit: &Permit,
    organisation: &Organisation,
    id: MembershipRequestId,
) -> Result<Answered, Problem> {
    let now = app.clock.now();
    let words = [("organisation", organisation.name.clone())];
    let told = telling(app, Topic::RoleAnswered, &words, &words, "/my/organisations");
    let grant = GrantId::from_uuid(app.chance.id(now));
    let answered = app.store.accept_request(permit, (id, grant), &told, now).await?;
    app.letters_wait.notify_one();
    Ok(answered)
}

/// Refuses somebody the role that they asked for, or takes back what was offered.
///
/// # Errors
///
/// Returns a [`Problem`] if the database refuses.
pub async fn refuse(
    app: &App,
    permit: &Permit,
    organisation: &Organisation,
    id: MembershipRequestId,
) -> Result<Answered, Problem> {
    let words = [("organisation", organisation.name.clone())];
    let told = telling(app, Topic::RoleAnswered, &words, &words, "/my/organisations");
    let answered = app.store.refuse_request(permit, id, &told, app.clock.now()).await?;
    app.letters_wait.notify_one();
    Ok(answered)
}

/// Takes on a role that is offered to `person`.
///
/// # Errors
///
/// Returns a [`Problem`] if the database refuses.
pub async fn take_on(app: &App, person: PersonId, id: MembershipRequestId) -> Result<Answered, Problem> {
    let now = app.clock.now();
    Ok(app.store.accept_offer(person, (id, GrantId::from_uuid(app.chance.id(now))), now).await?)
}
