//! `/desk/inquiries/{id}`: one question before a desk. Who asked stands nowhere.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_model::access::{Actor, Desk};
use rongqiao_model::inquiry::{ANSWER_MAX_CHARS, FiledInquiry, InquiryMove, InquiryStep, Referral};
use rongqiao_model::store::InquiryMoved;

use super::super::form::{Field, Form, Input, Sent};
use super::super::layout::{Layout, answer_privately};
use super::super::visit::Visit;
use super::super::wording::{Moment, Worded, Wording};
use super::{id_of, tell};
use crate::actions::inquiries::{find_at_desk, move_on};
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;
use crate::session::Acting;

#[derive(Template)]
#[template(path = "desk_inquiry.html")]
struct DeskInquiryPage {
    t: Language,
    layout: Layout,
    policy: Worded,
    policy_href: String,
    slug: &'static str,
    state: String,
    desk: String,
    asked: Moment,
    due: String,
    overdue: bool,
    question: String,
    may_be_public: String,
    answer: String,
    reason: String,
    refusal: Option<String>,
    revision: i64,
    action: String,
    can_accept: bool,
    /// What can be done that takes a form: the step and its fields.
    forms: Vec<StepForm>,
}

#[derive(Debug)]
struct StepForm {
    step: &'static str,
    fields: Vec<Field>,
}

impl Form for DeskInquiryPage {
    fn fields(&self) -> impl Iterator<Item = &Field> {
        self.forms.iter().flat_map(|form| &form.fields)
    }

    fn refusal(&self) -> Option<&str> {
        self.refusal.as_deref()
    }
}

/// `GET /desk/inquiries/{id}`
pub(super) async fn show(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let filed = find_at_desk(&app, &actor, id_of(&id)?).await?;
    answer_privately(StatusCode::OK, &page(&app, &visit, &filed, &Sent::default()))
}

/// `POST /desk/inquiries/{id}`: accepts, refuses, hands over or answers it. Of two that exclude each other one is done;
/// whoever is late is told, and what they wrote stays.
pub(super) async fn submit(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
    form: String,
) -> Result<Response, Problem> {
    let sent = Sent::read(&form);
    let filed = find_at_desk(&app, &actor, id_of(&id)?).await?;
    let step = InquiryStep::from_slug(sent.raw("do")).ok_or_else(Problem::not_found)?;
    let step = match InquiryMove::read(step, &sent.record("")).ok_or_else(Problem::not_found)? {
        Ok(step) => step,
        Err(wrong) => {
            let mut page = page(&app, &visit, &filed, &sent);
            page.forms.iter_mut().for_each(|form| tell(visit.language, &mut form.fields, &wrong));
            return answer_privately(StatusCode::UNPROCESSABLE_ENTITY, &page);
        }
    };
    let revision = sent.raw("revision").parse().unwrap_or_default();
    match move_on(&app, &actor, &filed, revision, &step).await? {
        InquiryMoved::Done(_) => Ok(Redirect::to(&way_on(&visit, &filed, &step)).into_response()),
        InquiryMoved::Changed | InquiryMoved::NotNow => too_late(&app, &visit, &actor, &filed, &sent).await,
    }
}

/// Where an officer goes on: what they accepted they read again, the rest is off their desk.
fn way_on(visit: &Visit, filed: &FiledInquiry, step: &InquiryMove) -> String {
    match step.step() {
        InquiryStep::Accept => visit.language.path(&format!("/desk/inquiries/{}", filed.inquiry.id)),
        InquiryStep::Refuse
        | InquiryStep::Assign
        | InquiryStep::Answer
        | InquiryStep::Withdraw
        | InquiryStep::Close => visit.language.path("/desk/inquiries"),
    }
}

async fn too_late(
    app: &App,
    visit: &Visit,
    actor: &Actor,
    filed: &FiledInquiry,
    sent: &Sent,
) -> Result<Response, Problem> {
    let filed = find_at_desk(app, actor, filed.inquiry.id).await?;
    let mut page = page(app, visit, &filed, sent);
    page.refusal = Some(visit.language.say("inquiry-too-late"));
    answer_privately(StatusCode::CONFLICT, &page)
}

fn page(app: &App, visit: &Visit, filed: &FiledInquiry, sent: &Sent) -> DeskInquiryPage {
    let (t, inquiry, listing) = (visit.language, &filed.inquiry, &filed.policy.listing);
    let wording = Wording::new(app, t);
    let mut layout = Layout::new(app, visit, t.say("desk-inquiry-title"));
    layout.indexed = false;
    layout.demo = listing.demo;
    let public = if inquiry.may_be_public { "desk-inquiry-public" } else { "desk-inquiry-private" };
    DeskInquiryPage {
        t,
        layout,
        policy: wording.either(&listing.title, listing.title_en.as_deref()),
        policy_href: t.path(&format!("/listings/{}", listing.id)),
        slug: inquiry.state.slug(),
        state: t.say(&format!("inquiry-state-{}", inquiry.state.slug())),
        desk: t.say(&format!("desk-name-{}", inquiry.desk.slug())),
        asked: wording.minute_of(inquiry.asked_at),
        due: t.with("inquiry-due", "day", wording.day(inquiry.due_on)),
        overdue: inquiry.is_overdue(app.clock.today()),
        question: inquiry.question.clone(),
        may_be_public: t.say(public),
        answer: inquiry.answer.clone(),
        reason: inquiry.reason.clone(),
        refusal: None,
        revision: inquiry.revision,
        action: t.path(&format!("/desk/inquiries/{}", inquiry.id)),
        can_accept: inquiry.can(InquiryStep::Accept),
        forms: forms(t, filed, sent),
    }
}

fn forms(t: Language, filed: &FiledInquiry, sent: &Sent) -> Vec<StepForm> {
    let inquiry = &filed.inquiry;
    let mut answer = vec![Field::new(t, "answer", Input::Text, "off").holding(sent.raw("answer"))];
    answer[0].hint = Some(t.with("field-answer-hint", "max", ANSWER_MAX_CHARS));
    if inquiry.may_be_public {
        answer.push(Field::new(t, "public", Input::Tick, "off").holding(sent.raw("public")).optional());
    }
    let mut desk = Field::new(t, "desk", Input::Choice, "off");
    desk = desk.of_choices(t, "desk-name", Desk::ALL, &[inquiry.desk.slug()]);
    let referral = Field::new(t, "referral", Input::Choice, "off").optional();
    let referral = referral.of_choices(t, "referral-name", Referral::ALL, &[sent.raw("referral")]);
    let reason = Field::new(t, "reason", Input::Text, "off").holding(sent.raw("reason"));
    let forms = [
        (InquiryStep::Answer, answer),
        (InquiryStep::Assign, vec![desk]),
        (InquiryStep::Refuse, vec![reason, referral]),
    ];
    forms
        .into_iter()
        .filter(|(step, _)| inquiry.can(*step))
        .map(|(step, fields)| StepForm { step: step.slug(), fields })
        .collect()
}
