//! `/account`: what belongs to its owner, and where they are signed in.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use rongqiao_model::access::{Action, Actor, Role};
use rongqiao_model::person::Person;
use rongqiao_model::session::Session;

use super::super::layout::{Layout, answer_privately};
use super::super::membership::{period, role_words};
use super::super::visit::Visit;
use super::super::wording::Wording;
use crate::actions::privacy::has_to_agree;
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;
use crate::session::SignedIn;

#[derive(Template)]
#[template(path = "account.html")]
struct AccountPage {
    t: Language,
    layout: Layout,
    name: String,
    contacts: Vec<ContactLine>,
    password: String,
    factor: Option<String>,
    hats: Vec<(String, String)>,
    sessions: Vec<SessionLine>,
    /// Whether the owner operates the platform.
    works_on_desk: bool,
    /// Whether there are accounts elsewhere by which people may sign in.
    known_elsewhere: bool,
    /// Whether the owner writes listings for an organisation.
    writes: bool,
    /// Whether the owner takes part in appointments of mentors, or in practice of teachers.
    mentors: bool,
    /// Whether the owner sees to the internships of a school's students.
    supervises: bool,
    /// Whether the owner takes part in any internship.
    interns: bool,
    /// Whether the privacy notice changed since the owner read it.
    has_to_agree: bool,
}

#[derive(Debug)]
struct ContactLine {
    id: String,
    value: String,
}

#[derive(Debug)]
struct SessionLine {
    id: String,
    device: String,
    seen: String,
    present: bool,
}

/// `GET /account`
pub(super) async fn show(
    State(app): State<App>,
    visit: Visit,
    SignedIn(session): SignedIn,
) -> Result<Response, Problem> {
    let t = visit.language;
    let wording = Wording::new(&app, t);
    let account = own_account(&app, &session).await?;
    let sessions = app.store.list_own_sessions(session.person, app.clock.now()).await?;
    let mut layout = Layout::new(&app, &visit, t.say("account-title"));
    layout.indexed = false;
    let password = match account.password_set_at {
        Some(at) => t.with("account-password-since", "day", wording.date_of(at).words),
        None => t.say("account-password-none"),
    };
    let factor = match account.second_factor_since {
        None => None,
        Some(at) => {
            let left = app.store.count_recovery_codes(session.person).await?;
            Some(t.fill("account-factor-since", &[("day", wording.date_of(at).words), ("left", left.to_string())]))
        }
    };
    let line = |it: &Session| SessionLine {
        id: it.id.to_string(),
        device: if it.device.is_empty() { t.say("account-device-unknown") } else { it.device.clone() },
        seen: t.with("account-seen", "moment", wording.minute_of(it.seen_at).words),
        present: it.id == session.id,
    };
    let actor = app.store.find_actor(session.person, app.clock.now()).await?;
    let supervises = app.store.supervises(&actor).await?;
    let page = AccountPage {
        t,
        layout,
        name: account.name,
        contacts: account
            .contacts
            .iter()
            .map(|(id, contact)| ContactLine { id: id.to_string(), value: contact.value().to_owned() })
            .collect(),
        password,
        factor,
        hats: hats(&app, &wording, &actor).await?,
        sessions: sessions.iter().map(line).collect(),
        known_elsewhere: !app.settings.identity_providers.is_empty(),
        works_on_desk: actor.needs_second_factor(),
        has_to_agree: has_to_agree(&app.store.list_own_consents(session.person).await?),
        interns: supervises || !app.store.count_internships_of(&actor).await?.is_empty(),
        supervises,
        writes: actor.organisations_for(Action::WriteListing).next().is_some(),
        mentors: actor.holds(Role::Mentor)
            || actor.holds(Role::Teacher)
            || actor.organisations_for(Action::LendMentor).next().is_some(),
    };
    answer_privately(StatusCode::OK, &page)
}

/// The hats of `actor`, each with its scope, and its period.
async fn hats(app: &App, wording: &Wording<'_>, actor: &Actor) -> Result<Vec<(String, String)>, Problem> {
    let mut hats = Vec::new();
    for grant in actor.grants() {
        let scope = match grant.organisation {
            Some(id) => app.store.find_public_organisation(id).await?.map(|it| it.name).unwrap_or_default(),
            None => wording.t.say("hat-of-platform"),
        };
        hats.push((format!("{scope} · {}", role_words(wording.t, grant.role)), period(wording, grant)));
    }
    Ok(hats)
}

/// The account of whoever owns `session`.
pub(in super::super) async fn own_account(app: &App, session: &Session) -> Result<Person, Problem> {
    app.store.find_own_account(session.person).await?.ok_or_else(Problem::not_found)
}
