//! Applying for jobs and internships, and answering those who do. The rules stand in [`rongqiao_model::connect`].

use rongqiao_model::access::{Action, Actor, Permit, Thing};
use rongqiao_model::connect::{
    Connection, ConnectionFile, ConnectionKind, ConnectionStep, Intake, Party, ReplyLedger, Shared, WORDS_MAX_CHARS,
};
use rongqiao_model::consent::{Consent, Purpose, Recipient};
use rongqiao_model::listing::PublishedListing;
use rongqiao_model::store::{Begun, ConnectionMoved, NewConnection, Said, StoreError};
use rongqiao_model::{ConnectionId, ConnectionMessageId, ConsentId, ListingId, OrganisationId};

use crate::app::App;
use crate::language::Language;
use crate::notice;
use crate::problem::Problem;
use crate::replies::Replies;

/// Longest words that go with a step or an answer to many, in characters.
pub const REASON_MAX_CHARS: usize = WORDS_MAX_CHARS;

/// A listing that people can answer, and whether it takes answers now.
#[derive(Debug)]
pub struct Answerable {
    /// What the public sees of it.
    pub published: PublishedListing,
    /// What answering it leads to.
    pub kind: ConnectionKind,
    /// Whether it takes answers.
    pub intake: Intake,
}

/// The listing `id` that people can answer, whether or not it takes answers now.
///
/// # Errors
///
/// Returns [`Problem::not_found`] if there is none.
pub async fn find_answerable(app: &App, id: ListingId) -> Result<Answerable, Problem> {
    let published = app.store.find_public_listing(id).await?.filter(|found| found.listing.id == id);
    let published = published.ok_or_else(Problem::not_found)?;
    let kind = ConnectionKind::of_listing(&published.listing).filter(|it| *it != ConnectionKind::Cooperation);
    let kind = kind.ok_or_else(Problem::not_found)?;
    let intake = intake_of(app, &published).await?;
    Ok(Answerable { published, kind, intake })
}

/// Whether `published` takes answers now.
///
/// # Errors
///
/// Returns [`StoreError`] if the database cannot be read.
pub async fn intake_of(app: &App, published: &PublishedListing) -> Result<Intake, StoreError> {
    let waiting = app.store.count_waiting_connections(published.listing.id).await?;
    Ok(Intake::of(published, waiting, app.clock.now()))
}

/// Sends what `actor` shares to the organisation of a listing. They have agreed to that, reading the notice in `t`.
///
/// # Errors
///
/// Returns a [`Problem`] if the database refuses; nothing is sent then.
pub async fn apply(
    app: &App,
    actor: &Actor,
    answerable: &Answerable,
    shared: Shared,
    t: Language,
) -> Result<Begun, Problem> {
    let now = app.clock.now();
    let published = &answerable.published;
    let (id, organisation) = (ConnectionId::from_uuid(app.chance.id(now)), published.listing.organisation);
    let thing = Thing::connection(id, (organisation, published.organisation_kind), Some(actor.person()));
    let permit = actor.permit(Action::Respond, thing)?;
    let consent = Consent {
        id: ConsentId::from_uuid(app.chance.id(now)),
        person: actor.person(),
        purpose: Purpose::Application,
        recipient: Recipient::Organisation(organisation),
        text: notice::text(t),
        given_at: now,
        withdrawn_at: None,
    };
    let new = NewConnection {
        kind: answerable.kind,
        listing: published.listing.id,
        responder_organisation: None,
        shared,
        consent: Some(consent),
    };
    let begun = app.store.begin_connection(&permit, &new, &app.chance, now).await?;
    app.letters_wait.notify_one();
    Ok(begun)
}

/// What `actor` answered, with their leave to go on with it.
///
/// # Errors
///
/// Returns [`Problem::not_found`] if they answered nothing of this identity.
pub async fn find_own(app: &App, actor: &Actor, id: ConnectionId) -> Result<(ConnectionFile, Permit), Problem> {
    let file = app.store.find_own_connection(actor.person(), id).await?.ok_or_else(Problem::not_found)?;
    let thing = file.connection.thing_of((file.organisation.id, file.organisation.kind));
    let permit = actor.permit(Action::Respond, thing)?;
    Ok((file, permit))
}

/// The application to the listing `listing` of an organisation for which `actor` answers.
///
/// # Errors
///
/// Returns [`Problem::not_found`] if there is nothing of this identity for them.
pub async fn find_received(
    app: &App,
    actor: &Actor,
    (listing, id): (ListingId, ConnectionId),
) -> Result<(ConnectionFile, Permit), Problem> {
    let found = app.store.find_connection_as(actor, Party::Publisher, id).await?;
    let is_it = |file: &ConnectionFile| file.connection.listing == listing && is_application(&file.connection);
    found.filter(|(file, _)| is_it(file)).ok_or_else(Problem::not_found)
}

/// Whether it is an application for a job or an internship. Calls, orders and cooperations have pages of their own, which
/// say who reads what of them.
const fn is_application(connection: &Connection) -> bool {
    matches!(connection.kind, ConnectionKind::Job | ConnectionKind::Internship)
}

/// The listing `id`, with the leave of `actor` to answer those who answered it.
///
/// # Errors
///
/// Returns [`Problem::not_found`] if there is none that can be answered, or it is not their organisation's.
pub async fn find_answered(app: &App, actor: &Actor, id: ListingId) -> Result<(PublishedListing, Permit), Problem> {
    let published = find_answerable(app, id).await?.published;
    let organisation = (published.listing.organisation, published.organisation_kind);
    let permit = actor.permit(Action::AnswerResponse, Thing::listing(id, organisation, None))?;
    Ok((published, permit))
}

/// Does `step` as somebody saw the connection at `revision`.
///
/// # Errors
///
/// Returns [`StoreError`] if the database refuses; nothing is done then.
pub async fn step(
    app: &App,
    permit: &Permit,
    revision: i64,
    step: &ConnectionStep,
) -> Result<ConnectionMoved, StoreError> {
    let moved = app.store.move_connection(permit, revision, step, (&app.chance, app.clock.now())).await?;
    app.letters_wait.notify_one();
    Ok(moved)
}

/// Says something to the other side under the identity `id`, which the form was given. The same form sent twice says
/// it once.
///
/// # Errors
///
/// Returns [`StoreError`] if the database refuses; nothing is said then.
pub async fn say(app: &App, permit: &Permit, id: ConnectionMessageId, text: &str) -> Result<Said, StoreError> {
    let said = app.store.say_in_connection(permit, id, (text, None), (&app.chance, app.clock.now())).await?;
    app.letters_wait.notify_one();
    Ok(said)
}

/// What the public may know of how an organisation replies, as it stood some minutes ago.
///
/// # Errors
///
/// Returns [`StoreError`] if the database cannot be read.
pub async fn told_ledger(app: &App, organisation: OrganisationId) -> Result<Option<ReplyLedger>, StoreError> {
    Replies::refresh(app).await?;
    Ok(app.replies.find(organisation))
}
