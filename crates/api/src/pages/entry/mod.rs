//! Entering an organisation, for those who act for it: its file, the evidence, and how far the desk has come.

mod edit;
mod evidence;
pub(super) mod facts;
mod file;
mod start;

pub(super) use self::evidence::{give as give_evidence, mistake_of as evidence_mistake};

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use rongqiao_model::access::Actor;
use rongqiao_model::organisation_file::{EVIDENCE_MAX_BYTES, OrganisationFile};

use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;

/// Where the files of somebody's organisations stand.
const FILES: &str = "/my/organisations/files";

/// The pages of entering in one language.
pub(super) fn routes(language: Language) -> Router<App> {
    let at = |path: &str| language.path(path);
    Router::new()
        .route(&at("/organisations/new"), get(start::show).post(start::submit))
        .route(&at("/my/organisations/files/{id}"), get(file::show))
        .route(&at("/my/organisations/files/{id}/edit"), get(edit::show).post(edit::submit))
        .route(&at("/my/organisations/files/{id}/hand-in"), post(file::hand_in))
        .route(&at("/my/organisations/files/{id}/withdraw"), post(file::withdraw))
        .merge(uploads(language))
        .route(&at("/my/organisations/files/{id}/evidence/{piece}"), get(evidence::download))
        .route(&at("/my/organisations/files/{id}/evidence/{piece}/remove"), post(evidence::remove))
}

/// Where evidence is brought, in one language.
fn uploads(language: Language) -> Router<App> {
    // What is a little too large is read and told in words; what is far too large is refused by the gate.
    let limit = DefaultBodyLimit::max(EVIDENCE_MAX_BYTES + 64 * 1024);
    let at = |path: &str| language.path(path);
    Router::new()
        .route(&at("/my/organisations/files/{id}/evidence"), get(evidence::show).post(evidence::submit))
        .layer(limit)
}

/// The file with this id, as those see it who act for the organisation.
async fn find_file(app: &App, actor: &Actor, id: &str) -> Result<OrganisationFile, Problem> {
    let id = id.parse().map_err(|_| Problem::not_found())?;
    app.store.find_file_of_members(actor, id).await?.ok_or_else(Problem::not_found)
}

/// Where a file stands.
fn path_of(file: &OrganisationFile) -> String {
    format!("{FILES}/{}", file.id)
}
