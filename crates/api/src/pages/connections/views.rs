//! What was shared, done and said, as both sides see it.

use rongqiao_model::connect::{ConnectionFile, Party, Shared};
use rongqiao_model::organisation::Organisation;
use time::OffsetDateTime;

use super::super::profile::{SectionView, section_views};
use super::super::wording::{Moment, Wording, machine};
use super::papers::PaperView;
use crate::app::App;

/// What was shared.
#[derive(Debug)]
pub(in super::super) struct SharedView {
    pub(in super::super) name: String,
    pub(in super::super) contact: String,
    pub(in super::super) sections: Vec<SectionView>,
    pub(in super::super) letter: String,
    /// Questions with their answers.
    pub(in super::super) answers: Vec<(String, String)>,
}

/// A step that was done, or the beginning.
#[derive(Debug)]
pub(in super::super) struct HistoryLine {
    pub(in super::super) at: Moment,
    pub(in super::super) did: String,
    pub(in super::super) words: String,
}

/// Something that was said.
#[derive(Debug)]
pub(in super::super) struct SaidLine {
    pub(in super::super) is_own: bool,
    pub(in super::super) who: String,
    pub(in super::super) text: String,
    pub(in super::super) paper: Option<PaperView>,
    pub(in super::super) at: Moment,
}

impl SharedView {
    pub(in super::super) fn new(wording: &Wording<'_>, shared: &Shared) -> Self {
        let mut sections = section_views(wording, &shared.profile);
        sections.retain(|section| !section.entries.is_empty());
        Self {
            name: shared.name.clone(),
            contact: shared.contact.clone(),
            sections,
            letter: shared.letter.clone(),
            answers: shared.answers.iter().map(|it| (it.question.clone(), it.answer.clone())).collect(),
        }
    }
}

/// What was done, the latest first, as `viewer` sees it.
pub(in super::super) fn history(wording: &Wording<'_>, file: &ConnectionFile, viewer: Party) -> Vec<HistoryLine> {
    let t = wording.t;
    let line = |at: OffsetDateTime, who: String, (slug, step): (&str, String), words: &str| HistoryLine {
        at: wording.minute_of(at),
        did: t.fill("connection-did", &[("who", who), ("slug", slug.to_owned()), ("step", step)]),
        words: words.to_owned(),
    };
    let began = file.connection.created_at;
    let begun = line(
        began,
        who(wording, file, Party::Responder, viewer),
        ("begun", t.with("connection-begun", "kind", file.connection.kind.slug())),
        "",
    );
    let done = file.events.iter().rev().map(|event| {
        let step = t.say(&format!("connection-step-{}", event.step.slug()));
        line(event.at, who(wording, file, event.party, viewer), (event.step.slug(), step), &event.words)
    });
    done.chain([begun]).collect()
}

/// What was said, the first words first, as `viewer` sees it.
pub(in super::super) fn conversation(wording: &Wording<'_>, file: &ConnectionFile, viewer: Party) -> Vec<SaidLine> {
    let said = file.messages.iter().map(|message| SaidLine {
        is_own: message.party == viewer,
        who: who(wording, file, message.party, viewer),
        text: message.text.clone(),
        paper: message.paper.as_ref().map(|it| PaperView::new(wording.t, &file.connection, (message.id, it))),
        at: wording.minute_of(message.at),
    });
    said.collect()
}

/// What `viewer` calls `party`.
pub(super) fn who(wording: &Wording<'_>, file: &ConnectionFile, party: Party, viewer: Party) -> String {
    let t = wording.t;
    let named = |it: &Organisation| wording.either(&it.name, it.name_en.as_deref()).text;
    let organisation = match party {
        Party::Publisher => Some(&file.organisation),
        Party::Responder => file.responder_organisation.as_ref(),
        Party::School => file.school.as_ref(),
        Party::FirmsDesk | Party::UniversitiesDesk | Party::Expert | Party::Public | Party::Program => None,
    };
    match organisation {
        Some(_) if party == viewer => t.say("connection-self-organisation"),
        Some(organisation) => named(organisation),
        None if party == viewer => t.say("connection-self-person"),
        None if party == Party::Responder => applicant(wording, file),
        None => t.say(&format!("connection-party-{}", party.slug())),
    }
}

/// What the organisation calls whoever applied: by their name, as long as that is shared.
pub(in super::super) fn applicant(wording: &Wording<'_>, file: &ConnectionFile) -> String {
    let shared = file.connection.shown_to_publisher();
    shared.map_or_else(|| wording.t.say("application-nameless"), |shared| shared.name.clone())
}

/// The time that was chosen to talk, for people and machines, as long as it is ahead.
pub(in super::super) fn chosen(app: &App, wording: &Wording<'_>, file: &ConnectionFile) -> Option<Moment> {
    let chosen = file.connection.chosen.filter(|&chosen| chosen > app.clock.now())?;
    Some(Moment { machine: machine(chosen), words: super::super::events::minute(wording, chosen) })
}
