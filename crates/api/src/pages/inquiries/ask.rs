//! `/listings/{id}/ask` and `/my/inquiries/{id}/ask`: asking about a policy document, and asking once more.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_model::InquiryId;
use rongqiao_model::access::Actor;
use rongqiao_model::inquiry::{FiledInquiry, InquiryState, OPEN_MAX, QUESTION_MAX_CHARS, Question};
use rongqiao_model::kind::Details;
use rongqiao_model::listing::PublishedListing;
use rongqiao_model::store::Asked;

use super::super::form::{Field, FormPage, Input, Sent};
use super::super::layout::answer_privately;
use super::super::visit::Visit;
use super::super::wording::Wording;
use super::{id_of, tell};
use crate::actions::inquiries::{ask, find_own, find_policy};
use crate::app::App;
use crate::problem::Problem;
use crate::session::{Acting, SignedIn, find_session};

/// `GET /listings/{id}/ask`: for whoever is signed in; others are led to where they can, and back.
pub(super) async fn show(
    State(app): State<App>,
    visit: Visit,
    SignedIn(_): SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let policy = find_policy(&app, id.parse().map_err(|_| Problem::not_found())?).await?;
    page(&app, &visit, &policy, &Sent::default()).show()
}

/// `POST /listings/{id}/ask`. Whoever is no longer signed in gets the form back with what they wrote.
pub(super) async fn submit(
    State(app): State<App>,
    visit: Visit,
    headers: HeaderMap,
    Path(id): Path<String>,
    form: String,
) -> Result<Response, Problem> {
    let sent = Sent::read(&form);
    let policy = find_policy(&app, id.parse().map_err(|_| Problem::not_found())?).await?;
    let Some(session) = find_session(&app, &headers).await?.filter(|session| session.complete) else {
        return sign_in_first(&app, &visit, &policy, &sent);
    };
    let actor = app.store.find_actor(session.person, app.clock.now()).await?;
    hand_in(&app, &visit, &actor, &policy, (&sent, None)).await
}

/// `GET /my/inquiries/{id}/ask`: asks once more about the same document.
pub(super) async fn show_further(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let before = answered(&app, &actor, id_of(&id)?).await?;
    page(&app, &visit, &before.policy, &Sent::default()).show()
}

/// `POST /my/inquiries/{id}/ask`
pub(super) async fn submit_further(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
    form: String,
) -> Result<Response, Problem> {
    let id = id_of(&id)?;
    let before = find_own(&app, actor.person(), id).await?;
    hand_in(&app, &visit, &actor, &before.policy, (&Sent::read(&form), Some(id))).await
}

/// The answered question from which its asker may still go on.
async fn answered(app: &App, actor: &Actor, id: InquiryId) -> Result<FiledInquiry, Problem> {
    let before = find_own(app, actor.person(), id).await?;
    let may = before.inquiry.state == InquiryState::Answered && before.inquiry.follows.is_none();
    Some(before).filter(|_| may).ok_or_else(Problem::not_found)
}

async fn hand_in(
    app: &App,
    visit: &Visit,
    actor: &Actor,
    policy: &PublishedListing,
    (sent, follows): (&Sent, Option<InquiryId>),
) -> Result<Response, Problem> {
    let t = visit.language;
    let mut page = page(app, visit, policy, sent);
    let question = match Question::read(&sent.record("")) {
        Ok(question) => question,
        Err(wrong) => {
            tell(t, &mut page.fields, &wrong);
            return page.show_mistakes();
        }
    };
    let nonce = sent.raw("nonce").parse().map_err(|_| Problem::not_found())?;
    match ask(app, actor, policy, question, (nonce, follows)).await? {
        (id, Asked::Done | Asked::Known) => Ok(Redirect::to(&t.path(&format!("/my/inquiries/{id}"))).into_response()),
        (_, Asked::Full) => page.show_conflict(t.with("inquiry-refusal-full", "max", OPEN_MAX)),
        (_, Asked::NotNow) => page.show_conflict(t.say("inquiry-refusal-once")),
    }
}

/// The form with what was typed, and where to sign in without leaving it.
fn sign_in_first(app: &App, visit: &Visit, policy: &PublishedListing, sent: &Sent) -> Result<Response, Problem> {
    let t = visit.language;
    let mut page = page(app, visit, policy, sent);
    page.refusal = Some(t.say("inquiry-sign-in-first"));
    page.others.insert(0, (t.say("nav-sign-in"), t.path("/sign-in")));
    answer_privately(StatusCode::UNAUTHORIZED, &page)
}

fn page(app: &App, visit: &Visit, policy: &PublishedListing, sent: &Sent) -> FormPage {
    let t = visit.language;
    let wording = Wording::new(app, t);
    let mut page = FormPage::new(app, visit, "inquiry-ask");
    let title = wording.either(&policy.listing.title, policy.listing.title_en.as_deref()).text;
    let number = match &policy.listing.details {
        Details::Policy(policy) => policy.document_number.clone(),
        _ => String::new(),
    };
    let days = app.settings.inquiry_working_days;
    page.lead = vec![
        t.fill("inquiry-ask-about", &[("title", title), ("number", number)]),
        t.count("inquiry-ask-days", days),
        t.say("inquiry-ask-not-here"),
    ];
    let mut question = Field::new(t, "question", Input::Text, "off").holding(sent.raw("question"));
    question.hint = Some(t.with("field-question-hint", "max", QUESTION_MAX_CHARS));
    page.fields = vec![
        question,
        Field::new(t, "question-public", Input::Tick, "off").holding(sent.raw("question-public")).optional(),
    ];
    let nonce = match sent.raw("nonce") {
        "" => app.chance.id(app.clock.now()).to_string(),
        nonce => nonce.to_owned(),
    };
    page.hidden = vec![("nonce", nonce)];
    page.others = vec![(t.say("inquiry-back"), t.path(&format!("/listings/{}", policy.listing.id)))];
    page
}
