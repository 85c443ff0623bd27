//! `/desk/workbench/visits/{id}`: what was heard on a visit, and making a need of it in one step.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};

use super::super::layout::{Layout, answer_privately};
use super::super::visit::Visit;
use super::super::wording::Wording;
use super::id_of;
use crate::actions::workbench::{find_visit, make_need};
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;
use crate::session::Acting;

#[derive(Template)]
#[template(path = "workbench_visit.html")]
struct VisitPage {
    t: Language,
    layout: Layout,
    day: String,
    purpose: String,
    desk: String,
    officers: String,
    met: String,
    notes: String,
    kind: String,
    wants: String,
    organisation_href: Option<String>,
    case_href: Option<String>,
    can_become_need: bool,
    action: String,
}

/// `GET /desk/workbench/visits/{id}`
pub(super) async fn show(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let (filed, _) = find_visit(&app, &actor, id_of(&id)?).await?;
    let (t, noted) = (visit.language, &filed.visit);
    let mut layout = Layout::new(&app, &visit, t.with("desk-visit-title", "name", &noted.name));
    layout.indexed = false;
    let page = VisitPage {
        t,
        layout,
        day: Wording::new(&app, t).day(noted.visited_on),
        purpose: t.say(&format!("visit-purpose-{}", noted.purpose.slug())),
        desk: t.say(&format!("desk-name-{}", noted.desk.slug())),
        officers: filed.officers.join(&t.say("desk-visit-between")),
        met: noted.met.clone(),
        notes: noted.notes.clone(),
        kind: t.say(&format!("kind-{}", noted.kind.slug())),
        wants: noted.wants.clone(),
        organisation_href: noted.organisation.map(|id| t.path(&format!("/organisations/{id}"))),
        case_href: noted.case.map(|id| t.path(&format!("/desk/workbench/cases/{id}"))),
        can_become_need: noted.can_become_need(),
        action: t.path(&format!("/desk/workbench/visits/{}", noted.id)),
    };
    answer_privately(StatusCode::OK, &page)
}

/// `POST /desk/workbench/visits/{id}`: makes a need of what is wanted.
pub(super) async fn submit(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let (filed, _) = find_visit(&app, &actor, id_of(&id)?).await?;
    let case = make_need(&app, &actor, &filed).await?;
    Ok(Redirect::to(&visit.language.path(&format!("/desk/workbench/cases/{case}"))).into_response())
}
