//! `GET /desk`: what the visitor's roles open, and how much waits there.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use rongqiao_model::access::{Actor, Role};
use rongqiao_model::desk_figures::Queue;

use super::super::layout::{Layout, answer_privately};
use super::super::visit::Visit;
use super::queues::load_of;
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
    /// How much waits there; `None` where nothing ever does.
    waiting: Option<String>,
    overdue: Option<String>,
}

/// Those who decide about organisations and what they publish.
const DESKS: &[Role] = &[Role::FirmsDesk, Role::UniversitiesDesk, Role::Committee];

/// The desks of the two sides, which open sealed proposals together and settle what the sides dispute.
const BOTH_SIDES: &[Role] = &[Role::FirmsDesk, Role::UniversitiesDesk];

/// What each role opens: page, the name of its texts, and the queue that waits there. A page that several roles of one
/// person open stands there once, with its first texts.
const OPENED: &[(&[Role], &str, &str, Option<Queue>)] = &[
    (DESKS, "/desk/organisations", "organisation-desk", Some(Queue::Organisations)),
    (DESKS, "/desk/listings", "desk-listings", Some(Queue::Listings)),
    (DESKS, "/desk/complaints", "desk-complaints", Some(Queue::Complaints)),
    (DESKS, "/desk/inquiries", "desk-inquiries", Some(Queue::Inquiries)),
    (DESKS, "/desk/workbench", "workbench", None),
    (BOTH_SIDES, "/desk/cooperations", "desk-cooperations", None),
    (BOTH_SIDES, "/desk/connections", "desk-connections", None),
    (BOTH_SIDES, "/desk/challenges", "desk-challenges", None),
    (BOTH_SIDES, "/desk/sealing-key", "sealing-key", None),
    (DESKS, "/desk/figures", "desk-figures", None),
    (&[Role::UniversitiesDesk], "/desk/internships", "desk-internships", None),
    // The firms' desk alone sees no incidents there.
    (&[Role::FirmsDesk], "/desk/internships", "desk-suspicions", None),
    (&[Role::SecurityAdministrator, Role::AuditAdministrator], "/desk/roles", "desk-roles", None),
    (&[Role::AuditAdministrator], "/desk/audit", "desk-audit", None),
    (&[Role::SecurityAdministrator], "/desk/requests", "data-requests", Some(Queue::DataRequests)),
    (&[Role::SecurityAdministrator], "/desk/people", "desk-people", None),
];

/// `GET /desk`: for those who operate the platform; for others it is not there.
pub(super) async fn show(State(app): State<App>, visit: Visit, Acting(actor): Acting) -> Result<Response, Problem> {
    if !actor.grants().iter().any(|grant| grant.role.is_of_staff()) {
        return Err(Problem::not_found());
    }
    let t = visit.language;
    let mut layout = Layout::new(&app, &visit, t.say("desk-title"));
    layout.indexed = false;
    let works = works(&app, t, &actor).await?;
    answer_privately(StatusCode::OK, &DeskPage { t, layout, works })
}

async fn works(app: &App, t: Language, actor: &Actor) -> Result<Vec<Work>, Problem> {
    let mut works: Vec<Work> = Vec::new();
    for &(roles, path, key, queue) in OPENED {
        let is_there = works.iter().any(|work| work.href == t.path(path));
        if is_there || !roles.iter().any(|&role| actor.holds(role)) {
            continue;
        }
        let load = match queue {
            Some(queue) => Some(load_of(app, actor, queue).await?),
            None => None,
        };
        works.push(Work {
            href: t.path(path),
            words: t.say(&format!("{key}-title")),
            about: t.say(&format!("{key}-lead")),
            waiting: load.map(|load| t.count("desk-work-waiting", load.waiting)),
            overdue: load.filter(|load| load.overdue > 0).map(|load| t.count("desk-work-overdue", load.overdue)),
        });
    }
    Ok(works)
}
