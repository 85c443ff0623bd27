//! What a profile says, as pages show it.

use rongqiao_model::month::Month;
use rongqiao_model::profile::{
    Availability, Certificate, Contents, Entries, Experience, KnownSkill, Schooling, Section, Wishes,
};

use super::super::wording::{Worded, Wording};
use crate::language::grouped;
use crate::profile_words::skill_words;

/// A part of a profile.
#[derive(Debug)]
pub(in super::super) struct SectionView {
    pub(in super::super) section: Section,
    pub(in super::super) heading: String,
    pub(in super::super) entries: Vec<EntryView>,
}

/// One entry of it.
#[derive(Debug, Default)]
pub(in super::super) struct EntryView {
    /// Its identity; empty in sections that are no lists.
    pub(in super::super) id: String,
    pub(in super::super) title: Worded,
    pub(in super::super) lines: Vec<Worded>,
    pub(in super::super) link: Option<String>,
}

/// The parts of `contents`, all of them, in their order.
pub(in super::super) fn section_views(wording: &Wording<'_>, contents: &Contents) -> Vec<SectionView> {
    let view = |&section: &Section| SectionView {
        section,
        heading: wording.t.say(&format!("profile-{}", section.slug())),
        entries: entries(wording, contents, section),
    };
    Section::ALL.iter().map(view).collect()
}

fn entries(wording: &Wording<'_>, contents: &Contents, section: Section) -> Vec<EntryView> {
    if contents.lacks(section) {
        return Vec::new();
    }
    match section {
        Section::Education => each(&contents.education, |it| schooling(wording, it)),
        Section::Skills => each(&contents.skills, |it| skill(wording, it)),
        Section::Certificates => each(&contents.certificates, |it| certificate(wording, it)),
        Section::Experience => each(&contents.experience, |it| experience(wording, it)),
        Section::Wishes => vec![wishes(wording, &contents.wishes)],
        Section::Availability => vec![availability(wording, &contents.availability)],
    }
}

fn each<T>(entries: &Entries<T>, view: impl Fn(&T) -> EntryView) -> Vec<EntryView> {
    entries.entries().iter().map(|entry| EntryView { id: entry.id.to_string(), ..view(&entry.said) }).collect()
}

impl EntryView {
    /// An entry of these words; the first that says something is its title.
    fn of(wording: &Wording<'_>, words: impl IntoIterator<Item = String>) -> Self {
        // Years and months stand in no language.
        let worded = |words: String| match words.chars().any(char::is_alphabetic) {
            true => wording.worded(&words),
            false => Worded { text: words, lang: "" },
        };
        let mut words = words.into_iter().filter(|words| !words.is_empty()).map(worded);
        Self { title: words.next().unwrap_or_default(), lines: words.collect(), ..Self::default() }
    }
}

fn schooling(wording: &Wording<'_>, said: &Schooling) -> EntryView {
    let level = said.level.map(|level| wording.t.say(&format!("education-{}", level.slug())));
    let years = span(said.from, said.until);
    EntryView::of(wording, [said.school.clone(), said.major.clone(), level.unwrap_or_default(), years])
}

fn skill(wording: &Wording<'_>, said: &KnownSkill) -> EntryView {
    let level = said.level.map(|level| wording.t.say(&format!("level-{}", level.slug())));
    let words = [skill_words(wording.t, &said.name), level.unwrap_or_default(), said.evidence.clone()];
    EntryView { link: said.link.clone(), ..EntryView::of(wording, words) }
}

fn certificate(wording: &Wording<'_>, said: &Certificate) -> EntryView {
    let number = match said.number.as_str() {
        "" => String::new(),
        number => wording.t.with("profile-certificate-number", "number", number),
    };
    let month = said.month.map(|month| month.to_string()).unwrap_or_default();
    EntryView::of(wording, [said.name.clone(), said.issuer.clone(), number, month])
}

fn experience(wording: &Wording<'_>, said: &Experience) -> EntryView {
    let until = match (said.from, said.until) {
        (Some(_), None) => wording.t.say("profile-until-now"),
        (_, until) => until.as_ref().map(Month::to_string).unwrap_or_default(),
    };
    let time = match said.from {
        Some(from) => format!("{from} – {until}"),
        None => until,
    };
    EntryView::of(wording, [said.organisation.clone(), said.role.clone(), time, said.done.clone()])
}

fn wishes(wording: &Wording<'_>, said: &Wishes) -> EntryView {
    let t = wording.t;
    let separator = t.say("list-separator");
    let forms = said.employment.iter().map(|form| t.say(&format!("employment-type-{}", form.slug())));
    let pay = said.pay_min_yuan.map(|pay| t.with("profile-pay-min", "yuan", grouped(u64::from(pay))));
    let moves = said.would_move.then(|| t.say("profile-would-move"));
    let words = [
        said.titles.join(&separator),
        said.places.join(&separator),
        moves.unwrap_or_default(),
        forms.collect::<Vec<_>>().join(&separator),
        pay.unwrap_or_default(),
    ];
    EntryView::of(wording, words)
}

fn availability(wording: &Wording<'_>, said: &Availability) -> EntryView {
    let t = wording.t;
    let from = said.from.map(|day| t.with("profile-free-from", "day", wording.day(day)));
    let until = said.until.map(|day| t.with("profile-free-until", "day", wording.day(day)));
    let days = said.days_per_week.map(|days| t.count("profile-free-days", days));
    EntryView::of(wording, [from, until, days].map(Option::unwrap_or_default))
}

/// Years as `2022 – 2026`, as far as they are told.
fn span(from: Option<u16>, until: Option<u16>) -> String {
    let year = |year: Option<u16>| year.map(|year| year.to_string()).unwrap_or_default();
    match (from, until) {
        (None, None) => String::new(),
        (from, until) => format!("{} – {}", year(from), year(until)).trim().to_owned(),
    }
}
