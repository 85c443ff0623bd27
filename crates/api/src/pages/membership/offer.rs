//! `/my/organisations/{id}/members/new`: offering a role to whoever is reached at a contact.

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_model::access::{Action, Role};
use rongqiao_model::contact::Contact;
use rongqiao_model::membership::{may_end_by_itself, roles_in};
use rongqiao_model::organisation::Organisation;
use time::Date;
use time::format_description::BorrowedFormatItem;
use time::macros::format_description;

use super::super::form::{Field, Form, FormPage, Input, Sent};
use super::super::visit::Visit;
use super::{choosable, find};
use crate::actions::organisations::members::{Offer, offer};
use crate::app::App;
use crate::problem::Problem;
use crate::session::Acting;

/// How browsers send a day.
pub(in crate::pages) const DAY: &[BorrowedFormatItem<'static>] = format_description!("[year]-[month]-[day]");

/// `GET /my/organisations/{id}/members/new`
pub(super) async fn show(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let (organisation, _) = find(&app, &actor, Action::ManageMembers, &id).await?;
    page(&app, &visit, &organisation, &Sent::read("")).show()
}

/// `POST /my/organisations/{id}/members/new`: the answer is the same whether or not there is an account.
pub(super) async fn submit(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
    form: String,
) -> Result<Response, Problem> {
    let (organisation, permit) = find(&app, &actor, Action::ManageMembers, &id).await?;
    let (t, sent) = (visit.language, Sent::read(&form));
    let mut page = page(&app, &visit, &organisation, &sent);
    let contact = Contact::parse(sent.raw("member-contact"));
    let role = Role::from_slug(sent.raw("member-role")).filter(|role| roles_in(organisation.kind).contains(role));
    let until = sent.text("member-until");
    let day = Date::parse(&until, DAY).ok().filter(|day| *day >= app.clock.today());
    if contact.is_none() {
        page.fields[0].mistake = Some(t.say("mistake-contact"));
    }
    if role.is_none() {
        page.fields[1].mistake = Some(t.say("mistake-member-role"));
    }
    if !until.is_empty() && day.is_none() {
        page.fields[2].mistake = Some(t.say("mistake-member-until"));
    }
    if day.is_some() && role.is_some_and(|role| !may_end_by_itself(role)) {
        page.fields[2].mistake = Some(t.say("mistake-member-administrator"));
    }
    let (Some(contact), Some(role), true) = (contact, role, page.is_right()) else { return page.show_mistakes() };
    match offer(&app, &permit, &organisation, Offer { role, until: day, contact, language: t }).await {
        Ok(()) => {
            let path = format!("/my/organisations/{}?told=offered", organisation.id);
            Ok(Redirect::to(&t.path(&path)).into_response())
        }
        Err(refusal) => page.refuse(&app, refusal),
    }
}

fn page(app: &App, visit: &Visit, organisation: &Organisation, sent: &Sent) -> FormPage {
    let t = visit.language;
    let mut page = FormPage::new(app, visit, "offer");
    page.lead.insert(0, organisation.name.clone());
    page.fields = vec![
        Field::new(t, "member-contact", Input::Line, "off").holding(sent.raw("member-contact")),
        Field::new(t, "member-role", Input::Choice, "off")
            .among(choosable(t, roles_in(organisation.kind)))
            .holding(sent.raw("member-role")),
        Field::new(t, "member-until", Input::Day, "off").optional().holding(sent.raw("member-until")),
    ];
    page.others = vec![(t.say("my-organisation-back"), t.path(&format!("/my/organisations/{}", organisation.id)))];
    page
}
