//! Every URL the server answers: operations · `/api/v1` · pages.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state, map_response};
use axum::response::{IntoResponse as _, Response};
use axum::routing::any;
use tower::ServiceBuilder;
use tower_http::CompressionLevel;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, Predicate as _, SizeAbove};
use tower_http::cors::{Any, CorsLayer};

use crate::app::App;
use crate::limits::{Gate, guard};
use crate::observing::{REQUEST_ID, observe};
use crate::problem::{self, Problem};
use crate::protection::{protect, refuse_other_sites, spare_unchanged};
use crate::{json, operations, pages};

/// Bodies up to this size are sent as they are: compressing them saves no packet.
const COMPRESS_ABOVE_BYTES: u64 = 1024;

/// Beyond this level pages hardly shrink but cost several times the processor time.
const COMPRESSION_LEVEL: i32 = 4;

/// Builds the whole site.
pub fn site(app: App) -> Router {
    let gate = Gate::new(app.settings.limits.clone());
    let api = json::routes().route("/api/{*rest}", any(nothing_here));
    let api = answering(guarded(api, gate.clone()), &app).layer(open_to_every_origin());
    let from_here = || from_fn_with_state(app.clone(), refuse_other_sites);
    let uploads = guarded(pages::uploads().layer(from_here()), gate.for_uploads());
    let pages = guarded(pages::routes().layer(from_here()), gate);
    let pages = answering(pages.merge(uploads), &app);
    let operations = answering(operations::routes(), &app);
    operations.merge(api).merge(pages).with_state(app)
}

/// What stands at an address that is nobody's.
async fn nothing_here() -> Problem {
    Problem::not_found()
}

/// Keeps requests that are too fast, too large or too long away from `routes`.
fn guarded(routes: Router<App>, gate: Gate) -> Router<App> {
    let body_max_bytes = gate.body_max_bytes();
    routes.layer(
        ServiceBuilder::new()
            .layer(from_fn_with_state(gate, guard))
            .layer(DefaultBodyLimit::max(body_max_bytes))
            .layer(from_fn(spare_unchanged)),
    )
}

/// Makes the answers of `routes` complete: identified, counted, logged, compressed, and readable when they fail.
fn answering(routes: Router<App>, app: &App) -> Router<App> {
    let worth_compressing = DefaultPredicate::new().and(SizeAbove::new(COMPRESS_ABOVE_BYTES));
    let compression =
        CompressionLayer::new().quality(CompressionLevel::Precise(COMPRESSION_LEVEL)).compress_when(worth_compressing);
    routes.layer(
        ServiceBuilder::new()
            .layer(from_fn_with_state(app.clone(), observe))
            .layer(map_response(protect))
            .layer(compression)
            .layer(from_fn_with_state(app.clone(), problem::render))
            .layer(CatchPanicLayer::custom(report_panic)),
    )
}

/// Lets scripts of any site read the API, which holds nothing that is not public.
fn open_to_every_origin() -> CorsLayer {
    use axum::http::{Method, header};
    CorsLayer::new()
        .allow_origin(Any)
        .allow_methods([Method::GET, Method::HEAD])
        .allow_headers(Any)
        .expose_headers([header::ETAG, header::RETRY_AFTER, header::LOCATION, REQUEST_ID])
        .max_age(std::time::Duration::from_secs(24 * 60 * 60))
}

fn report_panic(panic: Box<dyn std::any::Any + Send>) -> Response {
    let message = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    let message = message.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default();
    Problem::internal(anyhow::anyhow!("handler panicked: {message}")).into_response()
}
