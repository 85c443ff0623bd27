//! What machines ask about the server itself: is it alive, is it ready, what has it counted.

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use serde::Serialize;

use crate::app::App;
use crate::json::accept::Accepted;
use crate::language::Language;

/// Routes for load balancers and for Prometheus; they are not counted against anybody's rate.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/healthz", get(show_health))
        .route("/readyz", get(show_readiness))
        .route("/metrics", get(show_metrics))
}

/// How the server is.
#[derive(Debug, Serialize)]
struct Condition {
    status: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    reasons: Vec<String>,
}

/// The process answers.
async fn show_health() -> Response {
    condition(Vec::new())
}

/// The database answers and the index follows it.
async fn show_readiness(State(app): State<App>, Accepted(language): Accepted) -> Response {
    condition(reasons_to_wait(&app, language).await)
}

async fn reasons_to_wait(app: &App, language: Language) -> Vec<String> {
    let max = app.settings.limits.index_lag_max_changes;
    let lag = match index_lag(app).await {
        Some(lag) => lag,
        None => return vec![language.say("ready-database")],
    };
    if lag <= max {
        return Vec::new();
    }
    vec![language.fill("ready-index-lag", &[("lag", lag.to_string()), ("max", max.to_string())])]
}

/// Changes that the index does not hold yet; `None` when the database does not answer.
async fn index_lag(app: &App) -> Option<i64> {
    let latest = match app.store.latest_change().await {
        Ok(latest) => latest,
        Err(error) => {
            tracing::warn!(error = %error, "the database does not answer");
            return None;
        }
    };
    Some((latest - app.index().applied_seq()).max(0))
}

fn condition(reasons: Vec<String>) -> Response {
    let (code, status) = match reasons.is_empty() {
        true => (StatusCode::OK, "ok"),
        false => (StatusCode::SERVICE_UNAVAILABLE, "unavailable"),
    };
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/json")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    (code, headers, serde_json::to_vec(&Condition { status, reasons }).unwrap_or_default()).into_response()
}

/// Everything counted since the start, as Prometheus reads it.
async fn show_metrics(State(app): State<App>) -> Response {
    let lag = index_lag(&app).await.unwrap_or(-1);
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/plain; version=0.0.4; charset=utf-8")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    (headers, app.metrics.text(app.index().len(), lag)).into_response()
}
