//! Who acts for an organisation: asking, inviting, answering, ending.

use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, ExprTrait as _, QueryFilter,
    QueryOrder, SqlErr,
};
use time::OffsetDateTime;

use super::audit::{append, append_own};
use super::entity::{contact, grant, membership_request, person};
use super::grants::{Granted, give};
use super::letters::{Letter, insert};
use super::notices::{administrators, tell, tell_administrators};
use super::{Store, StoreError, choice};
use crate::access::{Action, Grant, Permit, Role};
use crate::audit::Event;
use crate::contact::Contact;
use crate::membership::{MembershipRequest, may_end_by_itself};
use crate::message::Telling;
use crate::organisation::Organisation;
use crate::{GrantId, MembershipRequestId, OrganisationId, PersonId};

/// What became of a role that was asked for or offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offered {
    /// It waits for the other side.
    Done,
    /// It waits already.
    Waiting,
}

/// What became of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answered {
    /// It is done.
    Done,
    /// There was nothing to answer any more.
    Moot,
}

/// What became of a role that was to end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// It has ended.
    Done,
    /// It is the last one that administers the organisation.
    LastAdministrator,
    /// There is no such role there.
    Unknown,
}

/// A request with the names of those whom it concerns.
#[derive(Clone, Debug, PartialEq)]
pub struct NamedRequest {
    /// The request.
    pub request: MembershipRequest,
    /// Who asks, or who invites.
    pub name: String,
    /// The organisation.
    pub organisation: Organisation,
}

impl Store {
    /// Asks the administrators of an organisation for a role, and tells them; one transaction with the audit.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is asked then.
    pub async fn ask_for_role(
        &self,
        permit: &Permit,
        new: &MembershipRequest,
        telling: &Telling<'_>,
        now: OffsetDateTime,
    ) -> Result<Offered, StoreError> {
        let transaction = self.begin_writing().await?;
        if !put(&transaction, new).await? {
            return Ok(Offered::Waiting);
        }
        append(&transaction, permit, Event::RoleAsked, new.role.slug(), now).await?;
        tell_administrators(&transaction, new.organisation, telling, now).await?;
        transaction.commit().await?;
        Ok(Offered::Done)
    }

    /// Offers a role of an organisation to whoever is reached at a contact, and writes there; one transaction with the
    /// audit. Whether there is an account makes no difference.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is offered then.
    pub async fn offer_role(
        &self,
        permit: &Permit,
        new: &MembershipRequest,
        letter: &Letter,
        now: OffsetDateTime,
    ) -> Result<Offered, StoreError> {
        let transaction = self.begin_writing().await?;
        if !put(&transaction, new).await? {
            return Ok(Offered::Waiting);
        }
        append(&transaction, permit, Event::RoleOffered, new.role.slug(), now).await?;
        insert(&transaction, letter, now).await?;
        transaction.commit().await?;
        Ok(Offered::Done)
    }

    /// Lists what waits in the organisation of `permit`: who asks for a role, and who was offered one.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_requests_of(&self, permit: &Permit) -> Result<Vec<NamedRequest>, StoreError> {
        let Some((organisation, _)) = permit.thing().organisation else { return Ok(Vec::new()) };
        self.list_requests(membership_request::Column::OrganisationId.eq(organisation)).await
    }

    /// Lists the roles that `id` has asked for and that nobody has answered.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_own_requests(&self, id: PersonId) -> Result<Vec<NamedRequest>, StoreError> {
        let asked = membership_request::Column::ContactValue.is_null();
        self.list_requests(membership_request::Column::PersonId.eq(id).and(asked)).await
    }

    /// Lists the roles that are offered to `id`: whoever has proven a contact is meant by what is offered there.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_offers_to(&self, id: PersonId) -> Result<Vec<NamedRequest>, StoreError> {
        let reached = contacts_of(&self.db, id).await?;
        self.list_requests(membership_request::Column::ContactValue.is_in(reached)).await
    }

    async fn list_requests(&self, which: sea_orm::sea_query::Expr) -> Result<Vec<NamedRequest>, StoreError> {
        let rows = membership_request::Entity::find()
            .filter(which)
            .order_by_asc(membership_request::Column::Id)
            .all(&self.db)
            .await?;
        let ids: Vec<OrganisationId> = rows.iter().map(|row| row.organisation_id).collect();
        let organisations = self.map_organisations(&ids).await?;
        let people: Vec<PersonId> = rows.iter().map(|row| row.person_id).collect();
        let people = person::Entity::find().filter(person::Column::Id.is_in(people)).all(&self.db).await?;
        let mut named = Vec::with_capacity(rows.len());
        for row in rows {
            let name = people.iter().find(|it| it.id == row.person_id).map(|it| it.name.clone());
            if let Some(organisation) = organisations.get(&row.organisation_id).cloned() {
                named.push(NamedRequest { request: decode(row)?, name: name.unwrap_or_default(), organisation });
            }
        }
        Ok(named)
    }

    /// Gives the role that somebody asked for in the organisation of `permit`, and tells them; one transaction with the
    /// audit.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is given then.
    pub async fn accept_request(
        &self,
        permit: &Permit,
        (id, new): (MembershipRequestId, GrantId),
        telling: &Telling<'_>,
        now: OffsetDateTime,
    ) -> Result<Answered, StoreError> {
        let transaction = self.begin_writing().await?;
        let Some(request) = take(&transaction, in_organisation(permit, id)).await? else { return Ok(Answered::Moot) };
        if request.invited.is_some() {
            return Ok(Answered::Moot);
        }
        let new = grant_of(&request, request.person, new, now);
        if give(&transaction, &new, now).await? == Granted::Done {
            append(&transaction, permit, Event::RoleGranted, new.role.slug(), now).await?;
        }
        tell(&transaction, request.person, telling, now).await?;
        transaction.commit().await?;
        Ok(Answered::Done)
    }

    /// Refuses a role that somebody asked for in the organisation of `permit`, or takes back what was offered; whoever
    /// asked is told. One transaction with the audit.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is changed then.
    pub async fn refuse_request(
        &self,
        permit: &Permit,
        id: MembershipRequestId,
        telling: &Telling<'_>,
        now: OffsetDateTime,
    ) -> Result<Answered, StoreError> {
        let transaction = self.begin_writing().await?;
        let Some(request) = take(&transaction, in_organisation(permit, id)).await? else { return Ok(Answered::Moot) };
        append(&transaction, permit, Event::RoleRefused, request.role.slug(), now).await?;
        if request.invited.is_none() {
            tell(&transaction, request.person, telling, now).await?;
        }
        transaction.commit().await?;
        Ok(Answered::Done)
    }

    /// Takes on the role that is offered to `person`; one transaction with the audit.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is given then.
    pub async fn accept_offer(
        &self,
        person: PersonId,
        (id, new): (MembershipRequestId, GrantId),
        now: OffsetDateTime,
    ) -> Result<Answered, StoreError> {
        let transaction = self.begin_writing().await?;
        let offered = membership_request::Column::ContactValue.is_in(contacts_of(&transaction, person).await?);
        let theirs = membership_request::Column::Id.eq(id).and(offered);
        let Some(request) = take(&transaction, theirs).await? else { return Ok(Answered::Moot) };
        if give(&transaction, &grant_of(&request, person, new, now), now).await? == Granted::Done {
            append_own(&transaction, person, Event::RoleGranted, now).await?;
        }
        transaction.commit().await?;
        Ok(Answered::Done)
    }

    /// Takes back what `person` asked for, or refuses what is offered to them; one transaction with the audit.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is changed then.
    pub async fn decline_role(
        &self,
        person: PersonId,
        id: MembershipRequestId,
        now: OffsetDateTime,
    ) -> Result<Answered, StoreError> {
        use membership_request::Column;
        let transaction = self.begin_writing().await?;
        let asked = Column::PersonId.eq(person).and(Column::ContactValue.is_null());
        let offered = Column::ContactValue.is_in(contacts_of(&transaction, person).await?);
        let theirs = Column::Id.eq(id).and(asked.or(offered));
        if take(&transaction, theirs).await?.is_none() {
            return Ok(Answered::Moot);
        }
        append_own(&transaction, person, Event::RoleRefused, now).await?;
        transaction.commit().await?;
        Ok(Answered::Done)
    }

    /// Ends a role in the organisation of `permit` for `reason`. The last administrator stays, unless a desk decides.
    /// One transaction with the audit.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is ended then.
    pub async fn end_membership(
        &self,
        permit: &Permit,
        id: GrantId,
        reason: &str,
        now: OffsetDateTime,
    ) -> Result<Ended, StoreError> {
        let Some((organisation, _)) = permit.thing().organisation else { return Ok(Ended::Unknown) };
        let transaction = self.begin_writing().await?;
        let in_it = grant::Column::OrganisationId.eq(organisation).and(grant::Column::EndedAt.is_null());
        let Some(row) = grant::Entity::find_by_id(id).filter(in_it).one(&transaction).await? else {
            return Ok(Ended::Unknown);
        };
        let of_desk = permit.action() == Action::ReviewOrganisation;
        if !of_desk && is_last_administrator(&transaction, &row, organisation).await? {
            return Ok(Ended::LastAdministrator);
        }
        end(&transaction, &row, now).await?;
        append(&transaction, permit, Event::RoleEnded, &format!("{}: {reason}", row.role), now).await?;
        transaction.commit().await?;
        Ok(Ended::Done)
    }

    /// Lays down a role that `person` holds in an organisation. The last administrator stays. One transaction with the
    /// audit.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is ended then.
    pub async fn lay_down_role(&self, person: PersonId, id: GrantId, now: OffsetDateTime) -> Result<Ended, StoreError> {
        let transaction = self.begin_writing().await?;
        let own = grant::Column::PersonId.eq(person).and(grant::Column::EndedAt.is_null());
        let found = grant::Entity::find_by_id(id).filter(own).one(&transaction).await?;
        let Some((row, organisation)) = found.and_then(|row| Some((row.clone(), row.organisation_id?))) else {
            return Ok(Ended::Unknown);
        };
        if is_last_administrator(&transaction, &row, organisation).await? {
            return Ok(Ended::LastAdministrator);
        }
        end(&transaction, &row, now).await?;
        append_own(&transaction, person, Event::RoleEnded, now).await?;
        transaction.commit().await?;
        Ok(Ended::Done)
    }
}

async fn is_last_administrator(
    transaction: &DatabaseTransaction,
    row: &grant::Model,
    organisation: OrganisationId,
) -> Result<bool, StoreError> {
    let administers = row.role == Role::OrganisationAdministrator.slug();
    Ok(administers && administrators(transaction, organisation).await?.len() < 2)
}

async fn end(transaction: &DatabaseTransaction, row: &grant::Model, now: OffsetDateTime) -> Result<(), StoreError> {
    let ended = grant::ActiveModel { id: Set(row.id), ended_at: Set(Some(now)), ..Default::default() };
    ended.update(transaction).await?;
    Ok(())
}

const fn grant_of(request: &MembershipRequest, person: PersonId, id: GrantId, now: OffsetDateTime) -> Grant {
    let until = if may_end_by_itself(request.role) { request.until } else { None };
    Grant { id, person, role: request.role, organisation: Some(request.organisation), until, granted_at: now }
}

/// A request in the organisation that `permit` is about.
fn in_organisation(permit: &Permit, id: MembershipRequestId) -> sea_orm::sea_query::Expr {
    let organisation = permit.thing().organisation.map(|(id, _)| id);
    membership_request::Column::Id.eq(id).and(membership_request::Column::OrganisationId.eq(organisation))
}

/// Everything at which `id` is reached.
async fn contacts_of(db: &impl ConnectionTrait, id: PersonId) -> Result<Vec<String>, StoreError> {
    let rows = contact::Entity::find().filter(contact::Column::PersonId.eq(id)).all(db).await?;
    Ok(rows.into_iter().map(|row| row.value).collect())
}

/// Stores a request; `false` when the same one waits already. A transaction cannot go on after that.
async fn put(transaction: &DatabaseTransaction, new: &MembershipRequest) -> Result<bool, StoreError> {
    let row = membership_request::ActiveModel {
        id: Set(new.id),
        organisation_id: Set(new.organisation),
        role: Set(new.role.slug().to_owned()),
        until: Set(new.until),
        person_id: Set(new.person),
        contact_kind: Set(new.invited.as_ref().map(|it| it.kind().slug().to_owned())),
        contact_value: Set(new.invited.as_ref().map(|it| it.value().to_owned())),
        note: Set(new.note.clone()),
        asked_at: Set(new.asked_at),
    };
    match membership_request::Entity::insert(row).exec_without_returning(transaction).await {
        Ok(_) => Ok(true),
        Err(error) if matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// Takes a request away, so that nobody else can answer it.
async fn take(
    transaction: &DatabaseTransaction,
    which: sea_orm::sea_query::Expr,
) -> Result<Option<MembershipRequest>, StoreError> {
    let Some(row) = membership_request::Entity::find().filter(which).one(transaction).await? else {
        return Ok(None);
    };
    membership_request::Entity::delete_by_id(row.id).exec(transaction).await?;
    decode(row).map(Some)
}

fn decode(row: membership_request::Model) -> Result<MembershipRequest, StoreError> {
    let id = row.id.as_uuid();
    let invited = match (row.contact_kind, row.contact_value) {
        (Some(kind), Some(value)) => {
            Some(Contact::stored(choice(&kind, "membership_request", id, "contact_kind")?, value))
        }
        (Some(_) | None, _) => None,
    };
    Ok(MembershipRequest {
        id: row.id,
        organisation: row.organisation_id,
        role: choice(&row.role, "membership_request", id, "role")?,
        until: row.until,
        person: row.person_id,
        invited,
        note: row.note,
        asked_at: row.asked_at,
    })
}
