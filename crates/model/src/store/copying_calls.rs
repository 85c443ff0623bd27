//! What somebody did in calls for proposals, as their copy tells it. What is sealed is sealed for them too.

use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder};
use serde_json::{Value, json};

use super::StoreError;
use super::copying::{maybe, moment, parsed};
use super::entity::{call_objection, call_question, call_reviewer, proposal, proposal_score, sealing_key};
use crate::PersonId;

pub(super) async fn calls(transaction: &DatabaseTransaction, id: PersonId) -> Result<Vec<Value>, StoreError> {
    let mut told = Vec::new();
    let keys = sealing_key::Entity::find().filter(sealing_key::Column::PersonId.eq(id));
    for it in keys.order_by_asc(sealing_key::Column::Id).all(transaction).await? {
        told.push(
            json!({ "what": "sealing-key", "desk": it.desk, "public": it.public_key, "made_at": moment(it.made_at) }),
        );
    }
    let asked = call_question::Entity::find().filter(call_question::Column::PersonId.eq(id));
    for it in asked.order_by_asc(call_question::Column::AskedAt).all(transaction).await? {
        let at = moment(it.asked_at);
        told.push(json!({ "what": "question", "question": it.question, "answer": it.answer, "asked_at": at }));
    }
    let proposals = proposal::Entity::find().filter(proposal::Column::PersonId.eq(id));
    for it in proposals.order_by_asc(proposal::Column::Id).all(transaction).await? {
        told.push(json!({
            "what": "proposal",
            "sha256": it.digest,
            "text": parsed(&it.text),
            "handed_in_at": moment(it.submitted_at),
            "withdrawn_at": maybe(it.withdrawn_at),
        }));
    }
    let reviews = call_reviewer::Entity::find().filter(call_reviewer::Column::PersonId.eq(id));
    for it in reviews.order_by_asc(call_reviewer::Column::InvitedAt).all(transaction).await? {
        told.push(json!({
            "what": "review",
            "task": it.task,
            "declared": it.declared,
            "opinion": it.opinion,
            "asked_at": moment(it.invited_at),
            "done_at": maybe(it.done_at),
        }));
    }
    let scores = proposal_score::Entity::find().filter(proposal_score::Column::PersonId.eq(id));
    for it in scores.order_by_asc(proposal_score::Column::ScoredAt).all(transaction).await? {
        told.push(json!({ "what": "score", "sheet": parsed(&it.sheet), "scored_at": moment(it.scored_at) }));
    }
    let objections = call_objection::Entity::find().filter(call_objection::Column::PersonId.eq(id));
    for it in objections.order_by_asc(call_objection::Column::At).all(transaction).await? {
        let at = moment(it.at);
        told.push(json!({ "what": "objection", "words": it.words, "decision": it.decision, "at": at }));
    }
    Ok(told)
}
