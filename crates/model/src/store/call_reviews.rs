//! Reviews of calls: who is asked, what they declare, and what they score. Nobody sees a score of another before having
//! handed in all their own.

use std::collections::BTreeMap;

use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel as _,
    QueryFilter, QueryOrder,
};
use time::OffsetDateTime;

use super::call_needs::are_scores_enough;
use super::calls::{find, is_partial, valid};
use super::connection_news::{NewsOf, tell_of};
use super::connection_steps::{self, ConnectionMoved, Doer};
use super::entity::{call_reviewer, connection, person, proposal_score};
use super::{Store, StoreError, audit, choice, messages};
use crate::access::{Action, Actor, Noun, Permit, Thing};
use crate::audit::Event;
use crate::call::{Call, Declaration, Reviewer, ScoreSheet, Task, average};
use crate::chance::Chance;
use crate::connect::{ConnectionStep, Party, Refused, Stage, Step};
use crate::message::News;
use crate::{ConnectionId, PersonId, ProposalId};

/// What became of asking somebody to review.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Invited {
    /// They are asked.
    Done,
    /// They were before.
    Known,
    /// They belong to the publisher or to one of those who propose, or work at a desk.
    Conflicted,
    /// It is too early or too late for that.
    NotNow,
}

/// How the proposals of a call were scored.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scoring {
    /// The mean of each proposal in hundredths of a point.
    pub averages: BTreeMap<ProposalId, u32>,
    /// How many reviewers have handed in their scores.
    pub reviewers: usize,
}

impl Store {
    /// Asks `person` for `task` in the call of `permit`, and tells them by `news`.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nobody is asked then.
    pub async fn invite_reviewer(
        &self,
        permit: &Permit,
        (person, task): (PersonId, Task),
        news: &News,
        now: OffsetDateTime,
    ) -> Result<Invited, StoreError> {
        let transaction = self.begin_writing().await?;
        let id = ConnectionId::from_uuid(permit.thing().id);
        let Some(call) = find(&transaction, id).await?.filter(|call| may_invite(permit, call, task)) else {
            return Ok(Invited::NotNow);
        };
        if is_partial(&transaction, (&call, person), now).await? {
            return Ok(Invited::Conflicted);
        }
        if reviewer(&transaction, (id, person, task)).await?.is_some() {
            return Ok(Invited::Known);
        }
        let row = call_reviewer::ActiveModel {
            connection_id: Set(id),
            person_id: Set(person),
            task: Set(task.slug().to_owned()),
            invited_at: Set(now),
            declared: Set(None),
            opinion: Set(String::new()),
            done_at: Set(None),
            reminded_at: Set(None),
        };
        call_reviewer::Entity::insert(row).exec_without_returning(&transaction).await?;
        audit::append(&transaction, permit, Event::ReviewerInvited, task.slug(), now).await?;
        messages::write(&transaction, news, now).await?;
        transaction.commit().await?;
        Ok(Invited::Done)
    }

    /// Waits no longer for `person`, who was asked for `task` in the call of `permit` and has not handed it in, and tells
    /// them by `news`, and the desks if all scores are in then; says whether that was possible. They can be asked again.
    /// Whoever stepped back is not waited for.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nobody is excused then.
    pub async fn excuse_reviewer(
        &self,
        permit: &Permit,
        (person, task): (PersonId, Task),
        news: &News,
        (chance, now): (&Chance, OffsetDateTime),
    ) -> Result<bool, StoreError> {
        let transaction = self.begin_writing().await?;
        let id = ConnectionId::from_uuid(permit.thing().id);
        let call = find(&transaction, id).await?.filter(|call| may_invite(permit, call, task));
        let row = reviewer(&transaction, (id, person, task)).await?.filter(is_waited_for);
        let (Some(_), Some(row)) = (call, row) else { return Ok(false) };
        row.into_active_model().delete(&transaction).await?;
        audit::append(&transaction, permit, Event::ReviewerExcused, task.slug(), now).await?;
        messages::write(&transaction, news, now).await?;
        if task == Task::Score {
            tell_if_scored(&transaction, permit, (chance, now)).await?;
        }
        transaction.commit().await?;
        Ok(true)
    }

    /// Lists who was asked to review the call of `permit`, for a desk.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_reviewers(&self, permit: &Permit) -> Result<Vec<Reviewer>, StoreError> {
        match permit.action() {
            Action::SettleConnection => reviewers_of(&self.db, ConnectionId::from_uuid(permit.thing().id)).await,
            _ => Ok(Vec::new()),
        }
    }

    /// Lists the calls that `person` was asked to review, the latest first, at most `limit`.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_own_reviews(&self, person: PersonId, limit: usize) -> Result<Vec<(Call, Reviewer)>, StoreError> {
        let rows = call_reviewer::Entity::find().filter(call_reviewer::Column::PersonId.eq(person));
        let rows = rows.order_by_desc(call_reviewer::Column::InvitedAt).all(&self.db).await?;
        let mut own = Vec::new();
        for row in rows.into_iter().take(limit) {
            let Some(call) = find(&self.db, row.connection_id).await? else { continue };
            own.push((call, decode(row, String::new())?));
        }
        Ok(own)
    }

    /// Finds a call that `actor` was asked to review for `task`, with their leave to do so.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn find_call_to_review(
        &self,
        actor: &Actor,
        (id, task): (ConnectionId, Task),
    ) -> Result<Option<(Call, Reviewer, Permit)>, StoreError> {
        let Some(row) = reviewer(&self.db, (id, actor.person(), task)).await? else { return Ok(None) };
        let Some(call) = find(&self.db, id).await? else { return Ok(None) };
        let thing = Thing { noun: Noun::Connection, id: id.as_uuid(), organisation: None, owner: Some(actor.person()) };
        let Ok(permit) = actor.permit(Action::ReviewCall, thing) else { return Ok(None) };
        Ok(Some((call, decode(row, String::new())?, permit)))
    }

    /// Notes what the holder of `permit` says of their interest; says whether they still could. Whoever has one, or belongs
    /// to one of the parties or to a desk meanwhile, steps back, and the desks are told if all scores are in then.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is noted then.
    pub async fn declare_interest(
        &self,
        permit: &Permit,
        (task, declared): (Task, Declaration),
        (chance, now): (&Chance, OffsetDateTime),
    ) -> Result<bool, StoreError> {
        let transaction = self.begin_writing().await?;
        let Some((call, row)) = asked(&transaction, permit, task).await? else { return Ok(false) };
        if row.declared.is_some() {
            return Ok(false);
        }
        let partial = is_partial(&transaction, (&call, permit.person()), now).await?;
        let declared = if partial { Declaration::Conflict } else { declared };
        let mut row = row.into_active_model();
        row.declared = Set(Some(declared.slug().to_owned()));
        row.update(&transaction).await?;
        audit::append(&transaction, permit, Event::InterestDeclared, declared.slug(), now).await?;
        if declared == Declaration::Conflict && task == Task::Score && call.connection.stage == Stage::Reviewing {
            tell_if_scored(&transaction, permit, (chance, now)).await?;
        }
        transaction.commit().await?;
        Ok(true)
    }

    /// Notes what the expert who holds `permit` thinks of a call that is being checked, and tells the firms' desk the
    /// first time; says whether they still could. The same once more is noted once.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is noted then.
    pub async fn give_opinion(
        &self,
        permit: &Permit,
        opinion: &str,
        (chance, now): (&Chance, OffsetDateTime),
    ) -> Result<bool, StoreError> {
        let transaction = self.begin_writing().await?;
        let Some((call, row)) = asked(&transaction, permit, Task::Opinion).await? else { return Ok(false) };
        let impartial = row.declared.as_deref() == Some(Declaration::None.slug());
        let partial = is_partial(&transaction, (&call, permit.person()), now).await?;
        if call.connection.stage != Stage::Checking || !impartial || partial {
            return Ok(false);
        }
        if row.done_at.is_some() && row.opinion == opinion {
            return Ok(true);
        }
        let is_first = row.done_at.is_none();
        let mut row = row.into_active_model();
        row.opinion = Set(opinion.to_owned());
        row.done_at = Set(Some(now));
        row.update(&transaction).await?;
        audit::append(&transaction, permit, Event::OpinionGiven, "", now).await?;
        if is_first {
            let news = NewsOf { what: "opinion", chance, now };
            tell_of(&transaction, call.connection.id, Party::FirmsDesk, (&news, Some(permit.person()))).await?;
        }
        transaction.commit().await?;
        Ok(true)
    }

    /// Hands in the scores of the reviewer who holds `permit`: one sheet for every opened proposal, once and for all. Both
    /// desks are told when they are the last that were waited for.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is handed in then.
    pub async fn hand_in_scores(
        &self,
        permit: &Permit,
        sheets: &BTreeMap<ProposalId, ScoreSheet>,
        (chance, now): (&Chance, OffsetDateTime),
    ) -> Result<ConnectionMoved, StoreError> {
        let transaction = self.begin_writing().await?;
        let refused = |refused| Ok(ConnectionMoved::Refused(refused));
        let Some((call, row)) = asked(&transaction, permit, Task::Score).await? else {
            return refused(Refused::NotNow);
        };
        let impartial = row.declared.as_deref() == Some(Declaration::None.slug());
        if row.done_at.is_some() || !impartial || is_partial(&transaction, (&call, permit.person()), now).await? {
            return refused(Refused::Done);
        }
        let proposals = valid(&transaction, call.connection.id).await?;
        let opened: Vec<ProposalId> = proposals.into_iter().filter(|it| !it.text.is_empty()).map(|it| it.id).collect();
        if opened.len() != sheets.len() || !opened.iter().all(|id| sheets.get(id).is_some_and(ScoreSheet::is_right)) {
            return refused(Refused::NotNow);
        }
        for (proposal, sheet) in sheets {
            proposal_score::Entity::insert(score_row(permit, *proposal, sheet, now)?)
                .exec_without_returning(&transaction)
                .await?;
        }
        let mut row = row.into_active_model();
        row.done_at = Set(Some(now));
        row.update(&transaction).await?;
        let step = ConnectionStep::plain(Step::Score);
        let doer = Doer { party: Party::Expert, person: Some(permit.person()) };
        let found = connection::Entity::find_by_id(call.connection.id).one(&transaction).await?;
        let Some(found) = found else { return refused(Refused::NotNow) };
        match connection_steps::apply(&transaction, found, doer, &step, (chance, now)).await? {
            Err(why) => refused(why),
            Ok(row) => {
                audit::append(&transaction, permit, Event::ConnectionMoved, step.step.slug(), now).await?;
                tell_if_scored(&transaction, permit, (chance, now)).await?;
                transaction.commit().await?;
                Ok(ConnectionMoved::Done(Box::new(super::connections::decode(row)?)))
            }
        }
    }

    /// How the proposals of the call of `permit` were scored, without a name: for a desk, and for a reviewer who has handed
    /// in all their own scores; `None` for anybody else.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn find_scoring(&self, permit: &Permit) -> Result<Option<Scoring>, StoreError> {
        let id = ConnectionId::from_uuid(permit.thing().id);
        let may = match permit.action() {
            Action::SettleConnection => true,
            Action::ReviewCall => {
                reviewer(&self.db, (id, permit.person(), Task::Score)).await?.is_some_and(|row| row.done_at.is_some())
            }
            _ => false,
        };
        match find(&self.db, id).await?.filter(|_| may) {
            Some(call) => scoring(&self.db, &call).await.map(Some),
            None => Ok(None),
        }
    }
}

async fn scoring(db: &impl ConnectionTrait, call: &Call) -> Result<Scoring, StoreError> {
    let mut averages = BTreeMap::new();
    let mut reviewers = 0;
    for row in valid(db, call.connection.id).await? {
        let scored = proposal_score::Entity::find().filter(proposal_score::Column::ProposalId.eq(row.id));
        let corrupt = |_| StoreError::Corrupt { noun: "proposal_score", id: row.id.as_uuid(), field: "sheet" };
        let sheets: Vec<ScoreSheet> = scored
            .all(db)
            .await?
            .into_iter()
            .map(|it| serde_json::from_str(&it.sheet).map_err(corrupt))
            .collect::<Result<_, _>>()?;
        reviewers = Ord::max(reviewers, sheets.len());
        averages.extend(average(&sheets, call.terms.weights).map(|mean| (row.id, mean)));
    }
    Ok(Scoring { averages, reviewers })
}

fn score_row(
    permit: &Permit,
    proposal: ProposalId,
    sheet: &ScoreSheet,
    now: OffsetDateTime,
) -> Result<proposal_score::ActiveModel, StoreError> {
    let corrupt = |_| StoreError::Corrupt { noun: "proposal_score", id: proposal.as_uuid(), field: "sheet" };
    Ok(proposal_score::ActiveModel {
        proposal_id: Set(proposal),
        person_id: Set(permit.person()),
        sheet: Set(serde_json::to_string(sheet).map_err(corrupt)?),
        scored_at: Set(now),
    })
}

/// Whether something is still to come from whoever was asked.
fn is_waited_for(row: &call_reviewer::Model) -> bool {
    row.done_at.is_none() && row.declared.as_deref() != Some(Declaration::Conflict.slug())
}

/// Whether the desk of `permit` may ask somebody for `task` at this stage, or excuse them from it.
fn may_invite(permit: &Permit, call: &Call, task: Task) -> bool {
    permit.action() == Action::SettleConnection && call.connection.stage == task.stage()
}

async fn reviewer(
    db: &impl ConnectionTrait,
    (id, person, task): (ConnectionId, PersonId, Task),
) -> Result<Option<call_reviewer::Model>, StoreError> {
    Ok(call_reviewer::Entity::find_by_id((id, person, task.slug().to_owned())).one(db).await?)
}

/// Tells both desks that the scores of the call of `permit` are complete, if they are.
async fn tell_if_scored(
    transaction: &DatabaseTransaction,
    permit: &Permit,
    (chance, now): (&Chance, OffsetDateTime),
) -> Result<(), StoreError> {
    let id = ConnectionId::from_uuid(permit.thing().id);
    if !are_scores_enough(&reviewers_of(transaction, id).await?) {
        return Ok(());
    }
    let news = NewsOf { what: "scores-complete", chance, now };
    for desk in [Party::FirmsDesk, Party::UniversitiesDesk] {
        tell_of(transaction, id, desk, (&news, Some(permit.person()))).await?;
    }
    Ok(())
}

/// What the holder of `permit` was asked for, with the call.
async fn asked(
    transaction: &DatabaseTransaction,
    permit: &Permit,
    task: Task,
) -> Result<Option<(Call, call_reviewer::Model)>, StoreError> {
    let id = ConnectionId::from_uuid(permit.thing().id);
    let row = reviewer(transaction, (id, permit.person(), task)).await?;
    let Some(row) = row.filter(|_| permit.action() == Action::ReviewCall) else { return Ok(None) };
    Ok(find(transaction, id).await?.map(|call| (call, row)))
}

/// Everybody who was asked to review a call, with their names.
pub(super) async fn reviewers_of(db: &impl ConnectionTrait, id: ConnectionId) -> Result<Vec<Reviewer>, StoreError> {
    let rows = call_reviewer::Entity::find().filter(call_reviewer::Column::ConnectionId.eq(id));
    let mut reviewers = Vec::new();
    for row in rows.order_by_asc(call_reviewer::Column::InvitedAt).all(db).await? {
        let name = person::Entity::find_by_id(row.person_id).one(db).await?.map(|it| it.name).unwrap_or_default();
        reviewers.push(decode(row, name)?);
    }
    Ok(reviewers)
}

pub(super) fn decode(row: call_reviewer::Model, name: String) -> Result<Reviewer, StoreError> {
    let id = row.connection_id.as_uuid();
    let declared = row.declared.as_deref();
    Ok(Reviewer {
        person: row.person_id,
        name,
        task: choice(&row.task, "call_reviewer", id, "task")?,
        asked_at: row.invited_at,
        declared: declared.map(|it| choice(it, "call_reviewer", id, "declared")).transpose()?,
        opinion: row.opinion,
        done_at: row.done_at,
    })
}
