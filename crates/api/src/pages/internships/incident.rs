//! `/my/internships/{id}/incidents`: student, host and school report what happened while the internship runs or rests;
//! and how incidents are shown to the sides and to the desk.

use axum::extract::{Path, State};
use axum::response::Response;
use rongqiao_model::clock::day_of;
use rongqiao_model::connect::{Party, Stage};
use rongqiao_model::form::parse_moment;
use rongqiao_model::internship::{
    INCIDENT_MAX_CHARS, Incident, IncidentKind, IncidentState, IncidentStep, IncidentWord, has_too_many_open,
};
use rongqiao_model::store::{NewIncident, OpenIncident, Recorded};
use time::OffsetDateTime;

use super::super::form::{Field, FormPage, Input, Sent};
use super::super::visit::Visit;
use super::super::wording::Wording;
use super::contents::party_words;
use super::{answer, internship_of, path_of, read_words};
use crate::actions::internships::{Internship, find_internship};
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;
use crate::session::Acting;

/// Stages in which incidents are reported.
pub(super) const STAGES_OF_INCIDENTS: [Stage; 2] = [Stage::Running, Stage::Interrupted];

/// An incident on the page of its internship.
#[derive(Debug)]
pub(super) struct IncidentView {
    pub(super) kind: String,
    pub(super) state: String,
    /// When it happened, who reported it, and what was not as it should be.
    pub(super) facts: Vec<String>,
    pub(super) words: String,
    /// Who said what about it.
    pub(super) said: Vec<(String, String)>,
    /// Words and address of what whoever looks can do.
    pub(super) way: Option<(String, String)>,
}

/// `GET /my/internships/{id}/incidents`
pub(super) async fn show(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let internship = open_for_reports(find_internship(&app, &actor, internship_of(&id)?).await?)?;
    let mut page = form(&app, &visit, &internship);
    page.fields = read(&app, visit.language, &internship, &Sent::default()).0;
    page.fields.iter_mut().for_each(|field| field.mistake = None);
    page.show()
}

/// `POST /my/internships/{id}/incidents`
pub(super) async fn submit(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
    text: String,
) -> Result<Response, Problem> {
    let (t, sent) = (visit.language, Sent::read(&text));
    let internship = open_for_reports(find_internship(&app, &actor, internship_of(&id)?).await?)?;
    let mut page = form(&app, &visit, &internship);
    let (fields, typed) = read(&app, t, &internship, &sent);
    page.fields = fields;
    let Some((kind, happened_at, words)) = typed else { return page.show_mistakes() };
    let new = NewIncident { kind, happened_at, words: &words, needs_help: !sent.raw("incident-help").is_empty() };
    let told = (&app.chance, app.clock.now());
    let recorded = app.store.report_incident(&internship.permit, &new, told).await?;
    app.letters_wait.notify_one();
    if recorded == Recorded::NotNow && has_too_many_open(&internship.records.incidents, internship.party) {
        return page.show_conflict(t.say("internship-incidents-many"));
    }
    answer(t, recorded, page, &format!("{}#incidents", path_of(t, internship.file.connection.id)))
}

fn open_for_reports(internship: Internship) -> Result<Internship, Problem> {
    let is_open = STAGES_OF_INCIDENTS.contains(&internship.file.connection.stage);
    if is_open { Ok(internship) } else { Err(Problem::not_found()) }
}

fn form(app: &App, visit: &Visit, internship: &Internship) -> FormPage {
    let t = visit.language;
    let mut page = FormPage::new(app, visit, "internship-incident");
    page.lead.insert(0, t.say("internship-incident-call-first"));
    page.others = vec![(t.say("internship-back"), path_of(t, internship.file.connection.id))];
    page
}

/// The fields as they were sent, and what they say where all of them are right.
fn read(
    app: &App,
    t: Language,
    internship: &Internship,
    sent: &Sent,
) -> (Vec<Field>, Option<(IncidentKind, OffsetDateTime, String)>) {
    let kind = IncidentKind::from_slug(sent.raw("incident-kind"));
    let kinds = Field::new(t, "incident-kind", Input::Radios, "off")
        .of_choices(t, "incident-kind", IncidentKind::ALL, &[sent.raw("incident-kind")])
        .wrong(kind.is_none().then(|| t.say("internship-mistake-incident-kind")));
    let moment = parse_moment(sent.raw("incident-moment"));
    let mistake = moment_mistake(t, moment, (internship.file.connection.created_at, app.clock.now()));
    let happened_at = moment.filter(|_| mistake.is_none());
    let moments = Field::new(t, "incident-moment", Input::Moment, "off").holding(sent.raw("incident-moment"));
    let (words_field, words) = read_words(t, "incident-words", sent, INCIDENT_MAX_CHARS);
    let help = Field::new(t, "incident-help", Input::Tick, "off").holding(sent.raw("incident-help")).optional();
    let typed = kind.zip(happened_at).zip(words).map(|((kind, happened_at), words)| (kind, happened_at, words));
    (vec![kinds, moments.wrong(mistake), words_field, help], typed)
}

/// What is wrong with the moment of an incident: it lies between the day of the application and now.
fn moment_mistake(
    t: Language,
    moment: Option<OffsetDateTime>,
    (applied, now): (OffsetDateTime, OffsetDateTime),
) -> Option<String> {
    match moment {
        None => Some(t.say("internship-mistake-moment")),
        Some(moment) if moment > now => Some(t.say("internship-mistake-moment-ahead")),
        Some(moment) if day_of(moment) < day_of(applied) => Some(t.say("internship-mistake-moment-before")),
        Some(_) => None,
    }
}

/// The incidents as the side of `internship` sees them on the page at `address`, the latest first.
pub(super) fn views(
    wording: &Wording<'_>,
    internship: &Internship,
    (address, now): (&str, OffsetDateTime),
) -> Vec<IncidentView> {
    // A firms' desk has no part in them.
    if internship.party == Party::FirmsDesk {
        return Vec::new();
    }
    internship.records.incidents.iter().rev().map(|it| view(wording, internship.party, (it, address), now)).collect()
}

fn view(wording: &Wording<'_>, party: Party, (it, address): (&Incident, &str), now: OffsetDateTime) -> IncidentView {
    let t = wording.t;
    let reported = [("who", party_words(t, it.party)), ("moment", wording.minute_of(it.reported_at).words)];
    let help = it.needs_help.then(|| t.say("internship-incident-needs-help"));
    let is_late = it.is_late(now) && it.state(now) != IncidentState::Overdue;
    let late = is_late.then(|| t.say("internship-incident-late"));
    let facts = [
        t.with("internship-incident-happened", "moment", wording.minute_of(it.happened_at).words),
        t.fill("internship-incident-reported", &reported),
    ];
    let said = |step: IncidentStep, word: &IncidentWord| {
        let by = [("who", party_words(t, word.party)), ("moment", wording.minute_of(word.at).words)];
        (t.fill(&format!("internship-incident-said-{}", step.slug()), &by), word.words.clone())
    };
    let said = IncidentStep::ALL.iter().filter_map(|&step| it.word_of(step).map(|word| said(step, word)));
    let first = IncidentStep::ALL.iter().find(|&&step| it.may(step, party));
    let way = first.map(|step| (way_words(t, *step), format!("{address}/incidents/{}", it.id)));
    IncidentView {
        kind: t.say(&format!("incident-kind-{}", it.kind.slug())),
        state: t.say(&format!("incident-state-{}", it.state(now).slug())),
        facts: facts.into_iter().chain(help).chain(late).collect(),
        words: it.words.clone(),
        said: said.collect(),
        way,
    }
}

fn way_words(t: Language, step: IncidentStep) -> String {
    t.say(&format!("internship-incident-way-{}", step.slug()))
}

/// How an incident that is not over stands in the desk's list.
pub(super) fn waits_words(wording: &Wording<'_>, open: &OpenIncident, now: OffsetDateTime) -> String {
    let (t, it) = (wording.t, &open.incident);
    let hours = (now - it.reported_at).whole_hours().max(0);
    let waits = [
        ("kind", t.say(&format!("incident-kind-{}", it.kind.slug()))),
        ("state", t.say(&format!("incident-state-{}", it.state(now).slug()))),
        ("hours", hours.to_string()),
    ];
    let words = t.fill("desk-incident-waits", &waits);
    if it.needs_help { t.with("desk-incident-needs-help", "incident", words) } else { words }
}
