//! `GET /desk/cooperations`: what firms and schools want of each other and do together, for the desks that bring them
//! together.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use rongqiao_model::cooperation::DeskCooperation;
use rongqiao_model::organisation::Organisation;

use super::super::layout::{Layout, answer_privately};
use super::super::paging::{Ways, page_asked};
use super::super::visit::Visit;
use super::super::wording::Wording;
use super::mine::{CooperationsPage, Line, SHOWN};
use crate::actions::workbench::desk_of;
use crate::app::App;
use crate::problem::Problem;
use crate::session::Acting;

/// `GET /desk/cooperations`
pub(super) async fn show(State(app): State<App>, visit: Visit, Acting(actor): Acting) -> Result<Response, Problem> {
    desk_of(&actor)?;
    let t = visit.language;
    let wording = Wording::new(&app, t);
    let asked = page_asked(&visit, SHOWN);
    let listed = app.store.list_cooperations_for_desk(&actor, asked).await?;
    let mut layout = Layout::new(&app, &visit, t.say("desk-cooperations-title"));
    layout.indexed = false;
    let page = CooperationsPage {
        t,
        layout,
        lead: t.say("desk-cooperations-lead"),
        none: t.say("desk-cooperations-none"),
        lines: listed.rows.iter().map(|it| line(&wording, it)).collect(),
        ways: Ways::from(&visit, asked, &listed),
        back: (t.path("/desk"), t.say("account-desk")),
    };
    answer_privately(StatusCode::OK, &page)
}

fn line(wording: &Wording<'_>, it: &DeskCooperation) -> Line {
    let (t, connection) = (wording.t, &it.connection);
    let named = |it: &Organisation| wording.either(&it.name, it.name_en.as_deref()).text;
    Line {
        href: t.path(&format!("/desk/cooperations/{}", connection.id)),
        title: wording.worded(&connection.title),
        sides: t.fill("cooperation-between", &[("one", named(&it.publisher)), ("other", named(&it.responder))]),
        slug: connection.stage.slug(),
        stage: t.say(&format!("connection-stage-{}", connection.stage.slug())),
        moved: wording.date_of(connection.moved_at),
    }
}
