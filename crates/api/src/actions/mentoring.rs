//! Mentors of firms at schools and teachers in firms: proposing, naming, agreeing, hours. The rules stand in
//! [`rongqiao_model::mentoring`].

use rongqiao_model::access::{Action, Actor, Desk, Permit, Thing};
use rongqiao_model::mentoring::{
    AppointmentFile, AppointmentKind, AppointmentStep, HoursStep, MentoringParty, NewAppointment, NewHours, Practised,
    is_found_by,
};
use rongqiao_model::organisation::Organisation;
use rongqiao_model::store::{MentoringMoved, NamedMentor};
use rongqiao_model::workbench::case::is_other_side;
use rongqiao_model::{AppointmentId, MentorHoursId, OrganisationId, PersonId};
use uuid::Uuid;

use crate::app::App;
use crate::problem::Problem;

/// What sets identities of appointments and hours apart from any other.
const PROPOSED_BY: &str = "proposed by a person";

/// An appointment as somebody sees it who takes part in it, with their leave on each of their sides.
#[derive(Debug)]
pub struct Mentoring {
    /// The appointment with its hours.
    pub file: AppointmentFile,
    /// On which sides whoever looks stands.
    pub sides: Vec<(MentoringParty, Permit)>,
}

impl Mentoring {
    /// The side on which whoever looks can do `step`, with their leave to.
    #[must_use]
    pub fn side_for(&self, app: &App, step: AppointmentStep) -> Option<&(MentoringParty, Permit)> {
        let today = app.clock.today();
        self.sides.iter().find(|(party, _)| self.file.appointment.can(step, *party, today))
    }

    /// The side on which whoever looks says and confirms hours.
    #[must_use]
    pub fn side_of_hours(&self) -> Option<&(MentoringParty, Permit)> {
        let appointment = &self.file.appointment;
        self.sides.iter().find(|(party, permit)| appointment.tells_hours(*party, permit.person()))
    }

    /// Whether whoever looks can propose the same once more: they act for its school.
    #[must_use]
    pub fn can_renew(&self) -> bool {
        self.sides.iter().any(|(party, _)| *party == MentoringParty::School)
    }
}

/// A firm that has mentors, and what it says that its people teach.
#[derive(Debug)]
pub struct MentorFirm {
    /// The firm.
    pub firm: Organisation,
    /// What its people teach.
    pub subjects: Vec<String>,
}

/// The schools for which `actor` appoints mentors and sends teachers.
///
/// # Errors
///
/// Returns a [`Problem`] if the database cannot be read.
pub async fn schools_of(app: &App, actor: &Actor) -> Result<Vec<Organisation>, Problem> {
    let mut schools = app.store.list_organisations_written_for(actor).await?;
    schools.retain(|it| permit(actor, AppointmentId::from_uuid(Uuid::nil()), it).is_ok());
    Ok(schools)
}

/// The firms for which `actor` lends mentors.
///
/// # Errors
///
/// Returns a [`Problem`] if the database cannot be read.
pub async fn firms_of(app: &App, actor: &Actor) -> Result<Vec<MentorFirm>, Problem> {
    let mut firms = app.store.list_organisations_written_for(actor).await?;
    firms.retain(|it| lends(actor, it).is_ok());
    with_subjects(app, firms).await
}

async fn with_subjects(app: &App, firms: Vec<Organisation>) -> Result<Vec<MentorFirm>, Problem> {
    let ids: Vec<OrganisationId> = firms.iter().map(|it| it.id).collect();
    let mut told = app.store.map_mentor_subjects(&ids).await?;
    let of = |firm: Organisation| MentorFirm { subjects: told.remove(&firm.id).unwrap_or_default(), firm };
    Ok(firms.into_iter().map(of).collect())
}

fn lends(actor: &Actor, firm: &Organisation) -> Result<Permit, Problem> {
    if firm.kind.desk() != Desk::Firms {
        return Err(Problem::not_found());
    }
    Ok(actor.permit(Action::LendMentor, Thing::organisation(firm.id, firm.kind))?)
}

/// The firm `id` for which `actor` lends mentors, with what it says that its people teach, and their leave to say it anew.
///
/// # Errors
///
/// Returns [`Problem::not_found`] if there is none for them.
pub async fn find_firm(app: &App, actor: &Actor, id: &str) -> Result<(MentorFirm, Permit), Problem> {
    let id = id.parse().map_err(|_| Problem::not_found())?;
    let found = app.store.find_public_organisation(id).await?.ok_or_else(Problem::not_found)?;
    let permit = lends(actor, &found)?;
    let firm = with_subjects(app, vec![found]).await?.pop().ok_or_else(Problem::not_found)?;
    Ok((firm, permit))
}

/// The schools for which `actor` appoints, and the firms to which they can propose an appointment of `kind`.
///
/// # Errors
///
/// Returns a [`Problem`] if the database cannot be read.
pub async fn choices(
    app: &App,
    actor: &Actor,
    kind: AppointmentKind,
) -> Result<(Vec<Organisation>, Vec<Organisation>), Problem> {
    let schools = schools_of(app, actor).await?;
    let mut firms = match kind {
        AppointmentKind::Mentor => app.store.list_firms_with_mentors(app.clock.now()).await?,
        AppointmentKind::TeacherPractice => app.store.list_firms_that_answer(app.clock.now()).await?,
    };
    firms.retain(|firm| schools.iter().any(|school| is_other_side(school.kind, firm.kind)));
    Ok((schools, firms))
}

/// The firms with mentors that `words` find by their names or by what their people teach, for whoever appoints mentors.
///
/// # Errors
///
/// Returns [`Problem::not_found`] if `actor` appoints none, or a [`Problem`] if the database cannot be read.
pub async fn find_mentor_firms(app: &App, actor: &Actor, words: &str) -> Result<Vec<MentorFirm>, Problem> {
    let (schools, firms) = choices(app, actor, AppointmentKind::Mentor).await?;
    if schools.is_empty() {
        return Err(Problem::not_found());
    }
    let mut firms = with_subjects(app, firms).await?;
    firms.retain(|it| is_found_by(words, &it.firm, &it.subjects));
    Ok(firms)
}

/// The teachers of `schools` whom `actor` can send, each once.
///
/// # Errors
///
/// Returns a [`Problem`] if the database cannot be read.
pub async fn teachers_of(app: &App, actor: &Actor, schools: &[Organisation]) -> Result<Vec<NamedMentor>, Problem> {
    let mut teachers: Vec<NamedMentor> = Vec::new();
    for school in schools {
        let permit = permit(actor, AppointmentId::from_uuid(Uuid::nil()), school)?;
        for teacher in app.store.list_teachers_of(&permit, app.clock.now()).await? {
            if !teachers.contains(&teacher) {
                teachers.push(teacher);
            }
        }
    }
    Ok(teachers)
}

/// What teachers of `school` practised in firms within five years.
///
/// # Errors
///
/// Returns a [`Problem`] if `actor` may not know, or the database cannot be read.
pub async fn practice_of(app: &App, actor: &Actor, school: &Organisation) -> Result<Vec<Practised>, Problem> {
    let permit = permit(actor, AppointmentId::from_uuid(Uuid::nil()), school)?;
    Ok(app.store.list_practice_of(&permit, app.clock.now()).await?)
}

fn permit(actor: &Actor, id: AppointmentId, school: &Organisation) -> Result<Permit, Problem> {
    let of_schools = school.kind.desk() == Desk::Universities;
    if !of_schools {
        return Err(Problem::not_found());
    }
    Ok(actor.permit(Action::AppointMentor, Thing::appointment(id, Some((school.id, school.kind)), None))?)
}

/// Proposes an appointment of `school` to `firm`, or sends a `teacher` there.
///
/// Its identity comes from the person and `nonce`: asking twice proposes one. Else says why not: one of the two is suspended,
/// or the teacher is none of the school.
///
/// # Errors
///
/// Returns a [`Problem`] if `actor` may not, or the database refuses.
pub async fn propose(
    app: &App,
    actor: &Actor,
    nonce: Uuid,
    (school, firm, teacher): (&Organisation, &Organisation, Option<PersonId>),
    new: &NewAppointment,
) -> Result<Result<AppointmentId, MentoringMoved>, Problem> {
    let id = AppointmentId::of_record(PROPOSED_BY, &format!("{} {nonce}", actor.person()));
    let permit = permit(actor, id, school)?;
    let by_chance = (&app.chance, app.clock.now());
    let moved = app.store.propose_appointment(&permit, (firm.id, teacher), new, by_chance).await?;
    app.letters_wait.notify_one();
    // What was sent before is there already.
    let is_there = moved == MentoringMoved::Done || app.store.find_appointment_for(actor, id).await?.is_some();
    Ok(if is_there { Ok(id) } else { Err(moved) })
}

/// The appointment `id` in which `actor` takes part.
///
/// # Errors
///
/// Returns [`Problem::not_found`] if there is none for them.
pub async fn find(app: &App, actor: &Actor, id: AppointmentId) -> Result<Mentoring, Problem> {
    let (file, sides) = app.store.find_appointment_for(actor, id).await?.ok_or_else(Problem::not_found)?;
    Ok(Mentoring { file, sides })
}

/// Does `step` to an appointment as somebody saw it at `revision`.
///
/// # Errors
///
/// Returns a [`Problem`] if the database refuses.
pub async fn move_on(
    app: &App,
    mentoring: &Mentoring,
    revision: i64,
    (step, mentor, reason): (AppointmentStep, Option<PersonId>, &str),
) -> Result<MentoringMoved, Problem> {
    let Some((party, permit)) = mentoring.side_for(app, step) else { return Ok(MentoringMoved::NotNow) };
    let by_chance = (&app.chance, app.clock.now());
    let moved = app.store.move_appointment((permit, *party), revision, (step, mentor, reason), by_chance).await?;
    app.letters_wait.notify_one();
    Ok(moved)
}

/// Writes hours down, once for each `nonce`.
///
/// # Errors
///
/// Returns a [`Problem`] if the database refuses.
pub async fn log(app: &App, mentoring: &Mentoring, nonce: Uuid, new: &NewHours) -> Result<MentoringMoved, Problem> {
    let Some((party, permit)) = mentoring.side_of_hours() else { return Ok(MentoringMoved::NotNow) };
    let id = MentorHoursId::of_record(PROPOSED_BY, &format!("{} {nonce}", permit.person()));
    let by_chance = (&app.chance, app.clock.now());
    let moved = app.store.log_mentor_hours((permit, *party), id, new, by_chance).await?;
    app.letters_wait.notify_one();
    Ok(moved)
}

/// Confirms or disputes hours as somebody saw them at a revision.
///
/// # Errors
///
/// Returns a [`Problem`] if the database refuses.
pub async fn answer_hours(
    app: &App,
    mentoring: &Mentoring,
    hours: (MentorHoursId, i64),
    step: (HoursStep, &str),
) -> Result<MentoringMoved, Problem> {
    let Some((party, permit)) = mentoring.side_of_hours() else { return Ok(MentoringMoved::NotNow) };
    let by_chance = (&app.chance, app.clock.now());
    let moved = app.store.answer_mentor_hours((permit, *party), hours, step, by_chance).await?;
    app.letters_wait.notify_one();
    Ok(moved)
}
