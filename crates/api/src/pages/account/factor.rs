//! `/account/second-factor`: asking for a second factor from now on, or no longer.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_model::person::Person;

use super::super::form::{Field, FormPage, Input, Sent};
use super::super::layout::{Layout, answer_privately};
use super::super::picture::code_picture;
use super::super::visit::Visit;
use super::overview::own_account;
use super::proof::ask_for_proof;
use crate::actions::second_factor::{NewDevice, new_secret, remove as remove_factor, set_up, setup_address};
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;
use crate::session::SignedIn;

/// The codes for paper, shown this once.
#[derive(Template)]
#[template(path = "paper_codes.html")]
struct PaperCodesPage {
    t: Language,
    layout: Layout,
    codes: Vec<String>,
}

/// `GET /account/second-factor`: a new secret as a picture and in letters.
pub(super) async fn show(
    State(app): State<App>,
    visit: Visit,
    SignedIn(session): SignedIn,
) -> Result<Response, Problem> {
    let account = own_account(&app, &session).await?;
    page(&app, &visit, &account, new_secret(&app))?.show()
}

/// `POST /account/second-factor`: from now on, if the device has the secret and the owner proves that it is them.
pub(super) async fn submit(
    State(app): State<App>,
    visit: Visit,
    SignedIn(session): SignedIn,
    form: String,
) -> Result<Response, Problem> {
    let sent = Sent::read(&form);
    let account = own_account(&app, &session).await?;
    let (secret, code) = (sent.raw("secret"), sent.raw("code"));
    let device = NewDevice { secret, code, proof: (sent.raw("password"), sent.raw("factor")) };
    match set_up(&app, &session, &account, device).await {
        Ok(codes) => {
            let mut layout = Layout::new(&app, &visit, visit.language.say("paper-codes-title"));
            layout.indexed = false;
            answer_privately(StatusCode::OK, &PaperCodesPage { t: visit.language, layout, codes })
        }
        Err(refusal) => page(&app, &visit, &account, secret.to_owned())?.refuse(&app, refusal),
    }
}

/// `GET /account/second-factor/remove`
pub(super) async fn show_removal(
    State(app): State<App>,
    visit: Visit,
    SignedIn(session): SignedIn,
) -> Result<Response, Problem> {
    removal(&app, &visit, &own_account(&app, &session).await?).show()
}

/// `POST /account/second-factor/remove`: no longer, if the owner can still show it.
pub(super) async fn remove(
    State(app): State<App>,
    visit: Visit,
    SignedIn(session): SignedIn,
    form: String,
) -> Result<Response, Problem> {
    let sent = Sent::read(&form);
    let account = own_account(&app, &session).await?;
    match remove_factor(&app, &session, &account, (sent.raw("password"), sent.raw("factor"))).await {
        Ok(()) => Ok(Redirect::to(&visit.language.path("/account")).into_response()),
        Err(refusal) => removal(&app, &visit, &account).refuse(&app, refusal),
    }
}

fn page(app: &App, visit: &Visit, account: &Person, secret: String) -> Result<FormPage, Problem> {
    let t = visit.language;
    let name = account.contacts.first().map_or_else(String::new, |(_, contact)| contact.value().to_owned());
    let mut page = FormPage::new(app, visit, "factor");
    // A secret that came back changed has no picture, and no code will fit it.
    if let Ok(address) = setup_address(&secret, &name) {
        page.picture = Some(code_picture(&address)?);
        page.lead.push(t.fill("factor-secret", &[("secret", in_groups(&secret))]));
    }
    page.fields = vec![Field::new(t, "code", Input::Code, "one-time-code")];
    ask_for_proof(&mut page, t, account, "/account/second-factor");
    page.hidden = vec![("secret", secret)];
    page.others.push((t.say("account-back"), t.path("/account")));
    Ok(page)
}

fn removal(app: &App, visit: &Visit, account: &Person) -> FormPage {
    let t = visit.language;
    let mut page = FormPage::new(app, visit, "factor-removal");
    ask_for_proof(&mut page, t, account, "/account/second-factor/remove");
    page.others.push((t.say("account-back"), t.path("/account")));
    page
}

/// A secret in groups of four, to be typed.
fn in_groups(secret: &str) -> String {
    let letters: Vec<char> = secret.chars().collect();
    letters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}
