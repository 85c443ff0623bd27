//! `/desk/connections`: what two sides do not agree on, and who wants to be brought together; one of them with what a desk
//! can do. Of the conversation the desks hear what was said since they were called.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_model::ConnectionId;
use rongqiao_model::access::{Actor, Desk, Permit};
use rongqiao_model::connect::{ConnectionFile, Party, Step};
use rongqiao_model::store::SidedConnection;

use super::super::form::{Field, Form, Input, Sent};
use super::super::layout::{Layout, answer_privately};
use super::super::orders::told_of_order;
use super::super::visit::Visit;
use super::super::wording::{Moment, Worded, Wording};
use super::views::who;
use super::{ConnectionPart, Handled, handle};
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;
use crate::session::Acting;

/// Connections shown.
const SHOWN: u64 = 200;

/// What a desk can do, the most likely first.
const OFFERED: [Step; 4] = [Step::Mediate, Step::Negotiate, Step::Settle, Step::Terminate];

#[derive(Template)]
#[template(path = "desk_connections.html")]
struct DeskConnectionsPage {
    t: Language,
    layout: Layout,
    lines: Vec<Line>,
}

#[derive(Debug)]
struct Line {
    href: String,
    title: Worded,
    kind: String,
    slug: &'static str,
    stage: String,
    publisher: Worded,
    /// The organisation that answered; people are named on the page alone.
    responder: Option<Worded>,
    since: Moment,
}

#[derive(Template)]
#[template(path = "desk_connection.html")]
struct DeskConnectionPage {
    t: Language,
    layout: Layout,
    part: ConnectionPart,
    title: Worded,
    kind: String,
    listing_href: String,
    publisher: String,
    responder: String,
    school: Option<String>,
    /// What is ordered and for what price, of a service.
    order: Vec<(String, String)>,
}

impl Form for DeskConnectionPage {
    fn fields(&self) -> impl Iterator<Item = &Field> {
        self.part.fields()
    }

    fn refusal(&self) -> Option<&str> {
        self.part.refusal.as_deref()
    }
}

/// `GET /desk/connections`
pub(super) async fn list(State(app): State<App>, visit: Visit, Acting(actor): Acting) -> Result<Response, Problem> {
    if parties_of(&actor).next().is_none() {
        return Err(Problem::not_found());
    }
    let t = visit.language;
    let wording = Wording::new(&app, t);
    let listed = app.store.list_connections_at_desks(&actor, SHOWN).await?;
    let mut layout = Layout::new(&app, &visit, t.say("desk-connections-title"));
    layout.indexed = false;
    let lines = listed.iter().map(|it| line(&wording, it)).collect();
    answer_privately(StatusCode::OK, &DeskConnectionsPage { t, layout, lines })
}

/// `GET /desk/connections/{id}`
pub(super) async fn show(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let (file, permit, party) = find(&app, &actor, &id).await?;
    answer_privately(StatusCode::OK, &page(&app, &visit, (&file, &permit, party), &Sent::default()).await?)
}

/// `POST /desk/connections/{id}`: does a step or says something.
pub(super) async fn submit(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
    form: String,
) -> Result<Response, Problem> {
    let sent = Sent::read(&form);
    let (file, permit, party) = find(&app, &actor, &id).await?;
    let mut page = page(&app, &visit, (&file, &permit, party), &sent).await?;
    match handle(&app, &visit, &permit, &sent, &mut page.part).await? {
        Handled::Done(path) => Ok(Redirect::to(&path).into_response()),
        Handled::Mend(status) => answer_privately(status, &page),
        Handled::Refused(why) => {
            let (file, permit, party) = find(&app, &actor, &id).await?;
            let mut page = self::page(&app, &visit, (&file, &permit, party), &sent).await?;
            page.part.refusal = Some(why);
            answer_privately(StatusCode::CONFLICT, &page)
        }
    }
}

/// The connection `id` as one of the desks of `actor` sees it.
async fn find(app: &App, actor: &Actor, id: &str) -> Result<(ConnectionFile, Permit, Party), Problem> {
    let id: ConnectionId = id.parse().map_err(|_| Problem::not_found())?;
    for party in parties_of(actor) {
        let found = app.store.find_connection_as(actor, party, id).await?;
        // Others have pages of their own.
        let is_here = |file: &ConnectionFile| file.connection.path(party).starts_with("/desk/connections/");
        if let Some((mut file, permit)) = found.filter(|(file, _)| is_here(file) && file.is_seen_by_desk(party)) {
            file.messages = file.heard_by_desk();
            return Ok((file, permit, party));
        }
    }
    Err(Problem::not_found())
}

/// The desks of `actor` that take part in connections, as sides.
fn parties_of(actor: &Actor) -> impl Iterator<Item = Party> {
    actor.desks().filter_map(|desk| match desk {
        Desk::Firms => Some(Party::FirmsDesk),
        Desk::Universities => Some(Party::UniversitiesDesk),
        Desk::Committee => None,
    })
}

fn line(wording: &Wording<'_>, listed: &SidedConnection) -> Line {
    let (t, connection) = (wording.t, &listed.connection);
    Line {
        href: t.path(&connection.path(listed.party)),
        title: wording.worded(&connection.title),
        kind: t.say(&format!("connection-kind-{}", connection.kind.slug())),
        slug: connection.stage.slug(),
        stage: t.say(&format!("connection-stage-{}", connection.stage.slug())),
        publisher: wording.either(&listed.organisation.name, listed.organisation.name_en.as_deref()),
        responder: listed.responder_organisation.as_ref().map(|it| wording.either(&it.name, it.name_en.as_deref())),
        since: wording.date_of(connection.moved_at),
    }
}

async fn page(
    app: &App,
    visit: &Visit,
    (file, permit, party): (&ConnectionFile, &Permit, Party),
    sent: &Sent,
) -> Result<DeskConnectionPage, Problem> {
    let (t, connection) = (visit.language, &file.connection);
    let wording = Wording::new(app, t);
    let mut layout = Layout::new(app, visit, connection.title.clone());
    layout.indexed = false;
    layout.demo = file.organisation.demo;
    let action = t.path(&connection.path(party));
    let part = ConnectionPart::new((app, &wording), file, (party, &OFFERED), (action, sent));
    Ok(DeskConnectionPage {
        t,
        layout,
        part,
        title: wording.worded(&connection.title),
        kind: t.say(&format!("connection-kind-{}", connection.kind.slug())),
        listing_href: t.path(&format!("/listings/{}", connection.listing)),
        publisher: who(&wording, file, Party::Publisher, party),
        responder: who(&wording, file, Party::Responder, party),
        school: file.school.as_ref().map(|_| who(&wording, file, Party::School, party)),
        order: told_of_order(app, &wording, (file, permit)).await?,
    })
}
