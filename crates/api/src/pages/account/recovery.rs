//! `/recovery`: a new password for whoever has forgotten theirs, by a code.

use axum::extract::State;
use axum::response::Response;
use rongqiao_model::session::Purpose;

use super::super::form::Sent;
use super::super::visit::Visit;
use super::sign_in::{ask, asking};
use crate::app::App;
use crate::limits::VisitorAddress;
use crate::problem::Problem;

/// `GET /recovery`
pub(super) async fn show(State(app): State<App>, visit: Visit) -> Result<Response, Problem> {
    asking(&app, &visit, &Sent::read(&visit.query), "recovery").show()
}

/// `POST /recovery`: sends a code that lets a new password be chosen.
pub(super) async fn submit(
    State(app): State<App>,
    visit: Visit,
    asker: VisitorAddress,
    form: String,
) -> Result<Response, Problem> {
    ask(&app, &visit, &Sent::read(&form), asker, (Purpose::Recovery, "recovery")).await
}
