//! The hats that persons wear: who was given which role, where, and until when.

use std::collections::HashMap;

use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, ExprTrait as _,
    PaginatorTrait, QueryFilter, QueryOrder, SqlErr,
};
use time::OffsetDateTime;

use super::audit::{append, append_by_operator};
use super::entity::{grant, person};
use super::{Store, StoreError, choice};
use crate::access::{Actor, Grant, Permit, Role, SeparateDuties, Thing};
use crate::audit::Event;
use crate::clock::day_of;
use crate::{GrantId, PersonId};

/// What became of a role that was to be given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Granted {
    /// It is given.
    Done,
    /// The person holds it there already.
    Held,
    /// The person holds another that must stay apart from it.
    Apart(SeparateDuties),
    /// There is no such person.
    Nobody,
}

/// A hat with the name of whoever wears it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedGrant {
    /// The hat.
    pub grant: Grant,
    /// What its wearer is called.
    pub name: String,
}

impl Store {
    /// Finds `person` with the hats that count at `now`.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn find_actor(&self, person: PersonId, now: OffsetDateTime) -> Result<Actor, StoreError> {
        Ok(Actor::new(person, grants_of(&self.db, person).await?, day_of(now)))
    }

    /// Lists who wears a hat of the organisation that `permit` is about, or else of the platform; by role, then in the
    /// order given.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_grants(&self, permit: &Permit) -> Result<Vec<NamedGrant>, StoreError> {
        let held_in = match permit.thing().organisation {
            Some((organisation, _)) => grant::Column::OrganisationId.eq(organisation),
            None => grant::Column::OrganisationId.is_null(),
        };
        let rows = grant::Entity::find()
            .filter(held_in.and(grant::Column::EndedAt.is_null()))
            .order_by_asc(grant::Column::Role)
            .order_by_asc(grant::Column::GrantedAt)
            .order_by_asc(grant::Column::Id)
            .all(&self.db)
            .await?;
        let wearers: Vec<PersonId> = rows.iter().map(|row| row.person_id).collect();
        let names = self.name_persons(permit, &wearers).await?;
        let name_of = |id| names.get(&id).cloned().unwrap_or_default();
        rows.into_iter().map(|row| Ok(NamedGrant { name: name_of(row.person_id), grant: decode(row)? })).collect()
    }

    /// What those of `people` are called who have an account, for somebody who may see who holds roles or did something.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read.
    pub async fn name_persons(
        &self,
        _permit: &Permit,
        people: &[PersonId],
    ) -> Result<HashMap<PersonId, String>, StoreError> {
        let rows =
            person::Entity::find().filter(person::Column::Id.is_in(people.iter().copied())).all(&self.db).await?;
        Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
    }

    /// Gives `new` to its person, by leave of `permit` and for `reason`; one transaction with the audit.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is given then.
    pub async fn grant_role(
        &self,
        permit: &Permit,
        new: &Grant,
        reason: &str,
        now: OffsetDateTime,
    ) -> Result<Granted, StoreError> {
        let transaction = self.begin_writing().await?;
        let granted = give(&transaction, new, now).await?;
        if granted == Granted::Done {
            append(&transaction, permit, Event::RoleGranted, &told(new.role, reason), now).await?;
            transaction.commit().await?;
        }
        Ok(granted)
    }

    /// Gives `new` to its person in the name of whoever operates the machine; one transaction with the audit.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is given then.
    pub async fn grant_role_by_operator(&self, new: &Grant, now: OffsetDateTime) -> Result<Granted, StoreError> {
        let transaction = self.begin_writing().await?;
        let granted = give(&transaction, new, now).await?;
        if granted == Granted::Done {
            let thing = Thing::person(new.person);
            append_by_operator(&transaction, Event::RoleGranted, &thing, new.role.slug(), now).await?;
            transaction.commit().await?;
        }
        Ok(granted)
    }

    /// Takes the role `id` from the person that `permit` is about, or within the organisation that it is about, for
    /// `reason`; says whether there was one. One transaction with the audit.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is taken then.
    pub async fn end_role(
        &self,
        permit: &Permit,
        id: GrantId,
        reason: &str,
        now: OffsetDateTime,
    ) -> Result<bool, StoreError> {
        let transaction = self.begin_writing().await?;
        let in_reach = match permit.thing().organisation {
            Some((organisation, _)) => grant::Column::OrganisationId.eq(organisation),
            None => grant::Column::OrganisationId.is_null().and(grant::Column::PersonId.eq(permit.thing().id)),
        };
        let found = grant::Entity::find_by_id(id)
            .filter(in_reach.and(grant::Column::EndedAt.is_null()))
            .one(&transaction)
            .await?;
        let Some(row) = found else { return Ok(false) };
        let role: Role = choice(&row.role, "role_grant", row.id.as_uuid(), "role")?;
        let ended = grant::ActiveModel { id: Set(id), ended_at: Set(Some(now)), ..Default::default() };
        ended.update(&transaction).await?;
        append(&transaction, permit, Event::RoleEnded, &told(role, reason), now).await?;
        transaction.commit().await?;
        Ok(true)
    }
}

/// Gives `new`, inside a transaction that holds the lock of writers.
pub(super) async fn give(
    transaction: &DatabaseTransaction,
    new: &Grant,
    now: OffsetDateTime,
) -> Result<Granted, StoreError> {
    if person::Entity::find_by_id(new.person).count(transaction).await? == 0 {
        return Ok(Granted::Nobody);
    }
    let held = grants_of(transaction, new.person).await?;
    let counting = held.iter().filter(|grant| grant.until.is_none_or(|until| day_of(now) <= until));
    if let Err(apart) = new.role.goes_with(counting.map(|grant| grant.role)) {
        return Ok(Granted::Apart(apart));
    }
    // One that has run out makes room for the new one.
    let same = |grant: &&Grant| grant.role == new.role && grant.organisation == new.organisation;
    if let Some(present) = held.iter().find(same) {
        if present.until.is_none_or(|until| day_of(now) <= until) {
            return Ok(Granted::Held);
        }
        let ended = grant::ActiveModel { id: Set(present.id), ended_at: Set(Some(now)), ..Default::default() };
        ended.update(transaction).await?;
    }
    let row = grant::ActiveModel {
        id: Set(new.id),
        person_id: Set(new.person),
        role: Set(new.role.slug().to_owned()),
        organisation_id: Set(new.organisation),
        until: Set(new.until),
        granted_at: Set(new.granted_at),
        ended_at: Set(None),
    };
    match grant::Entity::insert(row).exec_without_returning(transaction).await {
        Ok(_) => Ok(Granted::Done),
        Err(error) if matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) => Ok(Granted::Held),
        Err(error) => Err(error.into()),
    }
}

/// The hats of `person` that nobody took, whether or not their time has run out.
async fn grants_of(db: &impl ConnectionTrait, person: PersonId) -> Result<Vec<Grant>, StoreError> {
    let own = grant::Column::PersonId.eq(person).and(grant::Column::EndedAt.is_null());
    let rows = grant::Entity::find().filter(own).order_by_asc(grant::Column::Id).all(db).await?;
    rows.into_iter().map(decode).collect()
}

/// The role with the reason for giving or taking it, as the audit holds them.
fn told(role: Role, reason: &str) -> String {
    format!("{}: {reason}", role.slug())
}

fn decode(row: grant::Model) -> Result<Grant, StoreError> {
    Ok(Grant {
        id: row.id,
        person: row.person_id,
        role: choice(&row.role, "role_grant", row.id.as_uuid(), "role")?,
        organisation: row.organisation_id,
        until: row.until,
        granted_at: row.granted_at,
    })
}
