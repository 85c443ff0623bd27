//! Complaints: sending and following one, examining them at a desk, and what an organisation sees of what follows.

mod appeal;
mod case;
mod measures;
mod mine;
mod queue;
mod report;

use axum::Router;
use axum::routing::{get, post};

use crate::app::App;
use crate::language::Language;

/// The pages of complaints in one language.
pub(super) fn routes(language: Language) -> Router<App> {
    let at = |path: &str| language.path(path);
    Router::new()
        .route(&at("/listings/{id}/complain"), get(report::show_listing).post(report::submit_listing))
        .route(&at("/organisations/{id}/complain"), get(report::show_organisation).post(report::submit_organisation))
        .route(&at("/my/complaints"), get(mine::show))
        .route(&at("/my/complaints/{id}"), get(mine::show_own))
        .route(&at("/my/complaints/{id}/appeal"), get(appeal::show_own).post(appeal::submit_own))
        .route(&at("/complaints/{token}"), get(mine::show_followed))
        .route(&at("/complaints/{token}/appeal"), get(appeal::show_followed).post(appeal::submit_followed))
        .route(&at("/my/organisations/{id}/measures"), get(measures::show))
        .route(&at("/my/organisations/{id}/measures/{measure}"), get(measures::show_one))
        .route(
            &at("/my/organisations/{id}/measures/{measure}/appeal"),
            get(measures::show_appeal).post(measures::submit_appeal),
        )
        .route(&at("/desk/complaints"), get(queue::show))
        .route(&at("/desk/complaints/{id}"), get(case::show))
        .route(&at("/desk/complaints/{id}/examine"), post(case::examine))
        .route(&at("/desk/complaints/{id}/decide"), post(case::decide))
}

/// What is wrong with a text that somebody had to write, at most `max` characters long.
fn text_mistake(t: Language, text: &str, max: usize) -> Option<String> {
    match text.chars().count() {
        0 => Some(t.say("mistake-complaint-empty")),
        found if found > max => {
            Some(t.fill("mistake-complaint-long", &[("max", max.to_string()), ("found", found.to_string())]))
        }
        _ => None,
    }
}
