//! Ending sessions: this one, another one, all others.

use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse as _, Redirect, Response};

use super::super::form::Sent;
use super::super::visit::Visit;
use crate::app::App;
use crate::problem::Problem;
use crate::session::{SignedIn, find_session, no_session_cookie};

/// `POST /sign-out`: ends the session that the browser carries, and makes the browser forget it.
pub(super) async fn sign_out(State(app): State<App>, visit: Visit, headers: HeaderMap) -> Result<Response, Problem> {
    if let Some(session) = find_session(&app, &headers).await? {
        app.store.end_session(session.person, session.id).await?;
    }
    let home = Redirect::to(&visit.language.path("/"));
    Ok(([(header::SET_COOKIE, no_session_cookie(&app))], home).into_response())
}

/// `POST /account/sessions/end`: ends the session that is named, or all others when none is.
pub(super) async fn end(
    State(app): State<App>,
    visit: Visit,
    SignedIn(session): SignedIn,
    form: String,
) -> Result<Response, Problem> {
    match Sent::read(&form).raw("session") {
        "" => {
            app.store.end_other_sessions(session.person, session.id).await?;
        }
        named => {
            let id = named.parse().map_err(|_| Problem::not_found())?;
            app.store.end_session(session.person, id).await?;
        }
    }
    Ok(Redirect::to(&visit.language.path("/account#sessions")).into_response())
}
