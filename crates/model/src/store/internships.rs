//! Internships past their acceptance, as their parties read them, and what there is of what their steps need.

use std::collections::BTreeMap;

use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, ExprTrait as _,
    IntoActiveModel as _, PaginatorTrait as _, QueryFilter, QueryOrder, QuerySelect as _, Select,
};
use time::OffsetDateTime;

use super::connection_news::{NewsOf, tell};
use super::connection_steps::find;
use super::connections::{decode, maybe_organisation};
use super::entity::{
    connection, internship_agreement, internship_assessment, internship_signature, internship_verdict,
    internship_visit, organisation,
};
use super::internship_diaries::weeks_of;
use super::internship_incidents::incidents_of;
use super::internship_trails::agreements_in_force;
use super::organisations::IDS_PER_REQUEST;
use super::paging::page_of;
use super::{Store, StoreError, audit, choice};
use crate::access::{Action, Actor, Permit, Role};
use crate::audit::Event;
use crate::chance::Chance;
use crate::clock::day_of;
use crate::connect::{Connection, ConnectionKind, Need, Party, Stage};
use crate::internship::{
    AgreementVersion, Assessment, DaysOfWork, DecidedSuspicion, InternBeside, InternshipFile, STAGES_PAST_ACCEPTANCE,
    Scan, SchoolVisit, Signatory, Signature,
};
use crate::organisation::{Organisation, OrganisationKind};
use crate::paging::{Page, PageAsked};
use crate::standing::StandingState;
use crate::{ConnectionId, ListingId, OrganisationId};

/// Kinds of organisations that send students.
const SCHOOLS: [OrganisationKind; 2] = [OrganisationKind::University, OrganisationKind::VocationalCollege];

/// Stages of an internship that the school prepares.
const STAGES_BEFORE_BEGINNING: [Stage; 2] = [Stage::Approved, Stage::Agreed];

/// Stages of an internship that has begun and can run on.
const STAGES_NOT_OVER: [Stage; 4] = [Stage::Running, Stage::Interrupted, Stage::Delivered, Stage::Disputed];

/// What became of naming one's school.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SchoolNamed {
    /// It is asked to agree.
    Done,
    /// It is where the internship is.
    IsHost,
    /// It cannot be named: it is no school whose standing holds, or one has answered.
    NotNow,
}

impl Store {
    /// Reads all that is known of the internship that `permit` is about, whichever of its sides its holder is on.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn read_internship(&self, permit: &Permit) -> Result<InternshipFile, StoreError> {
        internship_file(&self.db, ConnectionId::from_uuid(permit.thing().id)).await
    }

    /// Lists the internships in which `actor` takes part, in `stage` alone if one is given, those moved last first, each with
    /// the host: their own, those at the organisations for which they answer, and those of students of the schools for which
    /// they see to them.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_internships_of(
        &self,
        actor: &Actor,
        stage: Option<Stage>,
        asked: PageAsked,
    ) -> Result<Page<(Connection, Organisation)>, StoreError> {
        let mut theirs = taken_part_in(actor);
        if let Some(stage) = stage {
            theirs = theirs.filter(connection::Column::Stage.eq(stage.slug()));
        }
        let latest = theirs.order_by_desc(connection::Column::MovedAt).order_by_desc(connection::Column::Id);
        self.with_organisations(page_of(latest, asked, &self.db).await?).await
    }

    /// Counts the internships in which `actor` takes part, by stage.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn count_internships_of(&self, actor: &Actor) -> Result<BTreeMap<Stage, u64>, StoreError> {
        self.count_by_stage(taken_part_in(actor)).await
    }

    /// Whether `actor` sees to the students of a school.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read.
    pub async fn supervises(&self, actor: &Actor) -> Result<bool, StoreError> {
        if actor.holds(Role::CollegeStaff) {
            return Ok(true);
        }
        // Whoever administers a firm would see to the students of a school, if it were one.
        let theirs = actor.organisations_for(Action::SuperviseInternship).map(OrganisationId::as_uuid);
        let schools = organisation::Column::Kind.is_in(SCHOOLS.map(OrganisationKind::slug));
        let theirs = organisation::Entity::find().filter(organisation::Column::Id.is_in(theirs).and(schools));
        Ok(theirs.count(&self.db).await? > 0)
    }

    /// Lists the schools that a student can name: those that the platform has verified, by their names.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database cannot be read or a row cannot be understood.
    pub async fn list_verified_schools(&self) -> Result<Vec<Organisation>, StoreError> {
        let schools = organisation::Column::Kind.is_in(SCHOOLS.map(OrganisationKind::slug));
        let rows = organisation::Entity::find().filter(schools).order_by_asc(organisation::Column::Name);
        let ids: Vec<OrganisationId> = rows.all(&self.db).await?.into_iter().map(|row| row.id).collect();
        let standings = self.map_standings(&ids).await?;
        let verified: Vec<OrganisationId> = ids
            .into_iter()
            .filter(|id| standings.get(id).is_some_and(|it| it.state == StandingState::Verified))
            .collect();
        let mut organisations = self.map_organisations(&verified).await?;
        Ok(verified.iter().filter_map(|id| organisations.remove(id)).collect())
    }

    /// Names the school of the student whose accepted internship `permit` is about, and asks it to agree. Until the school
    /// has answered another one can be named in its place.
    ///
    /// # Errors
    ///
    /// Returns [`StoreError`] if the database refuses; nothing is changed then.
    pub async fn name_school(
        &self,
        permit: &Permit,
        school: OrganisationId,
        (chance, now): (&Chance, OffsetDateTime),
    ) -> Result<SchoolNamed, StoreError> {
        let is_school = self.list_verified_schools().await?.iter().any(|it| it.id == school);
        let transaction = self.begin_writing().await?;
        let found = find(&transaction, permit).await?.filter(|(_, party)| *party == Party::Responder);
        let Some((row, _)) = found.filter(|_| is_school) else {
            return Ok(SchoolNamed::NotNow);
        };
        let connection = decode(row.clone())?;
        if connection.kind != ConnectionKind::Internship || connection.stage != Stage::Accepted {
            return Ok(SchoolNamed::NotNow);
        }
        if connection.school == Some(school) {
            return Ok(SchoolNamed::Done);
        }
        // Nobody supervises themself: what host and school confirm are two words.
        if connection.organisation == school {
            return Ok(SchoolNamed::IsHost);
        }
        let mut changed = row.into_active_model();
        changed.school_id = Set(Some(school));
        changed.revision = Set(connection.revision + 1);
        let row = changed.update(&transaction).await?;
        audit::append(&transaction, permit, Event::InternshipRecorded, "school", now).await?;
        tell(&transaction, &row, Party::School, (&NewsOf { what: "accept", chance, now }, None)).await?;
        transaction.commit().await?;
        Ok(SchoolNamed::Done)
    }
}

/// What there is at `now` of what the steps of an internship need.
pub(super) async fn internship_needs(
    transaction: &DatabaseTransaction,
    connection: &Connection,
    now: OffsetDateTime,
) -> Result<Vec<Need>, StoreError> {
    let file = internship_file(transaction, connection.id).await?;
    let mut needs = Vec::new();
    if file.latest().is_some_and(|version| version.agreed_at.is_none()) {
        needs.push(Need::Agreement);
    }
    if file.in_force().is_some() {
        needs.push(Need::AgreementSigned);
    }
    if file.may_begin(day_of(now)) {
        needs.push(Need::InternshipGates);
    }
    if [Party::Publisher, Party::School].iter().all(|&party| file.assessment_of(party).is_some()) {
        needs.push(Need::Assessment);
    }
    Ok(needs)
}

/// All that is known of an internship.
pub(super) async fn internship_file(db: &impl ConnectionTrait, id: ConnectionId) -> Result<InternshipFile, StoreError> {
    let row = connection::Entity::find_by_id(id).one(db).await?;
    let second_host = row.as_ref().and_then(|row| row.second_host_id);
    let (elsewhere, interns_besides) = match &row {
        Some(row) => (elsewhere(db, row).await?, interns_besides(db, row).await?),
        None => (Vec::new(), Vec::new()),
    };
    let host = maybe_organisation(db, row.map(|row| row.organisation_id)).await?;
    let second_host = maybe_organisation(db, second_host).await?;
    Ok(InternshipFile {
        host_is_agency: host.is_some_and(|it| it.staffing_agency),
        second_host_is_agency: second_host.is_some_and(|it| it.staffing_agency),
        versions: versions_of(db, id).await?,
        weeks: weeks_of(db, id).await?,
        visits: visits_of(db, id).await?,
        incidents: incidents_of(db, id).await?,
        assessments: assessments_of(db, id).await?,
        verdicts: verdicts_of(db, id).await?,
        elsewhere,
        interns_besides,
    })
}

/// When the student of `row` works in other internships that are not over, as the agreements say that hold. One whose end
/// nobody has confirmed can run again.
async fn elsewhere(db: &impl ConnectionTrait, row: &connection::Model) -> Result<Vec<DaysOfWork>, StoreError> {
    let Some(student) = row.person_id else { return Ok(Vec::new()) };
    let others = others_at(row, &STAGES_NOT_OVER).filter(connection::Column::PersonId.eq(student));
    let mut days = Vec::new();
    for other in others.all(db).await? {
        let versions = versions_of(db, other.id).await?;
        let in_force = versions.iter().find(|it| it.agreed_at.is_some());
        days.extend(in_force.map(|it| it.agreement.days_of_work()));
    }
    Ok(days)
}

/// The internships that run at the host of `row` while that of `row` itself has not begun: what was right at the beginning
/// of one stands when others begin.
async fn interns_besides(db: &impl ConnectionTrait, row: &connection::Model) -> Result<Vec<InternBeside>, StoreError> {
    use connection::Column;
    if !STAGES_BEFORE_BEGINNING.map(Stage::slug).contains(&row.stage.as_str()) {
        return Ok(Vec::new());
    }
    let at_host = others_running(row).filter(Column::OrganisationId.eq(row.organisation_id));
    let at_host = at_host.select_only().columns([Column::Id, Column::ListingId]);
    let at_host: Vec<(ConnectionId, ListingId)> = at_host.into_tuple().all(db).await?;
    let mut besides = Vec::new();
    for some in at_host.chunks(IDS_PER_REQUEST) {
        let ids: Vec<ConnectionId> = some.iter().map(|&(id, _)| id).collect();
        let in_force = agreements_in_force(db, &ids).await?;
        besides.extend(some.iter().filter_map(|(id, listing)| {
            let last_day = in_force.get(id)?.last_day;
            Some(InternBeside { last_day, is_at_post: *listing == row.listing_id })
        }));
    }
    Ok(besides)
}

/// The internships beside that of `row` that run or rest.
fn others_running(row: &connection::Model) -> Select<connection::Entity> {
    others_at(row, &[Stage::Running, Stage::Interrupted])
}

/// The internships beside that of `row` at one of `stages`.
fn others_at(row: &connection::Model, stages: &[Stage]) -> Select<connection::Entity> {
    use connection::Column;
    connection::Entity::find()
        .filter(Column::Kind.eq(ConnectionKind::Internship.slug()))
        .filter(Column::Stage.is_in(stages.iter().map(|stage| stage.slug())))
        .filter(Column::Id.ne(row.id))
}

/// The internships in which `actor` takes part: their own, those at the organisations for which they answer, as first or
/// second host, and those of students of the schools for which they see to them.
fn taken_part_in(actor: &Actor) -> Select<connection::Entity> {
    use connection::Column;
    let organisations = |action: Action| actor.organisations_for(action).map(OrganisationId::as_uuid);
    let at_school = Column::SchoolId.is_in(organisations(Action::SuperviseInternship));
    let hosts = || organisations(Action::AnswerResponse);
    let at_host = Column::OrganisationId.is_in(hosts()).or(Column::SecondHostId.is_in(hosts()));
    let own = Column::PersonId.eq(actor.person()).and(Column::ResponderOrganisationId.is_null());
    let accepted = Column::Kind.eq(ConnectionKind::Internship.slug());
    let accepted = accepted.and(Column::Stage.is_in(STAGES_PAST_ACCEPTANCE.map(Stage::slug)).or(refused_by_school()));
    connection::Entity::find().filter(accepted.and(at_school.or(at_host).or(own)))
}

fn refused_by_school() -> Expr {
    connection::Column::Stage.eq(Stage::Refused.slug()).and(connection::Column::SchoolId.is_not_null())
}

/// The versions of the agreement, the latest first.
pub(super) async fn versions_of(
    db: &impl ConnectionTrait,
    id: ConnectionId,
) -> Result<Vec<AgreementVersion>, StoreError> {
    let signatures = internship_signature::Entity::find().filter(internship_signature::Column::ConnectionId.eq(id));
    let signatures = signatures.all(db).await?;
    let rows = internship_agreement::Entity::find()
        .filter(internship_agreement::Column::ConnectionId.eq(id))
        .order_by_desc(internship_agreement::Column::Version)
        .all(db)
        .await?;
    rows.into_iter().map(|row| version(row, &signatures)).collect()
}

fn version(
    row: internship_agreement::Model,
    signatures: &[internship_signature::Model],
) -> Result<AgreementVersion, StoreError> {
    let id = row.connection_id.as_uuid();
    let corrupt = |field| move |_| StoreError::Corrupt { noun: "internship_agreement", id, field };
    let of_it = signatures.iter().filter(|it| it.version == row.version);
    let mut signatures = of_it.map(signature).collect::<Result<Vec<_>, _>>()?;
    signatures.sort_by_key(|it| it.signatory);
    Ok(AgreementVersion {
        version: row.version,
        agreement: serde_json::from_str(&row.contents).map_err(corrupt("contents"))?,
        written_at: row.written_at,
        agreed_at: row.agreed_at,
        documents: serde_json::from_str(&row.documents).map_err(corrupt("documents"))?,
        signatures,
    })
}

fn signature(row: &internship_signature::Model) -> Result<Signature, StoreError> {
    let id = row.connection_id.as_uuid();
    let signatory: Signatory = choice(&row.signatory, "internship_signature", id, "signatory")?;
    let scan = match (&row.media, &row.sha256, &row.stored_as) {
        (Some(media), Some(sha256), Some(stored_as)) => Some(Scan {
            media: choice(media, "internship_signature", id, "media")?,
            size: row.size.unwrap_or(0).unsigned_abs(),
            sha256: sha256.clone(),
            stored_as: stored_as.clone(),
        }),
        _ => None,
    };
    Ok(Signature { signatory, at: row.at, scan })
}

async fn visits_of(db: &impl ConnectionTrait, id: ConnectionId) -> Result<Vec<SchoolVisit>, StoreError> {
    let rows = internship_visit::Entity::find()
        .filter(internship_visit::Column::ConnectionId.eq(id))
        .order_by_asc(internship_visit::Column::OnDay)
        .order_by_asc(internship_visit::Column::Id);
    let visit = |row: internship_visit::Model| SchoolVisit { on: row.on_day, words: row.words, at: row.at };
    Ok(rows.all(db).await?.into_iter().map(visit).collect())
}

async fn assessments_of(db: &impl ConnectionTrait, id: ConnectionId) -> Result<Vec<Assessment>, StoreError> {
    let rows = internship_assessment::Entity::find().filter(internship_assessment::Column::ConnectionId.eq(id));
    let assessment = |row: internship_assessment::Model| {
        Ok(Assessment {
            party: choice(&row.party, "internship_assessment", id.as_uuid(), "party")?,
            grade: choice(&row.grade, "internship_assessment", id.as_uuid(), "grade")?,
            words: row.words,
            signed_by: row.signed_by,
            at: row.at,
        })
    };
    rows.order_by_asc(internship_assessment::Column::At).all(db).await?.into_iter().map(assessment).collect()
}

async fn verdicts_of(db: &impl ConnectionTrait, id: ConnectionId) -> Result<Vec<DecidedSuspicion>, StoreError> {
    let rows = internship_verdict::Entity::find().filter(internship_verdict::Column::ConnectionId.eq(id));
    let verdict = |row: internship_verdict::Model| {
        Ok(DecidedSuspicion {
            suspicion: choice(&row.suspicion, "internship_verdict", id.as_uuid(), "suspicion")?,
            verdict: choice(&row.verdict, "internship_verdict", id.as_uuid(), "verdict")?,
            words: row.words,
            at: row.at,
        })
    };
    rows.order_by_asc(internship_verdict::Column::At).all(db).await?.into_iter().map(verdict).collect()
}

/// Names in the folder of evidence of all that was brought or made for these internships.
pub(super) async fn internship_files_of(
    transaction: &DatabaseTransaction,
    ids: &[ConnectionId],
) -> Result<Vec<String>, StoreError> {
    let of_them = internship_signature::Column::ConnectionId.is_in(ids.iter().copied());
    let scans = internship_signature::Entity::find().filter(of_them).all(transaction).await?;
    let mut names: Vec<String> = scans.into_iter().filter_map(|it| it.stored_as).collect();
    for &id in ids {
        let versions = versions_of(transaction, id).await?;
        names.extend(versions.into_iter().flat_map(|it| it.documents).map(|it| it.stored_as));
    }
    Ok(names)
}
