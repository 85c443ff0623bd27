//! `/desk/challenges`: calls before the two desks: checked, opened together, nominated, decided.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use rongqiao_model::access::{Actor, Permit};
use rongqiao_model::call::{Call, Objector, Reviewer, Task, shown_points};
use rongqiao_model::connect::{Party, Stage, Step, done_by};
use rongqiao_model::contact::Contact;
use rongqiao_model::store::{Invited, Opening};
use rongqiao_model::{ConnectionId, ProposalId};
use time::OffsetDateTime;

use super::super::form::Sent;
use super::super::layout::answer_privately;
use super::super::paging::{Ways, page_asked};
use super::super::visit::Visit;
use super::super::wording::Wording;
use super::desk_forms::forms;
use super::history::history_part;
use super::mine::entry;
use super::public::notice_part;
use super::publisher::move_on;
use super::sheet::{CallPage, Entry, Part, late_note, until_note};
use super::talk::{add_talk, say};
use super::team::{can_form_team, team};
use super::terms::{
    contract_part, evidence_part, milestones_part, objection_entry, proposal_lines, questions_part, terms_part,
};
use crate::actions::Refusal;
use crate::actions::calls::{Uninvited, excuse, invite};
use crate::actions::sealing::{open_key, permit as key_permit};
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;
use crate::session::Acting;

/// Calls in the list.
const LISTED: u64 = 50;

/// `GET /desk/challenges`
pub(super) async fn show_all(State(app): State<App>, visit: Visit, Acting(actor): Acting) -> Result<Response, Problem> {
    key_permit(&actor)?;
    let t = visit.language;
    let wording = Wording::new(&app, t);
    let asked = page_asked(&visit, LISTED);
    let calls = app.store.list_calls_at_desk(&actor, asked).await?;
    let mut page = CallPage::plain(&app, &visit, wording.worded(&t.say("desk-challenges-title")));
    page.notes = vec![t.say("desk-challenges-lead")];
    page.ways = Ways::from(&visit, asked, &calls);
    let (over, open): (Vec<&Call>, Vec<&Call>) = calls.rows.iter().partition(|call| call.connection.stage.is_end());
    for (id, calls) in [("open", open), ("over", over)] {
        let entries: Vec<Entry> = calls.iter().map(|call| line(&wording, call)).collect();
        let about = entries.is_empty().then(|| t.say("desk-challenges-none"));
        let title = t.say(&format!("desk-challenges-{id}"));
        page.parts.push(Part { id, title, about, entries, ..Part::default() });
    }
    page.links.push((t.say("sealing-key-title"), t.path("/desk/sealing-key")));
    page.links.push((t.say("account-desk"), t.path("/desk")));
    page.show()
}

fn line(wording: &Wording<'_>, call: &Call) -> Entry {
    let path = format!("/desk/challenges/{}", call.connection.id);
    let mut entry = entry(wording, (&call.connection.title, &path), call.connection.stage.slug());
    entry.lines.push(wording.worded(&call.organisation.name));
    let until = wording.t.with("call-until", "moment", wording.minute_of(call.deadline).words);
    entry.lines.push(wording.worded(&until));
    entry
}

/// `GET /desk/challenges/{id}`
pub(super) async fn show(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let (call, permit) = find(&app, &actor, &id).await?;
    let mut page = page(&app, &visit, (&call, &permit), &Sent::default()).await?;
    if can_form_team(&call) {
        page.team = team(&app, &Wording::new(&app, visit.language), (&call, &permit)).await?;
    }
    page.show()
}

/// `POST /desk/challenges/{id}`: does what an officer wants done.
pub(super) async fn submit(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
    form: String,
) -> Result<Response, Problem> {
    let sent = Sent::read(&form);
    let (call, permit) = find(&app, &actor, &id).await?;
    let page = page(&app, &visit, (&call, &permit), &sent).await?;
    let revision = sent.raw("revision").parse().unwrap_or_default();
    let with = (&app.chance, app.clock.now());
    match sent.raw("do") {
        "say" => say(&app, &permit, &sent, page).await,
        "invite-opinion" => ask(&app, (&permit, &call), (Task::Opinion, &sent), page).await,
        "excuse" => {
            let named = sent.raw("number").split_once(':');
            let named = named.and_then(|(task, person)| Some((person.parse().ok()?, Task::from_slug(task)?)));
            page.answer(excuse(&app, &permit, &call, named.ok_or_else(Problem::not_found)?).await?)
        }
        "invite-score" => ask(&app, (&permit, &call), (Task::Score, &sent), page).await,
        "publish" => {
            let moved = app.store.open_call(&permit, revision, with).await?;
            app.letters_wait.notify_one();
            page.answer_moved(&moved)
        }
        "unseal" | "share" => unlock(&app, (&actor, &permit), &sent, page).await,
        "nominate" => {
            let nominee: ProposalId = sent.raw("number").parse().map_err(|_| Problem::not_found())?;
            let moved = app.store.nominate(&permit, (revision, nominee), with).await?;
            app.letters_wait.notify_one();
            page.answer_moved(&moved)
        }
        step => {
            let step = Step::from_slug(step).ok_or_else(Problem::not_found)?;
            move_on(&app, &permit, (step, &sent), page).await
        }
    }
}

async fn find(app: &App, actor: &Actor, id: &str) -> Result<(Call, Permit), Problem> {
    let id: ConnectionId = id.parse().map_err(|_| Problem::not_found())?;
    app.store.find_call_at_desk(actor, id).await?.ok_or_else(Problem::not_found)
}

/// Asks somebody to review.
async fn ask(
    app: &App,
    (permit, call): (&Permit, &Call),
    (task, sent): (Task, &Sent),
    mut page: CallPage,
) -> Result<Response, Problem> {
    let t = page.t;
    let field = format!("invite-{}-contact", task.slug());
    let Some(contact) = Contact::parse(sent.raw(&field)) else {
        page.tell(&field, t.say("reviewer-mistake-contact"));
        return page.show_mistakes();
    };
    let why = match invite(app, permit, call, (&contact, task)).await? {
        Ok(()) => return page.answer(true),
        Err(Uninvited::Nobody) => "reviewer-mistake-nobody",
        Err(Uninvited::Refused(Invited::Conflicted)) => "reviewer-mistake-conflict",
        Err(Uninvited::Refused(Invited::Known)) => "reviewer-mistake-known",
        Err(Uninvited::Refused(Invited::NotNow | Invited::Done)) => return page.answer(false),
    };
    page.tell(&field, t.say(why));
    page.show_mistakes()
}

/// Opens the officer's key with their passphrase, adds their half or seals it anew for their colleagues, and forgets the
/// key again.
async fn unlock(
    app: &App,
    (actor, permit): (&Actor, &Permit),
    sent: &Sent,
    mut page: CallPage,
) -> Result<Response, Problem> {
    let t = page.t;
    let field = format!("{}-passphrase", sent.raw("do"));
    let key = match open_key(app, actor, sent.raw(&field)).await {
        Ok(key) => key,
        Err(Refusal::Failed(problem)) => return Err(problem),
        Err(Refusal::Wait(until)) => {
            let minutes = u64::try_from((until - app.clock.now()).whole_seconds() / 60 + 1).unwrap_or(1);
            page.refusal = Some(t.count("refusal-wait", minutes));
            return answer_privately(StatusCode::TOO_MANY_REQUESTS, &page);
        }
        Err(Refusal::Wrong) => {
            page.tell(&field, t.say("unseal-mistake-passphrase"));
            return page.show_mistakes();
        }
        Err(
            Refusal::Gone
            | Refusal::WrongCode
            | Refusal::Weak(_)
            | Refusal::Taken
            | Refusal::Uninvited
            | Refusal::SignInAgain,
        ) => {
            page.tell(&field, t.say("unseal-mistake-no-key"));
            return page.show_mistakes();
        }
    };
    let now = app.clock.now();
    let opening = match sent.raw("do") {
        "unseal" => app.store.open_half(permit, &key, (&app.chance, now)).await?,
        _ => app.store.share_half(permit, &key, now).await?,
    };
    app.letters_wait.notify_one();
    match opening {
        Opening::Half | Opening::All { .. } => page.answer(true),
        Opening::NotNow => page.answer(false),
        Opening::Done => page.show_conflict(t.say("unseal-done")),
        Opening::NotForThisKey => page.show_conflict(t.say("unseal-not-for-this-key")),
    }
}

async fn page(app: &App, visit: &Visit, (call, permit): (&Call, &Permit), sent: &Sent) -> Result<CallPage, Problem> {
    let t = visit.language;
    let wording = Wording::new(app, t);
    let mut page = CallPage::of(app, visit, call, "desk");
    let stage = call.connection.stage;
    let party = call.connection.party_of(permit).unwrap_or(Party::FirmsDesk);
    page.notes.extend(until_note(&wording, call));
    let number = u64::try_from(app.store.count_proposals(permit).await?).unwrap_or(u64::MAX);
    page.notes.push(t.count("call-proposals", number));
    let [firms, schools] = app.store.count_sealing_keys(permit, app.clock.now()).await?;
    if matches!(stage, Stage::Checking | Stage::Open | Stage::Sealed) {
        let counts = [("firms", firms.to_string()), ("schools", schools.to_string())];
        page.notes.push(t.fill("sealing-key-count", &counts));
    }
    page.notes.extend(late_note(t, (call, app.clock.now()), "desk"));
    page.notes.extend(half_note(t, call));
    page.forms = forms(app, t, (call, party), sent);
    page.parts.extend(notice_part(app, &wording, call).await?);
    page.parts.extend(history_part(app, &wording, call, Some(party)).await?);
    page.parts.extend(reviewers_part(&wording, (stage, app.clock.now()), &app.store.list_reviewers(permit).await?));
    page.parts.extend(objections_part(app, &wording, permit).await?);
    page.parts.extend(proposals_part(app, &wording, (call, permit, party)).await?);
    page.parts.extend(contract_part(&wording, call));
    if call.contract.is_some() {
        let (milestones, evidence) = app.store.list_call_work(permit).await?;
        page.parts.extend(milestones_part(&wording, &milestones));
        page.parts.push(evidence_part(&wording, call, &evidence));
    }
    add_talk(app, &mut page, (call, permit), sent).await?;
    page.parts.push(terms_part(&wording, call));
    page.parts.push(questions_part(&wording, &app.store.list_call_questions(call.connection.id).await?));
    page.links.push((t.say("sealing-key-title"), t.path("/desk/sealing-key")));
    page.links.push((t.say("desk-challenges-title"), t.path("/desk/challenges")));
    Ok(page)
}

/// Which desk has added its half of the key, as long as the other one is waited for.
fn half_note(t: Language, call: &Call) -> Option<String> {
    if call.connection.stage != Stage::Sealed {
        return None;
    }
    let given = done_by(&call.events, Step::Unseal, Stage::Sealed);
    given.first().map(|desk| t.with("unseal-half", "desk", t.say(&format!("connection-party-{}", desk.slug()))))
}

fn reviewers_part(
    wording: &Wording<'_>,
    (stage, now): (Stage, OffsetDateTime),
    reviewers: &[Reviewer],
) -> Option<Part> {
    let t = wording.t;
    let entry = |it: &Reviewer| {
        let state = match (it.declared, it.done_at) {
            (None, _) => "reviewer-asked",
            (Some(rongqiao_model::call::Declaration::Conflict), _) => "reviewer-conflict",
            (Some(_), None) => "reviewer-impartial",
            (Some(_), Some(_)) => "reviewer-done",
        };
        let task = t.say(&format!("review-asked-{}", it.task.slug()));
        let is_awaited = it.is_waited_for() && stage == it.task.stage();
        let due = if it.is_overdue(now) { "reviewer-overdue" } else { "reviewer-due" };
        let due = is_awaited.then(|| t.with(due, "day", wording.day(it.due_on())));
        let lines = [Some(task), Some(t.say(state)), due, Some(it.opinion.clone())];
        let lines = lines.iter().flatten().filter(|line| !line.is_empty()).map(|line| wording.worded(line)).collect();
        let form = super::sheet::CallForm::new(t, "excuse").of(format_args!("{}:{}", it.task.slug(), it.person));
        let forms = is_awaited.then_some(form).into_iter().collect();
        Entry { heading: wording.worded(&it.name), lines, href: None, forms }
    };
    let entries: Vec<Entry> = reviewers.iter().map(entry).collect();
    let part = Part { id: "reviewers", title: t.say("call-reviewers"), entries, ..Part::default() };
    (!reviewers.is_empty()).then_some(part)
}

async fn objections_part(app: &App, wording: &Wording<'_>, permit: &Permit) -> Result<Option<Part>, Problem> {
    let t = wording.t;
    let mut entries = Vec::new();
    for mut objection in app.store.list_objections(permit).await? {
        if objection.words.is_empty() {
            objection.words = t.say("objection-forgotten");
        }
        let name = match &objection.by {
            Objector::Organisation(by) => {
                app.store.find_public_organisation(*by).await?.map(|it| it.name).unwrap_or_default()
            }
            Objector::Public(name) if name.is_empty() => t.say("objection-public"),
            Objector::Public(name) => t.with("objection-person", "name", name),
        };
        entries.push(objection_entry(wording, &objection, &name));
    }
    let is_any = !entries.is_empty();
    let part = Part { id: "objections", title: t.say("call-objections"), entries, ..Part::default() };
    Ok(is_any.then_some(part))
}

/// The opened proposals with their means, the best first; the firms' desk nominates one of them.
async fn proposals_part(
    app: &App,
    wording: &Wording<'_>,
    (call, permit, party): (&Call, &Permit, Party),
) -> Result<Option<Part>, Problem> {
    let t = wording.t;
    let mut filed = app.store.list_opened_proposals(permit).await?;
    if filed.is_empty() {
        return Ok(None);
    }
    let scoring = app.store.find_scoring(permit).await?.unwrap_or_default();
    filed.sort_by_key(|it| std::cmp::Reverse(scoring.averages.get(&it.proposal.id).copied()));
    let may_nominate = call.connection.stage == Stage::Reviewing && party == Party::FirmsDesk;
    let entry = |it: &rongqiao_model::store::FiledProposal| {
        let mean = scoring.averages.get(&it.proposal.id).copied().map(|mean| {
            let reviewers = scoring.reviewers.to_string();
            t.fill("call-mean", &[("points", shown_points(mean)), ("reviewers", reviewers)])
        });
        let mut lines: Vec<_> = mean.iter().map(|mean| wording.worded(mean)).collect();
        lines.extend(proposal_lines(wording, call, &it.proposal));
        let form = super::sheet::CallForm::new(t, "nominate").of(it.proposal.id);
        let forms = may_nominate.then_some(form).into_iter().collect();
        Entry { heading: wording.worded(&it.organisation.name), lines, href: None, forms }
    };
    let entries = filed.iter().map(entry).collect();
    Ok(Some(Part { id: "proposals", title: t.say("call-opened"), entries, ..Part::default() }))
}
