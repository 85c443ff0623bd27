//! The page for what went wrong; it leads on.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::layout::{Layout, answer};
use super::visit::Visit;
use crate::language::Language;

#[derive(Template)]
#[template(path = "problem.html")]
struct ProblemPage {
    t: Language,
    layout: Layout,
    explanation: String,
}

/// The page that tells at `visit` what happened and what to do next, in the visitor's language.
#[must_use]
pub(crate) fn problem_page(visit: &Visit, status: StatusCode, title: &str, explanation: &str) -> Response {
    let layout = Layout::unlisted(visit, title.to_owned());
    let page = ProblemPage { t: visit.language, layout, explanation: explanation.to_owned() };
    // A page that cannot be written even here leaves the bare status, which browsers explain themselves.
    answer(status, &page).unwrap_or_else(|_| status.into_response())
}
