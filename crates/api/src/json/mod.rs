//! `/api/v1`: what programs ask and what they are told. The OpenAPI document is made from these modules.

pub mod accept;
pub mod answer;
pub mod changes;
pub mod codes;
pub mod document;
pub mod figures;
pub mod fit;
pub mod fits;
pub mod gap;
pub mod hit;
pub mod listings;
pub(crate) mod manual;
pub mod mirror;
pub mod names;
pub mod organisations;
pub mod parameters;
pub mod pay;
pub mod refusals;
pub mod results;
pub mod schema;
pub mod search;
pub mod suggest;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;

use axum::Router;
use utoipa::OpenApi as _;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;

/// Every route under `/api/v1`, each registered together with its description.
pub fn routes() -> Router<App> {
    described().split_for_parts().0
}

fn described() -> OpenApiRouter<App> {
    OpenApiRouter::with_openapi(document::Head::openapi())
        .routes(routes!(search::show))
        .routes(routes!(search::show_facets))
        .routes(routes!(suggest::show))
        .routes(routes!(mirror::show))
        .routes(routes!(listings::list))
        .routes(routes!(listings::show))
        .routes(routes!(fits::list))
        .routes(routes!(gap::show))
        .routes(routes!(fits::list_counterparts))
        .routes(routes!(fits::list_similar))
        .routes(routes!(organisations::list))
        .routes(routes!(organisations::show))
        .routes(routes!(codes::list))
        .routes(routes!(codes::show))
        .routes(routes!(figures::list))
        .routes(routes!(changes::list))
        .routes(routes!(document::show))
}
