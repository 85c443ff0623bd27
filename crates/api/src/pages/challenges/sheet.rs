//! What all pages of a call are made of: its stage, parts that are read, and forms that are sent.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use rongqiao_model::call::{Call, WORDS_MAX_CHARS};
use rongqiao_model::connect::Stage;
use rongqiao_model::connect::conversation::{Unsaid, said_within};
use rongqiao_model::store::ConnectionMoved;
use time::OffsetDateTime;

use super::super::form::{Field, Form, Input, Sent};
use super::super::layout::{Layout, answer_privately};
use super::super::paging::Ways;
use super::super::visit::Visit;
use super::super::wording::{Worded, Wording};
use super::talk::Talk;
use super::team::TeamView;
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;

/// A page of a call.
#[derive(Template)]
#[template(path = "challenge.html")]
pub(super) struct CallPage {
    pub(super) t: Language,
    pub(super) layout: Layout,
    pub(super) title: Worded,
    /// The stage's name and words, and what comes next.
    pub(super) state: Option<(&'static str, String, String)>,
    pub(super) notes: Vec<String>,
    pub(super) forms: Vec<CallForm>,
    pub(super) parts: Vec<Part>,
    /// What those who take part say to each other.
    pub(super) talk: Option<Talk>,
    /// The one thing to do next, and where.
    pub(super) start: Option<(String, String)>,
    /// Where the lists of its parts go on.
    pub(super) ways: Ways,
    /// What a team could be made of.
    pub(super) team: Option<TeamView>,
    /// Words and addresses of other ways.
    pub(super) links: Vec<(String, String)>,
    pub(super) refusal: Option<String>,
    pub(super) revision: i64,
    pub(super) action: String,
}

/// Something to be read, under a heading.
#[derive(Debug, Default)]
pub(super) struct Part {
    pub(super) id: &'static str,
    pub(super) title: String,
    pub(super) about: Option<String>,
    pub(super) facts: Vec<(String, Worded)>,
    pub(super) entries: Vec<Entry>,
}

/// One of several things in a part.
#[derive(Debug, Default)]
pub(super) struct Entry {
    pub(super) heading: Worded,
    pub(super) lines: Vec<Worded>,
    /// Where there is more of it.
    pub(super) href: Option<String>,
    pub(super) forms: Vec<CallForm>,
}

/// A button, with what is to be filled in first.
#[derive(Debug, Default)]
pub(super) struct CallForm {
    /// What is done.
    pub(super) what: String,
    /// To which of several things.
    pub(super) number: String,
    /// The revision of that thing as it stands here; `None` where that of the call matters.
    pub(super) revision: Option<i64>,
    pub(super) words: String,
    pub(super) about: Option<String>,
    /// Words and address of what is to be done first.
    pub(super) before: Option<(String, String)>,
    pub(super) fields: Vec<Field>,
    pub(super) is_primary: bool,
}

impl CallForm {
    /// A button for `what`, whose words stand under `call-do-<what>` and its explanation under `call-about-<what>`.
    pub(super) fn new(t: Language, what: &str) -> Self {
        let about = format!("call-about-{what}");
        Self {
            what: what.to_owned(),
            words: t.say(&format!("call-do-{what}")),
            about: t.knows(&about).then(|| t.say(&about)),
            ..Self::default()
        }
    }

    /// The same, where something is to be done first.
    pub(super) fn after(mut self, before: Option<(String, String)>) -> Self {
        self.before = before;
        self
    }

    /// The same with these fields.
    pub(super) fn asking(mut self, fields: Vec<Field>) -> Self {
        self.fields = fields;
        self
    }

    /// The same, as what is most likely wanted.
    pub(super) fn primary(mut self) -> Self {
        self.is_primary = true;
        self
    }

    /// The same, for one of several things.
    pub(super) fn of(mut self, number: impl ToString) -> Self {
        self.number = number.to_string();
        self
    }

    /// Whether it stands open at once.
    fn opens_at_once(&self) -> bool {
        self.is_primary || self.fields.iter().any(|field| field.mistake.is_some())
    }
}

impl Form for CallPage {
    fn fields(&self) -> impl Iterator<Item = &Field> {
        let nested = self.parts.iter().flat_map(|part| &part.entries).flat_map(|entry| &entry.forms);
        let message = self.talk.iter().flat_map(|talk| &talk.message);
        self.forms.iter().chain(nested).flat_map(|form| &form.fields).chain(message)
    }

    fn refusal(&self) -> Option<&str> {
        self.refusal.as_deref()
    }
}

impl CallPage {
    /// The page at `visit` of `call`, for readers who do what the catalogue calls `side`.
    pub(super) fn of(app: &App, visit: &Visit, call: &Call, side: &str) -> Self {
        let t = visit.language;
        let (slug, title) = (call.connection.stage.slug(), &call.connection.title);
        let mut page = Self::plain(app, visit, Wording::new(app, t).worded(title));
        page.state = Some((slug, t.say(&format!("connection-stage-{slug}")), next_words(t, side, slug)));
        page.revision = call.connection.revision;
        page.layout.demo = call.organisation.demo;
        page
    }

    /// A page at `visit` without a call.
    pub(super) fn plain(app: &App, visit: &Visit, title: Worded) -> Self {
        let mut layout = Layout::new(app, visit, title.text.clone());
        layout.indexed = false;
        Self {
            t: visit.language,
            layout,
            title,
            state: None,
            notes: Vec::new(),
            forms: Vec::new(),
            parts: Vec::new(),
            talk: None,
            start: None,
            ways: Ways::default(),
            team: None,
            links: Vec::new(),
            refusal: None,
            revision: 0,
            action: visit.language.path(&visit.path),
        }
    }

    /// The page as it is asked for.
    pub(super) fn show(&self) -> Result<Response, Problem> {
        answer_privately(StatusCode::OK, self)
    }

    /// The page with what is wrong in what was sent.
    pub(super) fn show_mistakes(&self) -> Result<Response, Problem> {
        answer_privately(StatusCode::UNPROCESSABLE_ENTITY, self)
    }

    /// The page with why something cannot be done now.
    pub(super) fn show_conflict(mut self, refusal: String) -> Result<Response, Problem> {
        self.refusal = Some(refusal);
        answer_privately(StatusCode::CONFLICT, &self)
    }

    /// Leads back to the page once something is done; else tells that it could not be.
    pub(super) fn answer(self, is_done: bool) -> Result<Response, Problem> {
        if is_done {
            return Ok(Redirect::to(&self.action).into_response());
        }
        let refusal = self.t.say("call-too-late");
        self.show_conflict(refusal)
    }

    /// The same for a step, with what is missing.
    pub(super) fn answer_moved(self, moved: &ConnectionMoved) -> Result<Response, Problem> {
        use rongqiao_model::connect::Refused;
        match moved {
            ConnectionMoved::Refused(Refused::Missing { needs, .. }) if !needs.is_empty() => {
                let t = self.t;
                let needs: Vec<String> =
                    needs.iter().map(|need| t.say(&format!("connection-need-{}", need.slug()))).collect();
                let refusal = t.with("call-missing", "needs", needs.join(&t.say("call-missing-and")));
                self.show_conflict(refusal)
            }
            ConnectionMoved::Refused(Refused::Suspended) => {
                let refusal = self.t.say("connection-refused-suspended");
                self.show_conflict(refusal)
            }
            ConnectionMoved::Refused(Refused::Done) => {
                let refusal = self.t.say("connection-refused-done");
                self.show_conflict(refusal)
            }
            ConnectionMoved::Done(_) => self.answer(true),
            ConnectionMoved::Changed | ConnectionMoved::Refused(_) => self.answer(false),
        }
    }

    /// Puts `mistake` at the field called `name`.
    pub(super) fn tell(&mut self, name: &str, mistake: String) {
        let nested = self.parts.iter_mut().flat_map(|part| &mut part.entries).flat_map(|entry| &mut entry.forms);
        let mut fields = self.forms.iter_mut().chain(nested).flat_map(|form| &mut form.fields);
        if let Some(field) = fields.find(|field| field.name == name) {
            field.mistake = Some(mistake);
        }
    }

    /// The words that were sent in the field called `name`; what is wrong with them is told there.
    pub(super) fn read_words(&mut self, sent: &Sent, name: &str) -> Option<String> {
        match said_within(sent.raw(name), WORDS_MAX_CHARS) {
            Ok(words) => Some(words),
            Err(unsaid) => {
                let mistake = unsaid_sentence(self.t, unsaid);
                self.tell(name, mistake);
                None
            }
        }
    }
}

/// What comes next at the stage called `slug` for those who do what the catalogue calls `side`, as closely as it knows it.
fn next_words(t: Language, side: &str, slug: &str) -> String {
    let keys = [format!("call-next-{side}-{slug}"), format!("call-next-{side}"), format!("call-next-{slug}")];
    keys.iter().find(|key| t.knows(key)).map(|key| t.say(key)).unwrap_or_default()
}

/// A field for words, whose label stands under `field-<label>`.
pub(super) fn words_field(t: Language, name: &str, label: &str, sent: &Sent) -> Field {
    let mut field = Field::new(t, label, Input::Text, "off").holding(sent.raw(name));
    name.clone_into(&mut field.name);
    field
}

/// Why words cannot be taken.
fn unsaid_sentence(t: Language, unsaid: Unsaid) -> String {
    match unsaid {
        Unsaid::Empty => t.say("mistake-words-missing"),
        Unsaid::TooLong(found) => {
            t.fill("mistake-words-long", &[("max", WORDS_MAX_CHARS.to_string()), ("found", found.to_string())])
        }
        Unsaid::Address => t.say("mistake-words-address"),
    }
}

/// That a call cannot be opened any more, as those on `side` read it, where its deadline passed while it was checked.
pub(super) fn late_note(t: Language, (call, now): (&Call, OffsetDateTime), side: &str) -> Option<String> {
    call.is_too_late(now).then(|| t.say(&format!("call-late-{side}")))
}

/// Until when proposals are taken, as long as they are or will be.
pub(super) fn until_note(wording: &Wording<'_>, call: &Call) -> Option<String> {
    let is_ahead = matches!(call.connection.stage, Stage::Checking | Stage::Open);
    is_ahead.then(|| wording.t.with("call-until", "moment", wording.minute_of(call.deadline).words))
}
