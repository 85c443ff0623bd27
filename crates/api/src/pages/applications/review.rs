//! `/my/listings/{id}/applications/{application}`: an application for those who answer it for the organisation.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_model::connect::{Connection, ConnectionFile, ConnectionStep, Party, Stage, Step};

use super::super::connections::views::{SharedView, applicant, chosen};
use super::super::connections::{ConnectionPart, Handled, handle, interview};
use super::super::form::{Field, Form, Input, Sent};
use super::super::layout::{Layout, answer_privately};
use super::super::visit::Visit;
use super::super::wording::{Moment, Worded, Wording};
use super::{OFFERED, application_of, listing_of, received_path};
use crate::actions::applications::{find_received, step};
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
    part: ConnectionPart,
    next: String,
    /// Whether it waits to be opened, which its owner sees.
    unopened: bool,
    interview: Option<(Moment, String)>,
    shared: Option<SharedView>,
    back: String,
    /// Where the internship goes on once the offer was taken.
    internship: Option<String>,
}

impl Form for ApplicationPage {
    fn fields(&self) -> impl Iterator<Item = &Field> {
        self.part.fields()
    }

    fn refusal(&self) -> Option<&str> {
        self.part.refusal.as_deref()
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
    let mut page = page(&app, &visit, &file, &Sent::default());
    page.part.note_suspension(&app, visit.language, &file.connection).await?;
    answer_privately(StatusCode::OK, &page)
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
    // Opened twice is opened.
    if sent.raw("do") == "view" {
        step(&app, &permit, file.connection.revision, &ConnectionStep::plain(Step::View)).await?;
        return Ok(Redirect::to(&page.part.action).into_response());
    }
    match handle(&app, &visit, &permit, &sent, &mut page.part).await? {
        Handled::Done(path) => Ok(Redirect::to(&path).into_response()),
        Handled::Mend(status) => answer_privately(status, &page),
        Handled::Refused(why) => {
            let (file, _) = find_received(&app, &actor, named).await?;
            let mut page = self::page(&app, &visit, &file, &sent);
            page.part.refusal = Some(why);
            answer_privately(StatusCode::CONFLICT, &page)
        }
    }
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
    let side = (Party::Publisher, if unopened { &[][..] } else { &OFFERED[..] });
    let interview = chosen(app, &wording, file).map(|moment| (moment, format!("{action}/interview.ics")));
    let mut part = ConnectionPart::new((app, &wording), file, side, (action, sent));
    part.notes.splice(0..0, notes(&wording, connection));
    part.message = part.message.filter(|_| !unopened);
    ApplicationPage {
        t,
        layout,
        title: wording.worded(&connection.title),
        next: match connection.stage {
            Stage::Refused if connection.school.is_some() => t.say("application-todo-refused-by-school"),
            Stage::Interviewing if connection.chosen.is_some() => t.say("application-todo-time-chosen"),
            _ => t.say(&format!("application-todo-{}", part.slug)),
        },
        part,
        unopened,
        interview,
        shared: shared.map(|shared| SharedView::new(&wording, shared)),
        back: received_path(t, connection.listing),
        internship: super::super::internships::way_to(t, connection),
    }
}

/// By when a reply was promised, and what happens without one.
fn notes(wording: &Wording<'_>, connection: &Connection) -> Vec<String> {
    let t = wording.t;
    let promised = connection.reply_due();
    let promised = promised.map(|at| t.with("application-promised-by", "day", wording.date_of(at).words));
    let due = connection.due_at.map(|due| t.with("application-ends-on", "day", wording.date_of(due).words));
    promised.into_iter().chain(due).collect()
}
