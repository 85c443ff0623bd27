//! `/my/internships/{id}`: an internship for student, host and school: what is missing, what to do next, the agreement, the
//! diary, visits, assessments, what was said and done.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_model::connect::{Connection, Party, Stage, Step};
use rongqiao_model::internship::{
    DiaryWeek, STAGES_OF_DISPUTED_WEEKS, STAGES_OF_SIGNING, STAGES_OF_WEEKS, Signatory, Suspicion, SuspicionVerdict,
};

use super::super::connections::{ConnectionPart, Handled, handle};
use super::super::form::{Field, Form, Input, Sent};
use super::super::layout::{Layout, answer_privately};
use super::super::visit::Visit;
use super::super::wording::{Worded, Wording};
use super::frames::{self, FrameView};
use super::incident::{self, IncidentView, STAGES_OF_INCIDENTS};
use super::records::{self, AssessmentView, ContentView, FindingView, VersionView, WeekView};
use super::{archive, internship_of, path_of, second_host};
use crate::actions::internships::{Internship, find_internship};
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;
use crate::session::Acting;

/// What the sides do with a button or a form on this page; they confirm the agreement with a form of its own.
const OFFERED: [Step; 10] = [
    Step::Approve,
    Step::Start,
    Step::Resume,
    Step::Deliver,
    Step::Confirm,
    Step::Refuse,
    Step::Interrupt,
    Step::Reject,
    Step::Dispute,
    Step::Terminate,
];

#[derive(Template)]
#[template(path = "internship.html")]
pub(super) struct InternshipPage {
    t: Language,
    layout: Layout,
    title: Worded,
    about: Vec<(String, Worded)>,
    frame: Option<FrameView>,
    next: String,
    pub(super) part: ConnectionPart,
    findings: Vec<FindingView>,
    latest: Option<VersionView>,
    earlier: Vec<VersionView>,
    /// The version that whoever looks can confirm now, and whose paper they can bring.
    to_sign: Option<i32>,
    /// What whoever confirms should know besides.
    sign_note: Option<String>,
    /// Words and addresses of what can be written down now.
    ways: Vec<(String, String)>,
    /// The same of what is seldom wanted.
    besides: Vec<(String, String)>,
    total: Option<String>,
    weeks: Vec<WeekView>,
    /// Whether one can be disputed now.
    disputes_weeks: bool,
    /// Those that can be confirmed together, as the form holds them.
    open_weeks: Vec<String>,
    visits: Vec<(String, String)>,
    incidents: Vec<IncidentView>,
    assessments: Vec<AssessmentView>,
    pub(super) suspicions: Vec<SuspicionView>,
    is_desk: bool,
}

/// Something that makes one wonder, for a desk.
#[derive(Debug)]
pub(super) struct SuspicionView {
    pub(super) slug: &'static str,
    pub(super) words: String,
    pub(super) why: String,
    pub(super) decided: Option<(String, String)>,
    pub(super) fields: Vec<Field>,
}

impl Form for InternshipPage {
    fn fields(&self) -> impl Iterator<Item = &Field> {
        self.part.fields().chain(self.suspicions.iter().flat_map(|it| &it.fields))
    }

    fn refusal(&self) -> Option<&str> {
        self.part.refusal.as_deref()
    }
}

/// `GET /my/internships/{id}`; the second host has a page of its own.
pub(super) async fn show(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let id = internship_of(&id)?;
    let internship = match find_internship(&app, &actor, id).await {
        Ok(internship) => internship,
        Err(error) => {
            let second_hosts = app.store.find_as_second_host(&actor, id).await?;
            let to = second_hosts.map(|_| second_host::path_of(visit.language, id)).ok_or(error)?;
            return Ok(Redirect::to(&to).into_response());
        }
    };
    answer_privately(StatusCode::OK, &page(&app, &visit, &internship, &Sent::default()))
}

/// `POST /my/internships/{id}`: does a step or says something.
pub(super) async fn submit(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
    form: String,
) -> Result<Response, Problem> {
    let sent = Sent::read(&form);
    let internship = find_internship(&app, &actor, internship_of(&id)?).await?;
    // What is written down beside its step has a form of its own.
    if [Step::Amend, Step::Agree].iter().any(|step| sent.raw("do") == step.slug()) {
        return Err(Problem::not_found());
    }
    let mut page = page(&app, &visit, &internship, &sent);
    match handle(&app, &visit, &internship.permit, &sent, &mut page.part).await? {
        Handled::Done(to) => Ok(Redirect::to(&to).into_response()),
        Handled::Mend(status) => answer_privately(status, &page),
        Handled::Refused(refusal) => {
            let internship = find_internship(&app, &actor, internship.file.connection.id).await?;
            let mut page = self::page(&app, &visit, &internship, &sent);
            page.part.refusal = Some(refusal);
            answer_privately(StatusCode::CONFLICT, &page)
        }
    }
}

/// The page as the side of `internship` sees it, holding what was `sent` before.
pub(super) fn page(app: &App, visit: &Visit, internship: &Internship, sent: &Sent) -> InternshipPage {
    let (t, file) = (visit.language, &internship.file);
    let connection = &file.connection;
    let wording = Wording::new(app, t);
    let is_desk = !matches!(internship.party, Party::Responder | Party::Publisher | Party::School);
    let action =
        if is_desk { t.path(&format!("/desk/internships/{}", connection.id)) } else { path_of(t, connection.id) };
    let mut layout = Layout::new(app, visit, connection.title.clone());
    layout.indexed = false;
    layout.demo = file.organisation.demo;
    let offered: &[Step] = if is_desk { &[Step::Settle, Step::Terminate] } else { &OFFERED };
    let mut part = ConnectionPart::new((app, &wording), file, (internship.party, offered), (action.clone(), sent));
    part.notes.extend(guardian_note(t, internship));
    let begins = matches!(connection.stage, Stage::Approved | Stage::Agreed | Stage::Running | Stage::Interrupted);
    let findings = if begins { records::findings(&wording, internship, app.clock.today()) } else { Vec::new() };
    let papers_at = path_of(t, connection.id);
    let mut versions = internship.records.versions.iter().map(|it| records::version(&wording, it, &papers_at));
    let today = app.clock.today();
    let goes_on = matches!(connection.stage, Stage::Running | Stage::Interrupted);
    let can_be_confirmed = STAGES_OF_WEEKS.contains(&connection.stage);
    let is_over = |week: &DiaryWeek| can_be_confirmed && (!goes_on || week.is_over(today));
    let weeks = records::weeks(&wording, internship, is_over);
    let waiting = weeks.iter().filter(|week| week.waits).count();
    let note = weeks_note(t, (&part, connection.stage), waiting);
    part.notes.extend(note);
    part.notes.extend(pending_note(t, internship, today));
    part.notes.extend(version_note(t, internship));
    part.notes.extend(early_note(&wording, internship, today));
    let visit_line = |it: &rongqiao_model::internship::SchoolVisit| (wording.day(it.on), it.words.clone());
    InternshipPage {
        t,
        layout,
        title: wording.worded(&connection.title),
        about: about(&wording, internship),
        frame: frames::view(&wording, internship),
        next: next(t, connection),
        part,
        findings,
        latest: versions.next(),
        earlier: versions.collect(),
        to_sign: to_sign(internship),
        sign_note: sign_note(t, internship),
        ways: ways(t, internship),
        besides: besides(t, internship, &action),
        total: (!internship.records.weeks.is_empty()).then(|| records::total(&wording, internship)),
        disputes_weeks: STAGES_OF_DISPUTED_WEEKS.contains(&connection.stage),
        open_weeks: weeks.iter().filter_map(records::open_week).collect(),
        weeks,
        visits: internship.records.visits.iter().map(visit_line).collect(),
        incidents: incident::views(&wording, internship, (action.as_str(), app.clock.now())),
        assessments: internship.records.assessments.iter().map(|it| records::assessment(&wording, it)).collect(),
        suspicions: Vec::new(),
        is_desk,
    }
}

/// Who takes part, and what a desk found to be true of what made it wonder.
fn about(wording: &Wording<'_>, internship: &Internship) -> Vec<(String, Worded)> {
    let t = wording.t;
    let file = &internship.file;
    let student = internship.names().map(|it| it.student);
    let shared = file.connection.shared.as_ref().map(|it| it.name.clone());
    let student = student.or(shared).unwrap_or_else(|| t.say("internship-nameless"));
    let school = file.school.as_ref().map(|it| wording.either(&it.name, it.name_en.as_deref()));
    let host = wording.either(&file.organisation.name, file.organisation.name_en.as_deref());
    let who = |signatory: Signatory| t.say(&format!("internship-signatory-{}", signatory.slug()));
    let about = [(who(Signatory::Student), wording.worded(&student)), (who(Signatory::Host), host)];
    let upheld = internship.records.verdicts.iter().filter(|it| it.verdict == SuspicionVerdict::Upheld);
    let upheld =
        upheld.map(|it| (t.say(&format!("internship-suspicion-{}", it.suspicion.slug())), wording.worded(&it.words)));
    about.into_iter().chain(school.map(|it| (who(Signatory::School), it))).chain(upheld).collect()
}

/// The version that waits for the word of whoever looks.
fn to_sign(internship: &Internship) -> Option<i32> {
    let own = Signatory::of(internship.party)?;
    let is_open = STAGES_OF_SIGNING.contains(&internship.file.connection.stage);
    let latest = internship.records.latest().filter(|_| is_open)?;
    latest.unsigned().contains(&own).then_some(latest.version)
}

/// What the student should know before they confirm: who is shown the agreement by it.
fn sign_note(t: Language, internship: &Internship) -> Option<String> {
    let second = internship.records.latest()?.agreement.second_host.as_ref()?;
    let is_student = internship.party == Party::Responder;
    is_student.then(|| t.with("internship-agree-second-host", "name", &second.name))
}

/// How the word of a parent or guardian comes here, while it is missing.
fn guardian_note(t: Language, internship: &Internship) -> Option<String> {
    let is_open = STAGES_OF_SIGNING.contains(&internship.file.connection.stage);
    let latest = internship.records.latest().filter(|_| is_open)?;
    latest.unsigned().contains(&Signatory::Guardian).then(|| t.say("internship-guardian-note"))
}

/// What comes next.
fn next(t: Language, connection: &Connection) -> String {
    if connection.stage == Stage::Accepted && connection.school.is_some() {
        return t.say("internship-next-accepted-school");
    }
    t.say(&format!("internship-next-{}", connection.stage.slug()))
}

/// How many weeks still wait for the word of whoever is about to confirm the end, or has seen it.
fn weeks_note(t: Language, (part, stage): (&ConnectionPart, Stage), waiting: usize) -> Option<String> {
    let ends = part.forms.iter().any(|it| it.step == Step::Confirm.slug());
    let has_ended = matches!(stage, Stage::Confirmed | Stage::Terminated);
    ((ends || has_ended) && waiting > 0).then(|| t.with("internship-weeks-waiting", "number", waiting))
}

/// Why the version that waits for words could not come into force on `today`, were everybody to confirm it.
fn pending_note(t: Language, internship: &Internship, today: time::Date) -> Option<String> {
    let pending = internship.records.latest().filter(|it| it.agreed_at.is_none())?;
    let gates = internship.records.forbidden(&pending.agreement, (internship.file.connection.stage, today));
    (!gates.is_empty()).then(|| records::forbidden(t, internship.party, &gates))
}

/// Which version holds while a later one waits for words.
fn version_note(t: Language, internship: &Internship) -> Option<String> {
    let waits = internship.records.latest().is_some_and(|it| it.agreed_at.is_none());
    let in_force = internship.records.in_force().filter(|_| waits)?;
    Some(t.with("internship-version-holds", "version", in_force.version))
}

/// That the agreed last day is ahead although somebody has reported the end.
fn early_note(wording: &Wording<'_>, internship: &Internship, today: time::Date) -> Option<String> {
    let last_day = internship.records.in_force()?.agreement.last_day;
    let is_early = internship.file.connection.stage == Stage::Delivered && today < last_day;
    is_early.then(|| wording.t.with("internship-ends-early", "day", wording.day(last_day)))
}

/// What whoever looks can write down now.
fn ways(t: Language, internship: &Internship) -> Vec<(String, String)> {
    let connection = &internship.file.connection;
    let at = |path: &str| format!("{}/{path}", path_of(t, connection.id));
    let is = |stages: &[Stage]| stages.contains(&connection.stage);
    let latest = internship.records.latest().filter(|_| is(&STAGES_OF_SIGNING));
    let brings = latest.is_some_and(|it| {
        let unsigned = it.unsigned();
        Signatory::brought_by(internship.party).iter().any(|signatory| unsigned.contains(signatory))
    });
    let school = internship.party == Party::School;
    let student = internship.party == Party::Responder;
    let assesses = matches!(internship.party, Party::Publisher | Party::School) && is(&[Stage::Delivered]);
    [
        ("school", student && is(&[Stage::Accepted]) && connection.school.is_none()),
        ("another-school", student && is(&[Stage::Accepted]) && connection.school.is_some()),
        ("plan", school && is(&STAGES_OF_SIGNING)),
        ("scan", brings),
        ("diary", student && is(&[Stage::Running])),
        ("visits", school && is(&[Stage::Running])),
        ("assessment", assesses),
    ]
    .into_iter()
    .filter(|(_, may)| *may)
    .map(|(way, _)| (t.say(&format!("internship-way-{way}")), at(way.trim_start_matches("another-"))))
    .collect()
}

/// What is seldom wanted on the page at `address`: to report an incident, and to take everything along.
fn besides(t: Language, internship: &Internship, address: &str) -> Vec<(String, String)> {
    let is_side = matches!(internship.party, Party::Responder | Party::Publisher | Party::School);
    let reports = is_side && STAGES_OF_INCIDENTS.contains(&internship.file.connection.stage);
    [("incidents", reports), ("archive", archive::is_there(internship))]
        .into_iter()
        .filter(|(_, may)| *may)
        .map(|(way, _)| (t.say(&format!("internship-way-{way}")), format!("{address}/{way}")))
        .collect()
}

/// What makes a desk wonder, with what was decided, each with a form to decide it.
pub(super) fn suspicions(t: Language, internship: &Internship, shown: &[Suspicion]) -> Vec<SuspicionView> {
    let view = |&suspicion: &Suspicion| {
        let slug = suspicion.slug();
        let decided = internship.records.verdicts.iter().find(|it| it.suspicion == suspicion);
        let decided = decided.map(|it| (t.say(&format!("internship-verdict-{}", it.verdict.slug())), it.words.clone()));
        let mut verdict = Field::new(t, &format!("verdict-{slug}"), Input::Radios, "off");
        verdict.label = t.say("field-verdict");
        let mut words = Field::new(t, &format!("verdict-words-{slug}"), Input::Text, "off");
        words.label = t.say("field-verdict-words");
        SuspicionView {
            slug,
            words: t.say(&format!("internship-suspicion-{slug}")),
            why: t.say(&format!("internship-suspicion-{slug}-why")),
            decided,
            fields: vec![verdict.of_choices(t, "internship-verdict", SuspicionVerdict::ALL, &[]), words],
        }
    };
    shown.iter().map(view).collect()
}
