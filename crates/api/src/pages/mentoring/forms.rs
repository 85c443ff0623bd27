//! What somebody can do to an appointment and about its hours: the forms that its page holds.

use rongqiao_model::mentoring::{AppointmentKind, AppointmentState, AppointmentStep, HoursStep, MentorHours};
use rongqiao_model::store::NamedMentor;

use super::super::form::{Choosable, Field, Input, Sent};
use super::{key_of, labelled};
use crate::actions::mentoring::Mentoring;
use crate::app::App;
use crate::language::Language;

/// What somebody can do: a button, and what is to be filled in first.
#[derive(Debug)]
pub(super) struct StepForm {
    pub(super) step: &'static str,
    pub(super) words: String,
    pub(super) fields: Vec<Field>,
    pub(super) hidden: Vec<(&'static str, String)>,
}

impl StepForm {
    fn new(
        (t, kind): (Language, AppointmentKind),
        step: &'static str,
        fields: Vec<Field>,
        hidden: Vec<(&'static str, String)>,
    ) -> Self {
        Self { step, words: t.say(&key_of(kind, &format!("mentoring-{step}"))), fields, hidden }
    }

    /// Whether the form stands open: something in it is to be mended.
    pub(super) fn opens_at_once(&self) -> bool {
        self.fields.iter().any(|field| field.mistake.is_some())
    }
}

/// What can be done to the appointment.
pub(super) fn steps(
    (app, t): (&App, Language),
    mentoring: &Mentoring,
    mentors: &[NamedMentor],
    sent: &Sent,
) -> Vec<StepForm> {
    let kind = mentoring.file.appointment.kind;
    let revision = || vec![("revision", mentoring.file.appointment.revision.to_string())];
    let can = |step: &&AppointmentStep| mentoring.side_for(app, **step).is_some();
    let form =
        |&step: &AppointmentStep| StepForm::new((t, kind), step.slug(), fields(t, step, mentors, sent), revision());
    let mut forms: Vec<StepForm> = AppointmentStep::ALL.iter().filter(can).map(form).collect();
    let is_active = mentoring.file.appointment.state(app.clock.today()) == AppointmentState::Active;
    if is_active && mentoring.side_of_hours().is_some() {
        let nonce = match sent.raw("nonce") {
            "" => app.chance.id(app.clock.now()).to_string(),
            nonce => nonce.to_owned(),
        };
        let field = |name: &str, input| labelled(t, kind, Field::new(t, name, input, "off").holding(sent.raw(name)));
        let log = vec![
            field("hours-day", Input::Day),
            field("hours-number", Input::Number),
            field("hours-words", Input::Line),
        ];
        forms.insert(0, StepForm::new((t, kind), HoursStep::Log.slug(), log, vec![("nonce", nonce)]));
    }
    forms
}

fn fields(t: Language, step: AppointmentStep, mentors: &[NamedMentor], sent: &Sent) -> Vec<Field> {
    match step {
        AppointmentStep::Name => {
            let choice = |it: &NamedMentor| Choosable { value: it.person.to_string(), words: it.name.clone() };
            let field = Field::new(t, "mentor-person", Input::Choice, "off").holding(sent.raw("mentor-person"));
            vec![field.among(mentors.iter().map(choice).collect())]
        }
        AppointmentStep::Accept | AppointmentStep::Withdraw => Vec::new(),
        AppointmentStep::Refuse | AppointmentStep::End => {
            let name = format!("{}-reason", step.slug());
            let mut field = Field::new(t, "mentor-reason", Input::Line, "off").holding(sent.raw(&name));
            field.name = name;
            vec![field]
        }
    }
}

/// What can be done about hours.
pub(super) fn answers(t: Language, mentoring: &Mentoring, hours: &MentorHours, sent: &Sent) -> Vec<StepForm> {
    let Some((party, _)) = mentoring.side_of_hours() else { return Vec::new() };
    let can = |step: &&HoursStep| hours.can(**step, *party);
    let form = |&step: &HoursStep| {
        let fields = match step {
            HoursStep::Dispute => vec![dispute_field(t, hours, sent)],
            HoursStep::Log | HoursStep::Confirm => Vec::new(),
        };
        let hidden = vec![("revision", hours.revision.to_string()), ("hours", hours.id.to_string())];
        StepForm::new((t, mentoring.file.appointment.kind), step.slug(), fields, hidden)
    };
    HoursStep::ALL.iter().filter(can).map(form).collect()
}

/// Several stand on one page, and each has its own identity.
fn dispute_field(t: Language, hours: &MentorHours, sent: &Sent) -> Field {
    let name = dispute_name(hours);
    let mut field = Field::new(t, "mentor-dispute", Input::Line, "off").holding(sent.raw(&name));
    field.name = name;
    field
}

/// What the field is called in which somebody says why hours are otherwise.
pub(super) fn dispute_name(hours: &MentorHours) -> String {
    format!("dispute-{}", hours.id)
}
