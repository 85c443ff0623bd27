//! `/account/contacts`: further addresses and numbers by which somebody signs in.

use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_model::contact::Contact;
use rongqiao_model::person::Person;
use rongqiao_model::session::Purpose;

use super::super::form::{FormPage, Sent};
use super::super::visit::Visit;
use super::contact_field;
use super::overview::own_account;
use super::proof::ask_for_proof;
use crate::actions::codes::{Then, Wanted, ask_for_code};
use crate::actions::proving::prove;
use crate::actions::safety::remove_contact;
use crate::app::App;
use crate::limits::VisitorAddress;
use crate::problem::Problem;
use crate::session::SignedIn;

/// `GET /account/contacts`
pub(super) async fn show(
    State(app): State<App>,
    visit: Visit,
    SignedIn(session): SignedIn,
) -> Result<Response, Problem> {
    page(&app, &visit, &own_account(&app, &session).await?, "").show()
}

/// `POST /account/contacts`: sends a code to the new contact, which proves it, once the owner has proven that it is them.
pub(super) async fn submit(
    State(app): State<App>,
    visit: Visit,
    SignedIn(session): SignedIn,
    asker: VisitorAddress,
    form: String,
) -> Result<Response, Problem> {
    let (t, sent) = (visit.language, Sent::read(&form));
    let account = own_account(&app, &session).await?;
    let mut page = page(&app, &visit, &account, sent.raw("contact"));
    let Some(contact) = Contact::parse(sent.raw("contact")) else {
        page.fields[0].mistake = Some(t.say("mistake-contact"));
        return page.show_mistakes();
    };
    if let Err(refusal) = prove(&app, &session, &account, (sent.raw("password"), sent.raw("factor"))).await {
        return page.refuse(&app, refusal);
    }
    let wanted = Wanted {
        purpose: Purpose::NewContact,
        contact,
        then: Then::default(),
        person: Some(session.person),
        language: t,
        asker: asker.to_string(),
    };
    match ask_for_code(&app, wanted).await {
        Ok(id) => Ok(Redirect::to(&t.path(&format!("/codes/{id}"))).into_response()),
        Err(refusal) => page.refuse(&app, refusal),
    }
}

/// `POST /account/contacts/remove`: takes a contact away; the last one stays.
pub(super) async fn remove(
    State(app): State<App>,
    visit: Visit,
    SignedIn(session): SignedIn,
    form: String,
) -> Result<Response, Problem> {
    let id = Sent::read(&form).raw("contact").parse().map_err(|_| Problem::not_found())?;
    remove_contact(&app, &session, id).await?;
    Ok(Redirect::to(&visit.language.path("/account")).into_response())
}

fn page(app: &App, visit: &Visit, account: &Person, contact: &str) -> FormPage {
    let t = visit.language;
    let mut page = FormPage::new(app, visit, "contacts");
    page.fields = vec![contact_field(t).holding(contact)];
    ask_for_proof(&mut page, t, account, "/account/contacts");
    page.others.push((t.say("account-back"), t.path("/account")));
    page
}
