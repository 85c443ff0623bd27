//! Forms that ask for a few things: each field with its label, hint and mistake, all mistakes at the top as well.

use std::time::Duration;

use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use rongqiao_model::choice::Choice;
use serde_json::{Map, Value};
use time::OffsetDateTime;

use super::layout::{Layout, answer_privately};
use super::visit::Visit;
use crate::actions::Refusal;
use crate::address::pairs_of;
use crate::app::App;
use crate::language::Language;
use crate::passwords::{PASSWORD_MAX_CHARS, PASSWORD_MIN_CHARS, Weakness};
use crate::problem::Problem;

/// A page with something to fill in.
pub(super) trait Form {
    /// Everything that can be filled in, in its order.
    fn fields(&self) -> impl Iterator<Item = &Field>;

    /// Why nothing was done although every field is right.
    fn refusal(&self) -> Option<&str>;

    /// Where whoever was refused goes on, and what the link says.
    fn way_on(&self) -> Option<(String, String)> {
        None
    }

    /// Fields with something wrong in them, in their order.
    fn mistaken(&self) -> impl Iterator<Item = (&Field, &String)> {
        self.fields().filter_map(|field| Some((field, field.mistake.as_ref()?)))
    }

    /// Whether nothing is wrong with what was typed.
    fn is_right(&self) -> bool {
        self.refusal().is_none() && self.mistaken().next().is_none()
    }
}

/// What somebody sent with a form.
#[derive(Debug, Default)]
pub(super) struct Sent(Vec<(String, String)>);

impl Sent {
    pub(super) fn read(form: &str) -> Self {
        Self(pairs_of(form))
    }

    /// What a form holds before anybody has changed it.
    pub(super) fn of(pairs: impl IntoIterator<Item = (impl Into<String>, String)>) -> Self {
        Self(pairs.into_iter().map(|(name, value)| (name.into(), value)).collect())
    }

    /// Every value of `field`.
    pub(super) fn all(&self, field: &str) -> impl Iterator<Item = &str> {
        self.0.iter().filter(move |(name, _)| name == field).map(|(_, value)| value.as_str())
    }

    /// The fields whose names begin with `prefix`, without it, as a record that rules can read.
    pub(super) fn record(&self, prefix: &str) -> Map<String, Value> {
        let mut record = Map::new();
        for (name, value) in &self.0 {
            let Some(name) = name.strip_prefix(prefix) else { continue };
            let value = Value::String(value.clone());
            match record.get_mut(name) {
                Some(Value::Array(values)) => values.push(value),
                Some(first) => *first = Value::Array(vec![first.take(), value]),
                None => drop(record.insert(name.to_owned(), value)),
            }
        }
        record
    }

    /// What stands in `field`, as it was typed; empty when nothing came.
    pub(super) fn raw(&self, field: &str) -> &str {
        self.0.iter().find(|(name, _)| name == field).map_or("", |(_, value)| value)
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
    /// A day and a time of it.
    Moment,
    /// One of a list.
    Choice,
    /// Any of a list, each with a tick.
    Picks,
    /// One of a list, each with its words in sight.
    Radios,
    /// A file; it never comes back.
    File,
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
    pub(super) name: String,
    pub(super) input: Input,
    /// Whether the form is not accepted without it.
    pub(super) required: bool,
    /// What can be chosen.
    pub(super) choices: Vec<Choosable>,
    /// What of it is chosen, where that can be more than one.
    picked: Vec<String>,
    /// Endings of the files that are taken.
    pub(super) accepts: &'static str,
    /// What browsers fill in by themselves (HTML, autofill).
    pub(super) autocomplete: &'static str,
    pub(super) label: String,
    pub(super) hint: Option<String>,
    pub(super) value: String,
    pub(super) mistake: Option<String>,
    /// Whether one begins to type in it as soon as the page is there.
    is_focused: bool,
    /// What somebody who read it before remarked.
    pub(super) remark: Option<String>,
}

impl Field {
    /// A field whose label stands under `field-<name>`, and whose hint under `field-<name>-hint` where there is one.
    pub(super) fn new(t: Language, name: &str, input: Input, autocomplete: &'static str) -> Self {
        let hint = format!("field-{name}-hint");
        Self {
            name: name.to_owned(),
            input,
            required: true,
            choices: Vec::new(),
            picked: Vec::new(),
            accepts: "",
            autocomplete,
            label: t.say(&format!("field-{name}")),
            hint: t.knows(&hint).then(|| t.say(&hint)),
            value: String::new(),
            mistake: None,
            is_focused: false,
            remark: None,
        }
    }

    /// The field with what was typed in it.
    pub(super) fn holding(mut self, value: impl Into<String>) -> Self {
        self.value = value.into();
        self
    }

    /// The field as one that may stay empty.
    pub(super) fn optional(mut self) -> Self {
        self.required = false;
        self
    }

    /// The field as the one thing that the page is there for.
    pub(super) const fn focused(mut self) -> Self {
        self.is_focused = true;
        self
    }

    /// The field with what can be chosen in it.
    pub(super) fn among(mut self, choices: Vec<Choosable>) -> Self {
        self.choices = choices;
        self
    }

    /// The field that takes files with these endings.
    pub(super) const fn accepting(mut self, endings: &'static str) -> Self {
        self.accepts = endings;
        self
    }

    /// The field with what can be chosen in it: slugs, and their words under `<list>-<slug>`. The values in `chosen` are.
    pub(super) fn of_choices<C: Choice>(mut self, t: Language, list: &str, all: &[C], chosen: &[&str]) -> Self {
        let choice = |it: &C| Choosable { value: it.slug().to_owned(), words: t.say(&format!("{list}-{}", it.slug())) };
        self.choices = all.iter().map(choice).collect();
        self.picked = chosen.iter().map(|&it| it.to_owned()).collect();
        self
    }

    /// The field with these of its choices chosen.
    pub(super) fn picking<'a>(mut self, chosen: impl IntoIterator<Item = &'a str>) -> Self {
        self.picked = chosen.into_iter().map(str::to_owned).collect();
        self
    }

    /// The field with what is wrong in it, if anything is.
    pub(super) fn wrong(mut self, mistake: Option<String>) -> Self {
        self.mistake = mistake;
        self
    }

    /// Whether `choice` is chosen.
    pub(super) fn is_picked(&self, choice: &Choosable) -> bool {
        self.picked.contains(&choice.value) || (self.picked.is_empty() && choice.value == self.value)
    }

    /// Whether any choice is chosen.
    pub(super) fn is_chosen(&self) -> bool {
        self.choices.iter().any(|choice| self.is_picked(choice))
    }

    /// What its element says to browsers and to those who hear the page; `described` are identities of what describes it.
    pub(super) fn attributes(&self, described: &str) -> String {
        let required = if self.required { " required" } else { "" };
        let invalid = if self.mistake.is_some() { " aria-invalid=\"true\"" } else { "" };
        let describing =
            if described.is_empty() { String::new() } else { format!(" aria-describedby=\"{described}\"") };
        // Where something is wrong, what tells it takes the focus.
        let focused = if self.is_focused && self.mistake.is_none() { " autofocus" } else { "" };
        format!("{required}{invalid}{describing}{focused}")
    }

    /// Identities of what describes the field, for those who hear the page.
    pub(super) fn described_by(&self) -> String {
        let hint = self.hint.as_ref().map(|_| format!("{}-hint", self.name));
        let remark = self.remark.as_ref().map(|_| format!("{}-remark", self.name));
        let mistake = self.mistake.as_ref().map(|_| format!("{}-mistake", self.name));
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
    /// Other ways that take a form of their own.
    pub(super) ways: Vec<Way>,
    /// Whether a browser with scripts sends the form by itself.
    pub(super) goes_on_by_itself: bool,
}

/// A button that leads to another way.
#[derive(Debug)]
pub(super) struct Way {
    pub(super) action: String,
    pub(super) words: String,
    /// Where to be led afterwards.
    pub(super) back: String,
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
            ways: Vec::new(),
            goes_on_by_itself: false,
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

    /// The form with why it cannot be taken as things are now.
    pub(super) fn show_conflict(mut self, refusal: String) -> Result<Response, Problem> {
        self.refusal = Some(refusal);
        answer_privately(StatusCode::CONFLICT, &self)
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
            Refusal::Wrong
            | Refusal::WrongCode
            | Refusal::Gone
            | Refusal::Taken
            | Refusal::Uninvited
            | Refusal::SignInAgain
            | Refusal::Weak(_) => self.show_mistakes(),
        }
    }

    /// Whether a file is sent with the form, which then has to be sent in parts.
    fn sends_files(&self) -> bool {
        self.fields.iter().any(|field| field.input == Input::File)
    }
}

impl Form for FormPage {
    fn fields(&self) -> impl Iterator<Item = &Field> {
        self.fields.iter()
    }

    fn refusal(&self) -> Option<&str> {
        self.refusal.as_deref()
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
        Refusal::Uninvited => t.say("refusal-uninvited"),
        Refusal::SignInAgain => t.say("refusal-sign-in-again"),
        Refusal::Wait(until) => {
            let seconds = (*until - now).whole_seconds().max(1);
            t.count("refusal-wait", u64::try_from((seconds + 59) / 60).unwrap_or(1))
        }
        // These two are told elsewhere.
        Refusal::Weak(_) | Refusal::Failed(_) => String::new(),
    }
}
