//! What a profile says, as it is stored.

use serde::{Deserialize, Serialize};
use time::Date;

use super::Section;
use crate::EntryId;
use crate::choice::{Education, EmploymentType, Level};
use crate::month::Month;

/// All that a profile says.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Contents {
    /// Schools and majors.
    pub education: Entries<Schooling>,
    /// Skills.
    pub skills: Entries<KnownSkill>,
    /// Certificates.
    pub certificates: Entries<Certificate>,
    /// Where they worked or took part.
    pub experience: Entries<Experience>,
    /// What they look for.
    pub wishes: Wishes,
    /// When they can begin, and how long.
    pub availability: Availability,
}

impl Contents {
    /// Whether `section` says nothing.
    #[must_use]
    pub fn lacks(&self, section: Section) -> bool {
        match section {
            Section::Education => self.education.is_empty(),
            Section::Skills => self.skills.is_empty(),
            Section::Certificates => self.certificates.is_empty(),
            Section::Experience => self.experience.is_empty(),
            Section::Wishes => self.wishes == Wishes::default(),
            Section::Availability => self.availability == Availability::default(),
        }
    }

    /// Whether nothing is said at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        Section::ALL.iter().all(|&section| self.lacks(section))
    }

    /// What it says in these `sections` alone.
    #[must_use]
    pub fn only(mut self, sections: &[Section]) -> Self {
        for section in Section::ALL.iter().filter(|section| !sections.contains(section)) {
            match section {
                Section::Education => self.education = Entries::default(),
                Section::Skills => self.skills = Entries::default(),
                Section::Certificates => self.certificates = Entries::default(),
                Section::Experience => self.experience = Entries::default(),
                Section::Wishes => self.wishes = Wishes::default(),
                Section::Availability => self.availability = Availability::default(),
            }
        }
        self
    }

    /// Takes the entry `id` out of `section`; says whether it was there.
    pub fn remove(&mut self, section: Section, id: EntryId) -> bool {
        match section {
            Section::Education => self.education.remove(id),
            Section::Skills => self.skills.remove(id),
            Section::Certificates => self.certificates.remove(id),
            Section::Experience => self.experience.remove(id),
            Section::Wishes | Section::Availability => false,
        }
    }

    /// Whole years of work, as far as months were told; what lies at the same time counts once. Work that goes on counts
    /// until `now`.
    #[must_use]
    pub fn years_of_work(&self, now: Month) -> u32 {
        let stays = self.experience.iter().filter_map(|stay| Some((stay.from?, stay.until.unwrap_or(now).min(now))));
        let mut stays: Vec<(Month, Month)> = stays.collect();
        stays.sort_unstable();
        let (mut months, mut reached): (u32, Option<Month>) = (0, None);
        for (from, until) in stays {
            // What was counted already ends with the month that was reached.
            let counted = reached.filter(|&reached| reached >= from).map_or(0, |reached| from.months_through(reached));
            months += from.months_through(until).saturating_sub(counted);
            reached = reached.max(Some(until));
        }
        months / 12
    }
}

/// Entries in the order in which they were added, each with an identity that stays.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Entries<T>(Vec<Entry<T>>);

/// One entry of a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry<T> {
    /// Which one it is.
    pub id: EntryId,
    /// What it says.
    #[serde(flatten)]
    pub said: T,
}

impl<T> Default for Entries<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Entries<T> {
    /// How many they are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What each says.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        self.0.iter().map(|entry| &entry.said)
    }

    /// What each says, to be changed.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.0.iter_mut().map(|entry| &mut entry.said)
    }

    /// The entries themselves.
    #[must_use]
    pub fn entries(&self) -> &[Entry<T>] {
        &self.0
    }

    /// What the entry `id` says.
    #[must_use]
    pub fn find(&self, id: EntryId) -> Option<&T> {
        self.0.iter().find(|entry| entry.id == id).map(|entry| &entry.said)
    }

    /// Puts `said` into the entry `id`, which is added if there is none.
    pub fn put(&mut self, id: EntryId, said: T) {
        match self.0.iter_mut().find(|entry| entry.id == id) {
            Some(entry) => entry.said = said,
            None => self.0.push(Entry { id, said }),
        }
    }

    fn remove(&mut self, id: EntryId) -> bool {
        let before = self.0.len();
        self.0.retain(|entry| entry.id != id);
        self.0.len() < before
    }
}

/// Time at a school.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Schooling {
    /// Name of the school; empty if it is not told.
    pub school: String,
    /// What was studied; empty if it is not told.
    pub major: String,
    /// The level that it leads to.
    pub level: Option<Education>,
    /// Year in which it began.
    pub from: Option<u16>,
    /// Year in which it ends or ended.
    pub until: Option<u16>,
}

/// What a skill is called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SkillName {
    /// By its id in the vocabulary.
    Known(String),
    /// In words that the vocabulary does not know.
    Words(String),
}

impl Default for SkillName {
    fn default() -> Self {
        Self::Words(String::new())
    }
}

/// A skill that somebody has.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct KnownSkill {
    /// What it is called.
    pub name: SkillName,
    /// How well they know it.
    pub level: Option<Level>,
    /// What shows it, in words; empty if nothing was said.
    pub evidence: String,
    /// The address of something that shows it.
    pub link: Option<String>,
}

/// A certificate that somebody holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Certificate {
    /// What it is called.
    pub name: String,
    /// Who issued it; empty if it is not told.
    pub issuer: String,
    /// Its number; empty if it is not told.
    pub number: String,
    /// When it was issued.
    pub month: Option<Month>,
}

/// Work, an internship or a project.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Experience {
    /// Where; empty if it is not told.
    pub organisation: String,
    /// As what; empty if it is not told.
    pub role: String,
    /// When it began.
    pub from: Option<Month>,
    /// When it ended; `None` while it goes on.
    pub until: Option<Month>,
    /// What was done; empty if it is not told.
    pub done: String,
}

/// What somebody looks for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Wishes {
    /// Occupations and titles.
    pub titles: Vec<String>,
    /// Cities.
    pub places: Vec<String>,
    /// Whether other cities would do as well.
    pub would_move: bool,
    /// Forms of employment; all, if none is named.
    pub employment: Vec<EmploymentType>,
    /// The least pay in yuan a month; shown to nobody else.
    pub pay_min_yuan: Option<u32>,
}

/// When somebody has time.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Availability {
    /// From which day.
    pub from: Option<Date>,
    /// Until which day.
    pub until: Option<Date>,
    /// On how many days a week.
    pub days_per_week: Option<u8>,
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn month(text: &str) -> Option<Month> {
        Month::parse(text)
    }

    #[test]
    fn months_at_two_places_at_once_count_once() {
        let now = month("2026-11").expect("it is a month");
        let years = |stays: &[(&str, &str)]| {
            let mut contents = Contents::default();
            for (number, (from, until)) in stays.iter().enumerate() {
                let stay = Experience { from: month(from), until: month(until), ..Experience::default() };
                contents.experience.put(EntryId::from_uuid(Uuid::from_u128(number as u128)), stay);
            }
            contents.years_of_work(now)
        };
        for (stays, counted) in [
            (&[][..], 0),
            (&[("2024-01", "2024-11")], 0),
            (&[("2024-01", "2024-12")], 1),
            (&[("2024-01", "2024-12"), ("2024-06", "2025-05")], 1),
            (&[("2023-01", "2025-12"), ("2024-06", "2024-08")], 3),
            (&[("2025-01", "2025-06"), ("2023-01", "2023-06")], 1),
            (&[("2024-12", "")], 2),
            (&[("", "2024-12")], 0),
            (&[("2027-01", "2030-01")], 0),
        ] {
            assert_eq!(years(stays), counted, "{stays:?}");
        }
    }

    #[test]
    fn a_profile_that_was_written_before_a_field_was_known_can_still_be_read() {
        let contents: Contents = serde_json::from_str(r#"{"wishes":{"titles":["车工"]}}"#).expect("it can be read");
        assert_eq!(contents.wishes.titles, ["车工"]);
        assert!(contents.lacks(Section::Education) && !contents.is_empty());
    }
}
