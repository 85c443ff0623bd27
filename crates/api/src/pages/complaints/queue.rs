//! `/desk/complaints`: the cases that wait at somebody's desks, the one due first first, what was decided, and figures.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use rongqiao_model::store::{CaseFigures, CaseLine, FIGURES_DAYS};
use time::Date;

use super::super::layout::{Layout, answer_privately};
use super::super::visit::Visit;
use super::super::wording::{Worded, Wording};
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;
use crate::session::Acting;

/// Decided cases that are shown.
const DECIDED: u64 = 30;

#[derive(Template)]
#[template(path = "desk_complaints.html")]
struct QueuePage {
    t: Language,
    layout: Layout,
    waiting_words: String,
    late_words: Option<String>,
    figures: String,
    waiting: Vec<Row>,
    decided: Vec<Row>,
}

#[derive(Debug)]
struct Row {
    href: String,
    title: Worded,
    about: String,
    state: &'static str,
    state_words: String,
    due: String,
    late: bool,
}

/// `GET /desk/complaints`
pub(super) async fn show(State(app): State<App>, visit: Visit, Acting(actor): Acting) -> Result<Response, Problem> {
    if actor.desks().next().is_none() {
        return Err(Problem::not_found());
    }
    let t = visit.language;
    let wording = Wording::new(&app, t);
    let today = app.clock.today();
    let waiting = app.store.list_cases_waiting_for(&actor).await?;
    let decided = app.store.list_decided_cases(&actor, DECIDED).await?;
    let figures = app.store.count_decided_cases(&actor, app.clock.now()).await?;
    let mut layout = Layout::new(&app, &visit, t.say("desk-complaints-title"));
    layout.indexed = false;
    let waiting: Vec<Row> = waiting.iter().map(|line| row(&wording, line, today)).collect();
    let late = waiting.iter().filter(|row| row.late).count() as u64;
    let page = QueuePage {
        t,
        layout,
        waiting_words: t.count("desk-complaints-waiting", waiting.len() as u64),
        late_words: (late > 0).then(|| t.count("desk-complaints-late", late)),
        figures: figures_words(t, figures),
        waiting,
        decided: decided.iter().map(|line| row(&wording, line, today)).collect(),
    };
    answer_privately(StatusCode::OK, &page)
}

fn figures_words(t: Language, figures: CaseFigures) -> String {
    let values = [
        ("days", FIGURES_DAYS.to_string()),
        ("decided", figures.decided.to_string()),
        ("upheld", figures.upheld.to_string()),
    ];
    t.fill("desk-complaints-figures", &values)
}

fn row(wording: &Wording<'_>, line: &CaseLine, today: Date) -> Row {
    let (t, case) = (wording.t, &line.filed.case);
    let waits = case.state.waits_for().is_some();
    let kind = t.say(&format!("complaint-subject-{}", case.subject.kind.slug()));
    let complaints = t.count("desk-complaints-gathered", line.complaints);
    Row {
        href: t.path(&format!("/desk/complaints/{}", case.id)),
        title: wording.worded(&case.title),
        about: [kind, line.filed.organisation.name.clone(), complaints].join(" · "),
        state: case.state.slug(),
        state_words: t.say(&format!("case-state-{}", case.state.slug())),
        due: if waits { t.with("desk-complaints-due", "day", wording.day(case.due_on)) } else { String::new() },
        late: waits && case.due_on < today,
    }
}
