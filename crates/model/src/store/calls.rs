//! Calls for proposals as each of those reads them who may.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait as _, QueryFilter, QueryOrder, QuerySelect};
use time::OffsetDateTime;

use super::connection_news::works_at_desk;
use super::connections::{decode as decode_connection, events_of};
use super::entity::{challenge_call, connection, grant, person, proposal};
use super::paging::page_of;
use super::postings::organisation_of;
use super::{Store, StoreError};
use crate::access::{Action, Actor, Noun, Permit, Thing};
use crate::call::{Call, Proposal, ProposalText, Receipt, is_conflicted};
use crate::connect::{ConnectionKind, Party};
use crate::organisation::Organisation;
use crate::paging::{Page, PageAsked};
use crate::{ConnectionId, ListingId, OrganisationId, PersonId};

/// A proposal with the organisation that handed it in.
#[derive(Clone, Debug, PartialEq)]
pub struct FiledProposal {
    /// The proposal.
    pub proposal: Proposal,
    /// Whose it is.
    pub organisation: Organisation,
}

impl Store {
    /// Finds the latest call on a listing that the public is told of.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn find_public_call(&self, listing: ListingId) -> Result<Option<Call>, StoreError> {
        Ok(self.list_public_calls(listing).await?.into_iter().next())
    }

    /// Lists the calls on a listing that the public is told of, the latest first.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_public_calls(&self, listing: ListingId) -> Result<Vec<Call>, StoreError> {
        let mut calls = Vec::new();
        for id in self.calls_of(listing).await? {
            calls.extend(find(&self.db, id).await?.filter(Call::is_public));
        }
        Ok(calls)
    }

    /// Finds the latest call on a listing for somebody who answers for its organisation, with their leave to do so.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn find_call_of(&self, actor: &Actor, listing: ListingId) -> Result<Option<(Call, Permit)>, StoreError> {
        let Some(call) = self.find_latest_call(listing).await? else { return Ok(None) };
        let permit = actor.permit(Action::AnswerResponse, call.thing_for_publisher()).ok();
        Ok(permit.map(|permit| (call, permit)))
    }

    /// Finds a call for an officer of one of the two desks, with their leave; there is none for those whose own organisation
    /// takes part. Whoever works at both stands for the one that has something to do.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn find_call_at_desk(
        &self,
        actor: &Actor,
        id: ConnectionId,
    ) -> Result<Option<(Call, Permit)>, StoreError> {
        let Some(call) = find(&self.db, id).await? else { return Ok(None) };
        let Some(permit) = desk_permit(actor, &call) else { return Ok(None) };
        if concerns(&self.db, &call, actor.person()).await? {
            return Ok(None);
        }
        Ok(Some((call, permit)))
    }

    /// Lists the calls that `actor` may attend to at their desk, the latest change first. A page holds fewer where some are
    /// not for them.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_calls_at_desk(&self, actor: &Actor, asked: PageAsked) -> Result<Page<Call>, StoreError> {
        let latest = connection::Entity::find()
            .filter(connection::Column::Kind.eq(ConnectionKind::Challenge.slug()))
            .order_by_desc(connection::Column::MovedAt)
            .order_by_desc(connection::Column::Id);
        let page = page_of(latest, asked, &self.db).await?;
        let mut rows = Vec::new();
        for row in page.rows {
            rows.extend(self.find_call_at_desk(actor, row.id).await?.map(|(call, _)| call));
        }
        Ok(Page { rows, goes_on: page.goes_on })
    }

    /// Lists the opened proposals of the call that `permit` is about, for a desk or a reviewer; there are none to read before
    /// they were opened.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_opened_proposals(&self, permit: &Permit) -> Result<Vec<FiledProposal>, StoreError> {
        let may = matches!(permit.action(), Action::SettleConnection | Action::ReviewCall);
        let id = ConnectionId::from_uuid(permit.thing().id);
        let opened = find(&self.db, id).await?.filter(|call| may && call.opened_at.is_some());
        if opened.is_none() {
            return Ok(Vec::new());
        }
        let mut filed = Vec::new();
        for row in valid(&self.db, id).await? {
            let organisation = organisation_of(&self.db, row.organisation_id).await?;
            filed.push(FiledProposal { proposal: decode_proposal(row)?, organisation });
        }
        Ok(filed)
    }

    /// Finds the proposal that was chosen in the call that `permit` is about, for its publisher; nobody else finds any, and
    /// there is none before the award.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or the row cannot be understood.
    pub async fn find_chosen_proposal(&self, permit: &Permit) -> Result<Option<FiledProposal>, StoreError> {
        let Some(call) = find(&self.db, ConnectionId::from_uuid(permit.thing().id)).await? else { return Ok(None) };
        let may = call.is_awarded() && call.connection.party_of(permit) == Some(Party::Publisher);
        let Some(chosen) = call.connection.responder_organisation.filter(|_| may) else { return Ok(None) };
        let Some(row) = own_proposal(&self.db, call.connection.id, chosen).await? else { return Ok(None) };
        let organisation = organisation_of(&self.db, chosen).await?;
        Ok(Some(FiledProposal { proposal: decode_proposal(row)?, organisation }))
    }

    /// Counts the proposals to the call that `permit` is about: all that a desk learns before they are opened.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read.
    pub async fn count_proposals(&self, permit: &Permit) -> Result<usize, StoreError> {
        Ok(valid(&self.db, ConnectionId::from_uuid(permit.thing().id)).await?.len())
    }

    /// Finds the proposal that the organisation of `permit` handed in to its call.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or the row cannot be understood.
    pub async fn find_own_proposal(&self, permit: &Permit) -> Result<Option<Proposal>, StoreError> {
        let Some((organisation, _)) = permit.thing().organisation else { return Ok(None) };
        let row = own_proposal(&self.db, ConnectionId::from_uuid(permit.thing().id), organisation).await?;
        row.map(decode_proposal).transpose()
    }

    /// Lists the calls to which organisations of `actor` handed in proposals, the latest first.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_own_proposals(
        &self,
        actor: &Actor,
        asked: PageAsked,
    ) -> Result<Page<(Call, FiledProposal)>, StoreError> {
        let theirs = actor.organisations_for(Action::RespondForOrganisation);
        let latest = proposal::Entity::find()
            .filter(proposal::Column::OrganisationId.is_in(theirs.map(OrganisationId::as_uuid)))
            .order_by_desc(proposal::Column::SubmittedAt)
            .order_by_desc(proposal::Column::Id);
        let page = page_of(latest, asked, &self.db).await?;
        let mut rows = Vec::new();
        for row in page.rows {
            let Some(call) = find(&self.db, row.connection_id).await? else { continue };
            let organisation = organisation_of(&self.db, row.organisation_id).await?;
            rows.push((call, FiledProposal { proposal: decode_proposal(row)?, organisation }));
        }
        Ok(Page { rows, goes_on: page.goes_on })
    }

    async fn find_latest_call(&self, listing: ListingId) -> Result<Option<Call>, StoreError> {
        match self.calls_of(listing).await?.first() {
            Some(&latest) => find(&self.db, latest).await,
            None => Ok(None),
        }
    }

    /// The calls on a listing, the latest first.
    async fn calls_of(&self, listing: ListingId) -> Result<Vec<ConnectionId>, StoreError> {
        let of_it = connection::Column::ListingId.eq(listing);
        let calls = of_it.and(connection::Column::Kind.eq(ConnectionKind::Challenge.slug()));
        let ids = connection::Entity::find().select_only().column(connection::Column::Id).filter(calls);
        Ok(ids.order_by_desc(connection::Column::CreatedAt).into_tuple().all(&self.db).await?)
    }
}

/// The leave of `actor` at the desk that can do something to `call` now, or else at the one at which they work.
fn desk_permit(actor: &Actor, call: &Call) -> Option<Permit> {
    let (thing, flow) = (call.thing_for_publisher(), call.connection.kind.flow());
    let desks = [Party::FirmsDesk, Party::UniversitiesDesk];
    let acts = |desk: &Party| flow.open_to(call.connection.stage, *desk).next().is_some();
    let at = |desk: Party| actor.permit_at(desk.desk()?, Action::SettleConnection, thing).ok();
    desks.into_iter().filter(acts).chain(desks).find_map(at)
}

impl Call {
    /// The call as something that its publisher and the desks may do something to.
    #[must_use]
    pub const fn thing_for_publisher(&self) -> Thing {
        self.connection.thing_of((self.organisation.id, self.organisation.kind))
    }

    /// The call as something that somebody may answer for `organisation`.
    #[must_use]
    pub const fn thing_for(&self, organisation: &Organisation) -> Thing {
        self.connection.thing_of((organisation.id, organisation.kind))
    }

    /// The call as something to whose choice `person` may object for themself.
    #[must_use]
    pub fn thing_for_public(&self, person: PersonId) -> Thing {
        Thing { noun: Noun::Connection, id: self.connection.id.as_uuid(), organisation: None, owner: Some(person) }
    }
}

/// The call with this identity.
pub(super) async fn find(db: &impl ConnectionTrait, id: ConnectionId) -> Result<Option<Call>, StoreError> {
    let Some(row) = challenge_call::Entity::find_by_id(id).one(db).await? else { return Ok(None) };
    let Some(connection) = connection::Entity::find_by_id(id).one(db).await? else { return Ok(None) };
    let corrupt = |field| move |_| StoreError::Corrupt { noun: "challenge_call", id: id.as_uuid(), field };
    let contract = match row.contract.as_str() {
        "" => None,
        contract => Some(serde_json::from_str(contract).map_err(corrupt("contract"))?),
    };
    Ok(Some(Call {
        organisation: organisation_of(db, connection.organisation_id).await?,
        connection: decode_connection(connection)?,
        terms: serde_json::from_str(&row.terms).map_err(corrupt("terms"))?,
        deadline: row.deadline,
        public_key: row.public_key,
        opened_at: row.opened_at,
        nominee: row.nominee_id,
        notice_until: row.notice_until,
        contract,
        events: events_of(db, id).await?,
    }))
}

/// Whether `person` belongs to the publisher or to one of those who propose: nobody decides about their own.
async fn concerns(db: &impl ConnectionTrait, call: &Call, person: PersonId) -> Result<bool, StoreError> {
    let mut parties: Vec<OrganisationId> =
        valid(db, call.connection.id).await?.iter().map(|it| it.organisation_id).collect();
    parties.push(call.organisation.id);
    Ok(is_conflicted(&organisations_held(db, person).await?, &parties))
}

/// Whether `person` cannot judge `call`: they belong to one of the parties, or work at a desk, which decides about it.
pub(super) async fn is_partial(
    db: &impl ConnectionTrait,
    (call, person): (&Call, PersonId),
    now: OffsetDateTime,
) -> Result<bool, StoreError> {
    Ok(concerns(db, call, person).await? || works_at_desk(db, person, now).await?)
}

/// The organisations in which `person` holds a role, or to which they belong as a student.
async fn organisations_held(db: &impl ConnectionTrait, person: PersonId) -> Result<Vec<OrganisationId>, StoreError> {
    let held = grant::Column::PersonId.eq(person).and(grant::Column::EndedAt.is_null());
    let rows = grant::Entity::find().filter(held).all(db).await?;
    let school = person::Entity::find_by_id(person).one(db).await?.and_then(|row| row.school_id);
    Ok(rows.into_iter().filter_map(|row| row.organisation_id).chain(school).collect())
}

/// The proposals to a call that nobody took back, the first one first.
pub(super) async fn valid(db: &impl ConnectionTrait, call: ConnectionId) -> Result<Vec<proposal::Model>, StoreError> {
    let there = proposal::Column::ConnectionId.eq(call).and(proposal::Column::WithdrawnAt.is_null());
    Ok(proposal::Entity::find().filter(there).order_by_asc(proposal::Column::Id).all(db).await?)
}

pub(super) async fn own_proposal(
    db: &impl ConnectionTrait,
    call: ConnectionId,
    organisation: OrganisationId,
) -> Result<Option<proposal::Model>, StoreError> {
    let own = proposal::Column::ConnectionId.eq(call).and(proposal::Column::OrganisationId.eq(organisation));
    Ok(proposal::Entity::find().filter(own).one(db).await?)
}

pub(super) fn decode_proposal(row: proposal::Model) -> Result<Proposal, StoreError> {
    let corrupt = |_| StoreError::Corrupt { noun: "proposal", id: row.id.as_uuid(), field: "text" };
    let text: Option<ProposalText> = match row.text.as_str() {
        "" => None,
        text => Some(serde_json::from_str(text).map_err(corrupt)?),
    };
    Ok(Proposal {
        id: row.id,
        organisation: row.organisation_id,
        receipt: Receipt { digest: row.digest, at: row.submitted_at, revision: row.revision },
        withdrawn_at: row.withdrawn_at,
        text,
    })
}
