//! `GET /my/applications`: what somebody applied for, and how far it has come.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use rongqiao_model::connect::Connection;
use rongqiao_model::organisation::Organisation;

use super::super::layout::{Layout, answer_privately};
use super::super::paging::{Ways, page_asked};
use super::super::visit::Visit;
use super::super::wording::{Moment, Worded, Wording};
use super::own::next;
use super::own_path;
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;
use crate::session::SignedIn;

/// Applications on a page, the latest first.
const SHOWN: u64 = 50;

#[derive(Template)]
#[template(path = "my_applications.html")]
struct MyApplicationsPage {
    t: Language,
    layout: Layout,
    /// Those that go on and those that ended, as far as there are any.
    groups: Vec<(&'static str, Vec<Line>)>,
    ways: Ways,
}

#[derive(Debug)]
struct Line {
    href: String,
    title: Worded,
    organisation: Worded,
    slug: &'static str,
    stage: String,
    next: String,
    sent: Moment,
}

/// `GET /my/applications`
pub(super) async fn show(
    State(app): State<App>,
    visit: Visit,
    SignedIn(session): SignedIn,
) -> Result<Response, Problem> {
    let t = visit.language;
    let wording = Wording::new(&app, t);
    let mut layout = Layout::new(&app, &visit, t.say("my-applications-title"));
    layout.indexed = false;
    let asked = page_asked(&visit, SHOWN);
    let page = app.store.list_own_connections(session.person, asked).await?;
    let (ways, own) = (Ways::from(&visit, asked, &page), page.rows);
    let (ended, open): (Vec<_>, Vec<_>) = own.iter().partition(|(connection, _)| connection.stage.is_end());
    let lines = |those: Vec<&(Connection, Organisation)>| those.into_iter().map(|it| line(&wording, it)).collect();
    let mut groups: Vec<(&str, Vec<Line>)> = vec![("open", lines(open)), ("ended", lines(ended))];
    groups.retain(|(_, lines)| !lines.is_empty());
    answer_privately(StatusCode::OK, &MyApplicationsPage { t, layout, groups, ways })
}

fn line(wording: &Wording<'_>, (connection, organisation): &(Connection, Organisation)) -> Line {
    let (t, slug) = (wording.t, connection.stage.slug());
    Line {
        href: own_path(t, connection.id),
        title: wording.worded(&connection.title),
        organisation: wording.either(&organisation.name, organisation.name_en.as_deref()),
        slug,
        stage: t.say(&format!("connection-stage-{slug}")),
        next: next(wording, connection, connection.chosen.is_some()),
        sent: wording.date_of(connection.created_at),
    }
}
