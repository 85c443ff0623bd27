//! `/desk/listings`: what waits at somebody's desks, the longest waiting first, and what is public there.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_model::access::{Action, Actor};
use rongqiao_model::posting::{Filed, Judgement, PostingState, due_on};
use rongqiao_model::screening::{Screening, Verdict};
use rongqiao_model::store::{Decision, Moved};

use super::super::form::Sent;
use super::super::layout::{Layout, answer_privately};
use super::super::visit::Visit;
use super::super::wording::{Moment, Worded, Wording};
use super::{id_of, title_of};
use crate::actions::postings::{decide, find, screened};
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;
use crate::session::Acting;

/// Waiting listings shown at a time.
const WAITING: u64 = 100;

/// Public listings shown, the latest first.
const PUBLIC: u64 = 30;

#[derive(Template)]
#[template(path = "desk_listings.html")]
struct DeskPage {
    t: Language,
    layout: Layout,
    done: Option<String>,
    count: String,
    waiting: Vec<Waiting>,
    /// Whether some of it can be approved together.
    tickable: bool,
    public: Vec<PublicLine>,
}

/// A listing that waits to be decided.
#[derive(Debug)]
struct Waiting {
    href: String,
    title: Worded,
    about: String,
    since: Moment,
    due: String,
    overdue: bool,
    /// The rules that its texts hit.
    hits: Vec<String>,
    trusted: bool,
    /// What a tick sends: identity and revision.
    value: String,
}

#[derive(Debug)]
struct PublicLine {
    href: String,
    title: Worded,
    about: String,
}

/// `GET /desk/listings`
pub(super) async fn show(State(app): State<App>, visit: Visit, Acting(actor): Acting) -> Result<Response, Problem> {
    if actor.desks().next().is_none() {
        return Err(Problem::not_found());
    }
    let t = visit.language;
    let wording = Wording::new(&app, t);
    let mut waiting = Vec::new();
    for filed in app.store.list_postings_at_desks(&actor, PostingState::Submitted, WAITING).await? {
        let trusted = app.store.track_record(filed.organisation.id, app.clock.now()).await?.is_trusted();
        let found = screened(&app, filed.posting.kind, &filed.posting.record);
        waiting.push(waiting_line(&app, &wording, &filed, &found, trusted));
    }
    let public = app.store.list_postings_at_desks(&actor, PostingState::Published, PUBLIC).await?;
    let mut layout = Layout::new(&app, &visit, t.say("desk-listings-title"));
    layout.indexed = false;
    let done = Sent::read(&visit.query).raw("approved").parse::<u64>().ok();
    let page = DeskPage {
        t,
        layout,
        done: done.map(|count| t.count("desk-approved-many", count)),
        count: t.count("desk-waiting", waiting.len() as u64),
        tickable: waiting.iter().any(|line| line.trusted),
        waiting,
        public: public.iter().map(|filed| public_line(&wording, filed)).collect(),
    };
    answer_privately(StatusCode::OK, &page)
}

/// `POST /desk/listings/approve`: approves what is ticked, of trusted publishers only. What somebody changed meanwhile, or
/// is not of a trusted publisher, stays.
pub(super) async fn approve_many(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    form: String,
) -> Result<Response, Problem> {
    if actor.desks().next().is_none() {
        return Err(Problem::not_found());
    }
    let mut approved = 0;
    for ticked in Sent::read(&form).all("posting") {
        approved += u64::from(approve_ticked(&app, &actor, ticked).await?);
    }
    Ok(Redirect::to(&visit.language.path(&format!("/desk/listings?approved={approved}"))).into_response())
}

/// Says whether what was ticked is approved.
async fn approve_ticked(app: &App, actor: &Actor, ticked: &str) -> Result<bool, Problem> {
    let (id, revision) = ticked.split_once('.').ok_or_else(Problem::not_found)?;
    let filed = find(app, actor, id_of(id)?).await?;
    actor.permit(Action::ReviewListing, filed.thing())?;
    if !app.store.track_record(filed.organisation.id, app.clock.now()).await?.is_trusted() {
        return Ok(false);
    }
    let approval = Decision { judgement: Judgement::Approve, reason: String::new(), remarks: BTreeMap::new() };
    let revision = revision.parse().unwrap_or_default();
    Ok(matches!(decide(app, actor, &filed, revision, &approval).await?, Moved::Done(_)))
}

fn waiting_line(app: &App, wording: &Wording<'_>, filed: &Filed, found: &Screening, trusted: bool) -> Waiting {
    let (t, posting) = (wording.t, &filed.posting);
    let since = posting.submitted_at.unwrap_or(posting.updated_at);
    let due = due_on(since);
    let mut hits: Vec<String> = Vec::new();
    for hit in found.hits.iter().filter(|hit| hit.rule.verdict() != Verdict::Pass) {
        let name = t.say(&format!("screening-{}", hit.rule.slug()));
        if !hits.contains(&name) {
            hits.push(name);
        }
    }
    Waiting {
        href: t.path(&format!("/desk/listings/{}", posting.id)),
        title: wording.worded(&title_of(t, posting)),
        about: about(wording, filed),
        since: wording.minute_of(since),
        due: wording.day(due),
        overdue: due < app.clock.today(),
        hits,
        trusted,
        value: format!("{}.{}", posting.id, posting.revision),
    }
}

fn public_line(wording: &Wording<'_>, filed: &Filed) -> PublicLine {
    PublicLine {
        href: wording.t.path(&format!("/desk/listings/{}", filed.posting.id)),
        title: wording.worded(&title_of(wording.t, &filed.posting)),
        about: about(wording, filed),
    }
}

fn about(wording: &Wording<'_>, filed: &Filed) -> String {
    let kind = wording.t.say(&format!("kind-{}", filed.posting.kind.slug()));
    format!("{kind} · {}", filed.organisation.name)
}
