//! The outbox: every change in its order, for the index and for the changes feed.

use std::collections::{HashMap, HashSet};

use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use time::OffsetDateTime;
use uuid::Uuid;

use super::entity::outbox;
use super::{Store, StoreError, choice};
use crate::listing::PublishedListing;
use crate::organisation::Organisation;
use crate::public_figures::PublicFigure;
use crate::{ListingId, OrganisationId};

/// Rows that one statement may insert; keeps bound values under every database's limit.
pub(super) const INSERT_ROWS: usize = 500;

crate::choices! {
    /// What a change is about.
    pub enum Noun {
        /// A listing.
        Listing = "listing",
        /// An organisation.
        Organisation = "organisation",
        /// A public figure.
        Figure = "figure",
    }
}

/// One entry of the outbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// Place in the order of changes; rises, with gaps.
    pub seq: i64,
    /// What changed.
    pub noun: Noun,
    /// Which one.
    pub subject: Uuid,
    /// When.
    pub at: OffsetDateTime,
}

/// What a changed thing is now; `None` is a tombstone: the public no longer sees it.
#[derive(Clone, Debug, PartialEq)]
pub enum Changed {
    /// A listing.
    Listing(ListingId, Option<Box<PublishedListing>>),
    /// An organisation.
    Organisation(OrganisationId, Option<Box<Organisation>>),
    /// A public figure and how much it is; `None` for one that is counted no more.
    Figure(Option<(PublicFigure, u64)>),
}

impl Store {
    /// Lists the changes after `seq`, oldest first, at most `limit`.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read.
    pub async fn list_changes_since(&self, seq: i64, limit: u64) -> Result<Vec<Change>, StoreError> {
        let rows = outbox::Entity::find()
            .filter(outbox::Column::Seq.gt(seq))
            .order_by_asc(outbox::Column::Seq)
            .limit(limit)
            .all(&self.db)
            .await?;
        rows.into_iter()
            .map(|row| {
                let noun = choice(&row.noun, "outbox", row.subject, "noun")?;
                Ok(Change { seq: row.seq, noun, subject: row.subject, at: row.at })
            })
            .collect()
    }

    /// The number of the latest change; 0 when nothing ever changed.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read.
    pub async fn latest_change(&self) -> Result<i64, StoreError> {
        latest(&self.db).await
    }

    /// What each subject of `changes` is now, in their order, each subject once (at its latest change).
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn find_changed(&self, changes: &[Change]) -> Result<Vec<(Change, Changed)>, StoreError> {
        let mut seen = HashSet::new();
        let mut latest: Vec<Change> =
            changes.iter().rev().copied().filter(|change| seen.insert((change.noun, change.subject))).collect();
        latest.reverse();
        let of = |noun: Noun| latest.iter().filter(move |change| change.noun == noun).map(|change| change.subject);
        let listing_ids: Vec<ListingId> = of(Noun::Listing).map(ListingId::from_uuid).collect();
        let organisation_ids: Vec<OrganisationId> = of(Noun::Organisation).map(OrganisationId::from_uuid).collect();
        let mut listings = self.map_public_listings(&listing_ids).await?;
        let mut organisations = self.map_organisations(&organisation_ids).await?;
        let mut figures = HashMap::new();
        for figure in of(Noun::Figure).filter_map(PublicFigure::of_id) {
            figures.insert(figure.id(), (figure, self.count_public_figure(figure).await?));
        }
        let now_is = |change: Change| match change.noun {
            Noun::Figure => (change, Changed::Figure(figures.get(&change.subject).copied())),
            Noun::Listing => {
                let id = ListingId::from_uuid(change.subject);
                (change, Changed::Listing(id, listings.remove(&id).map(Box::new)))
            }
            Noun::Organisation => {
                let id = OrganisationId::from_uuid(change.subject);
                (change, Changed::Organisation(id, organisations.remove(&id).map(Box::new)))
            }
        };
        Ok(latest.into_iter().map(now_is).collect())
    }
}

/// The number of the latest change that `db` sees; 0 when nothing ever changed.
pub(super) async fn latest(db: &impl ConnectionTrait) -> Result<i64, StoreError> {
    let latest = outbox::Entity::find()
        .select_only()
        .column(outbox::Column::Seq)
        .order_by_desc(outbox::Column::Seq)
        .limit(1)
        .into_tuple::<i64>()
        .one(db)
        .await?;
    Ok(latest.unwrap_or(0))
}

/// Writes one entry for each of `subjects`, inside the transaction that changes them.
pub(super) async fn record(
    transaction: &DatabaseTransaction,
    noun: Noun,
    subjects: &[Uuid],
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    for chunk in subjects.chunks(INSERT_ROWS) {
        let rows = chunk.iter().map(|&subject| outbox::ActiveModel {
            seq: NotSet,
            noun: Set(noun.slug().to_owned()),
            subject: Set(subject),
            at: Set(now),
        });
        outbox::Entity::insert_many(rows).exec_without_returning(transaction).await?;
    }
    Ok(())
}
