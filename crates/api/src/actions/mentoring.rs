//! Mentors of firms at schools: proposing, naming, agreeing, hours. The rules stand in [`rongqiao_model::mentoring`].

use rongqiao_model::access::{Action, Actor, Permit, Thing};
use rongqiao_model::mentoring::{
    AppointmentFile, AppointmentStep, HoursStep, MentoringParty, NewAppointment, NewHours,
};
use rongqiao_model::organisation::Organisation;
use rongqiao_model::store::MentoringMoved;
use rongqiao_model::workbench::case::is_other_side;
use rongqiao_model::{AppointmentId, MentorHoursId, PersonId};
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
        self.sides.iter().find(|(party, _)| party.tells_hours())
    }
}

/// The schools for which `actor` appoints, and the firms to which they can propose it.
///
/// # Errors
///
/// Returns a [`Problem`] if the database cannot be read.
pub async fn choices(app: &App, actor: &Actor) -> Result<(Vec<Organisation>, Vec<Organisation>), Problem> {
    let mut firms = app.store.list_firms_with_mentors(app.clock.now()).await?;
    let mut schools = app.store.list_organisations_written_for(actor).await?;
    schools.retain(|it| permit(actor, AppointmentId::from_uuid(Uuid::nil()), it).is_ok());
    firms.retain(|firm| schools.iter().any(|school| is_other_side(school.kind, firm.kind)));
    Ok((schools, firms))
}

fn permit(actor: &Actor, id: AppointmentId, school: &Organisation) -> Result<Permit, Problem> {
    let of_schools = school.kind.desk() == rongqiao_model::access::Desk::Universities;
    if !of_schools {
        return Err(Problem::not_found());
    }
    Ok(actor.permit(Action::AppointMentor, Thing::appointment(id, Some((school.id, school.kind)), None))?)
}

/// Proposes an appointment of `school` to `firm`, whose identity comes from the person and `nonce`: asking twice proposes
/// one.
///
/// # Errors
///
/// Returns a [`Problem`] if `actor` may not, or the database refuses.
pub async fn propose(
    app: &App,
    actor: &Actor,
    nonce: Uuid,
    (school, firm): (&Organisation, &Organisation),
    new: &NewAppointment,
) -> Result<AppointmentId, Problem> {
    let id = AppointmentId::of_record(PROPOSED_BY, &format!("{} {nonce}", actor.person()));
    let permit = permit(actor, id, school)?;
    app.store.propose_appointment(&permit, firm.id, new, (&app.chance, app.clock.now())).await?;
    app.letters_wait.notify_one();
    Ok(id)
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
