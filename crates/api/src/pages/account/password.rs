//! `/account/password`: another password for whoever knows the present one.

use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};

use super::super::form::{Field, FormPage, Input, Sent};
use super::super::visit::Visit;
use crate::actions::passwords::change_password;
use crate::app::App;
use crate::problem::Problem;
use crate::session::SignedIn;

/// `GET /account/password`
pub(super) async fn show(State(app): State<App>, visit: Visit, _who: SignedIn) -> Result<Response, Problem> {
    page(&app, &visit).show()
}

/// `POST /account/password`
pub(super) async fn submit(
    State(app): State<App>,
    visit: Visit,
    SignedIn(session): SignedIn,
    form: String,
) -> Result<Response, Problem> {
    let sent = Sent::read(&form);
    let (present, new) = (sent.raw("password").to_owned(), sent.raw("new-password").to_owned());
    match change_password(&app, &session, present, new).await {
        Ok(()) => Ok(Redirect::to(&visit.language.path("/account")).into_response()),
        Err(refusal) => page(&app, &visit).refuse(&app, refusal),
    }
}

fn page(app: &App, visit: &Visit) -> FormPage {
    let t = visit.language;
    let mut page = FormPage::new(app, visit, "password");
    page.fields = vec![
        Field::new(t, "password", Input::Secret, "current-password"),
        Field::new(t, "new-password", Input::Secret, "new-password"),
    ];
    page.others = vec![(t.say("way-recovery"), t.path("/recovery")), (t.say("account-back"), t.path("/account"))];
    page
}
