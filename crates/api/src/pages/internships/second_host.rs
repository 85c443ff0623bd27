//! `/my/internships/{id}/second-host`: the agreement of an internship for its second host, who confirms it here and sees
//! nothing else of the internship.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_model::ConnectionId;
use rongqiao_model::access::Permit;
use rongqiao_model::internship::SecondHosting;
use rongqiao_model::store::Signed;

use super::super::form::Sent;
use super::super::layout::{Layout, answer_privately};
use super::super::visit::Visit;
use super::super::wording::{Worded, Wording};
use super::records::{self, ContentView, VersionView};
use super::{internship_of, path_of as internship_path};
use crate::app::App;
use crate::language::Language;
use crate::problem::{Problem, ProblemKind};
use crate::session::Acting;

#[derive(Template)]
#[template(path = "internship_second_host.html")]
struct SecondHostPage {
    t: Language,
    layout: Layout,
    title: Worded,
    host: Worded,
    slug: &'static str,
    stage: String,
    /// Why the version was not confirmed.
    refusal: Option<String>,
    version: VersionView,
    action: String,
    /// The version that can be confirmed now.
    to_sign: Option<i32>,
}

/// `GET /my/internships/{id}/second-host`
pub(super) async fn show(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let found = app.store.find_as_second_host(&actor, internship_of(&id)?).await?;
    let (hosting, _) = found.ok_or_else(Problem::not_found)?;
    answer_privately(StatusCode::OK, &page(&app, &visit, &hosting))
}

/// `POST /my/internships/{id}/second-host`: confirms the version that whoever sends it has seen.
pub(super) async fn submit(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
    form: String,
) -> Result<Response, Problem> {
    let id = internship_of(&id)?;
    let found = app.store.find_as_second_host(&actor, id).await?;
    let (_, permit): (SecondHosting, Permit) = found.ok_or_else(Problem::not_found)?;
    let version = Sent::read(&form).raw("version").parse().map_err(|_| Problem::new(ProblemKind::BadRequest))?;
    let signed = app.store.sign_as_second_host(&permit, version, (&app.chance, app.clock.now())).await?;
    app.letters_wait.notify_one();
    if matches!(signed, Signed::Done | Signed::Known) {
        return Ok(Redirect::to(&path_of(visit.language, id)).into_response());
    }
    let found = app.store.find_as_second_host(&actor, id).await?;
    let (hosting, _) = found.ok_or_else(Problem::not_found)?;
    let mut page = page(&app, &visit, &hosting);
    let refusal = match signed {
        Signed::Suspended => "connection-refused-suspended",
        Signed::Forbidden(_) => "internship-version-forbidden",
        Signed::Done | Signed::Known | Signed::Changed | Signed::Refused => "internship-version-changed",
    };
    page.refusal = Some(visit.language.say(refusal));
    answer_privately(StatusCode::CONFLICT, &page)
}

fn page(app: &App, visit: &Visit, hosting: &SecondHosting) -> SecondHostPage {
    let (t, wording) = (visit.language, Wording::new(app, visit.language));
    let (connection, host) = (&hosting.connection, &hosting.host);
    let mut layout = Layout::new(app, visit, connection.title.clone());
    layout.indexed = false;
    layout.demo = host.demo;
    let slug = connection.stage.slug();
    let mut version = records::version(&wording, &hosting.version, &internship_path(t, connection.id));
    // What others signed by hand is theirs and the school's.
    version.signatures.iter_mut().for_each(|it| it.paper = None);
    SecondHostPage {
        t,
        layout,
        title: wording.worded(&connection.title),
        host: wording.either(&host.name, host.name_en.as_deref()),
        slug,
        stage: t.say(&format!("connection-stage-{slug}")),
        refusal: None,
        version,
        action: path_of(t, connection.id),
        to_sign: hosting.can_sign().then_some(hosting.version.version),
    }
}

/// The address of the page.
pub(super) fn path_of(t: Language, id: ConnectionId) -> String {
    format!("{}/second-host", internship_path(t, id))
}
