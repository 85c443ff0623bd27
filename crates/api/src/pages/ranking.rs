//! `GET /ranking`: how results and fits are ordered, in plain words, and how to do without a personal order.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use rongqiao_matching::fit::most_points;

use super::finding::shows_demo_content;
use super::layout::{Layout, answer};
use super::visit::Visit;
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;

#[derive(Template)]
#[template(path = "ranking.html")]
struct RankingPage {
    t: Language,
    layout: Layout,
    /// Name of each part of a fit, and the most points it can bring.
    parts: Vec<(String, f32)>,
}

/// `GET /ranking`
pub(super) async fn show(State(app): State<App>, visit: Visit) -> Result<Response, Problem> {
    let t = visit.language;
    let mut layout = Layout::new(&app, &visit, t.say("ranking-title"));
    layout.demo = shows_demo_content(&app).await?;
    let parts = most_points().into_iter().map(|(part, most)| (t.say(&format!("ranking-part-{part}")), most)).collect();
    answer(StatusCode::OK, &RankingPage { t, layout, parts })
}
