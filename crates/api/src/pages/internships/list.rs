//! `GET /my/internships`: the internships in which somebody takes part, as student, host or school.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use rongqiao_model::connect::{Connection, Stage};
use rongqiao_model::organisation::Organisation;

use super::super::chips::{Chip, chips};
use super::super::form::Sent;
use super::super::layout::{Layout, answer_privately};
use super::super::paging::{Ways, page_asked};
use super::super::visit::Visit;
use super::super::wording::{Moment, Worded, Wording};
use super::path_of;
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;
use crate::session::Acting;

/// Internships on a page, those moved last first.
const SHOWN: u64 = 50;

#[derive(Template)]
#[template(path = "internships.html")]
struct InternshipsPage {
    t: Language,
    layout: Layout,
    lead: String,
    /// The stages in which there are any, where the list can be narrowed to one.
    chips: Vec<Chip>,
    lines: Vec<Line>,
    ways: Ways,
}

/// An internship in a list.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) href: String,
    pub(super) title: Worded,
    pub(super) student: String,
    pub(super) host: Worded,
    pub(super) slug: &'static str,
    pub(super) stage: String,
    pub(super) moved: Moment,
    /// What makes one wonder.
    pub(super) suspicions: Vec<String>,
}

/// `GET /my/internships`
pub(super) async fn show(State(app): State<App>, visit: Visit, Acting(actor): Acting) -> Result<Response, Problem> {
    let (t, wording) = (visit.language, Wording::new(&app, visit.language));
    let of = if app.store.supervises(&actor).await? { "internships" } else { "own-internships" };
    let asked = page_asked(&visit, SHOWN);
    let stage = Stage::from_slug(Sent::read(&visit.query).raw("stage"));
    let listed = app.store.list_internships_of(&actor, stage, asked).await?;
    let counts = app.store.count_internships_of(&actor).await?;
    let mut layout = Layout::new(&app, &visit, t.say(&format!("{of}-title")));
    layout.indexed = false;
    layout.demo = listed.rows.iter().any(|(_, host)| host.demo);
    let line = |(connection, host): &(Connection, Organisation)| {
        line(&wording, (connection, host), path_of(t, connection.id), Vec::new())
    };
    let page = InternshipsPage {
        t,
        layout,
        lead: t.say(&format!("{of}-lead")),
        chips: chips(t, &t.path("/my/internships"), ("stage", "connection-stage"), &counts, stage),
        lines: listed.rows.iter().map(line).collect(),
        ways: Ways::from(&visit, asked, &listed),
    };
    answer_privately(StatusCode::OK, &page)
}

/// An internship in a list that leads to `href`.
pub(super) fn line(
    wording: &Wording<'_>,
    (connection, host): (&Connection, &Organisation),
    href: String,
    suspicions: Vec<String>,
) -> Line {
    let t = wording.t;
    let shared = connection.shared.as_ref();
    let slug = connection.stage.slug();
    Line {
        href,
        title: wording.worded(&connection.title),
        student: shared.map_or_else(|| t.say("internship-nameless"), |shared| shared.name.clone()),
        host: wording.either(&host.name, host.name_en.as_deref()),
        slug,
        stage: t.say(&format!("connection-stage-{slug}")),
        moved: wording.date_of(connection.moved_at),
        suspicions,
    }
}

/// A list of internships under another title, such as a desk's.
pub(super) fn page_of(
    app: &App,
    visit: &Visit,
    (title, lead): (&str, &str),
    lines: Vec<Line>,
    ways: Ways,
) -> Result<Response, Problem> {
    let t = visit.language;
    let mut layout = Layout::new(app, visit, t.say(title));
    layout.indexed = false;
    answer_privately(StatusCode::OK, &InternshipsPage { t, layout, lead: t.say(lead), chips: Vec::new(), lines, ways })
}
