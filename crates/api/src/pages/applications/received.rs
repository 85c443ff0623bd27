//! `/my/listings/{id}/applications`: who applied for a listing, for those who answer them.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_model::access::{Actor, Permit};
use rongqiao_model::connect::{Connection, ConnectionStep, Stage, Step, WAITING_STAGES};
use rongqiao_model::listing::PublishedListing;
use rongqiao_model::store::ConnectionMoved;
use rongqiao_model::{ConnectionId, ListingId};

use super::super::chips::{Chip, chips};
use super::super::connections::refusing;
use super::super::form::{Field, Form, Input, Sent};
use super::super::layout::{Layout, answer_privately};
use super::super::paging::Ways;
use super::super::text_table::{BYTE_ORDER_MARK, plain_cell};
use super::super::visit::Visit;
use super::super::wording::{Moment, Worded, Wording};
use super::{listing_of, received_path};
use crate::actions::applications::{find_answered, find_received, step};
use crate::app::App;
use crate::language::Language;
use crate::problem::{Problem, ProblemKind};
use crate::session::Acting;

/// Applications on one page.
const SHOWN: u64 = 50;

#[derive(Template)]
#[template(path = "applications.html")]
struct ApplicationsPage {
    t: Language,
    layout: Layout,
    title: Worded,
    told: Option<String>,
    refusal: Option<String>,
    chips: Vec<Chip>,
    lines: Vec<Line>,
    /// Why those who are ticked are refused.
    reasons: [Field; 2],
    path: String,
    ways: Ways,
    listing: String,
}

impl Form for ApplicationsPage {
    fn fields(&self) -> impl Iterator<Item = &Field> {
        self.reasons.iter()
    }

    fn refusal(&self) -> Option<&str> {
        self.refusal.as_deref()
    }
}

#[derive(Debug)]
struct Line {
    id: String,
    href: String,
    name: String,
    slug: &'static str,
    stage: String,
    sent: Moment,
    /// By when a reply was promised, while there was none.
    due: Option<String>,
    overdue: bool,
    unopened: bool,
    /// What stands for it when it is ticked; `None` where nothing is left to answer.
    ticked: Option<(String, bool)>,
}

/// `GET /my/listings/{id}/applications`; `?stage=…` shows those of one stage, `?page=…` goes on.
pub(super) async fn show(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let (published, permit) = find_answered(&app, &actor, listing_of(&id)?).await?;
    let mut page = page(&app, &visit, &published, &permit, &Sent::read(&visit.query)).await?;
    let told = Sent::read(&visit.query);
    page.told = ["refused", "shortlisted"].into_iter().find_map(|done| {
        let count: u64 = told.raw(done).parse().ok()?;
        Some(visit.language.count(&format!("applications-{done}"), count))
    });
    answer_privately(StatusCode::OK, &page)
}

/// `POST /my/listings/{id}/applications/refuse`: refuses those that are ticked, for one reason. What changed meanwhile
/// stays as it is.
pub(super) async fn refuse(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
    form: String,
) -> Result<Response, Problem> {
    let sent = Sent::read(&form);
    let mut reasons = refusing::fields(visit.language, &sent);
    let refusal = refusing::read(visit.language, &sent, &mut reasons);
    answer_ticked(&app, &visit, (&actor, &id), (refusal, reasons), &sent).await
}

/// `POST /my/listings/{id}/applications/shortlist`: shortlists those that are ticked. What was not opened, or changed
/// meanwhile, stays as it is.
pub(super) async fn shortlist(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
    form: String,
) -> Result<Response, Problem> {
    let sent = Sent::read(&form);
    let reasons = refusing::fields(visit.language, &sent);
    let shortlisting = Some(ConnectionStep::plain(Step::Shortlist));
    answer_ticked(&app, &visit, (&actor, &id), (shortlisting, reasons), &sent).await
}

/// Does `answer` to each application that is ticked in `sent`, and tells whom it could not be done to. Without an answer
/// the page shows what is to be mended in `reasons`.
async fn answer_ticked(
    app: &App,
    visit: &Visit,
    (actor, id): (&Actor, &str),
    (answer, reasons): (Option<ConnectionStep>, [Field; 2]),
    sent: &Sent,
) -> Result<Response, Problem> {
    let t = visit.language;
    let (published, permit) = find_answered(app, actor, listing_of(id)?).await?;
    let ticked: Vec<(ConnectionId, i64)> = sent.all("application").filter_map(ticked_of).collect();
    let Some(answer) = answer.filter(|_| !ticked.is_empty()) else {
        let mut page = page(app, visit, &published, &permit, sent).await?;
        page.reasons = reasons;
        page.refusal = ticked.is_empty().then(|| t.say("applications-none-ticked"));
        return answer_privately(StatusCode::UNPROCESSABLE_ENTITY, &page);
    };
    let done = if answer.step == Step::Shortlist { "shortlisted" } else { "refused" };
    let listing = published.listing.id;
    let (answered, left) = do_to_all(app, actor, (listing, &ticked), &answer).await?;
    if left.is_empty() {
        return Ok(Redirect::to(&format!("{}?{done}={answered}", received_path(t, listing))).into_response());
    }
    let wording = Wording::new(app, t);
    let names: Vec<String> = left.iter().map(|it| name_of(&wording, it)).collect();
    let mut page = page(app, visit, &published, &permit, sent).await?;
    page.told = (answered > 0).then(|| t.count(&format!("applications-{done}"), answered));
    page.refusal = Some(t.with(&format!("applications-not-{done}"), "names", names.join(&t.say("list-separator"))));
    answer_privately(StatusCode::CONFLICT, &page)
}

/// Does `answer` to each of `ticked`; says to how many it was done, and which ones stay as they are.
async fn do_to_all(
    app: &App,
    actor: &Actor,
    (listing, ticked): (ListingId, &[(ConnectionId, i64)]),
    answer: &ConnectionStep,
) -> Result<(u64, Vec<Connection>), Problem> {
    let reached = if answer.step == Step::Shortlist { Stage::Shortlisted } else { Stage::Refused };
    let (mut answered, mut left) = (0, Vec::new());
    for &(id, revision) in ticked {
        // Somebody may have left meanwhile; the others are answered all the same.
        let (file, permit) = match find_received(app, actor, (listing, id)).await {
            Ok(found) => found,
            Err(problem) if problem.kind() == ProblemKind::NotFound => continue,
            Err(problem) => return Err(problem),
        };
        // The same form was sent twice, or a colleague has done it.
        let is_done = file.connection.stage == reached;
        // Nobody goes on who was not looked at; opening is written down.
        let is_unseen = answer.step == Step::Shortlist && file.connection.stage == Stage::Submitted;
        let is_left =
            !is_done && (is_unseen || !matches!(step(app, &permit, revision, answer).await?, ConnectionMoved::Done(_)));
        if is_left {
            left.push(file.connection);
        } else {
            answered += 1;
        }
    }
    Ok((answered, left))
}

/// `POST /my/listings/{id}/applications.csv`: the applications as a table for spreadsheets. That it was taken is written
/// down.
pub(super) async fn export(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let t = visit.language;
    let (published, permit) = find_answered(&app, &actor, listing_of(&id)?).await?;
    let wording = Wording::new(&app, t);
    let head =
        ["name", "contact", "stage", "sent", "replied", "letter"].map(|it| t.say(&format!("applications-column-{it}")));
    let mut writer = csv::Writer::from_writer(BYTE_ORDER_MARK.as_bytes().to_vec());
    writer.write_record(head).map_err(Problem::internal)?;
    for connection in app.store.export_connections(&permit, app.clock.now()).await? {
        writer.write_record(cells(&wording, &connection).map(plain_cell)).map_err(Problem::internal)?;
    }
    let table = writer.into_inner().map_err(|error| Problem::internal(error.into_error()))?;
    let name = published.listing.id;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"applications-{name}.csv\"")),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, table).into_response())
}

/// What the table says of an application; of one that was not opened nothing but that it came.
fn cells(wording: &Wording<'_>, connection: &Connection) -> [String; 6] {
    let shared = connection.shown_to_publisher().filter(|_| connection.stage != Stage::Submitted);
    let shared = shared.cloned().unwrap_or_default();
    [
        name_of(wording, connection),
        shared.contact,
        wording.t.say(&format!("connection-stage-{}", connection.stage.slug())),
        wording.minute_of(connection.created_at).words,
        connection.replied_at.map(|at| wording.minute_of(at).words).unwrap_or_default(),
        shared.letter,
    ]
}

fn name_of(wording: &Wording<'_>, connection: &Connection) -> String {
    let shared = connection.shown_to_publisher();
    shared.map_or_else(|| wording.t.say("application-nameless"), |shared| shared.name.clone())
}

/// Which application is ticked, and as somebody saw it.
fn ticked_of(value: &str) -> Option<(ConnectionId, i64)> {
    let (id, revision) = value.split_once(':')?;
    Some((id.parse().ok()?, revision.parse().ok()?))
}

async fn page(
    app: &App,
    visit: &Visit,
    published: &PublishedListing,
    permit: &Permit,
    sent: &Sent,
) -> Result<ApplicationsPage, Problem> {
    let t = visit.language;
    let wording = Wording::new(app, t);
    let listing = &published.listing;
    let path = received_path(t, listing.id);
    let stage = Stage::from_slug(sent.raw("stage"));
    let number: u64 = sent.raw("page").parse().unwrap_or(1).clamp(1, 10_000);
    let mut found = app.store.list_connections_of(permit, stage, ((number - 1) * SHOWN, SHOWN + 1)).await?;
    let more = found.len() as u64 > SHOWN;
    found.truncate(SHOWN as usize);
    let mut layout = Layout::new(app, visit, t.say("applications-title"));
    layout.indexed = false;
    layout.demo = listing.demo;
    let of_stage = stage.map(|stage| format!("stage={}&", stage.slug())).unwrap_or_default();
    let counts = app.store.count_connections_of(permit).await?;
    Ok(ApplicationsPage {
        t,
        layout,
        title: wording.either(&listing.title, listing.title_en.as_deref()),
        told: None,
        refusal: None,
        chips: chips(t, &path, ("stage", "connection-stage"), &counts, stage),
        lines: found.iter().map(|it| line(app, &wording, it, sent)).collect(),
        reasons: refusing::fields(t, sent),
        ways: Ways {
            first: (number > 1).then(|| format!("{path}?{of_stage}").trim_end_matches(['?', '&']).to_owned()),
            next: more.then(|| format!("{path}?{of_stage}page={}", number + 1)),
        },
        listing: t.path(&format!("/my/listings/{}", listing.id)),
        path,
    })
}

fn line(app: &App, wording: &Wording<'_>, connection: &Connection, sent: &Sent) -> Line {
    let t = wording.t;
    let slug = connection.stage.slug();
    let due = connection.reply_due();
    let value = format!("{}:{}", connection.id, connection.revision);
    let is_ticked = sent.all("application").any(|it| it == value);
    Line {
        id: connection.id.to_string(),
        href: format!("{}/{}", received_path(t, connection.listing), connection.id),
        name: name_of(wording, connection),
        slug,
        stage: t.say(&format!("connection-stage-{slug}")),
        sent: wording.date_of(connection.created_at),
        due: due.map(|due| t.with("application-promised-by", "day", wording.date_of(due).words)),
        overdue: due.is_some_and(|due| due < app.clock.now()),
        unopened: connection.stage == Stage::Submitted,
        ticked: WAITING_STAGES.contains(&connection.stage).then_some((value, is_ticked)),
    }
}
