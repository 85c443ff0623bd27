//! `/my/organisations/{id}/students/new`: a school invites pupils and students, also those under age, who come here by no
//! other way.

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_model::access::{Action, Actor, Permit, Role};
use rongqiao_model::contact::Contact;
use rongqiao_model::membership::roles_in;
use rongqiao_model::organisation::Organisation;

use super::super::form::{Field, FormPage, Input, Sent};
use super::super::visit::Visit;
use super::find;
use crate::actions::organisations::members::{Offer, offer};
use crate::app::App;
use crate::problem::Problem;
use crate::session::Acting;

/// `GET /my/organisations/{id}/students/new`
pub(super) async fn show(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let (organisation, _) = find_school(&app, &actor, &id).await?;
    page(&app, &visit, &organisation, &Sent::read("")).show()
}

/// `POST /my/organisations/{id}/students/new`: the answer is the same whether or not there is an account.
pub(super) async fn submit(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
    form: String,
) -> Result<Response, Problem> {
    let (organisation, permit) = find_school(&app, &actor, &id).await?;
    let (t, sent) = (visit.language, Sent::read(&form));
    let mut page = page(&app, &visit, &organisation, &sent);
    let Some(contact) = Contact::parse(sent.raw("member-contact")) else {
        page.fields[0].mistake = Some(t.say("mistake-contact"));
        return page.show_mistakes();
    };
    let invitation = Offer { role: Role::Student, until: None, contact, language: t };
    match offer(&app, &permit, &organisation, invitation).await {
        Ok(()) => Ok(Redirect::to(&t.path("/my/organisations")).into_response()),
        Err(refusal) => page.refuse(&app, refusal),
    }
}

/// The school with this id, and the leave to invite its students.
async fn find_school(app: &App, actor: &Actor, id: &str) -> Result<(Organisation, Permit), Problem> {
    let (organisation, permit) = find(app, actor, Action::InviteStudents, id).await?;
    if roles_in(organisation.kind).contains(&Role::Student) {
        Ok((organisation, permit))
    } else {
        Err(Problem::not_found())
    }
}

fn page(app: &App, visit: &Visit, organisation: &Organisation, sent: &Sent) -> FormPage {
    let t = visit.language;
    let mut page = FormPage::new(app, visit, "invite-student");
    page.lead.insert(0, organisation.name.clone());
    page.fields = vec![Field::new(t, "member-contact", Input::Line, "off").holding(sent.raw("member-contact"))];
    page.others = vec![(t.say("my-organisations-title"), t.path("/my/organisations"))];
    page
}
