//! Ordering technical services: asking for a price, naming one, rating what was delivered. The rules stand in
//! [`rongqiao_model::connect`] and [`rongqiao_model::service_order`].

use rongqiao_model::access::{Action, Actor, Permit, Thing};
use rongqiao_model::connect::{ConnectionFile, ConnectionKind, Party, Shared};
use rongqiao_model::consent::{Consent, Purpose, Recipient};
use rongqiao_model::kind::ListingKind;
use rongqiao_model::listing::PublishedListing;
use rongqiao_model::organisation::Organisation;
use rongqiao_model::service_order::{Quote, Rating};
use rongqiao_model::store::{Begun, ConnectionMoved, NewConnection, Rated, StoreError};
use rongqiao_model::{ConnectionId, ConsentId, ListingId, OrganisationId};

use crate::app::App;
use crate::language::Language;
use crate::notice;
use crate::problem::Problem;

/// The service `id`, whether or not it takes inquiries now.
///
/// # Errors
///
/// Returns [`Problem::not_found`] if there is none.
pub async fn find_service(app: &App, id: ListingId) -> Result<PublishedListing, Problem> {
    let published = app.store.find_public_listing(id).await?;
    let is_it = |found: &PublishedListing| found.listing.id == id && found.listing.kind() == ListingKind::Service;
    published.filter(is_it).ok_or_else(Problem::not_found)
}

/// The organisations for which `actor` may order from `provider`: those for which they answer listings, but for itself.
///
/// # Errors
///
/// Returns [`StoreError`] if the database cannot be read.
pub async fn ordering_organisations(
    app: &App,
    actor: &Actor,
    provider: OrganisationId,
) -> Result<Vec<Organisation>, StoreError> {
    let mut organisations = Vec::new();
    for id in actor.organisations_for(Action::RespondForOrganisation) {
        organisations.extend(app.store.find_public_organisation(id).await?.filter(|it| it.id != provider));
    }
    organisations.sort_by_key(|it| it.id);
    organisations.dedup_by_key(|it| it.id);
    Ok(organisations)
}

/// Asks the provider of a service for a price: for `organisation`, or for `actor` themself, who then have agreed to that,
/// reading the notice in `t`.
///
/// # Errors
///
/// Returns a [`Problem`] if the actor may not, or the database refuses; nothing is sent then.
pub async fn ask_for_price(
    app: &App,
    actor: &Actor,
    service: &PublishedListing,
    (organisation, shared): (Option<&Organisation>, Shared),
    t: Language,
) -> Result<Begun, Problem> {
    let now = app.clock.now();
    let id = ConnectionId::from_uuid(app.chance.id(now));
    let provider = service.listing.organisation;
    let permit = match organisation {
        Some(own) => {
            let thing = Thing::connection(id, (own.id, own.kind), Some(actor.person()));
            actor.permit(Action::RespondForOrganisation, thing)?
        }
        None => {
            let thing = Thing::connection(id, (provider, service.organisation_kind), Some(actor.person()));
            actor.permit(Action::Respond, thing)?
        }
    };
    let consent = Consent {
        id: ConsentId::from_uuid(app.chance.id(now)),
        person: actor.person(),
        purpose: Purpose::Order,
        recipient: Recipient::Organisation(provider),
        text: notice::text(t),
        given_at: now,
        withdrawn_at: None,
    };
    let new = NewConnection {
        kind: ConnectionKind::Service,
        listing: service.listing.id,
        responder_organisation: organisation.map(|it| it.id),
        shared,
        consent: organisation.is_none().then_some(consent),
    };
    let begun = app.store.begin_connection(&permit, &new, &app.chance, now).await?;
    app.letters_wait.notify_one();
    Ok(begun)
}

/// The order `id` in which `actor` stands on one of the two sides, with their leave and which side it is.
///
/// # Errors
///
/// Returns [`Problem::not_found`] if there is nothing of this identity for them.
pub async fn find_order(
    app: &App,
    actor: &Actor,
    id: ConnectionId,
) -> Result<(ConnectionFile, Permit, Party), Problem> {
    for party in [Party::Publisher, Party::Responder] {
        let found = app.store.find_connection_as(actor, party, id).await?;
        if let Some((file, permit)) = found.filter(|(file, _)| file.connection.kind == ConnectionKind::Service) {
            return Ok((file, permit, party));
        }
    }
    Err(Problem::not_found())
}

/// Names a price in the inquiry that `permit` is about.
///
/// # Errors
///
/// Returns [`StoreError`] if the database refuses; nothing is done then.
pub async fn quote(app: &App, permit: &Permit, revision: i64, quote: &Quote) -> Result<ConnectionMoved, StoreError> {
    let moved = app.store.quote(permit, revision, quote, (&app.chance, app.clock.now())).await?;
    app.letters_wait.notify_one();
    Ok(moved)
}

/// Rates what was delivered.
///
/// # Errors
///
/// Returns [`StoreError`] if the database refuses; nothing is done then.
pub async fn rate(app: &App, permit: &Permit, rating: &Rating) -> Result<Rated, StoreError> {
    app.store.rate_order(permit, rating, app.clock.now()).await
}
