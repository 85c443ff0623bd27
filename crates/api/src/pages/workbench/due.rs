//! `GET /desk/workbench`: what is to be done at somebody's desk, what is overdue first.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use rongqiao_model::workbench::case::FiledCase;

use super::super::layout::{Layout, answer_privately, shortened};
use super::super::visit::Visit;
use super::super::wording::Wording;
use crate::actions::workbench::desk_of;
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;
use crate::session::Acting;

/// Open cases shown.
const OPEN: u64 = 300;

/// Closed cases shown, the latest first.
const CLOSED: u64 = 30;

/// Characters of what is wanted that a line shows.
const BEGINNING_CHARS: usize = 60;

#[derive(Template)]
#[template(path = "workbench.html")]
struct WorkbenchPage {
    t: Language,
    layout: Layout,
    parts: Vec<CasePart>,
}

/// Cases that stand together.
#[derive(Debug)]
struct CasePart {
    name: &'static str,
    lines: Vec<CaseLine>,
}

#[derive(Debug)]
struct CaseLine {
    href: String,
    name: String,
    wants: String,
    kind: String,
    slug: &'static str,
    state: String,
    desk: String,
    owner: String,
    next: String,
    due: Option<String>,
    is_overdue: bool,
    is_lead: bool,
}

/// `GET /desk/workbench`
pub(super) async fn show(State(app): State<App>, visit: Visit, Acting(actor): Acting) -> Result<Response, Problem> {
    desk_of(&actor)?;
    let t = visit.language;
    let wording = Wording::new(&app, t);
    let open = app.store.list_open_desk_cases(&actor, OPEN).await?;
    let closed = app.store.list_closed_desk_cases(&actor, CLOSED).await?;
    let (own, others): (Vec<_>, Vec<_>) = open.iter().partition(|it| it.case.owner == Some(actor.person()));
    let part = |name, cases: Vec<&FiledCase>| CasePart {
        name,
        lines: cases.into_iter().map(|it| line(&wording, it)).collect(),
    };
    let parts = vec![part("own", own), part("others", others), part("closed", closed.iter().collect())];
    let mut layout = Layout::new(&app, &visit, t.say("workbench-title"));
    layout.indexed = false;
    answer_privately(StatusCode::OK, &WorkbenchPage { t, layout, parts })
}

fn line(wording: &Wording<'_>, filed: &FiledCase) -> CaseLine {
    let (t, case) = (wording.t, &filed.case);
    let is_open = case.state.is_open();
    CaseLine {
        href: t.path(&format!("/desk/workbench/cases/{}", case.id)),
        name: case.name.clone(),
        wants: shortened(&case.wants, BEGINNING_CHARS),
        kind: t.say(&format!("kind-{}", case.kind.slug())),
        slug: case.state.slug(),
        state: t.say(&format!("desk-case-{}", case.state.slug())),
        desk: t.say(&format!("desk-name-{}", case.desk.slug())),
        owner: owner_words(t, filed),
        next: if is_open { case.next_action.clone() } else { String::new() },
        due: case.due_on.filter(|_| is_open).map(|day| t.with("desk-case-due", "day", wording.day(day))),
        is_overdue: case.is_overdue(wording.today()),
        is_lead: !case.has_need(),
    }
}

/// Who has a case, in words.
pub(super) fn owner_words(t: Language, filed: &FiledCase) -> String {
    match (&filed.owner_name, filed.case.owner) {
        (Some(name), _) => t.with("desk-case-owner", "name", name),
        (None, Some(_)) => t.say("desk-case-owner-gone"),
        (None, None) => t.say("desk-case-nobody"),
    }
}
