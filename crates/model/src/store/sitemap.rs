//! Walking over everything open, a page at a time, without reading more than its identity.

use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select};
use time::OffsetDateTime;

use super::entity::listing;
use super::{Store, StoreError};
use crate::ListingId;
use crate::listing::ListingState;

impl Store {
    /// Lists the last listing of every full page of `page_size` open listings, in the order of their ids.
    ///
    /// Costs a walk over the identifiers of all listings; callers keep the answer for a while.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read.
    pub async fn list_sitemap_page_ends(
        &self,
        page_size: u64,
        now: OffsetDateTime,
    ) -> Result<Vec<ListingId>, StoreError> {
        let mut ends: Vec<ListingId> = Vec::new();
        let last_place = page_size.saturating_sub(1);
        while let Some(end) = open_listings(ends.last().copied(), now)
            .select_only()
            .column(listing::Column::Id)
            .offset(last_place)
            .limit(1)
            .into_tuple()
            .one(&self.db)
            .await?
        {
            ends.push(end);
        }
        Ok(ends)
    }

    /// Lists the open listings after `after` in the order of their ids, at most `limit`, each with its last change.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read.
    pub async fn list_sitemap_page(
        &self,
        after: Option<ListingId>,
        limit: u64,
        now: OffsetDateTime,
    ) -> Result<Vec<(ListingId, OffsetDateTime)>, StoreError> {
        let query = open_listings(after, now).select_only().column(listing::Column::Id);
        Ok(query.column(listing::Column::UpdatedAt).limit(limit).into_tuple().all(&self.db).await?)
    }
}

fn open_listings(after: Option<ListingId>, now: OffsetDateTime) -> Select<listing::Entity> {
    let open =
        Condition::any().add(listing::Column::ValidThrough.is_null()).add(listing::Column::ValidThrough.gte(now));
    let query = listing::Entity::find()
        .filter(listing::Column::State.eq(ListingState::Published.slug()))
        .filter(listing::Column::DuplicateOf.is_null())
        .filter(open)
        .order_by_asc(listing::Column::Id);
    match after {
        Some(after) => query.filter(listing::Column::Id.gt(after)),
        None => query,
    }
}
