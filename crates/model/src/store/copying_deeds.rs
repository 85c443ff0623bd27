//! What somebody asked, reported, registered for and brought, as their copy tells it.

use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder};
use serde_json::{Value, json};

use super::StoreError;
use super::complaint_evidence::evidence_of;
use super::connections::own;
use super::copying::{maybe, moment, name_of, parsed};
use super::entity::{
    complaint, complaint_case, connection, connection_event, connection_message, inquiry, invitation, invitation_block,
    listing, registration, sheet, talent_look,
};
use crate::complaint::ComplaintEvidence;
use crate::{ListingId, PersonId};

pub(super) async fn registrations(transaction: &DatabaseTransaction, id: PersonId) -> Result<Vec<Value>, StoreError> {
    let own = registration::Entity::find().filter(registration::Column::PersonId.eq(id));
    let mut told = Vec::new();
    for it in own.order_by_asc(registration::Column::Id).all(transaction).await? {
        told.push(json!({
            "event": title_of(transaction, it.listing_id).await?,
            "state": it.state,
            "note": it.note,
            "consent": it.consent,
            "registered_at": moment(it.registered_at),
            "changed_at": moment(it.changed_at),
        }));
    }
    Ok(told)
}

pub(super) async fn inquiries(transaction: &DatabaseTransaction, id: PersonId) -> Result<Vec<Value>, StoreError> {
    let own = inquiry::Entity::find().filter(inquiry::Column::PersonId.eq(id));
    let mut told = Vec::new();
    for it in own.order_by_asc(inquiry::Column::Id).all(transaction).await? {
        told.push(json!({
            "document": title_of(transaction, it.policy_id).await?,
            "state": it.state,
            "question": it.question,
            "may_be_public": it.may_be_public,
            "reason": it.reason,
            "answer": it.answer,
            "is_public": it.is_public,
            "asked_at": moment(it.asked_at),
            "decided_at": maybe(it.decided_at),
        }));
    }
    Ok(told)
}

/// Who found the profile on which day, who invited to what, and who may send no invitations.
pub(super) async fn invitations(transaction: &DatabaseTransaction, id: PersonId) -> Result<Vec<Value>, StoreError> {
    let mut told = Vec::new();
    let looks = talent_look::Entity::find().filter(talent_look::Column::PersonId.eq(id));
    for it in looks.order_by_asc(talent_look::Column::Day).all(transaction).await? {
        told.push(json!({ "found_by": name_of(transaction, it.organisation_id).await?, "on": it.day.to_string() }));
    }
    let own = invitation::Entity::find().filter(invitation::Column::PersonId.eq(id));
    for it in own.order_by_asc(invitation::Column::Id).all(transaction).await? {
        told.push(json!({
            "invited_by": name_of(transaction, it.organisation_id).await?,
            "listing": title_of(transaction, it.listing_id).await?,
            "words": it.words,
            "state": it.state,
            "sent_at": moment(it.sent_at),
            "answered_at": maybe(it.answered_at),
        }));
    }
    let blocked = invitation_block::Entity::find().filter(invitation_block::Column::PersonId.eq(id));
    for it in blocked.order_by_asc(invitation_block::Column::BlockedAt).all(transaction).await? {
        let name = name_of(transaction, it.organisation_id).await?;
        told.push(json!({ "no_more_from": name, "since": moment(it.blocked_at) }));
    }
    Ok(told)
}

pub(super) async fn connections(transaction: &DatabaseTransaction, id: PersonId) -> Result<Vec<Value>, StoreError> {
    let mut told = Vec::new();
    for it in own(id).order_by_asc(connection::Column::Id).all(transaction).await? {
        let steps = connection_event::Entity::find().filter(connection_event::Column::ConnectionId.eq(it.id));
        let steps = steps.order_by_asc(connection_event::Column::Revision).all(transaction).await?;
        let step = |it: connection_event::Model| json!({ "step": it.step, "by": it.party, "stage": it.stage, "words": it.words, "at": moment(it.at) });
        let said = connection_message::Entity::find().filter(connection_message::Column::ConnectionId.eq(it.id));
        let said = said.order_by_asc(connection_message::Column::Id).all(transaction).await?;
        let message = |it: connection_message::Model| json!({ "by": it.party, "text": it.text, "at": moment(it.at) });
        told.push(json!({
            "kind": it.kind,
            "listing": it.title,
            "stage": it.stage,
            "shared": parsed(&it.shared),
            "history": steps.into_iter().map(step).collect::<Vec<_>>(),
            "messages": said.into_iter().map(message).collect::<Vec<_>>(),
            "sent_at": moment(it.created_at),
            "moved_at": moment(it.moved_at),
        }));
    }
    Ok(told)
}

pub(super) async fn complaints(transaction: &DatabaseTransaction, id: PersonId) -> Result<Vec<Value>, StoreError> {
    let own = complaint::Entity::find().filter(complaint::Column::ReporterId.eq(id));
    let mut told = Vec::new();
    for it in own.order_by_asc(complaint::Column::Id).all(transaction).await? {
        let case = complaint_case::Entity::find_by_id(it.case_id).one(transaction).await?;
        let files = evidence_of(transaction, &[it.id]).await?.remove(&it.id).unwrap_or_default();
        let file = |file: &ComplaintEvidence| json!({ "media": file.media.slug(), "bytes": file.size, "sha256": file.sha256, "added_at": moment(file.added_at) });
        told.push(json!({
            "about": case.as_ref().map(|case| case.title.clone()),
            "state": case.map(|case| case.state),
            "category": it.category,
            "text": it.text,
            "link": it.link,
            "files": files.iter().map(file).collect::<Vec<_>>(),
            "reported_at": moment(it.reported_at),
        }));
    }
    Ok(told)
}

pub(super) async fn sheets(transaction: &DatabaseTransaction, id: PersonId) -> Result<Vec<Value>, StoreError> {
    let own = sheet::Entity::find().filter(sheet::Column::PersonId.eq(id)).order_by_asc(sheet::Column::Id);
    let told = |it: sheet::Model| {
        let (made, over) = (moment(it.made_at), moment(it.expires_at));
        json!({ "kind": it.kind, "name": it.name, "brought_at": made, "forgotten_at": over })
    };
    Ok(own.all(transaction).await?.into_iter().map(told).collect())
}

async fn title_of(transaction: &DatabaseTransaction, id: ListingId) -> Result<Option<String>, StoreError> {
    Ok(listing::Entity::find_by_id(id).one(transaction).await?.map(|row| row.title))
}
