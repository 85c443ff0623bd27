//! `/codes/{id}`: where a code that was sent is typed.

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_model::ChallengeId;
use rongqiao_model::session::{CODE_LIFETIME, Challenge, Purpose};

use super::super::form::{Field, FormPage, Input, Sent};
use super::super::visit::Visit;
use super::lead_in;
use crate::actions::codes::{Done, use_code};
use crate::app::App;
use crate::problem::Problem;
use crate::session::device;

/// `GET /codes/{id}`
pub(super) async fn show(State(app): State<App>, visit: Visit, Path(id): Path<String>) -> Result<Response, Problem> {
    match find(&app, &id).await? {
        Some(challenge) => page(&app, &visit, &challenge).show(),
        None => run_out(&app, &visit),
    }
}

/// `POST /codes/{id}`: does what the code was asked for.
pub(super) async fn submit(
    State(app): State<App>,
    visit: Visit,
    Path(id): Path<String>,
    headers: HeaderMap,
    form: String,
) -> Result<Response, Problem> {
    let Some(challenge) = find(&app, &id).await? else { return run_out(&app, &visit) };
    let (t, sent) = (visit.language, Sent::read(&form));
    let new_password = (challenge.purpose == Purpose::Recovery).then(|| sent.raw("new-password").to_owned());
    match use_code(&app, &challenge, sent.raw("code"), new_password, device(&headers)).await {
        Ok(Done::Entered(entered, back)) => Ok(lead_in(&app, t, &entered, &back)),
        Ok(Done::ContactAdded) => Ok(Redirect::to(&t.path("/account")).into_response()),
        Err(refusal) => page(&app, &visit, &challenge).refuse(&app, refusal),
    }
}

async fn find(app: &App, id: &str) -> Result<Option<Challenge>, Problem> {
    let Ok(id) = id.parse::<ChallengeId>() else { return Ok(None) };
    Ok(app.store.find_challenge(id, app.clock.now()).await?)
}

fn page(app: &App, visit: &Visit, challenge: &Challenge) -> FormPage {
    let t = visit.language;
    let key = match challenge.purpose {
        Purpose::Recovery => "code-recovery",
        Purpose::SignUp | Purpose::SignIn | Purpose::NewContact => "code",
    };
    let mut page = FormPage::new(app, visit, key);
    let minutes = CODE_LIFETIME.whole_minutes().to_string();
    page.lead = vec![t.fill("code-sent", &[("contact", challenge.contact.masked()), ("minutes", minutes)])];
    page.fields = vec![Field::new(t, "code", Input::Code, "one-time-code")];
    if challenge.purpose == Purpose::Recovery {
        page.fields.push(Field::new(t, "new-password", Input::Secret, "new-password"));
    }
    page.others = vec![(t.say("code-again"), t.path(start_of(challenge.purpose)))];
    page
}

/// Where a code for `purpose` is asked for.
const fn start_of(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::SignUp => "/sign-up",
        Purpose::SignIn => "/sign-in/code",
        Purpose::Recovery => "/recovery",
        Purpose::NewContact => "/account/contacts",
    }
}

/// The page for a code that was used, has run out or never was: the same for all three.
fn run_out(app: &App, visit: &Visit) -> Result<Response, Problem> {
    let t = visit.language;
    let mut page = FormPage::new(app, visit, "code");
    page.refusal = Some(t.say("refusal-gone"));
    page.submit.clear();
    page.others = ["/sign-in", "/sign-up", "/recovery"]
        .map(|path| (t.say(&format!("way{}", path.replace('/', "-"))), t.path(path)))
        .to_vec();
    page.show_mistakes()
}
