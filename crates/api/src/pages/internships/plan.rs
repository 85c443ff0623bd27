//! `/my/internships/{id}/plan`: the school writes the agreement. Whatever the rules only warn of is passed with a reason,
//! which stands in the version; what they forbid is told on the internship's page and stops its beginning. Once it has begun,
//! no version that they forbid is written.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_model::connect::{Party, Step};
use rongqiao_model::form::{FieldError, Mistake};
use rongqiao_model::internship::{
    Agreement, AgreementNames, Finding, Frame, Gate, Hazard, InternshipKind, Venue, Weight, WorkingDay,
};
use rongqiao_model::kind::Details;
use rongqiao_model::listing::PublishedListing;
use rongqiao_model::pay::PayPeriod;
use rongqiao_model::store::AgreementWritten;

use super::super::form::{Choosable, Field, Form, Input, Sent};
use super::super::layout::{Layout, answer_privately};
use super::super::publishing::mistake_sentence;
use super::super::visit::Visit;
use super::super::wording::Wording;
use super::contents::{paper, rules_words};
use super::records::{FindingView, finding};
use super::{frames, internship_of, path_of};
use crate::actions::internships::{Internship, find_internship, names_and_frames, write_agreement};
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;
use crate::session::Acting;

/// The field for the agreement of host and school under which it is done.
const FRAME: &str = "frame";

/// What the names of the fields begin with.
const PREFIX: &str = "plan-";

#[derive(Template)]
#[template(path = "internship_plan.html")]
struct PlanPage {
    t: Language,
    layout: Layout,
    lead: Vec<String>,
    refusal: Option<String>,
    /// What the rules forbid in what was sent.
    forbidden: Vec<FindingView>,
    groups: Vec<Group>,
    revision: i64,
    action: String,
    back: String,
}

/// Fields that belong together.
#[derive(Debug)]
struct Group {
    title: String,
    hint: Option<String>,
    fields: Vec<Field>,
}

impl Form for PlanPage {
    fn fields(&self) -> impl Iterator<Item = &Field> {
        self.groups.iter().flat_map(|group| &group.fields)
    }

    fn refusal(&self) -> Option<&str> {
        self.refusal.as_deref()
    }

    fn way_on(&self) -> Option<(String, String)> {
        Some((self.back.clone(), self.t.say("internship-back")))
    }
}

/// How a field of the agreement is asked for.
#[derive(Clone, Copy, Debug)]
enum How {
    Line,
    Text,
    Number,
    Day,
    Tick,
    Level,
    Kind,
    Weekdays,
    Venue,
    Hazards,
    Filed,
    Period,
}

/// A field: its name, how it is asked for, whether it has to be filled in.
type Asked = (&'static str, How, bool);

/// Every field of the agreement, in its group. The reader of the agreement knows the same names.
const GROUPS: &[(&str, &[Asked])] = &[
    (
        "student",
        &[
            ("born-on", How::Day, true),
            ("level", How::Level, true),
            ("major", How::Line, true),
            ("year-of-study", How::Number, true),
        ],
    ),
    (
        "time",
        &[
            ("kind", How::Kind, true),
            ("first-day", How::Day, true),
            ("last-day", How::Day, true),
            ("weekdays", How::Weekdays, true),
            ("begins", How::Line, true),
            ("ends", How::Line, true),
            ("hours-per-day", How::Number, true),
            ("on-holidays", How::Tick, false),
        ],
    ),
    (
        "work",
        &[
            ("tasks", How::Text, true),
            ("relates-to-major", How::Tick, false),
            ("hazards", How::Hazards, false),
            ("filing-number", How::Line, false),
            ("filing-on", How::Day, false),
            ("filing-gates", How::Filed, false),
        ],
    ),
    (
        "host",
        &[
            ("host-place", How::Line, true),
            ("host-tutor-name", How::Line, true),
            ("host-tutor-role", How::Line, true),
            ("venue", How::Venue, true),
            ("is-agency", How::Tick, false),
            ("employees", How::Number, true),
            ("interns", How::Number, true),
            ("employees-at-post", How::Number, true),
            ("interns-at-post", How::Number, true),
        ],
    ),
    (
        "second",
        &[
            ("second-host", How::Line, false),
            ("second-place", How::Line, false),
            ("second-tutor-name", How::Line, false),
            ("second-tutor-role", How::Line, false),
            ("second-venue", How::Venue, false),
            ("second-is-agency", How::Tick, false),
        ],
    ),
    (
        "school",
        &[
            ("school-tutor-name", How::Line, true),
            ("school-tutor-role", How::Line, true),
            ("site-visit-on", How::Day, false),
        ],
    ),
    (
        "pay",
        &[
            ("pay-yuan", How::Number, false),
            ("pay-period", How::Period, false),
            ("same-post-yuan", How::Number, false),
            ("lowest-step-yuan", How::Number, false),
            ("pay-cycle-days", How::Number, false),
            ("pay-in-money", How::Tick, false),
            ("charges-student", How::Tick, false),
        ],
    ),
    (
        "insurance",
        &[
            ("insurer", How::Line, false),
            ("policy-number", How::Line, false),
            ("insured-from", How::Day, false),
            ("insured-until", How::Day, false),
            ("insured-by-student", How::Tick, false),
            ("trained-on", How::Day, false),
            ("training-hours", How::Number, false),
        ],
    ),
    ("words", &[("housing", How::Text, true), ("breach", How::Text, true), ("disputes", How::Text, true)]),
];

/// `GET /my/internships/{id}/plan`
pub(super) async fn show(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let internship = of_school(find_internship(&app, &actor, internship_of(&id)?).await?)?;
    let listing = app.store.find_public_listing(internship.file.connection.listing).await?;
    let sent = Sent::of(typed_before(visit.language, &internship, listing.as_ref()));
    let names = names_and_frames(&app, &internship).await?;
    answer_privately(StatusCode::OK, &page(&app, &visit, (&internship, &names), &sent))
}

/// `POST /my/internships/{id}/plan`: writes one more version, which everybody confirms anew.
pub(super) async fn submit(
    State(app): State<App>,
    visit: Visit,
    Acting(actor): Acting,
    Path(id): Path<String>,
    form: String,
) -> Result<Response, Problem> {
    let internship = of_school(find_internship(&app, &actor, internship_of(&id)?).await?)?;
    let (t, sent) = (visit.language, Sent::read(&form));
    let names = names_and_frames(&app, &internship).await?;
    let mut page = page(&app, &visit, (&internship, &names), &sent);
    let mut agreement = match Agreement::read(&names, &sent.record(PREFIX)) {
        Ok(agreement) => agreement,
        Err(errors) => {
            page.tell(&errors);
            return answer_privately(StatusCode::UNPROCESSABLE_ENTITY, &page);
        }
    };
    let (stage, today) = (internship.file.connection.stage, app.clock.today());
    let forbidden = internship.records.forbidden(&agreement, (stage, today));
    if !forbidden.is_empty() {
        page.forbid(&agreement, &forbidden);
        return answer_privately(StatusCode::UNPROCESSABLE_ENTITY, &page);
    }
    internship.records.keep_asked_reasons(&mut agreement, today);
    let unexplained = internship.records.unexplained(&agreement, today);
    if !unexplained.is_empty() {
        page.ask_why(&agreement, &unexplained, &sent);
        return answer_privately(StatusCode::UNPROCESSABLE_ENTITY, &page);
    }
    let version = internship.records.latest().map_or(1, |it| it.version + 1);
    let papers = Language::ALL.iter().map(|&it| paper(&Wording::new(&app, it), (&agreement, version))).collect();
    let revision = sent.raw("revision").parse().unwrap_or_default();
    match write_agreement(&app, &internship, revision, (&agreement, papers)).await? {
        AgreementWritten::Done => Ok(Redirect::to(&page.back).into_response()),
        AgreementWritten::FrameEnded => {
            page.tell(&[FieldError { field: FRAME.to_owned(), mistake: Mistake::NotYours }]);
            answer_privately(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        AgreementWritten::Forbidden(gates) => {
            page.forbid(&agreement, &gates);
            answer_privately(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        AgreementWritten::TooLate => {
            page.refusal = Some(t.say("internship-too-late"));
            answer_privately(StatusCode::CONFLICT, &page)
        }
    }
}

/// The internship, if its school can write the agreement now.
fn of_school(internship: Internship) -> Result<Internship, Problem> {
    let stage = internship.file.connection.stage;
    let can = internship.file.connection.kind.flow().way(stage, Step::Amend, internship.party).is_some();
    let may = internship.party == Party::School && can && internship.names().is_some();
    if may { Ok(internship) } else { Err(Problem::not_found()) }
}

/// What stood in the version before, or what most agreements say and what was advertised.
fn typed_before(t: Language, internship: &Internship, listing: Option<&PublishedListing>) -> Vec<(String, String)> {
    let typed = match internship.records.latest() {
        Some(version) => version.agreement.typed(),
        None => usual(t).into_iter().chain(advertised(listing)).collect(),
    };
    typed.into_iter().map(|(name, value)| (format!("{PREFIX}{name}"), value)).collect()
}

fn usual(t: Language) -> Vec<(String, String)> {
    let days = WorkingDay::ALL.iter().take(5).map(|day| ("weekdays", day.slug().to_owned()));
    let others = [
        ("kind", InternshipKind::Post.slug().to_owned()),
        ("begins", "09:00".to_owned()),
        ("ends", "17:30".to_owned()),
        ("hours-per-day", "7.5".to_owned()),
        ("venue", Venue::Ordinary.slug().to_owned()),
        ("pay-cycle-days", "31".to_owned()),
        ("pay-in-money", "yes".to_owned()),
        ("relates-to-major", "yes".to_owned()),
        ("breach", t.say("internship-usual-breach")),
        ("disputes", t.say("internship-usual-disputes")),
    ];
    others.into_iter().chain(days).map(|(name, value)| (name.to_owned(), value)).collect()
}

/// The least that was advertised as pay, so that nobody forgets it.
fn advertised(listing: Option<&PublishedListing>) -> Vec<(String, String)> {
    let pay = listing.and_then(|it| match &it.listing.details {
        Details::Job(job) => job.pay.as_ref().filter(|pay| pay.currency == "CNY"),
        _ => None,
    });
    let period = pay.map_or(PayPeriod::Month, |pay| pay.period);
    let yuan = pay.map(|pay| ("pay-yuan".to_owned(), (pay.min_fen / 100).to_string()));
    yuan.into_iter().chain([("pay-period".to_owned(), period.slug().to_owned())]).collect()
}

fn page(app: &App, visit: &Visit, (internship, names): (&Internship, &AgreementNames), sent: &Sent) -> PlanPage {
    let t = visit.language;
    let mut layout = Layout::new(app, visit, t.say("internship-plan-title"));
    layout.indexed = false;
    layout.demo = internship.file.organisation.demo;
    let back = path_of(t, internship.file.connection.id);
    let group = |(name, fields): &(&str, &[Asked])| {
        let hint = format!("internship-part-{name}-hint");
        let frame = if *name == "school" { frame_field(t, &names.frames, sent) } else { None };
        Group {
            title: t.say(&format!("internship-part-{name}")),
            hint: t.knows(&hint).then(|| t.say(&hint)),
            fields: fields.iter().map(|asked| field(t, asked, names, sent)).chain(frame).collect(),
        }
    };
    let mut groups: Vec<Group> = GROUPS.iter().map(group).collect();
    let reasons: Vec<Field> = Gate::ALL.iter().filter_map(|&gate| known_reason(t, gate, sent)).collect();
    if !reasons.is_empty() {
        groups.push(reasons_group(t, reasons));
    }
    let is_amendment = internship.records.latest().is_some();
    let about = t.fill("internship-of", &[("student", names.student.clone()), ("host", names.host.clone())]);
    let amends = is_amendment.then(|| t.say("internship-plan-amends"));
    PlanPage {
        t,
        layout,
        lead: std::iter::once(about).chain(amends).collect(),
        refusal: None,
        forbidden: Vec::new(),
        groups,
        revision: internship.file.connection.revision,
        action: format!("{back}/plan"),
        back,
    }
}

/// Asks under which agreement of host and school it is done, where there is one to choose or one was.
fn frame_field(t: Language, frames: &[Frame], sent: &Sent) -> Option<Field> {
    let name = format!("{PREFIX}{FRAME}");
    let value = sent.raw(&name);
    let choice = |it: &Frame| Choosable { value: it.connection.to_string(), words: frames::words(t, it) };
    let field = Field::new(t, &name, Input::Choice, "off").among(frames.iter().map(choice).collect());
    (!frames.is_empty() || !value.is_empty()).then(|| field.holding(value).optional())
}

fn reasons_group(t: Language, fields: Vec<Field>) -> Group {
    Group { title: t.say("internship-part-reasons"), hint: Some(t.say("internship-part-reasons-hint")), fields }
}

/// The field for a reason that was given before.
fn known_reason(t: Language, gate: Gate, sent: &Sent) -> Option<Field> {
    let name = format!("{PREFIX}reason-{}", gate.slug());
    (!sent.raw(&name).is_empty()).then(|| reason_field(t, gate, sent))
}

fn reason_field(t: Language, gate: Gate, sent: &Sent) -> Field {
    let name = format!("{PREFIX}reason-{}", gate.slug());
    let mut field = Field::new(t, &name, Input::Text, "off").holding(sent.raw(&name)).optional();
    field.label = t.with("internship-reason", "gate", t.say(&format!("internship-gate-{}", gate.slug())));
    field.hint = Some(t.say(&format!("internship-gate-{}-do", gate.slug())));
    field
}

fn field(t: Language, &(name, how, required): &Asked, names: &AgreementNames, sent: &Sent) -> Field {
    let name = format!("{PREFIX}{name}");
    let value = sent.raw(&name).to_owned();
    let picked: Vec<&str> = sent.all(&name).collect();
    let new = |input| Field::new(t, &name, input, "off");
    let field = match how {
        How::Line => new(Input::Line).holding(value),
        How::Text => new(Input::Text).holding(value),
        How::Number => new(Input::Number).holding(value),
        How::Day => new(Input::Day).holding(value),
        How::Tick => new(Input::Tick).holding(value),
        How::Level => new(Input::Choice).of_choices(t, "internship-level", &names.levels(), &picked),
        How::Kind => new(Input::Radios).of_choices(t, "internship-kind", InternshipKind::ALL, &picked),
        How::Weekdays => new(Input::Picks).of_choices(t, "internship-weekdays", WorkingDay::ALL, &picked),
        How::Venue => new(Input::Radios).of_choices(t, "internship-venue", Venue::ALL, &picked),
        How::Hazards => new(Input::Picks).of_choices(t, "internship-hazards", Hazard::ALL, &picked),
        How::Filed => {
            let gates: Vec<Gate> = Gate::ALL.iter().copied().filter(|it| it.can_be_filed()).collect();
            new(Input::Picks).of_choices(t, "internship-gate", &gates, &picked)
        }
        How::Period => new(Input::Choice).of_choices(t, "internship-pay-period", PayPeriod::ALL, &picked),
    };
    if required { field } else { field.optional() }
}

impl PlanPage {
    fn tell(&mut self, errors: &[FieldError]) {
        let t = self.t;
        for error in errors {
            let name = format!("{PREFIX}{}", error.field);
            let mut fields = self.groups.iter_mut().flat_map(|group| &mut group.fields);
            if let Some(field) = fields.find(|it| it.name == name && it.mistake.is_none()) {
                field.mistake = Some(match (error.field.as_str(), &error.mistake) {
                    (FRAME, _) => t.say("internship-mistake-frame"),
                    ("level", Mistake::NotYours) => t.say("internship-mistake-level"),
                    ("housing" | "breach" | "disputes", Mistake::NotYours) => t.say("internship-mistake-clause"),
                    ("hours-per-day", Mistake::EndsLast) => t.say("internship-mistake-hours-per-day"),
                    (_, Mistake::Twice) => t.say("internship-mistake-second-host"),
                    _ => mistake_sentence(t, &field.label, error),
                });
            }
        }
    }

    /// Tells what the rules forbid in `agreement`, each with what to do.
    fn forbid(&mut self, agreement: &Agreement, gates: &[Gate]) {
        let (t, rules) = (self.t, agreement.rules());
        let view = |&gate: &Gate| finding(t, Finding { gate, weight: Weight::Block }, rules);
        self.refusal = Some(t.say("internship-plan-forbidden"));
        self.forbidden = gates.iter().map(view).collect();
    }

    /// Asks why the school passes what the rules warn of.
    fn ask_why(&mut self, agreement: &Agreement, gates: &[Gate], sent: &Sent) {
        let t = self.t;
        let asked = |&gate: &Gate| {
            let mut field = reason_field(t, gate, sent);
            field.required = true;
            field.wrong(Some(t.with(
                "internship-reason-missing",
                "gate",
                t.say(&format!("internship-gate-{}", gate.slug())),
            )))
        };
        let asked: Vec<Field> = gates.iter().map(asked).collect();
        let known = self.groups.last_mut().filter(|group| group.title == t.say("internship-part-reasons"));
        match known {
            Some(group) => group.fields.extend(asked),
            None => self.groups.push(reasons_group(t, asked)),
        }
        self.lead.push(rules_words(t, agreement.rules()));
    }
}
