//! `GET /desk/audit?before=`: what was done, newest first.

use std::collections::HashMap;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use rongqiao_model::PersonId;
use rongqiao_model::access::{Action, Thing};
use rongqiao_model::audit::Entry;

use super::super::layout::{Layout, answer_privately};
use super::super::visit::Visit;
use super::super::wording::Wording;
use crate::address::pairs_of;
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;
use crate::session::Acting;

/// Entries on a page.
const LISTED: usize = 50;

#[derive(Template)]
#[template(path = "desk_audit.html")]
struct AuditPage {
    t: Language,
    layout: Layout,
    lines: Vec<Line>,
    next_href: Option<String>,
}

#[derive(Debug)]
struct Line {
    seq: i64,
    moment: String,
    who: String,
    what: String,
    thing: String,
    reason: String,
}

/// `GET /desk/audit`: for the audit administrator.
pub(super) async fn show(State(app): State<App>, visit: Visit, Acting(actor): Acting) -> Result<Response, Problem> {
    let permit = actor.permit(Action::ReadAudit, Thing::platform())?;
    let pairs = pairs_of(&visit.query);
    let before = pairs.iter().find(|(name, _)| name == "before").and_then(|(_, value)| value.parse().ok());
    let mut entries = app.store.read_audit(&permit, before, LISTED as u64 + 1).await?;
    let more = entries.len() > LISTED;
    entries.truncate(LISTED);
    let t = visit.language;
    let people: Vec<PersonId> = entries.iter().flat_map(people_of).collect();
    let names = app.store.name_persons(&permit, &people).await?;
    let wording = Wording::new(&app, t);
    let mut layout = Layout::new(&app, &visit, t.say("desk-audit-title"));
    layout.indexed = false;
    let next = entries.last().filter(|_| more).map(|last| t.path(&format!("/desk/audit?before={}", last.seq)));
    let lines = entries.iter().map(|entry| line(&wording, entry, &names)).collect();
    answer_privately(StatusCode::OK, &AuditPage { t, layout, lines, next_href: next })
}

/// Who did something, and to whom.
fn people_of(entry: &Entry) -> impl Iterator<Item = PersonId> + use<> {
    entry.person.into_iter().chain([PersonId::from_uuid(entry.thing)])
}

fn line(wording: &Wording<'_>, entry: &Entry, names: &HashMap<PersonId, String>) -> Line {
    let t = wording.t;
    let name = |id: PersonId| names.get(&id).cloned().unwrap_or_else(|| t.say("audit-nobody"));
    let role = entry.role.map(|role| t.say(&format!("role-{}", role.slug())));
    let who = entry.person.map_or_else(|| t.say("audit-operator"), name);
    let thing = PersonId::from_uuid(entry.thing);
    let of_person = (entry.person != Some(thing)).then(|| names.get(&thing)).flatten();
    Line {
        seq: entry.seq,
        moment: wording.minute_of(entry.at).words,
        who: role.map_or_else(|| who.clone(), |role| t.fill("audit-who", &[("name", who.clone()), ("role", role)])),
        what: t.say(&format!("event-{}", entry.event.slug())),
        thing: of_person.cloned().unwrap_or_default(),
        reason: reason_words(t, &entry.reason),
    }
}

/// The reason, with the role that was given or taken in the words of the page.
fn reason_words(t: Language, reason: &str) -> String {
    let (slug, rest) = reason.split_once(": ").unwrap_or((reason, ""));
    let Some(role) = rongqiao_model::access::Role::from_slug(slug) else { return reason.to_owned() };
    let role = t.say(&format!("role-{}", role.slug()));
    if rest.is_empty() { role } else { t.fill("audit-reason", &[("role", role), ("reason", rest.to_owned())]) }
}
