//! `/desk/roles`: who operates the platform, and in which role.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_model::GrantId;
use rongqiao_model::access::{Actor, Role};
use rongqiao_model::contact::Contact;
use rongqiao_model::form::parse_day;
use rongqiao_model::store::NamedGrant;

use super::super::form::Sent;
use super::super::layout::{Layout, answer_privately};
use super::super::visit::Visit;
use super::super::wording::Wording;
use crate::actions::roles::{GRANTABLE, NewRole, Refused, end_role, grant_role, list_roles};
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;
use crate::session::Acting;

#[derive(Template)]
#[template(path = "desk_roles.html")]
struct RolesPage {
    t: Language,
    layout: Layout,
    lines: Vec<Line>,
    roles: Vec<(&'static str, String, bool)>,
    contact: String,
    until: String,
    reason: String,
    /// Name of the field and what is wrong with it.
    mistakes: Vec<(&'static str, String)>,
}

#[derive(Debug)]
struct Line {
    id: String,
    name: String,
    role: String,
    period: String,
    /// Whether the visitor may end it.
    endable: bool,
}

impl RolesPage {
    fn mistake(&self, field: &str) -> Option<&str> {
        self.mistakes.iter().find(|(name, _)| *name == field).map(|(_, words)| words.as_str())
    }
}

/// `GET /desk/roles`
pub(super) async fn show(State(app): State<App>, visit: Visit, Acting(actor): Acting) -> Result<Response, Problem> {
    let page = page(&app, &visit, &actor, &Sent::read(""), Vec::new()).await?;
    answer_privately(StatusCode::OK, &page)
}

/// `POST /desk/roles`: gives a role to whoever is reached at a contact.
pub(super) async fn submit(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    form: String,
) -> Result<Response, Problem> {
    let (t, sent) = (visit.language, Sent::read(&form));
    let read = read(t, &sent);
    let mistakes = match read {
        Ok(new) => match grant_role(&app, &actor, new).await {
            Ok(()) => return Ok(Redirect::to(&t.path("/desk/roles")).into_response()),
            Err(Refused::Failed(problem)) => return Err(problem),
            Err(Refused::Nobody) => vec![("contact", t.say("mistake-role-nobody"))],
            Err(Refused::Oneself) => vec![("contact", t.say("mistake-role-oneself"))],
            Err(Refused::Held) => vec![("role", t.say("mistake-role-held"))],
            Err(Refused::Apart(other)) => vec![("role", t.with("mistake-role-apart", "role", role_words(t, other)))],
        },
        Err(mistakes) => mistakes,
    };
    let page = page(&app, &visit, &actor, &sent, mistakes).await?;
    answer_privately(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

/// `POST /desk/roles/{id}/end`: takes a role of the platform from somebody else.
pub(super) async fn end(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
    form: String,
) -> Result<Response, Problem> {
    let id: GrantId = id.parse().map_err(|_| Problem::not_found())?;
    end_role(&app, &actor, id, &Sent::read(&form).text("reason")).await?;
    Ok(Redirect::to(&visit.language.path("/desk/roles")).into_response())
}

/// What stands in the form, or everything that is wrong with it.
fn read(t: Language, sent: &Sent) -> Result<NewRole, Vec<(&'static str, String)>> {
    let contact = Contact::parse(sent.raw("contact"));
    let role = Role::from_slug(sent.raw("role")).filter(|role| GRANTABLE.contains(role));
    let until = match sent.raw("until") {
        "" => Ok(None),
        typed => parse_day(typed).map(Some).ok_or(()),
    };
    let reason = sent.text("reason");
    let mut mistakes = Vec::new();
    if contact.is_none() {
        mistakes.push(("contact", t.say("mistake-contact")));
    }
    if role.is_none() {
        mistakes.push(("role", t.say("mistake-role")));
    }
    if until.is_err() {
        mistakes.push(("until", t.say("mistake-until")));
    }
    if reason.is_empty() {
        mistakes.push(("reason", t.say("mistake-role-reason")));
    }
    match (contact, role, until) {
        (Some(contact), Some(role), Ok(until)) if mistakes.is_empty() => Ok(NewRole { contact, role, until, reason }),
        _ => Err(mistakes),
    }
}

async fn page(
    app: &App,
    visit: &Visit,
    actor: &Actor,
    sent: &Sent,
    mistakes: Vec<(&'static str, String)>,
) -> Result<RolesPage, Problem> {
    let t = visit.language;
    let wording = Wording::new(app, t);
    let grants = list_roles(app, actor).await?;
    let mut layout = Layout::new(app, visit, t.say("desk-roles-title"));
    layout.indexed = false;
    let chosen = sent.raw("role").to_owned();
    Ok(RolesPage {
        t,
        layout,
        lines: grants.iter().map(|it| line(&wording, actor, it)).collect(),
        roles: GRANTABLE.iter().map(|&role| (role.slug(), role_words(t, role), role.slug() == chosen)).collect(),
        contact: sent.raw("contact").to_owned(),
        until: sent.raw("until").to_owned(),
        reason: sent.raw("reason").to_owned(),
        mistakes,
    })
}

fn line(wording: &Wording<'_>, actor: &Actor, named: &NamedGrant) -> Line {
    let (t, grant) = (wording.t, &named.grant);
    let since = wording.date_of(grant.granted_at).words;
    let period = match grant.until {
        None => t.with("role-since", "since", since),
        Some(until) => t.fill("role-since-until", &[("since", since), ("until", wording.day(until))]),
    };
    Line {
        id: grant.id.to_string(),
        name: named.name.clone(),
        role: role_words(t, grant.role),
        period,
        endable: grant.person != actor.person() && GRANTABLE.contains(&grant.role),
    }
}

fn role_words(t: Language, role: Role) -> String {
    t.say(&format!("role-{}", role.slug()))
}
