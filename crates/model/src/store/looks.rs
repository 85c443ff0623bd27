//! Looks at a person's data by those who operate the platform: each has a reason, is written into the audit before
//! anything is shown, and is told to the person.

use sea_orm::{ColumnTrait, EntityTrait, ExprTrait as _, QueryFilter, QueryOrder, QuerySelect};
use time::{Duration, OffsetDateTime};

use super::audit::append;
use super::entity::{audit_entry, contact, data_request, organisation_file};
use super::{Store, StoreError, choice};
use crate::access::{Permit, Role};
use crate::audit::Event;
use crate::contact::Contact;
use crate::person::Person;
use crate::{DataRequestId, PersonId};

/// How long a look lasts: after that another reason is asked for.
pub const LOOK_LASTS: Duration = Duration::minutes(15);

/// Looks that a person is told of at most.
const TOLD_MAX: u64 = 100;

/// A look at somebody's data, as they are told of it: by which role, never by whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Look {
    /// When it was.
    pub at: OffsetDateTime,
    /// The role of whoever looked.
    pub role: Option<Role>,
    /// What was looked at.
    pub event: Event,
    /// Why.
    pub reason: String,
}

impl Store {
    /// Finds who is reached at `contact` so that somebody who may look at their data can say why.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read.
    pub async fn find_person_to_look_at(&self, contact: &Contact) -> Result<Option<PersonId>, StoreError> {
        let row = contact::Entity::find().filter(contact::Column::Value.eq(contact.value())).one(&self.db).await?;
        Ok(row.map(|row| row.person_id))
    }

    /// Finds who sent a request so that somebody who may look at their data can say why.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read.
    pub async fn find_person_who_asked(&self, id: DataRequestId) -> Result<Option<PersonId>, StoreError> {
        Ok(data_request::Entity::find_by_id(id).one(&self.db).await?.map(|row| row.person_id))
    }

    /// Writes down that whoever holds `permit` is about to look at the person that it is about, and why.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing may be shown then.
    pub async fn note_look(&self, permit: &Permit, reason: &str, now: OffsetDateTime) -> Result<(), StoreError> {
        let transaction = self.begin_writing().await?;
        append(&transaction, permit, Event::PersonSeen, reason, now).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// The account that `permit` is about, while a look of its holder lasts; `None` when they have to say why first.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn look_at_person(&self, permit: &Permit, now: OffsetDateTime) -> Result<Option<Person>, StoreError> {
        let looked = self.has_looked(permit, Event::PersonSeen, "", now).await?;
        let id = PersonId::from_uuid(permit.thing().id);
        if looked { self.find_own_account(id).await } else { Ok(None) }
    }

    /// Whether a look of the holder of `permit` lasts at `now`, with a reason that begins with `about`.
    pub(super) async fn has_looked(
        &self,
        permit: &Permit,
        event: Event,
        about: &str,
        now: OffsetDateTime,
    ) -> Result<bool, StoreError> {
        let theirs = audit_entry::Column::PersonId.eq(permit.person()).and(audit_entry::Column::Event.eq(event.slug()));
        let latest = audit_entry::Entity::find()
            .filter(theirs.and(audit_entry::Column::Thing.eq(permit.thing().id)))
            .filter(audit_entry::Column::Reason.starts_with(about))
            .order_by_desc(audit_entry::Column::Seq)
            .one(&self.db)
            .await?;
        Ok(latest.is_some_and(|entry| now - entry.at <= LOOK_LASTS))
    }

    /// Lists the looks at the data of `id`, the latest first: at the account, and at evidence that they brought.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_looks_at(&self, id: PersonId) -> Result<Vec<Look>, StoreError> {
        let files = organisation_file::Entity::find().filter(organisation_file::Column::PersonId.eq(id));
        let files: Vec<uuid::Uuid> =
            files.select_only().column(organisation_file::Column::Id).into_tuple().all(&self.db).await?;
        let at_account =
            audit_entry::Column::Event.eq(Event::PersonSeen.slug()).and(audit_entry::Column::Thing.eq(id.as_uuid()));
        let at_evidence =
            audit_entry::Column::Event.eq(Event::EvidenceSeen.slug()).and(audit_entry::Column::Thing.is_in(files));
        let rows = audit_entry::Entity::find().filter(at_account.or(at_evidence));
        let rows = rows.order_by_desc(audit_entry::Column::Seq).limit(TOLD_MAX).all(&self.db).await?;
        rows.into_iter().map(look).collect()
    }
}

fn look(row: audit_entry::Model) -> Result<Look, StoreError> {
    let role = row.role.as_deref().map(|role| choice(role, "audit_entry", row.thing, "role")).transpose()?;
    let event = choice(&row.event, "audit_entry", row.thing, "event")?;
    // A look at evidence names the slot and the piece before the reason.
    let reason = if event == Event::EvidenceSeen {
        row.reason.splitn(3, ' ').nth(2).unwrap_or_default().to_owned()
    } else {
        row.reason
    };
    Ok(Look { at: row.at, role, event, reason })
}
