//! `/account/privacy/requests/new`: asking for something about one's data that needs somebody to decide.

use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_model::data_request::{OPEN_MAX, RequestKind, TIME_TO_ANSWER, WORDS_MAX_CHARS};

use super::super::form::{Field, Form, FormPage, Input, Sent};
use super::super::visit::Visit;
use crate::actions::privacy::ask;
use crate::app::App;
use crate::problem::Problem;
use crate::session::SignedIn;

/// `GET /account/privacy/requests/new`
pub(super) async fn show(State(app): State<App>, visit: Visit, _who: SignedIn) -> Result<Response, Problem> {
    page(&app, &visit, &Sent::read("")).show()
}

/// `POST /account/privacy/requests/new`
pub(super) async fn submit(
    State(app): State<App>,
    visit: Visit,
    SignedIn(session): SignedIn,
    form: String,
) -> Result<Response, Problem> {
    let (t, sent) = (visit.language, Sent::read(&form));
    let mut page = page(&app, &visit, &sent);
    let (kind, words) = (RequestKind::from_slug(sent.raw("request-kind")), sent.text("request-words"));
    if kind.is_none() {
        page.fields[0].mistake = Some(t.say("mistake-request-kind"));
    }
    page.fields[1].mistake = match words.chars().count() {
        0 => Some(t.say("mistake-request-words")),
        1..=WORDS_MAX_CHARS => None,
        _ => Some(t.with("mistake-request-long", "max", WORDS_MAX_CHARS)),
    };
    let Some(kind) = kind.filter(|_| page.is_right()) else { return page.show_mistakes() };
    if ask(&app, session.person, kind, &words).await? {
        return Ok(Redirect::to(&t.path("/account/privacy?told=asked#requests")).into_response());
    }
    page.show_conflict(t.with("refusal-requests-open", "max", OPEN_MAX))
}

fn page(app: &App, visit: &Visit, sent: &Sent) -> FormPage {
    let t = visit.language;
    let mut page = FormPage::new(app, visit, "request");
    page.lead.push(t.with("request-time", "days", TIME_TO_ANSWER.whole_days()));
    page.fields = vec![
        Field::new(t, "request-kind", Input::Radios, "off").of_choices(
            t,
            "request-kind",
            RequestKind::ALL,
            &[sent.raw("request-kind")],
        ),
        Field::new(t, "request-words", Input::Text, "off").holding(sent.raw("request-words")),
    ];
    page.others = vec![(t.say("privacy-back"), t.path("/account/privacy"))];
    page
}
