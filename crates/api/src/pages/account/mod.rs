//! Having an account: making one, signing in and out, and what belongs to its owner.

mod code;
mod contacts;
mod details;
mod factor;
mod identities;
mod overview;
mod password;
mod proof;
mod recovery;
mod second_factor;
mod sessions;
mod sign_in;
mod sign_up;

pub(super) use self::overview::own_account;
pub(super) use self::proof::ask_for_proof;

use axum::Router;
use axum::http::header;
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::{get, post};

use super::form::{Field, Input, Sent};
use super::preferences::path_on_this_site;
use crate::actions::entering::Entered;
use crate::app::App;
use crate::language::Language;
use crate::session::{session_cookie, with_back};

/// The pages of accounts in one language.
pub(super) fn routes(language: Language) -> Router<App> {
    let at = |path: &str| language.path(path);
    Router::new()
        .route(&at("/sign-up"), get(sign_up::show).post(sign_up::submit))
        .route(&at("/sign-up/school"), get(sign_up::show_school).post(sign_up::submit_school))
        .route(&at("/sign-in"), get(sign_in::show).post(sign_in::submit))
        .route(&at("/sign-in/code"), get(sign_in::show_code).post(sign_in::submit_code))
        .route(&at("/sign-in/new"), get(identities::show_new))
        .route(&at("/sign-in/with/{provider}"), get(identities::come_back).post(identities::begin))
        .route(&at("/sign-in/with/{provider}/proof"), post(identities::prove))
        .route(&at("/recovery"), get(recovery::show).post(recovery::submit))
        .route(&at("/codes/{id}"), get(code::show).post(code::submit))
        .route(&at("/second-factor"), get(second_factor::show).post(second_factor::submit))
        .route(&at("/sign-out"), post(sessions::sign_out))
        .route(&at("/account"), get(overview::show))
        .route(&at("/account/details"), get(details::show).post(details::submit))
        .route(&at("/account/password"), get(password::show).post(password::submit))
        .route(&at("/account/contacts"), get(contacts::show).post(contacts::submit))
        .route(&at("/account/contacts/remove"), post(contacts::remove))
        .route(&at("/account/second-factor"), get(factor::show).post(factor::submit))
        .route(&at("/account/second-factor/remove"), get(factor::show_removal).post(factor::remove))
        .route(&at("/account/identities"), get(identities::show).post(identities::submit))
        .route(&at("/account/identities/remove"), post(identities::remove))
        .route(&at("/account/sessions/end"), post(sessions::end))
}

/// The field for an e-mail address or mobile number.
fn contact_field(t: Language) -> Field {
    Field::new(t, "contact", Input::Line, "username")
}

/// Where the visitor wants to be led afterwards, on this site and nowhere else; empty when they said nothing.
pub(super) fn back_of(sent: &Sent) -> String {
    path_or_none(sent.raw("back"))
}

/// `path` if it leads somewhere on this site, else nothing.
fn path_or_none(path: &str) -> String {
    match path_on_this_site(path) {
        "/" => String::new(),
        path => path.to_owned(),
    }
}

/// Leads somebody who signed in to where they wanted to be, by way of the second factor where one is asked for.
fn lead_in(app: &App, t: Language, entered: &Entered, back: &str) -> Response {
    let next = match (entered.complete, back) {
        (false, back) => t.path(&with_back("/second-factor", back)),
        (true, "") => t.path("/account"),
        (true, back) => back.to_owned(),
    };
    ([(header::SET_COOKIE, session_cookie(app, &entered.token))], Redirect::to(&next)).into_response()
}
