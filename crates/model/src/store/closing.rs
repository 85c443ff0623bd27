//! Closing an account: what is erased at once, what the law wants put away, and the list that keeps an old backup from
//! bringing back whoever left.

use std::collections::HashSet;

use sea_orm::ActiveValue::Set;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, ExprTrait as _, QueryFilter, QueryOrder,
};
use serde_json::json;
use time::OffsetDateTime;

use super::audit::{append_by_operator, append_own};
use super::bookings::forget_booker;
use super::closing_files::put_files_away;
use super::connections::delete_own;
use super::entity::{
    call_objection, challenge, complaint, connection_event, consent, contact, data_request, erasure, grant, letter,
    membership_request, organisation_file, person, posting, posting_version, restricted_person, sheet,
};
use super::letters::{self, Letter};
use super::notices::administrators;
use super::organisations::IDS_PER_REQUEST;
use super::{Store, StoreError};
use crate::access::{Role, Thing};
use crate::audit::Event;
use crate::connect::Party;
use crate::data_request::RequestState;
use crate::organisation_file::FileState;
use crate::retention::purge_at;
use crate::{OrganisationId, PersonId};

/// What became of an account that was to be closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Closing {
    /// It is closed.
    Done,
    /// Nobody else administers these organisations.
    LastAdministrator(Vec<OrganisationId>),
    /// There is no such account, or no longer.
    Gone,
}

impl Store {
    /// The organisations that nobody but `person` administers: they stand in the way of closing the account.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read.
    pub async fn list_left_alone_by(&self, person: PersonId) -> Result<Vec<OrganisationId>, StoreError> {
        let transaction = self.begin_writing().await?;
        left_alone(&transaction, person).await
    }

    /// Whether something of `person` would be put away for three years if they left now.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read.
    pub async fn leaves_traces(&self, person: PersonId) -> Result<bool, StoreError> {
        leaves_traces(&self.db, person).await
    }

    /// Closes the account of `id` and sends `letters` that tell them so: whatever the law does not want kept is erased, the
    /// rest is put away where nothing reads it. One transaction with the audit and the list of those who left.
    ///
    /// Whoever still acts for this person at the same moment, for one by submitting a listing, is either done before or
    /// refused after.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is closed then.
    pub async fn close_account(
        &self,
        id: PersonId,
        letters: &[Letter],
        now: OffsetDateTime,
    ) -> Result<Closing, StoreError> {
        let transaction = self.begin_writing().await?;
        let Some(row) = person::Entity::find_by_id(id).one(&transaction).await? else { return Ok(Closing::Gone) };
        let alone = left_alone(&transaction, id).await?;
        if !alone.is_empty() {
            return Ok(Closing::LastAdministrator(alone));
        }
        append_own(&transaction, id, Event::AccountClosed, now).await?;
        erase(&transaction, &row, now).await?;
        for letter in letters {
            letters::insert(&transaction, letter, now).await?;
        }
        transaction.commit().await?;
        Ok(Closing::Done)
    }

    /// Lists who left, and when, in the order of their identities.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read.
    pub async fn list_erasures(&self) -> Result<Vec<(PersonId, OffsetDateTime)>, StoreError> {
        let rows = erasure::Entity::find().order_by_asc(erasure::Column::PersonId).all(&self.db).await?;
        Ok(rows.into_iter().map(|row| (row.person_id, row.erased_at)).collect())
    }

    /// Which of `people` have an account.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read.
    pub async fn list_present(&self, people: &[PersonId]) -> Result<HashSet<PersonId>, StoreError> {
        let mut present = HashSet::new();
        for chunk in people.chunks(IDS_PER_REQUEST) {
            let rows = person::Entity::find().filter(person::Column::Id.is_in(chunk.iter().copied()));
            present.extend(rows.all(&self.db).await?.into_iter().map(|row| row.id));
        }
        Ok(present)
    }

    /// Erases once more somebody who had left at `at` and is back, as after a backup was restored; says whether they were.
    /// One transaction with the audit.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is erased then.
    pub async fn erase_again(&self, id: PersonId, at: OffsetDateTime, now: OffsetDateTime) -> Result<bool, StoreError> {
        let transaction = self.begin_writing().await?;
        let found = person::Entity::find_by_id(id).one(&transaction).await?;
        if let Some(row) = &found {
            append_by_operator(&transaction, Event::ErasedAgain, &Thing::person(id), "", now).await?;
            erase(&transaction, row, at).await?;
        } else {
            note(&transaction, id, at).await?;
        }
        transaction.commit().await?;
        Ok(found.is_some())
    }
}

/// The organisations that nobody but `person` administers.
async fn left_alone(transaction: &DatabaseTransaction, person: PersonId) -> Result<Vec<OrganisationId>, StoreError> {
    let held = grant::Column::PersonId.eq(person).and(grant::Column::EndedAt.is_null());
    let administers = held.and(grant::Column::Role.eq(Role::OrganisationAdministrator.slug()));
    let mut alone = Vec::new();
    for row in grant::Entity::find().filter(administers).order_by_asc(grant::Column::Id).all(transaction).await? {
        let Some(organisation) = row.organisation_id else { continue };
        if administrators(transaction, organisation).await?.len() < 2 {
            alone.push(organisation);
        }
    }
    Ok(alone)
}

/// Erases a person who left at `left`, and puts away what the law wants kept.
async fn erase(transaction: &DatabaseTransaction, row: &person::Model, left: OffsetDateTime) -> Result<(), StoreError> {
    let id = row.id;
    let own = contact::Entity::find().filter(contact::Column::PersonId.eq(id));
    let contacts: Vec<String> = own.all(transaction).await?.into_iter().map(|it| it.value).collect();
    if leaves_traces(transaction, id).await? {
        put_person_away(transaction, row, &contacts, left).await?;
    }
    put_files_away(transaction, id, left).await?;
    forget_contacts(transaction, id, &contacts).await?;
    close_requests(transaction, id, left).await?;
    forget_booker(transaction, id, left).await?;
    consent::Entity::update_many()
        .set(consent::ActiveModel { withdrawn_at: Set(Some(left)), ..Default::default() })
        .filter(consent::Column::PersonId.eq(id).and(consent::Column::WithdrawnAt.is_null()))
        .exec(transaction)
        .await?;
    // Complaints stay, and lead to nobody any more.
    complaint::Entity::update_many()
        .set(complaint::ActiveModel { reporter_id: Set(None), ..Default::default() })
        .filter(complaint::Column::ReporterId.eq(id))
        .exec(transaction)
        .await?;
    forget_objections(transaction, id).await?;
    // What they answered for an organisation is the organisation's.
    delete_own(transaction, id, left).await?;
    sheet::Entity::delete_many().filter(sheet::Column::PersonId.eq(id)).exec(transaction).await?;
    note(transaction, id, left).await?;
    // Sessions, profile, saved searches, messages, roles and all else that refers to the row go with it.
    person::Entity::delete_by_id(id).exec(transaction).await?;
    Ok(())
}

/// Whether the law wants kept who this was: they wrote, decided or acted for an organisation.
async fn leaves_traces(db: &impl ConnectionTrait, id: PersonId) -> Result<bool, StoreError> {
    let wrote = posting::Entity::find().filter(posting::Column::AuthorId.eq(id).and(posting::Column::Version.gt(0)));
    let version = posting_version::Column::ById.eq(id).or(posting_version::Column::DecidedBy.eq(id));
    let handed_in =
        organisation_file::Column::PersonId.eq(id).and(organisation_file::Column::State.ne(FileState::Draft.slug()));
    let acted = Role::ALL.iter().filter(|role| acts_for_others(**role)).map(|role| role.slug());
    let acted = grant::Column::PersonId.eq(id).and(grant::Column::Role.is_in(acted));
    Ok(wrote.one(db).await?.is_some()
        || posting_version::Entity::find().filter(version).one(db).await?.is_some()
        || organisation_file::Entity::find().filter(handed_in).one(db).await?.is_some()
        || grant::Entity::find().filter(acted).one(db).await?.is_some())
}

/// Whether what is done in `role` is done for an organisation or for the platform.
const fn acts_for_others(role: Role) -> bool {
    role.is_of_staff()
        || matches!(role, Role::Recruiter | Role::CollegeStaff | Role::OrganisationAdministrator | Role::Reviewer)
}

/// Keeps who somebody was where no page reads it.
async fn put_person_away(
    transaction: &DatabaseTransaction,
    row: &person::Model,
    contacts: &[String],
    left: OffsetDateTime,
) -> Result<(), StoreError> {
    let grants = grant::Entity::find().filter(grant::Column::PersonId.eq(row.id)).all(transaction).await?;
    let roles: Vec<_> = grants
        .iter()
        .map(|it| {
            json!({
                "role": it.role,
                "organisation": it.organisation_id,
                "from": it.granted_at.unix_timestamp(),
                "to": it.ended_at.unwrap_or(left).unix_timestamp(),
            })
        })
        .collect();
    let kept = restricted_person::ActiveModel {
        person_id: Set(row.id),
        contents: Set(json!({ "name": row.name, "contacts": contacts, "roles": roles }).to_string()),
        closed_at: Set(left),
        purge_at: Set(purge_at(left)),
    };
    // Of somebody who came back with a backup something was put away before.
    restricted_person::Entity::delete_by_id(row.id).exec(transaction).await?;
    restricted_person::Entity::insert(kept).exec_without_returning(transaction).await?;
    Ok(())
}

/// Removes what is known by an address or number instead of by its owner: codes, letters, offers.
async fn forget_contacts(
    transaction: &DatabaseTransaction,
    id: PersonId,
    contacts: &[String],
) -> Result<(), StoreError> {
    let known = || contacts.iter().map(String::as_str);
    let codes = challenge::Column::PersonId.eq(id).or(challenge::Column::ContactValue.is_in(known()));
    challenge::Entity::delete_many().filter(codes).exec(transaction).await?;
    let letters = letter::Column::ContactValue.is_in(known());
    letter::Entity::delete_many().filter(letters).exec(transaction).await?;
    let offers = membership_request::Column::ContactValue.is_in(known());
    membership_request::Entity::delete_many().filter(offers).exec(transaction).await?;
    Ok(())
}

/// Erases the words with which somebody objected in public; that somebody did, and what was decided, stays. What they
/// objected for an organisation is the organisation's.
async fn forget_objections(transaction: &DatabaseTransaction, id: PersonId) -> Result<(), StoreError> {
    let own = call_objection::Column::PersonId.eq(id).and(call_objection::Column::OrganisationId.is_null());
    call_objection::Entity::update_many()
        .set(call_objection::ActiveModel { words: Set(String::new()), ..Default::default() })
        .filter(own)
        .exec(transaction)
        .await?;
    // Steps kept these words, too, before objections alone did.
    let own = connection_event::Column::PersonId.eq(id).and(connection_event::Column::Party.eq(Party::Public.slug()));
    connection_event::Entity::update_many()
        .set(connection_event::ActiveModel { words: Set(String::new()), ..Default::default() })
        .filter(own)
        .exec(transaction)
        .await?;
    Ok(())
}

/// Ends what somebody asked for about data that is erased, and erases the words of it; what remains shows that it was
/// answered.
async fn close_requests(
    transaction: &DatabaseTransaction,
    id: PersonId,
    left: OffsetDateTime,
) -> Result<(), StoreError> {
    let ended = [RequestState::Done, RequestState::Refused].map(RequestState::slug);
    let own = || data_request::Column::PersonId.eq(id);
    let done = data_request::ActiveModel {
        state: Set(RequestState::Done.slug().to_owned()),
        moved_at: Set(left),
        ..Default::default()
    };
    let open = own().and(data_request::Column::State.is_not_in(ended));
    data_request::Entity::update_many().set(done).filter(open).exec(transaction).await?;
    let wordless =
        data_request::ActiveModel { words: Set(String::new()), answer: Set(String::new()), ..Default::default() };
    data_request::Entity::update_many().set(wordless).filter(own()).exec(transaction).await?;
    Ok(())
}

async fn note(transaction: &DatabaseTransaction, id: PersonId, left: OffsetDateTime) -> Result<(), StoreError> {
    if erasure::Entity::find_by_id(id).one(transaction).await?.is_none() {
        let row = erasure::ActiveModel { person_id: Set(id), erased_at: Set(left) };
        erasure::Entity::insert(row).exec_without_returning(transaction).await?;
    }
    Ok(())
}
