//! Orders of technical services: prices that are named with their step in one transaction, and ratings, one for each order.

use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, ExprTrait as _, PaginatorTrait, QueryFilter,
    QuerySelect,
};
use time::{Duration, OffsetDateTime};

use super::connection_steps::{ConnectionMoved, find, move_within};
use super::entity::service_order;
use super::{Store, StoreError, audit};
use crate::access::Permit;
use crate::audit::Event;
use crate::chance::Chance;
use crate::clock::day_of;
use crate::connect::{ConnectionKind, ConnectionStep, Need, Party, Refused, Stage, Step};
use crate::service_order::{Quote, Rating, STARS_MAX, ServiceOrder};
use crate::{ConnectionId, ListingId};

/// What became of a rating.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rated {
    /// It counts.
    Done,
    /// The order was rated before.
    Known,
    /// It cannot be rated, or not by them.
    NotNow,
}

impl Store {
    /// Names a price in the inquiry that `permit` is about, as somebody saw it at `revision`; an earlier price that was not
    /// ordered is replaced.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is done then.
    pub async fn quote(
        &self,
        permit: &Permit,
        revision: i64,
        quote: &Quote,
        (chance, now): (&Chance, OffsetDateTime),
    ) -> Result<ConnectionMoved, StoreError> {
        let transaction = self.begin_writing().await?;
        let found = find(&transaction, permit).await?;
        let found = found.filter(|(row, _)| row.kind == ConnectionKind::Service.slug() && quote.is_sound(now));
        let Some((row, _)) = found else { return Ok(ConnectionMoved::Refused(Refused::NotNow)) };
        write_quote(&transaction, (row.id, row.listing_id), quote, now).await?;
        let step = ConnectionStep { until: Some(quote.holds_until()), ..ConnectionStep::plain(Step::Quote) };
        let moved = move_within(&transaction, permit, revision, &step, (chance, now)).await?;
        if matches!(moved, ConnectionMoved::Done(_)) {
            transaction.commit().await?;
        }
        Ok(moved)
    }

    /// Rates the order that `permit` is about, for whoever ordered, once what was delivered is accepted.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is done then.
    pub async fn rate_order(&self, permit: &Permit, rating: &Rating, now: OffsetDateTime) -> Result<Rated, StoreError> {
        let transaction = self.begin_writing().await?;
        let Some((row, party)) = find(&transaction, permit).await? else { return Ok(Rated::NotNow) };
        let is_sound = (1..=STARS_MAX).contains(&rating.stars);
        if party != Party::Responder || row.stage != Stage::Confirmed.slug() || !is_sound {
            return Ok(Rated::NotNow);
        }
        let unrated = service_order::Column::ConnectionId.eq(row.id).and(service_order::Column::Stars.is_null());
        let written = service_order::Entity::update_many()
            .set(service_order::ActiveModel {
                stars: Set(Some(rating.stars.into())),
                rating_words: Set(rating.words.clone()),
                rated_at: Set(Some(now)),
                ..Default::default()
            })
            .filter(unrated)
            .exec(&transaction)
            .await?;
        if written.rows_affected == 0 {
            return Ok(Rated::Known);
        }
        audit::append(&transaction, permit, Event::OrderRated, "", now).await?;
        transaction.commit().await?;
        Ok(Rated::Done)
    }

    /// Finds what the order that `permit` is about holds; `None` before a price was named.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or the row cannot be understood.
    pub async fn find_order(&self, permit: &Permit) -> Result<Option<ServiceOrder>, StoreError> {
        let id = ConnectionId::from_uuid(permit.thing().id);
        Ok(service_order::Entity::find_by_id(id).one(&self.db).await?.map(decode))
    }

    /// Sums the ratings of a service. What the public is told of them says
    /// [`Rated::told`](crate::service_order::Rated::told).
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read.
    pub async fn sum_ratings(&self, listing: ListingId) -> Result<crate::service_order::Rated, StoreError> {
        let of_service = service_order::Column::ListingId.eq(listing).and(service_order::Column::Stars.is_not_null());
        let stars = service_order::Entity::find().filter(of_service).select_only().column(service_order::Column::Stars);
        let stars: Vec<i32> = stars.into_tuple().all(&self.db).await?;
        let count = u64::try_from(stars.len()).unwrap_or(0);
        Ok(crate::service_order::Rated { count, stars: stars.iter().map(|&it| u64::from(it.unsigned_abs())).sum() })
    }
}

/// What there is at `now` of what steps of an order need: the price, as long as it holds.
pub(super) async fn held(
    transaction: &DatabaseTransaction,
    connection: ConnectionId,
    now: OffsetDateTime,
) -> Result<Option<Need>, StoreError> {
    let holds = service_order::Column::ConnectionId.eq(connection).and(service_order::Column::HoldsUntil.gt(now));
    let found = service_order::Entity::find().filter(holds).count(transaction).await?;
    Ok((found > 0).then_some(Need::Price))
}

async fn write_quote(
    db: &impl ConnectionTrait,
    (connection, listing): (ConnectionId, ListingId),
    quote: &Quote,
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    use service_order::Column;
    let row = service_order::ActiveModel {
        connection_id: Set(connection),
        listing_id: Set(listing),
        price_fen: Set(quote.price_fen),
        price_for: Set(quote.price_for.clone()),
        holds_until: Set(quote.holds_until()),
        quoted_at: Set(now),
        stars: Set(None),
        rating_words: Set(String::new()),
        rated_at: Set(None),
    };
    let columns = [Column::PriceFen, Column::PriceFor, Column::HoldsUntil, Column::QuotedAt];
    let in_place = OnConflict::column(Column::ConnectionId).update_columns(columns).to_owned();
    service_order::Entity::insert(row).on_conflict(in_place).exec_without_returning(db).await?;
    Ok(())
}

fn decode(row: service_order::Model) -> ServiceOrder {
    let last_day = day_of(row.holds_until - Duration::seconds(1));
    let stars = row.stars.and_then(|stars| u8::try_from(stars).ok());
    ServiceOrder {
        quote: Quote { price_fen: row.price_fen, price_for: row.price_for, last_day },
        quoted_at: row.quoted_at,
        rating: stars.map(|stars| Rating { stars, words: row.rating_words }),
    }
}
