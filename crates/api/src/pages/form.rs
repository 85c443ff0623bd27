//! Forms that ask for a few things: each field with its label, hint and mistake, all mistakes at the top as well.

use std::time::Duration;

use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use time::OffsetDateTime;

use super::layout::{Layout, answer_privately};
use super::visit::Visit;
use crate::actions::Refusal;
use crate::address::pairs_of;
use crate::app::App;
use crate::language::Language;
use crate::passwords::{PASSWORD_MAX_CHARS, PASSWORD_MIN_CHARS, Weakness};
use crate::problem::Problem;

/// What somebody sent with a form.
#[derive(Debug)]
pub(super) struct Sent(Vec<(String, String)>);

impl Sent {
    pub(super) fn read(form: &str) -> Self {
        Self(pairs_of(form))
    }

    /// What stands in `field`, as it was typed; empty when nothing came.
    pub(super) fn raw(&self, field: &str) -> &str {
        self.0.iter().find(|(name, _)| name == field).map_or("", |(_, value)| value)
    }

    /// Every value of `field`, in the order of the form.
    pub(super) fn all<'a>(&'a self, field: &str) -> impl Iterator<Item = &'a str> {
        let values: Vec<&str> = self.0.iter().filter(|(name, _)| name == field).map(|(_, it)| it.as_str()).collect();
        values.into_iter()
    }

    /// What stands in `field`, without invisible marks and space around it.
    pub(super) fn text(&self, field: &str) -> String {
        rongqiao_model::naming::clean_text(self.raw(field))
    }
}

/// How a field is filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Input {
    /// A line of text.
    Line,
    /// A line that nobody else should read; it never comes back.
    Secret,
    /// A short code of digits.
    Code,
    /// A tick.
    Tick,
    /// Several lines of text.
    Text,
    /// A number.
    Number,
    /// A day.
    Day,
    /// One of a list.
    Choice,
}

/// One value that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Choosable {
    pub(super) value: String,
    pub(super) words: String,
}

/// One field of a form.
#[derive(Debug)]
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) input: Input,
    /// What browsers fill in by themselves (HTML, autofill).
    pub(super) autocomplete: &'static str,
    pub(super) label: String,
    pub(super) hint: Option<String>,
    pub(super) value: String,
    pub(super) mistake: Option<String>,
    /// What somebody who read it before remarked.
    pub(super) remark: Option<String>,
    /// Whether the form is not accepted without it.
    pub(super) required: bool,
    /// What can be chosen.
    pub(super) choices: Vec<Choosable>,
}

impl Field {
    /// A field whose label stands under `field-<name>`, and whose hint under `field-<name>-hint` where there is one.
    pub(super) fn new(t: Language, name: &'static str, input: Input, autocomplete: &'static str) -> Self {
        let hint = format!("field-{name}-hint");
        Self {
            name,
            input,
            autocomplete,
            label: t.say(&format!("field-{name}")),
            hint: t.knows(&hint).then(|| t.say(&hint)),
            value: String::new(),
            mistake: None,
            remark: None,
            required: true,
            choices: Vec::new(),
        }
    }

    /// The field with what can be chosen in it.
    pub(super) fn among(mut self, choices: Vec<Choosable>) -> Self {
        self.choices = choices;
        self
    }

    /// The field with what was typed in it.
    pub(super) fn holding(mut self, value: impl Into<String>) -> Self {
        self.value = value.into();
        self
    }

    /// The field with what is wrong in it, if anything is.
    pub(super) fn wrong(mut self, mistake: Option<String>) -> Self {
        self.mistake = mistake;
        self
    }

    /// What its element says to browsers and to those who hear the page; `described` are identities of what describes it.
    pub(super) fn attributes(&self, described: &str) -> String {
        let required = if self.required { " required" } else { "" };
        let invalid = if self.mistake.is_some() { " aria-invalid=\"true\"" } else { "" };
        let describing =
            if described.is_empty() { String::new() } else { format!(" aria-describedby=\"{described}\"") };
        format!("{required}{invalid}{describing}")
    }

    /// Identities of what describes the field, for those who hear the page.
    pub(super) fn described_by(&self) -> String {
        let hint = self.hint.as_ref().map(|_| format!("{}-hint", self.name));
        let mistake = self.mistake.as_ref().map(|_| format!("{}-mistake", self.name));
        let remark = self.remark.as_ref().map(|_| format!("{}-remark", self.name));
        hint.into_iter().chain(remark).chain(mistake).collect::<Vec<_>>().join(" ")
    }
}

/// A page that is one form.
#[derive(Template)]
#[template(path = "form.html")]
pub(super) struct FormPage {
    t: Language,
    layout: Layout,
    pub(super) lead: Vec<String>,
    pub(super) picture: Option<String>,
    pub(super) refusal: Option<String>,
    pub(super) fields: Vec<Field>,
    pub(super) hidden: Vec<(&'static str, String)>,
    pub(super) action: String,
    pub(super) submit: String,
    /// Words and addresses of other ways.
    pub(super) others: Vec<(String, String)>,
}

impl FormPage {
    /// The page at `visit`, whose texts stand under `<key>-title`, `<key>-lead` and `<key>-submit`.
    pub(super) fn new(app: &App, visit: &Visit, key: &str) -> Self {
        let t = visit.language;
        let mut layout = Layout::new(app, visit, t.say(&format!("{key}-title")));
        layout.indexed = false;
        let lead = format!("{key}-lead");
        Self {
            t,
            layout,
            lead: t.knows(&lead).then(|| t.say(&lead)).into_iter().collect(),
            picture: None,
            refusal: None,
            fields: Vec::new(),
            hidden: Vec::new(),
            action: t.path(&visit.path),
            submit: t.say(&format!("{key}-submit")),
            others: Vec::new(),
        }
    }

    /// The form as it is asked for.
    pub(super) fn show(&self) -> Result<Response, Problem> {
        answer_privately(StatusCode::OK, self)
    }

    /// The form with what is wrong in it.
    pub(super) fn show_mistakes(&self) -> Result<Response, Problem> {
        answer_privately(StatusCode::UNPROCESSABLE_ENTITY, self)
    }

    /// The form with why it was refused.
    pub(super) fn refuse(mut self, app: &App, refusal: Refusal) -> Result<Response, Problem> {
        let now = app.clock.now();
        if let Refusal::Weak(weakness) = refusal {
            let sentence = weakness_sentence(self.t, weakness);
            if let Some(field) = self.fields.iter_mut().find(|field| field.name == "new-password") {
                field.mistake = Some(sentence);
            }
            return self.show_mistakes();
        }
        self.refusal = Some(refusal_sentence(self.t, &refusal, now));
        match refusal {
            Refusal::Failed(problem) => Err(problem),
            Refusal::Wait(until) => {
                let mut response = answer_privately(StatusCode::TOO_MANY_REQUESTS, &self)?;
                let seconds = Duration::try_from(until - now).unwrap_or_default().as_secs() + 1;
                response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
                Ok(response)
            }
            Refusal::Wrong | Refusal::WrongCode | Refusal::Gone | Refusal::Taken | Refusal::Weak(_) => {
                self.show_mistakes()
            }
        }
    }

    /// Fields with something wrong in them, in their order.
    fn mistaken(&self) -> impl Iterator<Item = (&Field, &String)> {
        self.fields.iter().filter_map(|field| Some((field, field.mistake.as_ref()?)))
    }

    /// Whether nothing is wrong with what was typed.
    pub(super) fn is_right(&self) -> bool {
        self.refusal.is_none() && self.mistaken().next().is_none()
    }
}

/// What is wrong with a new password and what to do.
pub(super) fn weakness_sentence(t: Language, weakness: Weakness) -> String {
    match weakness {
        Weakness::TooShort => t.with("mistake-password-short", "min", PASSWORD_MIN_CHARS),
        Weakness::TooLong => t.with("mistake-password-long", "max", PASSWORD_MAX_CHARS),
        Weakness::Guessable => t.say("mistake-password-guessable"),
    }
}

fn refusal_sentence(t: Language, refusal: &Refusal, now: OffsetDateTime) -> String {
    match refusal {
        Refusal::Wrong => t.say("refusal-wrong"),
        Refusal::WrongCode => t.say("refusal-wrong-code"),
        Refusal::Gone => t.say("refusal-gone"),
        Refusal::Taken => t.say("refusal-taken"),
        Refusal::Wait(until) => {
            let seconds = (*until - now).whole_seconds().max(1);
            t.count("refusal-wait", u64::try_from((seconds + 59) / 60).unwrap_or(1))
        }
        // These two are told elsewhere.
        Refusal::Weak(_) | Refusal::Failed(_) => String::new(),
    }
}
