//! What the operator sees of requests: an identifier, counters and one line in the log for each.
//!
//! Neither holds query text, addresses or anything else about a person.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderName, HeaderValue, Method};
use axum::middleware::Next;
use axum::response::Response;
use prometheus::{
    Encoder as _, Histogram, HistogramOpts, HistogramVec, IntCounterVec, IntGauge, Opts, Registry, TextEncoder,
};

use crate::app::App;

/// Header that carries the identifier of a request.
pub const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Longest identifier that is taken over from a proxy.
const REQUEST_ID_MAX_BYTES: usize = 64;

/// Upper ends of the duration buckets, in seconds.
const DURATION_BUCKETS: [f64; 11] = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 2.5, 10.0];

/// Names one request in answers and in the log.
#[derive(Clone, Debug)]
pub struct RequestId(HeaderValue);

impl Default for RequestId {
    fn default() -> Self {
        Self(HeaderValue::from_static("unknown"))
    }
}

impl RequestId {
    /// The identifier as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.to_str().unwrap_or_default()
    }

    /// The identifier that a proxy gave the request, if it is harmless.
    fn given(request: &Request) -> Option<Self> {
        let given = request.headers().get(&REQUEST_ID)?;
        let harmless = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
        let fits = (1..=REQUEST_ID_MAX_BYTES).contains(&given.len());
        (fits && given.as_bytes().iter().all(harmless)).then(|| Self(given.clone()))
    }
}

/// Counters and histograms, shown at `/metrics`.
#[derive(Debug)]
pub struct Metrics {
    registry: Registry,
    requests: IntCounterVec,
    durations: HistogramVec,
    search_durations: Histogram,
    index_documents: IntGauge,
    index_lag: IntGauge,
    last_request: AtomicU64,
}

impl Default for Metrics {
    fn default() -> Self {
        let buckets = DURATION_BUCKETS.to_vec();
        let requests = Opts::new("rongqiao_http_requests_total", "Requests answered, by route, method and status.");
        let durations = HistogramOpts::new("rongqiao_http_request_seconds", "Time to answer a request, by route.");
        let searches = HistogramOpts::new("rongqiao_search_seconds", "Time that the index took to search.");
        let documents = Opts::new("rongqiao_index_documents", "Listings in the search index.");
        let lag = Opts::new("rongqiao_index_lag_changes", "Changes that the search index does not hold yet.");
        let valid = "names and labels are fixed and valid";
        let metrics = Self {
            registry: Registry::new(),
            requests: IntCounterVec::new(requests, &["route", "method", "status"]).expect(valid),
            durations: HistogramVec::new(durations.buckets(buckets.clone()), &["route"]).expect(valid),
            search_durations: Histogram::with_opts(searches.buckets(buckets)).expect(valid),
            index_documents: IntGauge::with_opts(documents).expect(valid),
            index_lag: IntGauge::with_opts(lag).expect(valid),
            last_request: AtomicU64::new(0),
        };
        let all: [Box<dyn prometheus::core::Collector>; 5] = [
            Box::new(metrics.requests.clone()),
            Box::new(metrics.durations.clone()),
            Box::new(metrics.search_durations.clone()),
            Box::new(metrics.index_documents.clone()),
            Box::new(metrics.index_lag.clone()),
        ];
        for one in all {
            metrics.registry.register(one).expect("each metric is registered once");
        }
        metrics
    }
}

impl Metrics {
    /// Notes how long the index took to search.
    pub fn searched(&self, since: Instant) {
        self.search_durations.observe(since.elapsed().as_secs_f64());
    }

    /// Everything counted, in the text format of Prometheus, with the state of the index.
    #[must_use]
    pub fn text(&self, index_documents: u64, index_lag: i64) -> Vec<u8> {
        self.index_documents.set(i64::try_from(index_documents).unwrap_or(i64::MAX));
        self.index_lag.set(index_lag);
        let mut text = Vec::new();
        if let Err(error) = TextEncoder::new().encode(&self.registry.gather(), &mut text) {
            tracing::warn!(error = %error, "metrics could not be written");
        }
        text
    }

    fn answered(&self, route: &str, method: &str, status: u16, seconds: f64) {
        let mut digits = [0; 3];
        self.requests.with_label_values(&[route, method, status_text(status, &mut digits)]).inc();
        self.durations.with_label_values(&[route]).observe(seconds);
    }
}

fn status_text(status: u16, digits: &mut [u8; 3]) -> &str {
    *digits = [status / 100 % 10, status / 10 % 10, status % 10].map(|digit| b'0' + digit as u8);
    std::str::from_utf8(digits).unwrap_or("000")
}

/// The methods that are counted by name; a visitor may invent others.
fn method_name(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::OPTIONS => "OPTIONS",
        Method::PUT | Method::PATCH | Method::DELETE => "WRITE",
        _ => "OTHER",
    }
}

/// Names the request, then counts and logs how it was answered.
pub async fn observe(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let started = Instant::now();
    let method = method_name(request.method());
    let route: Arc<str> = match request.extensions().get::<MatchedPath>() {
        Some(path) => path.as_str().into(),
        None => "unmatched".into(),
    };
    let id = RequestId::given(&request).unwrap_or_else(|| next_id(&app));
    request.extensions_mut().insert(id.clone());
    let mut response = next.run(request).await;
    let status = response.status().as_u16();
    let elapsed = started.elapsed();
    app.metrics.answered(&route, method, status, elapsed.as_secs_f64());
    tracing::info!(
        target: "rongqiao::access",
        method,
        route = &*route,
        status,
        duration_ms = elapsed.as_micros() as f64 / 1_000.0,
        request.id = id.as_str(),
        "answered"
    );
    response.headers_mut().insert(REQUEST_ID, id.0);
    response
}

/// The number of the request since the program started, with the start to tell one run from another.
fn next_id(app: &App) -> RequestId {
    let number = app.metrics.last_request.fetch_add(1, Ordering::Relaxed);
    let text = format!("{:x}-{number:x}", app.started_at.unix_timestamp());
    HeaderValue::try_from(text).map(RequestId).unwrap_or_default()
}
