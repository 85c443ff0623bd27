//! `/account/contacts`: further addresses and numbers by which somebody signs in.

use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_model::contact::Contact;
use rongqiao_model::session::Purpose;

use super::super::form::{FormPage, Sent};
use super::super::visit::Visit;
use super::contact_field;
use crate::actions::codes::{Then, Wanted, ask_for_code};
use crate::actions::safety::remove_contact;
use crate::app::App;
use crate::limits::VisitorAddress;
use crate::problem::Problem;
use crate::session::SignedIn;

/// `GET /account/contacts`
pub(super) async fn show(State(app): State<App>, visit: Visit, _who: SignedIn) -> Result<Response, Problem> {
    page(&app, &visit, "").show()
}

/// `POST /account/contacts`: sends a code to the new contact, which proves it.
pub(super) async fn submit(
    State(app): State<App>,
    visit: Visit,
    SignedIn(session): SignedIn,
    asker: VisitorAddress,
    form: String,
) -> Result<Response, Problem> {
    let (t, sent) = (visit.language, Sent::read(&form));
    let mut page = page(&app, &visit, sent.raw("contact"));
    let Some(contact) = Contact::parse(sent.raw("contact")) else {
        page.fields[0].mistake = Some(t.say("mistake-contact"));
        return page.show_mistakes();
    };
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

fn page(app: &App, visit: &Visit, contact: &str) -> FormPage {
    let t = visit.language;
    let mut page = FormPage::new(app, visit, "contacts");
    page.fields = vec![contact_field(t).holding(contact)];
    page.others = vec![(t.say("account-back"), t.path("/account"))];
    page
}
