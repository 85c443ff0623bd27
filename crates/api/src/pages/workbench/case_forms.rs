//! What an officer can do to a case: the forms that its page holds.

use rongqiao_model::access::Desk;
use rongqiao_model::clock::day_of;
use rongqiao_model::store::{AgreementLine, NeedLine, Officer};
use rongqiao_model::workbench::case::{CaseFile, CaseStep};

use super::super::form::{Choosable, Field, Input, Sent};
use crate::language::Language;

/// What somebody can do: a button, and what is to be filled in first.
#[derive(Debug)]
pub(super) struct CaseForm {
    pub(super) step: &'static str,
    pub(super) words: String,
    pub(super) about: Option<String>,
    pub(super) fields: Vec<Field>,
}

impl CaseForm {
    /// Whether the form stands open: something in it is to be mended.
    pub(super) fn opens_at_once(&self) -> bool {
        self.fields.iter().any(|field| field.mistake.is_some())
    }
}

/// What can be chosen in the forms.
#[derive(Debug)]
pub(super) struct Choices {
    pub(super) officers: Vec<Officer>,
    pub(super) needs: Vec<NeedLine>,
    pub(super) agreements: Vec<AgreementLine>,
    /// Whether the public sees what is needed: nobody is introduced before.
    pub(super) has_public_need: bool,
    /// Whether somebody writes for the organisation.
    pub(super) has_writers: bool,
}

/// The steps that take a form, in the order shown.
const STEPS: [CaseStep; 10] = [
    CaseStep::Contact,
    CaseStep::Plan,
    CaseStep::Draft,
    CaseStep::TieNeed,
    CaseStep::Introduce,
    CaseStep::Negotiate,
    CaseStep::Achieve,
    CaseStep::Assign,
    CaseStep::HandOver,
    CaseStep::Fail,
];

/// The forms for what can be done to a case now, holding what was `sent` before.
pub(super) fn forms(t: Language, file: &CaseFile, choices: &Choices, sent: &Sent) -> Vec<CaseForm> {
    let case = &file.filed.case;
    let is_there = |step: &CaseStep| match step {
        CaseStep::Draft => !case.has_need() && choices.has_writers,
        CaseStep::TieNeed => !choices.needs.is_empty(),
        CaseStep::Introduce => choices.has_public_need,
        CaseStep::Open
        | CaseStep::Assign
        | CaseStep::HandOver
        | CaseStep::Plan
        | CaseStep::Contact
        | CaseStep::Negotiate
        | CaseStep::Achieve
        | CaseStep::Fail => true,
    };
    let can = |step: &CaseStep| case.state.after(*step).is_some() && is_there(step);
    STEPS.into_iter().filter(can).map(|step| form(t, file, choices, (step, sent))).collect()
}

fn form(t: Language, file: &CaseFile, choices: &Choices, (step, sent): (CaseStep, &Sent)) -> CaseForm {
    let about = format!("desk-case-about-{}", step.slug());
    CaseForm {
        step: step.slug(),
        words: t.say(&format!("desk-case-do-{}", step.slug())),
        about: t.knows(&about).then(|| t.say(&about)),
        fields: fields(t, file, choices, (step, sent)),
    }
}

fn fields(t: Language, file: &CaseFile, choices: &Choices, (step, sent): (CaseStep, &Sent)) -> Vec<Field> {
    let case = &file.filed.case;
    let is_sent = sent.raw("do") == step.slug();
    let field = |name: &str, input, stored: String| {
        let held = if is_sent { sent.raw(name).to_owned() } else { stored };
        Field::new(t, name, input, "off").holding(held)
    };
    let chosen = |name: &str, choices: Vec<Choosable>| field(name, Input::Choice, String::new()).among(choices);
    match step {
        CaseStep::Contact => vec![field("case-words", Input::Text, String::new())],
        CaseStep::Plan => vec![
            field("case-next", Input::Line, case.next_action.clone()),
            field("case-due", Input::Day, case.due_on.map(|day| day.to_string()).unwrap_or_default()).optional(),
        ],
        CaseStep::TieNeed => {
            let need = |it: &NeedLine| {
                let kind = t.say(&format!("kind-{}", it.kind.slug()));
                Choosable { value: it.id.to_string(), words: format!("{kind} · {}", it.title) }
            };
            vec![chosen("case-need", choices.needs.iter().map(need).collect())]
        }
        CaseStep::Introduce => vec![field("case-counterpart", Input::Line, String::new())],
        CaseStep::Achieve => {
            let agreement = |it: &AgreementLine| {
                let day = day_of(it.agreed_at).to_string();
                let values = [("name", it.name.clone()), ("organisation", it.other.clone()), ("day", day)];
                let words = t.fill(&format!("desk-case-agreement-{}", it.kind.slug()), &values);
                Choosable { value: it.id.to_string(), words }
            };
            vec![chosen("case-agreement", choices.agreements.iter().map(agreement).collect())]
        }
        CaseStep::Assign => {
            let officers = choices.officers.iter().filter(|it| it.desk == case.desk);
            let officer = |it: &Officer| Choosable { value: it.person.to_string(), words: it.name.clone() };
            vec![chosen("case-officer", officers.map(officer).collect())]
        }
        CaseStep::HandOver => {
            let desk = |it: &Desk| Choosable {
                value: it.slug().to_owned(),
                words: t.say(&format!("desk-name-{}", it.slug())),
            };
            vec![chosen("case-desk", Desk::ALL.iter().filter(|&&it| it != case.desk).map(desk).collect())]
        }
        CaseStep::Fail => vec![field("case-reason", Input::Line, String::new())],
        CaseStep::Open | CaseStep::Draft | CaseStep::Negotiate => Vec::new(),
    }
}
