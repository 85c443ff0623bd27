//! Single steps of `/account/privacy`: restricting, lifting, agreeing, withdrawing.

use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};

use super::super::form::Sent;
use super::super::visit::Visit;
use crate::actions::privacy;
use crate::app::App;
use crate::problem::Problem;
use crate::session::SignedIn;

/// `POST /account/privacy/restrict`: the data is stored and not used from now on.
pub(super) async fn restrict(
    State(app): State<App>,
    visit: Visit,
    SignedIn(session): SignedIn,
) -> Result<Response, Problem> {
    app.store.restrict_own_data(session.person, app.clock.now()).await?;
    Ok(back(&visit, "restricted"))
}

/// `POST /account/privacy/lift`: the data may be used again.
pub(super) async fn lift(
    State(app): State<App>,
    visit: Visit,
    SignedIn(session): SignedIn,
) -> Result<Response, Problem> {
    app.store.lift_restriction(session.person, app.clock.now()).await?;
    Ok(back(&visit, "lifted"))
}

/// `POST /account/privacy/agree`: its owner has read the notice as it is now.
pub(super) async fn agree(
    State(app): State<App>,
    visit: Visit,
    SignedIn(session): SignedIn,
) -> Result<Response, Problem> {
    privacy::agree(&app, session.person, visit.language).await?;
    Ok(back(&visit, "agreed"))
}

/// `POST /account/privacy/withdraw`: withdraws one consent.
pub(super) async fn withdraw(
    State(app): State<App>,
    visit: Visit,
    SignedIn(session): SignedIn,
    form: String,
) -> Result<Response, Problem> {
    let id = Sent::read(&form).raw("consent").parse().map_err(|_| Problem::not_found())?;
    match app.store.withdraw_consent(session.person, id, (&app.chance, app.clock.now())).await? {
        true => Ok(back(&visit, "withdrawn")),
        false => Err(Problem::not_found()),
    }
}

/// `POST /account/privacy/of-age`: its owner, who came here by a school, is of age by now.
pub(super) async fn come_of_age(
    State(app): State<App>,
    visit: Visit,
    SignedIn(session): SignedIn,
) -> Result<Response, Problem> {
    app.store.come_of_age(session.person, app.clock.now()).await?;
    Ok(back(&visit, "of-age"))
}

fn back(visit: &Visit, told: &str) -> Response {
    Redirect::to(&visit.language.path(&format!("/account/privacy?told={told}"))).into_response()
}
