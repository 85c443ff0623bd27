//! Taking in rows from elsewhere: each row once, whatever happens, and one posting once, wherever it comes from.

use std::collections::{HashMap, HashSet};

use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, ExprTrait as _, OnConflict};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, FromQueryResult, Iterable, QueryFilter, QuerySelect};
use serde_json::Value;
use time::OffsetDateTime;
use uuid::Uuid;

use super::entity::listing;
use super::importing_organisations::add_missing_organisations;
use super::incoming::{Incoming, Prepared};
use super::measures::keep_measures;
use super::merging::in_kept_organisations;
use super::organisations::IDS_PER_REQUEST;
use super::outbox::{self, INSERT_ROWS, Noun};
use super::{Store, StoreError, policies};
use crate::listing::ListingState;
use crate::similarity::{is_near, titles_are_alike};
use crate::{ListingId, OrganisationId};

/// What became of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was new.
    Added,
    /// It was known and had changed.
    Updated,
    /// It was known and is as before.
    Unchanged,
    /// It is the same posting as a better copy from another source; it is remembered, not shown.
    Duplicate {
        /// The copy that is shown.
        kept: ListingId,
    },
}

/// What is known of a row in the database.
#[derive(Clone, Copy)]
struct Known {
    content_hash: i64,
    duplicate_of: Option<ListingId>,
    revision: i64,
    published_at: OffsetDateTime,
}

/// A listing that a new one may be a copy of.
#[derive(Clone)]
struct Candidate {
    id: ListingId,
    kind: String,
    place: (Option<String>, String),
    title: String,
    fingerprint: u64,
    source: String,
    quality: i32,
}

/// What the database holds of a candidate.
#[derive(FromQueryResult)]
struct CandidateRow {
    id: ListingId,
    organisation_id: OrganisationId,
    kind: String,
    division: Option<String>,
    place_text: String,
    title: String,
    fingerprint: i64,
    source: String,
    quality: i32,
}

const CANDIDATE_COLUMNS: [listing::Column; 9] = [
    listing::Column::Id,
    listing::Column::OrganisationId,
    listing::Column::Kind,
    listing::Column::Division,
    listing::Column::PlaceText,
    listing::Column::Title,
    listing::Column::Fingerprint,
    listing::Column::Source,
    listing::Column::Quality,
];

/// What one batch writes, gathered before anything is written.
#[derive(Default)]
struct Batch {
    rows: HashMap<ListingId, listing::ActiveModel>,
    order: Vec<ListingId>,
    superseded: Vec<(ListingId, ListingId)>,
    changed: Vec<Uuid>,
}

impl Store {
    /// Takes in a batch of listings in one transaction; the outcomes are in the order of `batch`.
    ///
    /// A row is known by its id, which [`ListingId::of_record`] derives from source and record: taking in the same
    /// rows again changes nothing. A posting that is near-identical (organisation, city, title, text) to one from
    /// *another* source is kept once; the copy that tells more is shown.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing of the batch is then stored.
    pub async fn import_listings(&self, batch: &[Incoming], now: OffsetDateTime) -> Result<Vec<Outcome>, StoreError> {
        self.import_prepared(batch.iter().cloned().map(Prepared::of).collect(), now).await
    }

    /// Does what [`Store::import_listings`] does with listings that were made ready before.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing of the batch is then stored.
    pub async fn import_prepared(&self, batch: Vec<Prepared>, now: OffsetDateTime) -> Result<Vec<Outcome>, StoreError> {
        let transaction = self.begin_writing().await?;
        let batch = in_kept_organisations(&transaction, batch).await?;
        let batch = keep_measures(&transaction, batch).await?;
        add_missing_organisations(&transaction, batch.iter().map(|it| &it.incoming.organisation), now).await?;
        let mut known = find_known(&transaction, &batch).await?;
        let mut candidates = find_candidates(&transaction, &batch).await?;
        let mut writes = Batch::default();
        let outcomes: Vec<Outcome> =
            batch.into_iter().map(|it| take_in(it, &mut known, &mut candidates, &mut writes, now)).collect();
        writes.store(&transaction, now).await?;
        transaction.commit().await?;
        Ok(outcomes)
    }

    /// Takes a listing back: it is no longer found, and its page says so.
    ///
    /// Returns whether there was such a public listing.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses.
    pub async fn withdraw_listing(&self, id: ListingId, now: OffsetDateTime) -> Result<bool, StoreError> {
        let transaction = self.begin_writing().await?;
        let done = listing::Entity::update_many()
            .col_expr(listing::Column::State, Expr::value(ListingState::Withdrawn.slug()))
            .col_expr(listing::Column::Revision, Expr::col(listing::Column::Revision).add(1))
            .col_expr(listing::Column::UpdatedAt, Expr::value(now))
            .filter(listing::Column::Id.eq(id))
            .filter(listing::Column::State.eq(ListingState::Published.slug()))
            .exec(&transaction)
            .await?;
        if done.rows_affected == 0 {
            return Ok(false);
        }
        outbox::record(&transaction, Noun::Listing, &[id.as_uuid()], now).await?;
        transaction.commit().await?;
        Ok(true)
    }
}

/// Decides what becomes of one listing and notes what is to be written.
fn take_in(
    mut prepared: Prepared,
    known: &mut HashMap<ListingId, Known>,
    candidates: &mut HashMap<OrganisationId, Vec<Candidate>>,
    writes: &mut Batch,
    now: OffsetDateTime,
) -> Outcome {
    let content_hash = prepared.content_hash;
    let id = prepared.incoming.listing.id;
    let before = known.get(&id).copied();
    if let Some(before) = before.filter(|before| before.content_hash == content_hash) {
        return before.duplicate_of.map_or(Outcome::Unchanged, |kept| Outcome::Duplicate { kept });
    }
    // A row that does not say its day keeps the one on which it first came in.
    if let Some(before) = before.filter(|_| !prepared.incoming.dated) {
        prepared.incoming.listing.published_at = before.published_at;
    }
    let mine = Candidate::of(&prepared);
    let rivals = candidates.entry(prepared.incoming.listing.organisation).or_default();
    let twin = rivals.iter().position(|other| mine.is_same_posting(other));
    let kept = match twin {
        Some(at) if rivals[at].quality >= mine.quality => Some(rivals[at].id),
        Some(at) => {
            writes.superseded.push((rivals[at].id, id));
            rivals.remove(at);
            None
        }
        None => None,
    };
    if kept.is_none() {
        rivals.retain(|other| other.id != id);
        rivals.push(mine);
    }
    let revision = before.map_or(1, |before| before.revision + 1);
    let published_at = prepared.incoming.listing.published_at;
    known.insert(id, Known { content_hash, duplicate_of: kept, revision, published_at });
    let was_public = before.is_some_and(|before| before.duplicate_of.is_none());
    writes.put(listing_row(prepared, kept, revision, now), id, kept.is_none() || was_public);
    match (kept, before) {
        (Some(kept), _) => Outcome::Duplicate { kept },
        (None, Some(_)) => Outcome::Updated,
        (None, None) => Outcome::Added,
    }
}

impl Candidate {
    fn of(prepared: &Prepared) -> Self {
        let listing = &prepared.incoming.listing;
        Self {
            id: listing.id,
            kind: listing.kind().slug().to_owned(),
            place: (listing.place.division.clone(), listing.place.text.clone()),
            title: listing.title.clone(),
            fingerprint: prepared.fingerprint,
            source: listing.provenance.source.clone(),
            quality: prepared.quality,
        }
    }

    fn is_same_posting(&self, other: &Self) -> bool {
        let city = |place: &(Option<String>, String)| {
            place.0.as_deref().and_then(crate::place::city_of).unwrap_or_else(|| place.1.clone())
        };
        self.id != other.id
            && self.source != other.source
            && self.kind == other.kind
            && is_near(self.fingerprint, other.fingerprint)
            && city(&self.place) == city(&other.place)
            && titles_are_alike(&self.title, &other.title)
    }
}

impl Batch {
    fn put(&mut self, row: listing::ActiveModel, id: ListingId, seen_by_public: bool) {
        if self.rows.insert(id, row).is_none() {
            self.order.push(id);
        }
        if seen_by_public && !self.changed.contains(&id.as_uuid()) {
            self.changed.push(id.as_uuid());
        }
    }

    async fn store(mut self, transaction: &DatabaseTransaction, now: OffsetDateTime) -> Result<(), StoreError> {
        let updated = listing::Column::iter()
            .filter(|column| !matches!(column, listing::Column::Id | listing::Column::CreatedAt));
        let on_conflict = OnConflict::column(listing::Column::Id).update_columns(updated).to_owned();
        for chunk in self.order.chunks(INSERT_ROWS) {
            let rows: Vec<listing::ActiveModel> = chunk.iter().filter_map(|id| self.rows.remove(id)).collect();
            listing::Entity::insert_many(rows)
                .on_conflict(on_conflict.clone())
                .exec_without_returning(transaction)
                .await?;
        }
        for &(old, new) in &self.superseded {
            listing::Entity::update_many()
                .col_expr(listing::Column::DuplicateOf, Expr::value(new.as_uuid()))
                .col_expr(listing::Column::Revision, Expr::col(listing::Column::Revision).add(1))
                .col_expr(listing::Column::UpdatedAt, Expr::value(now))
                .filter(listing::Column::Id.eq(old).or(listing::Column::DuplicateOf.eq(old)))
                .exec(transaction)
                .await?;
            self.changed.push(old.as_uuid());
        }
        outbox::record(transaction, Noun::Listing, &self.changed, now).await
    }
}

async fn find_known(
    transaction: &DatabaseTransaction,
    batch: &[Prepared],
) -> Result<HashMap<ListingId, Known>, StoreError> {
    let mut known = HashMap::with_capacity(batch.len());
    for chunk in batch.chunks(IDS_PER_REQUEST) {
        let rows = listing::Entity::find()
            .select_only()
            .columns([
                listing::Column::Id,
                listing::Column::ContentHash,
                listing::Column::DuplicateOf,
                listing::Column::Revision,
                listing::Column::PublishedAt,
            ])
            .filter(listing::Column::Id.is_in(chunk.iter().map(|it| it.incoming.listing.id)))
            .into_tuple::<(ListingId, i64, Option<ListingId>, i64, OffsetDateTime)>()
            .all(transaction)
            .await?;
        known.extend(rows.into_iter().map(|(id, content_hash, duplicate_of, revision, published_at)| {
            (id, Known { content_hash, duplicate_of, revision, published_at })
        }));
    }
    Ok(known)
}

/// The public listings of the batch's organisations that came from other sources than the batch's own.
async fn find_candidates(
    transaction: &DatabaseTransaction,
    batch: &[Prepared],
) -> Result<HashMap<OrganisationId, Vec<Candidate>>, StoreError> {
    let organisations: Vec<OrganisationId> =
        batch.iter().map(|it| it.incoming.listing.organisation).collect::<HashSet<_>>().into_iter().collect();
    let sources: HashSet<&str> = batch.iter().map(|it| it.incoming.listing.provenance.source.as_str()).collect();
    let mut candidates: HashMap<OrganisationId, Vec<Candidate>> = HashMap::new();
    for chunk in organisations.chunks(IDS_PER_REQUEST) {
        let mut query = listing::Entity::find()
            .filter(listing::Column::OrganisationId.is_in(chunk.iter().copied()))
            .filter(listing::Column::DuplicateOf.is_null());
        if let [only] = sources.iter().copied().collect::<Vec<_>>()[..] {
            query = query.filter(listing::Column::Source.ne(only));
        }
        // Texts stay where they are: only their fingerprints are compared.
        let rows = query.select_only().columns(CANDIDATE_COLUMNS).into_model::<CandidateRow>().all(transaction).await?;
        for row in rows {
            candidates.entry(row.organisation_id).or_default().push(Candidate {
                id: row.id,
                kind: row.kind,
                place: (row.division, row.place_text),
                title: row.title,
                fingerprint: row.fingerprint.cast_unsigned(),
                source: row.source,
                quality: row.quality,
            });
        }
    }
    Ok(candidates)
}

pub(super) fn listing_row(
    prepared: Prepared,
    duplicate_of: Option<ListingId>,
    revision: i64,
    now: OffsetDateTime,
) -> listing::ActiveModel {
    let it = prepared.incoming.listing;
    listing::ActiveModel {
        id: Set(it.id),
        organisation_id: Set(it.organisation),
        kind: Set(it.kind().slug().to_owned()),
        state: Set(it.state.slug().to_owned()),
        skills: Set(prepared.skills),
        skills_denied: Set((!it.skills_denied.is_empty()).then(|| Value::from(it.skills_denied).to_string())),
        document_number: Set(policies::document_number(&it.details)),
        news_column: Set(policies::news_column(&it.details)),
        details: Set(prepared.details),
        title: Set(it.title),
        title_en: Set(it.title_en),
        description: Set(it.description),
        division: Set(it.place.division),
        zone: Set(it.place.zone),
        place_text: Set(it.place.text),
        industry: Set(it.industry),
        published_at: Set(it.published_at),
        valid_through: Set(it.valid_through),
        source: Set(it.provenance.source),
        record: Set(it.provenance.record),
        demo: Set(it.demo),
        content_hash: Set(prepared.content_hash),
        fingerprint: Set(prepared.fingerprint.cast_signed()),
        quality: Set(prepared.quality),
        duplicate_of: Set(duplicate_of),
        revision: Set(revision),
        created_at: Set(now),
        updated_at: Set(now),
    }
}
