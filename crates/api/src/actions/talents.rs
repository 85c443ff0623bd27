//! Finding people for a listing, and inviting them to it.

use rongqiao_model::access::{Action, Actor, Permit, Thing};
use rongqiao_model::invitation::{InvitationAnswer, WrongWords, read_words};
use rongqiao_model::listing::{Openness, PublishedListing};
use rongqiao_model::message::Topic;
use rongqiao_model::store::{Inviting, NewInvitation, StoreError};
use rongqiao_model::{InvitationId, ListingId, PersonId};

use crate::app::App;
use crate::messages::telling;
use crate::notice;
use crate::problem::Problem;
use crate::profile_address::ANSWERED_BY_PEOPLE;

/// A listing for which somebody may look for people, with their leave.
#[derive(Debug)]
pub struct Searched {
    /// The listing.
    pub published: PublishedListing,
    /// The leave.
    pub permit: Permit,
    /// What stands in the way of it now.
    pub hindrance: Option<Hindrance>,
}

rongqiao_model::choices! {
    /// What keeps an organisation from finding people for a listing.
    pub enum Hindrance {
        /// It is not verified, or suspended.
        NotVerified = "not-verified",
        /// The listing is not open.
        NotOpen = "not-open",
    }
}

/// The listing `id` with the leave of `actor` to find people for it.
///
/// # Errors
///
/// Returns [`Problem::not_found`] if there is none that people could answer, or `actor` does not write for its
/// organisation.
pub async fn searched(app: &App, actor: &Actor, id: ListingId) -> Result<Searched, Problem> {
    let published = app.store.find_public_listing(id).await?.filter(|found| found.listing.id == id);
    let published = published.filter(|found| ANSWERED_BY_PEOPLE.contains(&found.listing.kind()));
    let published = published.ok_or_else(Problem::not_found)?;
    let organisation = (published.listing.organisation, published.organisation_kind);
    let permit = actor.permit(Action::FindPeople, Thing::listing(id, organisation, None))?;
    let hindrance = hindrance(app, &published).await?;
    Ok(Searched { published, permit, hindrance })
}

/// What keeps the organisation of `published` from finding people for it now.
///
/// # Errors
///
/// Returns a [`Problem`] if the database cannot be read.
pub async fn hindrance(app: &App, published: &PublishedListing) -> Result<Option<Hindrance>, Problem> {
    let standing = app.store.find_standing(published.listing.organisation).await?;
    if standing.is_none_or(|standing| !standing.holds(app.clock.today())) {
        return Ok(Some(Hindrance::NotVerified));
    }
    Ok((published.openness(app.clock.now()) != Openness::Open).then_some(Hindrance::NotOpen))
}

/// Why somebody was not invited.
#[derive(Debug)]
pub enum NotInvited {
    /// Its text cannot be sent.
    Wrong(WrongWords),
    /// It could not be sent now.
    Refused(Inviting),
    /// Something failed that nobody can mend here.
    Failed(Problem),
}

impl From<StoreError> for NotInvited {
    fn from(error: StoreError) -> Self {
        Self::Failed(error.into())
    }
}

/// Invites whoever is known by `handle` to a listing with what was `typed`. Once more changes nothing.
///
/// # Errors
///
/// Returns [`NotInvited`]; nobody is told anything then.
pub async fn invite(app: &App, searched: &Searched, handle: &str, typed: &str) -> Result<(), NotInvited> {
    let words = read_words(typed).map_err(NotInvited::Wrong)?;
    let now = app.clock.now();
    let id = InvitationId::from_uuid(app.chance.id(now));
    let published = &searched.published;
    let told = [("organisation", published.organisation_name.clone()), ("title", published.listing.title.clone())];
    let telling = telling(app, Topic::Invitation, &told, &[], &format!("/my/invitations/{id}"));
    let new = NewInvitation { id, handle: handle.to_owned(), words };
    let done = app.store.invite(&searched.permit, &new, notice::VERSION, &telling, now).await?;
    app.letters_wait.notify_one();
    match done {
        Inviting::Done | Inviting::Known => Ok(()),
        Inviting::TooMany | Inviting::Unknown | Inviting::NotNow => Err(NotInvited::Refused(done)),
    }
}

/// Answers an invitation that `person` got.
///
/// # Errors
///
/// Returns [`Problem::not_found`] if there is none.
pub async fn answer(app: &App, person: PersonId, id: InvitationId, answer: InvitationAnswer) -> Result<(), Problem> {
    let answered = app.store.answer_invitation(person, id, answer, app.clock.now()).await?;
    if answered { Ok(()) } else { Err(Problem::not_found()) }
}
