//! Pages for what went wrong; each leads on.

use askama::Template;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use rongqiao_matching::MatchError;
use rongqiao_model::store::StoreError;
use tokio::task::JoinError;

use super::layout::{Layout, answer};
use super::visit::Visit;
use crate::language::Language;

/// Why a page cannot be shown.
#[derive(Debug)]
pub(crate) enum PageError {
    /// There is nothing at this address.
    NotFound,
    /// It failed on our side; the cause is for the log only.
    Internal(anyhow::Error),
}

impl From<StoreError> for PageError {
    fn from(error: StoreError) -> Self {
        Self::Internal(error.into())
    }
}

impl From<MatchError> for PageError {
    fn from(error: MatchError) -> Self {
        Self::Internal(error.into())
    }
}

impl From<JoinError> for PageError {
    fn from(error: JoinError) -> Self {
        Self::Internal(error.into())
    }
}

impl From<askama::Error> for PageError {
    fn from(error: askama::Error) -> Self {
        Self::Internal(error.into())
    }
}

/// Marks an answer whose page is still to be written, in the language of the request.
#[derive(Clone, Copy, Debug)]
struct Unwritten;

impl IntoResponse for PageError {
    fn into_response(self) -> Response {
        let status = match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Internal(cause) => {
                tracing::error!(error = format!("{cause:#}"), "page could not be shown");
                StatusCode::INTERNAL_SERVER_ERROR
            }
        };
        let mut response = status.into_response();
        response.extensions_mut().insert(Unwritten);
        response
    }
}

/// Writes the page of an answer that has none yet.
pub(super) async fn write_missing_pages(request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let visit = Visit::of(&parts, "");
    let response = next.run(Request::from_parts(parts, body)).await;
    if response.extensions().get::<Unwritten>().is_none() {
        return response;
    }
    page_for(&visit, response.status())
}

/// `GET` of an address that leads nowhere.
pub(super) async fn not_found() -> PageError {
    PageError::NotFound
}

/// The page for an error outside any page of ours, with what happened and what to do next in the visitor's language.
#[must_use]
pub fn problem_page(language: Language, status: StatusCode, title: &str, explanation: &str) -> Response {
    write(&Visit { language, path: "/".to_owned(), ..Visit::default() }, status, title, explanation)
}

#[derive(Template)]
#[template(path = "problem.html")]
struct ProblemPage {
    t: Language,
    layout: Layout,
    explanation: String,
}

fn page_for(visit: &Visit, status: StatusCode) -> Response {
    let t = visit.language;
    let problem = if status == StatusCode::NOT_FOUND { "missing-page" } else { "failed-page" };
    write(visit, status, &t.say(&format!("{problem}-title")), &t.say(&format!("{problem}-text")))
}

fn write(visit: &Visit, status: StatusCode, title: &str, explanation: &str) -> Response {
    let layout = Layout::unlisted(visit, title.to_owned());
    let page = ProblemPage { t: visit.language, layout, explanation: explanation.to_owned() };
    // A page that cannot be written even here leaves the bare status, which browsers explain themselves.
    answer(status, &page).unwrap_or_else(|_| status.into_response())
}
