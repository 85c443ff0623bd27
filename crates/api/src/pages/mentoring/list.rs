//! `GET /my/mentoring`: the appointments of the schools and firms for which somebody acts, and their own.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use rongqiao_model::mentoring::AppointmentFile;
use rongqiao_model::organisation::Organisation;

use super::super::layout::{Layout, answer_privately};
use super::super::paging::{Ways, page_asked};
use super::super::visit::Visit;
use super::super::wording::Wording;
use crate::actions::mentoring::choices;
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
}

#[derive(Debug)]
struct Line {
    href: String,
    subject: String,
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
    let appoints = !choices(&app, &actor).await?.0.is_empty();
    let ways = Ways::from(&visit, asked, &page);
    let lines = page.rows.iter().map(|it| line(&wording, it)).collect();
    answer_privately(StatusCode::OK, &ListPage { t, layout, lines, ways, appoints })
}

fn line(wording: &Wording<'_>, file: &AppointmentFile) -> Line {
    let t = wording.t;
    let named = |it: &Organisation| wording.either(&it.name, it.name_en.as_deref()).text;
    let state = file.appointment.state(wording.today());
    Line {
        href: t.path(&format!("/my/mentoring/{}", file.appointment.id)),
        subject: file.appointment.terms.subject.clone(),
        sides: t.fill("cooperation-between", &[("one", named(&file.school)), ("other", named(&file.firm))]),
        slug: state.slug(),
        state: t.say(&format!("appointment-{}", state.slug())),
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
    wording.t.fill("mentoring-hours-told", &values)
}
