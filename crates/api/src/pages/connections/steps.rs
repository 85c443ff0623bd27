//! What a side can do to a connection: the buttons and forms that its page holds, and what they sent.

use rongqiao_model::connect::conversation::{Unsaid, said, said_within};
use rongqiao_model::connect::{
    Connection, ConnectionFile, ConnectionKind, ConnectionStep, MESSAGE_MAX_CHARS, Party, Step, TIMES_AHEAD, TIMES_MAX,
};
use rongqiao_model::connect::{Facts, Moved, Refused, done_by};
use rongqiao_model::form::parse_moment;
use time::OffsetDateTime;

use super::super::form::{Choosable, Field, Input, Sent};
use super::super::wording::Wording;
use super::refusing;
use crate::actions::applications::REASON_MAX_CHARS;
use crate::app::App;
use crate::language::Language;

/// The steps that ask for words, and those that take some besides. Proposals for a call have forms of their own.
const WITH_WORDS: [Step; 6] =
    [Step::Refuse, Step::Terminate, Step::Dispute, Step::Settle, Step::Reject, Step::Interrupt];
const WITH_OPTIONAL_WORDS: [Step; 3] = [Step::Invite, Step::Offer, Step::Deliver];

/// What somebody can do: a button, and what is to be filled in first.
#[derive(Debug)]
pub(in super::super) struct StepForm {
    pub(in super::super) step: &'static str,
    pub(in super::super) words: String,
    pub(in super::super) fields: Vec<Field>,
    /// Whether it is what is most likely wanted.
    pub(in super::super) is_primary: bool,
    /// Whether it ends everything, and is therefore not at hand at once.
    pub(in super::super) is_ending: bool,
}

impl StepForm {
    /// Whether the form stands open: it is what is most likely wanted, or something in it is to be mended.
    pub(in super::super) fn opens_at_once(&self) -> bool {
        self.step == Step::ChooseTime.slug() || self.fields.iter().any(|field| field.mistake.is_some())
    }
}

/// What `party` can do now of what its page has `offered`, holding what was `sent` before.
pub(in super::super) fn forms(
    app: &App,
    wording: &Wording<'_>,
    file: &ConnectionFile,
    (party, offered): (Party, &[Step]),
    sent: &Sent,
) -> Vec<StepForm> {
    let connection = &file.connection;
    let may = |step: &&Step| {
        let is_there = connection.kind.flow().way(connection.stage, **step, party).is_some();
        is_there && !is_done(file, **step, party) && (**step != Step::ChooseTime || has_times(app, connection))
    };
    let form = |&step: &Step| StepForm {
        step: step.slug(),
        words: wording.t.say(&format!("connection-step-{}", step.slug())),
        fields: fields(app, wording, connection, step, sent),
        is_primary: matches!(
            step,
            Step::ChooseTime
                | Step::Accept
                | Step::Offer
                | Step::Order
                | Step::Deliver
                | Step::Agree
                | Step::Start
                | Step::Confirm
        ),
        is_ending: matches!(step, Step::Refuse | Step::Withdraw | Step::Terminate | Step::Decline | Step::Dispute),
    };
    offered.iter().filter(may).map(form).collect()
}

/// Whether `party` has done a step that waits for the other side.
pub(in super::super) fn is_done(file: &ConnectionFile, step: Step, party: Party) -> bool {
    let connection = &file.connection;
    let done_by = connection.done_in_round(step, &file.events);
    let facts = Facts { done_by: &done_by, has_reason: true, ..Facts::default() };
    matches!(connection.kind.flow().after(connection.stage, step, party, facts), Err(Refused::Done))
}

/// Whether the other side has confirmed and this one has not.
pub(in super::super) fn waits_for(file: &ConnectionFile, party: Party) -> bool {
    let connection = &file.connection;
    let done_by = done_by(&file.events, Step::Confirm, connection.stage);
    let facts = Facts { done_by: &done_by, ..Facts::default() };
    let after = connection.kind.flow().after(connection.stage, Step::Confirm, party, facts);
    !done_by.is_empty() && matches!(after, Ok(Moved::To(_)))
}

fn has_times(app: &App, connection: &Connection) -> bool {
    connection.times.iter().any(|&time| time > app.clock.now())
}

fn fields(app: &App, wording: &Wording<'_>, connection: &Connection, step: Step, sent: &Sent) -> Vec<Field> {
    let t = wording.t;
    match step {
        Step::ChooseTime => {
            let ahead = connection.times.iter().filter(|&&time| time > app.clock.now());
            let choices = ahead.map(|&time| Choosable {
                value: time.unix_timestamp().to_string(),
                words: super::super::events::minute(wording, time),
            });
            let present = connection.chosen.map(|chosen| chosen.unix_timestamp().to_string()).unwrap_or_default();
            let chosen = Some(sent.raw("time")).filter(|it| !it.is_empty()).map_or(present, str::to_owned);
            vec![Field::new(t, "time", Input::Radios, "off").among(choices.collect()).holding(chosen)]
        }
        Step::Invite => {
            let time = |number: usize| {
                let name = format!("time-{number}");
                let mut field = Field::new(t, &name, Input::Moment, "off").holding(sent.raw(&name));
                field.label = t.with("field-interview-time", "number", number);
                if number == 1 { field } else { field.optional() }
            };
            (1..=TIMES_MAX).map(time).chain([words_field(t, step, sent).optional()]).collect()
        }
        Step::Deliver if connection.kind == ConnectionKind::Internship => {
            let mut words = words_field(t, step, sent).optional();
            words.hint = Some(t.say("internship-deliver-hint"));
            vec![words]
        }
        Step::Refuse if refusing::is_of_applicant(connection) => refusing::fields(t, sent).into(),
        _ if WITH_OPTIONAL_WORDS.contains(&step) => vec![words_field(t, step, sent).optional()],
        _ if WITH_WORDS.contains(&step) => vec![words_field(t, step, sent)],
        _ => Vec::new(),
    }
}

fn words_field(t: Language, step: Step, sent: &Sent) -> Field {
    let name = words_name(step);
    Field::new(t, &name, Input::Text, "off").holding(sent.raw(&name))
}

fn words_name(step: Step) -> String {
    format!("{}-words", step.slug())
}

/// The step that a form of `party`'s page sent; whatever is wrong in it is told at the fields of `forms`.
pub(in super::super) fn read(
    wording: &Wording<'_>,
    (step, now): (Step, OffsetDateTime),
    sent: &Sent,
    forms: &mut [StepForm],
) -> Option<ConnectionStep> {
    let t = wording.t;
    let mut read = ConnectionStep::plain(step);
    let Some(form) = forms.iter_mut().find(|form| form.step == step.slug()) else { return Some(read) };
    if refusing::is_asked(&form.fields) {
        return refusing::read(t, sent, &mut form.fields);
    }
    for field in &mut form.fields {
        let typed = sent.raw(&field.name);
        field.mistake = match field.input {
            Input::Text => match said_within(typed, REASON_MAX_CHARS) {
                Ok(words) => {
                    read.words = words;
                    None
                }
                Err(Unsaid::Empty) if !field.required => None,
                Err(unsaid) => Some(unsaid_sentence(t, unsaid, REASON_MAX_CHARS)),
            },
            Input::Moment if typed.is_empty() && !field.required => None,
            Input::Moment => match parse_moment(typed) {
                Some(time) if time > now + TIMES_AHEAD => {
                    Some(t.with("mistake-interview-far", "days", TIMES_AHEAD.whole_days()))
                }
                Some(time) if time > now => {
                    read.times.push(time);
                    None
                }
                Some(_) => Some(t.say("mistake-interview-over")),
                None => Some(t.say("mistake-interview-time")),
            },
            _ => {
                let chosen = typed.parse().ok().and_then(|it| OffsetDateTime::from_unix_timestamp(it).ok());
                read.chosen = chosen;
                chosen.is_none().then(|| t.say("mistake-interview-choice"))
            }
        };
    }
    read.times.sort_unstable();
    read.times.dedup();
    form.fields.iter().all(|field| field.mistake.is_none()).then_some(read)
}

/// The field for what is to be said, and what it says if it can be said.
pub(in super::super) fn read_message(t: Language, sent: &Sent) -> (Field, Option<String>) {
    let field = message_field(t, sent);
    match said(sent.raw("message")) {
        Ok(text) => (field, Some(text)),
        Err(unsaid) => (field.wrong(Some(unsaid_sentence(t, unsaid, MESSAGE_MAX_CHARS))), None),
    }
}

/// The field for what is to be said.
pub(in super::super) fn message_field(t: Language, sent: &Sent) -> Field {
    Field::new(t, "message", Input::Text, "off").holding(sent.raw("message"))
}

/// Why something cannot be said.
pub(in super::super) fn unsaid_sentence(t: Language, unsaid: Unsaid, max: usize) -> String {
    match unsaid {
        Unsaid::Empty => t.say("mistake-words-missing"),
        Unsaid::TooLong(found) => {
            t.fill("mistake-words-long", &[("max", max.to_string()), ("found", found.to_string())])
        }
        Unsaid::Address => t.say("mistake-words-address"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_that_asks_for_words_says_in_both_languages_what_for() {
        for &t in Language::ALL {
            for step in WITH_WORDS.into_iter().chain(WITH_OPTIONAL_WORDS) {
                let label = format!("field-{}", words_name(step));
                assert!(t.knows(&label), "{label}");
                let button = format!("connection-step-{}", step.slug());
                assert!(t.knows(&button), "{button}");
            }
        }
    }
}
