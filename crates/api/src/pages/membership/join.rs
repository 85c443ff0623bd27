//! `/organisations/{id}/join`: asking those who administer an organisation for a role.

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_model::access::{Action, Role};
use rongqiao_model::membership::{NOTE_MAX_CHARS, roles_in};
use rongqiao_model::organisation::Organisation;

use super::super::form::{Field, Form, FormPage, Input, Sent};
use super::super::visit::Visit;
use super::{choosable, find};
use crate::actions::organisations::members::ask;
use crate::app::App;
use crate::problem::Problem;
use crate::session::Acting;

/// `GET /organisations/{id}/join`
pub(super) async fn show(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let (organisation, _) = find(&app, &actor, Action::JoinOrganisation, &id).await?;
    page(&app, &visit, &organisation, &Sent::read("")).await?.show()
}

/// `POST /organisations/{id}/join`
pub(super) async fn submit(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
    form: String,
) -> Result<Response, Problem> {
    let (organisation, permit) = find(&app, &actor, Action::JoinOrganisation, &id).await?;
    let (t, sent) = (visit.language, Sent::read(&form));
    let mut page = page(&app, &visit, &organisation, &sent).await?;
    if page.submit.is_empty() {
        return page.show_mistakes();
    }
    let role = Role::from_slug(sent.raw("member-role")).filter(|role| roles_in(organisation.kind).contains(role));
    let note = sent.text("member-note");
    if role.is_none() {
        page.fields[0].mistake = Some(t.say("mistake-member-role"));
    }
    if note.chars().count() > NOTE_MAX_CHARS {
        page.fields[1].mistake = Some(t.with("mistake-member-note", "max", NOTE_MAX_CHARS));
    }
    match role {
        Some(role) if page.is_right() => {
            ask(&app, &permit, &organisation, (role, note)).await?;
            Ok(Redirect::to(&t.path("/my/organisations")).into_response())
        }
        _ => page.show_mistakes(),
    }
}

async fn page(app: &App, visit: &Visit, organisation: &Organisation, sent: &Sent) -> Result<FormPage, Problem> {
    let t = visit.language;
    let mut page = FormPage::new(app, visit, "join");
    page.lead = vec![t.with("join-about", "organisation", &organisation.name)];
    if app.store.is_administered(organisation.id).await? {
        let note = Field::new(t, "member-note", Input::Text, "off").optional();
        page.fields = vec![
            Field::new(t, "member-role", Input::Choice, "off")
                .among(choosable(t, roles_in(organisation.kind)))
                .holding(sent.raw("member-role")),
            note.holding(sent.raw("member-note")),
        ];
    } else {
        // Nobody could answer.
        page.lead.push(t.say("join-nobody"));
        page.submit.clear();
        page.others.push((t.say("my-organisations-new"), t.path("/organisations/new")));
    }
    page.others.push((t.say("my-organisations-title"), t.path("/my/organisations")));
    Ok(page)
}
