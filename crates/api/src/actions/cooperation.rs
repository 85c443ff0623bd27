//! Cooperation of firms and schools: intent, agreement, milestones. The rules stand in [`rongqiao_model::cooperation`].

use rongqiao_model::access::{Action, Actor, Permit, Thing};
use rongqiao_model::connect::{ConnectionFile, ConnectionKind, Intake, Party, Shared};
use rongqiao_model::cooperation::{AgreementFile, NewAgreement};
use rongqiao_model::listing::PublishedListing;
use rongqiao_model::milestone::MilestoneStep;
use rongqiao_model::organisation::Organisation;
use rongqiao_model::store::{AgreementMoved, Begun, NewConnection};
use rongqiao_model::workbench::case::is_other_side;
use rongqiao_model::{ConnectionId, ListingId, MilestoneId};

use super::applications::intake_of;
use crate::app::App;
use crate::problem::Problem;

/// A cooperation as somebody sees it who acts on one of its sides, or at a desk.
#[derive(Debug)]
pub struct Cooperation {
    /// What brought the two together, with all that happened.
    pub file: ConnectionFile,
    /// What they agreed on.
    pub agreement: Option<AgreementFile>,
    /// On which side whoever looks acts.
    pub party: Party,
    /// Their leave to.
    pub permit: Permit,
}

/// The need or offer `id` of a cooperation that the public sees, and whether it takes intents now.
///
/// # Errors
///
/// Returns [`Problem::not_found`] if there is none.
pub async fn find_sought(app: &App, id: ListingId) -> Result<(PublishedListing, Intake), Problem> {
    let published = app.store.find_public_listing(id).await?.filter(|found| found.listing.id == id);
    let published = published.ok_or_else(Problem::not_found)?;
    if ConnectionKind::of_listing(&published.listing) != Some(ConnectionKind::Cooperation) {
        return Err(Problem::not_found());
    }
    let intake = intake_of(app, &published).await?;
    Ok((published, intake))
}

/// The organisations for which `actor` can answer `published`: those on its other side.
///
/// # Errors
///
/// Returns a [`Problem`] if the database cannot be read.
pub async fn answerers(app: &App, actor: &Actor, published: &PublishedListing) -> Result<Vec<Organisation>, Problem> {
    let mut theirs = app.store.list_organisations_written_for(actor).await?;
    theirs.retain(|it| is_other_side(published.organisation_kind, it.kind));
    Ok(theirs)
}

/// Tells the organisation of `published` that `organisation` wants to cooperate, in these words.
///
/// # Errors
///
/// Returns a [`Problem`] if `actor` may not, or the database refuses.
pub async fn send_intent(
    app: &App,
    actor: &Actor,
    published: &PublishedListing,
    (organisation, words): (&Organisation, String),
) -> Result<Begun, Problem> {
    let now = app.clock.now();
    let id = ConnectionId::from_uuid(app.chance.id(now));
    let thing = Thing::connection(id, (organisation.id, organisation.kind), Some(actor.person()));
    let permit = actor.permit(Action::RespondForOrganisation, thing)?;
    let new = NewConnection {
        kind: ConnectionKind::Cooperation,
        listing: published.listing.id,
        responder_organisation: Some(organisation.id),
        shared: Shared { name: organisation.name.clone(), letter: words, ..Shared::default() },
        consent: None,
    };
    let begun = app.store.begin_cooperation(&permit, &new, (&app.chance, now)).await?;
    app.letters_wait.notify_one();
    Ok(begun)
}

/// The cooperation `id` on one of whose sides `actor` acts.
///
/// # Errors
///
/// Returns [`Problem::not_found`] if there is none for them.
pub async fn find_own(app: &App, actor: &Actor, id: ConnectionId) -> Result<Cooperation, Problem> {
    find_as(app, actor, id, &[Party::Publisher, Party::Responder]).await
}

/// The cooperation `id` as the desk of `actor` sees it.
///
/// # Errors
///
/// Returns [`Problem::not_found`] if there is none for them.
pub async fn find_at_desk(app: &App, actor: &Actor, id: ConnectionId) -> Result<Cooperation, Problem> {
    find_as(app, actor, id, &[Party::FirmsDesk, Party::UniversitiesDesk]).await
}

async fn find_as(app: &App, actor: &Actor, id: ConnectionId, parties: &[Party]) -> Result<Cooperation, Problem> {
    for &party in parties {
        let Some((mut file, permit)) = app.store.find_connection_as(actor, party, id).await? else { continue };
        if file.connection.kind != ConnectionKind::Cooperation {
            break;
        }
        if party.desk().is_some() {
            file.messages = file.heard_by_desk();
        }
        let agreement = app.store.find_agreement(&permit).await?;
        return Ok(Cooperation { file, agreement, party, permit });
    }
    Err(Problem::not_found())
}

/// Writes down what was agreed as somebody saw the agreement at `revision`.
///
/// # Errors
///
/// Returns a [`Problem`] if the database refuses.
pub async fn enter(
    app: &App,
    cooperation: &Cooperation,
    revision: i64,
    new: &NewAgreement,
) -> Result<AgreementMoved, Problem> {
    let by_chance = (&app.chance, app.clock.now());
    let moved = app.store.enter_agreement(&cooperation.permit, revision, new, by_chance).await?;
    app.letters_wait.notify_one();
    Ok(moved)
}

/// Does `step` to a milestone as somebody saw it at `revision`.
///
/// # Errors
///
/// Returns a [`Problem`] if the database refuses.
pub async fn move_milestone(
    app: &App,
    cooperation: &Cooperation,
    milestone: (MilestoneId, i64),
    step: (MilestoneStep, &str),
) -> Result<AgreementMoved, Problem> {
    let by_chance = (&app.chance, app.clock.now());
    let moved = app.store.move_milestone(&cooperation.permit, milestone, step, by_chance).await?;
    app.letters_wait.notify_one();
    Ok(moved)
}

/// Lets the public know of the agreement, or no longer, as far as the side goes on which whoever asks acts.
///
/// # Errors
///
/// Returns a [`Problem`] if the database refuses.
pub async fn show(app: &App, cooperation: &Cooperation, shows: bool) -> Result<AgreementMoved, Problem> {
    Ok(app.store.show_agreement(&cooperation.permit, shows, app.clock.now()).await?)
}
