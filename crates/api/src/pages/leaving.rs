//! `/leave/{token}`: stops the letters of one sort for whoever has one of them, signed in or not.
//!
//! What stands in the letter is all that is asked for: mail services send the form on their reader's behalf, from no page
//! and without cookies (RFC 8058), so that neither where it comes from nor who is signed in plays a part. Nobody can
//! guess a token, it opens nothing, and all it can do is to stop letters, which their reader can have again.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use rongqiao_model::message::Leave;

use super::form::FormPage;
use super::layout::answer_privately;
use super::visit::Visit;
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;
use crate::tokens;

/// The page in one language.
pub(super) fn routes(language: Language) -> Router<App> {
    Router::new().route(&language.path("/leave/{token}"), get(show).post(submit))
}

/// `GET /leave/{token}`: says what would stop, and stops nothing.
async fn show(State(app): State<App>, visit: Visit, Path(token): Path<String>) -> Result<Response, Problem> {
    match find(&app, &token).await? {
        Some(leave) => {
            let mut page = FormPage::new(&app, &visit, "leave");
            page.lead = vec![what_stops(visit.language, &leave)];
            page.show()
        }
        None => answer_privately(StatusCode::GONE, &done(&app, &visit, "leave-gone")),
    }
}

/// `POST /leave/{token}`: stops it. Once more, or after what it stopped is gone, the answer is the same; it leads nowhere,
/// since mail services do not follow (RFC 8058, 3.1).
async fn submit(State(app): State<App>, visit: Visit, Path(token): Path<String>) -> Result<Response, Problem> {
    if let Some(leave) = find(&app, &token).await? {
        app.store.leave(&leave, app.clock.now()).await?;
    }
    done(&app, &visit, "leave-done").show()
}

async fn find(app: &App, token: &str) -> Result<Option<Leave>, Problem> {
    if !tokens::is_leave_token(token) {
        return Ok(None);
    }
    Ok(app.store.find_leave(token).await?)
}

fn what_stops(t: Language, leave: &Leave) -> String {
    match leave {
        Leave::Search { name, .. } => t.with("leave-search", "name", name),
        Leave::Kind { kind, .. } => t.with("leave-kind", "kind", t.say(&format!("message-kind-{}", kind.slug()))),
    }
}

/// A page without a form, whose texts stand under `key`.
fn done(app: &App, visit: &Visit, key: &str) -> FormPage {
    let t = visit.language;
    let mut page = FormPage::new(app, visit, key);
    page.submit = String::new();
    page.others = vec![(t.say("saved-way"), t.path("/saved")), (t.say("letters-way"), t.path("/account/letters"))];
    page
}
