//! `/my/applications/{id}`: one's own application: how far it has come, what to do next, what was shared and said.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_matching::skills::Vocabulary;
use rongqiao_model::PersonId;
use rongqiao_model::access::Permit;
use rongqiao_model::connect::{Connection, ConnectionFile, Party, Stage, Step};
use rongqiao_model::store::ConnectionMoved;

use super::super::card::Card;
use super::super::fits::fits_href;
use super::super::form::{Field, Form, Input, Sent};
use super::super::grounds::whys;
use super::super::layout::{Layout, answer_privately};
use super::super::visit::Visit;
use super::super::wording::{Moment, Worded, Wording};
use super::steps::{self, StepForm};
use super::views::{HistoryLine, SaidLine, SharedView, chosen, conversation, history};
use super::{application_of, interview, own_path};
use crate::actions::applications::{find_own, say, step};
use crate::app::App;
use crate::fits::{Asked, fits_for};
use crate::language::Language;
use crate::problem::Problem;
use crate::profile_address::Seeker;
use crate::session::Acting;

/// Other listings shown to somebody whose application came to nothing.
const INSTEAD: usize = 3;

#[derive(Template)]
#[template(path = "my_application.html")]
struct MyApplicationPage {
    t: Language,
    layout: Layout,
    title: Worded,
    listing_href: String,
    organisation: Worded,
    organisation_href: String,
    slug: &'static str,
    stage: String,
    next: String,
    notes: Vec<String>,
    /// What the other side said with its last word.
    reason: Option<String>,
    interview: Option<(Moment, String)>,
    forms: Vec<StepForm>,
    revision: i64,
    action: String,
    refusal: Option<String>,
    /// What can be said, as long as anything can.
    message: Option<Field>,
    said: Vec<SaidLine>,
    shared: Option<SharedView>,
    history: Vec<HistoryLine>,
    instead: Vec<Card>,
    instead_href: String,
}

impl Form for MyApplicationPage {
    fn fields(&self) -> impl Iterator<Item = &Field> {
        self.forms.iter().flat_map(|form| &form.fields).chain(&self.message)
    }

    fn refusal(&self) -> Option<&str> {
        self.refusal.as_deref()
    }
}

/// `GET /my/applications/{id}`
pub(super) async fn show(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let (file, _) = find_own(&app, &actor, application_of(&id)?).await?;
    answer_privately(StatusCode::OK, &page(&app, &visit, &file, &Sent::default()).await?)
}

/// `POST /my/applications/{id}`: does a step or says something. Of two that exclude each other one is done; whoever is
/// late is told, and what they wrote stays.
pub(super) async fn submit(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
    form: String,
) -> Result<Response, Problem> {
    let sent = Sent::read(&form);
    let (file, permit) = find_own(&app, &actor, application_of(&id)?).await?;
    let mut page = page(&app, &visit, &file, &sent).await?;
    if sent.raw("do") == "say" {
        return talk(&app, &visit, &permit, &sent, page).await;
    }
    let done = Step::from_slug(sent.raw("do")).ok_or_else(Problem::not_found)?;
    let wording = Wording::new(&app, visit.language);
    let Some(read) = steps::read(&wording, (done, app.clock.now()), &sent, &mut page.forms) else {
        return answer_privately(StatusCode::UNPROCESSABLE_ENTITY, &page);
    };
    let revision = sent.raw("revision").parse().unwrap_or_default();
    match step(&app, &permit, revision, &read).await? {
        ConnectionMoved::Done(_) => Ok(Redirect::to(&page.action).into_response()),
        ConnectionMoved::Changed | ConnectionMoved::Refused(_) => {
            let (file, _) = find_own(&app, &actor, file.connection.id).await?;
            let mut page = self::page(&app, &visit, &file, &sent).await?;
            page.refusal = Some(visit.language.say("application-too-late"));
            answer_privately(StatusCode::CONFLICT, &page)
        }
    }
}

async fn talk(
    app: &App,
    visit: &Visit,
    permit: &Permit,
    sent: &Sent,
    mut page: MyApplicationPage,
) -> Result<Response, Problem> {
    let (field, text) = steps::read_message(visit.language, sent);
    page.message = Some(field);
    let Some(text) = text else { return answer_privately(StatusCode::UNPROCESSABLE_ENTITY, &page) };
    if say(app, permit, &text).await? {
        return Ok(Redirect::to(&format!("{}#said", page.action)).into_response());
    }
    page.refusal = Some(visit.language.say("application-over"));
    answer_privately(StatusCode::CONFLICT, &page)
}

/// `GET /my/applications/{id}/interview.ics`
pub(super) async fn interview(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let (file, _) = find_own(&app, &actor, application_of(&id)?).await?;
    let path = format!("/my/applications/{}", file.connection.id);
    interview::answer(&app, &visit, &file, &path)
}

async fn page(app: &App, visit: &Visit, file: &ConnectionFile, sent: &Sent) -> Result<MyApplicationPage, Problem> {
    let (t, connection) = (visit.language, &file.connection);
    let wording = Wording::new(app, t);
    let mut layout = Layout::new(app, visit, connection.title.clone());
    layout.indexed = false;
    layout.demo = file.organisation.demo;
    let action = own_path(t, connection.id);
    let slug = connection.stage.slug();
    let interview = chosen(app, &wording, file).map(|moment| (moment, format!("{action}/interview.ics")));
    let (instead, instead_href) = match connection.stage {
        Stage::Refused | Stage::Lapsed | Stage::Declined => match connection.responder {
            Some(person) => instead(app, visit, person, file).await?,
            None => (Vec::new(), t.path("/fits")),
        },
        _ => (Vec::new(), t.path("/fits")),
    };
    layout.demo |= instead.iter().any(|card| card.demo);
    Ok(MyApplicationPage {
        t,
        layout,
        title: wording.worded(&connection.title),
        listing_href: t.path(&format!("/listings/{}", connection.listing)),
        organisation: wording.either(&file.organisation.name, file.organisation.name_en.as_deref()),
        organisation_href: t.path(&format!("/organisations/{}", connection.organisation)),
        slug,
        stage: t.say(&format!("connection-stage-{slug}")),
        next: next(&wording, connection, interview.is_some()),
        notes: notes(&wording, file),
        reason: reason(file),
        interview,
        forms: steps::forms(app, &wording, file, Party::Responder, sent),
        revision: connection.revision,
        action,
        refusal: None,
        message: (!connection.stage.is_end()).then(|| steps::message_field(t, sent)),
        said: conversation(&wording, file, Party::Responder),
        shared: connection.shared.as_ref().map(|shared| SharedView::new(&wording, shared)),
        history: history(&wording, file, Party::Responder),
        instead,
        instead_href,
    })
}

/// What comes next, or what somebody can do.
fn next(wording: &Wording<'_>, connection: &Connection, has_time: bool) -> String {
    match connection.stage {
        Stage::Interviewing if has_time => wording.t.say("application-next-time-chosen"),
        stage => wording.t.say(&format!("application-next-{}", stage.slug())),
    }
}

/// When something happens by itself, and who has confirmed.
fn notes(wording: &Wording<'_>, file: &ConnectionFile) -> Vec<String> {
    let (t, connection) = (wording.t, &file.connection);
    let key = if connection.stage == Stage::Offered { "application-answer-by" } else { "application-lapses-on" };
    let due = connection.due_at.map(|due| t.with(key, "day", wording.date_of(due).words));
    let mine = steps::is_done(file, Step::Confirm, Party::Responder).then(|| t.say("application-own-confirmed"));
    let theirs = steps::waits_for(file, Party::Responder).then(|| t.say("application-other-confirmed"));
    due.into_iter().chain(mine).chain(theirs).collect()
}

/// What the organisation said with the step that led here.
fn reason(file: &ConnectionFile) -> Option<String> {
    let last = file.events.iter().rev().find(|event| event.party == Party::Publisher)?;
    let tells = matches!(last.step, Step::Refuse | Step::Terminate | Step::Invite | Step::Offer);
    (tells && !last.words.is_empty()).then(|| last.words.clone())
}

/// What fits its owner best instead, and where there is more of it.
async fn instead(
    app: &App,
    visit: &Visit,
    person: PersonId,
    file: &ConnectionFile,
) -> Result<(Vec<Card>, String), Problem> {
    let t = visit.language;
    let account = app.store.find_own_account(person).await?;
    let profile = app.store.find_own_profile(person).await?;
    let seeker = Seeker::of_profile(&profile.contents, &app.codes, Vocabulary::current(), app.clock.today());
    // Data whose use is restricted is matched with nothing.
    let may = account.is_some_and(|account| account.restricted_since.is_none());
    if !may || !seeker.says_something() {
        return Ok((Vec::new(), t.path("/fits")));
    }
    let wording = Wording::new(app, t);
    let found = fits_for(app, &seeker, Asked { fits: INSTEAD + 1, near_misses: 0 }).await?.fits;
    let others = found.iter().filter(|it| it.published.listing.id != file.connection.listing).take(INSTEAD);
    let card = |it| -> Card {
        let it: &crate::fits::FoundFit = it;
        Card { why: whys(&wording, &it.fit, &[]), ..Card::plain(&wording, &it.published) }
    };
    Ok((others.map(card).collect(), format!("{}#found", fits_href(t, "/fits", &seeker))))
}
