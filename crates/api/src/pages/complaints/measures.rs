//! `/my/organisations/{id}/measures`: what was done about an organisation after complaints, and appealing against it. Of
//! the complaints themselves nothing stands here.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_model::access::{Action, Actor, Permit};
use rongqiao_model::complaint::{CaseState, Measure, TEXT_MAX_CHARS};
use rongqiao_model::organisation::Organisation;
use rongqiao_model::store::CaseMoved;

use super::super::form::{Field, Form, FormPage, Input, Sent};
use super::super::layout::{Layout, answer_privately};
use super::super::membership::find;
use super::super::visit::Visit;
use super::super::wording::{Worded, Wording};
use super::text_mistake;
use crate::actions::complaints::appeal_as_organisation;
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;
use crate::session::Acting;

#[derive(Template)]
#[template(path = "measures.html")]
struct ListPage {
    t: Language,
    layout: Layout,
    name: Worded,
    lines: Vec<Line>,
    back: String,
}

/// A measure in words.
#[derive(Debug)]
struct Line {
    href: String,
    kind: String,
    state: String,
    in_force: bool,
    title: Worded,
    taken: String,
}

#[derive(Template)]
#[template(path = "measure.html")]
struct MeasurePage {
    t: Language,
    layout: Layout,
    told: bool,
    line: Line,
    about: String,
    ground: String,
    basis: String,
    reason: String,
    appeal: Option<String>,
    answer: Option<String>,
    /// Until when, and where, an appeal can be sent.
    open: Option<(String, String)>,
    back: String,
}

/// `GET /my/organisations/{id}/measures`
pub(super) async fn show(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let (organisation, permit) = find(&app, &actor, Action::AppealMeasure, &id).await?;
    let t = visit.language;
    let wording = Wording::new(&app, t);
    let mut layout = Layout::new(&app, &visit, t.say("measures-title"));
    layout.indexed = false;
    let measures = app.store.list_measures_against(&permit).await?;
    let page = ListPage {
        t,
        layout,
        name: wording.worded(&organisation.name),
        lines: measures.iter().map(|it| line(&wording, it)).collect(),
        back: t.path(&format!("/my/organisations/{}", organisation.id)),
    };
    answer_privately(StatusCode::OK, &page)
}

/// `GET /my/organisations/{id}/measures/{measure}`
pub(super) async fn show_one(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path((id, measure)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let (_, _, it) = find_one(&app, &actor, (&id, &measure)).await?;
    let t = visit.language;
    let wording = Wording::new(&app, t);
    let mut layout = Layout::new(&app, &visit, t.say("measure-title"));
    layout.indexed = false;
    let line = line(&wording, &it);
    let until = it.appeal_until.filter(|_| it.can_be_appealed(app.clock.today()));
    let open = until.map(|until| (t.with("measure-appeal-until", "day", wording.day(until)), appeal_path(t, &it)));
    let page = MeasurePage {
        t,
        layout,
        told: Sent::read(&visit.query).raw("told") == "appealed",
        line,
        about: t.say(&format!("about-measure-{}", it.kind.slug())),
        ground: t.say(&format!("complaint-category-{}", it.ground.slug())),
        basis: t.say(&format!("complaint-basis-{}", it.ground.slug())),
        reason: it.reason,
        appeal: it.appeal,
        answer: it.answer,
        open,
        back: t.path(&format!("/my/organisations/{}/measures", it.organisation)),
    };
    answer_privately(StatusCode::OK, &page)
}

/// `GET /my/organisations/{id}/measures/{measure}/appeal`
pub(super) async fn show_appeal(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path((id, measure)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let (_, _, it) = find_one(&app, &actor, (&id, &measure)).await?;
    if !it.can_be_appealed(app.clock.today()) {
        return Err(Problem::not_found());
    }
    appeal_page(&app, &visit, &it, "").show()
}

/// `POST /my/organisations/{id}/measures/{measure}/appeal`
pub(super) async fn submit_appeal(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path((id, measure)): Path<(String, String)>,
    form: String,
) -> Result<Response, Problem> {
    let t = visit.language;
    let (_, permit, it) = find_one(&app, &actor, (&id, &measure)).await?;
    let text = Sent::read(&form).text("complaint-appeal");
    let mut page = appeal_page(&app, &visit, &it, &text);
    page.fields[0].mistake = text_mistake(t, &text, TEXT_MAX_CHARS);
    if !page.is_right() {
        return page.show_mistakes();
    }
    match appeal_as_organisation(&app, &permit, it.id, &text).await? {
        CaseMoved::Done => Ok(Redirect::to(&format!("{}?told=appealed", own_path(t, &it))).into_response()),
        CaseMoved::Changed | CaseMoved::NotNow => page.show_conflict(t.say("refusal-appeal-late")),
    }
}

async fn find_one(
    app: &App,
    actor: &Actor,
    (id, measure): (&str, &str),
) -> Result<(Organisation, Permit, Measure), Problem> {
    let (organisation, permit) = find(app, actor, Action::AppealMeasure, id).await?;
    let measure = measure.parse().map_err(|_| Problem::not_found())?;
    let found = app.store.find_measure(&permit, measure).await?.ok_or_else(Problem::not_found)?;
    Ok((organisation, permit, found))
}

fn own_path(t: Language, it: &Measure) -> String {
    t.path(&format!("/my/organisations/{}/measures/{}", it.organisation, it.id))
}

fn appeal_path(t: Language, it: &Measure) -> String {
    format!("{}/appeal", own_path(t, it))
}

fn appeal_page(app: &App, visit: &Visit, it: &Measure, text: &str) -> FormPage {
    let t = visit.language;
    let mut page = FormPage::new(app, visit, "measure-appeal");
    page.lead.insert(0, format!("{} · {}", t.say(&format!("measure-{}", it.kind.slug())), it.title));
    page.fields = vec![Field::new(t, "complaint-appeal", Input::Text, "off").holding(text)];
    page.others = vec![(t.say("measure-title"), own_path(t, it))];
    page
}

fn line(wording: &Wording<'_>, it: &Measure) -> Line {
    let t = wording.t;
    let state = match (it.lifted_on, it.state) {
        (Some(day), _) => t.with("measure-lifted", "day", wording.day(day)),
        (None, CaseState::OrganisationAppealed) => t.say("measure-appealed"),
        (None, _) => t.say("measure-in-force"),
    };
    Line {
        href: own_path(t, it),
        kind: t.say(&format!("measure-{}", it.kind.slug())),
        state,
        in_force: it.lifted_on.is_none(),
        title: wording.worded(&it.title),
        taken: t.with("measure-taken", "day", wording.day(it.taken_on)),
    }
}
