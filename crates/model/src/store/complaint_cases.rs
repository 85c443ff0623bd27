//! Cases as desks read them: what waits for them, and one with all that belongs to it. Who complained is not among it.

use std::collections::HashMap;

use sea_orm::sea_query::{Query, SelectStatement};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait as _, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use time::{Duration, OffsetDateTime};

use super::complaint_evidence::evidence_of;
use super::complaints::is_reporter;
use super::entity::{complaint, complaint_appeal, complaint_case, complaint_ruling, measure, organisation};
use super::measures::decode_measure;
use super::postings::organisation_of;
use super::{Store, StoreError, choice};
use crate::access::{Action, Actor, Noun, Role, Thing};
use crate::clock::day_of;
use crate::complaint::{
    Appeal, Case, CaseState, CaseStep, Complaint, FiledCase, Finding, Measure, Ruling, Snapshot, Subject,
};
use crate::organisation::OrganisationKind;
use crate::{ComplaintCaseId, ComplaintId, OrganisationId};

/// Cases that are listed at a time.
const LISTED: u64 = 200;

/// Earlier cases and measures of one organisation that are shown.
const EARLIER: u64 = 20;

/// Days over which figures are counted.
pub const FIGURES_DAYS: i64 = 30;

/// A case in a queue.
#[derive(Clone, Debug, PartialEq)]
pub struct CaseLine {
    /// The case.
    pub filed: FiledCase,
    /// How many complaints it gathers.
    pub complaints: u64,
}

/// A case with all that belongs to it.
#[derive(Clone, Debug, PartialEq)]
pub struct CaseFile {
    /// The case.
    pub filed: FiledCase,
    /// What stood there when the first complaint came.
    pub snapshot: Snapshot,
    /// The complaints, the first one first.
    pub complaints: Vec<Complaint>,
    /// The appeals, the first one first.
    pub appeals: Vec<Appeal>,
    /// What was decided, the first one first.
    pub rulings: Vec<Ruling>,
    /// Other cases about the same organisation, the latest first.
    pub earlier: Vec<Case>,
    /// Measures against the same organisation, the latest first.
    pub measures: Vec<Measure>,
    /// Whether the organisation was ever verified.
    pub has_standing: bool,
}

/// What a desk has done within [`FIGURES_DAYS`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CaseFigures {
    /// Cases that were decided, appeals not counted.
    pub decided: u64,
    /// Those in which the complaints were found to be right.
    pub upheld: u64,
}

impl Store {
    /// Lists the cases that wait for `actor`, the one due first first: at their desks for an examination, and appeals
    /// for those who decide them. What they complained about themselves is not among them.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_cases_waiting_for(&self, actor: &Actor) -> Result<Vec<CaseLine>, StoreError> {
        use complaint_case::Column;
        let slugs = |wanted: Action| {
            let wait = CaseState::ALL.iter().filter(move |state| state.waits_for() == Some(wanted));
            wait.map(|state| state.slug())
        };
        let examined = Column::State.is_in(slugs(Action::ExamineComplaint));
        let mut waiting = examined.and(Column::OrganisationId.in_subquery(in_charge_of(actor)));
        if actor.holds(Role::Committee) {
            waiting = waiting.or(Column::State.is_in(slugs(Action::DecideAppeal)));
        }
        let rows = complaint_case::Entity::find()
            .filter(waiting)
            .order_by_asc(Column::DueOn)
            .order_by_asc(Column::Id)
            .limit(LISTED)
            .all(&self.db)
            .await?;
        self.lines(actor, rows).await
    }

    /// Lists the cases at the desks of `actor` that were decided, the latest change first.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_decided_cases(&self, actor: &Actor, limit: u64) -> Result<Vec<CaseLine>, StoreError> {
        use complaint_case::Column;
        let rows = complaint_case::Entity::find()
            .filter(Column::Finding.is_not_null())
            .filter(Column::OrganisationId.in_subquery(in_charge_of(actor)))
            .order_by_desc(Column::UpdatedAt)
            .order_by_desc(Column::Id)
            .limit(limit)
            .all(&self.db)
            .await?;
        self.lines(actor, rows).await
    }

    /// Counts what the desks of `actor` decided within the last [`FIGURES_DAYS`].
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read.
    pub async fn count_decided_cases(&self, actor: &Actor, now: OffsetDateTime) -> Result<CaseFigures, StoreError> {
        use complaint_ruling::Column;
        let mut cases = Query::select();
        cases.column(complaint_case::Column::Id).from(complaint_case::Entity);
        cases.and_where(complaint_case::Column::OrganisationId.in_subquery(in_charge_of(actor)));
        let lately = complaint_ruling::Entity::find()
            .filter(Column::At.gt(now - Duration::days(FIGURES_DAYS)))
            .filter(Column::CaseId.in_subquery(cases));
        let by = |steps: &[CaseStep]| {
            let slugs: Vec<&str> = steps.iter().map(|step| step.slug()).collect();
            lately.clone().filter(Column::Step.is_in(slugs))
        };
        Ok(CaseFigures {
            decided: by(&[CaseStep::Uphold, CaseStep::Dismiss]).count(&self.db).await?,
            upheld: by(&[CaseStep::Uphold]).count(&self.db).await?,
        })
    }

    /// Finds a case with all that belongs to it, for somebody who may examine it or decide an appeal in it and did not
    /// complain themself; there is none for anybody else.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn find_case_for(&self, actor: &Actor, id: ComplaintCaseId) -> Result<Option<CaseFile>, StoreError> {
        let Some(row) = complaint_case::Entity::find_by_id(id).one(&self.db).await? else { return Ok(None) };
        let snapshot = decode_snapshot(&row.snapshot, id)?;
        let case = decode_case(row)?;
        let Some(organisation) = find_organisation(&self.db, case.organisation).await? else { return Ok(None) };
        let filed = FiledCase { case, organisation };
        if !may_read(actor, &filed) || is_reporter(&self.db, id, actor.person()).await? {
            return Ok(None);
        }
        let of = filed.organisation.id;
        Ok(Some(CaseFile {
            snapshot,
            complaints: self.complaints_in(id).await?,
            appeals: self.appeals_in(id).await?,
            rulings: self.rulings_in(id).await?,
            earlier: self.earlier_cases(&filed.case).await?,
            measures: self.measures_against(of).await?,
            has_standing: self.find_standing(of).await?.is_some(),
            filed,
        }))
    }

    async fn complaints_in(&self, case: ComplaintCaseId) -> Result<Vec<Complaint>, StoreError> {
        let rows = complaint::Entity::find().filter(complaint::Column::CaseId.eq(case));
        let rows = rows.order_by_asc(complaint::Column::Id).all(&self.db).await?;
        let ids: Vec<ComplaintId> = rows.iter().map(|row| row.id).collect();
        let mut evidence = evidence_of(&self.db, &ids).await?;
        let mut decode = |(number, row): (u32, complaint::Model)| {
            let evidence = evidence.remove(&row.id).unwrap_or_default();
            Ok(Complaint { evidence, ..decode_complaint(number, row)? })
        };
        (1..).zip(rows).map(&mut decode).collect()
    }

    async fn appeals_in(&self, case: ComplaintCaseId) -> Result<Vec<Appeal>, StoreError> {
        let rows = complaint_appeal::Entity::find().filter(complaint_appeal::Column::CaseId.eq(case));
        let rows = rows.order_by_asc(complaint_appeal::Column::At).all(&self.db).await?;
        let decode = |row: complaint_appeal::Model| {
            let side = choice(&row.side, "complaint_appeal", case.as_uuid(), "side")?;
            Ok(Appeal { side, text: row.text, on: day_of(row.at) })
        };
        rows.into_iter().map(decode).collect()
    }

    async fn rulings_in(&self, case: ComplaintCaseId) -> Result<Vec<Ruling>, StoreError> {
        let rows = complaint_ruling::Entity::find().filter(complaint_ruling::Column::CaseId.eq(case));
        let rows = rows.order_by_asc(complaint_ruling::Column::Number).all(&self.db).await?;
        rows.into_iter().map(decode_ruling).collect()
    }

    async fn earlier_cases(&self, case: &Case) -> Result<Vec<Case>, StoreError> {
        use complaint_case::Column;
        let others = Column::OrganisationId.eq(case.organisation).and(Column::Id.ne(case.id));
        let rows = complaint_case::Entity::find().filter(others).order_by_desc(Column::Id).limit(EARLIER);
        rows.all(&self.db).await?.into_iter().map(decode_case).collect()
    }

    async fn measures_against(&self, of: OrganisationId) -> Result<Vec<Measure>, StoreError> {
        let rows = measure::Entity::find().filter(measure::Column::OrganisationId.eq(of));
        let rows = rows.order_by_desc(measure::Column::Id).limit(EARLIER).all(&self.db).await?;
        let mut measures = Vec::with_capacity(rows.len());
        for row in rows {
            measures.push(decode_measure(&self.db, row).await?);
        }
        Ok(measures)
    }

    async fn lines(&self, actor: &Actor, rows: Vec<complaint_case::Model>) -> Result<Vec<CaseLine>, StoreError> {
        let owners: Vec<OrganisationId> = rows.iter().map(|row| row.organisation_id).collect();
        let owners: HashMap<_, _> = self.map_organisations(&owners).await?;
        let mut lines = Vec::with_capacity(rows.len());
        for row in rows {
            let Some(organisation) = owners.get(&row.organisation_id).cloned() else { continue };
            let filed = FiledCase { case: decode_case(row)?, organisation };
            let id = filed.case.id;
            if !may_read(actor, &filed) || is_reporter(&self.db, id, actor.person()).await? {
                continue;
            }
            let complaints = complaint::Entity::find().filter(complaint::Column::CaseId.eq(id)).count(&self.db).await?;
            lines.push(CaseLine { filed, complaints });
        }
        Ok(lines)
    }
}

fn may_read(actor: &Actor, filed: &FiledCase) -> bool {
    let may = |action| actor.permit(action, filed.thing()).is_ok();
    may(Action::ExamineComplaint) || may(Action::DecideAppeal)
}

/// The organisations that the desks of `actor` are responsible for.
fn in_charge_of(actor: &Actor) -> SelectStatement {
    let desks: Vec<_> = actor.desks().collect();
    let kinds = OrganisationKind::ALL.iter().filter(|kind| desks.contains(&kind.desk()));
    Query::select()
        .column(organisation::Column::Id)
        .from(organisation::Entity)
        .and_where(organisation::Column::Kind.is_in(kinds.map(|kind| kind.slug())))
        .to_owned()
}

async fn find_organisation(
    db: &impl ConnectionTrait,
    id: OrganisationId,
) -> Result<Option<crate::organisation::Organisation>, StoreError> {
    organisation::Entity::find_by_id(id).one(db).await?.map(super::organisations::decode).transpose()
}

/// The case as the audit names it.
pub(super) async fn thing_of(db: &impl ConnectionTrait, case: &Case) -> Result<Thing, StoreError> {
    let organisation = organisation_of(db, case.organisation).await?;
    let organisation = Some((organisation.id, organisation.kind));
    Ok(Thing { noun: Noun::Complaint, id: case.id.as_uuid(), organisation, owner: case.author })
}

pub(super) fn decode_case(row: complaint_case::Model) -> Result<Case, StoreError> {
    let id = row.id.as_uuid();
    let finding = row.finding.as_deref();
    Ok(Case {
        id: row.id,
        subject: Subject { kind: choice(&row.subject, "complaint_case", id, "subject")?, id: row.subject_id },
        organisation: row.organisation_id,
        author: row.author_id,
        title: row.title,
        state: choice(&row.state, "complaint_case", id, "state")?,
        finding: finding.map(|it| choice::<Finding>(it, "complaint_case", id, "finding")).transpose()?,
        revision: row.revision,
        opened_at: row.opened_at,
        due_on: row.due_on,
        appeal_until: row.appeal_until,
    })
}

fn decode_snapshot(text: &str, id: ComplaintCaseId) -> Result<Snapshot, StoreError> {
    let corrupt = StoreError::Corrupt { noun: "complaint_case", id: id.as_uuid(), field: "snapshot" };
    serde_json::from_str(text).map_err(|_| corrupt)
}

fn decode_complaint(number: u32, row: complaint::Model) -> Result<Complaint, StoreError> {
    Ok(Complaint {
        number,
        category: choice(&row.category, "complaint", row.id.as_uuid(), "category")?,
        text: row.text,
        link: row.link,
        reported_on: day_of(row.reported_at),
        evidence: Vec::new(),
    })
}

fn decode_ruling(row: complaint_ruling::Model) -> Result<Ruling, StoreError> {
    let id = row.case_id.as_uuid();
    let (measure, ground) = (row.measure.as_deref(), row.ground.as_deref());
    Ok(Ruling {
        step: choice(&row.step, "complaint_ruling", id, "step")?,
        role: choice(&row.role, "complaint_ruling", id, "role")?,
        at: row.at,
        measure: measure.map(|it| choice(it, "complaint_ruling", id, "measure")).transpose()?,
        ground: ground.map(|it| choice(it, "complaint_ruling", id, "ground")).transpose()?,
        reason: row.reason,
        answer: row.answer,
    })
}
