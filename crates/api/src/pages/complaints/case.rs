//! `/desk/complaints/{id}`: one case: what was complained about, what stood there, what there was before; and deciding it.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_model::access::{Action, Actor};
use rongqiao_model::complaint::{
    Appeal, Case, CaseState, CaseStep, Category, Complaint, ComplaintEvidence, Measure, MeasureKind, REASON_MAX_CHARS,
    Ruling, Snapshot,
};
use rongqiao_model::store::{CaseFile, CaseMoved};

use super::super::facts::{FactRow, FactValue, rows};
use super::super::form::{Choosable, Field, Form, Input, Sent};
use super::super::layout::{Layout, answer_privately};
use super::super::visit::Visit;
use super::super::wording::{Worded, Wording};
use super::evidence::words_of;
use super::text_mistake;
use crate::actions::complaints::{Verdict, examine as take_up, find_case, rule};
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;
use crate::session::Acting;

#[derive(Template)]
#[template(path = "desk_complaint.html")]
struct CasePage {
    t: Language,
    layout: Layout,
    refusal: Option<String>,
    path: String,
    revision: i64,
    state: &'static str,
    state_words: String,
    due: Option<String>,
    title: Worded,
    about: String,
    subject_href: String,
    organisation: Worded,
    organisation_href: String,
    gathered: String,
    complaints: Vec<ComplaintLine>,
    appeals: Vec<(String, Vec<String>)>,
    rulings: Vec<RulingLine>,
    snapshot: SnapshotWords,
    earlier: Vec<(String, String)>,
    measures: Vec<String>,
    /// Whether somebody may take it up.
    examinable: bool,
    fields: Vec<Field>,
}

#[derive(Debug)]
struct ComplaintLine {
    heading: String,
    paragraphs: Vec<String>,
    link: String,
    /// Where each file is downloaded, and what it is.
    evidence: Vec<(String, String)>,
}

#[derive(Debug)]
struct RulingLine {
    heading: String,
    reason: String,
    answer: String,
}

#[derive(Debug)]
struct SnapshotWords {
    at: String,
    title: Worded,
    paragraphs: Vec<String>,
    facts: Vec<FactRow>,
}

impl Form for CasePage {
    fn fields(&self) -> impl Iterator<Item = &Field> {
        self.fields.iter()
    }

    fn refusal(&self) -> Option<&str> {
        self.refusal.as_deref()
    }
}

/// `GET /desk/complaints/{id}`
pub(super) async fn show(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let file = find(&app, &actor, &id).await?;
    answer_privately(StatusCode::OK, &page(&app, &visit, &actor, &file, &Sent::read("")))
}

/// `POST /desk/complaints/{id}/examine`: takes the case up; once more changes nothing.
pub(super) async fn examine(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
    form: String,
) -> Result<Response, Problem> {
    let file = find(&app, &actor, &id).await?;
    let revision = Sent::read(&form).raw("revision").parse().unwrap_or_default();
    take_up(&app, &actor, &file, revision).await?;
    Ok(Redirect::to(&visit.language.path(&format!("/desk/complaints/{id}"))).into_response())
}

/// `POST /desk/complaints/{id}/decide`: decides the case or the appeal. Of two officers one does; the other is told.
pub(super) async fn decide(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
    form: String,
) -> Result<Response, Problem> {
    let (t, sent) = (visit.language, Sent::read(&form));
    let file = find(&app, &actor, &id).await?;
    let mut shown = page(&app, &visit, &actor, &file, &sent);
    if shown.fields.is_empty() {
        return late(t, shown);
    }
    tell_mistakes(t, &file, &sent, &mut shown.fields);
    let Some(verdict) = verdict(&file, &sent).filter(|_| shown.is_right()) else {
        return answer_privately(StatusCode::UNPROCESSABLE_ENTITY, &shown);
    };
    let revision = sent.raw("revision").parse().unwrap_or_default();
    match rule(&app, &actor, &file, (revision, &verdict)).await? {
        CaseMoved::Done => Ok(Redirect::to(&t.path("/desk/complaints")).into_response()),
        CaseMoved::Changed | CaseMoved::NotNow => {
            let file = find(&app, &actor, &id).await?;
            late(t, page(&app, &visit, &actor, &file, &sent))
        }
    }
}

fn late(t: Language, mut page: CasePage) -> Result<Response, Problem> {
    page.refusal = Some(t.say("desk-complaint-too-late"));
    answer_privately(StatusCode::CONFLICT, &page)
}

async fn find(app: &App, actor: &Actor, id: &str) -> Result<CaseFile, Problem> {
    find_case(app, actor, id.parse().map_err(|_| Problem::not_found())?).await
}

/// What can be decided now, as words for the form with the step that each stands for.
fn outcomes(file: &CaseFile) -> Vec<(&'static str, CaseStep)> {
    let case = &file.filed.case;
    let (against, taking) = match case.state {
        CaseState::Examining => (CaseStep::Dismiss, CaseStep::Uphold),
        CaseState::ReporterAppealed => (CaseStep::Confirm, CaseStep::Overturn),
        CaseState::OrganisationAppealed => {
            return vec![("measure-stands", CaseStep::Confirm), ("measure-lifted", CaseStep::Overturn)];
        }
        CaseState::Received | CaseState::Upheld | CaseState::NotUpheld | CaseState::Closed => return Vec::new(),
    };
    let applies = |kind: &&MeasureKind| kind.applies(case.subject.kind, file.has_standing);
    let measures = MeasureKind::ALL.iter().filter(applies).map(|kind| (kind.slug(), taking));
    std::iter::once(("not-upheld", against)).chain(measures).collect()
}

/// What was decided, if all of it can be understood.
fn verdict(file: &CaseFile, sent: &Sent) -> Option<Verdict> {
    let chosen = sent.raw("complaint-outcome");
    let (slug, step) = outcomes(file).into_iter().find(|(slug, _)| *slug == chosen)?;
    let measure = match MeasureKind::from_slug(slug).filter(|_| file.filed.case.takes_measure(step)) {
        Some(kind) => Some((kind, Category::from_slug(sent.raw("complaint-ground"))?)),
        None => None,
    };
    let (reason, answer) = (sent.text("complaint-reason"), sent.text("complaint-answer"));
    Some(Verdict { step, measure, reason, answer })
}

fn tell_mistakes(t: Language, file: &CaseFile, sent: &Sent, fields: &mut [Field]) {
    let chosen = sent.raw("complaint-outcome");
    let step = outcomes(file).into_iter().find(|(slug, _)| *slug == chosen).map(|(_, step)| step);
    let case = &file.filed.case;
    let takes = step.is_some_and(|step| case.takes_measure(step));
    // The organisation reads a reason wherever something was done about it.
    let is_told = takes || case.state == CaseState::OrganisationAppealed;
    let unknown = Category::from_slug(sent.raw("complaint-ground")).is_none();
    for field in fields {
        let typed = sent.text(&field.name);
        field.mistake = match field.name.as_str() {
            "complaint-outcome" => step.is_none().then(|| t.say("mistake-complaint-outcome")),
            "complaint-ground" => (takes && unknown).then(|| t.say("mistake-complaint-ground")),
            "complaint-reason" if !is_told && typed.is_empty() => None,
            _ => text_mistake(t, &typed, REASON_MAX_CHARS),
        };
    }
}

/// What was complained of most often.
fn commonest(complaints: &[Complaint]) -> &'static str {
    let mut counts: BTreeMap<Category, usize> = BTreeMap::new();
    for complaint in complaints {
        *counts.entry(complaint.category).or_default() += 1;
    }
    counts.into_iter().max_by_key(|&(_, count)| count).map_or("", |(category, _)| category.slug())
}

fn fields(t: Language, actor: &Actor, file: &CaseFile, sent: &Sent) -> Vec<Field> {
    let (state, outcomes) = (file.filed.case.state, outcomes(file));
    let may = state.waits_for().is_some_and(|action| actor.permit(action, file.filed.thing()).is_ok());
    if outcomes.is_empty() || !may {
        return Vec::new();
    }
    let choosable = |(slug, _): &(&'static str, CaseStep)| Choosable {
        value: (*slug).to_owned(),
        words: t.say(&format!("complaint-outcome-{slug}")),
    };
    let outcome = Field::new(t, "complaint-outcome", Input::Radios, "off");
    let outcome = outcome.among(outcomes.iter().map(choosable).collect()).holding(sent.raw("complaint-outcome"));
    let ground = match sent.raw("complaint-ground") {
        "" => commonest(&file.complaints),
        chosen => chosen,
    };
    let ground_field = Field::new(t, "complaint-ground", Input::Choice, "off");
    let ground = ground_field.of_choices(t, "complaint-category", Category::ALL, &[ground]);
    let reason = Field::new(t, "complaint-reason", Input::Text, "off").holding(sent.raw("complaint-reason"));
    let answer = Field::new(t, "complaint-answer", Input::Text, "off").holding(sent.raw("complaint-answer"));
    match state {
        CaseState::OrganisationAppealed => vec![outcome, reason, answer],
        _ => vec![outcome, ground.optional(), reason.optional(), answer],
    }
}

fn page(app: &App, visit: &Visit, actor: &Actor, file: &CaseFile, sent: &Sent) -> CasePage {
    let (t, case) = (visit.language, &file.filed.case);
    let wording = Wording::new(app, t);
    let mut layout = Layout::new(app, visit, case.title.clone());
    layout.indexed = false;
    let may_examine = actor.permit(Action::ExamineComplaint, file.filed.thing()).is_ok();
    CasePage {
        t,
        layout,
        refusal: None,
        path: t.path(&format!("/desk/complaints/{}", case.id)),
        revision: case.revision,
        state: case.state.slug(),
        state_words: t.say(&format!("case-state-{}", case.state.slug())),
        due: case.state.waits_for().map(|_| t.with("desk-complaints-due", "day", wording.day(case.due_on))),
        title: wording.worded(&case.title),
        about: t.say(&format!("complaint-subject-{}", case.subject.kind.slug())),
        subject_href: t.path(&case.subject.page()),
        organisation: wording.worded(&file.filed.organisation.name),
        organisation_href: t.path(&format!("/organisations/{}", file.filed.organisation.id)),
        gathered: t.count("desk-complaints-gathered", file.complaints.len() as u64),
        complaints: file.complaints.iter().map(|it| complaint_line(&wording, case, it)).collect(),
        appeals: file.appeals.iter().map(|it| appeal_line(&wording, it)).collect(),
        rulings: file.rulings.iter().map(|it| ruling_line(&wording, it)).collect(),
        snapshot: snapshot_words(&wording, &file.snapshot),
        earlier: file.earlier.iter().map(|it| earlier_line(&wording, it)).collect(),
        measures: file.measures.iter().map(|it| measure_line(&wording, it)).collect(),
        examinable: may_examine && case.state == CaseState::Received,
        fields: fields(t, actor, file, sent),
    }
}

fn paragraphs(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

fn complaint_line(wording: &Wording<'_>, case: &Case, it: &Complaint) -> ComplaintLine {
    let t = wording.t;
    let who = t.with("complaint-reporter", "number", it.number);
    let category = t.say(&format!("complaint-category-{}", it.category.slug()));
    let heading = [who, category, wording.day(it.reported_on)].join(" · ");
    let file = |(number, file): (usize, &ComplaintEvidence)| {
        let href = t.path(&format!("/desk/complaints/{}/evidence/{}", case.id, file.id));
        (href, words_of(t, number, file))
    };
    let evidence = (1..).zip(&it.evidence).map(file).collect();
    ComplaintLine { heading, paragraphs: paragraphs(&it.text), link: it.link.clone(), evidence }
}

fn appeal_line(wording: &Wording<'_>, it: &Appeal) -> (String, Vec<String>) {
    let who = wording.t.say(&format!("appeal-of-{}", it.side.slug()));
    ([who, wording.day(it.on)].join(" · "), paragraphs(&it.text))
}

fn ruling_line(wording: &Wording<'_>, it: &Ruling) -> RulingLine {
    let t = wording.t;
    let step = t.say(&format!("case-step-{}", it.step.slug()));
    let measure = it.measure.map(|kind| t.say(&format!("measure-{}", kind.slug())));
    let ground = it.ground.map(|ground| t.say(&format!("complaint-category-{}", ground.slug())));
    let role = t.say(&format!("role-{}", it.role.slug()));
    let parts = [Some(step), measure, ground, Some(role), Some(wording.date_of(it.at).words)];
    let heading = parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    RulingLine { heading, reason: it.reason.clone(), answer: it.answer.clone() }
}

fn snapshot_words(wording: &Wording<'_>, it: &Snapshot) -> SnapshotWords {
    SnapshotWords {
        at: wording.t.with("desk-complaint-snapshot", "day", wording.date_of(it.at).words),
        title: wording.worded(&it.title),
        paragraphs: paragraphs(&it.text),
        facts: it.details.as_ref().map(|details| rows(wording, details.facts())).unwrap_or_default(),
    }
}

fn earlier_line(wording: &Wording<'_>, it: &Case) -> (String, String) {
    let t = wording.t;
    let found = it.finding.map(|finding| t.say(&format!("case-state-{}", finding.slug())));
    let state = found.unwrap_or_else(|| t.say(&format!("case-state-{}", it.state.slug())));
    let words = [it.title.clone(), state, wording.date_of(it.opened_at).words].join(" · ");
    (t.path(&format!("/desk/complaints/{}", it.id)), words)
}

fn measure_line(wording: &Wording<'_>, it: &Measure) -> String {
    let t = wording.t;
    let state = match it.lifted_on {
        Some(day) => t.with("measure-lifted", "day", wording.day(day)),
        None => t.say("measure-in-force"),
    };
    let kind = t.say(&format!("measure-{}", it.kind.slug()));
    [kind, it.title.clone(), t.with("measure-taken", "day", wording.day(it.taken_on)), state].join(" · ")
}
