//! Reminders of bookings: of what is about to begin, and of what is over and waits for a word.

use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait, EntityTrait, ExprTrait as _, IntoActiveModel as _, QueryFilter, QueryOrder,
    QuerySelect,
};
use time::{Duration, OffsetDateTime};

use super::booking_news::{tell_booker, tell_keepers};
use super::entity::booking::{self, Column};
use super::{Store, StoreError};
use crate::BookingId;
use crate::booking::{
    ANSWERED_WITHIN, BookingReminder, BookingState, NOTED_LATEST, NOTED_WITHIN, OBJECTION_DAYS, TOLD_BEFORE,
};
use crate::chance::Chance;

/// Bookings of which somebody is reminded at a time.
const BATCH: u64 = 200;

impl Store {
    /// Reminds bookers and keepers of bookings, of each matter once; says how often.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; calling again goes on.
    pub async fn remind_of_bookings(&self, chance: &Chance, now: OffsetDateTime) -> Result<usize, StoreError> {
        let mut told = 0;
        for &reminder in BookingReminder::ALL {
            let due = booking::Entity::find().select_only().column(Column::Id).filter(due(reminder, now));
            let ids: Vec<BookingId> =
                due.order_by_asc(Column::StartsAt).limit(BATCH).into_tuple().all(&self.db).await?;
            for id in ids {
                told += usize::from(self.remind_of_booking((id, reminder), (chance, now)).await?);
            }
        }
        Ok(told)
    }

    async fn remind_of_booking(
        &self,
        (id, reminder): (BookingId, BookingReminder),
        (chance, now): (&Chance, OffsetDateTime),
    ) -> Result<bool, StoreError> {
        let transaction = self.begin_writing().await?;
        let found = booking::Entity::find_by_id(id).filter(due(reminder, now)).one(&transaction).await?;
        let Some(row) = found else { return Ok(false) };
        let mut reminded = row.into_active_model();
        reminded.reminded = Set(reminder.slug().to_owned());
        let row = reminded.update(&transaction).await?;
        let is_requested = row.state == BookingState::Requested.slug();
        match reminder {
            BookingReminder::Begins if is_requested => {
                tell_keepers(&transaction, &row, "remind-decide", (chance, now)).await?;
            }
            BookingReminder::Begins => tell_booker(&transaction, &row, "remind-begins", (chance, now)).await?,
            BookingReminder::Note => tell_keepers(&transaction, &row, "remind-note", (chance, now)).await?,
            BookingReminder::Answer => tell_booker(&transaction, &row, "remind-answer", (chance, now)).await?,
        }
        transaction.commit().await?;
        Ok(true)
    }
}

/// What a booking is said to have been told of when it is made: whoever books what begins soon knows.
pub(super) fn told_when_made(starts_at: OffsetDateTime, now: OffsetDateTime) -> &'static str {
    if starts_at - now <= TOLD_BEFORE { BookingReminder::Begins.slug() } else { "" }
}

/// The bookings that are due for `reminder`, and of which nobody was told of it or of what comes after it.
fn due(reminder: BookingReminder, now: OffsetDateTime) -> Expr {
    let before = reminder.earlier().map(BookingReminder::slug).chain([""]);
    let not_told = Column::Reminded.is_in(before);
    let live = [BookingState::Requested, BookingState::Booked].map(BookingState::slug);
    let holds = Column::State.eq(BookingState::Booked.slug());
    let of_it = match reminder {
        BookingReminder::Begins => {
            let is_near = Column::StartsAt.gt(now).and(Column::StartsAt.lte(now + TOLD_BEFORE));
            Column::State.is_in(live).and(is_near)
        }
        BookingReminder::Note => {
            let is_over = Column::EndsAt.lte(now - NOTED_WITHIN).and(Column::EndsAt.gt(now - NOTED_LATEST));
            holds.and(Column::KeeperWord.is_null()).and(is_over)
        }
        BookingReminder::Answer => {
            let last = Duration::days(OBJECTION_DAYS);
            let is_said = Column::KeeperSaidAt.lte(now - ANSWERED_WITHIN).and(Column::KeeperSaidAt.gt(now - last));
            holds.and(Column::BookerWord.is_null()).and(is_said)
        }
    };
    of_it.and(not_told)
}
