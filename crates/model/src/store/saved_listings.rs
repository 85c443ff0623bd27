//! Saved listings as their owners see them.

use std::collections::HashMap;

use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};
use time::OffsetDateTime;

use super::entity::saved_listing;
use super::{Store, StoreError};
use crate::listing::PublishedListing;
use crate::saved::{LISTINGS_MAX, SavedListing, Saving};
use crate::{ListingId, PersonId};

impl Store {
    /// Saves a listing; one that is saved already stays as it is, also when it is saved twice at once.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is stored then.
    pub async fn save_listing(
        &self,
        person: PersonId,
        listing: ListingId,
        now: OffsetDateTime,
    ) -> Result<Saving, StoreError> {
        let transaction = self.begin_writing().await?;
        if saved_listing::Entity::find_by_id((person, listing)).one(&transaction).await?.is_some() {
            return Ok(Saving::Known);
        }
        if own(person).count(&transaction).await? >= LISTINGS_MAX {
            return Ok(Saving::Full);
        }
        let row = saved_listing::ActiveModel { person_id: Set(person), listing_id: Set(listing), saved_at: Set(now) };
        saved_listing::Entity::insert(row).exec_without_returning(&transaction).await?;
        transaction.commit().await?;
        Ok(Saving::New)
    }

    /// Whether `person` saved `listing`.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read.
    pub async fn has_saved_listing(&self, person: PersonId, listing: ListingId) -> Result<bool, StoreError> {
        Ok(saved_listing::Entity::find_by_id((person, listing)).one(&self.db).await?.is_some())
    }

    /// Removes a listing from those that `person` saved; one that is not among them makes no difference.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses.
    pub async fn forget_listing(&self, person: PersonId, listing: ListingId) -> Result<(), StoreError> {
        saved_listing::Entity::delete_by_id((person, listing)).exec(&self.db).await?;
        Ok(())
    }

    /// Counts the listings that `person` saved.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read.
    pub async fn count_saved_listings(&self, person: PersonId) -> Result<u64, StoreError> {
        Ok(own(person).count(&self.db).await?)
    }

    /// Lists the listings that `person` saved, the latest first, leaving out the first `skipped`, each with what is known
    /// of it; `None` for one that was never public or is no longer there.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_saved_listings(
        &self,
        person: PersonId,
        skipped: u64,
        limit: u64,
    ) -> Result<Vec<(SavedListing, Option<PublishedListing>)>, StoreError> {
        let rows = own(person)
            .order_by_desc(saved_listing::Column::SavedAt)
            .order_by_desc(saved_listing::Column::ListingId)
            .offset(skipped)
            .limit(limit)
            .all(&self.db)
            .await?;
        let ids: Vec<ListingId> = rows.iter().map(|row| row.listing_id).collect();
        let mut known: HashMap<_, _> =
            self.list_once_public_listings(&ids).await?.into_iter().map(|it| (it.listing.id, it)).collect();
        let saved = |row: saved_listing::Model| {
            (SavedListing { listing: row.listing_id, saved_at: row.saved_at }, known.remove(&row.listing_id))
        };
        Ok(rows.into_iter().map(saved).collect())
    }
}

fn own(person: PersonId) -> sea_orm::Select<saved_listing::Entity> {
    saved_listing::Entity::find().filter(saved_listing::Column::PersonId.eq(person))
}
