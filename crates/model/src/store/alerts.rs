//! Which new listings answer which saved searches, until their owners are told.
//!
//! Whoever follows the changes notes what they found and how far they came in one transaction. Of several who found the
//! same, one notes it: each arrival counts once, whatever stops in between.

use std::collections::{BTreeMap, HashMap, HashSet};

use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, OnConflict, Query, SimpleExpr};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, ExprTrait as _, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect,
};
use time::OffsetDateTime;

use super::entity::{alert, listing, person, progress, saved_search};
use super::organisations::IDS_PER_REQUEST;
use super::outbox::{Change, INSERT_ROWS, Noun};
use super::saved_searches::{VERSION, find_progress};
use super::{Store, StoreError, choice, messages};
use crate::listing::PublishedListing;
use crate::message::News;
use crate::person::LetterLanguage;
use crate::saved::{ALERT_LISTINGS_MAX, Pace};
use crate::{ListingId, PersonId, SavedSearchId};

/// The row of the table of progress that says up to which change saved searches have been looked through.
const REACHED: &str = "alerts";

/// How far alerts have come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AlertProgress {
    /// The latest change that was looked at.
    pub reached: i64,
    /// The version of all saved searches; it rises when one is saved.
    pub version: i64,
}

/// A listing that became public.
#[derive(Clone, Debug, PartialEq)]
pub struct Arrival {
    /// The change with which it did.
    pub seq: i64,
    /// What it is now.
    pub listing: PublishedListing,
}

/// What somebody found who looked from one change to a later one.
#[derive(Clone, Debug)]
pub struct Arrivals {
    /// Where they started, and which searches they knew.
    pub from: AlertProgress,
    /// The last change that they looked at.
    pub reached: i64,
    /// Searches, what answers them, and the change with which it became public.
    pub answered: Vec<(SavedSearchId, ListingId, i64)>,
}

/// What somebody is to be told now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueAlert {
    /// The search that was answered.
    pub search: SavedSearchId,
    /// Whose it is.
    pub person: PersonId,
    /// The language that they are written to in.
    pub language: LetterLanguage,
    /// What they call it.
    pub name: String,
    /// The search as it stands in an address.
    pub address: String,
    /// What stops its letters.
    pub leave_token: String,
    /// The listings that answer it, the latest first.
    pub listings: Vec<ListingId>,
    /// How many more do.
    pub more: u64,
    /// Since when they wait to be told.
    pub due_at: OffsetDateTime,
}

impl Store {
    /// How far alerts have come.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read.
    pub async fn find_alert_progress(&self) -> Result<AlertProgress, StoreError> {
        progress_of(&self.db).await
    }

    /// Lists the searches that anybody saved after `version`, in their order, at most `limit`: identity, address, version.
    /// Those of people whose data may not be used are left out.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read.
    pub async fn list_searches_saved_since(
        &self,
        version: i64,
        limit: u64,
    ) -> Result<Vec<(SavedSearchId, String, i64)>, StoreError> {
        let rows = saved_search::Entity::find()
            .select_only()
            .columns([saved_search::Column::Id, saved_search::Column::Address, saved_search::Column::Version])
            .filter(saved_search::Column::Version.gt(version).and(not_restricted()))
            .order_by_asc(saved_search::Column::Version)
            .limit(limit)
            .into_tuple()
            .all(&self.db)
            .await?;
        Ok(rows)
    }

    /// Lists the listings that became public with one of `changes` and still are.
    ///
    /// A listing becomes public with the change that is made at the very moment in which its row is made or published;
    /// changes of it at other moments are corrections.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_arrivals(&self, changes: &[Change]) -> Result<Vec<Arrival>, StoreError> {
        let listing_of = |change: &Change| (change.noun == Noun::Listing).then(|| ListingId::from_uuid(change.subject));
        let subjects: HashSet<ListingId> = changes.iter().filter_map(listing_of).collect();
        let begun = self.map_begun(subjects.into_iter().collect()).await?;
        let first: HashMap<ListingId, i64> = changes
            .iter()
            .rev()
            .filter_map(|change| Some((listing_of(change)?, change)))
            .filter(|(id, change)| begun.get(id).is_some_and(|moments| moments.contains(&change.at)))
            .map(|(id, change)| (id, change.seq))
            .collect();
        let ids: Vec<ListingId> = first.keys().copied().collect();
        let public = self.find_public_listings(&ids).await?;
        let arrival = |listing: PublishedListing| Some(Arrival { seq: *first.get(&listing.listing.id)?, listing });
        Ok(public.into_iter().filter_map(arrival).collect())
    }

    /// The moments at which the row of each of `ids` was made and published.
    async fn map_begun(&self, ids: Vec<ListingId>) -> Result<HashMap<ListingId, [OffsetDateTime; 2]>, StoreError> {
        let mut begun = HashMap::with_capacity(ids.len());
        for chunk in ids.chunks(IDS_PER_REQUEST) {
            let rows = listing::Entity::find()
                .select_only()
                .columns([listing::Column::Id, listing::Column::CreatedAt, listing::Column::PublishedAt])
                .filter(listing::Column::Id.is_in(chunk.iter().copied()))
                .into_tuple::<(ListingId, OffsetDateTime, OffsetDateTime)>()
                .all(&self.db)
                .await?;
            begun.extend(rows.into_iter().map(|(id, created, published)| (id, [created, published])));
        }
        Ok(begun)
    }

    /// Notes what answers saved searches and how far that was looked for; one transaction. Returns the searches that are
    /// no longer saved, or whose owner's data may no longer be used; `None` if somebody else came further, or a search was saved since, and nothing was noted.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses or a row cannot be understood; nothing is noted then.
    pub async fn note_arrivals(
        &self,
        arrivals: &Arrivals,
        now: OffsetDateTime,
    ) -> Result<Option<Vec<SavedSearchId>>, StoreError> {
        let transaction = self.begin_writing().await?;
        if progress_of(&transaction).await? != arrivals.from {
            return Ok(None);
        }
        let mut answers: BTreeMap<SavedSearchId, Vec<(ListingId, i64)>> = BTreeMap::new();
        for &(search, listing, seq) in &arrivals.answered {
            answers.entry(search).or_default().push((listing, seq));
        }
        let mut gone = Vec::new();
        for (id, found) in answers {
            match saved_search::Entity::find_by_id(id).filter(not_restricted()).one(&transaction).await? {
                Some(search) => note(&transaction, &search, found, now).await?,
                None => gone.push(id),
            }
        }
        let further = progress::ActiveModel { seq: Set(arrivals.reached), ..Default::default() };
        let row = progress::Entity::update_many().set(further).filter(progress::Column::Name.eq(REACHED));
        row.exec(&transaction).await?;
        transaction.commit().await?;
        Ok(Some(gone))
    }

    /// Lists what people are to be told at `now`, at most `limit` searches.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_due_alerts(&self, now: OffsetDateTime, limit: u64) -> Result<Vec<DueAlert>, StoreError> {
        let due = saved_search::Entity::find().filter(saved_search::Column::DueAt.lte(now));
        let rows = due.order_by_asc(saved_search::Column::DueAt).limit(limit).all(&self.db).await?;
        let mut alerts = Vec::with_capacity(rows.len());
        for row in rows {
            alerts.extend(self.due_alert(row).await?);
        }
        Ok(alerts)
    }

    async fn due_alert(&self, row: saved_search::Model) -> Result<Option<DueAlert>, StoreError> {
        let waiting = alert::Entity::find().filter(alert::Column::SavedSearchId.eq(row.id));
        let latest_first = waiting.order_by_desc(alert::Column::Seq).all(&self.db).await?;
        let reader = person::Entity::find_by_id(row.person_id).one(&self.db).await?;
        let (Some(reader), Some(due_at)) = (reader, row.due_at) else { return Ok(None) };
        Ok(Some(DueAlert {
            search: row.id,
            person: row.person_id,
            language: choice(&reader.language, "person", reader.id.as_uuid(), "language")?,
            name: row.name,
            address: row.address,
            leave_token: row.leave_token,
            listings: latest_first.into_iter().map(|it| it.listing_id).collect(),
            more: u64::try_from(row.more).unwrap_or(0),
            due_at,
        }))
    }

    /// Tells what is due, or that nothing is left to tell, and notes that it was told; one transaction. Says whether nobody
    /// else did in the meantime. What came since waits for the next time.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is told then.
    pub async fn tell_alert(
        &self,
        due: &DueAlert,
        news: Option<&News>,
        now: OffsetDateTime,
    ) -> Result<bool, StoreError> {
        let transaction = self.begin_writing().await?;
        let same = saved_search::Entity::find_by_id(due.search).filter(saved_search::Column::DueAt.eq(due.due_at));
        let Some(row) = same.one(&transaction).await? else { return Ok(false) };
        for chunk in due.listings.chunks(IDS_PER_REQUEST) {
            let told = alert::Column::ListingId.is_in(chunk.iter().copied());
            alert::Entity::delete_many()
                .filter(alert::Column::SavedSearchId.eq(due.search).and(told))
                .exec(&transaction)
                .await?;
        }
        let more = u64::try_from(row.more).unwrap_or(0).saturating_sub(due.more);
        let waits = more > 0 || count_waiting(&transaction, due.search).await? > 0;
        let told_at = if news.is_some() { Some(now) } else { row.told_at };
        let pace: Pace = choice(&row.pace, "saved search", row.id.as_uuid(), "pace")?;
        let next = saved_search::ActiveModel {
            more: Set(i32::try_from(more).unwrap_or(i32::MAX)),
            told_at: Set(told_at),
            due_at: Set(pace.due_at(now, told_at).filter(|_| waits)),
            ..Default::default()
        };
        let one = saved_search::Column::Id.eq(due.search);
        saved_search::Entity::update_many().set(next).filter(one).exec(&transaction).await?;
        if let Some(news) = news {
            messages::write(&transaction, news, now).await?;
        }
        transaction.commit().await?;
        Ok(true)
    }
}

/// Searches whose owner's data may be used.
fn not_restricted() -> SimpleExpr {
    let restricted = Query::select()
        .column(person::Column::Id)
        .from(person::Entity)
        .and_where(person::Column::RestrictedAt.is_not_null())
        .to_owned();
    saved_search::Column::PersonId.not_in_subquery(restricted)
}

async fn progress_of(db: &impl ConnectionTrait) -> Result<AlertProgress, StoreError> {
    Ok(AlertProgress { reached: find_progress(db, REACHED).await?, version: find_progress(db, VERSION).await? })
}

async fn count_waiting(transaction: &DatabaseTransaction, search: SavedSearchId) -> Result<usize, StoreError> {
    let waiting = alert::Entity::find().filter(alert::Column::SavedSearchId.eq(search));
    Ok(usize::try_from(waiting.count(transaction).await?).unwrap_or(usize::MAX))
}

/// Notes what answers one search: counted for when its owner looks, remembered for when they are told.
async fn note(
    transaction: &DatabaseTransaction,
    search: &saved_search::Model,
    found: Vec<(ListingId, i64)>,
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    // What came before the search was saved is not new to it.
    let new: Vec<(ListingId, i64)> = found.into_iter().filter(|(_, seq)| *seq > search.since_seq).collect();
    if new.is_empty() {
        return Ok(());
    }
    let pace: Pace = choice(&search.pace, "saved search", search.id.as_uuid(), "pace")?;
    let due_at = search.due_at.or_else(|| pace.due_at(now, search.told_at));
    let remembered = match due_at {
        Some(_) => ALERT_LISTINGS_MAX.saturating_sub(count_waiting(transaction, search.id).await?).min(new.len()),
        None => 0,
    };
    let beyond = if due_at.is_some() { new.len() - remembered } else { 0 };
    for chunk in new[..remembered].chunks(INSERT_ROWS) {
        let rows = chunk.iter().map(|&(listing, seq)| alert::ActiveModel {
            saved_search_id: Set(search.id),
            listing_id: Set(listing),
            seq: Set(seq),
        });
        let known = OnConflict::columns([alert::Column::SavedSearchId, alert::Column::ListingId])
            .update_column(alert::Column::Seq)
            .to_owned();
        alert::Entity::insert_many(rows).on_conflict(known).exec_without_returning(transaction).await?;
    }
    let add = |count: usize| i32::try_from(count).unwrap_or(i32::MAX);
    saved_search::Entity::update_many()
        .col_expr(saved_search::Column::Unseen, Expr::value(search.unseen.saturating_add(add(new.len()))))
        .col_expr(saved_search::Column::More, Expr::value(search.more.saturating_add(add(beyond))))
        .col_expr(saved_search::Column::DueAt, Expr::value(due_at))
        .filter(saved_search::Column::Id.eq(search.id))
        .exec(transaction)
        .await?;
    Ok(())
}
