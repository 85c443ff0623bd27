//! `/my/listings/{id}/applications/{application}`: an application for those who answer it for the organisation.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_model::access::Permit;
use rongqiao_model::connect::{ConnectionFile, ConnectionStep, Party, Stage, Step};
use rongqiao_model::store::ConnectionMoved;
use time::Duration;

use super::super::form::{Field, Form, Input, Sent};
use super::super::layout::{Layout, answer_privately};
use super::super::visit::Visit;
use super::super::wording::{Moment, Worded, Wording};
use super::steps::{self, StepForm};
use super::views::{HistoryLine, SaidLine, SharedView, applicant, chosen, conversation, history};
use super::{application_of, interview, listing_of, received_path};
use crate::actions::applications::{find_received, say, step};
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;
use crate::session::Acting;

#[derive(Template)]
#[template(path = "application.html")]
struct ApplicationPage {
    t: Language,
    layout: Layout,
    title: Worded,
    slug: &'static str,
    stage: String,
    next: String,
    notes: Vec<String>,
    /// Whether it waits to be opened, which its owner sees.
    unopened: bool,
    interview: Option<(Moment, String)>,
    forms: Vec<StepForm>,
    revision: i64,
    action: String,
    refusal: Option<String>,
    message: Option<Field>,
    said: Vec<SaidLine>,
    shared: Option<SharedView>,
    history: Vec<HistoryLine>,
    back: String,
}

impl Form for ApplicationPage {
    fn fields(&self) -> impl Iterator<Item = &Field> {
        self.forms.iter().flat_map(|form| &form.fields).chain(&self.message)
    }

    fn refusal(&self) -> Option<&str> {
        self.refusal.as_deref()
    }
}

/// `GET /my/listings/{id}/applications/{application}`
pub(super) async fn show(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path((listing, id)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let (file, _) = find_received(&app, &actor, (listing_of(&listing)?, application_of(&id)?)).await?;
    answer_privately(StatusCode::OK, &page(&app, &visit, &file, &Sent::default()))
}

/// `POST /my/listings/{id}/applications/{application}`: opens it, does another step or says something.
pub(super) async fn submit(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path((listing, id)): Path<(String, String)>,
    form: String,
) -> Result<Response, Problem> {
    let sent = Sent::read(&form);
    let named = (listing_of(&listing)?, application_of(&id)?);
    let (file, permit) = find_received(&app, &actor, named).await?;
    let mut page = page(&app, &visit, &file, &sent);
    match sent.raw("do") {
        "say" => return talk(&app, &visit, &permit, &sent, page).await,
        // Opened twice is opened.
        "view" => {
            step(&app, &permit, file.connection.revision, &ConnectionStep::plain(Step::View)).await?;
            return Ok(Redirect::to(&page.action).into_response());
        }
        _ => {}
    }
    let done = Step::from_slug(sent.raw("do")).ok_or_else(Problem::not_found)?;
    let wording = Wording::new(&app, visit.language);
    let Some(read) = steps::read(&wording, (done, app.clock.now()), &sent, &mut page.forms) else {
        return answer_privately(StatusCode::UNPROCESSABLE_ENTITY, &page);
    };
    let revision = sent.raw("revision").parse().unwrap_or_default();
    match step(&app, &permit, revision, &read).await? {
        ConnectionMoved::Done(_) => Ok(Redirect::to(&page.action).into_response()),
        ConnectionMoved::Changed | ConnectionMoved::Refused(_) => {
            let (file, _) = find_received(&app, &actor, named).await?;
            let mut page = self::page(&app, &visit, &file, &sent);
            page.refusal = Some(visit.language.say("application-too-late"));
            answer_privately(StatusCode::CONFLICT, &page)
        }
    }
}

async fn talk(
    app: &App,
    visit: &Visit,
    permit: &Permit,
    sent: &Sent,
    mut page: ApplicationPage,
) -> Result<Response, Problem> {
    let (field, text) = steps::read_message(visit.language, sent);
    page.message = Some(field);
    let Some(text) = text else { return answer_privately(StatusCode::UNPROCESSABLE_ENTITY, &page) };
    if say(app, permit, &text).await? {
        return Ok(Redirect::to(&format!("{}#said", page.action)).into_response());
    }
    page.refusal = Some(visit.language.say("application-over"));
    answer_privately(StatusCode::CONFLICT, &page)
}

/// `GET /my/listings/{id}/applications/{application}/interview.ics`
pub(super) async fn interview(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path((listing, id)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let (file, _) = find_received(&app, &actor, (listing_of(&listing)?, application_of(&id)?)).await?;
    let path = format!("/my/listings/{}/applications/{}", file.connection.listing, file.connection.id);
    interview::answer(&app, &visit, &file, &path)
}

fn page(app: &App, visit: &Visit, file: &ConnectionFile, sent: &Sent) -> ApplicationPage {
    let (t, connection) = (visit.language, &file.connection);
    let wording = Wording::new(app, t);
    let mut layout = Layout::new(app, visit, applicant(&wording, file));
    layout.indexed = false;
    layout.demo = file.organisation.demo;
    let action = format!("{}/{}", received_path(t, connection.listing), connection.id);
    let unopened = connection.stage == Stage::Submitted;
    let shared = connection.shown_to_publisher().filter(|_| !unopened);
    let forms = if unopened { Vec::new() } else { steps::forms(app, &wording, file, Party::Publisher, sent) };
    let slug = connection.stage.slug();
    ApplicationPage {
        t,
        layout,
        title: wording.worded(&connection.title),
        slug,
        stage: t.say(&format!("connection-stage-{slug}")),
        next: t.say(&format!("application-todo-{slug}")),
        notes: notes(&wording, file),
        unopened,
        interview: chosen(app, &wording, file).map(|moment| (moment, format!("{action}/interview.ics"))),
        forms,
        revision: connection.revision,
        action,
        refusal: None,
        message: (!unopened && !connection.stage.is_end()).then(|| steps::message_field(t, sent)),
        said: conversation(&wording, file, Party::Publisher),
        shared: shared.map(|shared| SharedView::new(&wording, shared)),
        history: history(&wording, file, Party::Publisher),
        back: received_path(t, connection.listing),
    }
}

/// By when a reply was promised, what happens without one, and who has confirmed.
fn notes(wording: &Wording<'_>, file: &ConnectionFile) -> Vec<String> {
    let (t, connection) = (wording.t, &file.connection);
    let promised = connection.created_at + Duration::days(connection.promise_days.into());
    let waits = connection.is_waiting() && connection.replied_at.is_none();
    let promised = waits.then(|| t.with("application-promised-by", "day", wording.date_of(promised).words));
    let due = connection.due_at.map(|due| t.with("application-ends-on", "day", wording.date_of(due).words));
    let mine = steps::is_done(file, Step::Confirm, Party::Publisher).then(|| t.say("application-own-confirmed"));
    let theirs = steps::waits_for(file, Party::Publisher).then(|| t.say("application-other-confirmed"));
    promised.into_iter().chain(due).chain(mine).chain(theirs).collect()
}
