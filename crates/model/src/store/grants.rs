//! The hats that persons wear: who was given which role, where, and until when.

use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, ExprTrait as _,
    PaginatorTrait, QueryFilter, QueryOrder, SqlErr,
};
use time::{Date, OffsetDateTime};

use super::audit::{append, append_by_operator};
use super::entity::{grant, person};
use super::{Store, StoreError, choice};
use crate::access::{Actor, Grant, Permit, Role, SeparateDuties, Thing};
use crate::audit::Event;
use crate::clock::SHANGHAI;
use crate::{GrantId, OrganisationId, PersonId};

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
        Ok(Actor::new(person, grants_of(&self.db, person).await?, day(now)))
    }

    /// Lists who holds roles of the platform, for somebody who may give them; by role, then in the order given.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_platform_grants(&self, _permit: &Permit) -> Result<Vec<NamedGrant>, StoreError> {
        let of_platform = grant::Column::EndedAt.is_null().and(grant::Column::OrganisationId.is_null());
        self.list_named_grants(of_platform).await
    }

    /// Lists who wears a hat of `organisation`, for somebody who may see it; by role, then in the order given.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_members(
        &self,
        _permit: &Permit,
        organisation: OrganisationId,
    ) -> Result<Vec<NamedGrant>, StoreError> {
        let of_it = grant::Column::EndedAt.is_null().and(grant::Column::OrganisationId.eq(organisation));
        self.list_named_grants(of_it).await
    }

    async fn list_named_grants(&self, which: sea_orm::sea_query::Expr) -> Result<Vec<NamedGrant>, StoreError> {
        let rows = grant::Entity::find()
            .filter(which)
            .order_by_asc(grant::Column::Role)
            .order_by_asc(grant::Column::GrantedAt)
            .order_by_asc(grant::Column::Id)
            .all(&self.db)
            .await?;
        let wearers = rows.iter().map(|row| row.person_id).collect::<Vec<_>>();
        let named = person::Entity::find().filter(person::Column::Id.is_in(wearers)).all(&self.db).await?;
        let name_of = |id| named.iter().find(|row| row.id == id).map_or_else(String::new, |row| row.name.clone());
        rows.into_iter().map(|row| Ok(NamedGrant { name: name_of(row.person_id), grant: decode(row)? })).collect()
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
    let counting = held.iter().filter(|grant| grant.until.is_none_or(|until| day(now) <= until));
    if let Err(apart) = new.role.goes_with(counting.map(|grant| grant.role)) {
        return Ok(Granted::Apart(apart));
    }
    // One that has run out makes room for the new one.
    let same = |grant: &&Grant| grant.role == new.role && grant.organisation == new.organisation;
    if let Some(present) = held.iter().find(same) {
        if present.until.is_none_or(|until| day(now) <= until) {
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

/// The day in Shanghai.
fn day(now: OffsetDateTime) -> Date {
    now.to_offset(SHANGHAI).date()
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
