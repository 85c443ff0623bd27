//! What is done under a call: the register of its contract, its milestones and the evidence for its targets. What one side
//! says the other confirms.

use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel as _,
    QueryFilter, QueryOrder,
};
use time::OffsetDateTime;

use super::agreements::{seen_anew, tell_other};
use super::call_steps::change;
use super::calls::find;
use super::connection_news::NewsOf;
use super::connection_talk::messages_of;
use super::entity::{call_milestone, challenge_call, connection, proposal, target_evidence};
use super::public_figures::tell_figure;
use super::standings::is_any_suspended;
use super::{Store, StoreError, audit, choice};
use crate::ConnectionId;
use crate::access::Permit;
use crate::audit::Event;
use crate::call::{Call, Contract, Milestone, ProposalText, TargetEvidence, targets_reached};
use crate::chance::Chance;
use crate::connect::{ConnectionMessage, Party, Stage, Step, done_by, heard_by_desk, said_in_talks};
use crate::milestone::{MilestoneStep, Striking, striking_after};
use crate::public_figures::PublicFigure;

impl Store {
    /// Enters what the two sides signed into the register, for one of them, takes the milestones out of the chosen proposal,
    /// and tells the other side, whose word it waits for; says whether that was possible. Once a side has agreed to it, it
    /// stays. The same once more is entered once.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is entered then.
    pub async fn register_contract(
        &self,
        permit: &Permit,
        contract: &Contract,
        (chance, now): (&Chance, OffsetDateTime),
    ) -> Result<bool, StoreError> {
        let transaction = self.begin_writing().await?;
        let Some((call, party)) = side(&transaction, permit, &[Stage::Negotiating]).await? else { return Ok(false) };
        if is_any_suspended(&transaction, call.connection.organisations()).await? {
            return Ok(false);
        }
        if !contract.has_digest() || !done_by(&call.events, Step::Agree, Stage::Negotiating).is_empty() {
            return Ok(false);
        }
        if call.contract.as_ref() == Some(contract) {
            return Ok(true);
        }
        let id = call.connection.id;
        let corrupt = |_| StoreError::Corrupt { noun: "challenge_call", id: id.as_uuid(), field: "contract" };
        let written = serde_json::to_string(contract).map_err(corrupt)?;
        let row = challenge_call::ActiveModel { contract: Set(written), ..Default::default() };
        change(&transaction, id, row).await?;
        if let Some(row) = connection::Entity::find_by_id(id).one(&transaction).await? {
            seen_anew(&transaction, row).await?;
        }
        plan_milestones(&transaction, &call).await?;
        audit::append(&transaction, permit, Event::ContractRegistered, &contract.digest, now).await?;
        let news = NewsOf { what: "contract", chance, now };
        tell_side_beyond(&transaction, id, (party, permit), &news).await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// Does `step` to a milestone of the call that `permit` is about, as somebody saw it at `revision`, and tells the other
    /// side; says whether that was possible. Of two sides at once one does it.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is done then.
    pub async fn move_call_milestone(
        &self,
        permit: &Permit,
        (number, revision): (i32, i64),
        (step, words): (MilestoneStep, &str),
        (chance, now): (&Chance, OffsetDateTime),
    ) -> Result<bool, StoreError> {
        let transaction = self.begin_writing().await?;
        let stages = [Stage::Running, Stage::Delivered];
        let Some((call, party)) = side(&transaction, permit, &stages).await? else { return Ok(false) };
        let id = call.connection.id;
        let row = call_milestone::Entity::find_by_id((id, number)).one(&transaction).await?;
        let Some(row) = row else { return Ok(false) };
        let before = milestone_of(row.clone())?;
        if before.revision != revision || !before.can(step, party) {
            return Ok(false);
        }
        let striking = striking_after(before.striking, (step, words), party, now);
        change_milestone(row, step, (words, striking), now).update(&transaction).await?;
        if step == MilestoneStep::Confirm {
            tell_figure(&transaction, PublicFigure::Milestones, now).await?;
        }
        audit::append(&transaction, permit, Event::MilestoneMoved, step.slug(), now).await?;
        tell_side_beyond(&transaction, id, (party, permit), &NewsOf { what: step.told(), chance, now }).await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// Keeps the evidence for a target, for whoever does the work, in the place of an earlier one, and tells the publisher;
    /// says whether that was possible. The same once more is kept once.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is kept then.
    pub async fn hand_in_evidence(
        &self,
        permit: &Permit,
        evidence: &TargetEvidence,
        (chance, now): (&Chance, OffsetDateTime),
    ) -> Result<bool, StoreError> {
        let transaction = self.begin_writing().await?;
        let Some((call, party)) = side(&transaction, permit, &[Stage::Running]).await? else { return Ok(false) };
        let is_one = usize::try_from(evidence.number).is_ok_and(|it| (1..=call.terms.targets().len()).contains(&it));
        if party != Party::Responder || !is_one || !evidence.measured.is_finite() {
            return Ok(false);
        }
        let key = (call.connection.id, evidence.number);
        let before = target_evidence::Entity::find_by_id(key).one(&transaction).await?;
        if before.is_some_and(|it| it.measured == evidence.measured && it.evidence == evidence.evidence) {
            return Ok(true);
        }
        target_evidence::Entity::delete_by_id(key).exec(&transaction).await?;
        let row = target_evidence::ActiveModel {
            connection_id: Set(key.0),
            number: Set(key.1),
            measured: Set(evidence.measured),
            evidence: Set(evidence.evidence.clone()),
            at: Set(now),
        };
        target_evidence::Entity::insert(row).exec_without_returning(&transaction).await?;
        audit::append(&transaction, permit, Event::TargetEvidenced, &evidence.number.to_string(), now).await?;
        tell_side_beyond(&transaction, key.0, (party, permit), &NewsOf { what: "evidence", chance, now }).await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// Lists the milestones of a call and the evidence for its targets, for one of its sides or a desk.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read.
    pub async fn list_call_work(&self, permit: &Permit) -> Result<(Vec<Milestone>, Vec<TargetEvidence>), StoreError> {
        let id = ConnectionId::from_uuid(permit.thing().id);
        let is_side = find(&self.db, id).await?.is_some_and(|call| call.connection.party_of(permit).is_some());
        if !is_side {
            return Ok((Vec::new(), Vec::new()));
        }
        Ok((milestones_of(&self.db, id).await?, evidence_of(&self.db, id).await?))
    }

    /// Counts the targets of `call` that are reached, for everybody, once both sides have confirmed its result; `None`
    /// before.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read.
    pub async fn count_targets_reached(&self, call: &Call) -> Result<Option<usize>, StoreError> {
        if call.connection.stage != Stage::Confirmed {
            return Ok(None);
        }
        let evidence = evidence_of(&self.db, call.connection.id).await?;
        Ok(Some(targets_reached(&call.terms, &evidence)))
    }

    /// Lists what was said in the call of `permit`, the first words first: for its two sides since the award, and for the
    /// desk that settles a dispute what came since it was called.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_call_messages(&self, permit: &Permit) -> Result<Vec<ConnectionMessage>, StoreError> {
        let id = ConnectionId::from_uuid(permit.thing().id);
        let Some(call) = find(&self.db, id).await? else { return Ok(Vec::new()) };
        let said = said_in_talks(&call.events, messages_of(&self.db, id).await?);
        Ok(match call.connection.party_of(permit) {
            Some(Party::Publisher | Party::Responder) => said,
            Some(Party::FirmsDesk) => heard_by_desk(&call.events, &said),
            _ => Vec::new(),
        })
    }
}

/// The call of `permit` if it is in one of `stages`, and the side of it on which its holder stands.
async fn side(
    transaction: &DatabaseTransaction,
    permit: &Permit,
    stages: &[Stage],
) -> Result<Option<(Call, Party)>, StoreError> {
    let call = find(transaction, ConnectionId::from_uuid(permit.thing().id)).await?;
    let Some(call) = call.filter(|call| stages.contains(&call.connection.stage)) else { return Ok(None) };
    let party = call.connection.party_of(permit);
    let party = party.filter(|party| matches!(party, Party::Publisher | Party::Responder));
    Ok(party.map(|party| (call, party)))
}

/// Tells the side of the call `id` that is not that of `party`.
async fn tell_side_beyond(
    transaction: &DatabaseTransaction,
    id: ConnectionId,
    by: (Party, &Permit),
    news: &NewsOf<'_>,
) -> Result<(), StoreError> {
    match connection::Entity::find_by_id(id).one(transaction).await? {
        Some(row) => tell_other(transaction, &row, by, news).await,
        None => Ok(()),
    }
}

/// Takes the milestones out of the chosen proposal, in the place of those of an earlier choice.
async fn plan_milestones(transaction: &DatabaseTransaction, call: &Call) -> Result<(), StoreError> {
    let id = call.connection.id;
    let Some(nominee) = call.nominee else { return Ok(()) };
    let Some(row) = proposal::Entity::find_by_id(nominee).one(transaction).await? else { return Ok(()) };
    let corrupt = |_| StoreError::Corrupt { noun: "proposal", id: nominee.as_uuid(), field: "text" };
    let text: ProposalText = serde_json::from_str(&row.text).map_err(corrupt)?;
    let of_call = call_milestone::Column::ConnectionId.eq(id);
    call_milestone::Entity::delete_many().filter(of_call).exec(transaction).await?;
    for (number, planned) in (1..).zip(text.milestones) {
        let milestone = call_milestone::ActiveModel {
            connection_id: Set(id),
            number: Set(number),
            title: Set(planned.title),
            due_on: Set(planned.due_on),
            reported_at: Set(None),
            confirmed_at: Set(None),
            disputed_at: Set(None),
            dispute: Set(String::new()),
            revision: Set(1),
            reminded_days: Set(None),
            strike_by: Set(None),
            strike_at: Set(None),
            strike_reason: Set(String::new()),
            struck_at: Set(None),
        };
        call_milestone::Entity::insert(milestone).exec_without_returning(transaction).await?;
    }
    Ok(())
}

/// The milestones of a call in their order.
pub(super) async fn milestones_of(db: &impl ConnectionTrait, id: ConnectionId) -> Result<Vec<Milestone>, StoreError> {
    let rows = call_milestone::Entity::find().filter(call_milestone::Column::ConnectionId.eq(id));
    let rows = rows.order_by_asc(call_milestone::Column::Number).all(db).await?;
    rows.into_iter().map(milestone_of).collect()
}

fn milestone_of(row: call_milestone::Model) -> Result<Milestone, StoreError> {
    let id = row.connection_id.as_uuid();
    let proposer = row.strike_by.as_deref().map(|by| choice(by, "call_milestone", id, "strike_by")).transpose()?;
    let striking = proposer.zip(row.strike_at);
    Ok(Milestone {
        number: row.number,
        title: row.title,
        due_on: row.due_on,
        reported_at: row.reported_at,
        confirmed_at: row.confirmed_at,
        disputed_at: row.disputed_at,
        dispute: row.dispute,
        striking: striking.map(|(by, at)| Striking { by, at, reason: row.strike_reason, struck_at: row.struck_at }),
        revision: row.revision,
    })
}

fn change_milestone(
    row: call_milestone::Model,
    step: MilestoneStep,
    (words, striking): (&str, Option<Striking>),
    now: OffsetDateTime,
) -> call_milestone::ActiveModel {
    let revision = row.revision + 1;
    let mut row = row.into_active_model();
    row.revision = Set(revision);
    row.strike_by = Set(striking.as_ref().map(|it| it.by.slug().to_owned()));
    row.strike_at = Set(striking.as_ref().map(|it| it.at));
    row.struck_at = Set(striking.as_ref().and_then(|it| it.struck_at));
    row.strike_reason = Set(striking.map(|it| it.reason).unwrap_or_default());
    match step {
        MilestoneStep::Report => {
            row.reported_at = Set(Some(now));
            row.disputed_at = Set(None);
        }
        MilestoneStep::Confirm => {
            row.confirmed_at = Set(Some(now));
            row.disputed_at = Set(None);
        }
        MilestoneStep::Dispute => {
            row.disputed_at = Set(Some(now));
            row.dispute = Set(words.to_owned());
        }
        MilestoneStep::Strike
        | MilestoneStep::AgreeToStrike
        | MilestoneStep::DeclineToStrike
        | MilestoneStep::TakeBackStrike => {}
    }
    row
}

/// The evidence for the targets of a call in their order.
pub(super) async fn evidence_of(
    db: &impl ConnectionTrait,
    id: ConnectionId,
) -> Result<Vec<TargetEvidence>, StoreError> {
    let rows = target_evidence::Entity::find().filter(target_evidence::Column::ConnectionId.eq(id));
    let rows = rows.order_by_asc(target_evidence::Column::Number).all(db).await?;
    let evidence = |row: target_evidence::Model| TargetEvidence {
        number: row.number,
        measured: row.measured,
        evidence: row.evidence,
    };
    Ok(rows.into_iter().map(evidence).collect())
}
