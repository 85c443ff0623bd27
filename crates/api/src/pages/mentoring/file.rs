//! `/my/mentoring/{id}`: one appointment as whoever takes part in it sees it, with its hours.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_model::mentoring::{
    AppointmentKind, AppointmentState, AppointmentStep, HOURS_A_DAY_MAX, HoursState, HoursStep, MentorHours,
    MentoringParty, NewHours, WORDS_MAX_CHARS,
};
use rongqiao_model::organisation::Organisation;
use rongqiao_model::store::MentoringMoved;

use super::super::form::{Field, Form, Input, Sent};
use super::super::layout::{Layout, answer_privately};
use super::super::visit::Visit;
use super::super::wording::{Worded, Wording};
use super::forms::{StepForm, answers, dispute_name, steps};
use super::list::hours_words;
use super::{key_of, tell};
use crate::actions::mentoring::{Mentoring, answer_hours, find, log, move_on};
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;
use crate::session::Acting;

#[derive(Template)]
#[template(path = "mentoring.html")]
struct MentoringPage {
    t: Language,
    layout: Layout,
    refusal: Option<String>,
    slug: &'static str,
    state: String,
    school: Worded,
    firm: Worded,
    facts_title: String,
    facts: Vec<(String, String)>,
    reason: String,
    forms: Vec<StepForm>,
    hours_title: String,
    told: String,
    hours: Vec<HoursLine>,
    action: String,
    /// Where the same is proposed once more.
    renew: Option<String>,
}

/// Hours of one day, with what can be done about them.
#[derive(Debug)]
struct HoursLine {
    day: String,
    number: String,
    words: String,
    slug: &'static str,
    state: String,
    logged_by: String,
    dispute: String,
    forms: Vec<StepForm>,
}

impl Form for MentoringPage {
    fn fields(&self) -> impl Iterator<Item = &Field> {
        let of_hours = self.hours.iter().flat_map(|line| &line.forms);
        self.forms.iter().chain(of_hours).flat_map(|form| &form.fields)
    }

    fn refusal(&self) -> Option<&str> {
        self.refusal.as_deref()
    }
}

/// `GET /my/mentoring/{id}`
pub(super) async fn show(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let id = id.parse().map_err(|_| Problem::not_found())?;
    let mentoring = find(&app, &actor, id).await?;
    answer_privately(StatusCode::OK, &page(&app, &visit, &mentoring, &Sent::default()).await?)
}

/// `POST /my/mentoring/{id}`: does a step, writes hours down, or answers them. Of two at once one is done; whoever is late
/// is told, and what they wrote stays.
pub(super) async fn submit(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
    form: String,
) -> Result<Response, Problem> {
    let (t, sent) = (visit.language, Sent::read(&form));
    let id = id.parse().map_err(|_| Problem::not_found())?;
    let mentoring = find(&app, &actor, id).await?;
    let mut page = page(&app, &visit, &mentoring, &sent).await?;
    let Some(moved) = act(&app, t, &mentoring, &sent, &mut page).await? else {
        return answer_privately(StatusCode::UNPROCESSABLE_ENTITY, &page);
    };
    let refusal = match moved {
        MentoringMoved::Done => return Ok(Redirect::to(&page.action).into_response()),
        MentoringMoved::Changed | MentoringMoved::NotNow => t.say("mentoring-too-late"),
        MentoringMoved::NoMentor => t.say("mentoring-no-mentor"),
        MentoringMoved::TooManyHours => t.with("mentoring-too-many-hours", "max", HOURS_A_DAY_MAX),
        MentoringMoved::Suspended => t.say("mentoring-suspended"),
    };
    let mentoring = find(&app, &actor, id).await?;
    let mut page = self::page(&app, &visit, &mentoring, &sent).await?;
    page.refusal = Some(refusal);
    answer_privately(StatusCode::CONFLICT, &page)
}

/// Does what was sent; `None` when something in it is to be mended, which `page` then tells.
async fn act(
    app: &App,
    t: Language,
    mentoring: &Mentoring,
    sent: &Sent,
    page: &mut MentoringPage,
) -> Result<Option<MentoringMoved>, Problem> {
    let revision = sent.raw("revision").parse().unwrap_or_default();
    if let Some(step) = AppointmentStep::from_slug(sent.raw("do")) {
        let reason = sent.text(&format!("{}-reason", step.slug()));
        let is_ending = matches!(step, AppointmentStep::Refuse | AppointmentStep::End);
        let mentor = sent.raw("mentor-person").parse().ok();
        let is_whole = match step {
            AppointmentStep::Name => mentor.is_some(),
            AppointmentStep::Accept | AppointmentStep::Withdraw => true,
            AppointmentStep::Refuse | AppointmentStep::End => is_said(&reason),
        };
        if !is_whole && mentoring.side_for(app, step).is_some() {
            let key = if is_ending { "mistake-mentor-reason" } else { "mistake-mentor-person" };
            mend(page.forms.iter_mut().filter(|form| form.step == step.slug()), &t.say(key));
            return Ok(None);
        }
        return Ok(Some(move_on(app, mentoring, revision, (step, mentor, &reason)).await?));
    }
    match HoursStep::from_slug(sent.raw("do")).ok_or_else(Problem::not_found)? {
        HoursStep::Log => {
            let terms = &mentoring.file.appointment.terms;
            match NewHours::read(&sent.record(""), (terms.from_on, terms.until_on), app.clock.today()) {
                Ok(new) => {
                    let nonce = sent.raw("nonce").parse().map_err(|_| Problem::not_found())?;
                    Ok(Some(log(app, mentoring, nonce, &new).await?))
                }
                Err(wrong) => {
                    page.forms.iter_mut().for_each(|form| tell(t, &mut form.fields, &wrong));
                    Ok(None)
                }
            }
        }
        step @ (HoursStep::Confirm | HoursStep::Dispute) => {
            let hours = mentoring.file.hours.iter().find(|it| it.id.to_string() == sent.raw("hours"));
            let hours = hours.ok_or_else(Problem::not_found)?;
            let words = sent.text(&dispute_name(hours));
            if step == HoursStep::Dispute && !is_said(&words) {
                let forms = page.hours.iter_mut().flat_map(|line| &mut line.forms);
                let name = dispute_name(hours);
                mend(
                    forms.filter(|form| form.fields.iter().any(|it| it.name == name)),
                    &t.say("mistake-mentor-reason"),
                );
                return Ok(None);
            }
            Ok(Some(answer_hours(app, mentoring, (hours.id, revision), (step, &words)).await?))
        }
    }
}

fn is_said(words: &str) -> bool {
    !words.is_empty() && words.chars().count() <= WORDS_MAX_CHARS
}

fn mend<'a>(forms: impl Iterator<Item = &'a mut StepForm>, mistake: &str) {
    forms.flat_map(|form| &mut form.fields).for_each(|field| field.mistake = Some(mistake.to_owned()));
}

async fn page(app: &App, visit: &Visit, mentoring: &Mentoring, sent: &Sent) -> Result<MentoringPage, Problem> {
    let (t, file) = (visit.language, &mentoring.file);
    let wording = Wording::new(app, t);
    let named = |it: &Organisation| wording.either(&it.name, it.name_en.as_deref());
    let state = file.appointment.state(app.clock.today());
    let say = |key: &str| t.say(&key_of(file.appointment.kind, key));
    let mentors = match mentoring.side_for(app, AppointmentStep::Name) {
        Some((_, permit)) => app.store.list_mentors_of(permit, app.clock.now()).await?,
        None => Vec::new(),
    };
    let mut layout = Layout::new(app, visit, file.appointment.terms.subject.clone());
    layout.indexed = false;
    Ok(MentoringPage {
        t,
        layout,
        refusal: None,
        slug: state.slug(),
        state: say(&format!("appointment-{}", state.slug())),
        school: named(&file.school),
        firm: named(&file.firm),
        facts_title: say("mentoring-facts"),
        facts: facts(&wording, mentoring),
        reason: file.appointment.reason.clone(),
        forms: steps((app, t), mentoring, &mentors, sent),
        hours_title: say("mentoring-hours-title"),
        told: hours_words(&wording, file),
        hours: file.hours.iter().map(|it| hours_line(&wording, mentoring, it, sent)).collect(),
        action: t.path(&format!("/my/mentoring/{}", file.appointment.id)),
        renew: renewal(t, mentoring, state),
    })
}

/// Where whoever acts for the school proposes the same once more, once it holds or has ended.
fn renewal(t: Language, mentoring: &Mentoring, state: AppointmentState) -> Option<String> {
    let held = match state {
        AppointmentState::Active => true,
        AppointmentState::Ended => mentoring.file.appointment.accepted_at.is_some(),
        AppointmentState::Proposed | AppointmentState::Named | AppointmentState::Refused => false,
    };
    let form = match mentoring.file.appointment.kind {
        AppointmentKind::Mentor => "/my/mentoring/new",
        AppointmentKind::TeacherPractice => "/my/mentoring/practice",
    };
    let address = format!("{form}?after={}", mentoring.file.appointment.id);
    (held && mentoring.can_renew()).then(|| t.path(&address))
}

fn facts(wording: &Wording<'_>, mentoring: &Mentoring) -> Vec<(String, String)> {
    let (t, file) = (wording.t, &mentoring.file);
    let terms = &file.appointment.terms;
    let period = [("from", wording.day(terms.from_on)), ("until", wording.day(terms.until_on))];
    let certificate = Some(terms.certificate.clone()).filter(|it| !it.is_empty());
    let facts = [
        ("person", file.person_name.clone()),
        ("period", Some(t.fill("agreement-period", &period))),
        ("certificate", certificate),
    ];
    let say = |name: &str| t.say(&key_of(file.appointment.kind, &format!("mentoring-fact-{name}")));
    facts.into_iter().filter_map(|(name, fact)| Some((say(name), fact?))).collect()
}

fn hours_line(wording: &Wording<'_>, mentoring: &Mentoring, it: &MentorHours, sent: &Sent) -> HoursLine {
    let t = wording.t;
    let logged_by = match it.logged_by {
        MentoringParty::Mentor => t.say("mentoring-logged-mentor"),
        MentoringParty::School => t.say("mentoring-logged-school"),
        MentoringParty::Firm => t.say("mentoring-logged-firm"),
        MentoringParty::Teacher => t.say("mentoring-logged-teacher"),
    };
    let kind = mentoring.file.appointment.kind;
    HoursLine {
        day: wording.day(it.on),
        number: t.count(&key_of(kind, "mentoring-hours"), it.hours),
        words: it.words.clone(),
        slug: it.state().slug(),
        state: t.say(&format!("mentor-hours-{}", it.state().slug())),
        logged_by,
        dispute: if it.state() == HoursState::Disputed { it.dispute.clone() } else { String::new() },
        forms: answers(t, mentoring, it, sent),
    }
}
