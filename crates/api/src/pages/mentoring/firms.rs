//! `GET /my/mentoring/firms`: firms that have mentors, and what their people teach, for whoever appoints mentors for a school.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use super::super::form::Sent;
use super::super::layout::{Layout, answer_privately};
use super::super::visit::Visit;
use super::super::wording::{Worded, Wording};
use crate::actions::mentoring::{MentorFirm, find_mentor_firms};
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;
use crate::session::Acting;

#[derive(Template)]
#[template(path = "mentoring_firms.html")]
struct FirmsPage {
    t: Language,
    layout: Layout,
    words: String,
    firms: Vec<FirmLine>,
}

#[derive(Debug)]
struct FirmLine {
    name: Worded,
    href: String,
    subjects: Vec<Worded>,
    propose: String,
}

/// `GET /my/mentoring/firms`
pub(super) async fn show(State(app): State<App>, visit: Visit, Acting(actor): Acting) -> Result<Response, Problem> {
    let t = visit.language;
    let wording = Wording::new(&app, t);
    let words = Sent::read(&visit.query).text("q");
    let firms = find_mentor_firms(&app, &actor, &words).await?;
    let mut layout = Layout::new(&app, &visit, t.say("mentoring-firms-title"));
    layout.indexed = false;
    let firms = firms.iter().map(|it| line(&wording, it)).collect();
    answer_privately(StatusCode::OK, &FirmsPage { t, layout, words, firms })
}

fn line(wording: &Wording<'_>, it: &MentorFirm) -> FirmLine {
    let t = wording.t;
    FirmLine {
        name: wording.either(&it.firm.name, it.firm.name_en.as_deref()),
        href: t.path(&format!("/organisations/{}", it.firm.id)),
        subjects: it.subjects.iter().map(|subject| wording.worded(subject)).collect(),
        propose: t.path(&format!("/my/mentoring/new?firm={}", it.firm.id)),
    }
}
