//! Every URL the server answers.

use axum::Router;

use crate::app::App;

/// Builds the whole site.
pub fn site(app: App) -> Router {
    Router::new().with_state(app)
}
