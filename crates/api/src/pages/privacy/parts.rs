//! `/account/privacy/delete?part=`: deleting a part of one's data and keeping the account.

use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_model::retention::Part;

use super::super::form::{FormPage, Sent};
use super::super::visit::Visit;
use crate::app::App;
use crate::problem::Problem;
use crate::session::SignedIn;

/// `GET /account/privacy/delete?part=`: says what will be gone.
pub(super) async fn show(State(app): State<App>, visit: Visit, _who: SignedIn) -> Result<Response, Problem> {
    let part = part(Sent::read(&visit.query).raw("part"))?;
    let t = visit.language;
    let mut page = FormPage::new(&app, &visit, "privacy-delete");
    page.lead.insert(0, t.say(&format!("part-{}-gone", part.slug())));
    page.hidden = vec![("part", part.slug().to_owned())];
    page.others = vec![(t.say("privacy-back"), t.path("/account/privacy"))];
    page.show()
}

/// `POST /account/privacy/delete`
pub(super) async fn submit(
    State(app): State<App>,
    visit: Visit,
    SignedIn(session): SignedIn,
    form: String,
) -> Result<Response, Problem> {
    let part = part(Sent::read(&form).raw("part"))?;
    app.store.delete_own_part(session.person, part, app.clock.now()).await?;
    tracing::info!(person.id = %session.person, part = part.slug(), "a part of somebody's data was deleted");
    Ok(Redirect::to(&visit.language.path("/account/privacy?told=deleted")).into_response())
}

fn part(slug: &str) -> Result<Part, Problem> {
    Part::from_slug(slug).ok_or_else(Problem::not_found)
}
