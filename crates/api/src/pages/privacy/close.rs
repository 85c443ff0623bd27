//! `/account/privacy/close`: closing the account, and what that means.

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_model::OrganisationId;
use rongqiao_model::person::Person;
use rongqiao_model::retention::purge_at;
use rongqiao_model::store::Closing;

use super::super::account::{ask_for_proof, own_account};
use super::super::form::{Field, FormPage, Input, Sent};
use super::super::visit::Visit;
use super::super::wording::Wording;
use crate::actions::privacy::close;
use crate::actions::proving::prove;
use crate::app::App;
use crate::problem::Problem;
use crate::session::{SignedIn, no_session_cookie};

/// `GET /account/privacy/close`: what is erased at once and what is kept, until when and why.
pub(super) async fn show(
    State(app): State<App>,
    visit: Visit,
    SignedIn(session): SignedIn,
) -> Result<Response, Problem> {
    let account = own_account(&app, &session).await?;
    let alone = app.store.list_left_alone_by(account.id).await?;
    if alone.is_empty() { page(&app, &visit, &account).await?.show() } else { refused(&app, &visit, &alone).await }
}

/// `POST /account/privacy/close`: closes it, once its owner has proven that it is them.
pub(super) async fn submit(
    State(app): State<App>,
    visit: Visit,
    SignedIn(session): SignedIn,
    form: String,
) -> Result<Response, Problem> {
    let (t, sent) = (visit.language, Sent::read(&form));
    let account = own_account(&app, &session).await?;
    let mut page = page(&app, &visit, &account).await?;
    if sent.raw("understood").is_empty() {
        page.fields.iter_mut().filter(|it| it.name == "understood").for_each(|it| {
            it.mistake = Some(t.say("mistake-understood"));
        });
        return page.show_mistakes();
    }
    if let Err(refusal) = prove(&app, &session, &account, (sent.raw("password"), sent.raw("factor"))).await {
        return page.refuse(&app, refusal);
    }
    match close(&app, &account).await? {
        // Of two windows that close it at once, both have done so.
        Closing::Done | Closing::Gone => {
            let closed = Redirect::to(&t.path("/account-closed"));
            Ok(([(header::SET_COOKIE, no_session_cookie(&app))], closed).into_response())
        }
        Closing::LastAdministrator(alone) => refused(&app, &visit, &alone).await,
    }
}

/// `GET /account-closed`: the account is closed.
pub(super) async fn show_closed(State(app): State<App>, visit: Visit) -> Result<Response, Problem> {
    let mut page = FormPage::new(&app, &visit, "account-closed");
    page.submit.clear();
    page.others = vec![(visit.language.say("account-closed-home"), visit.language.path("/"))];
    page.show()
}

async fn page(app: &App, visit: &Visit, account: &Person) -> Result<FormPage, Problem> {
    let t = visit.language;
    let mut page = FormPage::new(app, visit, "privacy-close");
    ask_for_proof(&mut page, t, account, "/account/privacy");
    page.others.push((t.say("privacy-back"), t.path("/account/privacy")));
    page.lead.push(t.say("privacy-close-at-once"));
    page.lead.push(if app.store.leaves_traces(account.id).await? {
        let day = Wording::new(app, t).date_of(purge_at(app.clock.now())).words;
        t.with("privacy-close-kept", "day", day)
    } else {
        t.say("privacy-close-nothing-kept")
    });
    page.fields.insert(0, Field::new(t, "understood", Input::Tick, "off"));
    page.others.insert(0, (t.say("privacy-copy-title"), t.path("/account/privacy/copy")));
    Ok(page)
}

/// Says which organisations would be left without anybody, and what to do about it.
async fn refused(app: &App, visit: &Visit, alone: &[OrganisationId]) -> Result<Response, Problem> {
    let t = visit.language;
    let mut page = FormPage::new(app, visit, "privacy-close");
    page.submit.clear();
    page.lead.clear();
    for &id in alone {
        let name = app.store.find_public_organisation(id).await?.map(|it| it.name).unwrap_or_default();
        page.others.push((t.with("privacy-close-name-another", "organisation", name), members(visit, id)));
    }
    page.others.push((t.say("privacy-close-ask"), t.path("/account/privacy/requests/new")));
    page.others.push((t.say("privacy-back"), t.path("/account/privacy")));
    page.show_conflict(t.say("privacy-close-last-administrator"))
}

fn members(visit: &Visit, id: OrganisationId) -> String {
    visit.language.path(&format!("/my/organisations/{id}"))
}
