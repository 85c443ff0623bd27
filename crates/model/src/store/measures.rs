//! Measures against organisations: taken and lifted together with the decision that they follow from, and read by those
//! who look after the organisation.

use std::collections::HashSet;

use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel as _,
    QueryFilter, QueryOrder, QuerySelect,
};
use time::OffsetDateTime;
use uuid::Uuid;

use super::complaint_cases::decode_case;
use super::complaint_steps::NewMeasure;
use super::complaints::{Teller, snapshot};
use super::entity::{complaint_appeal, complaint_case, complaint_ruling, measure, standing};
use super::incoming::Prepared;
use super::notices::administrators;
use super::organisations::IDS_PER_REQUEST;
use super::standings::{find_standing, step_standing};
use super::takedown::{give_back, take_down};
use super::{Store, StoreError, choice, messages};
use crate::access::Permit;
use crate::clock::day_of;
use crate::complaint::{Case, CaseLeave, CaseState, Measure, MeasureKind, Side, SubjectKind};
use crate::listing::ListingState;
use crate::standing::{StandingState, StandingStep};
use crate::{MeasureId, OrganisationId};

/// Measures of one organisation that are listed.
const LISTED: u64 = 100;

impl Store {
    /// Lists the measures that were taken against the organisation of `permit`, the latest first, at most a hundred.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_measures_against(&self, permit: &Permit) -> Result<Vec<Measure>, StoreError> {
        let rows = against(permit).order_by_desc(measure::Column::Id).limit(LISTED).all(&self.db).await?;
        let mut measures = Vec::with_capacity(rows.len());
        for row in rows {
            measures.push(decode_measure(&self.db, row).await?);
        }
        Ok(measures)
    }

    /// Finds a measure that was taken against the organisation of `permit`.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn find_measure(&self, permit: &Permit, id: MeasureId) -> Result<Option<Measure>, StoreError> {
        match against(permit).filter(measure::Column::Id.eq(id)).one(&self.db).await? {
            Some(row) => Ok(Some(decode_measure(&self.db, row).await?)),
            None => Ok(None),
        }
    }
}

fn against(permit: &Permit) -> sea_orm::Select<measure::Entity> {
    measure::Entity::find().filter(measure::Column::OrganisationId.eq(permit.thing().id))
}

/// Takes a measure in `case`, with all that it includes; `None` when it cannot be taken.
///
/// What is not public any more is not taken down, and an organisation that stands worse already is left so.
pub(super) async fn take(
    transaction: &DatabaseTransaction,
    case: &Case,
    leave: &CaseLeave,
    (new, reason): (&NewMeasure, &str),
    now: OffsetDateTime,
) -> Result<Option<MeasureId>, StoreError> {
    let standing = find_standing(transaction, case.organisation).await?;
    if !new.kind.applies(case.subject.kind, standing.is_some()) {
        return Ok(None);
    }
    let evidence = snapshot(transaction, case.subject, now).await?;
    let listing_before = match leave.listing.filter(|_| new.kind.hides()) {
        Some(permit) => take_down(transaction, &permit, reason, now).await?,
        None => None,
    };
    if let Some(step) = new.kind.standing_step() {
        step_standing(transaction, &leave.organisation, (step, reason), now).await?;
    }
    let row = measure::ActiveModel {
        id: Set(new.id),
        case_id: Set(case.id),
        organisation_id: Set(case.organisation),
        subject: Set(case.subject.kind.slug().to_owned()),
        subject_id: Set(case.subject.id),
        title: Set(case.title.clone()),
        kind: Set(new.kind.slug().to_owned()),
        ground: Set(new.ground.slug().to_owned()),
        reason: Set(reason.to_owned()),
        snapshot: Set(evidence),
        listing_before: Set(listing_before.map(|state| state.slug().to_owned())),
        standing_before: Set(standing
            .filter(|_| new.kind.standing_step().is_some())
            .map(|it| it.state.slug().to_owned())),
        taken_at: Set(now),
        lifted_at: Set(None),
    };
    measure::Entity::insert(row).exec_without_returning(transaction).await?;
    Ok(Some(new.id))
}

/// Undoes a measure: what it took from the public is public again, and the organisation stands as it did, unless another
/// measure or an earlier suspension demands otherwise.
pub(super) async fn undo(
    transaction: &DatabaseTransaction,
    row: measure::Model,
    leave: &CaseLeave,
    reason: &str,
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    let id = row.id.as_uuid();
    let standing_before = row.standing_before.as_deref();
    let standing_before = standing_before.map(|it| choice(it, "measure", id, "standing_before")).transpose()?;
    if let Some(before) = standing_before.filter(|_| row.lifted_at.is_none()) {
        stand_again(transaction, &row, before, (&leave.organisation, reason), now).await?;
    }
    if let (Some(permit), Some(before)) = (&leave.listing, &row.listing_before) {
        give_back(transaction, permit, before, reason, now).await?;
    }
    let mut lifted = row.into_active_model();
    lifted.lifted_at = Set(Some(now));
    lifted.listing_before = Set(None);
    lifted.update(transaction).await?;
    Ok(())
}

async fn stand_again(
    transaction: &DatabaseTransaction,
    row: &measure::Model,
    before: StandingState,
    (permit, reason): (&Permit, &str),
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    if step_standing(transaction, permit, (StandingStep::Lift, reason), now).await?.is_none() {
        return Ok(());
    }
    let others = on_standing(row.organisation_id).and(measure::Column::Id.ne(row.id));
    let others = measure::Entity::find().filter(others).all(transaction).await?;
    let is_banned = others.iter().any(|it| it.kind == MeasureKind::Ban.slug());
    let is_suspended = !others.is_empty() || before == StandingState::Suspended;
    let again = match (is_banned, is_suspended) {
        (true, _) => Some(StandingStep::Ban),
        (false, true) => Some(StandingStep::Suspend),
        (false, false) => None,
    };
    if let Some(step) = again {
        step_standing(transaction, permit, (step, reason), now).await?;
    }
    Ok(())
}

/// The measures in force that bear on the standing of an organisation.
fn on_standing(of: OrganisationId) -> Expr {
    let kinds = MeasureKind::ALL.iter().filter(|kind| kind.standing_step().is_some()).map(|kind| kind.slug());
    measure::Column::OrganisationId
        .eq(of)
        .and(measure::Column::Kind.is_in(kinds))
        .and(measure::Column::LiftedAt.is_null())
}

/// Notes that a desk let an organisation publish again, so that nothing is left to appeal against.
pub(super) async fn note_lifted(
    transaction: &DatabaseTransaction,
    of: OrganisationId,
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    measure::Entity::update_many()
        .col_expr(measure::Column::LiftedAt, Expr::value(now))
        .filter(on_standing(of))
        .exec(transaction)
        .await?;
    Ok(())
}

/// Tells those who look after the organisation of `case`, and the author of what it is about. The pages that they are led
/// to name the measure, never the case.
pub(super) async fn tell_organisation(
    transaction: &DatabaseTransaction,
    case: &Case,
    measure: MeasureId,
    told: Teller<'_>,
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    let mut reached = HashSet::new();
    let page = format!("/my/organisations/{}/measures/{measure}", case.organisation);
    for keeper in administrators(transaction, case.organisation).await? {
        if reached.insert(keeper.person_id) {
            messages::write(transaction, &told(keeper.person_id, &page), now).await?;
        }
    }
    let is_listing = case.subject.kind == SubjectKind::Listing;
    if let Some(author) = case.author.filter(|author| is_listing && !reached.contains(author)) {
        let page = format!("/my/listings/{}", case.subject.id);
        messages::write(transaction, &told(author, &page), now).await?;
    }
    Ok(())
}

/// Keeps measures in force over what is brought in: what was taken from the public stays so, and what an organisation
/// that may publish nothing is said to offer waits.
pub(super) async fn keep_measures(
    transaction: &DatabaseTransaction,
    mut batch: Vec<Prepared>,
) -> Result<Vec<Prepared>, StoreError> {
    let listings: Vec<Uuid> = batch.iter().map(|it| it.incoming.listing.id.as_uuid()).collect();
    let owners: Vec<OrganisationId> = batch.iter().map(|it| it.incoming.listing.organisation).collect();
    let (mut hidden, mut banned) = (HashSet::new(), HashSet::new());
    for chunk in listings.chunks(IDS_PER_REQUEST) {
        let taken =
            measure::Column::SubjectId.is_in(chunk.iter().copied()).and(measure::Column::ListingBefore.is_not_null());
        let rows = measure::Entity::find().filter(taken).all(transaction).await?;
        hidden.extend(rows.into_iter().map(|row| row.subject_id));
    }
    for chunk in owners.chunks(IDS_PER_REQUEST) {
        let among = standing::Column::OrganisationId.is_in(chunk.iter().copied());
        let rows = standing::Entity::find().filter(among.and(standing::Column::State.eq(StandingState::Banned.slug())));
        banned.extend(rows.all(transaction).await?.into_iter().map(|row| row.organisation_id));
    }
    for it in &mut batch {
        let listing = &mut it.incoming.listing;
        if hidden.contains(&listing.id.as_uuid()) {
            listing.state = ListingState::Hidden;
        } else if banned.contains(&listing.organisation) && listing.state == ListingState::Published {
            listing.state = ListingState::Barred;
        }
    }
    Ok(batch)
}

/// A measure with what became of it.
pub(super) async fn decode_measure(db: &impl ConnectionTrait, row: measure::Model) -> Result<Measure, StoreError> {
    let id = row.id.as_uuid();
    let lost = StoreError::Corrupt { noun: "measure", id, field: "case_id" };
    let case = complaint_case::Entity::find_by_id(row.case_id).one(db).await?.ok_or(lost)?;
    let case = decode_case(case)?;
    let by_organisation = (row.case_id, Side::Organisation.slug().to_owned());
    let appeal = complaint_appeal::Entity::find_by_id(by_organisation).one(db).await?.map(|it| it.text);
    let answer = match (&appeal, case.state) {
        (Some(_), CaseState::Closed) => last_reason(db, &case).await?,
        (Some(_) | None, _) => None,
    };
    Ok(Measure {
        id: row.id,
        organisation: row.organisation_id,
        title: row.title,
        kind: choice(&row.kind, "measure", id, "kind")?,
        ground: choice(&row.ground, "measure", id, "ground")?,
        reason: row.reason,
        taken_on: day_of(row.taken_at),
        lifted_on: row.lifted_at.map(day_of),
        state: case.state,
        appeal_until: case.appeal_until.filter(|_| case.state == CaseState::Upheld),
        appeal,
        answer,
    })
}

async fn last_reason(db: &impl ConnectionTrait, case: &Case) -> Result<Option<String>, StoreError> {
    let rulings = complaint_ruling::Entity::find().filter(complaint_ruling::Column::CaseId.eq(case.id));
    let last = rulings.order_by_desc(complaint_ruling::Column::Number).one(db).await?;
    Ok(last.map(|ruling| ruling.reason))
}
