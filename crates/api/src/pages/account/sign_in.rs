//! `/sign-in`: with contact and password, or by a code.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_model::contact::Contact;
use rongqiao_model::session::Purpose;

use super::super::form::{Field, FormPage, Input, Sent};
use super::super::visit::Visit;
use super::identities::{leading_out, ways};
use super::{back_of, contact_field, lead_in};
use crate::actions::Refusal;
use crate::actions::codes::{Then, Wanted, ask_for_code};
use crate::actions::entering::sign_in;
use crate::app::App;
use crate::limits::VisitorAddress;
use crate::passwords::PASSWORD_MAX_CHARS;
use crate::problem::Problem;
use crate::session::{device, with_back};

/// `GET /sign-in`
pub(super) async fn show(State(app): State<App>, visit: Visit) -> Result<Response, Problem> {
    Ok(leading_out(&app, page(&app, &visit, &Sent::read(&visit.query)).show()?))
}

/// `POST /sign-in`
pub(super) async fn submit(
    State(app): State<App>,
    visit: Visit,
    asker: VisitorAddress,
    headers: HeaderMap,
    form: String,
) -> Result<Response, Problem> {
    let sent = Sent::read(&form);
    let page = page(&app, &visit, &sent);
    let password = sent.raw("password");
    let Some(contact) = Contact::parse(sent.raw("contact")).filter(|_| password.len() <= 4 * PASSWORD_MAX_CHARS) else {
        return page.refuse(&app, Refusal::Wrong);
    };
    match sign_in(&app, asker, &contact, (password.to_owned(), device(&headers))).await {
        Ok(entered) => Ok(lead_in(&app, visit.language, &entered, &back_of(&sent))),
        Err(refusal) => Ok(leading_out(&app, page.refuse(&app, refusal)?)),
    }
}

/// `GET /sign-in/code`
pub(super) async fn show_code(State(app): State<App>, visit: Visit) -> Result<Response, Problem> {
    asking(&app, &visit, &Sent::read(&visit.query), "sign-in-code").show()
}

/// `POST /sign-in/code`: sends a code that signs in.
pub(super) async fn submit_code(
    State(app): State<App>,
    visit: Visit,
    asker: VisitorAddress,
    form: String,
) -> Result<Response, Problem> {
    let sent = Sent::read(&form);
    ask(&app, &visit, &sent, asker, (Purpose::SignIn, "sign-in-code")).await
}

fn page(app: &App, visit: &Visit, sent: &Sent) -> FormPage {
    let t = visit.language;
    let mut page = FormPage::new(app, visit, "sign-in");
    page.fields = vec![
        contact_field(t).holding(sent.raw("contact")),
        Field::new(t, "password", Input::Secret, "current-password"),
    ];
    let back = back_of(sent);
    page.others = ["/sign-in/code", "/recovery", "/sign-up"]
        .map(|path| (t.say(&format!("way{}", path.replace('/', "-"))), t.path(&with_back(path, &back))))
        .to_vec();
    page.ways = ways(app, t, &back);
    page.hidden = vec![("back", back)];
    page
}

/// A form that asks where to send a code; its texts stand under `key`.
pub(super) fn asking(app: &App, visit: &Visit, sent: &Sent, key: &str) -> FormPage {
    let t = visit.language;
    let mut page = FormPage::new(app, visit, key);
    page.fields = vec![contact_field(t).holding(sent.raw("contact"))];
    let back = back_of(sent);
    page.others = vec![(t.say("way-sign-in"), t.path(&with_back("/sign-in", &back)))];
    page.hidden = vec![("back", back)];
    page
}

/// Sends a code for `purpose` and leads to where it is typed.
pub(super) async fn ask(
    app: &App,
    visit: &Visit,
    sent: &Sent,
    asker: VisitorAddress,
    (purpose, key): (Purpose, &str),
) -> Result<Response, Problem> {
    let t = visit.language;
    let mut page = asking(app, visit, sent, key);
    let Some(contact) = Contact::parse(sent.raw("contact")) else {
        page.fields[0].mistake = Some(t.say("mistake-contact"));
        return page.show_mistakes();
    };
    let then = Then { back: back_of(sent), ..Then::default() };
    let wanted = Wanted { purpose, contact, then, person: None, language: t, asker: asker.to_string() };
    match ask_for_code(app, wanted).await {
        Ok(id) => Ok(Redirect::to(&t.path(&format!("/codes/{id}"))).into_response()),
        Err(refusal) => page.refuse(app, refusal),
    }
}
