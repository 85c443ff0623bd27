//! `/desk/internships` and `/desk/internships/{id}`: incidents that are not over and what makes one wonder about
//! internships, and what a desk decides.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_model::access::{Actor, Role};
use rongqiao_model::connect::WORDS_MAX_CHARS;
use rongqiao_model::internship::{Suspicion, SuspicionVerdict};
use rongqiao_model::paging::Page;
use rongqiao_model::store::Recorded;

use super::super::connections::{Handled, handle};
use super::super::form::Sent;
use super::super::layout::answer_privately;
use super::super::paging::{Ways, page_asked};
use super::super::visit::Visit;
use super::super::wording::Wording;
use super::incident::waits_words;
use super::list::{line, page_of};
use super::overview::{InternshipPage, page, suspicions};
use super::{internship_of, read_words};
use crate::actions::internships::{Internship, find_at_desk};
use crate::app::App;
use crate::problem::Problem;
use crate::session::Acting;

/// Incidents on a page of the list.
const INCIDENTS_SHOWN: u64 = 20;

/// `GET /desk/internships`: those that a desk should look at; for the universities' desk open incidents come first, page
/// by page, and the rest begins below the last one.
pub(super) async fn list(State(app): State<App>, visit: Visit, Acting(actor): Acting) -> Result<Response, Problem> {
    if ![Role::FirmsDesk, Role::UniversitiesDesk].iter().any(|&role| actor.holds(role)) {
        return Err(Problem::not_found());
    }
    let (t, wording) = (visit.language, Wording::new(&app, visit.language));
    let sent = Sent::read(&visit.query);
    let after = sent.raw("after").parse().ok();
    let (asked, now) = (page_asked(&visit, INCIDENTS_SHOWN), app.clock.now());
    let incidents = match after {
        None => app.store.list_open_incidents(&actor, asked).await?,
        Some(_) => Page::of(Vec::new(), asked),
    };
    let (suspect, next) = if incidents.goes_on {
        (Vec::new(), None)
    } else {
        app.store.list_suspect_internships(&actor, after, now).await?
    };
    let urgent = incidents.rows.iter().map(|it| {
        let href = t.path(&format!("/desk/internships/{}#incidents", it.connection.id));
        line(&wording, (&it.connection, &it.host), href, vec![waits_words(&wording, it, now)])
    });
    let lines = suspect.iter().map(|it| {
        let why = it.suspicions.iter().map(|it| t.say(&format!("internship-suspicion-{}", it.slug()))).collect();
        let href = t.path(&format!("/desk/internships/{}", it.connection.id));
        line(&wording, (&it.connection, &it.host), href, why)
    });
    let path = t.path("/desk/internships");
    let by_number = Ways::from(&visit, asked, &incidents);
    let ways = Ways {
        first: by_number.first.or_else(|| after.is_some().then(|| path.clone())),
        next: by_number.next.or_else(|| next.map(|last| format!("{path}?after={last}"))),
    };
    page_of(&app, &visit, texts_for(&actor), urgent.chain(lines).collect(), ways)
}

/// Title and lead of the list: the firms' desk alone sees no incidents.
fn texts_for(actor: &Actor) -> (&'static str, &'static str) {
    if actor.holds(Role::UniversitiesDesk) {
        return ("desk-internships-title", "desk-internships-lead");
    }
    ("desk-suspicions-title", "desk-suspicions-lead")
}

/// `GET /desk/internships/{id}`
pub(super) async fn show(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let internship = find_at_desk(&app, &actor, internship_of(&id)?).await?;
    answer_privately(StatusCode::OK, &desk_page(&app, &visit, &internship, &Sent::default()).await?)
}

/// `POST /desk/internships/{id}`: decides about something that makes one wonder, or does a step.
pub(super) async fn submit(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
    form: String,
) -> Result<Response, Problem> {
    let sent = Sent::read(&form);
    let internship = find_at_desk(&app, &actor, internship_of(&id)?).await?;
    let mut page = desk_page(&app, &visit, &internship, &sent).await?;
    if let Some(suspicion) = Suspicion::from_slug(sent.raw("suspicion")) {
        return decide(&app, &visit, &internship, (suspicion, &sent), page).await;
    }
    match handle(&app, &visit, &internship.permit, &sent, &mut page.part).await? {
        Handled::Done(to) => Ok(Redirect::to(&to).into_response()),
        Handled::Mend(status) => answer_privately(status, &page),
        Handled::Refused(refusal) => {
            page.part.refusal = Some(refusal);
            answer_privately(StatusCode::CONFLICT, &page)
        }
    }
}

async fn decide(
    app: &App,
    visit: &Visit,
    internship: &Internship,
    (suspicion, sent): (Suspicion, &Sent),
    mut page: InternshipPage,
) -> Result<Response, Problem> {
    let t = visit.language;
    let slug = suspicion.slug();
    let verdict = SuspicionVerdict::from_slug(sent.raw(&format!("verdict-{slug}")));
    let (mut words_field, words) = read_words(t, &format!("verdict-words-{slug}"), sent, WORDS_MAX_CHARS);
    if let Some(shown) = page.suspicions.iter_mut().find(|it| it.slug == slug) {
        shown.fields[0].mistake = verdict.is_none().then(|| t.say("internship-mistake-verdict"));
        words_field.label = t.say("field-verdict-words");
        shown.fields[1] = words_field;
    }
    let Some((verdict, words)) = verdict.zip(words) else {
        return answer_privately(StatusCode::UNPROCESSABLE_ENTITY, &page);
    };
    let now = app.clock.now();
    let decided = (suspicion, verdict);
    let recorded = app.store.decide_suspicion(&internship.permit, decided, &words, (&app.chance, now)).await?;
    app.letters_wait.notify_one();
    if recorded == Recorded::Done {
        return Ok(Redirect::to(&page.part.action).into_response());
    }
    page.part.refusal = Some(t.say("internship-not-now"));
    answer_privately(StatusCode::CONFLICT, &page)
}

async fn desk_page(app: &App, visit: &Visit, internship: &Internship, sent: &Sent) -> Result<InternshipPage, Problem> {
    let shown = app.store.find_suspicions(&internship.permit, app.clock.now()).await?;
    let mut page = page(app, visit, internship, sent);
    page.suspicions = suspicions(visit.language, internship, &shown);
    Ok(page)
}
