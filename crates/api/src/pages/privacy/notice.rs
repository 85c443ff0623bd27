//! `GET /privacy`: what is kept of people, why, for how long, and what they can do.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use super::super::layout::{Layout, answer};
use super::super::visit::Visit;
use crate::app::App;
use crate::language::Language;
use crate::notice::{self, KeptLine};
use crate::problem::Problem;

#[derive(Template)]
#[template(path = "privacy.html")]
struct NoticePage {
    t: Language,
    layout: Layout,
    parts: Vec<(String, String)>,
    purposes: Vec<(String, String)>,
    lines: Vec<KeptLine>,
    hash: String,
}

/// `GET /privacy`
pub(super) async fn show(State(app): State<App>, visit: Visit) -> Result<Response, Problem> {
    let t = visit.language;
    let page = NoticePage {
        t,
        layout: Layout::new(&app, &visit, t.say("privacy-title")),
        parts: notice::parts(t),
        purposes: notice::purposes(t),
        lines: notice::kept(t),
        hash: notice::text(t).hash,
    };
    answer(StatusCode::OK, &page)
}
