//! Pages for people.

use axum::Router;

use crate::app::App;
use crate::problem::Problem;

/// Routes of the pages.
pub fn routes() -> Router<App> {
    Router::new().fallback(|| async { Problem::not_found() })
}
