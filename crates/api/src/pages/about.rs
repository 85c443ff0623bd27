//! `GET /about`: what the site is for.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use super::finding::shows_demo_content;
use super::layout::{Layout, answer};
use super::visit::Visit;
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;

/// The parts of `/about`, each with a heading and a text in the catalogue.
const ABOUT: [&str; 5] = ["purpose", "kinds", "desks", "fairness", "openness"];

#[derive(Template)]
#[template(path = "about.html")]
struct AboutPage {
    t: Language,
    layout: Layout,
    lead: String,
    parts: Vec<(String, String)>,
}

/// `GET /about`
pub(super) async fn show(State(app): State<App>, visit: Visit) -> Result<Response, Problem> {
    let t = visit.language;
    let mut layout = Layout::new(&app, &visit, t.say("about-title"));
    layout.demo = shows_demo_content(&app).await?;
    let part = |part: &&str| (t.say(&format!("about-{part}-heading")), t.say(&format!("about-{part}-text")));
    let page = AboutPage { t, layout, lead: t.say("about-lead"), parts: ABOUT.iter().map(part).collect() };
    answer(StatusCode::OK, &page)
}
