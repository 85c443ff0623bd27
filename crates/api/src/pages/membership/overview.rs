//! `/my/organisations`: the organisations for which somebody acts or wants to, and what to do next.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_model::access::{Action, Actor, Grant, Relation, Role, allows};
use rongqiao_model::membership::roles_in;
use rongqiao_model::store::{FileLine, NamedRequest};

use super::super::form::Sent;
use super::super::layout::{Layout, answer_privately};
use super::super::visit::Visit;
use super::super::wording::Wording;
use super::role_words;
use crate::actions::organisations::members::take_on;
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;
use crate::session::Acting;

#[derive(Template)]
#[template(path = "my_organisations.html")]
struct OverviewPage {
    t: Language,
    layout: Layout,
    offers: Vec<RequestLine>,
    hats: Vec<HatLine>,
    files: Vec<FileRow>,
    requests: Vec<RequestLine>,
}

/// A hat that somebody wears in an organisation.
#[derive(Debug)]
struct HatLine {
    id: String,
    organisation: String,
    href: String,
    role: String,
    period: String,
    standing: Option<String>,
    /// Where students are invited, for those of a school who may.
    invite: Option<String>,
}

/// A file with how far it has come.
#[derive(Debug)]
struct FileRow {
    href: String,
    name: String,
    about: String,
}

/// A role that is offered or was asked for.
#[derive(Debug)]
struct RequestLine {
    id: String,
    organisation: String,
    role: String,
    by: String,
}

/// `GET /my/organisations`
pub(super) async fn show(State(app): State<App>, visit: Visit, Acting(actor): Acting) -> Result<Response, Problem> {
    let t = visit.language;
    let mut layout = Layout::new(&app, &visit, t.say("my-organisations-title"));
    layout.indexed = false;
    let offers = app.store.list_offers_to(actor.person()).await?;
    let requests = app.store.list_own_requests(actor.person()).await?;
    let files = app.store.list_own_files(actor.person()).await?;
    let page = OverviewPage {
        t,
        layout,
        offers: offers.iter().map(|it| request_line(t, it)).collect(),
        hats: hats(&app, t, &actor).await?,
        files: files.iter().map(|line| file_row(t, line)).collect(),
        requests: requests.iter().map(|it| request_line(t, it)).collect(),
    };
    answer_privately(StatusCode::OK, &page)
}

/// `POST /my/offers`: takes on what is offered, refuses it, or takes back what was asked for.
pub(super) async fn answer(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    form: String,
) -> Result<Response, Problem> {
    let sent = Sent::read(&form);
    let id = sent.raw("request").parse().map_err(|_| Problem::not_found())?;
    match sent.raw("answer") {
        "accept" => take_on(&app, actor.person(), id).await?,
        _ => app.store.decline_role(actor.person(), id, app.clock.now()).await?,
    };
    Ok(Redirect::to(&visit.language.path("/my/organisations")).into_response())
}

/// `POST /my/roles/end`: lays a role down.
pub(super) async fn lay_down(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    form: String,
) -> Result<Response, Problem> {
    let id = Sent::read(&form).raw("role").parse().map_err(|_| Problem::not_found())?;
    app.store.lay_down_role(actor.person(), id, app.clock.now()).await?;
    Ok(Redirect::to(&visit.language.path("/my/organisations")).into_response())
}

async fn hats(app: &App, t: Language, actor: &Actor) -> Result<Vec<HatLine>, Problem> {
    let wording = Wording::new(app, t);
    let mut hats = Vec::new();
    for grant in actor.grants() {
        let Some(id) = grant.organisation else { continue };
        let Some(organisation) = app.store.find_public_organisation(id).await? else { continue };
        let manages = actor.organisations_for(Action::EditOrganisation).any(|own| own == id);
        let path = if manages { format!("/my/organisations/{id}") } else { format!("/organisations/{id}") };
        let invites = allows(grant.role, Action::InviteStudents, Relation::SameOrganisation);
        let is_school = roles_in(organisation.kind).contains(&Role::Student);
        let standing = app.store.find_standing(id).await?;
        hats.push(HatLine {
            id: grant.id.to_string(),
            organisation: organisation.name,
            href: t.path(&path),
            role: role_words(t, grant.role),
            invite: (invites && is_school).then(|| t.path(&format!("/my/organisations/{id}/students/new"))),
            period: period(&wording, grant),
            standing: standing.map(|it| {
                let key = format!("standing-{}", it.state.slug());
                t.with(&key, "day", wording.day(it.until))
            }),
        });
    }
    Ok(hats)
}

/// Since when and until when a hat is worn.
pub(in crate::pages) fn period(wording: &Wording<'_>, grant: &Grant) -> String {
    let since = wording.date_of(grant.granted_at).words;
    match grant.until {
        Some(until) => wording.t.fill("hat-until", &[("since", since), ("until", wording.day(until))]),
        None => wording.t.with("hat-since", "since", since),
    }
}

fn file_row(t: Language, line: &FileLine) -> FileRow {
    let file = &line.file;
    let words = [format!("file-purpose-{}", file.purpose.slug()), format!("file-state-{}", file.state.slug())];
    FileRow {
        href: t.path(&format!("/my/organisations/files/{}", file.id)),
        name: file.entered.name.clone(),
        about: words.map(|key| t.say(&key)).join(" · "),
    }
}

fn request_line(t: Language, it: &NamedRequest) -> RequestLine {
    RequestLine {
        id: it.request.id.to_string(),
        organisation: it.organisation.name.clone(),
        role: role_words(t, it.request.role),
        by: it.name.clone(),
    }
}
