//! Forms of a profile, written back as they were filled in.

use super::Section;
use super::contents::{Availability, Certificate, Contents, Experience, KnownSkill, Schooling, SkillName, Wishes};
use crate::EntryId;
use crate::choice::Choice;

/// Names of fields with what stands in them; a field with several values stands there several times.
pub type Pairs = Vec<(&'static str, String)>;

impl Contents {
    /// What stands in the form of `section`, or of its entry `id`; `None` if there is no such entry. `named` gives the
    /// name of a skill of the vocabulary.
    #[must_use]
    pub fn written(&self, section: Section, id: Option<EntryId>, named: impl Fn(&str) -> String) -> Option<Pairs> {
        match section {
            Section::Education => self.education.find(id?).map(schooling_pairs),
            Section::Skills => self.skills.find(id?).map(|skill| skill_pairs(skill, named)),
            Section::Certificates => self.certificates.find(id?).map(certificate_pairs),
            Section::Experience => self.experience.find(id?).map(experience_pairs),
            Section::Wishes => Some(wishes_pairs(&self.wishes)),
            Section::Availability => Some(availability_pairs(&self.availability)),
        }
    }
}

fn schooling_pairs(said: &Schooling) -> Pairs {
    vec![
        ("school", said.school.clone()),
        ("major", said.major.clone()),
        ("level", slug(said.level)),
        ("from", text(said.from)),
        ("until", text(said.until)),
    ]
}

fn skill_pairs(said: &KnownSkill, named: impl Fn(&str) -> String) -> Pairs {
    let name = match &said.name {
        SkillName::Known(id) => named(id),
        SkillName::Words(words) => words.clone(),
    };
    vec![
        ("skill", name),
        ("level", slug(said.level)),
        ("evidence", said.evidence.clone()),
        ("link", said.link.clone().unwrap_or_default()),
    ]
}

fn certificate_pairs(said: &Certificate) -> Pairs {
    vec![
        ("certificate", said.name.clone()),
        ("issuer", said.issuer.clone()),
        ("number", said.number.clone()),
        ("month", text(said.month)),
    ]
}

fn experience_pairs(said: &Experience) -> Pairs {
    vec![
        ("organisation", said.organisation.clone()),
        ("role", said.role.clone()),
        ("from", text(said.from)),
        ("until", text(said.until)),
        ("done", said.done.clone()),
    ]
}

fn wishes_pairs(said: &Wishes) -> Pairs {
    let mut pairs = vec![("titles", said.titles.join("、")), ("places", said.places.join("、"))];
    pairs.extend(said.would_move.then(|| ("would-move", "yes".to_owned())));
    pairs.extend(said.employment.iter().map(|form| ("employment", form.slug().to_owned())));
    pairs.push(("pay-min", text(said.pay_min_yuan)));
    pairs
}

fn availability_pairs(said: &Availability) -> Pairs {
    vec![("from", text(said.from)), ("until", text(said.until)), ("days", text(said.days_per_week))]
}

fn slug<C: Choice>(choice: Option<C>) -> String {
    choice.map_or_else(String::new, |it| it.slug().to_owned())
}

fn text(value: Option<impl ToString>) -> String {
    value.map_or_else(String::new, |it| it.to_string())
}
