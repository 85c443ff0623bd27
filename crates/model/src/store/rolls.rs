//! The roll of an event: seats given to those who wait, and everybody on it told when the event changes.
//!
//! However an event changed, by a new version, on a planned day, by an import, or because a desk took it from the public,
//! its roll is settled afterwards: the listing's revision says that there is something to settle, so that nothing is
//! forgotten when the program stops in between, and nobody is told twice.

use std::collections::BTreeMap;

use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, ExprTrait as _, OnConflict, Query};
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use time::OffsetDateTime;

use super::entity::{event_roll, listing, registration};
use super::registrations::{in_states, seats_left, set_state};
use super::{Store, StoreError, choice, messages};
use crate::chance::Chance;
use crate::kind::Details;
use crate::listing::{ListingState, PUBLISHED_HERE};
use crate::message::{News, Telling, Topic};
use crate::registration::{RegistrationState, Terms, Told};
use crate::{ListingId, PersonId};

/// Rolls settled at a time.
const BATCH: u64 = 100;

const WAITING: [&str; 1] = [RegistrationState::Waiting.slug()];

/// Those who are to be told what happens with an event.
const EXPECTED: [&str; 2] = [RegistrationState::Registered.slug(), RegistrationState::Waiting.slug()];

/// An event as those who register for it see it.
pub(super) struct Roll {
    pub(super) listing: ListingId,
    pub(super) terms: Terms,
    title: String,
    revision: i64,
    /// When and where it takes place, to be compared.
    known: String,
}

impl Roll {
    /// The roll of a listing that was public once; `None` where nobody can register.
    pub(super) async fn find(db: &impl ConnectionTrait, id: ListingId) -> Result<Option<Self>, StoreError> {
        let Some(row) = listing::Entity::find_by_id(id).one(db).await? else { return Ok(None) };
        let uuid = id.as_uuid();
        let details: Result<Details, _> = serde_json::from_str(&row.details);
        let details = details.map_err(|_| StoreError::Corrupt { noun: "listing", id: uuid, field: "details" })?;
        let state: ListingState = choice(&row.state, "listing", uuid, "state")?;
        let is_announced_here = row.source == PUBLISHED_HERE || row.demo;
        let terms = Terms::read(&details, state, is_announced_here).filter(|_| state != ListingState::Draft);
        Ok(terms.map(|terms| Self {
            listing: id,
            known: known(&terms, &[row.division.as_deref(), row.zone.as_deref(), Some(&row.place_text)]),
            terms,
            title: row.title,
            revision: row.revision,
        }))
    }

    /// What one of those on the roll is told. That somebody goes to an event is theirs alone: a letter does not name it.
    fn news(&self, told: Told, person: PersonId, chance: &Chance, now: OffsetDateTime) -> News {
        let words = [("name", self.title.as_str()), ("what", told.slug())];
        let telling = Telling {
            topic: Topic::Event,
            words: words.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
            letter_words: BTreeMap::new(),
            link: format!("/my/registrations/{}", self.listing),
            chance,
        };
        telling.to(person, now)
    }
}

impl Store {
    /// Settles the rolls of events that changed, and gives seats to those who wait; says how many rolls it went through,
    /// at most two hundred at a time.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; calling again goes on.
    pub async fn settle_rolls(&self, chance: &Chance, now: OffsetDateTime) -> Result<usize, StoreError> {
        let mut ids = self.list_changed_rolls().await?;
        ids.extend(self.list_rolls_with_waiting().await?);
        ids.sort_unstable();
        ids.dedup();
        for &id in &ids {
            self.settle_roll(id, chance, now).await?;
        }
        Ok(ids.len())
    }

    async fn settle_roll(&self, id: ListingId, chance: &Chance, now: OffsetDateTime) -> Result<(), StoreError> {
        let transaction = self.begin_writing().await?;
        let Some(roll) = Roll::find(&transaction, id).await? else { return Ok(()) };
        let before = event_roll::Entity::find_by_id(id).one(&transaction).await?;
        let is_changed = before.is_some_and(|row| row.known != roll.known);
        if !roll.terms.is_over(now) {
            if roll.terms.is_called_off() {
                tell_expected(&transaction, &roll, Told::CalledOff, chance, now).await?;
            } else if is_changed {
                tell_expected(&transaction, &roll, Told::Changed, chance, now).await?;
            }
        }
        fill_seats(&transaction, &roll, chance, now).await?;
        write_roll(&transaction, &roll).await?;
        transaction.commit().await?;
        Ok(())
    }

    async fn list_changed_rolls(&self) -> Result<Vec<ListingId>, StoreError> {
        let settled = Expr::col((event_roll::Entity, event_roll::Column::Settled));
        let revision = Expr::col((listing::Entity, listing::Column::Revision));
        let same = Expr::col((event_roll::Entity, event_roll::Column::ListingId))
            .equals((listing::Entity, listing::Column::Id));
        let mut changed = Query::select();
        changed
            .column((event_roll::Entity, event_roll::Column::ListingId))
            .from(event_roll::Entity)
            .inner_join(listing::Entity, same)
            .and_where(settled.ne(revision))
            .limit(BATCH);
        let rows = self.db.query_all(&changed).await?;
        rows.iter().map(|row| Ok(row.try_get_by_index(0)?)).collect()
    }

    /// Accounts that are closed leave seats behind, which nobody gave back.
    async fn list_rolls_with_waiting(&self) -> Result<Vec<ListingId>, StoreError> {
        let waiting = registration::Entity::find().filter(registration::Column::State.is_in(WAITING));
        let ids = waiting.select_only().column(registration::Column::ListingId).distinct().limit(BATCH);
        Ok(ids.into_tuple().all(&self.db).await?)
    }
}

/// Gives the seats that are free to those who wait longest, and tells them.
pub(super) async fn fill_seats(
    transaction: &DatabaseTransaction,
    roll: &Roll,
    chance: &Chance,
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    if !roll.terms.is_ahead(now) {
        return Ok(());
    }
    let mut waiting = in_states(roll.listing, &WAITING).order_by_asc(registration::Column::Place);
    if let Some(left) = seats_left(transaction, roll).await? {
        waiting = waiting.limit(left);
    }
    for row in waiting.all(transaction).await? {
        let news = roll.news(Told::MovedUp, row.person_id, chance, now);
        set_state(transaction, row, RegistrationState::Registered, now).await?;
        messages::write(transaction, &news, now).await?;
    }
    Ok(())
}

/// Tells everybody who is expected or waits; when the event is called off, their registrations end with it.
async fn tell_expected(
    transaction: &DatabaseTransaction,
    roll: &Roll,
    told: Told,
    chance: &Chance,
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    for row in in_states(roll.listing, &EXPECTED).all(transaction).await? {
        messages::write(transaction, &roll.news(told, row.person_id, chance, now), now).await?;
        if told == Told::CalledOff {
            set_state(transaction, row, RegistrationState::Ended, now).await?;
        }
    }
    Ok(())
}

/// Begins the roll of an event with the first who registers.
pub(super) async fn open_roll(transaction: &DatabaseTransaction, roll: &Roll) -> Result<(), StoreError> {
    if event_roll::Entity::find_by_id(roll.listing).one(transaction).await?.is_some() {
        return Ok(());
    }
    write_roll(transaction, roll).await
}

async fn write_roll(transaction: &DatabaseTransaction, roll: &Roll) -> Result<(), StoreError> {
    let row = event_roll::ActiveModel {
        listing_id: Set(roll.listing),
        settled: Set(roll.revision),
        known: Set(roll.known.clone()),
    };
    let columns = [event_roll::Column::Settled, event_roll::Column::Known];
    let in_place = OnConflict::column(event_roll::Column::ListingId).update_columns(columns).to_owned();
    event_roll::Entity::insert(row).on_conflict(in_place).exec_without_returning(transaction).await?;
    Ok(())
}

fn known(terms: &Terms, place: &[Option<&str>]) -> String {
    let times = [terms.starts_at, terms.ends_at].map(OffsetDateTime::unix_timestamp);
    serde_json::json!([times, place]).to_string()
}
