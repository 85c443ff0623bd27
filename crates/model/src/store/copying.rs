//! A copy of everything that is known of a person, for themself. No identity of anybody else stands in it, and nothing by
//! which one could sign in.

use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, ExprTrait as _, QueryFilter, QueryOrder};
use serde_json::{Map, Value, json};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::audit::append_own;
use super::entity::{
    audit_entry, challenge, consent, contact, data_request, evidence, grant, identity, letter, letter_preference,
    membership_request, message, organisation, organisation_file, organisation_file_entry, person, posting,
    posting_version, profile, saved_listing, saved_search, session,
};
use super::{Store, StoreError, copying_calls, copying_deeds};
use crate::audit::Event;
use crate::retention::RecordKind;
use crate::{OrganisationId, PersonId};

impl Store {
    /// Copies everything that is known of `id`: one member for each kind of record, each a list of objects. Everything is of
    /// one moment: an account that is being closed is copied whole or, once it is closed, not at all. One transaction with
    /// the audit.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read.
    pub async fn copy_own_data(
        &self,
        id: PersonId,
        now: OffsetDateTime,
    ) -> Result<Option<Map<String, Value>>, StoreError> {
        let transaction = self.begin_writing().await?;
        let Some(owner) = person::Entity::find_by_id(id).one(&transaction).await? else { return Ok(None) };
        append_own(&transaction, id, Event::DataCopied, now).await?;
        let mut copy = Map::new();
        for &kind in RecordKind::ALL {
            copy.insert(kind.slug().to_owned(), Value::Array(records(&transaction, &owner, kind).await?));
        }
        transaction.commit().await?;
        Ok(Some(copy))
    }
}

async fn records(
    transaction: &DatabaseTransaction,
    owner: &person::Model,
    kind: RecordKind,
) -> Result<Vec<Value>, StoreError> {
    let id = owner.id;
    match kind {
        RecordKind::Account => account(transaction, owner).await,
        RecordKind::Contacts => contacts(transaction, id).await,
        RecordKind::Security => security(transaction, id).await,
        RecordKind::Identities => identities(transaction, id).await,
        RecordKind::Profile => profiles(transaction, id).await,
        RecordKind::Saved => saved(transaction, id).await,
        RecordKind::Messages => messages(transaction, id).await,
        RecordKind::Letters => letters(transaction, id).await,
        RecordKind::Registrations => copying_deeds::registrations(transaction, id).await,
        RecordKind::Bookings => copying_deeds::bookings(transaction, id).await,
        RecordKind::Inquiries => copying_deeds::inquiries(transaction, id).await,
        RecordKind::Invitations => copying_deeds::invitations(transaction, id).await,
        RecordKind::Connections => copying_deeds::connections(transaction, id).await,
        RecordKind::Calls => copying_calls::calls(transaction, id).await,
        RecordKind::Roles => roles(transaction, id).await,
        RecordKind::OrganisationFiles => files(transaction, id).await,
        RecordKind::Authorship => authorship(transaction, id).await,
        RecordKind::Mentoring => copying_deeds::mentoring(transaction, id).await,
        RecordKind::Workbench => copying_deeds::workbench(transaction, id).await,
        RecordKind::Sheets => copying_deeds::sheets(transaction, id).await,
        RecordKind::Audit => audit(transaction, id).await,
        RecordKind::Consents => consents(transaction, id).await,
        RecordKind::Requests => requests(transaction, id).await,
        RecordKind::Complaints => copying_deeds::complaints(transaction, id).await,
        // Nobody who has an account has left.
        RecordKind::Restricted | RecordKind::Erasures => Ok(Vec::new()),
    }
}

async fn account(transaction: &DatabaseTransaction, owner: &person::Model) -> Result<Vec<Value>, StoreError> {
    let school = match owner.school_id {
        Some(school) => name_of(transaction, school).await?,
        None => None,
    };
    Ok(vec![json!({
        "id": owner.id,
        "name": owner.name,
        "language": owner.language,
        "age_group": owner.age_group,
        "school": school,
        "has_password": owner.password_hash.is_some(),
        "password_set_at": maybe(owner.password_set_at),
        "second_factor_since": maybe(owner.totp_since),
        "restricted_since": maybe(owner.restricted_at),
        "created_at": moment(owner.created_at),
        "changed_at": moment(owner.updated_at),
    })])
}

async fn contacts(transaction: &DatabaseTransaction, id: PersonId) -> Result<Vec<Value>, StoreError> {
    let rows = contact::Entity::find().filter(contact::Column::PersonId.eq(id)).all(transaction).await?;
    let one = |it: contact::Model| json!({ "kind": it.kind, "value": it.value, "proven_at": moment(it.proven_at) });
    Ok(rows.into_iter().map(one).collect())
}

async fn security(transaction: &DatabaseTransaction, id: PersonId) -> Result<Vec<Value>, StoreError> {
    let rows = session::Entity::find().filter(session::Column::PersonId.eq(id)).all(transaction).await?;
    let signed_in = rows.into_iter().map(|it| {
        json!({
            "what": "session",
            "device": it.device,
            "signed_in_at": moment(it.created_at),
            "used_at": moment(it.seen_at),
            "ends_at": moment(it.expires_at),
        })
    });
    let codes = challenge::Entity::find().filter(challenge::Column::PersonId.eq(id)).all(transaction).await?;
    let waited_for = codes.into_iter().map(|it| {
        let ends = moment(it.expires_at);
        json!({ "what": "code", "purpose": it.purpose, "sent_to": it.contact_value, "ends_at": ends })
    });
    Ok(signed_in.chain(waited_for).collect())
}

async fn identities(transaction: &DatabaseTransaction, id: PersonId) -> Result<Vec<Value>, StoreError> {
    let rows = identity::Entity::find().filter(identity::Column::PersonId.eq(id)).all(transaction).await?;
    let one = |it: identity::Model| {
        json!({
            "provider": it.provider,
            "issuer": it.issuer,
            "subject": it.subject,
            "name": it.name,
            "linked_at": moment(it.linked_at),
        })
    };
    Ok(rows.into_iter().map(one).collect())
}

async fn profiles(transaction: &DatabaseTransaction, id: PersonId) -> Result<Vec<Value>, StoreError> {
    let row = profile::Entity::find_by_id(id).one(transaction).await?;
    let one = |it: profile::Model| {
        json!({
            "visibility": it.visibility,
            "contents": parsed(&it.contents),
            "created_at": moment(it.created_at),
            "changed_at": moment(it.updated_at),
        })
    };
    Ok(row.into_iter().map(one).collect())
}

async fn saved(transaction: &DatabaseTransaction, id: PersonId) -> Result<Vec<Value>, StoreError> {
    let searches = saved_search::Entity::find().filter(saved_search::Column::PersonId.eq(id)).all(transaction).await?;
    let search = |it: saved_search::Model| {
        json!({
            "what": "search",
            "name": it.name,
            "search": it.address,
            "pace": it.pace,
            "told_at": maybe(it.told_at),
            "saved_at": moment(it.created_at),
        })
    };
    let listings =
        saved_listing::Entity::find().filter(saved_listing::Column::PersonId.eq(id)).all(transaction).await?;
    let listing = |it: saved_listing::Model| json!({ "what": "listing", "listing": it.listing_id, "saved_at": moment(it.saved_at) });
    Ok(searches.into_iter().map(search).chain(listings.into_iter().map(listing)).collect())
}

async fn messages(transaction: &DatabaseTransaction, id: PersonId) -> Result<Vec<Value>, StoreError> {
    let rows = message::Entity::find().filter(message::Column::PersonId.eq(id)).order_by_asc(message::Column::Id);
    let one = |it: message::Model| {
        json!({
            "topic": it.topic,
            "words": parsed(&it.words),
            "link": it.link,
            "written_at": moment(it.written_at),
            "read_at": maybe(it.read_at),
        })
    };
    Ok(rows.all(transaction).await?.into_iter().map(one).collect())
}

async fn letters(transaction: &DatabaseTransaction, id: PersonId) -> Result<Vec<Value>, StoreError> {
    let chosen = letter_preference::Entity::find().filter(letter_preference::Column::PersonId.eq(id));
    let wishes = chosen.all(transaction).await?.into_iter();
    let wishes = wishes.map(|it| json!({ "what": "preference", "kind": it.kind, "by_mail": it.by_mail }));
    let own = contact::Entity::find().filter(contact::Column::PersonId.eq(id)).all(transaction).await?;
    let to_them = letter::Column::ContactValue.is_in(own.into_iter().map(|it| it.value));
    let on_their_way = letter::Entity::find().filter(to_them).all(transaction).await?.into_iter().map(|it| {
        let written = moment(it.created_at);
        json!({ "what": "letter", "kind": it.kind, "to": it.contact_value, "written_at": written })
    });
    Ok(wishes.chain(on_their_way).collect())
}

async fn roles(transaction: &DatabaseTransaction, id: PersonId) -> Result<Vec<Value>, StoreError> {
    let mut roles = Vec::new();
    for it in grant::Entity::find().filter(grant::Column::PersonId.eq(id)).all(transaction).await? {
        let organisation = match it.organisation_id {
            Some(organisation) => name_of(transaction, organisation).await?,
            None => None,
        };
        roles.push(json!({
            "what": "role",
            "role": it.role,
            "organisation": organisation,
            "until": it.until.map(|day| day.to_string()),
            "given_at": moment(it.granted_at),
            "ended_at": maybe(it.ended_at),
        }));
    }
    let asked = membership_request::Column::PersonId.eq(id).and(membership_request::Column::ContactValue.is_null());
    for it in membership_request::Entity::find().filter(asked).all(transaction).await? {
        roles.push(json!({
            "what": "request",
            "role": it.role,
            "organisation": name_of(transaction, it.organisation_id).await?,
            "note": it.note,
            "asked_at": moment(it.asked_at),
        }));
    }
    Ok(roles)
}

async fn files(transaction: &DatabaseTransaction, id: PersonId) -> Result<Vec<Value>, StoreError> {
    let own = organisation_file::Entity::find().filter(organisation_file::Column::PersonId.eq(id));
    let mut files = Vec::new();
    for it in own.order_by_asc(organisation_file::Column::Id).all(transaction).await? {
        let pieces = evidence::Entity::find().filter(evidence::Column::FileId.eq(it.id)).all(transaction).await?;
        let piece = |it: evidence::Model| {
            let added = moment(it.added_at);
            json!({ "slot": it.slot, "name": it.name, "size": it.size, "sha256": it.sha256, "added_at": added })
        };
        let steps = organisation_file_entry::Entity::find().filter(organisation_file_entry::Column::FileId.eq(it.id));
        let steps = steps.order_by_asc(organisation_file_entry::Column::Revision).all(transaction).await?;
        let step = |it: organisation_file_entry::Model| json!({ "step": it.step, "at": moment(it.at), "reason": it.reason, "remarks": parsed(&it.remarks) });
        files.push(json!({
            "purpose": it.purpose,
            "state": it.state,
            "entered": parsed(&it.entered),
            "evidence": pieces.into_iter().map(piece).collect::<Vec<_>>(),
            "history": steps.into_iter().map(step).collect::<Vec<_>>(),
            "created_at": moment(it.created_at),
            "changed_at": moment(it.updated_at),
        }));
    }
    Ok(files)
}

async fn authorship(transaction: &DatabaseTransaction, id: PersonId) -> Result<Vec<Value>, StoreError> {
    let written = posting::Entity::find().filter(posting::Column::AuthorId.eq(id)).all(transaction).await?;
    let posting = |it: posting::Model| {
        json!({
            "what": "author",
            "listing": it.id,
            "kind": it.kind,
            "state": it.state,
            "record": parsed(&it.record),
            "changed_at": moment(it.updated_at),
        })
    };
    let own = posting_version::Column::ById.eq(id).or(posting_version::Column::DecidedBy.eq(id));
    let versions = posting_version::Entity::find().filter(own).all(transaction).await?;
    let version = |it: posting_version::Model| {
        let what = if it.by_id == id { "version" } else { "decision" };
        json!({ "what": what, "listing": it.posting_id, "version": it.number, "at": moment(it.at) })
    };
    Ok(written.into_iter().map(posting).chain(versions.into_iter().map(version)).collect())
}

async fn audit(transaction: &DatabaseTransaction, id: PersonId) -> Result<Vec<Value>, StoreError> {
    let about = audit_entry::Column::PersonId.eq(id).or(audit_entry::Column::Thing.eq(id.as_uuid()));
    let rows = audit_entry::Entity::find().filter(about).order_by_asc(audit_entry::Column::Seq);
    let one = |it: audit_entry::Model| {
        json!({
            "at": moment(it.at),
            "event": it.event,
            "by_yourself": it.person_id == Some(id),
            "role": it.role,
            "reason": if it.thing == id.as_uuid() { it.reason } else { String::new() },
        })
    };
    Ok(rows.all(transaction).await?.into_iter().map(one).collect())
}

async fn consents(transaction: &DatabaseTransaction, id: PersonId) -> Result<Vec<Value>, StoreError> {
    let rows = consent::Entity::find().filter(consent::Column::PersonId.eq(id)).all(transaction).await?;
    let one = |it: consent::Model| {
        json!({
            "purpose": it.purpose,
            "recipient": it.recipient,
            "categories": it.categories.split(' ').collect::<Vec<_>>(),
            "text_version": it.text_version,
            "text_sha256": it.text_hash,
            "given_at": moment(it.given_at),
            "withdrawn_at": maybe(it.withdrawn_at),
        })
    };
    Ok(rows.into_iter().map(one).collect())
}

async fn requests(transaction: &DatabaseTransaction, id: PersonId) -> Result<Vec<Value>, StoreError> {
    let rows = data_request::Entity::find().filter(data_request::Column::PersonId.eq(id)).all(transaction).await?;
    let one = |it: data_request::Model| {
        json!({
            "kind": it.kind,
            "state": it.state,
            "words": it.words,
            "answer": it.answer,
            "due_on": it.due_on.to_string(),
            "asked_at": moment(it.asked_at),
            "moved_at": moment(it.moved_at),
        })
    };
    Ok(rows.into_iter().map(one).collect())
}

/// What an organisation is called; it is public, and a number would say nothing.
pub(super) async fn name_of(
    transaction: &DatabaseTransaction,
    id: OrganisationId,
) -> Result<Option<String>, StoreError> {
    Ok(organisation::Entity::find_by_id(id).one(transaction).await?.map(|row| row.name))
}

pub(super) fn moment(at: OffsetDateTime) -> String {
    at.format(&Rfc3339).unwrap_or_default()
}

pub(super) fn maybe(at: Option<OffsetDateTime>) -> Option<String> {
    at.map(moment)
}

/// Stored JSON as JSON, or as the text that it is.
pub(super) fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|_| Value::String(text.to_owned()))
}
