//! `GET /desk`: what the visitor's roles open.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use rongqiao_model::access::{Actor, Role};

use super::super::layout::{Layout, answer_privately};
use super::super::visit::Visit;
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;
use crate::session::Acting;

#[derive(Template)]
#[template(path = "desk.html")]
struct DeskPage {
    t: Language,
    layout: Layout,
    works: Vec<Work>,
}

/// Something to be worked on.
#[derive(Debug)]
struct Work {
    href: String,
    words: String,
    about: String,
}

/// Those who decide about organisations and what they publish.
const DESKS: &[Role] = &[Role::FirmsDesk, Role::UniversitiesDesk, Role::Committee];

/// What each role opens: page and the name of its texts.
const OPENED: &[(&[Role], &str, &str)] = &[
    (DESKS, "/desk/organisations", "organisation-desk"),
    (DESKS, "/desk/listings", "desk-listings"),
    (DESKS, "/desk/complaints", "desk-complaints"),
    (DESKS, "/desk/inquiries", "desk-inquiries"),
    (&[Role::SecurityAdministrator, Role::AuditAdministrator], "/desk/roles", "desk-roles"),
    (&[Role::AuditAdministrator], "/desk/audit", "desk-audit"),
    (&[Role::SecurityAdministrator], "/desk/requests", "data-requests"),
    (&[Role::SecurityAdministrator], "/desk/people", "desk-people"),
];

/// `GET /desk`: for those who operate the platform; for others it is not there.
pub(super) async fn show(State(app): State<App>, visit: Visit, Acting(actor): Acting) -> Result<Response, Problem> {
    if !actor.grants().iter().any(|grant| grant.role.is_of_staff()) {
        return Err(Problem::not_found());
    }
    let t = visit.language;
    let mut layout = Layout::new(&app, &visit, t.say("desk-title"));
    layout.indexed = false;
    answer_privately(StatusCode::OK, &DeskPage { t, layout, works: works(t, &actor) })
}

fn works(t: Language, actor: &Actor) -> Vec<Work> {
    let opened = OPENED.iter().filter(|(roles, _, _)| roles.iter().any(|&role| actor.holds(role)));
    let work = |&(_, path, key): &(&[Role], &str, &str)| Work {
        href: t.path(path),
        words: t.say(&format!("{key}-title")),
        about: t.say(&format!("{key}-lead")),
    };
    opened.map(work).collect()
}
