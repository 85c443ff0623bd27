//! `/desk/organisations/files/{id}/evidence/{piece}/look`: why somebody of a desk looks at evidence that tells of a person.

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};

use super::super::form::{Field, Form, FormPage, Input, Sent};
use super::super::person_desk::reason_mistake;
use super::super::visit::Visit;
use crate::app::App;
use crate::problem::Problem;
use crate::session::Acting;

/// `GET /desk/organisations/files/{id}/evidence/{piece}/look`
pub(super) async fn show(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path((id, _)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let file = id.parse().map_err(|_| Problem::not_found())?;
    app.store.find_file_for_desk(&actor, file).await?.ok_or_else(Problem::not_found)?;
    page(&app, &visit, &id, &Sent::read("")).show()
}

/// `POST /desk/organisations/files/{id}/evidence/{piece}/look`: writes down why, and leads to the piece.
pub(super) async fn submit(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path((id, piece)): Path<(String, String)>,
    form: String,
) -> Result<Response, Problem> {
    let file = id.parse().map_err(|_| Problem::not_found())?;
    let (_, permit) = app.store.find_file_for_desk(&actor, file).await?.ok_or_else(Problem::not_found)?;
    let evidence = piece.parse().map_err(|_| Problem::not_found())?;
    let (t, sent) = (visit.language, Sent::read(&form));
    let mut page = page(&app, &visit, &id, &sent);
    let reason = sent.text("look-reason");
    page.fields[0].mistake = reason_mistake(t, &reason);
    if !page.is_right() {
        return page.show_mistakes();
    }
    if !app.store.note_look_at_evidence(&permit, evidence, &reason, app.clock.now()).await? {
        return Err(Problem::not_found());
    }
    Ok(Redirect::to(&t.path(&format!("/desk/organisations/files/{id}/evidence/{piece}"))).into_response())
}

fn page(app: &App, visit: &Visit, file: &str, sent: &Sent) -> FormPage {
    let t = visit.language;
    let mut page = FormPage::new(app, visit, "evidence-look");
    page.fields = vec![Field::new(t, "look-reason", Input::Text, "off").holding(sent.raw("look-reason"))];
    page.others = vec![(t.say("entry-back"), t.path(&format!("/desk/organisations/files/{file}")))];
    page
}
