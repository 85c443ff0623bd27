//! `GET /about`: what the site is for. `GET /privacy`: what it keeps of people.

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

/// The parts of `/privacy`.
const PRIVACY: [&str; 10] =
    ["visit", "account", "profile", "saved", "events", "organisation", "share", "time", "minors", "rights"];

#[derive(Template)]
#[template(path = "about.html")]
struct AboutPage {
    t: Language,
    layout: Layout,
    lead: String,
    parts: Vec<(String, String)>,
}

impl AboutPage {
    /// The page whose texts stand under `key`.
    fn new(app: &App, visit: &Visit, key: &str, parts: &[&str]) -> Self {
        let t = visit.language;
        let layout = Layout::new(app, visit, t.say(&format!("{key}-title")));
        let part = |part: &&str| (t.say(&format!("{key}-{part}-heading")), t.say(&format!("{key}-{part}-text")));
        Self { t, layout, lead: t.say(&format!("{key}-lead")), parts: parts.iter().map(part).collect() }
    }
}

/// `GET /about`
pub(super) async fn show(State(app): State<App>, visit: Visit) -> Result<Response, Problem> {
    let mut page = AboutPage::new(&app, &visit, "about", &ABOUT);
    page.layout.demo = shows_demo_content(&app).await?;
    answer(StatusCode::OK, &page)
}

/// `GET /privacy`
pub(super) async fn show_privacy(State(app): State<App>, visit: Visit) -> Result<Response, Problem> {
    answer(StatusCode::OK, &AboutPage::new(&app, &visit, "privacy", &PRIVACY))
}
