//! Proposals as they are handed in: sealed before they are written, so that the database never holds one that can be read.

use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel as _, QueryFilter,
};
use time::OffsetDateTime;

use super::calls::{find, own_proposal, valid};
use super::connection_news::{NewsOf, tell};
use super::entity::{call_objection, call_question, connection, proposal};
use super::standings::is_any_suspended;
use super::{Store, StoreError, audit};
use crate::access::{Action, Permit};
use crate::audit::Event;
use crate::call::{Call, Receipt};
use crate::connect::Party;
use crate::sealing::{digest, seal_for};
use crate::{ConnectionId, OrganisationId, ProposalId};

/// What became of handing in a proposal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HandedIn {
    /// It is sealed and counts, in the place of an earlier one.
    Done(Receipt),
    /// The deadline has passed, or nothing is taken yet.
    NotNow,
    /// Nobody answers their own call.
    NotYours,
    /// The organisation that answers is suspended.
    Suspended,
}

impl Store {
    /// Seals `text` as the proposal of the organisation of `permit`, if it arrived in time: `now` is when it did, however
    /// long it waited since. An earlier one of the same organisation is overwritten.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is handed in then.
    pub async fn hand_in_proposal(
        &self,
        permit: &Permit,
        (id, text): (ProposalId, &str),
        now: OffsetDateTime,
    ) -> Result<HandedIn, StoreError> {
        let transaction = self.begin_writing().await?;
        let (call, organisation) = match open_call(&transaction, permit).await? {
            Some((call, organisation)) if call.takes_proposals(now) => (call, organisation),
            _ => return Ok(HandedIn::NotNow),
        };
        if organisation == call.organisation.id {
            return Ok(HandedIn::NotYours);
        }
        if is_any_suspended(&transaction, [organisation]).await? {
            return Ok(HandedIn::Suspended);
        }
        let Some(key) = &call.public_key else { return Ok(HandedIn::NotNow) };
        let before = own_proposal(&transaction, call.connection.id, organisation).await?;
        let revision = before.as_ref().map_or(1, |row| row.revision + 1);
        let receipt = Receipt { digest: digest(text.as_bytes()), at: now, revision };
        let row = proposal::ActiveModel {
            id: Set(before.as_ref().map_or(id, |row| row.id)),
            connection_id: Set(call.connection.id),
            organisation_id: Set(organisation),
            person_id: Set(Some(permit.person())),
            sealed: Set(seal_for(std::slice::from_ref(key), text.as_bytes())?),
            digest: Set(receipt.digest.clone()),
            revision: Set(revision),
            submitted_at: Set(now),
            withdrawn_at: Set(None),
            text: Set(String::new()),
        };
        match before {
            Some(_) => drop(row.update(&transaction).await?),
            None => drop(proposal::Entity::insert(row).exec_without_returning(&transaction).await?),
        }
        audit::append(&transaction, permit, Event::ProposalHandedIn, &receipt.digest, now).await?;
        transaction.commit().await?;
        Ok(HandedIn::Done(receipt))
    }

    /// Takes back the proposal of the organisation of `permit`, and forgets even what was sealed; says whether that was
    /// still possible.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is taken back then.
    pub async fn withdraw_proposal(&self, permit: &Permit, now: OffsetDateTime) -> Result<bool, StoreError> {
        let transaction = self.begin_writing().await?;
        let Some((call, organisation)) = open_call(&transaction, permit).await? else { return Ok(false) };
        let row = own_proposal(&transaction, call.connection.id, organisation).await?;
        let Some(row) = row.filter(|row| row.withdrawn_at.is_none() && call.takes_proposals(now)) else {
            return Ok(false);
        };
        let mut row = row.into_active_model();
        row.sealed = Set(Vec::new());
        row.withdrawn_at = Set(Some(now));
        row.update(&transaction).await?;
        audit::append(&transaction, permit, Event::ProposalWithdrawn, "", now).await?;
        transaction.commit().await?;
        Ok(true)
    }
}

/// Tells everybody who proposed; whoever is chosen hears of steps by the flow.
pub(super) async fn tell_proposers(
    transaction: &DatabaseTransaction,
    id: ConnectionId,
    news: &NewsOf<'_>,
) -> Result<(), StoreError> {
    let Some(row) = connection::Entity::find_by_id(id).one(transaction).await? else { return Ok(()) };
    for proposal in valid(transaction, id).await? {
        if row.responder_organisation_id == Some(proposal.organisation_id) {
            continue;
        }
        let theirs = connection::Model { responder_organisation_id: Some(proposal.organisation_id), ..row.clone() };
        tell(transaction, &theirs, Party::Responder, (news, None)).await?;
    }
    Ok(())
}

/// Moves what `from` proposed, asked and objected to `into`. Where both proposed, the later proposal stays.
pub(super) async fn move_to(
    transaction: &DatabaseTransaction,
    (from, into): (OrganisationId, OrganisationId),
) -> Result<(), StoreError> {
    let theirs = proposal::Entity::find().filter(proposal::Column::OrganisationId.eq(from));
    for row in theirs.all(transaction).await? {
        if let Some(other) = own_proposal(transaction, row.connection_id, into).await? {
            let earlier = if other.submitted_at < row.submitted_at { other.id } else { row.id };
            proposal::Entity::delete_by_id(earlier).exec(transaction).await?;
        }
    }
    let into = || Expr::value(into.as_uuid());
    proposal::Entity::update_many()
        .col_expr(proposal::Column::OrganisationId, into())
        .filter(proposal::Column::OrganisationId.eq(from))
        .exec(transaction)
        .await?;
    call_question::Entity::update_many()
        .col_expr(call_question::Column::OrganisationId, into())
        .filter(call_question::Column::OrganisationId.eq(from))
        .exec(transaction)
        .await?;
    call_objection::Entity::update_many()
        .col_expr(call_objection::Column::OrganisationId, into())
        .filter(call_objection::Column::OrganisationId.eq(from))
        .exec(transaction)
        .await?;
    Ok(())
}

/// The call that `permit` is about, and the organisation for which its holder answers.
async fn open_call(
    transaction: &DatabaseTransaction,
    permit: &Permit,
) -> Result<Option<(Call, OrganisationId)>, StoreError> {
    let answers = permit.action() == Action::RespondForOrganisation;
    let Some((organisation, _)) = permit.thing().organisation.filter(|_| answers) else { return Ok(None) };
    let call = find(transaction, ConnectionId::from_uuid(permit.thing().id)).await?;
    Ok(call.map(|call| (call, organisation)))
}
