//! Events: what an event lets people do, and who organises it. The rules stand in [`rongqiao_model::registration`].

use rongqiao_model::access::{Action, Actor, Permit, Thing};
use rongqiao_model::form::{FieldError, Mistake};
use rongqiao_model::kind::ListingKind;
use rongqiao_model::listing::PublishedListing;
use rongqiao_model::posting::{Contents, Filed, Record};
use rongqiao_model::registration::{Figures, NewRegistration, Terms};
use rongqiao_model::store::{Registering, StoreError};
use rongqiao_model::{ContactId, ListingId, PersonId, RegistrationId};

use crate::app::App;
use crate::problem::Problem;
use crate::tokens;

/// An event with its terms.
#[derive(Debug)]
pub struct Event {
    /// What the public sees of it.
    pub published: PublishedListing,
    /// What registering for it depends on.
    pub terms: Terms,
}

/// The event `id`, be it ahead, over or called off.
///
/// # Errors
///
/// Returns [`Problem::not_found`] if there is none.
pub async fn find(app: &App, id: ListingId) -> Result<Event, Problem> {
    let published = app.store.find_public_listing(id).await?.filter(|found| found.listing.id == id);
    let published = published.ok_or_else(Problem::not_found)?;
    let terms = Terms::of(&published.listing).ok_or_else(Problem::not_found)?;
    Ok(Event { published, terms })
}

/// The event `id` with the leave of `actor` to manage its registrations.
///
/// # Errors
///
/// Returns [`Problem::not_found`] if there is none, or their organisation does not organise it.
pub async fn organised(app: &App, actor: &Actor, id: ListingId) -> Result<(Event, Permit), Problem> {
    let event = find(app, id).await?;
    let organiser = (event.published.listing.organisation, event.published.organisation_kind);
    let permit = actor.permit(Action::ManageRegistrations, Thing::listing(id, organiser, None))?;
    Ok((event, permit))
}

/// Registers `person` for an event; they have agreed that its organiser learns their name and `contact`.
///
/// # Errors
///
/// Returns [`StoreError`] if the database refuses.
pub async fn register(
    app: &App,
    person: PersonId,
    listing: ListingId,
    contact: Option<ContactId>,
    note: String,
) -> Result<Registering, StoreError> {
    let now = app.clock.now();
    let id = RegistrationId::from_uuid(app.chance.id(now));
    let new = NewRegistration { id, listing, person, contact, note };
    let done = app.store.register(&new, &app.chance, now).await?;
    app.letters_wait.notify_one();
    Ok(done)
}

/// Gives up `person`'s registration; says whether that was still possible.
///
/// # Errors
///
/// Returns [`StoreError`] if the database refuses.
pub async fn cancel(app: &App, person: PersonId, listing: ListingId) -> Result<bool, StoreError> {
    let done = app.store.cancel_registration(person, listing, &app.chance, app.clock.now()).await?;
    app.letters_wait.notify_one();
    Ok(done)
}

/// What is wrong with the seats that `record` leaves, if people have taken more of them.
///
/// Whoever registers between this and the day on which the version becomes public keeps their seat all the same.
///
/// # Errors
///
/// Returns [`StoreError`] if the database cannot be read.
pub async fn seats_taken(app: &App, filed: &Filed, record: &Record) -> Result<Option<FieldError>, StoreError> {
    if filed.posting.kind != ListingKind::Event || !filed.posting.is_public() {
        return Ok(None);
    }
    let seats = Contents::read(filed.posting.kind, record).ok().and_then(|contents| contents.details().capacity());
    let Figures { registered, .. } = app.store.count_registrations(filed.posting.id).await?;
    let mistake = || FieldError { field: "seats".to_owned(), mistake: Mistake::SeatsTaken { registered } };
    Ok(seats.filter(|&seats| u64::from(seats) < registered).map(|_| mistake()))
}

/// A check-in code as it is made, however it was typed or scanned.
#[must_use]
pub fn typed_code(text: &str) -> String {
    tokens::typed(text).to_ascii_uppercase()
}

/// A check-in code as it is read: two groups of four.
#[must_use]
pub fn shown_code(code: &str) -> String {
    match code.split_at_checked(code.len() / 2) {
        Some((head, tail)) => format!("{head}-{tail}"),
        None => code.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_understood_as_it_is_shown_and_as_it_is_typed() {
        assert_eq!(shown_code("K7QM2XPA"), "K7QM-2XPA");
        for typed in ["K7QM-2XPA", " k7qm 2xpa ", "k7qm2xpa"] {
            assert_eq!(typed_code(typed), "K7QM2XPA", "{typed}");
        }
    }
}
