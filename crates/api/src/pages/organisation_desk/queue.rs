//! `/desk/organisations`: the files that wait for a decision, the one due first first.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use rongqiao_model::store::FileLine;
use time::Date;

use super::super::layout::{Layout, answer_privately};
use super::super::visit::Visit;
use super::super::wording::Wording;
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;
use crate::session::Acting;

#[derive(Template)]
#[template(path = "organisation_desk.html")]
struct QueuePage {
    t: Language,
    layout: Layout,
    rows: Vec<Row>,
    waiting: u64,
    late: u64,
}

#[derive(Debug)]
struct Row {
    href: String,
    name: String,
    purpose: String,
    kind: String,
    due: String,
    late: bool,
}

/// `GET /desk/organisations`
pub(super) async fn show(State(app): State<App>, visit: Visit, Acting(actor): Acting) -> Result<Response, Problem> {
    if actor.desks().next().is_none() {
        return Err(Problem::not_found());
    }
    let t = visit.language;
    let wording = Wording::new(&app, t);
    let today = app.clock.today();
    let row = |line: FileLine| Row {
        href: t.path(&format!("/desk/organisations/files/{}", line.file.id)),
        purpose: t.say(&format!("file-purpose-{}", line.file.purpose.slug())),
        kind: t.say(&format!("organisation-kind-{}", line.file.entered.kind.slug())),
        due: line.file.due_on.map_or_else(String::new, |due| due_words(&wording, due, today)),
        late: line.file.due_on.is_some_and(|due| due < today),
        name: line.file.entered.name,
    };
    let rows: Vec<Row> = app.store.list_files_waiting_for(&actor).await?.into_iter().map(row).collect();
    let mut layout = Layout::new(&app, &visit, t.say("organisation-desk-title"));
    layout.indexed = false;
    let (waiting, late) = (rows.len() as u64, rows.iter().filter(|row| row.late).count() as u64);
    answer_privately(StatusCode::OK, &QueuePage { t, layout, rows, waiting, late })
}

fn due_words(wording: &Wording<'_>, due: Date, today: Date) -> String {
    let key = if due < today { "organisation-desk-overdue" } else { "organisation-desk-due" };
    wording.t.with(key, "day", wording.day(due))
}
