//! Calls for proposals: putting up, proposing, reviewing, deciding. The rules stand in [`rongqiao_model::call`].

use std::collections::BTreeMap;

use rongqiao_model::access::{Action, Actor, Permit, Thing};
use rongqiao_model::call::{Call, ProposalText, Task, Terms};
use rongqiao_model::contact::Contact;
use rongqiao_model::kind::ListingKind;
use rongqiao_model::listing::PublishedListing;
use rongqiao_model::message::{Telling, Topic};
use rongqiao_model::organisation::Organisation;
use rongqiao_model::store::{CallBegun, HandedIn, Invited, NewCall};
use rongqiao_model::{ConnectionId, ListingId, PersonId, ProposalId};
use time::OffsetDateTime;

use crate::app::App;
use crate::problem::Problem;

/// Why nobody was asked to review.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Uninvited {
    /// Nobody with an account is reached there.
    Nobody,
    /// See [`Invited`].
    Refused(Invited),
}

/// The public challenge `id`.
///
/// # Errors
///
/// Returns [`Problem::not_found`] if there is none.
pub async fn find_challenge(app: &App, id: ListingId) -> Result<PublishedListing, Problem> {
    let published = app.store.find_public_listing(id).await?.ok_or_else(Problem::not_found)?;
    let is_challenge = published.listing.id == id && published.listing.kind() == ListingKind::Challenge;
    Some(published).filter(|_| is_challenge).ok_or_else(Problem::not_found)
}

/// The call on the listing `id` that the public is told of.
///
/// # Errors
///
/// Returns [`Problem::not_found`] if there is none.
pub async fn find_public(app: &App, id: ListingId) -> Result<Call, Problem> {
    app.store.find_public_call(id).await?.ok_or_else(Problem::not_found)
}

/// Hands the desks a call on `published`, for its publisher.
///
/// # Errors
///
/// Returns [`Problem::not_found`] if it is not the organisation of `actor`.
pub async fn put_up(
    app: &App,
    actor: &Actor,
    published: &PublishedListing,
    (terms, deadline): (Terms, OffsetDateTime),
) -> Result<CallBegun, Problem> {
    let now = app.clock.now();
    let id = ConnectionId::from_uuid(app.chance.id(now));
    let permit = publishes(actor, id, published)?;
    let new = NewCall { listing: published.listing.id, terms, deadline };
    let begun = app.store.put_up_call(&permit, &new, (&app.chance, now)).await?;
    app.letters_wait.notify_one();
    Ok(begun)
}

/// The leave of `actor` to put up a call on `published` under the identity `id`.
///
/// # Errors
///
/// Returns [`Problem::not_found`] if it is not their organisation's.
pub fn publishes(actor: &Actor, id: ConnectionId, published: &PublishedListing) -> Result<Permit, Problem> {
    let organisation = (published.listing.organisation, published.organisation_kind);
    Ok(actor.permit(Action::AnswerResponse, Thing::connection(id, organisation, None))?)
}

/// Whether `actor` answers for the organisation that put up `call`.
#[must_use]
pub fn is_publisher(actor: &Actor, call: &Call) -> bool {
    actor.permit(Action::AnswerResponse, call.thing_for_publisher()).is_ok()
}

/// The organisations for which `actor` can answer `call`, each with the leave to do so: all theirs but its publisher.
///
/// # Errors
///
/// Returns a [`Problem`] if the database cannot be read.
pub async fn answerers(app: &App, actor: &Actor, call: &Call) -> Result<Vec<(Organisation, Permit)>, Problem> {
    let theirs = app.store.list_organisations_written_for(actor).await?;
    let others = theirs.into_iter().filter(|it| it.id != call.organisation.id);
    let with_permit = |it: Organisation| {
        let permit = actor.permit(Action::RespondForOrganisation, call.thing_for(&it)).ok()?;
        Some((it, permit))
    };
    Ok(others.filter_map(with_permit).collect())
}

/// Seals `text` and hands it in; returns with what became of it the very text that was sealed, which is kept nowhere.
///
/// # Errors
///
/// Returns a [`Problem`] if the database refuses; nothing is handed in then.
pub async fn hand_in(app: &App, permit: &Permit, text: ProposalText) -> Result<(HandedIn, String), Problem> {
    let now = app.clock.now();
    let written = ProposalText { seal: app.chance.token(), ..text }.written();
    let id = ProposalId::from_uuid(app.chance.id(now));
    let handed_in = app.store.hand_in_proposal(permit, (id, &written), now).await?;
    Ok((handed_in, written))
}

/// What reviewers are told of a call.
fn telling<'a>(app: &'a App, call: &Call, what: &str, link: String) -> Telling<'a> {
    let words = [("kind", "challenge"), ("name", call.connection.title.as_str()), ("what", what)];
    Telling {
        topic: Topic::Connection,
        words: words.map(|(name, value)| (name.to_owned(), value.to_owned())).into(),
        letter_words: BTreeMap::new(),
        link,
        chance: &app.chance,
    }
}

/// Waits no longer for a reviewer who has handed in nothing; says whether that was possible.
///
/// # Errors
///
/// Returns a [`Problem`] if the database refuses; nobody is excused then.
pub async fn excuse(
    app: &App,
    permit: &Permit,
    call: &Call,
    (reviewer, task): (PersonId, Task),
) -> Result<bool, Problem> {
    let now = app.clock.now();
    let news = telling(app, call, "excused", "/my/challenges".to_owned()).to(reviewer, now);
    let excused = app.store.excuse_reviewer(permit, (reviewer, task), &news, (&app.chance, now)).await?;
    app.letters_wait.notify_one();
    Ok(excused)
}

/// Asks whoever is reached at `contact` for `task`.
///
/// # Errors
///
/// Returns a [`Problem`] if the database refuses; nobody is asked then.
pub async fn invite(
    app: &App,
    permit: &Permit,
    call: &Call,
    (contact, task): (&Contact, Task),
) -> Result<Result<(), Uninvited>, Problem> {
    let Some(found) = app.store.find_credentials(contact).await? else { return Ok(Err(Uninvited::Nobody)) };
    let now = app.clock.now();
    let link = format!("/my/reviews/{}/{}", call.connection.id, task.slug());
    let news = telling(app, call, "review", link).to(found.person, now);
    let invited = app.store.invite_reviewer(permit, (found.person, task), &news, now).await?;
    app.letters_wait.notify_one();
    Ok(match invited {
        Invited::Done => Ok(()),
        other => Err(Uninvited::Refused(other)),
    })
}
