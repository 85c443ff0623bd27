//! `/my/reviews/{id}/{task}`: what somebody was asked to review: first whether they have an interest, then the opinion or
//! the scores. Nobody sees what others gave before they have handed in all their own.

use std::collections::BTreeMap;

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_model::access::{Actor, Permit};
use rongqiao_model::call::{Call, Criterion, Declaration, Reviewer, ScoreSheet, Task, shown_points};
use rongqiao_model::connect::Stage;
use rongqiao_model::store::FiledProposal;
use rongqiao_model::{ConnectionId, ProposalId};

use super::super::form::{Field, Input, Sent};
use super::super::visit::Visit;
use super::super::wording::Wording;
use super::sheet::{CallForm, CallPage, Entry, Part, words_field};
use super::terms::{proposal_lines, terms_part};
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;
use crate::session::Acting;

/// What somebody was asked for, with all that goes with it.
struct Asked {
    call: Call,
    reviewer: Reviewer,
    permit: Permit,
    proposals: Vec<FiledProposal>,
}

/// `GET /my/reviews/{id}/{task}`
pub(super) async fn show(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path((id, task)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let asked = find(&app, &actor, (&id, &task)).await?;
    page(&app, &visit, &asked, &Sent::default()).await?.show()
}

/// `POST /my/reviews/{id}/{task}`
pub(super) async fn submit(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path((id, task)): Path<(String, String)>,
    form: String,
) -> Result<Response, Problem> {
    let sent = Sent::read(&form);
    let asked = find(&app, &actor, (&id, &task)).await?;
    let mut page = page(&app, &visit, &asked, &sent).await?;
    let now = app.clock.now();
    match sent.raw("do") {
        "declare" => {
            let Some(declared) = Declaration::from_slug(sent.raw("declared")) else {
                page.tell("declared", visit.language.say("review-mistake-declared"));
                return page.show_mistakes();
            };
            let declared = (asked.reviewer.task, declared);
            let done = app.store.declare_interest(&asked.permit, declared, (&app.chance, now)).await?;
            app.letters_wait.notify_one();
            page.answer(done)
        }
        "opinion" => {
            let Some(words) = page.read_words(&sent, "opinion") else { return page.show_mistakes() };
            let done = app.store.give_opinion(&asked.permit, &words, (&app.chance, now)).await?;
            app.letters_wait.notify_one();
            page.answer(done)
        }
        "score" => {
            let Some(sheets) = read_sheets(visit.language, &asked, &sent, &mut page) else {
                return page.show_mistakes();
            };
            let moved = app.store.hand_in_scores(&asked.permit, &sheets, (&app.chance, now)).await?;
            app.letters_wait.notify_one();
            page.answer_moved(&moved)
        }
        _ => Ok(Redirect::to(&page.action).into_response()),
    }
}

async fn find(app: &App, actor: &Actor, (id, task): (&str, &str)) -> Result<Asked, Problem> {
    let id: ConnectionId = id.parse().map_err(|_| Problem::not_found())?;
    let task = Task::from_slug(task).ok_or_else(Problem::not_found)?;
    let found = app.store.find_call_to_review(actor, (id, task)).await?;
    let (call, reviewer, permit) = found.ok_or_else(Problem::not_found)?;
    let may_read = task == Task::Score && reviewer.declared == Some(Declaration::None);
    let proposals = if may_read { app.store.list_opened_proposals(&permit).await? } else { Vec::new() };
    Ok(Asked { call, reviewer, permit, proposals })
}

async fn page(app: &App, visit: &Visit, asked: &Asked, sent: &Sent) -> Result<CallPage, Problem> {
    let (t, call, reviewer) = (visit.language, &asked.call, &asked.reviewer);
    let wording = Wording::new(app, t);
    let mut page = CallPage::of(app, visit, call, "reviewer");
    page.notes.push(t.say(&format!("review-task-{}", reviewer.task.slug())));
    if reviewer.is_waited_for() && call.connection.stage == reviewer.task.stage() {
        page.notes.push(t.with("review-due", "day", wording.day(reviewer.due_on())));
    }
    match (reviewer.declared, reviewer.done_at) {
        (None, _) => {
            page.notes.push(t.with("review-publisher", "name", &call.organisation.name));
            page.notes.extend(proposers_note(app, t, asked).await?);
            let field = Field::new(t, "declared", Input::Radios, "off").holding(sent.raw("declared"));
            let field = field.of_choices(t, "declaration", Declaration::ALL, &[sent.raw("declared")]);
            page.forms.push(CallForm::new(t, "declare").asking(vec![field]).primary());
        }
        (Some(Declaration::Conflict), _) => page.notes.push(t.say("review-stepped-back")),
        (Some(Declaration::None), Some(_)) => page.notes.push(t.say("review-thanks")),
        (Some(Declaration::None), None) => page.forms.extend(work_form(t, asked, sent)),
    }
    let scoring = app.store.find_scoring(&asked.permit).await?.unwrap_or_default();
    let entry = |it: &FiledProposal| {
        let mean = scoring.averages.get(&it.proposal.id).copied().map(|mean| {
            let reviewers = scoring.reviewers.to_string();
            t.fill("call-mean", &[("points", shown_points(mean)), ("reviewers", reviewers)])
        });
        let mut lines: Vec<_> = mean.iter().map(|mean| wording.worded(mean)).collect();
        lines.extend(proposal_lines(&wording, call, &it.proposal));
        Entry { heading: wording.worded(&it.organisation.name), lines, ..Entry::default() }
    };
    let entries: Vec<Entry> = asked.proposals.iter().map(entry).collect();
    if !entries.is_empty() {
        page.parts.push(Part { id: "proposals", title: t.say("call-opened"), entries, ..Part::default() });
    }
    page.parts.push(terms_part(&wording, call));
    page.links.push((t.say("my-challenges-title"), t.path("/my/challenges")));
    Ok(page)
}

/// Whose proposals there are to score, for whoever has not said yet whether they have an interest.
async fn proposers_note(app: &App, t: Language, asked: &Asked) -> Result<Option<String>, Problem> {
    if asked.reviewer.task != Task::Score {
        return Ok(None);
    }
    let filed = app.store.list_opened_proposals(&asked.permit).await?;
    let names: Vec<&str> = filed.iter().map(|it| it.organisation.name.as_str()).collect();
    let names = names.join(&t.say("call-missing-and"));
    Ok((!filed.is_empty()).then(|| t.with("review-proposers", "names", names)))
}

/// What there is to fill in, as long as it is the time for it.
fn work_form(t: Language, asked: &Asked, sent: &Sent) -> Option<CallForm> {
    let stage = asked.call.connection.stage;
    match asked.reviewer.task {
        Task::Opinion => {
            let field = words_field(t, "opinion", "opinion", sent);
            (stage == Stage::Checking).then(|| CallForm::new(t, "opinion").asking(vec![field]).primary())
        }
        Task::Score => {
            let fields = readable(asked).enumerate().flat_map(|(place, it)| score_fields(t, (place, it), sent));
            let fields = fields.collect();
            (stage == Stage::Reviewing).then(|| CallForm::new(t, "score").asking(fields).primary())
        }
    }
}

/// The proposals that can be scored.
fn readable(asked: &Asked) -> impl Iterator<Item = &FiledProposal> {
    asked.proposals.iter().filter(|it| it.proposal.text.is_some())
}

fn score_fields(t: Language, (place, filed): (usize, &FiledProposal), sent: &Sent) -> Vec<Field> {
    let organisation = &filed.organisation.name;
    let points = |criterion: &Criterion| {
        let name = format!("points-{place}-{}", criterion.slug());
        let mut field = Field::new(t, &name, Input::Number, "off").holding(sent.raw(&name));
        let criterion = t.say(&format!("criterion-{}", criterion.slug()));
        field.label = t.fill("field-points", &[("organisation", organisation.clone()), ("criterion", criterion)]);
        field
    };
    let mut fields: Vec<Field> = Criterion::ALL.iter().map(points).collect();
    let name = format!("remark-{place}");
    let mut remark = words_field(t, &name, "remark", sent).optional();
    remark.label = t.with("field-score-remark", "organisation", organisation);
    fields.push(remark);
    fields
}

/// One sheet for each proposal; what is wrong is told at its field.
fn read_sheets(
    t: Language,
    asked: &Asked,
    sent: &Sent,
    page: &mut CallPage,
) -> Option<BTreeMap<ProposalId, ScoreSheet>> {
    let mut sheets = BTreeMap::new();
    let mut is_right = true;
    for (place, filed) in readable(asked).enumerate() {
        let mut sheet = ScoreSheet { remark: sent.text(&format!("remark-{place}")), ..ScoreSheet::default() };
        for (points, criterion) in sheet.points.iter_mut().zip(Criterion::ALL) {
            let name = format!("points-{place}-{}", criterion.slug());
            match sent.text(&name).parse().ok().filter(|it: &u32| *it <= 100) {
                Some(given) => *points = given,
                None => {
                    is_right = false;
                    page.tell(&name, t.say("review-mistake-points"));
                }
            }
        }
        sheets.insert(filed.proposal.id, sheet);
    }
    is_right.then_some(sheets)
}
