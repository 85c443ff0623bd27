//! `/account/details`: what somebody is called.

use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};

use super::super::form::{Field, FormPage, Input, Sent};
use super::super::visit::Visit;
use super::overview::own_account;
use super::sign_up::name_mistake;
use crate::app::App;
use crate::problem::Problem;
use crate::session::SignedIn;

/// `GET /account/details`
pub(super) async fn show(State(app): State<App>, visit: Visit, signed_in: SignedIn) -> Result<Response, Problem> {
    let account = own_account(&app, &signed_in.0).await?;
    page(&app, &visit, account.name).show()
}

/// `POST /account/details`: keeps the name; letters come from now on in the language of the page.
pub(super) async fn submit(
    State(app): State<App>,
    visit: Visit,
    SignedIn(session): SignedIn,
    form: String,
) -> Result<Response, Problem> {
    let (t, name) = (visit.language, Sent::read(&form).text("name"));
    if let Some(mistake) = name_mistake(t, &name) {
        let mut page = page(&app, &visit, name);
        page.fields[0].mistake = Some(mistake);
        return page.show_mistakes();
    }
    app.store.rename_person(session.person, &name, t.of_letters(), app.clock.now()).await?;
    Ok(Redirect::to(&t.path("/account")).into_response())
}

fn page(app: &App, visit: &Visit, name: String) -> FormPage {
    let mut page = FormPage::new(app, visit, "details");
    page.fields = vec![Field::new(visit.language, "name", Input::Line, "name").holding(name)];
    page.others = vec![(visit.language.say("account-back"), visit.language.path("/account"))];
    page
}
