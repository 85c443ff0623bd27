//! `/account/second-factor`: asking for a second factor from now on, or no longer.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};

use super::super::form::{Field, FormPage, Input, Sent};
use super::super::layout::{Layout, answer_privately};
use super::super::picture::code_picture;
use super::super::visit::Visit;
use super::overview::own_account;
use crate::actions::second_factor::{new_secret, remove as remove_factor, set_up, setup_address};
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
pub(super) async fn show(State(app): State<App>, visit: Visit, signed_in: SignedIn) -> Result<Response, Problem> {
    let secret = new_secret(&app);
    page(&app, &visit, &signed_in, secret).await?.show()
}

/// `POST /account/second-factor`: from now on, if the device has the secret.
pub(super) async fn submit(
    State(app): State<App>,
    visit: Visit,
    signed_in: SignedIn,
    form: String,
) -> Result<Response, Problem> {
    let sent = Sent::read(&form);
    match set_up(&app, &signed_in.0, sent.raw("secret"), sent.raw("code")).await {
        Ok(codes) => {
            let mut layout = Layout::new(&app, &visit, visit.language.say("paper-codes-title"));
            layout.indexed = false;
            answer_privately(StatusCode::OK, &PaperCodesPage { t: visit.language, layout, codes })
        }
        Err(refusal) => {
            let page = page(&app, &visit, &signed_in, sent.raw("secret").to_owned()).await?;
            page.refuse(&app, refusal)
        }
    }
}

/// `GET /account/second-factor/remove`
pub(super) async fn show_removal(State(app): State<App>, visit: Visit, _who: SignedIn) -> Result<Response, Problem> {
    removal(&app, &visit).show()
}

/// `POST /account/second-factor/remove`: no longer, if the owner can still show it.
pub(super) async fn remove(
    State(app): State<App>,
    visit: Visit,
    SignedIn(session): SignedIn,
    form: String,
) -> Result<Response, Problem> {
    match remove_factor(&app, &session, Sent::read(&form).raw("factor")).await {
        Ok(()) => Ok(Redirect::to(&visit.language.path("/account")).into_response()),
        Err(refusal) => removal(&app, &visit).refuse(&app, refusal),
    }
}

async fn page(app: &App, visit: &Visit, signed_in: &SignedIn, secret: String) -> Result<FormPage, Problem> {
    let t = visit.language;
    let account = own_account(app, &signed_in.0).await?;
    let name = account.contacts.first().map_or_else(String::new, |(_, contact)| contact.value().to_owned());
    let mut page = FormPage::new(app, visit, "factor");
    // A secret that came back changed has no picture, and no code will fit it.
    if let Ok(address) = setup_address(&secret, &name) {
        page.picture = Some(code_picture(&address)?);
        page.lead.push(t.fill("factor-secret", &[("secret", in_groups(&secret))]));
    }
    page.fields = vec![Field::new(t, "code", Input::Code, "one-time-code")];
    page.hidden = vec![("secret", secret)];
    page.others = vec![(t.say("account-back"), t.path("/account"))];
    Ok(page)
}

fn removal(app: &App, visit: &Visit) -> FormPage {
    let t = visit.language;
    let mut page = FormPage::new(app, visit, "factor-removal");
    page.fields = vec![Field::new(t, "factor", Input::Code, "one-time-code")];
    page.others = vec![(t.say("account-back"), t.path("/account"))];
    page
}

/// A secret in groups of four, to be typed.
fn in_groups(secret: &str) -> String {
    let letters: Vec<char> = secret.chars().collect();
    letters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}
