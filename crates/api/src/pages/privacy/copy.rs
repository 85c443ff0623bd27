//! `/account/privacy/copy`: everything that is known of somebody, for themself, as one file.

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use rongqiao_model::person::Person;

use super::super::account::{ask_for_proof, own_account};
use super::super::form::{FormPage, Sent};
use super::super::visit::Visit;
use crate::actions::privacy::copy;
use crate::actions::proving::prove;
use crate::app::App;
use crate::problem::Problem;
use crate::session::SignedIn;

/// `GET /account/privacy/copy`
pub(super) async fn show(
    State(app): State<App>,
    visit: Visit,
    SignedIn(session): SignedIn,
) -> Result<Response, Problem> {
    let account = own_account(&app, &session).await?;
    page(&app, &visit, &account).show()
}

/// `POST /account/privacy/copy`: the file, once its owner has proven that it is them.
pub(super) async fn submit(
    State(app): State<App>,
    visit: Visit,
    SignedIn(session): SignedIn,
    form: String,
) -> Result<Response, Problem> {
    let sent = Sent::read(&form);
    let account = own_account(&app, &session).await?;
    if let Err(refusal) = prove(&app, &session, &account, (sent.raw("password"), sent.raw("factor"))).await {
        return page(&app, &visit, &account).refuse(&app, refusal);
    }
    let json = copy(&app, session.person, visit.language).await?;
    let name = format!("attachment; filename=\"rongqiao-personal-data-{}.json\"", app.clock.today());
    let mut headers = HeaderMap::new();
    // It consists of ASCII alone.
    if let Ok(name) = HeaderValue::try_from(name) {
        headers.insert(header::CONTENT_DISPOSITION, name);
    }
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json; charset=utf-8"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok((headers, json).into_response())
}

fn page(app: &App, visit: &Visit, account: &Person) -> FormPage {
    let mut page = FormPage::new(app, visit, "privacy-copy");
    let t = visit.language;
    ask_for_proof(&mut page, t, account, "/account/privacy");
    page.others.push((t.say("privacy-back"), t.path("/account/privacy")));
    page
}
