//! What somebody asked, reported, registered for and brought, as their copy tells it.

use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder};
use serde_json::{Value, json};

use super::StoreError;
use super::complaint_evidence::evidence_of;
use super::connection_talk::messages_of;
use super::connections::own;
use super::copying::{maybe, moment, name_of, parsed};
use super::entity::{
    booking, complaint, complaint_case, connection, connection_event, desk_case, desk_case_event, desk_visit,
    desk_visit_officer, inquiry, invitation, invitation_block, listing, mentor_appointment, mentor_hours, registration,
    sheet, talent_look,
};
use super::internships::internship_file;
use crate::complaint::ComplaintEvidence;
use crate::connect::{ConnectionMessage, Paper};
use crate::internship::{Assessment, DiaryEntry, Incident, IncidentWord, Signature};
use crate::{ConnectionId, ListingId, PersonId};

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

pub(super) async fn bookings(transaction: &DatabaseTransaction, id: PersonId) -> Result<Vec<Value>, StoreError> {
    let own = booking::Entity::find().filter(booking::Column::PersonId.eq(id));
    let mut told = Vec::new();
    for it in own.order_by_asc(booking::Column::Id).all(transaction).await? {
        told.push(json!({
            "facility": title_of(transaction, it.listing_id).await?,
            "organisation": match it.organisation_id {
                Some(organisation) => name_of(transaction, organisation).await?,
                None => None,
            },
            "starts_at": moment(it.starts_at),
            "ends_at": moment(it.ends_at),
            "state": it.state,
            "reason": it.reason,
            "people": it.people,
            "roster": parsed(&it.roster),
            "note": it.note,
            "agreed": parsed(&it.agreed),
            "keeper_word": it.keeper_word,
            "booker_word": it.booker_word,
            "confirmed_at": maybe(it.confirmed_at),
            "made_at": moment(it.made_at),
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
        let said = messages_of(transaction, it.id).await?;
        let paper = |it: &Paper| json!({ "name": it.name, "media": it.media, "size": it.size, "sha256": it.sha256 });
        let message = |it: ConnectionMessage| json!({ "by": it.party, "text": it.text, "paper": it.paper.as_ref().map(paper), "at": moment(it.at) });
        told.push(json!({
            "kind": it.kind,
            "listing": it.title,
            "stage": it.stage,
            "shared": parsed(&it.shared),
            "history": steps.into_iter().map(step).collect::<Vec<_>>(),
            "messages": said.into_iter().map(message).collect::<Vec<_>>(),
            "internship": internship(transaction, it.id).await?,
            "sent_at": moment(it.created_at),
            "moved_at": moment(it.moved_at),
        }));
    }
    Ok(told)
}

/// The agreement, the diary, incidents and what was thought of an internship; nothing where there is none.
async fn internship(transaction: &DatabaseTransaction, id: ConnectionId) -> Result<Value, StoreError> {
    let file = internship_file(transaction, id).await?;
    let Some(latest) = file.latest() else { return Ok(Value::Null) };
    let signature = |it: &Signature| {
        let scan = it.scan.as_ref().map(|scan| scan.sha256.clone());
        json!({ "by": it.signatory.slug(), "at": moment(it.at), "paper_sha256": scan })
    };
    let entry = |it: &DiaryEntry| json!({ "day": it.day.to_string(), "minutes": it.minutes, "text": it.text });
    let assessment = |it: &Assessment| json!({ "by": it.party.slug(), "grade": it.grade.slug(), "words": it.words, "at": moment(it.at) });
    Ok(json!({
        "version": latest.version,
        "agreement": latest.agreement,
        "signatures": latest.signatures.iter().map(signature).collect::<Vec<_>>(),
        "diary": file.weeks.iter().flat_map(|week| &week.entries).map(entry).collect::<Vec<_>>(),
        "incidents": file.incidents.iter().map(incident).collect::<Vec<_>>(),
        "assessments": file.assessments.iter().map(assessment).collect::<Vec<_>>(),
    }))
}

fn incident(it: &Incident) -> Value {
    let word = |it: &IncidentWord| json!({ "by": it.party.slug(), "words": it.words, "at": moment(it.at) });
    json!({
        "by": it.party.slug(),
        "kind": it.kind.slug(),
        "happened_at": moment(it.happened_at),
        "words": it.words,
        "needs_help": it.needs_help,
        "reported_at": moment(it.reported_at),
        "taken_up": it.taken_up.as_ref().map(word),
        "outcome": it.outcome.as_ref().map(word),
    })
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

/// Appointments as a mentor and practice as a teacher, with the hours of each.
pub(super) async fn mentoring(transaction: &DatabaseTransaction, id: PersonId) -> Result<Vec<Value>, StoreError> {
    let own = mentor_appointment::Entity::find().filter(mentor_appointment::Column::PersonId.eq(id));
    let mut told = Vec::new();
    for it in own.order_by_asc(mentor_appointment::Column::Id).all(transaction).await? {
        let hours = mentor_hours::Entity::find().filter(mentor_hours::Column::AppointmentId.eq(it.id));
        let hours = hours.order_by_asc(mentor_hours::Column::TaughtOn).all(transaction).await?;
        let taught = |it: &mentor_hours::Model| json!({ "on": it.taught_on.to_string(), "hours": it.hours, "what": it.words, "confirmed_at": maybe(it.confirmed_at) });
        told.push(json!({
            "kind": it.kind,
            "school": name_of(transaction, it.school_id).await?,
            "firm": name_of(transaction, it.firm_id).await?,
            "subject": it.subject,
            "from": it.from_on.to_string(),
            "until": it.until_on.to_string(),
            "accepted_at": maybe(it.accepted_at),
            "hours": hours.iter().map(taught).collect::<Vec<_>>(),
        }));
    }
    Ok(told)
}

/// Visits that an officer made and what they did to cases of their desk.
pub(super) async fn workbench(transaction: &DatabaseTransaction, id: PersonId) -> Result<Vec<Value>, StoreError> {
    let mut told = Vec::new();
    let went = desk_visit_officer::Entity::find().filter(desk_visit_officer::Column::PersonId.eq(id));
    for it in went.order_by_asc(desk_visit_officer::Column::VisitId).all(transaction).await? {
        let visit = desk_visit::Entity::find_by_id(it.visit_id).one(transaction).await?;
        told.extend(visit.map(|it| json!({ "visited": it.name, "on": it.visited_on.to_string() })));
    }
    let has = desk_case::Entity::find().filter(desk_case::Column::PersonId.eq(id)).order_by_asc(desk_case::Column::Id);
    told.extend(has.all(transaction).await?.into_iter().map(|it| json!({ "case": it.name, "state": it.state })));
    let did = desk_case_event::Entity::find().filter(desk_case_event::Column::PersonId.eq(id));
    for it in did.order_by_asc(desk_case_event::Column::At).all(transaction).await? {
        told.push(json!({ "step": it.step, "words": it.words, "at": moment(it.at) }));
    }
    Ok(told)
}

async fn title_of(transaction: &DatabaseTransaction, id: ListingId) -> Result<Option<String>, StoreError> {
    Ok(listing::Entity::find_by_id(id).one(transaction).await?.map(|row| row.title))
}
