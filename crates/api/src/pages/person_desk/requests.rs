//! `/desk/requests`: what people ask for about their data, and the answers.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_model::access::{Action, Actor, Permit, Thing};
use rongqiao_model::data_request::{DataRequest, RequestState, WORDS_MAX_CHARS};
use rongqiao_model::store::RequestMoved;

use super::super::form::{Choosable, Field, Form, FormPage, Input, Sent};
use super::super::layout::{Layout, answer_privately};
use super::super::visit::Visit;
use super::super::wording::Wording;
use crate::actions::privacy::move_on;
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;
use crate::session::Acting;

#[derive(Template)]
#[template(path = "desk_data_requests.html")]
struct RequestsPage {
    t: Language,
    layout: Layout,
    /// Where a request stands, what it asks for, and how far it has come.
    lines: Vec<(String, String, String)>,
}

/// `GET /desk/requests`: what waits, the one due first first.
pub(super) async fn show(State(app): State<App>, visit: Visit, Acting(actor): Acting) -> Result<Response, Problem> {
    let permit = actor.permit(Action::AnswerDataRequest, Thing::platform())?;
    let t = visit.language;
    let wording = Wording::new(&app, t);
    let mut layout = Layout::new(&app, &visit, t.say("data-requests-title"));
    layout.indexed = false;
    let mut waiting = app.store.list_data_requests_waiting(&permit).await?;
    // Nobody answers themself.
    waiting.retain(|it| it.person != actor.person());
    let line = |it: &DataRequest| {
        let what = t.say(&format!("request-kind-{}", it.kind.slug()));
        (t.path(&format!("/desk/requests/{}", it.id)), what, about(&wording, it))
    };
    let lines = waiting.iter().map(line).collect();
    answer_privately(StatusCode::OK, &RequestsPage { t, layout, lines })
}

/// `GET /desk/requests/{id}`
pub(super) async fn show_one(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let (request, _) = find(&app, &actor, &id).await?;
    page(&app, &visit, &request, &Sent::read("")).show()
}

/// `POST /desk/requests/{id}`: moves it on; its end is told with an answer.
pub(super) async fn submit(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
    form: String,
) -> Result<Response, Problem> {
    let (request, permit) = find(&app, &actor, &id).await?;
    let (t, sent) = (visit.language, Sent::read(&form));
    let mut page = page(&app, &visit, &request, &sent);
    if page.fields.is_empty() {
        return page.show_conflict(t.say("request-moot"));
    }
    let to = RequestState::from_slug(sent.raw("request-next")).filter(|to| request.state.following().contains(to));
    let answer = sent.text("request-answer");
    if to.is_none() {
        page.fields[0].mistake = Some(t.say("mistake-request-next"));
    }
    if to.is_some_and(RequestState::is_end) && answer.is_empty() {
        page.fields[1].mistake = Some(t.say("mistake-request-answer"));
    }
    if answer.chars().count() > WORDS_MAX_CHARS {
        page.fields[1].mistake = Some(t.with("mistake-request-long", "max", WORDS_MAX_CHARS));
    }
    let Some(to) = to.filter(|_| page.is_right()) else { return page.show_mistakes() };
    match move_on(&app, &permit, &request, (to, &answer)).await? {
        RequestMoved::Done => Ok(Redirect::to(&t.path("/desk/requests")).into_response()),
        RequestMoved::Moot => page.show_conflict(t.say("request-moot")),
    }
}

/// The request with this id, and the leave to answer whoever sent it.
async fn find(app: &App, actor: &Actor, id: &str) -> Result<(DataRequest, Permit), Problem> {
    let permit = actor.permit(Action::AnswerDataRequest, Thing::platform())?;
    let id = id.parse().map_err(|_| Problem::not_found())?;
    let request = app.store.find_data_request(&permit, id).await?.ok_or_else(Problem::not_found)?;
    let permit = actor.permit(Action::AnswerDataRequest, Thing::person(request.person))?;
    Ok((request, permit))
}

fn page(app: &App, visit: &Visit, request: &DataRequest, sent: &Sent) -> FormPage {
    let t = visit.language;
    let mut page = FormPage::new(app, visit, "data-request");
    page.lead = vec![
        t.say(&format!("request-kind-{}", request.kind.slug())),
        about(&Wording::new(app, t), request),
        request.words.clone(),
    ];
    let next = |it: &RequestState| Choosable {
        value: it.slug().to_owned(),
        words: t.say(&format!("request-state-{}", it.slug())),
    };
    if request.state.is_end() {
        page.submit.clear();
        page.lead.push(request.answer.clone());
    } else {
        let choices = request.state.following().iter().map(next).collect();
        page.fields = vec![
            Field::new(t, "request-next", Input::Radios, "off").among(choices).holding(sent.raw("request-next")),
            Field::new(t, "request-answer", Input::Text, "off").optional().holding(sent.raw("request-answer")),
        ];
        page.others = vec![(t.say("data-request-look"), t.path(&format!("/desk/people?request={}", request.id)))];
    }
    page.others.push((t.say("data-requests-title"), t.path("/desk/requests")));
    page
}

fn about(wording: &Wording<'_>, request: &DataRequest) -> String {
    let t: Language = wording.t;
    let state = t.say(&format!("request-state-{}", request.state.slug()));
    let asked = wording.date_of(request.asked_at).words;
    t.fill("request-about", &[("asked", asked), ("state", state), ("due", wording.day(request.due_on))])
}
