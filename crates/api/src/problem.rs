//! The one error type of handlers: what the visitor reads, apart from what the log holds.
//!
//! A handler returns a [`Problem`]; [`render`] turns it into `application/problem+json` (RFC 9457) under `/api` and
//! into a page elsewhere, in the visitor's language, and logs it once.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use rongqiao_matching::MatchError;
use rongqiao_model::access::Denied;
use rongqiao_model::store::StoreError;
use serde::Serialize;
use tokio::task::JoinError;
use utoipa::ToSchema;

use crate::app::App;
use crate::json::accept::accepted_language;
use crate::language::Language;
use crate::observing::RequestId;
use crate::pages::{Visit, problem_page};

/// Media type of an error in JSON.
pub const PROBLEM_JSON: &str = "application/problem+json";

rongqiao_model::choices! {
    /// What went wrong. The catalogue holds the title under `problem-kind-<slug>`, the advice under `problem-kind-<slug>-detail`.
    pub enum ProblemKind {
        /// A parameter cannot be understood.
        BadRequest = "bad-request",
        /// A page of another site asked for it.
        OtherSite = "other-site",
        /// Nothing is there.
        NotFound = "not-found",
        /// The address is right, the method is not.
        MethodNotAllowed = "method-not-allowed",
        /// It was there and will not come back.
        Gone = "gone",
        /// The body is too large.
        BodyTooLarge = "body-too-large",
        /// The address is too long.
        AddressTooLong = "address-too-long",
        /// Too many requests came from one address.
        TooManyRequests = "too-many-requests",
        /// A fault of ours.
        Internal = "internal",
        /// The service cannot answer at the moment.
        Unavailable = "unavailable",
    }
}

impl ProblemKind {
    /// The status that the response carries.
    #[must_use]
    pub const fn status(self) -> StatusCode {
        match self {
            Self::BadRequest => StatusCode::BAD_REQUEST,
            Self::OtherSite => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::Gone => StatusCode::GONE,
            Self::BodyTooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::AddressTooLong => StatusCode::URI_TOO_LONG,
            Self::TooManyRequests => StatusCode::TOO_MANY_REQUESTS,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    /// Short name of what went wrong.
    #[must_use]
    pub fn title(self, language: Language) -> String {
        language.say(&format!("problem-kind-{}", self.slug()))
    }

    /// What happened and what to do next, where there is nothing more particular to say.
    #[must_use]
    pub fn detail(self, language: Language) -> String {
        language.say(&format!("problem-kind-{}-detail", self.slug()))
    }

    /// What a bare `status` of a library stands for.
    fn of_status(status: StatusCode) -> Self {
        let same = Self::ALL.iter().copied().find(|kind| kind.status() == status);
        same.unwrap_or(if status.is_server_error() { Self::Internal } else { Self::BadRequest })
    }
}

/// A mistake in one parameter of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadParameter {
    parameter: &'static str,
    sentence: &'static str,
    values: Vec<(&'static str, String)>,
}

impl BadParameter {
    /// A mistake in `parameter`; the catalogue holds its sentence, which names `values`.
    #[must_use]
    pub const fn new(parameter: &'static str, sentence: &'static str, values: Vec<(&'static str, String)>) -> Self {
        Self { parameter, sentence, values }
    }

    /// The mistake in words.
    pub(crate) fn told(&self, language: Language) -> BadParameterOut {
        BadParameterOut { parameter: self.parameter, detail: language.fill(self.sentence, &self.values) }
    }
}

/// Why a request was not answered as asked.
#[derive(Debug)]
pub struct Problem {
    kind: ProblemKind,
    mistakes: Vec<BadParameter>,
    retry_after_seconds: Option<u64>,
    cause: Option<anyhow::Error>,
}

impl Problem {
    /// A problem without anything particular to say.
    #[must_use]
    pub const fn new(kind: ProblemKind) -> Self {
        Self { kind, mistakes: Vec::new(), retry_after_seconds: None, cause: None }
    }

    /// Nothing is at this address.
    #[must_use]
    pub const fn not_found() -> Self {
        Self::new(ProblemKind::NotFound)
    }

    /// What was at this address is gone for good.
    #[must_use]
    pub const fn gone() -> Self {
        Self::new(ProblemKind::Gone)
    }

    /// Parameters that cannot be understood, all of them at once.
    #[must_use]
    pub fn bad_parameters(mistakes: Vec<BadParameter>) -> Self {
        Self { mistakes, ..Self::new(ProblemKind::BadRequest) }
    }

    /// Too many requests; the next one may come after `seconds`.
    #[must_use]
    pub fn too_many_requests(seconds: u64) -> Self {
        Self { retry_after_seconds: Some(seconds), ..Self::new(ProblemKind::TooManyRequests) }
    }

    /// The service cannot answer at the moment.
    #[must_use]
    pub fn unavailable(cause: impl Into<anyhow::Error>) -> Self {
        Self { retry_after_seconds: Some(5), cause: Some(cause.into()), ..Self::new(ProblemKind::Unavailable) }
    }

    /// A fault of ours, of which the visitor learns no more than that.
    #[must_use]
    pub fn internal(cause: impl Into<anyhow::Error>) -> Self {
        Self { cause: Some(cause.into()), ..Self::new(ProblemKind::Internal) }
    }

    /// What went wrong.
    #[must_use]
    pub const fn kind(&self) -> ProblemKind {
        self.kind
    }

    /// What happened and what to do next, in whole sentences.
    #[must_use]
    pub fn detail(&self, language: Language) -> String {
        if self.mistakes.is_empty() {
            return self.kind.detail(language);
        }
        let sentences = self.mistakes.iter().map(|mistake| language.fill(mistake.sentence, &mistake.values));
        sentences.collect::<Vec<_>>().join(if language == Language::English { " " } else { "" })
    }

    fn log(&self, request_id: &str) {
        let cause = self.cause.as_ref().map(|cause| format!("{cause:#}"));
        match (self.kind, cause) {
            (ProblemKind::Internal, cause) => {
                tracing::error!(request.id = request_id, cause, "a request failed");
            }
            (ProblemKind::Unavailable, cause) => {
                tracing::warn!(request.id = request_id, cause, "a request could not be answered now");
            }
            (_, Some(cause)) => tracing::debug!(request.id = request_id, cause, "a request was refused"),
            (_, None) => {}
        }
    }
}

impl From<Denied> for Problem {
    /// Whoever may not see a thing does not learn that it is there.
    fn from(_: Denied) -> Self {
        Self::not_found()
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        match &error {
            StoreError::Database(_) => Self::unavailable(error),
            StoreError::Corrupt { .. } | StoreError::Sealing(_) => Self::internal(error),
            // They are nobody any more, and what they wanted is not there for them.
            StoreError::AccountClosed => Self::not_found(),
        }
    }
}

impl From<MatchError> for Problem {
    fn from(error: MatchError) -> Self {
        Self::internal(error)
    }
}

impl From<JoinError> for Problem {
    fn from(error: JoinError) -> Self {
        Self::internal(error)
    }
}

impl From<askama::Error> for Problem {
    fn from(error: askama::Error) -> Self {
        Self::internal(error)
    }
}

impl IntoResponse for Problem {
    /// Marks the response; [`render`] writes its body, because only there the request is known.
    fn into_response(self) -> Response {
        let mut response = self.kind.status().into_response();
        response.extensions_mut().insert(Arc::new(self));
        response
    }
}

/// A problem as programs read it (RFC 9457).
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Problem)]
pub struct ProblemOut<'a> {
    /// Address of the description of this type of problem.
    #[serde(rename = "type")]
    #[schema(format = "uri-reference", example = "/api#problem-not-found")]
    kind: String,
    /// Short name of the type of problem, in the language of `Accept-Language`.
    title: String,
    /// Status of the response.
    #[schema(minimum = 400, maximum = 599, example = 404)]
    status: u16,
    /// What happened and what to do next.
    detail: String,
    /// Path of the request.
    #[schema(format = "uri-reference", example = "/api/v1/listings/0")]
    instance: &'a str,
    /// Identifier of the request, which the operator's log holds too.
    request_id: &'a str,
    /// Parameters at fault, if that is the problem.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    parameters: Vec<BadParameterOut>,
}

/// A mistake in one parameter.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = BadParameter)]
pub struct BadParameterOut {
    /// Name of the parameter.
    #[schema(example = "limit")]
    parameter: &'static str,
    /// What is wrong and what can stand there.
    detail: String,
}

/// What is known of a request once its handler has consumed it.
struct Asked {
    uri: Uri,
    /// Where a page would stand.
    visit: Visit,
    /// The language that a program asks for.
    language: Language,
    request_id: RequestId,
}

/// Writes the body of every failed response, ours and the libraries', and logs the failure once.
pub async fn render(State(app): State<App>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let asked = Asked {
        uri: parts.uri.clone(),
        visit: Visit::of(&parts, &app),
        language: accepted_language(&parts.headers),
        request_id: parts.extensions.get::<RequestId>().cloned().unwrap_or_default(),
    };
    let mut response = next.run(Request::from_parts(parts, body)).await;
    if !(response.status().is_client_error() || response.status().is_server_error()) {
        return response;
    }
    let problem = response.extensions_mut().remove::<Arc<Problem>>();
    let problem = match problem {
        Some(problem) => problem,
        None if is_bare(response.headers()) => Arc::new(Problem::new(ProblemKind::of_status(response.status()))),
        None => return response,
    };
    problem.log(asked.request_id.as_str());
    let mut rendered = match is_api(&asked.uri) {
        true => json(&problem, &asked, &app.settings.public_url),
        false => page(&problem, &asked.visit),
    };
    *rendered.status_mut() = response.status();
    keep_headers(response.headers(), &problem, rendered.headers_mut());
    rendered
}

fn is_api(uri: &Uri) -> bool {
    uri.path().starts_with("/api/")
}

/// Whether nobody wrote a body for people or programs: a library's refusal has none or a line of plain text.
fn is_bare(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE);
    kind.is_none_or(|kind| kind.as_bytes().starts_with(b"text/plain"))
}

fn keep_headers(before: &HeaderMap, problem: &Problem, after: &mut HeaderMap) {
    if let Some(allow) = before.get(header::ALLOW) {
        after.insert(header::ALLOW, allow.clone());
    }
    if let Some(seconds) = problem.retry_after_seconds {
        after.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    after.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    after.insert(header::VARY, HeaderValue::from_static("Accept-Language"));
}

fn json(problem: &Problem, asked: &Asked, public_url: &str) -> Response {
    let mistakes = problem.mistakes.iter().map(|mistake| mistake.told(asked.language));
    let body = ProblemOut {
        kind: format!("{public_url}/api#problem-{}", problem.kind.slug()),
        title: problem.kind.title(asked.language),
        status: problem.kind.status().as_u16(),
        detail: problem.detail(asked.language),
        instance: asked.uri.path(),
        request_id: asked.request_id.as_str(),
        parameters: mistakes.collect(),
    };
    let language = HeaderValue::from_static(asked.language.slug());
    let kind = HeaderValue::from_static(PROBLEM_JSON);
    let headers = [(header::CONTENT_TYPE, kind), (header::CONTENT_LANGUAGE, language)];
    (headers, serde_json::to_vec(&body).unwrap_or_default()).into_response()
}

/// The page that tells a visitor what happened.
fn page(problem: &Problem, visit: &Visit) -> Response {
    let (title, detail) = (problem.kind.title(visit.language), problem.detail(visit.language));
    problem_page(visit, problem.kind.status(), &title, &detail)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_problem_has_a_title_and_advice_in_every_language() {
        for &language in Language::ALL {
            for &kind in ProblemKind::ALL {
                for key in [format!("problem-kind-{}", kind.slug()), format!("problem-kind-{}-detail", kind.slug())] {
                    assert!(language.knows(&key), "{key} in {language:?}");
                }
            }
        }
    }

    #[test]
    fn the_statuses_of_libraries_are_understood() {
        for (status, kind) in [
            (StatusCode::PAYLOAD_TOO_LARGE, ProblemKind::BodyTooLarge),
            (StatusCode::UNSUPPORTED_MEDIA_TYPE, ProblemKind::BadRequest),
            (StatusCode::BAD_GATEWAY, ProblemKind::Internal),
        ] {
            assert_eq!(ProblemKind::of_status(status), kind);
        }
    }
}
