//! Complaints: sending and following one, examining them at a desk, and what an organisation sees of what follows.

mod appeal;
mod case;
mod evidence;
mod measures;
mod mine;
mod queue;
mod report;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use rongqiao_model::complaint::FollowedComplaint;
use rongqiao_model::organisation_file::EVIDENCE_MAX_BYTES;
use rongqiao_model::store::FollowedBy;
use rongqiao_model::{ComplaintId, PersonId};

use crate::actions::complaints::secret_hash;
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;

/// Somebody who complained, as far as the site knows them.
struct Follower {
    by: FollowedBy,
    /// Which complaint; a secret leads to one alone.
    id: Option<ComplaintId>,
    /// Where they follow it, without the language's prefix.
    page: String,
}

impl Follower {
    /// Somebody with an account, who names a complaint.
    fn own(person: PersonId, id: &str) -> Result<Self, Problem> {
        let known: ComplaintId = id.parse().map_err(|_| Problem::not_found())?;
        Ok(Self { by: FollowedBy::Person(person), id: Some(known), page: format!("/my/complaints/{id}") })
    }

    /// Whoever has the secret.
    fn with_secret(token: &str) -> Self {
        Self { by: FollowedBy::Secret(secret_hash(token)), id: None, page: format!("/complaints/{token}") }
    }
}

/// The complaint that somebody follows, or nothing.
async fn find_followed(app: &App, who: &Follower) -> Result<FollowedComplaint, Problem> {
    app.store.find_followed_complaint(&who.by, who.id).await?.ok_or_else(Problem::not_found)
}

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
        .merge(uploads(language))
        .route(&at("/my/organisations/{id}/measures"), get(measures::show))
        .route(&at("/my/organisations/{id}/measures/{measure}"), get(measures::show_one))
        .route(
            &at("/my/organisations/{id}/measures/{measure}/appeal"),
            get(measures::show_appeal).post(measures::submit_appeal),
        )
        .route(&at("/desk/complaints"), get(queue::show))
        .route(&at("/desk/complaints/{id}"), get(case::show))
        .route(&at("/desk/complaints/{id}/evidence/{piece}"), get(evidence::download))
        .route(&at("/desk/complaints/{id}/examine"), post(case::examine))
        .route(&at("/desk/complaints/{id}/decide"), post(case::decide))
}

/// Where files are brought to complaints, in one language.
fn uploads(language: Language) -> Router<App> {
    // What is a little too large is read and told in words; what is far too large is refused by the gate.
    let limit = DefaultBodyLimit::max(EVIDENCE_MAX_BYTES + 64 * 1024);
    let at = |path: &str| language.path(path);
    Router::new()
        .route(&at("/my/complaints/{id}/evidence"), get(evidence::show_own).post(evidence::submit_own))
        .route(&at("/complaints/{token}/evidence"), get(evidence::show_followed).post(evidence::submit_followed))
        .layer(limit)
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
