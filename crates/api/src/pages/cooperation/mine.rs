//! `GET /my/cooperations`: the cooperations of the organisations for which somebody writes.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use rongqiao_model::connect::{ConnectionKind, Party};
use rongqiao_model::organisation::Organisation;
use rongqiao_model::store::SidedConnection;

use super::super::layout::{Layout, answer_privately};
use super::super::paging::{Ways, page_asked};
use super::super::visit::Visit;
use super::super::wording::{Moment, Worded, Wording};
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;
use crate::session::Acting;

/// Cooperations on a page, those that moved last first.
pub(super) const SHOWN: u64 = 50;

#[derive(Template)]
#[template(path = "cooperations.html")]
pub(super) struct CooperationsPage {
    pub(super) t: Language,
    pub(super) layout: Layout,
    pub(super) lead: String,
    pub(super) none: String,
    pub(super) lines: Vec<Line>,
    pub(super) ways: Ways,
    pub(super) back: (String, String),
}

/// One cooperation in a list.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) href: String,
    pub(super) title: Worded,
    pub(super) sides: String,
    pub(super) slug: &'static str,
    pub(super) stage: String,
    pub(super) moved: Moment,
}

/// `GET /my/cooperations`
pub(super) async fn show(State(app): State<App>, visit: Visit, Acting(actor): Acting) -> Result<Response, Problem> {
    let t = visit.language;
    let wording = Wording::new(&app, t);
    let asked = page_asked(&visit, SHOWN);
    let listed = app.store.list_connections_as(&actor, ConnectionKind::Cooperation, asked).await?;
    let mut layout = Layout::new(&app, &visit, t.say("my-cooperations-title"));
    layout.indexed = false;
    let page = CooperationsPage {
        t,
        layout,
        lead: t.say("my-cooperations-lead"),
        none: t.say("my-cooperations-none"),
        lines: listed.rows.iter().map(|it| line(&wording, it)).collect(),
        ways: Ways::from(&visit, asked, &listed),
        back: (t.path("/my/organisations"), t.say("my-organisations-title")),
    };
    answer_privately(StatusCode::OK, &page)
}

fn line(wording: &Wording<'_>, sided: &SidedConnection) -> Line {
    let (t, connection) = (wording.t, &sided.connection);
    let named = |it: &Organisation| wording.either(&it.name, it.name_en.as_deref()).text;
    let other = match sided.party {
        Party::Publisher => sided.responder_organisation.as_ref().map(named).unwrap_or_default(),
        Party::Responder
        | Party::School
        | Party::FirmsDesk
        | Party::UniversitiesDesk
        | Party::Expert
        | Party::Public
        | Party::Program => named(&sided.organisation),
    };
    Line {
        href: t.path(&format!("/my/cooperations/{}", connection.id)),
        title: wording.worded(&connection.title),
        sides: t.with("cooperation-with", "organisation", other),
        slug: connection.stage.slug(),
        stage: t.say(&format!("connection-stage-{}", connection.stage.slug())),
        moved: wording.date_of(connection.moved_at),
    }
}
