//! `/api/v1`: what programs ask and what they are told. The OpenAPI document is made from these modules.

pub mod accept;
pub mod answer;
pub mod changes;
pub mod codes;
pub mod document;
pub mod hit;
pub mod listings;
pub mod manual;
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
use axum::routing::get;
use utoipa::OpenApi as _;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;
use crate::language::Language;

/// Every route under `/api`, each registered together with its description.
pub fn routes() -> Router<App> {
    let pages = Language::ALL.iter().map(|language| language.path("/api"));
    pages.fold(described().split_for_parts().0, |routes, page| routes.route(&page, get(manual::show)))
}

fn described() -> OpenApiRouter<App> {
    OpenApiRouter::with_openapi(document::Head::openapi())
        .routes(routes!(search::show))
        .routes(routes!(search::show_facets))
        .routes(routes!(suggest::show))
        .routes(routes!(listings::list))
        .routes(routes!(listings::show))
        .routes(routes!(organisations::list))
        .routes(routes!(organisations::show))
        .routes(routes!(codes::list))
        .routes(routes!(codes::show))
        .routes(routes!(changes::list))
        .routes(routes!(document::show))
}
