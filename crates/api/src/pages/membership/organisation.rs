//! `/my/organisations/{id}`: an organisation for those who administer it: how it stands, who acts for it, its files.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_model::access::{Action, Actor, Permit};
use rongqiao_model::organisation::Organisation;
use rongqiao_model::organisation_file::FileState;
use rongqiao_model::store::{Ended, FileLine, NamedGrant, NamedRequest};

use super::super::form::Sent;
use super::super::layout::{Layout, answer_privately};
use super::super::visit::Visit;
use super::super::wording::Wording;
use super::overview::period;
use super::{find, role_words};
use crate::actions::organisations::entering::begin_renewal;
use crate::actions::organisations::members::{accept, refuse};
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;
use crate::session::Acting;

/// What the page can tell about what was just done; each stands in the catalogue under `told-<word>`.
const TOLD: [&str; 4] = ["offered", "ended", "last-administrator", "answered"];

#[derive(Template)]
#[template(path = "my_organisation.html")]
struct OrganisationPage {
    t: Language,
    layout: Layout,
    path: String,
    public_href: String,
    told: Option<String>,
    standing: String,
    reason: String,
    renewable: bool,
    members: Vec<MemberLine>,
    asking: Vec<WaitingLine>,
    offered: Vec<WaitingLine>,
    files: Vec<(String, String)>,
}

#[derive(Debug)]
pub(in crate::pages) struct MemberLine {
    pub(in crate::pages) id: String,
    pub(in crate::pages) name: String,
    pub(in crate::pages) role: String,
    pub(in crate::pages) period: String,
}

#[derive(Debug)]
struct WaitingLine {
    id: String,
    who: String,
    role: String,
    note: String,
}

/// `GET /my/organisations/{id}`
pub(super) async fn show(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let (organisation, permit) = find(&app, &actor, Action::ManageMembers, &id).await?;
    answer_privately(StatusCode::OK, &page(&app, &visit, &organisation, &permit).await?)
}

/// `POST /my/organisations/{id}/renew`: opens the file by which the organisation is asked again.
pub(super) async fn renew(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let (_, permit) = find(&app, &actor, Action::EditOrganisation, &id).await?;
    let files = app.store.list_files_of(&permit).await?;
    let last = files.iter().find(|line| line.file.state == FileState::Verified).ok_or_else(Problem::not_found)?;
    let file = begin_renewal(&app, &permit, &last.file).await?;
    Ok(Redirect::to(&visit.language.path(&format!("/my/organisations/files/{file}"))).into_response())
}

/// `POST /my/organisations/{id}/requests`: answers somebody who asks, or takes back what was offered.
pub(super) async fn answer(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
    form: String,
) -> Result<Response, Problem> {
    let (organisation, permit) = find(&app, &actor, Action::ManageMembers, &id).await?;
    let sent = Sent::read(&form);
    let request = sent.raw("request").parse().map_err(|_| Problem::not_found())?;
    match sent.raw("answer") {
        "accept" => accept(&app, &permit, &organisation, request).await?,
        _ => refuse(&app, &permit, &organisation, request).await?,
    };
    Ok(back(&visit, &organisation, "answered"))
}

/// `POST /my/organisations/{id}/members/end`: ends a role; the last administrator stays.
pub(super) async fn end(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
    form: String,
) -> Result<Response, Problem> {
    let (organisation, permit) = find(&app, &actor, Action::ManageMembers, &id).await?;
    let grant = Sent::read(&form).raw("role").parse().map_err(|_| Problem::not_found())?;
    let still_there = actor_keeps_reading(&actor, grant);
    match app.store.end_membership(&permit, grant, "", app.clock.now()).await? {
        Ended::Unknown => Err(Problem::not_found()),
        Ended::LastAdministrator => Ok(back(&visit, &organisation, "last-administrator")),
        Ended::Done if still_there => Ok(back(&visit, &organisation, "ended")),
        Ended::Done => Ok(Redirect::to(&visit.language.path("/my/organisations")).into_response()),
    }
}

/// Whether the actor can still open the page once the role `ended` is gone.
fn actor_keeps_reading(actor: &Actor, ended: rongqiao_model::GrantId) -> bool {
    actor.grants().iter().all(|grant| grant.id != ended)
}

fn back(visit: &Visit, organisation: &Organisation, told: &str) -> Response {
    let path = visit.language.path(&format!("/my/organisations/{}?told={told}", organisation.id));
    Redirect::to(&path).into_response()
}

async fn page(
    app: &App,
    visit: &Visit,
    organisation: &Organisation,
    permit: &Permit,
) -> Result<OrganisationPage, Problem> {
    let t = visit.language;
    let wording = Wording::new(app, t);
    let mut layout = Layout::new(app, visit, organisation.name.clone());
    layout.indexed = false;
    let standing = app.store.find_standing(organisation.id).await?;
    let members = app.store.list_grants(permit).await?;
    let requests = app.store.list_requests_of(permit).await?;
    let (offered, asking): (Vec<_>, Vec<_>) = requests.iter().partition(|it| it.request.invited.is_some());
    let sent = Sent::read(&visit.query);
    let files = app.store.list_files_of(permit).await?;
    Ok(OrganisationPage {
        t,
        layout,
        path: t.path(&format!("/my/organisations/{}", organisation.id)),
        public_href: t.path(&format!("/organisations/{}", organisation.id)),
        told: TOLD.iter().find(|word| **word == sent.raw("told")).map(|word| t.say(&format!("told-{word}"))),
        renewable: standing.is_some(),
        standing: standing.as_ref().map_or_else(
            || t.say("standing-none"),
            |it| t.with(&format!("standing-{}", it.state.slug()), "day", wording.day(it.until)),
        ),
        reason: standing.map(|it| it.reason).unwrap_or_default(),
        members: members.iter().map(|it| member_line(&wording, it)).collect(),
        asking: asking.into_iter().map(|it| waiting_line(t, it)).collect(),
        offered: offered.into_iter().map(|it| waiting_line(t, it)).collect(),
        files: files.iter().map(|line| file_link(&wording, line)).collect(),
    })
}

/// Who acts for an organisation.
pub(in crate::pages) fn member_line(wording: &Wording<'_>, it: &NamedGrant) -> MemberLine {
    MemberLine {
        id: it.grant.id.to_string(),
        name: it.name.clone(),
        role: role_words(wording.t, it.grant.role),
        period: period(wording, &it.grant),
    }
}

fn waiting_line(t: Language, it: &NamedRequest) -> WaitingLine {
    let invited = it.request.invited.as_ref().map(rongqiao_model::contact::Contact::masked);
    WaitingLine {
        id: it.request.id.to_string(),
        who: invited.unwrap_or_else(|| it.name.clone()),
        role: role_words(t, it.request.role),
        note: it.request.note.clone(),
    }
}

fn file_link(wording: &Wording<'_>, line: &FileLine) -> (String, String) {
    let t = wording.t;
    let file = &line.file;
    let words = [
        wording.date_of(line.opened_at).words,
        t.say(&format!("file-purpose-{}", file.purpose.slug())),
        t.say(&format!("file-state-{}", file.state.slug())),
    ];
    (t.path(&format!("/my/organisations/files/{}", file.id)), words.join(" · "))
}
