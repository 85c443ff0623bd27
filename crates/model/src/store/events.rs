//! Events as the public reads them: those ahead, those just over, those called off.

use sea_orm::sea_query::{Expr, ExprTrait as _};
use time::OffsetDateTime;

use super::entity::listing;
use super::listings::select_listings;
use super::{Store, StoreError};
use crate::kind::ListingKind;
use crate::listing::{CLOSED_STAYS_READABLE, ListingState, PublishedListing};

/// Events read at a time; a region has far fewer ahead of it.
const LISTED: u64 = 1_000;

impl Store {
    /// Lists the public events that are not over at `now`, the one that ends first in front.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_events_ahead(&self, now: OffsetDateTime) -> Result<Vec<PublishedListing>, StoreError> {
        let ahead = Expr::col((listing::Entity, listing::Column::ValidThrough)).gte(now);
        self.list_events(&[ListingState::Published], ahead, sea_orm::Order::Asc).await
    }

    /// Lists the public events that ended before `now` and can still be read, the latest first.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_events_over(&self, now: OffsetDateTime) -> Result<Vec<PublishedListing>, StoreError> {
        let end = || Expr::col((listing::Entity, listing::Column::ValidThrough));
        let over = end().lt(now).and(end().gte(now - CLOSED_STAYS_READABLE));
        self.list_events(&[ListingState::Published], over, sea_orm::Order::Desc).await
    }

    /// Lists for calendars the events that are not over at `now`, those called off among them: whoever has one in a
    /// calendar has to hear of it.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_events_for_calendars(&self, now: OffsetDateTime) -> Result<Vec<PublishedListing>, StoreError> {
        let ahead = Expr::col((listing::Entity, listing::Column::ValidThrough)).gte(now);
        self.list_events(&[ListingState::Published, ListingState::Withdrawn], ahead, sea_orm::Order::Asc).await
    }

    async fn list_events(
        &self,
        states: &[ListingState],
        which: Expr,
        order: sea_orm::Order,
    ) -> Result<Vec<PublishedListing>, StoreError> {
        let column = |column: listing::Column| Expr::col((listing::Entity, column));
        let mut query = select_listings();
        query
            .and_where(column(listing::Column::Kind).eq(ListingKind::Event.slug()))
            .and_where(column(listing::Column::State).is_in(states.iter().map(|state| state.slug())))
            .and_where(column(listing::Column::DuplicateOf).is_null())
            .and_where(which)
            .order_by((listing::Entity, listing::Column::ValidThrough), order)
            .order_by((listing::Entity, listing::Column::Id), sea_orm::Order::Asc)
            .limit(LISTED);
        self.read(&query).await
    }
}
