//! What the pages of every kind of connection share: how far it has come, what can be done, what was done and said.

mod desk;
pub(super) mod interview;
mod papers;
mod part;
pub(super) mod refusing;
pub(super) mod steps;
pub(super) mod views;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::get;
use rongqiao_model::organisation_file::EVIDENCE_MAX_BYTES;

pub(super) use self::papers::{PaperView, way as paper_way};
pub(super) use self::part::{ConnectionPart, Handled, fresh, handle, heard};
use crate::app::App;
use crate::language::Language;

/// The pages of connections that are not of one kind, in one language.
pub(super) fn routes(language: Language) -> Router<App> {
    let at = |path: &str| language.path(path);
    let brings_paper = DefaultBodyLimit::max(EVIDENCE_MAX_BYTES + 64 * 1024);
    Router::new()
        .route(&at("/my/connections/{id}/paper"), get(papers::show).post(papers::submit).layer(brings_paper))
        .route(&at("/my/connections/{id}/papers/{message}"), get(papers::download))
        .route(&at("/desk/connections"), get(desk::list))
        .route(&at("/desk/connections/{id}"), get(desk::show).post(desk::submit))
}
