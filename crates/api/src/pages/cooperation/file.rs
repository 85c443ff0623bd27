//! `/my/cooperations/{id}` and `/desk/cooperations/{id}`: one cooperation as a side or a desk sees it: how far it has come,
//! what was agreed, which milestones both confirmed.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_model::MilestoneId;
use rongqiao_model::access::Actor;
use rongqiao_model::connect::{Party, Stage, Step};
use rongqiao_model::cooperation::{AgreementFile, Confidentiality, Milestone};
use rongqiao_model::milestone::{MilestoneState, MilestoneStep};
use rongqiao_model::organisation::Organisation;
use rongqiao_model::store::AgreementMoved;
use time::Date;

use super::super::connections::{ConnectionPart, Handled, handle};
use super::super::form::{Field, Form, Input, Sent};
use super::super::internships::facts_under;
use super::super::layout::{Layout, answer_privately};
use super::super::visit::Visit;
use super::super::wording::{Worded, Wording};
use super::id_of;
use super::milestones::{MilestoneLine, lines, words_of};
use crate::actions::cooperation::{Cooperation, find_at_desk, find_own, move_milestone, show};
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;
use crate::session::Acting;

/// What the two sides can do.
const OF_SIDES: &[Step] = &[
    Step::Negotiate,
    Step::Agree,
    Step::Renew,
    Step::Confirm,
    Step::Refuse,
    Step::Withdraw,
    Step::Dispute,
    Step::Terminate,
];

/// What desks can do.
const OF_DESKS: &[Step] = &[Step::Mediate, Step::Negotiate, Step::Settle, Step::Terminate];

#[derive(Template)]
#[template(path = "cooperation.html")]
struct CooperationPage {
    t: Language,
    layout: Layout,
    title: Worded,
    listing_href: String,
    publisher: Side,
    responder: Side,
    /// What the side that answered wrote with its intent.
    letter: String,
    part: ConnectionPart,
    /// What comes next.
    next: Option<String>,
    agreement: Option<AgreementPart>,
    /// Where the agreement is written down, as long as it can be.
    enter_href: Option<String>,
    milestones: Vec<MilestoneLine>,
    /// Words and numbers of the internships that are done under it, for the two sides.
    interns: Option<Vec<(String, Worded)>>,
    is_desk: bool,
}

/// One of the two organisations.
#[derive(Debug)]
struct Side {
    name: Worded,
    href: String,
}

/// What was agreed.
#[derive(Debug)]
struct AgreementPart {
    /// Names of what it says, and what it says of that.
    facts: Vec<(String, String)>,
    /// Whether this side lets the public know; `None` where nobody can.
    shows: Option<bool>,
    is_shown: bool,
}

impl Form for CooperationPage {
    fn fields(&self) -> impl Iterator<Item = &Field> {
        let of_milestones = self.milestones.iter().flat_map(|line| &line.forms).flat_map(|form| &form.fields);
        self.part.fields().chain(of_milestones)
    }

    fn refusal(&self) -> Option<&str> {
        self.part.refusal.as_deref()
    }
}

/// `GET /my/cooperations/{id}`
pub(super) async fn show_own(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let cooperation = find_own(&app, &actor, id_of(&id)?).await?;
    let mut page = page(&app, &visit, &cooperation, &Sent::default()).await?;
    page.part.note_suspension(&app, visit.language, &cooperation.file.connection).await?;
    answer_privately(StatusCode::OK, &page)
}

/// `GET /desk/cooperations/{id}`
pub(super) async fn show_at_desk(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let cooperation = find_at_desk(&app, &actor, id_of(&id)?).await?;
    answer_privately(StatusCode::OK, &page(&app, &visit, &cooperation, &Sent::default()).await?)
}

/// `POST /my/cooperations/{id}`: does a step, says something, or answers for a milestone.
pub(super) async fn submit_own(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
    form: String,
) -> Result<Response, Problem> {
    let cooperation = find_own(&app, &actor, id_of(&id)?).await?;
    submit(&app, &visit, &actor, &cooperation, &Sent::read(&form)).await
}

/// `POST /desk/cooperations/{id}`: brings the two together, or decides what they do not agree on.
pub(super) async fn submit_at_desk(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
    form: String,
) -> Result<Response, Problem> {
    let cooperation = find_at_desk(&app, &actor, id_of(&id)?).await?;
    submit(&app, &visit, &actor, &cooperation, &Sent::read(&form)).await
}

async fn submit(
    app: &App,
    visit: &Visit,
    actor: &Actor,
    cooperation: &Cooperation,
    sent: &Sent,
) -> Result<Response, Problem> {
    let mut page = page(app, visit, cooperation, sent).await?;
    let handled = match (MilestoneStep::from_slug(sent.raw("do")), sent.raw("do")) {
        (Some(step), _) => answer_milestone(app, visit, cooperation, (step, sent)).await?,
        (None, "show" | "hide") => {
            let moved = show(app, cooperation, sent.raw("do") == "show").await?;
            handled_of(visit.language, moved, &page.part.action)
        }
        (None, _) => handle(app, visit, &cooperation.permit, sent, &mut page.part).await?,
    };
    match handled {
        Handled::Done(path) => Ok(Redirect::to(&path).into_response()),
        Handled::Mend(status) => answer_privately(status, &page),
        Handled::Refused(why) => {
            let id = cooperation.file.connection.id;
            let now = if cooperation.party.desk().is_some() {
                find_at_desk(app, actor, id).await?
            } else {
                find_own(app, actor, id).await?
            };
            let mut page = self::page(app, visit, &now, sent).await?;
            page.part.refusal = Some(why);
            answer_privately(StatusCode::CONFLICT, &page)
        }
    }
}

/// Does a step to the milestone that is named.
async fn answer_milestone(
    app: &App,
    visit: &Visit,
    cooperation: &Cooperation,
    (step, sent): (MilestoneStep, &Sent),
) -> Result<Handled, Problem> {
    let id: MilestoneId = id_of(sent.raw("milestone"))?;
    let milestones = cooperation.agreement.iter().flat_map(|it| &it.milestones);
    let milestone = milestones.into_iter().find(|it| it.id == id).ok_or_else(Problem::not_found)?;
    let Some(words) = words_of(milestone, step, sent) else {
        return Ok(Handled::Mend(StatusCode::UNPROCESSABLE_ENTITY));
    };
    let revision = sent.raw("revision").parse().unwrap_or_default();
    let moved = move_milestone(app, cooperation, (id, revision), (step, &words)).await?;
    Ok(handled_of(visit.language, moved, &format!("{}#milestones", address(visit.language, cooperation))))
}

fn handled_of(t: Language, moved: AgreementMoved, path: &str) -> Handled {
    match moved {
        AgreementMoved::Done => Handled::Done(path.to_owned()),
        AgreementMoved::Changed | AgreementMoved::NotNow => Handled::Refused(t.say("connection-too-late")),
        AgreementMoved::Suspended => Handled::Refused(t.say("agreement-refusal-suspended")),
    }
}

/// The address at which whoever looks sees the cooperation.
fn address(t: Language, cooperation: &Cooperation) -> String {
    let of = if cooperation.party.desk().is_some() { "desk" } else { "my" };
    t.path(&format!("/{of}/cooperations/{}", cooperation.file.connection.id))
}

async fn page(app: &App, visit: &Visit, cooperation: &Cooperation, sent: &Sent) -> Result<CooperationPage, Problem> {
    let (t, file) = (visit.language, &cooperation.file);
    let connection = &file.connection;
    let wording = Wording::new(app, t);
    let mut layout = Layout::new(app, visit, connection.title.clone());
    layout.indexed = false;
    layout.demo = file.organisation.demo;
    let is_desk = cooperation.party.desk().is_some();
    let side = |it: &Organisation| Side {
        name: wording.either(&it.name, it.name_en.as_deref()),
        href: t.path(&format!("/organisations/{}", it.id)),
    };
    let today = app.clock.today();
    let offered = offered(cooperation, today);
    let action = address(t, cooperation);
    let mut part = ConnectionPart::new((app, &wording), file, (cooperation.party, &offered), (action.clone(), sent));
    part.notes.extend(notes(&wording, cooperation, today));
    let interns =
        if is_desk { None } else { facts_under(app, &wording, (&cooperation.permit, connection.stage)).await? };
    let can_enter = connection.stage == Stage::Negotiating && !is_desk;
    Ok(CooperationPage {
        t,
        layout,
        title: wording.worded(&connection.title),
        listing_href: t.path(&format!("/listings/{}", connection.listing)),
        publisher: side(&file.organisation),
        responder: side(file.responder_organisation.as_ref().unwrap_or(&file.organisation)),
        letter: connection.shown_to_publisher().map(|shared| shared.letter.clone()).unwrap_or_default(),
        next: next(t, connection.stage, cooperation.party),
        part,
        agreement: cooperation.agreement.as_ref().map(|it| agreement(&wording, cooperation, it)),
        enter_href: can_enter.then(|| format!("{action}/agreement")),
        milestones: lines(&wording, cooperation, sent),
        interns,
        is_desk,
    })
}

fn next(t: Language, stage: Stage, party: Party) -> Option<String> {
    let keys =
        [format!("cooperation-next-{}-{}", party.slug(), stage.slug()), format!("cooperation-next-{}", stage.slug())];
    keys.into_iter().find(|key| t.knows(key)).map(|key| t.say(&key))
}

/// What whoever looks can do `today`: nobody agrees to nothing or to what has ended, or confirms what is not reached.
fn offered(cooperation: &Cooperation, today: Date) -> Vec<Step> {
    let steps = if cooperation.party.desk().is_some() { OF_DESKS } else { OF_SIDES };
    let can = |step: &&Step| match step {
        Step::Agree => cooperation.agreement.as_ref().is_some_and(|it| !it.agreement.is_over(today)),
        Step::Confirm => cooperation.agreement.as_ref().is_some_and(AgreementFile::is_fulfilled),
        _ => true,
    };
    steps.iter().filter(can).copied().collect()
}

/// Until when it is alive, who has confirmed it already, and that what nobody can agree to any more has to be written anew.
fn notes(wording: &Wording<'_>, cooperation: &Cooperation, today: Date) -> Vec<String> {
    let (t, file) = (wording.t, &cooperation.file);
    let connection = &file.connection;
    let mut notes = Vec::new();
    for step in [Step::Agree, Step::Renew] {
        for party in connection.done_in_round(step, &file.events) {
            notes.push(confirmed_by(wording, cooperation, (step, party)));
        }
    }
    let is_over = cooperation.agreement.as_ref().is_some_and(|it| it.agreement.is_over(today));
    if is_over && connection.stage == Stage::Negotiating {
        notes.push(t.say("cooperation-agreement-over"));
    }
    let is_struck = |it: &Milestone| it.state() == MilestoneState::Struck;
    let has_struck_all = |it: &AgreementFile| !it.milestones.is_empty() && it.milestones.iter().all(is_struck);
    let goes_on = matches!(connection.stage, Stage::Running | Stage::Dormant);
    if goes_on && cooperation.agreement.as_ref().is_some_and(has_struck_all) {
        notes.push(t.say("cooperation-all-struck"));
    }
    let due = connection.due_at.filter(|_| connection.stage == Stage::Running);
    notes.extend(due.map(|due| t.with("cooperation-alive-until", "day", wording.date_of(due).words)));
    notes
}

/// That `party` has confirmed something by `step`: a desk is told which organisation that is.
fn confirmed_by(wording: &Wording<'_>, cooperation: &Cooperation, (step, party): (Step, Party)) -> String {
    let (t, file) = (wording.t, &cooperation.file);
    if cooperation.party.desk().is_some() {
        let responder = file.responder_organisation.as_ref().filter(|_| party == Party::Responder);
        let it = responder.unwrap_or(&file.organisation);
        let name = wording.either(&it.name, it.name_en.as_deref()).text;
        return t.with(&format!("cooperation-{}-one", step.slug()), "organisation", name);
    }
    let who = if party == cooperation.party { "own" } else { "other" };
    t.say(&format!("cooperation-{}-{who}", step.slug()))
}

fn agreement(wording: &Wording<'_>, cooperation: &Cooperation, file: &AgreementFile) -> AgreementPart {
    let (t, agreement) = (wording.t, &file.agreement);
    let terms = &agreement.terms;
    let form = [
        ("form", t.say(&format!("cooperation-form-{}", terms.form.slug()))),
        ("item", terms.form.legal_item().to_string()),
    ];
    let period = [("from", wording.day(terms.from_on)), ("until", wording.day(terms.until_on))];
    let mut facts = vec![
        ("form", t.fill("agreement-form-item", &form)),
        ("number", terms.number.clone()),
        ("signed", wording.day(terms.signed_on)),
        ("term", t.fill("agreement-period", &period)),
    ];
    let is_open = agreement.is_open_to(cooperation.party);
    facts.extend(terms.amount_yuan.filter(|_| is_open).map(|yuan| ("amount", wording.yuan(yuan, yuan))));
    facts.push(("confidentiality", t.say(&format!("confidentiality-{}", terms.confidentiality.slug()))));
    let can_show = terms.confidentiality == Confidentiality::Ordinary && agreement.agreed_at.is_some();
    let shows = can_show && cooperation.party.desk().is_none();
    AgreementPart {
        facts: facts.into_iter().map(|(name, fact)| (t.say(&format!("agreement-{name}")), fact)).collect(),
        shows: shows.then(|| agreement.shows(cooperation.party)),
        is_shown: agreement.is_shown(),
    }
}
