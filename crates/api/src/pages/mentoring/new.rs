//! `/my/mentoring/new` and `/my/mentoring/practice`: a school proposes to a firm to appoint one of its mentors, or sends one
//! of its own teachers there. `?firm=` chooses the firm, `?after=` takes over what an earlier one says.

use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_model::access::Actor;
use rongqiao_model::mentoring::{AppointmentKind, NewAppointment};
use rongqiao_model::organisation::Organisation;
use rongqiao_model::store::{MentoringMoved, NamedMentor};
use time::Duration;

use super::super::form::{Choosable, Field, FormPage, Input, Sent};
use super::super::visit::Visit;
use super::super::wording::Wording;
use super::{key_of, labelled, tell};
use crate::actions::mentoring::{choices, find, propose, teachers_of};
use crate::app::App;
use crate::problem::Problem;
use crate::session::Acting;

/// What can be chosen.
struct Offered {
    kind: AppointmentKind,
    schools: Vec<Organisation>,
    firms: Vec<Organisation>,
    teachers: Vec<NamedMentor>,
}

impl Offered {
    async fn found(app: &App, actor: &Actor, kind: AppointmentKind) -> Result<Self, Problem> {
        let (schools, firms) = choices(app, actor, kind).await?;
        if schools.is_empty() {
            return Err(Problem::not_found());
        }
        let teachers = match kind {
            AppointmentKind::Mentor => Vec::new(),
            AppointmentKind::TeacherPractice => teachers_of(app, actor, &schools).await?,
        };
        Ok(Self { kind, schools, firms, teachers })
    }

    /// What is missing before anything can be proposed; the key of the words for it.
    fn missing(&self) -> Option<String> {
        let is_practice = self.kind == AppointmentKind::TeacherPractice;
        if is_practice && self.teachers.is_empty() {
            return Some("mentoring-no-teachers".to_owned());
        }
        self.firms.is_empty().then(|| key_of(self.kind, "mentoring-no-firms"))
    }
}

/// `GET /my/mentoring/new`
pub(super) async fn show(State(app): State<App>, visit: Visit, Acting(actor): Acting) -> Result<Response, Problem> {
    show_form(&app, &visit, &actor, AppointmentKind::Mentor).await
}

/// `GET /my/mentoring/practice`
pub(super) async fn show_practice(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
) -> Result<Response, Problem> {
    show_form(&app, &visit, &actor, AppointmentKind::TeacherPractice).await
}

/// `POST /my/mentoring/new`
pub(super) async fn submit(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    form: String,
) -> Result<Response, Problem> {
    take(&app, &visit, &actor, (AppointmentKind::Mentor, &Sent::read(&form))).await
}

/// `POST /my/mentoring/practice`
pub(super) async fn submit_practice(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    form: String,
) -> Result<Response, Problem> {
    take(&app, &visit, &actor, (AppointmentKind::TeacherPractice, &Sent::read(&form))).await
}

async fn show_form(app: &App, visit: &Visit, actor: &Actor, kind: AppointmentKind) -> Result<Response, Problem> {
    let offered = Offered::found(app, actor, kind).await?;
    let mut page = page(app, visit, &offered, &begun(app, visit, actor).await?);
    let Some(missing) = offered.missing() else { return page.show() };
    page.fields.clear();
    page.submit.clear();
    page.show_conflict(visit.language.say(&missing))
}

/// What the form holds at first: what the address names.
async fn begun(app: &App, visit: &Visit, actor: &Actor) -> Result<Sent, Problem> {
    let asked = Sent::read(&visit.query);
    let firm = ("mentor-firm", asked.raw("firm").to_owned());
    let Ok(id) = asked.raw("after").parse() else { return Ok(Sent::of([firm])) };
    let earlier = find(app, actor, id).await?;
    if !earlier.can_renew() {
        return Err(Problem::not_found());
    }
    let appointment = earlier.file.appointment;
    let from = (appointment.terms.until_on + Duration::days(1)).max(app.clock.today());
    Ok(Sent::of([
        ("mentor-school", appointment.school.to_string()),
        ("mentor-firm", appointment.firm.to_string()),
        ("mentor-teacher", appointment.person.map(|it| it.to_string()).unwrap_or_default()),
        ("mentor-subject", appointment.terms.subject),
        ("mentor-from", from.to_string()),
        ("mentor-hours", appointment.terms.hours_planned.to_string()),
    ]))
}

async fn take(
    app: &App,
    visit: &Visit,
    actor: &Actor,
    (kind, sent): (AppointmentKind, &Sent),
) -> Result<Response, Problem> {
    let t = visit.language;
    let offered = Offered::found(app, actor, kind).await?;
    let mut page = page(app, visit, &offered, sent);
    let read = NewAppointment::read(&sent.record(""), app.clock.today());
    if let Err(wrong) = &read {
        tell(t, &mut page.fields, wrong);
    }
    let chosen =
        |list: &[Organisation], field: &str| list.iter().find(|it| it.id.to_string() == sent.raw(field)).cloned();
    let (school, firm) = (chosen(&offered.schools, "mentor-school"), chosen(&offered.firms, "mentor-firm"));
    let teacher = offered.teachers.iter().map(|it| it.person).find(|it| it.to_string() == sent.raw("mentor-teacher"));
    let is_sent = kind == AppointmentKind::Mentor || teacher.is_some();
    for (field, is_chosen) in
        [("mentor-school", school.is_some()), ("mentor-firm", firm.is_some()), ("mentor-teacher", is_sent)]
    {
        if !is_chosen {
            mend(&mut page, field, |label| t.with("posting-mistake-choice", "field", label));
        }
    }
    let (Ok(new), Some(school), Some(firm), true) = (read, school, firm, is_sent) else { return page.show_mistakes() };
    let nonce = sent.raw("nonce").parse().map_err(|_| Problem::not_found())?;
    match propose(app, actor, nonce, (&school, &firm, teacher), &new).await? {
        Ok(id) => Ok(Redirect::to(&t.path(&format!("/my/mentoring/{id}"))).into_response()),
        Err(MentoringMoved::Suspended) => page.show_conflict(t.say("mentoring-suspended")),
        Err(
            MentoringMoved::Done
            | MentoringMoved::Changed
            | MentoringMoved::NotNow
            | MentoringMoved::NoMentor
            | MentoringMoved::TooManyHours,
        ) => {
            mend(&mut page, "mentor-teacher", |_| t.say("mistake-mentor-teacher"));
            page.show_mistakes()
        }
    }
}

fn mend(page: &mut FormPage, name: &str, mistake: impl Fn(&str) -> String) {
    let field = page.fields.iter_mut().find(|it| it.name == name);
    field.into_iter().for_each(|it| it.mistake = Some(mistake(&it.label)));
}

fn page(app: &App, visit: &Visit, offered: &Offered, sent: &Sent) -> FormPage {
    let (t, kind) = (visit.language, offered.kind);
    let wording = Wording::new(app, t);
    let mut page = FormPage::new(app, visit, &key_of(kind, "mentoring-new"));
    let field = |name: &str, input| labelled(t, kind, Field::new(t, name, input, "off").holding(sent.raw(name)));
    let choice = |it: &Organisation| Choosable {
        value: it.id.to_string(),
        words: wording.either(&it.name, it.name_en.as_deref()).text,
    };
    page.fields = vec![
        field("mentor-school", Input::Choice).among(offered.schools.iter().map(choice).collect()),
        field("mentor-firm", Input::Choice).among(offered.firms.iter().map(choice).collect()),
        field("mentor-subject", Input::Line),
        field("mentor-from", Input::Day),
        field("mentor-until", Input::Day),
        field("mentor-hours", Input::Number),
    ];
    match kind {
        AppointmentKind::Mentor => page.fields.push(field("mentor-certificate", Input::Line).optional()),
        AppointmentKind::TeacherPractice => {
            let teacher = |it: &NamedMentor| Choosable { value: it.person.to_string(), words: it.name.clone() };
            let teachers = offered.teachers.iter().map(teacher).collect();
            page.fields.insert(1, field("mentor-teacher", Input::Choice).among(teachers));
        }
    }
    let nonce = match sent.raw("nonce") {
        "" => app.chance.id(app.clock.now()).to_string(),
        nonce => nonce.to_owned(),
    };
    page.hidden = vec![("nonce", nonce)];
    if kind == AppointmentKind::Mentor {
        page.others.push((t.say("mentoring-firms-title"), t.path("/my/mentoring/firms")));
    }
    page.others.push((t.say("mentoring-title"), t.path("/my/mentoring")));
    page
}
