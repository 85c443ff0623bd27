//! What is done to cases: each step in one transaction with what it brings about, the audit and the news of it.
//!
//! A step is looked up in the table of [`state`](crate::complaint::state) inside the transaction. Of two that exclude each
//! other, such as two decisions, one is done and the other is told so. Nobody decides what they complained about, and
//! nobody decides an appeal against what they decided.

use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait, DatabaseTransaction, EntityTrait, ExprTrait as _, IntoActiveModel as _,
    PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use time::OffsetDateTime;

use super::complaint_cases::{decode_case, thing_of};
use super::complaints::{FollowedBy, Teller, find_row, is_reporter, tell_reporters};
use super::entity::{complaint_appeal, complaint_case, complaint_ruling, measure};
use super::measures::{take, tell_organisation, undo};
use super::{Store, StoreError, audit};
use crate::access::{Action, Permit};
use crate::clock::day_of;
use crate::complaint::{
    Case, CaseLeave, CaseState, CaseStep, Category, Finding, MeasureKind, Side, appeal_due_on, appeal_until,
};
use crate::{ComplaintCaseId, ComplaintId, MeasureId};

/// Cases that the program closes at a time.
const BATCH: u64 = 100;

/// What became of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CaseMoved {
    /// It is done.
    Done,
    /// Somebody else changed the case meanwhile.
    Changed,
    /// It cannot be done in the state that the case is in, or by whom wanted it.
    NotNow,
}

/// What is decided in a case, or about an appeal in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewRuling {
    /// By which step.
    pub step: CaseStep,
    /// What is done, where the complaints are found to be right.
    pub measure: Option<NewMeasure>,
    /// Why, for the organisation.
    pub reason: String,
    /// What those who complained are told.
    pub answer: String,
}

/// A measure that is about to be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewMeasure {
    /// Which one it will be.
    pub id: MeasureId,
    /// What is done.
    pub kind: MeasureKind,
    /// What was found to be wrong.
    pub ground: Category,
}

/// How both sides are told of what was decided.
#[derive(Clone, Copy)]
pub struct CaseTelling<'a> {
    /// Those who complained.
    pub reporters: Teller<'a>,
    /// Those who look after the organisation, and the author.
    pub organisation: Teller<'a>,
}

/// A case that is being moved on inside a transaction.
struct Moving {
    transaction: DatabaseTransaction,
    before: Case,
    row: complaint_case::ActiveModel,
    now: OffsetDateTime,
}

impl Store {
    /// Takes up the case that `permit` is about, as somebody saw it at `revision`.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is changed then.
    pub async fn examine_case(
        &self,
        permit: &Permit,
        revision: i64,
        now: OffsetDateTime,
    ) -> Result<CaseMoved, StoreError> {
        match self.begin(case_of(permit), (Some(permit), CaseStep::Examine), Some(revision), "", now).await? {
            Ok(moving) => moving.finish().await,
            Err(not) => Ok(not),
        }
    }

    /// Decides a case, or an appeal in it, as somebody saw it at `revision`: takes or lifts the measure, and tells both
    /// sides.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is changed then.
    pub async fn rule_on_case(
        &self,
        leave: &CaseLeave,
        revision: i64,
        ruling: &NewRuling,
        told: CaseTelling<'_>,
        now: OffsetDateTime,
    ) -> Result<CaseMoved, StoreError> {
        let by = (Some(&leave.case), ruling.step);
        let mut moving = match self.begin(case_of(&leave.case), by, Some(revision), &ruling.reason, now).await? {
            Ok(moving) => moving,
            Err(not) => return Ok(not),
        };
        if moving.before.takes_measure(ruling.step) != ruling.measure.is_some() {
            return Ok(CaseMoved::NotNow);
        }
        moving.add_ruling(&leave.case, ruling).await?;
        let touched = match &ruling.measure {
            Some(new) => match take(&moving.transaction, &moving.before, leave, (new, &ruling.reason), now).await? {
                Some(taken) => Some(taken),
                None => return Ok(CaseMoved::NotNow),
            },
            None => moving.answer_organisation(leave, ruling).await?,
        };
        moving.note_finding(ruling.step);
        tell_reporters(&moving.transaction, moving.before.id, told.reporters, now).await?;
        if let Some(measure) = touched {
            tell_organisation(&moving.transaction, &moving.before, measure, told.organisation, now).await?;
        }
        moving.finish().await
    }

    /// Appeals against a decision that complaints are not right, for whoever follows one of them.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is changed then.
    pub async fn appeal_as_reporter(
        &self,
        by: &FollowedBy,
        id: Option<ComplaintId>,
        text: &str,
        now: OffsetDateTime,
    ) -> Result<CaseMoved, StoreError> {
        let Some(row) = find_row(&self.db, by, id).await? else { return Ok(CaseMoved::NotNow) };
        match self.begin(row.case_id, (None, CaseStep::AppealAsReporter), None, "", now).await? {
            Ok(moving) => moving.appeal(Side::Reporter, text).await,
            Err(not) => Ok(not),
        }
    }

    /// Appeals against a measure that is in force, for the organisation that `permit` is about.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is changed then.
    pub async fn appeal_as_organisation(
        &self,
        permit: &Permit,
        id: MeasureId,
        text: &str,
        now: OffsetDateTime,
    ) -> Result<CaseMoved, StoreError> {
        let theirs = measure::Column::OrganisationId.eq(permit.thing().id);
        let of_them = measure::Entity::find_by_id(id).filter(theirs);
        let Some(row) = of_them.clone().one(&self.db).await? else { return Ok(CaseMoved::NotNow) };
        let by = (Some(permit), CaseStep::AppealAsOrganisation);
        let moving = match self.begin(row.case_id, by, None, "", now).await? {
            Ok(moving) => moving,
            Err(not) => return Ok(not),
        };
        // A desk may have lifted it meanwhile.
        let in_force = of_them.filter(measure::Column::LiftedAt.is_null()).one(&moving.transaction).await?;
        if in_force.is_none() {
            return Ok(CaseMoved::NotNow);
        }
        moving.appeal(Side::Organisation, text).await
    }

    /// Closes cases in which nobody appealed in time; says how many.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; calling again goes on.
    pub async fn close_cases(&self, now: OffsetDateTime) -> Result<u64, StoreError> {
        use complaint_case::Column;
        let decided = Column::State.is_in([CaseState::Upheld, CaseState::NotUpheld].map(CaseState::slug));
        let over = complaint_case::Entity::find().filter(decided.and(Column::AppealUntil.lt(day_of(now))));
        let ids: Vec<ComplaintCaseId> = over
            .order_by_asc(Column::Id)
            .limit(BATCH)
            .select_only()
            .column(Column::Id)
            .into_tuple()
            .all(&self.db)
            .await?;
        let mut closed = 0;
        for id in ids {
            if let Ok(mut moving) = self.begin(id, (None, CaseStep::Close), None, "", now).await? {
                moving.row.appeal_until = Set(None);
                moving.finish().await?;
                closed += 1;
            }
        }
        Ok(closed)
    }

    /// Starts a transaction in which a step is about to be done, with its entry in the audit; or tells why it is not.
    async fn begin(
        &self,
        id: ComplaintCaseId,
        (permit, step): (Option<&Permit>, CaseStep),
        revision: Option<i64>,
        reason: &str,
        now: OffsetDateTime,
    ) -> Result<Result<Moving, CaseMoved>, StoreError> {
        let transaction = self.begin_writing().await?;
        let Some(row) = complaint_case::Entity::find_by_id(id).one(&transaction).await? else {
            return Ok(Err(CaseMoved::NotNow));
        };
        let before = decode_case(row.clone())?;
        let may = step.action() == permit.map(Permit::action) && is_impartial(&transaction, id, permit).await?;
        let Some(state) = before.after(step, day_of(now)).filter(|_| may) else { return Ok(Err(CaseMoved::NotNow)) };
        if revision.is_some_and(|seen| seen != before.revision) {
            return Ok(Err(CaseMoved::Changed));
        }
        match permit {
            Some(permit) => audit::append(&transaction, permit, step.event(), reason, now).await?,
            None => {
                let thing = thing_of(&transaction, &before).await?;
                audit::append_by_operator(&transaction, step.event(), &thing, reason, now).await?;
            }
        }
        let mut row = row.into_active_model();
        row.state = Set(state.slug().to_owned());
        row.revision = Set(before.revision + 1);
        row.updated_at = Set(now);
        Ok(Ok(Moving { transaction, before, row, now }))
    }
}

impl Moving {
    async fn add_ruling(&self, permit: &Permit, ruling: &NewRuling) -> Result<(), StoreError> {
        let before = complaint_ruling::Entity::find().filter(complaint_ruling::Column::CaseId.eq(self.before.id));
        let number = before.count(&self.transaction).await? + 1;
        let row = complaint_ruling::ActiveModel {
            case_id: Set(self.before.id),
            number: Set(i32::try_from(number).unwrap_or(i32::MAX)),
            step: Set(ruling.step.slug().to_owned()),
            by_id: Set(permit.person()),
            role: Set(permit.role().slug().to_owned()),
            at: Set(self.now),
            measure: Set(ruling.measure.map(|it| it.kind.slug().to_owned())),
            ground: Set(ruling.measure.map(|it| it.ground.slug().to_owned())),
            reason: Set(ruling.reason.clone()),
            answer: Set(ruling.answer.clone()),
        };
        complaint_ruling::Entity::insert(row).exec_without_returning(&self.transaction).await?;
        Ok(())
    }

    /// Lifts the measure that an organisation appealed against, if its appeal is right; returns which one it was, so
    /// that the organisation is told either way.
    async fn answer_organisation(
        &self,
        leave: &CaseLeave,
        ruling: &NewRuling,
    ) -> Result<Option<MeasureId>, StoreError> {
        if self.before.state != CaseState::OrganisationAppealed {
            return Ok(None);
        }
        let taken = measure::Entity::find().filter(measure::Column::CaseId.eq(self.before.id));
        let Some(row) = taken.one(&self.transaction).await? else { return Ok(None) };
        let id = row.id;
        if ruling.step == CaseStep::Overturn {
            undo(&self.transaction, row, leave, &ruling.reason, self.now).await?;
        }
        Ok(Some(id))
    }

    /// Notes what was found by `step`, and until when somebody can appeal.
    fn note_finding(&mut self, step: CaseStep) {
        let opposite = match self.before.finding {
            Some(Finding::Upheld) => Finding::NotUpheld,
            Some(Finding::NotUpheld) | None => Finding::Upheld,
        };
        let finding = match step {
            CaseStep::Uphold => Some(Finding::Upheld),
            CaseStep::Dismiss => Some(Finding::NotUpheld),
            CaseStep::Overturn => Some(opposite),
            CaseStep::Examine
            | CaseStep::AppealAsReporter
            | CaseStep::AppealAsOrganisation
            | CaseStep::Confirm
            | CaseStep::Close => self.before.finding,
        };
        self.row.finding = Set(finding.map(|it| it.slug().to_owned()));
        let is_open = self.before.takes_measure(step) || step == CaseStep::Dismiss;
        self.row.appeal_until = Set(is_open.then(|| appeal_until(self.now)));
    }

    async fn appeal(mut self, side: Side, text: &str) -> Result<CaseMoved, StoreError> {
        let row = complaint_appeal::ActiveModel {
            case_id: Set(self.before.id),
            side: Set(side.slug().to_owned()),
            text: Set(text.to_owned()),
            at: Set(self.now),
        };
        complaint_appeal::Entity::insert(row).exec_without_returning(&self.transaction).await?;
        self.row.due_on = Set(appeal_due_on(self.now));
        self.row.appeal_until = Set(None);
        self.finish().await
    }

    async fn finish(self) -> Result<CaseMoved, StoreError> {
        self.row.update(&self.transaction).await?;
        self.transaction.commit().await?;
        Ok(CaseMoved::Done)
    }
}

const fn case_of(permit: &Permit) -> ComplaintCaseId {
    ComplaintCaseId::from_uuid(permit.thing().id)
}

/// Whether whoever holds `permit` neither complained in the case nor, where an appeal is decided, decided before.
async fn is_impartial(
    transaction: &DatabaseTransaction,
    case: ComplaintCaseId,
    permit: Option<&Permit>,
) -> Result<bool, StoreError> {
    let Some(permit) = permit.filter(|it| it.action() != Action::AppealMeasure) else { return Ok(true) };
    if is_reporter(transaction, case, permit.person()).await? {
        return Ok(false);
    }
    if permit.action() != Action::DecideAppeal {
        return Ok(true);
    }
    let theirs = complaint_ruling::Column::CaseId.eq(case).and(complaint_ruling::Column::ById.eq(permit.person()));
    Ok(complaint_ruling::Entity::find().filter(theirs).count(transaction).await? == 0)
}
