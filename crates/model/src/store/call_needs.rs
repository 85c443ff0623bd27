//! What a call holds of what its steps need.

use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, ExprTrait as _, PaginatorTrait, QueryFilter};
use time::OffsetDateTime;

use super::StoreError;
use super::call_reviews::reviewers_of;
use super::call_work::{evidence_of, milestones_of};
use super::calls::find;
use super::entity::call_objection;
use super::sealing_keys::{SEALING_DESKS, public_keys};
use crate::ConnectionId;
use crate::call::{Call, Contract, Declaration, KEYS_LEAST, Milestone, REVIEWERS_LEAST, Reviewer, Task, has_evidence};
use crate::connect::Need;
use crate::milestone::{MilestoneState, are_fulfilled};

/// What there is at `now` of what the steps of the call `id` may need.
pub(super) async fn held(
    transaction: &DatabaseTransaction,
    id: ConnectionId,
    now: OffsetDateTime,
) -> Result<Vec<Need>, StoreError> {
    let Some(call) = find(transaction, id).await? else { return Ok(Vec::new()) };
    let reviewers = reviewers_of(transaction, id).await?;
    let milestones: Vec<MilestoneState> = milestones_of(transaction, id).await?.iter().map(Milestone::state).collect();
    let evidence = evidence_of(transaction, id).await?;
    let held = [
        (Need::Targets, call.terms.is_measurable()),
        (Need::Opinion, reviewers.iter().any(|it| it.task == Task::Opinion && has_done(it))),
        (Need::SealingKeys, are_keys_enough(transaction, now).await?),
        // Whoever has an interest is refused before their scores are read.
        (Need::NoConflict, true),
        (Need::Scores, are_scores_enough(&reviewers)),
        (Need::NoObjection, open_objections(transaction, &call).await? == 0),
        (Need::Agreement, call.contract.as_ref().is_some_and(Contract::has_digest)),
        (Need::TargetEvidence, has_evidence(&call.terms, &evidence)),
        (Need::Milestones, are_fulfilled(&milestones)),
    ];
    Ok(held.into_iter().filter(|(_, is_there)| *is_there).map(|(need, _)| need).collect())
}

fn has_done(reviewer: &Reviewer) -> bool {
    reviewer.declared == Some(Declaration::None) && reviewer.done_at.is_some()
}

/// Whether everybody who was asked to score and has no interest has done so, and enough have.
pub(super) fn are_scores_enough(reviewers: &[Reviewer]) -> bool {
    let asked = || reviewers.iter().filter(|it| it.task == Task::Score && it.declared != Some(Declaration::Conflict));
    asked().all(has_done) && asked().count() >= REVIEWERS_LEAST
}

async fn are_keys_enough(transaction: &DatabaseTransaction, now: OffsetDateTime) -> Result<bool, StoreError> {
    for (desk, _) in SEALING_DESKS {
        if public_keys(transaction, desk, now).await?.len() < KEYS_LEAST {
            return Ok(false);
        }
    }
    Ok(true)
}

async fn open_objections(transaction: &DatabaseTransaction, call: &Call) -> Result<u64, StoreError> {
    let open = call_objection::Column::ConnectionId.eq(call.connection.id);
    let open = open.and(call_objection::Column::Decision.eq(""));
    Ok(call_objection::Entity::find().filter(open).count(transaction).await?)
}
