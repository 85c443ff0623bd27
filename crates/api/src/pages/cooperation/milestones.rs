//! The milestones of an agreement, as one side sees them and answers them.

use rongqiao_model::connect::conversation::said_within;
use rongqiao_model::connect::{Party, Stage};
use rongqiao_model::cooperation::{Milestone, WORDS_MAX_CHARS};
use rongqiao_model::milestone::{MilestoneState, MilestoneStep};
use rongqiao_model::organisation::Organisation;

use super::super::connections::steps::unsaid_sentence;
use super::super::form::{Field, Input, Sent};
use super::super::wording::Wording;
use crate::actions::cooperation::Cooperation;

/// A milestone with what can be done about it.
#[derive(Debug)]
pub(super) struct MilestoneLine {
    pub(super) id: String,
    pub(super) revision: i64,
    pub(super) title: String,
    pub(super) due: String,
    pub(super) slug: &'static str,
    pub(super) state: String,
    /// What was said of it, the first words first.
    pub(super) told: Vec<(String, String)>,
    pub(super) forms: Vec<MilestoneForm>,
}

/// A button, and what is to be filled in first.
#[derive(Debug)]
pub(super) struct MilestoneForm {
    pub(super) step: &'static str,
    pub(super) words: String,
    pub(super) fields: Vec<Field>,
}

impl MilestoneForm {
    /// Whether the form stands open: something in it is to be mended.
    pub(super) fn opens_at_once(&self) -> bool {
        self.fields.iter().any(|field| field.mistake.is_some())
    }
}

/// The milestones as whoever looks sees them; those of secret agreements only the two sides.
pub(super) fn lines(wording: &Wording<'_>, cooperation: &Cooperation, sent: &Sent) -> Vec<MilestoneLine> {
    let Some(agreement) = &cooperation.agreement else { return Vec::new() };
    if !agreement.agreement.is_open_to(cooperation.party) {
        return Vec::new();
    }
    agreement.milestones.iter().map(|it| line(wording, cooperation, it, sent)).collect()
}

fn line(wording: &Wording<'_>, cooperation: &Cooperation, it: &Milestone, sent: &Sent) -> MilestoneLine {
    let t = wording.t;
    let state = it.state();
    let runs = cooperation.file.connection.stage == Stage::Running;
    let is_overdue = state == MilestoneState::Ahead && it.due_on < wording.today();
    let can = |step: &&MilestoneStep| runs && it.can(**step, cooperation.party);
    let form = |&step: &MilestoneStep| MilestoneForm {
        step: step.slug(),
        words: t.say(&format!("agreement-{}", step.slug())),
        fields: field(wording, it, step, sent).into_iter().collect(),
    };
    MilestoneLine {
        id: it.id.to_string(),
        revision: it.revision,
        title: it.title.clone(),
        due: t.with("milestone-due", "day", wording.day(it.due_on)),
        slug: if is_overdue { "overdue" } else { state.slug() },
        state: t.say(&if is_overdue { "milestone-overdue".to_owned() } else { format!("milestone-{}", state.slug()) }),
        told: told(wording, cooperation, it),
        forms: MilestoneStep::ALL.iter().filter(can).map(form).collect(),
    }
}

/// Who said what of it, with the moment.
fn told(wording: &Wording<'_>, cooperation: &Cooperation, it: &Milestone) -> Vec<(String, String)> {
    let t = wording.t;
    let named = |organisation: &Organisation| wording.either(&organisation.name, organisation.name_en.as_deref()).text;
    let name_of = |party: Party| match (party, &cooperation.file.responder_organisation) {
        (Party::Responder, Some(organisation)) => named(organisation),
        _ => named(&cooperation.file.organisation),
    };
    let said =
        |key: &str, who: Party, at| t.fill(key, &[("name", name_of(who)), ("moment", wording.minute_of(at).words)]);
    let beyond = |party: Party| if party == Party::Publisher { Party::Responder } else { Party::Publisher };
    let mut told = Vec::new();
    if let Some((reporter, at)) = it.reported {
        let other = beyond(reporter);
        told.push((said("milestone-told-report", reporter, at), it.words.clone()));
        if let Some(at) = it.disputed_at.filter(|_| it.state() == MilestoneState::Disputed) {
            told.push((said("milestone-told-dispute", other, at), it.dispute.clone()));
        }
        if let Some(at) = it.confirmed_at {
            told.push((said("milestone-told-confirm", other, at), String::new()));
        }
    }
    if let Some(striking) = &it.striking {
        let other = beyond(striking.by);
        told.push((said("milestone-told-strike", striking.by, striking.at), striking.reason.clone()));
        told.extend(striking.struck_at.map(|at| (said("milestone-told-strike-agree", other, at), String::new())));
    }
    told
}

/// What is to be said with a step: why one disputes or strikes, and, if anything, with what one reports.
fn field(wording: &Wording<'_>, it: &Milestone, step: MilestoneStep, sent: &Sent) -> Option<Field> {
    let t = wording.t;
    let is_optional = step == MilestoneStep::Report;
    if !is_optional && !step.needs_words() {
        return None;
    }
    let is_sent = sent.raw("do") == step.slug() && sent.raw("milestone") == it.id.to_string();
    let mut field = Field::new(t, "milestone-words", Input::Text, "off");
    // Several stand on one page, and each has its own identity.
    field.name = name_of(it, step);
    field.label = t.say(&format!("field-{}-words", step.slug()));
    field.required = !is_optional;
    if is_sent {
        field.value = sent.raw(&field.name).to_owned();
        field.mistake = wrong(wording, it, step, sent);
    }
    Some(field)
}

fn name_of(it: &Milestone, step: MilestoneStep) -> String {
    format!("{}-{}", step.slug(), it.id)
}

fn wrong(wording: &Wording<'_>, it: &Milestone, step: MilestoneStep, sent: &Sent) -> Option<String> {
    let typed = sent.raw(&name_of(it, step));
    if typed.trim().is_empty() && step == MilestoneStep::Report {
        return None;
    }
    said_within(typed, WORDS_MAX_CHARS).err().map(|unsaid| unsaid_sentence(wording.t, unsaid, WORDS_MAX_CHARS))
}

/// The words that were sent with `step`; `None` if they have to be mended.
pub(super) fn words_of(it: &Milestone, step: MilestoneStep, sent: &Sent) -> Option<String> {
    let typed = sent.raw(&name_of(it, step));
    let says_nothing = step != MilestoneStep::Report || typed.trim().is_empty();
    if !step.needs_words() && says_nothing {
        return Some(String::new());
    }
    said_within(typed, WORDS_MAX_CHARS).ok()
}
