//! The audit: appended to together with what it tells, read and verified, never changed.

use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};
use time::OffsetDateTime;

use super::entity::{audit_entry, person};
use super::{Store, StoreError, choice};
use crate::PersonId;
use crate::access::{Permit, Role, Thing};
use crate::audit::{Broken, ChainEnd, Entry, Event, REASON_MAX_CHARS};

/// Entries read at a time while the chain is verified.
const PAGE: u64 = 1_000;

impl Store {
    /// Follows the whole chain of the audit.
    ///
    /// Returns where it ends, or how it is broken and where it still held.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or an entry cannot be understood.
    pub async fn verify_audit(&self) -> Result<Result<ChainEnd, (Broken, ChainEnd)>, StoreError> {
        let mut end = ChainEnd::of_none();
        let mut after = 0;
        loop {
            let entries = self.list_audit(after, PAGE).await?;
            let Some(last) = entries.last() else { return Ok(Ok(end)) };
            after = last.seq;
            for entry in &entries {
                if let Err(broken) = end.follow(entry) {
                    return Ok(Err((broken, end)));
                }
            }
        }
    }

    /// Lists the entries after `seq`, oldest first, at most `limit`.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or an entry cannot be understood.
    pub async fn list_audit(&self, seq: i64, limit: u64) -> Result<Vec<Entry>, StoreError> {
        let rows = audit_entry::Entity::find()
            .filter(audit_entry::Column::Seq.gt(seq))
            .order_by_asc(audit_entry::Column::Seq)
            .limit(limit)
            .all(&self.db)
            .await?;
        rows.into_iter().map(decode).collect()
    }

    /// Lists the entries before `seq` for somebody who may read them, newest first, at most `limit`; `None` begins with
    /// the last one.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or an entry cannot be understood.
    pub async fn read_audit(
        &self,
        _permit: &Permit,
        before: Option<i64>,
        limit: u64,
    ) -> Result<Vec<Entry>, StoreError> {
        let mut entries = audit_entry::Entity::find();
        if let Some(before) = before {
            entries = entries.filter(audit_entry::Column::Seq.lt(before));
        }
        let rows = entries.order_by_desc(audit_entry::Column::Seq).limit(limit).all(&self.db).await?;
        rows.into_iter().map(decode).collect()
    }
}

/// Writes down that `event` happened by leave of `permit`, inside the transaction in which it happens. Whoever closed
/// their account since the leave was given does nothing any more.
pub(super) async fn append(
    transaction: &DatabaseTransaction,
    permit: &Permit,
    event: Event,
    reason: &str,
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    if person::Entity::find_by_id(permit.person()).count(transaction).await? == 0 {
        return Err(StoreError::AccountClosed);
    }
    let by = (Some(permit.person()), Some(permit.role()));
    append_entry(transaction, entry(by, event, permit.thing(), reason, now)).await
}

/// Writes down what somebody did to their own account, inside the transaction in which it happens.
pub(super) async fn append_own(
    transaction: &DatabaseTransaction,
    person: PersonId,
    event: Event,
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    append_entry(transaction, entry((Some(person), None), event, &Thing::person(person), "", now)).await
}

/// Writes down what the operator did at the machine, inside the transaction in which it happens.
pub(super) async fn append_by_operator(
    transaction: &DatabaseTransaction,
    event: Event,
    thing: &Thing,
    reason: &str,
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    append_entry(transaction, entry((None, None), event, thing, reason, now)).await
}

fn entry(
    (person, role): (Option<PersonId>, Option<Role>),
    event: Event,
    thing: &Thing,
    reason: &str,
    now: OffsetDateTime,
) -> Entry {
    Entry {
        seq: 0,
        // Databases keep times to different fractions of a second; the hash must not depend on them.
        at: now.replace_millisecond(now.millisecond()).unwrap_or(now),
        person,
        role,
        event,
        noun: thing.noun,
        thing: thing.id,
        organisation: thing.organisation.map(|(id, _)| id),
        reason: reason.chars().take(REASON_MAX_CHARS).collect(),
        previous: String::new(),
        hash: String::new(),
    }
}

/// Appends `entry` to the chain. The transaction holds the lock of writers, so that no other entry comes between.
async fn append_entry(transaction: &DatabaseTransaction, entry: Entry) -> Result<(), StoreError> {
    let last = audit_entry::Entity::find().order_by_desc(audit_entry::Column::Seq).one(transaction).await?;
    let end = last.map_or_else(ChainEnd::of_none, |row| ChainEnd { seq: row.seq, hash: row.hash });
    let entry = end.continued_by(entry);
    let row = audit_entry::ActiveModel {
        seq: Set(entry.seq),
        at: Set(entry.at),
        person_id: Set(entry.person),
        role: Set(entry.role.map(|role| role.slug().to_owned())),
        event: Set(entry.event.slug().to_owned()),
        noun: Set(entry.noun.slug().to_owned()),
        thing: Set(entry.thing),
        organisation_id: Set(entry.organisation),
        reason: Set(entry.reason),
        previous: Set(entry.previous),
        hash: Set(entry.hash),
    };
    audit_entry::Entity::insert(row).exec_without_returning(transaction).await?;
    Ok(())
}

fn decode(row: audit_entry::Model) -> Result<Entry, StoreError> {
    let role = row.role.as_deref().map(|role| choice(role, "audit_entry", row.thing, "role")).transpose()?;
    Ok(Entry {
        seq: row.seq,
        at: row.at,
        person: row.person_id,
        role,
        event: choice(&row.event, "audit_entry", row.thing, "event")?,
        noun: choice(&row.noun, "audit_entry", row.thing, "noun")?,
        thing: row.thing,
        organisation: row.organisation_id,
        reason: row.reason,
        previous: row.previous,
        hash: row.hash,
    })
}
