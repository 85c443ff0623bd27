//! `/my/organisations/files/{id}`: how far a file has come and what to do next.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_model::organisation_file::{FileState, OrganisationFile};

use super::super::form::Sent;
use super::super::layout::{Layout, answer_privately};
use super::super::visit::Visit;
use super::super::wording::Wording;
use super::facts::{self, FactLine, HistoryLine, SlotLine};
use super::{find_file, path_of};
use crate::actions::organisations::entering::{hand_in as hand_file_in, may_change};
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;
use crate::session::Acting;

#[derive(Template)]
#[template(path = "organisation_file.html")]
struct FilePage {
    t: Language,
    layout: Layout,
    path: String,
    revision: i64,
    purpose: String,
    state: String,
    next: String,
    changeable: bool,
    complete: bool,
    open: bool,
    organisation_href: Option<String>,
    reason: String,
    remarks: Vec<(String, String)>,
    doubt: Option<String>,
    facts: Vec<FactLine>,
    slots: Vec<SlotLine>,
    missing: Vec<String>,
    history: Vec<HistoryLine>,
}

/// `GET /my/organisations/files/{id}`
pub(super) async fn show(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let file = find_file(&app, &actor, &id).await?;
    answer_privately(StatusCode::OK, &page(&app, &visit, &file))
}

/// `POST /my/organisations/files/{id}/hand-in`: to the desk, as it was seen.
pub(super) async fn hand_in(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
    form: String,
) -> Result<Response, Problem> {
    let file = find_file(&app, &actor, &id).await?;
    let permit = may_change(&actor, &file)?;
    // A file that has changed since leads back to itself, where it can be seen and handed in again.
    let revision = Sent::read(&form).raw("revision").parse().unwrap_or(0);
    hand_file_in(&app, &permit, revision).await?;
    Ok(Redirect::to(&visit.language.path(&path_of(&file))).into_response())
}

/// `POST /my/organisations/files/{id}/withdraw`
pub(super) async fn withdraw(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let file = find_file(&app, &actor, &id).await?;
    let permit = may_change(&actor, &file)?;
    app.store.withdraw_file(&permit, app.clock.now()).await?;
    Ok(Redirect::to(&visit.language.path("/my/organisations")).into_response())
}

fn page(app: &App, visit: &Visit, file: &OrganisationFile) -> FilePage {
    let t = visit.language;
    let wording = Wording::new(app, t);
    let mut layout = Layout::new(app, visit, file.entered.name.clone());
    layout.indexed = false;
    let verified = file.state == FileState::Verified;
    let missing = file.missing_evidence();
    FilePage {
        t,
        layout,
        path: t.path(&path_of(file)),
        revision: file.revision,
        purpose: t.say(&format!("file-purpose-{}", file.purpose.slug())),
        state: t.say(&format!("file-state-{}", file.state.slug())),
        next: next(&wording, file),
        changeable: file.state.can_be_changed(),
        complete: file.entered.is_complete(),
        open: file.state.is_open(),
        organisation_href: verified.then(|| t.path(&format!("/my/organisations/{}", file.organisation))),
        reason: file.history.last().map(|entry| entry.reason.clone()).unwrap_or_default(),
        remarks: facts::remarks(t, file.open_remarks()),
        doubt: file.entered.credit_code.doubt().map(|doubt| t.say(&format!("code-doubt-{}", doubt.slug()))),
        facts: facts::lines(&wording, &file.entered),
        slots: facts::slots(&wording, file),
        missing: missing.iter().map(|slot| t.say(&format!("evidence-{}", slot.slug()))).collect(),
        history: facts::history(&wording, file),
    }
}

/// What whoever opened the file does next.
fn next(wording: &Wording<'_>, file: &OrganisationFile) -> String {
    let t = wording.t;
    match (file.state, file.due_on) {
        (FileState::Pending, Some(due)) => t.with("file-next-pending", "day", wording.day(due)),
        (state, _) => t.say(&format!("file-next-{}", state.slug())),
    }
}
