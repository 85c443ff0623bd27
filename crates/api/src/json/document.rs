//! The OpenAPI document, made from the handlers.

use std::sync::LazyLock;

use utoipa::OpenApi;

use super::answer::{Answer, Keep};
use super::refusals::{Refusals, Unchanged};
use crate::problem::{Problem, ProblemOut};

/// What the document says before it comes to the routes.
#[derive(Debug, OpenApi)]
#[openapi(
    info(
        title = "Rongqiao",
        description = "Everything public on the platform that joins schools and firms in Lingang: jobs, courses, \
                       programmes, challenges, achievements, services, facilities and offers to cooperate.\n\nNo \
                       key is needed. Names and errors follow `Accept-Language` (Chinese or English). Every answer \
                       carries an `ETag`; send it back in `If-None-Match` to be told that nothing changed. Scripts \
                       of any site may read.",
        license(name = "Apache-2.0", identifier = "Apache-2.0")
    ),
    servers((url = "/", description = "This site.")),
    tags(
        (name = "finding", description = "Searching, counting, completing."),
        (name = "fitting", description = "What fits whom, and why."),
        (name = "reading", description = "Listings, organisations and code tables."),
        (name = "following", description = "Keeping a copy up to date."),
        (name = "description", description = "This document.")
    ),
    components(schemas(ProblemOut))
)]
pub struct Head;

static DOCUMENT: LazyLock<utoipa::openapi::OpenApi> = LazyLock::new(|| super::described().into_openapi());

/// The whole document.
#[must_use]
pub fn whole() -> &'static utoipa::openapi::OpenApi {
    &DOCUMENT
}

/// Describes the API for programs.
#[utoipa::path(
    get,
    path = "/api/v1/openapi.json",
    operation_id = "describe",
    tag = "description",
    responses(
        (status = 200, description = "This document (OpenAPI 3.1).", body = serde_json::Value),
        Unchanged,
        Refusals,
    )
)]
pub async fn show() -> Result<Answer, Problem> {
    Answer::of(whole(), Keep::Hour)
}
