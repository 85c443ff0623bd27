//! Taking a listing from the public within the transaction of what it follows from, and giving it back: the same for what
//! is written here and what was brought in.

use std::collections::BTreeMap;

use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel as _, QueryFilter, QueryOrder,
};
use time::OffsetDateTime;

use super::audit::append;
use super::entity::{listing, posting, posting_version};
use super::outbox::{self, Noun};
use super::posting_moving::{decide_version, unpublish};
use super::postings::decode;
use super::standings::find_standing;
use super::{StoreError, choice};
use crate::ListingId;
use crate::access::Permit;
use crate::audit::Event;
use crate::clock::day_of;
use crate::listing::{ListingState, PUBLISHED_HERE};
use crate::posting::{Outcome, Step};
use crate::standing::StandingState;

/// Takes the listing of `permit` from the public for `reason`; returns how it stood before, `None` when the public saw
/// nothing any more.
pub(super) async fn take_down(
    transaction: &DatabaseTransaction,
    permit: &Permit,
    reason: &str,
    now: OffsetDateTime,
) -> Result<Option<ListingState>, StoreError> {
    let id = ListingId::from_uuid(permit.thing().id);
    let Some(row) = listing::Entity::find_by_id(id).one(transaction).await? else { return Ok(None) };
    let before: ListingState = choice(&row.state, "listing", id.as_uuid(), "state")?;
    // One that has ended can be read for a while.
    let is_read = match before {
        ListingState::Published | ListingState::Paused | ListingState::Barred | ListingState::Withdrawn => true,
        ListingState::Draft | ListingState::Hidden => false,
    };
    if !is_read {
        return Ok(None);
    }
    if let Some(row) = posting::Entity::find_by_id(id).one(transaction).await? {
        withdraw_posting(transaction, row, permit, reason, now).await?;
    }
    unpublish(transaction, id, ListingState::Hidden, now).await?;
    append(transaction, permit, Event::ListingWithdrawn, reason, now).await?;
    Ok(Some(before))
}

/// Moves a posting where a desk's withdrawal leads it; one whose time is over stays as it is.
async fn withdraw_posting(
    transaction: &DatabaseTransaction,
    row: posting::Model,
    permit: &Permit,
    reason: &str,
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    let before = decode(row.clone())?;
    let Some(state) = before.after(Step::Withdraw) else { return Ok(()) };
    let version = (before.id, before.live.unwrap_or(before.version));
    decide_version(transaction, version, (Outcome::Withdrawn, permit.person()), (reason, &BTreeMap::new()), now)
        .await?;
    let mut row = row.into_active_model();
    row.state = Set(state.slug().to_owned());
    row.reason = Set(reason.to_owned());
    row.live = Set(None);
    row.submitted_at = Set(None);
    row.revision = Set(before.revision + 1);
    row.updated_at = Set(now);
    row.update(transaction).await?;
    Ok(())
}

/// Gives the listing of `permit`, which stood as `before` when it was taken down, back to the public; one that had ended
/// stays at its end.
pub(super) async fn give_back(
    transaction: &DatabaseTransaction,
    permit: &Permit,
    before: &str,
    reason: &str,
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    let id = ListingId::from_uuid(permit.thing().id);
    let Some(row) = listing::Entity::find_by_id(id).one(transaction).await? else { return Ok(()) };
    if let Some(row) = posting::Entity::find_by_id(id).one(transaction).await? {
        restore_posting(transaction, row, permit, now).await?;
    }
    let standing = find_standing(transaction, row.organisation_id).await?;
    let state = match standing {
        _ if before == ListingState::Withdrawn.slug() => ListingState::Withdrawn,
        Some(it) if it.state == StandingState::Banned || row.source == PUBLISHED_HERE => {
            it.state_of_listings(day_of(now))
        }
        // What came from elsewhere waits for nothing less than a ban.
        Some(_) | None => ListingState::Published,
    };
    listing::Entity::update_many()
        .col_expr(listing::Column::State, Expr::value(state.slug()))
        .col_expr(listing::Column::Revision, Expr::col(listing::Column::Revision).add(1))
        .col_expr(listing::Column::UpdatedAt, Expr::value(now))
        .filter(listing::Column::Id.eq(id))
        .exec(transaction)
        .await?;
    outbox::record(transaction, Noun::Listing, &[id.as_uuid()], now).await?;
    append(transaction, permit, Event::ListingRestored, reason, now).await
}

/// Moves a posting that was withdrawn back to what the public saw of it.
async fn restore_posting(
    transaction: &DatabaseTransaction,
    row: posting::Model,
    permit: &Permit,
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    use posting_version::Column;
    let before = decode(row.clone())?;
    let Some(state) = before.after(Step::Restore) else { return Ok(()) };
    let withdrawn = Column::PostingId.eq(before.id).and(Column::Outcome.eq(Outcome::Withdrawn.slug()));
    let seen = posting_version::Entity::find().filter(withdrawn).order_by_desc(Column::Number).one(transaction).await?;
    let Some(seen) = seen else { return Ok(()) };
    let version = (before.id, u32::try_from(seen.number).unwrap_or_default());
    decide_version(transaction, version, (Outcome::Approved, permit.person()), ("", &BTreeMap::new()), now).await?;
    let mut row = row.into_active_model();
    row.state = Set(state.slug().to_owned());
    row.record = Set(seen.record);
    row.reason = Set(String::new());
    row.live = Set(Some(seen.number));
    row.revision = Set(before.revision + 1);
    row.updated_at = Set(now);
    row.update(transaction).await?;
    Ok(())
}
