//! `GET /api`: the API described for people, from the same document that programs read.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use super::layout::{Layout, answer};
use super::visit::Visit;
use crate::app::App;
use crate::json::manual::{OperationText, SchemaText, texts};
use crate::language::Language;
use crate::problem::Problem;

#[derive(Template)]
#[template(path = "manual.html")]
struct ManualPage {
    t: Language,
    layout: Layout,
    document: String,
    operations: &'static [OperationText],
    schemas: &'static [SchemaText],
}

impl ManualPage {
    /// The catalogue's name of an operation.
    fn name(&self, operation: &OperationText) -> String {
        self.t.say(&format!("api-operation-{}", operation.id))
    }
}

/// `GET /api`
pub(super) async fn show(State(app): State<App>, visit: Visit) -> Result<Response, Problem> {
    let t = visit.language;
    let (operations, schemas) = texts();
    let mut layout = Layout::new(&app, &visit, t.say("api-title"));
    layout.describe(&t.say("api-intro"));
    let document = format!("{}/api/v1/openapi.json", visit.base);
    answer(StatusCode::OK, &ManualPage { t, layout, document, operations, schemas })
}
