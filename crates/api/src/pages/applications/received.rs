//! `/my/listings/{id}/applications`: who applied for a listing, for those who answer them.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_model::access::{Actor, Permit};
use rongqiao_model::connect::conversation::said_within;
use rongqiao_model::connect::{Connection, ConnectionStep, Stage, Step, WAITING_STAGES};
use rongqiao_model::listing::PublishedListing;
use rongqiao_model::store::ConnectionMoved;
use rongqiao_model::{ConnectionId, ListingId};
use time::Duration;

use super::super::chips::{Chip, chips};
use super::super::connections::steps::unsaid_sentence;
use super::super::form::{Field, Form, Input, Sent};
use super::super::layout::{Layout, answer_privately};
use super::super::paging::Ways;
use super::super::text_table::{BYTE_ORDER_MARK, plain_cell};
use super::super::visit::Visit;
use super::super::wording::{Moment, Worded, Wording};
use super::{listing_of, received_path};
use crate::actions::applications::{REASON_MAX_CHARS, find_answered, find_received, step};
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
    reason: Field,
    path: String,
    ways: Ways,
    listing: String,
}

impl Form for ApplicationsPage {
    fn fields(&self) -> impl Iterator<Item = &Field> {
        std::iter::once(&self.reason)
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
    /// What stands for it when it is ticked; `None` where nothing is left to refuse.
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
    if let Ok(refused) = told.raw("refused").parse::<u64>() {
        page.told = Some(visit.language.count("applications-refused", refused));
    }
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
    let (t, sent) = (visit.language, Sent::read(&form));
    let (published, permit) = find_answered(&app, &actor, listing_of(&id)?).await?;
    let ticked: Vec<(ConnectionId, i64)> = sent.all("application").filter_map(ticked_of).collect();
    let said = said_within(sent.raw("refuse-words"), REASON_MAX_CHARS);
    let words = match said {
        Ok(words) if !ticked.is_empty() => words,
        said => {
            let mut page = page(&app, &visit, &published, &permit, &sent).await?;
            page.reason.mistake = said.err().map(|unsaid| unsaid_sentence(t, unsaid, REASON_MAX_CHARS));
            page.refusal = ticked.is_empty().then(|| t.say("applications-none-ticked"));
            return answer_privately(StatusCode::UNPROCESSABLE_ENTITY, &page);
        }
    };
    let refused = refuse_all(&app, &actor, published.listing.id, &ticked, &words).await?;
    Ok(Redirect::to(&format!("{}?refused={refused}", received_path(t, published.listing.id))).into_response())
}

/// Refuses each of `ticked`; says how many were.
async fn refuse_all(
    app: &App,
    actor: &Actor,
    listing: ListingId,
    ticked: &[(ConnectionId, i64)],
    words: &str,
) -> Result<u64, Problem> {
    let refusal = ConnectionStep { words: words.to_owned(), ..ConnectionStep::plain(Step::Refuse) };
    let mut refused = 0;
    for &(id, revision) in ticked {
        // Somebody may have left meanwhile; the others are answered all the same.
        let permit = match find_received(app, actor, (listing, id)).await {
            Ok((_, permit)) => permit,
            Err(problem) if problem.kind() == ProblemKind::NotFound => continue,
            Err(problem) => return Err(problem),
        };
        let moved = step(app, &permit, revision, &refusal).await?;
        refused += u64::from(matches!(moved, ConnectionMoved::Done(_)));
    }
    Ok(refused)
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
    let name = "refuse-words";
    let counts = app.store.count_connections_of(permit).await?;
    Ok(ApplicationsPage {
        t,
        layout,
        title: wording.either(&listing.title, listing.title_en.as_deref()),
        told: None,
        refusal: None,
        chips: chips(t, &path, ("stage", "connection-stage"), &counts, stage),
        lines: found.iter().map(|it| line(app, &wording, it, sent)).collect(),
        reason: Field::new(t, name, Input::Text, "off").holding(sent.raw(name)),
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
    let promised = connection.created_at + Duration::days(connection.promise_days.into());
    let waits = connection.is_waiting() && connection.replied_at.is_none();
    let value = format!("{}:{}", connection.id, connection.revision);
    let is_ticked = sent.all("application").any(|it| it == value);
    Line {
        id: connection.id.to_string(),
        href: format!("{}/{}", received_path(t, connection.listing), connection.id),
        name: name_of(wording, connection),
        slug,
        stage: t.say(&format!("connection-stage-{slug}")),
        sent: wording.date_of(connection.created_at),
        due: waits.then(|| t.with("application-promised-by", "day", wording.date_of(promised).words)),
        overdue: waits && promised < app.clock.now(),
        unopened: connection.stage == Stage::Submitted,
        ticked: WAITING_STAGES.contains(&connection.stage).then_some((value, is_ticked)),
    }
}
