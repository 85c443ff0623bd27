//! `GET /help`: how searching works.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use rongqiao_matching::Reason;

use super::finding::shows_demo_content;
use super::layout::{Layout, answer};
use super::search::search_href;
use super::visit::Visit;
use crate::address;
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;

/// Examples that the page explains and links to: the key of the explanation, and what to type.
const EXAMPLES: [(&str, &str); 7] = [
    ("help-example-words", "嵌入式 工程师"),
    ("help-example-quotes", "\"机器视觉\""),
    ("help-example-minus", "工程师 -销售"),
    ("help-example-title", "title:实习"),
    ("help-example-skill", "skill:Python"),
    ("help-example-org", "org:大学"),
    ("help-example-place", "place:东方芯港"),
];

#[derive(Debug)]
struct Example {
    typed: &'static str,
    href: String,
    explanation: String,
}

#[derive(Template)]
#[template(path = "help.html")]
struct HelpPage {
    t: Language,
    layout: Layout,
    examples: Vec<Example>,
    reasons: Vec<String>,
}

/// `GET /help`
pub(super) async fn show(State(app): State<App>, visit: Visit) -> Result<Response, Problem> {
    let t = visit.language;
    let mut layout = Layout::new(&app, &visit, t.say("help-title"));
    layout.demo = shows_demo_content(&app).await?;
    let example = |(key, typed): (&str, &'static str)| {
        let query = rongqiao_matching::SearchQuery { text: typed.to_owned(), ..Default::default() };
        Example { typed, href: search_href(t, &address::write(&query)), explanation: t.say(key) }
    };
    let page = HelpPage {
        t,
        layout,
        examples: EXAMPLES.into_iter().map(example).collect(),
        reasons: Reason::ALL.iter().map(|reason| t.say(&format!("help-reason-{}", reason.slug()))).collect(),
    };
    answer(StatusCode::OK, &page)
}
