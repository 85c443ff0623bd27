//! `/desk/workbench/cases/{id}`: one case before an officer: what is wanted, who fits and why, what was done.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_model::access::{Actor, Permit};
use rongqiao_model::store::DeskCaseMoved;
use rongqiao_model::workbench::case::{CaseEvent, CaseFile, CaseMove, CaseStep, Introduction};

use super::super::card::Card;
use super::super::form::{Field, Form, Input, Sent};
use super::super::grounds::whys;
use super::super::layout::{Layout, answer_privately};
use super::super::visit::Visit;
use super::super::wording::{Moment, Worded, Wording};
use super::case_forms::{CaseForm, Choices, forms};
use super::due::owner_words;
use super::{id_of, tell};
use crate::actions::workbench::{draft_need, find_case, move_case, suggestions};
use crate::app::App;
use crate::fits::FoundFit;
use crate::language::Language;
use crate::problem::Problem;
use crate::session::Acting;

#[derive(Template)]
#[template(path = "workbench_case.html")]
struct CasePage {
    t: Language,
    layout: Layout,
    refusal: Option<String>,
    slug: &'static str,
    state: String,
    is_overdue: bool,
    /// Desk, officer and day.
    facts: Vec<String>,
    next: String,
    organisation_href: Option<String>,
    kind: String,
    source: String,
    wants: String,
    need: Option<NeedPart>,
    no_need: String,
    suggested: Vec<Suggestion>,
    introductions: Vec<IntroductionLine>,
    reason: String,
    forms: Vec<CaseForm>,
    history: Vec<HistoryLine>,
    action: String,
    revision: i64,
}

/// The listing that says what is wanted.
#[derive(Debug)]
struct NeedPart {
    title: Worded,
    href: String,
}

/// A listing of the other side, with why it fits.
#[derive(Debug)]
struct Suggestion {
    id: String,
    card: Card,
}

#[derive(Debug)]
struct IntroductionLine {
    href: String,
    title: Worded,
    organisation: Worded,
    at: Moment,
}

#[derive(Debug)]
struct HistoryLine {
    at: Moment,
    did: String,
    words: String,
}

impl Form for CasePage {
    fn fields(&self) -> impl Iterator<Item = &Field> {
        self.forms.iter().flat_map(|form| &form.fields)
    }

    fn refusal(&self) -> Option<&str> {
        self.refusal.as_deref()
    }
}

/// `GET /desk/workbench/cases/{id}`
pub(super) async fn show(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let (file, permit) = find_case(&app, &actor, id_of(&id)?).await?;
    answer_privately(StatusCode::OK, &page(&app, &visit, (&file, &permit), &Sent::default()).await?)
}

/// `POST /desk/workbench/cases/{id}`: does one step. Of two officers who act at once one is done; the other is told, and
/// what they wrote stays.
pub(super) async fn submit(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
    form: String,
) -> Result<Response, Problem> {
    let sent = Sent::read(&form);
    let (file, permit) = find_case(&app, &actor, id_of(&id)?).await?;
    let step = CaseStep::from_slug(sent.raw("do")).ok_or_else(Problem::not_found)?;
    let revision = sent.raw("revision").parse().unwrap_or_default();
    let moved = if step == CaseStep::Draft {
        draft_need(&app, (&file, &permit), revision).await?
    } else {
        let read = CaseMove::read(step, &sent.record(""), app.clock.today()).ok_or_else(Problem::not_found)?;
        match read {
            Ok(step) => move_case(&app, &permit, revision, &step).await?,
            Err(wrong) => {
                let mut page = page(&app, &visit, (&file, &permit), &sent).await?;
                let sent_form = page.forms.iter_mut().filter(|form| form.step == step.slug());
                tell(visit.language, sent_form.flat_map(|form| &mut form.fields), &wrong);
                return answer_privately(StatusCode::UNPROCESSABLE_ENTITY, &page);
            }
        }
    };
    match moved {
        DeskCaseMoved::Done if step == CaseStep::HandOver => Ok(to(&visit, "/desk/workbench")),
        DeskCaseMoved::Done => Ok(to(&visit, &format!("/desk/workbench/cases/{}", file.filed.case.id))),
        not => refuse(&app, &visit, &actor, (&file, &sent), not).await,
    }
}

fn to(visit: &Visit, path: &str) -> Response {
    Redirect::to(&visit.language.path(path)).into_response()
}

/// The case as it is now, with why nothing was done.
async fn refuse(
    app: &App,
    visit: &Visit,
    actor: &Actor,
    (file, sent): (&CaseFile, &Sent),
    not: DeskCaseMoved,
) -> Result<Response, Problem> {
    let (file, permit) = find_case(app, actor, file.filed.case.id).await?;
    let mut page = page(app, visit, (&file, &permit), sent).await?;
    let key = match not {
        DeskCaseMoved::Done | DeskCaseMoved::Changed => "desk-case-refusal-changed",
        DeskCaseMoved::NotNow => "desk-case-refusal-not-now",
        DeskCaseMoved::NoOfficer => "desk-case-refusal-no-officer",
        DeskCaseMoved::NotThere => "desk-case-refusal-not-there",
        DeskCaseMoved::SameSide => "desk-case-refusal-same-side",
        DeskCaseMoved::Known => "desk-case-refusal-known",
        DeskCaseMoved::NoAgreement => "desk-case-refusal-no-agreement",
        DeskCaseMoved::NoWriters => "desk-case-refusal-no-writers",
    };
    page.refusal = Some(visit.language.say(key));
    answer_privately(StatusCode::CONFLICT, &page)
}

async fn page(
    app: &App,
    visit: &Visit,
    (file, permit): (&CaseFile, &Permit),
    sent: &Sent,
) -> Result<CasePage, Problem> {
    let (t, case) = (visit.language, &file.filed.case);
    let wording = Wording::new(app, t);
    let is_open = case.state.is_open();
    let suggested = if is_open { suggestions(app, file).await? } else { Vec::new() };
    let choices = choices(app, file, permit).await?;
    let mut layout = Layout::new(app, visit, case.name.clone());
    layout.indexed = false;
    let no_need = match (&file.filed.organisation, choices.has_writers) {
        (None, _) => "desk-case-need-unknown",
        (Some(_), false) => "desk-case-need-no-writers",
        (Some(_), true) => "desk-case-need-none",
    };
    let due = case.due_on.filter(|_| is_open).map(|day| t.with("desk-case-due", "day", wording.day(day)));
    let desk = t.say(&format!("desk-name-{}", case.desk.slug()));
    Ok(CasePage {
        t,
        layout,
        refusal: None,
        slug: case.state.slug(),
        state: t.say(&format!("desk-case-{}", case.state.slug())),
        is_overdue: case.is_overdue(app.clock.today()),
        facts: [Some(desk), Some(owner_words(t, &file.filed)), due].into_iter().flatten().collect(),
        next: if is_open { case.next_action.clone() } else { String::new() },
        organisation_href: case.organisation.map(|id| t.path(&format!("/organisations/{id}"))),
        kind: t.say(&format!("kind-{}", case.kind.slug())),
        source: t.say(&format!("case-source-{}", case.source.slug())),
        wants: case.wants.clone(),
        need: need(app, &wording, file).await?,
        no_need: t.say(no_need),
        suggested: suggested.iter().map(|it| suggestion(&wording, it)).collect(),
        introductions: file.introductions.iter().map(|it| introduction(&wording, it)).collect(),
        reason: case.reason.clone(),
        forms: if is_open { forms(t, file, &choices, sent) } else { Vec::new() },
        history: file.events.iter().map(|it| history(&wording, it)).collect(),
        action: t.path(&format!("/desk/workbench/cases/{}", case.id)),
        revision: case.revision,
    })
}

async fn choices(app: &App, file: &CaseFile, permit: &Permit) -> Result<Choices, Problem> {
    let now = app.clock.now();
    let need = match file.filed.case.need {
        Some(need) => app.store.find_public_listing(need).await?,
        None => None,
    };
    Ok(Choices {
        has_public_need: need.is_some(),
        officers: app.store.list_officers(permit, now).await?,
        needs: app.store.list_needs_for_desk(permit, now).await?,
        agreements: app.store.list_agreements_for_desk(permit, file).await?,
        has_writers: app.store.has_writers(permit, now).await?,
    })
}

/// The need where the public sees it, or its draft, of which a desk learns nothing more.
async fn need(app: &App, wording: &Wording<'_>, file: &CaseFile) -> Result<Option<NeedPart>, Problem> {
    let Some(id) = file.filed.case.need else { return Ok(None) };
    let published = app.store.find_public_listing(id).await?;
    Ok(Some(match published {
        Some(it) => NeedPart {
            title: wording.either(&it.listing.title, it.listing.title_en.as_deref()),
            href: wording.t.path(&format!("/listings/{id}")),
        },
        None => NeedPart { title: wording.worded(&wording.t.say("desk-case-need-drafted")), href: String::new() },
    }))
}

fn suggestion(wording: &Wording<'_>, found: &FoundFit) -> Suggestion {
    let card = Card { why: whys(wording, &found.fit, &[]), ..Card::plain(wording, &found.published) };
    Suggestion { id: found.published.listing.id.to_string(), card }
}

fn introduction(wording: &Wording<'_>, it: &Introduction) -> IntroductionLine {
    IntroductionLine {
        href: wording.t.path(&format!("/listings/{}", it.listing)),
        title: wording.worded(&it.title),
        organisation: wording.either(&it.organisation.name, it.organisation.name_en.as_deref()),
        at: wording.minute_of(it.at),
    }
}

fn history(wording: &Wording<'_>, event: &CaseEvent) -> HistoryLine {
    let t = wording.t;
    let did = t.say(&format!("desk-case-did-{}", event.step.slug()));
    let by = event.by.clone().unwrap_or_else(|| t.say("desk-case-somebody"));
    let words = match event.step {
        CaseStep::HandOver => t.say(&format!("desk-name-{}", event.words)),
        CaseStep::Open
        | CaseStep::Assign
        | CaseStep::Plan
        | CaseStep::Contact
        | CaseStep::Draft
        | CaseStep::TieNeed
        | CaseStep::Introduce
        | CaseStep::Negotiate
        | CaseStep::Achieve
        | CaseStep::Fail => event.words.clone(),
    };
    HistoryLine { at: wording.minute_of(event.at), did: t.fill("desk-case-did", &[("name", by), ("what", did)]), words }
}
