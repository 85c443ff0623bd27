//! `/my/challenges`: the calls in which one takes part, and the page of one call for its publisher and for those who
//! propose.

use axum::extract::{Path, State};
use axum::response::Response;
use rongqiao_model::access::Actor;
use rongqiao_model::connect::{ConnectionKind, Party};
use rongqiao_model::paging::PageAsked;

use super::super::form::Sent;
use super::super::paging::{Ways, page_asked};
use super::super::visit::Visit;
use super::super::wording::Wording;
use super::public::listing_of;
use super::sheet::{CallPage, Entry, Part};
use super::{publisher, responder};
use crate::app::App;
use crate::problem::Problem;
use crate::session::Acting;

/// Calls on a page of a list.
const LISTED: u64 = 50;

/// `GET /my/challenges`
pub(super) async fn show(State(app): State<App>, visit: Visit, Acting(actor): Acting) -> Result<Response, Problem> {
    let t = visit.language;
    let wording = Wording::new(&app, t);
    let mut page = CallPage::plain(&app, &visit, wording.worded(&t.say("my-challenges-title")));
    let asked = page_asked(&visit, LISTED);
    let (published, published_on) = published(&app, &wording, (&actor, asked)).await?;
    let (proposed, proposed_on) = proposed(&app, &wording, (&actor, asked)).await?;
    page.parts = vec![published, proposed];
    page.ways = Ways::of(&visit, asked, published_on || proposed_on);
    let reviews = reviewed(&app, &wording, &actor).await?;
    page.parts.extend(reviews);
    page.show()
}

/// `GET /my/challenges/{id}`
pub(super) async fn show_one(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let listing = listing_of(&id)?;
    match responder::find(&app, &actor, listing).await? {
        Some(own) => responder::page(&app, &visit, &own, &Sent::default()).await?.show(),
        None => publisher::show(&app, &visit, &actor, listing).await,
    }
}

/// `POST /my/challenges/{id}`
pub(super) async fn submit(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
    form: String,
) -> Result<Response, Problem> {
    let (listing, sent) = (listing_of(&id)?, Sent::read(&form));
    match responder::find(&app, &actor, listing).await? {
        Some(own) => responder::submit(&app, &visit, &own, &sent).await,
        None => publisher::submit(&app, &visit, &actor, (listing, &sent)).await,
    }
}

/// What one's organisations put up, and whether the list goes on.
async fn published(
    app: &App,
    wording: &Wording<'_>,
    (actor, asked): (&Actor, PageAsked),
) -> Result<(Part, bool), Problem> {
    let sided = app.store.list_connections_as(actor, ConnectionKind::Challenge, asked).await?;
    let own = sided.rows.iter().filter(|it| it.party == Party::Publisher);
    let entries = own.map(|it| {
        let path = format!("/my/challenges/{}", it.connection.listing);
        entry(wording, (&it.connection.title, &path), it.connection.stage.slug())
    });
    Ok((part(wording, "published", entries.collect()), sided.goes_on))
}

/// What one's organisations proposed for, and whether the list goes on.
async fn proposed(
    app: &App,
    wording: &Wording<'_>,
    (actor, asked): (&Actor, PageAsked),
) -> Result<(Part, bool), Problem> {
    let own = app.store.list_own_proposals(actor, asked).await?;
    let entries = own.rows.iter().map(|(call, _)| {
        let path = format!("/my/challenges/{}", call.connection.listing);
        entry(wording, (&call.connection.title, &path), call.connection.stage.slug())
    });
    Ok((part(wording, "proposed", entries.collect()), own.goes_on))
}

async fn reviewed(app: &App, wording: &Wording<'_>, actor: &Actor) -> Result<Option<Part>, Problem> {
    let own = app.store.list_own_reviews(actor.person(), 100).await?;
    let entries = own.iter().map(|(call, reviewer)| {
        let path = format!("/my/reviews/{}/{}", call.connection.id, reviewer.task.slug());
        entry(wording, (&call.connection.title, &path), call.connection.stage.slug())
    });
    let entries: Vec<Entry> = entries.collect();
    Ok((!entries.is_empty()).then(|| part(wording, "reviewed", entries)))
}

fn part(wording: &Wording<'_>, id: &'static str, entries: Vec<Entry>) -> Part {
    let t = wording.t;
    let about = entries.is_empty().then(|| t.say(&format!("my-challenges-{id}-none")));
    Part { id, title: t.say(&format!("my-challenges-{id}")), about, entries, ..Part::default() }
}

/// A call in a list, with how far it has come.
pub(super) fn entry(wording: &Wording<'_>, (title, path): (&str, &str), stage: &str) -> Entry {
    let stage = wording.t.say(&format!("connection-stage-{stage}"));
    Entry {
        heading: wording.worded(title),
        lines: vec![wording.worded(&stage)],
        href: Some(wording.t.path(path)),
        forms: Vec::new(),
    }
}
