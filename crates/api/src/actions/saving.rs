//! Saving searches and listings.

use rongqiao_matching::{SearchQuery, Sort};
use rongqiao_model::listing::Openness;
use rongqiao_model::person::AgeGroup;
use rongqiao_model::saved::{NewSearch, Pace, SEARCH_ADDRESS_MAX_BYTES, SEARCH_NAME_MAX_CHARS, Saving};
use rongqiao_model::store::StoreError;
use rongqiao_model::{ListingId, PersonId};

use crate::address;
use crate::app::App;
use crate::letters::one_line;
use crate::problem::Problem;

/// What somebody calls a search, and how often they want to hear of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// The name, on one line.
    pub name: String,
    /// How often.
    pub pace: Pace,
}

/// Why a name cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameMistake {
    /// There is none.
    Missing,
    /// It has more than [`SEARCH_NAME_MAX_CHARS`].
    TooLong,
}

/// The search that `sent`, a query string, stands for, as it is saved: without order and page, which play no part.
#[must_use]
pub fn canonical(app: &App, sent: &str) -> SearchQuery {
    let (query, _) = address::read(&address::pairs_of(sent), &app.codes);
    SearchQuery { sort: Sort::default(), cursor: None, ..query }
}

/// What is wrong with a name, if anything is.
#[must_use]
pub fn name_mistake(name: &str) -> Option<NameMistake> {
    match one_line(name).chars().count() {
        0 => Some(NameMistake::Missing),
        1..=SEARCH_NAME_MAX_CHARS => None,
        _ => Some(NameMistake::TooLong),
    }
}

/// How often `person` hears of a search when they do not say: those under age are pushed nothing (未成年人网络保护条例).
///
/// # Errors
///
/// Returns [`StoreError`] if the database cannot be read.
pub async fn usual_pace(app: &App, person: PersonId) -> Result<Pace, StoreError> {
    let account = app.store.find_own_account(person).await?;
    let is_minor = account.is_some_and(|it| it.age_group == AgeGroup::Minor);
    Ok(if is_minor { Pace::Never } else { Pace::Daily })
}

/// Saves `query`, which [`canonical`] made, for `person`. `None` if it is too long to be saved.
///
/// # Errors
///
/// Returns [`StoreError`] if the database refuses.
pub async fn save_search(
    app: &App,
    person: PersonId,
    query: &SearchQuery,
    wish: Wish,
) -> Result<Option<Saving>, StoreError> {
    let address = address::write(query);
    if address.len() > SEARCH_ADDRESS_MAX_BYTES {
        return Ok(None);
    }
    let new = NewSearch { person, name: wish.name, address, pace: wish.pace, leave_token: app.chance.token() };
    app.store.save_search(&new, app.clock.now()).await.map(Some)
}

/// Saves a listing for `person`, be it open or closed; a copy is saved as the listing that was kept in its place.
///
/// # Errors
///
/// Returns [`Problem::not_found`] if no such listing can be seen.
pub async fn save_listing(app: &App, person: PersonId, listing: ListingId) -> Result<(ListingId, Saving), Problem> {
    let now = app.clock.now();
    let published = app.store.find_public_listing(listing).await?.ok_or_else(Problem::not_found)?;
    if published.openness(now) == Openness::Gone {
        return Err(Problem::gone());
    }
    let kept = published.listing.id;
    Ok((kept, app.store.save_listing(person, kept, now).await?))
}
