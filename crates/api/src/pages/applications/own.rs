//! `/my/applications/{id}`: one's own application: how far it has come, what to do next, what was shared and said.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_matching::skills::Vocabulary;
use rongqiao_model::PersonId;
use rongqiao_model::connect::{Connection, ConnectionFile, ConnectionKind, Party, Stage, Step};

use super::super::card::Card;
use super::super::connections::views::{SharedView, chosen};
use super::super::connections::{ConnectionPart, Handled, handle, interview};
use super::super::fits::fits_href;
use super::super::form::{Field, Form, Input, Sent};
use super::super::grounds::whys;
use super::super::layout::{Layout, answer_privately};
use super::super::visit::Visit;
use super::super::wording::{Moment, Worded, Wording};
use super::{OFFERED, application_of, own_path};
use crate::actions::applications::find_own;
use crate::app::App;
use crate::fits::{Asked, fits_for};
use crate::language::Language;
use crate::problem::Problem;
use crate::profile_address::Seeker;
use crate::session::Acting;

/// Other listings shown to somebody whose application came to nothing or is not answered.
const INSTEAD: usize = 3;

/// What stands beside an application that came to nothing, or that was not answered by the promised day.
struct Instead {
    /// Why it stands there, where the stage does not tell.
    about: Option<String>,
    cards: Vec<Card>,
    /// Where there is more of it.
    href: String,
}

#[derive(Template)]
#[template(path = "my_application.html")]
struct MyApplicationPage {
    t: Language,
    layout: Layout,
    title: Worded,
    listing_href: String,
    organisation: Worded,
    organisation_href: String,
    part: ConnectionPart,
    next: String,
    /// What the other side said with its last word.
    reason: Option<String>,
    interview: Option<(Moment, String)>,
    shared: Option<SharedView>,
    instead: Option<Instead>,
    /// Where the internship goes on once the offer was taken.
    internship: Option<String>,
}

impl Form for MyApplicationPage {
    fn fields(&self) -> impl Iterator<Item = &Field> {
        self.part.fields()
    }

    fn refusal(&self) -> Option<&str> {
        self.part.refusal.as_deref()
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
    let mut page = page(&app, &visit, &file, &Sent::default()).await?;
    page.part.note_suspension(&app, visit.language, &file.connection).await?;
    answer_privately(StatusCode::OK, &page)
}

/// `POST /my/applications/{id}`: does a step or says something.
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
    match handle(&app, &visit, &permit, &sent, &mut page.part).await? {
        Handled::Done(path) => Ok(Redirect::to(&path).into_response()),
        Handled::Mend(status) => answer_privately(status, &page),
        Handled::Refused(why) => {
            let (file, _) = find_own(&app, &actor, file.connection.id).await?;
            let mut page = self::page(&app, &visit, &file, &sent).await?;
            page.part.refusal = Some(why);
            answer_privately(StatusCode::CONFLICT, &page)
        }
    }
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
    let interview = chosen(app, &wording, file).map(|moment| (moment, format!("{action}/interview.ics")));
    let instead = instead(app, visit, file).await?;
    let side = (Party::Responder, &OFFERED[..]);
    let mut part = ConnectionPart::new((app, &wording), file, side, (action, sent));
    part.notes.splice(0..0, notes(&wording, connection));
    layout.demo |= instead.iter().flat_map(|it| &it.cards).any(|card| card.demo);
    Ok(MyApplicationPage {
        t,
        layout,
        title: wording.worded(&connection.title),
        listing_href: t.path(&format!("/listings/{}", connection.listing)),
        organisation: wording.either(&file.organisation.name, file.organisation.name_en.as_deref()),
        organisation_href: t.path(&format!("/organisations/{}", connection.organisation)),
        part,
        next: next(&wording, connection, interview.is_some()),
        reason: reason(file),
        interview,
        shared: connection.shared.as_ref().map(|shared| SharedView::new(&wording, shared)),
        instead,
        internship: super::super::internships::way_to(t, connection),
    })
}

/// What comes next, or what somebody can do.
pub(super) fn next(wording: &Wording<'_>, connection: &Connection, has_time: bool) -> String {
    match connection.stage {
        Stage::Interviewing if has_time => wording.t.say("application-next-time-chosen"),
        Stage::Refused if connection.school.is_some() => wording.t.say("application-next-refused-by-school"),
        Stage::Accepted if connection.kind == ConnectionKind::Internship && connection.school.is_some() => {
            wording.t.say("internship-next-accepted-school")
        }
        Stage::Accepted if connection.kind == ConnectionKind::Internship => {
            wording.t.say("application-next-accepted-internship")
        }
        stage => wording.t.say(&format!("application-next-{}", stage.slug())),
    }
}

/// When something happens by itself.
fn notes(wording: &Wording<'_>, connection: &Connection) -> Option<String> {
    let key = if connection.stage == Stage::Offered { "application-answer-by" } else { "application-lapses-on" };
    connection.due_at.map(|due| wording.t.with(key, "day", wording.date_of(due).words))
}

/// What the organisation said with the step that led here.
fn reason(file: &ConnectionFile) -> Option<String> {
    let last = file.events.iter().rev().find(|event| event.party == Party::Publisher)?;
    let tells = matches!(last.step, Step::Refuse | Step::Terminate | Step::Invite | Step::Offer);
    (tells && !last.words.is_empty()).then(|| last.words.clone())
}

/// What is offered beside the application: other listings once it came to nothing, or while nobody has answered it
/// although the promised time is over.
async fn instead(app: &App, visit: &Visit, file: &ConnectionFile) -> Result<Option<Instead>, Problem> {
    let (t, connection) = (visit.language, &file.connection);
    let is_late = connection.reply_due().is_some_and(|due| due < app.clock.now());
    let came_to_nothing = matches!(connection.stage, Stage::Refused | Stage::Lapsed | Stage::Declined);
    if !is_late && !came_to_nothing {
        return Ok(None);
    }
    let (cards, href) = match connection.responder {
        Some(person) => best_others(app, visit, person, file).await?,
        None => (Vec::new(), t.path("/fits")),
    };
    Ok(Some(Instead { about: is_late.then(|| t.say("application-instead-late")), cards, href }))
}

/// What fits its owner best instead, and where there is more of it.
async fn best_others(
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
