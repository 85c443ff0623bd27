//! `GET /my/mentoring`: the appointments of the schools and firms for which somebody acts, and their own; what their firms'
//! people teach, and what their schools' teachers practised.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use rongqiao_model::access::Actor;
use rongqiao_model::mentoring::{AppointmentFile, PRACTICE_MONTHS, Practised};
use rongqiao_model::organisation::Organisation;

use super::super::layout::{Layout, answer_privately};
use super::super::paging::{Ways, page_asked};
use super::super::visit::Visit;
use super::super::wording::{Worded, Wording};
use super::key_of;
use crate::actions::mentoring::{MentorFirm, firms_of, practice_of, schools_of};
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;
use crate::session::Acting;

/// Appointments shown, the latest first.
const SHOWN: u64 = 50;

#[derive(Template)]
#[template(path = "mentoring_list.html")]
struct ListPage {
    t: Language,
    layout: Layout,
    lines: Vec<Line>,
    ways: Ways,
    appoints: bool,
    firms: Vec<FirmLine>,
    schools: Vec<SchoolTable>,
    /// What the rules ask of teachers.
    practice_rule: String,
}

/// What the people of a firm teach.
#[derive(Debug)]
struct FirmLine {
    href: String,
    name: Worded,
    subjects: Vec<Worded>,
}

/// What the teachers of a school practised.
#[derive(Debug)]
struct SchoolTable {
    id: String,
    name: Worded,
    rows: Vec<PractisedRow>,
}

#[derive(Debug)]
struct PractisedRow {
    name: String,
    days: String,
    hours: String,
}

#[derive(Debug)]
struct Line {
    href: String,
    subject: String,
    kind: String,
    sides: String,
    slug: &'static str,
    state: String,
    hours: String,
}

/// `GET /my/mentoring`
pub(super) async fn show(State(app): State<App>, visit: Visit, Acting(actor): Acting) -> Result<Response, Problem> {
    let t = visit.language;
    let wording = Wording::new(&app, t);
    let asked = page_asked(&visit, SHOWN);
    let page = app.store.list_appointments_of(&actor, asked).await?;
    let mut layout = Layout::new(&app, &visit, t.say("mentoring-title"));
    layout.indexed = false;
    let schools = tables(&app, &wording, &actor).await?;
    let firms = firms_of(&app, &actor).await?.iter().map(|it| firm_line(&wording, it)).collect();
    let ways = Ways::from(&visit, asked, &page);
    let lines = page.rows.iter().map(|it| line(&wording, it)).collect();
    let appoints = !schools.is_empty();
    let practice_rule = t.with("mentoring-practised-rule", "months", PRACTICE_MONTHS);
    answer_privately(StatusCode::OK, &ListPage { t, layout, lines, ways, appoints, firms, schools, practice_rule })
}

fn firm_line(wording: &Wording<'_>, it: &MentorFirm) -> FirmLine {
    FirmLine {
        href: wording.t.path(&format!("/my/mentoring/firms/{}", it.firm.id)),
        name: wording.either(&it.firm.name, it.firm.name_en.as_deref()),
        subjects: it.subjects.iter().map(|subject| wording.worded(subject)).collect(),
    }
}

/// What the teachers of the schools practised for which `actor` appoints.
async fn tables(app: &App, wording: &Wording<'_>, actor: &Actor) -> Result<Vec<SchoolTable>, Problem> {
    let mut tables = Vec::new();
    for school in schools_of(app, actor).await? {
        let row =
            |it: Practised| PractisedRow { name: it.name, days: it.days.to_string(), hours: it.hours.to_string() };
        tables.push(SchoolTable {
            id: format!("practised-{}", school.id),
            name: wording.either(&school.name, school.name_en.as_deref()),
            rows: practice_of(app, actor, &school).await?.into_iter().map(row).collect(),
        });
    }
    Ok(tables)
}

fn line(wording: &Wording<'_>, file: &AppointmentFile) -> Line {
    let t = wording.t;
    let named = |it: &Organisation| wording.either(&it.name, it.name_en.as_deref()).text;
    let state = file.appointment.state(wording.today());
    Line {
        href: t.path(&format!("/my/mentoring/{}", file.appointment.id)),
        subject: file.appointment.terms.subject.clone(),
        sides: t.fill("cooperation-between", &[("one", named(&file.school)), ("other", named(&file.firm))]),
        kind: t.say(&format!("mentoring-kind-{}", file.appointment.kind.slug())),
        slug: state.slug(),
        state: t.say(&key_of(file.appointment.kind, &format!("appointment-{}", state.slug()))),
        hours: hours_words(wording, file),
    }
}

/// How many hours are planned, and how those that were taught stand.
pub(super) fn hours_words(wording: &Wording<'_>, file: &AppointmentFile) -> String {
    let told = file.told();
    let values = [
        ("planned", file.appointment.terms.hours_planned.to_string()),
        ("confirmed", told.confirmed.to_string()),
        ("logged", told.logged.to_string()),
        ("disputed", told.disputed.to_string()),
    ];
    wording.t.fill(&key_of(file.appointment.kind, "mentoring-hours-told"), &values)
}
