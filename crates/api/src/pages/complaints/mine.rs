//! `/my/complaints` and `/complaints/{token}`: how far a complaint has come, for whoever sent it and nobody else.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use rongqiao_model::complaint::{CaseState, Finding, FollowedComplaint};
use rongqiao_model::store::FollowedBy;

use super::super::form::Sent;
use super::super::layout::{Layout, answer_privately};
use super::super::visit::Visit;
use super::super::wording::{Moment, Worded, Wording};
use super::evidence::words_of;
use crate::actions::complaints::secret_hash;
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;
use crate::session::SignedIn;

/// What the page can tell about what was just done; each stands in the catalogue under `complaint-told-<word>`.
const TOLD: [&str; 4] = ["received", "known", "appealed", "evidence"];

#[derive(Template)]
#[template(path = "my_complaints.html")]
struct ListPage {
    t: Language,
    layout: Layout,
    lines: Vec<Line>,
}

/// A complaint in the list.
#[derive(Debug)]
struct Line {
    href: String,
    title: Worded,
    category: String,
    state: String,
    reported: Moment,
}

#[derive(Template)]
#[template(path = "complaint.html")]
struct ComplaintPage {
    t: Language,
    layout: Layout,
    told: Option<String>,
    /// Whether this address alone leads to it.
    secret: bool,
    state: String,
    about: String,
    measure: Option<String>,
    answers: Vec<(String, String)>,
    title: Worded,
    subject_href: String,
    category: String,
    reported: Moment,
    paragraphs: Vec<String>,
    link: String,
    /// The files that were brought.
    evidence: Vec<String>,
    /// Where a further one is brought; `None` when none can be.
    evidence_href: Option<String>,
    appeal: Option<(String, String)>,
    back: Option<String>,
}

/// `GET /my/complaints`
pub(super) async fn show(
    State(app): State<App>,
    visit: Visit,
    SignedIn(session): SignedIn,
) -> Result<Response, Problem> {
    let t = visit.language;
    let wording = Wording::new(&app, t);
    let mut layout = Layout::new(&app, &visit, t.say("my-complaints-title"));
    layout.indexed = false;
    let line = |it: FollowedComplaint| Line {
        href: t.path(&format!("/my/complaints/{}", it.id)),
        title: wording.worded(&it.title),
        category: t.say(&format!("complaint-category-{}", it.category.slug())),
        state: state_words(t, &it),
        reported: wording.minute_of(it.reported_at),
    };
    let lines = app.store.list_own_complaints(session.person).await?.into_iter().map(line).collect();
    answer_privately(StatusCode::OK, &ListPage { t, layout, lines })
}

/// `GET /my/complaints/{id}`
pub(super) async fn show_own(
    State(app): State<App>,
    visit: Visit,
    SignedIn(session): SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let id = id.parse().map_err(|_| Problem::not_found())?;
    let by = FollowedBy::Person(session.person);
    let found = app.store.find_followed_complaint(&by, Some(id)).await?.ok_or_else(Problem::not_found)?;
    let mut page = page(&app, &visit, &found);
    page.back = Some(visit.language.path("/my/complaints"));
    answer_privately(StatusCode::OK, &page)
}

/// `GET /complaints/{token}`: for whoever complained without an account.
pub(super) async fn show_followed(
    State(app): State<App>,
    visit: Visit,
    Path(token): Path<String>,
) -> Result<Response, Problem> {
    let by = FollowedBy::Secret(secret_hash(&token));
    let found = app.store.find_followed_complaint(&by, None).await?.ok_or_else(Problem::not_found)?;
    let mut page = page(&app, &visit, &found);
    page.secret = true;
    answer_privately(StatusCode::OK, &page)
}

fn page(app: &App, visit: &Visit, found: &FollowedComplaint) -> ComplaintPage {
    let t = visit.language;
    let wording = Wording::new(app, t);
    let sent = Sent::read(&visit.query);
    let mut layout = Layout::new(app, visit, t.say("complaint-title"));
    layout.indexed = false;
    let today = app.clock.today();
    let until = found.appeal_until.filter(|&until| today <= until && !found.appealed);
    let appeal =
        |until| (t.with("complaint-appeal-until", "day", wording.day(until)), format!("{}/appeal", visit.path));
    ComplaintPage {
        t,
        layout,
        told: TOLD.iter().find(|word| **word == sent.raw("told")).map(|it| t.say(&format!("complaint-told-{it}"))),
        secret: false,
        state: state_words(t, found),
        about: t.say(&format!("complaint-state-{}", found.state.slug())),
        measure: found.measure.map(|kind| t.say(&format!("measure-{}", kind.slug()))),
        answers: found.answers.iter().map(|(day, text)| (wording.day(*day), text.clone())).collect(),
        title: wording.worded(&found.title),
        subject_href: t.path(&found.subject.page()),
        category: t.say(&format!("complaint-category-{}", found.category.slug())),
        reported: wording.minute_of(found.reported_at),
        paragraphs: found.text.lines().map(str::to_owned).collect(),
        link: found.link.clone(),
        evidence: (1..).zip(&found.evidence).map(|(number, it)| words_of(t, number, it)).collect(),
        evidence_href: found.takes_evidence().then(|| t.path(&format!("{}/evidence", visit.path))),
        appeal: until.map(appeal).map(|(words, path)| (words, t.path(&path))),
        back: None,
    }
}

/// How far it has come, with what was found where nothing follows any more.
fn state_words(t: Language, it: &FollowedComplaint) -> String {
    match (it.state, it.finding) {
        (CaseState::Closed, Some(Finding::Upheld)) => t.say("case-state-upheld"),
        (CaseState::Closed, Some(Finding::NotUpheld)) => t.say("case-state-not-upheld"),
        (state, _) => t.say(&format!("case-state-{}", state.slug())),
    }
}
