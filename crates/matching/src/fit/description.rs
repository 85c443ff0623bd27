//! What fitting needs to know of one side.

use rongqiao_model::choice::{Education, EmploymentType, Side};
use rongqiao_model::kind::Details;
use rongqiao_model::listing::Listing;

use super::belonging::own_mentions;
use super::words::{titles_of, word_keys};
use crate::skills::{Level, MajorNumber, Mention, Role, SkillKind, SkillNumber, Vocabulary};

/// Skills of one side that are weighed; texts name the important ones first.
const MAX_SKILLS: usize = 32;

rongqiao_model::choices! {
    /// How it is known that somebody has, asks for or teaches a skill.
    pub enum Source {
        /// They said so.
        Named = "named",
        /// It was read from their text.
        Read = "read",
        /// Their major usually teaches it.
        Major = "major",
    }
}

/// One side's word on a skill.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SkillClaim {
    /// The skill.
    pub skill: SkillNumber,
    /// How much it is wanted; on the side that offers, always required.
    pub role: Role,
    /// How well it has to be known, or is known.
    pub level: Option<Level>,
    /// How this is known.
    pub source: Source,
}

/// One side, be it a person, a job, a course, a challenge or a laboratory. What is not known is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Description {
    /// Whether it describes a person rather than a listing.
    pub is_person: bool,
    /// Skills, each once, at most 32 of them besides what a major teaches.
    pub skills: Vec<SkillClaim>,
    /// Majors asked for, studied or taught.
    pub majors: Vec<MajorNumber>,
    /// Keys of the words of a title and an occupation, or of what somebody wishes for.
    pub words: Vec<u32>,
    /// The least education asked for, or the highest one reached.
    pub education: Option<Education>,
    /// Years of experience, asked for or had.
    pub experience_years: Option<u8>,
    /// Where: keys of cities as filters use them; a person without one goes anywhere.
    pub cities: Vec<String>,
    /// Whether a person with cities would go elsewhere too.
    pub would_move: bool,
    /// What is paid, or the least that is wished for, in yuan a month.
    pub pay_yuan: Option<(u32, u32)>,
    /// Forms of employment, offered or wished for.
    pub employment: Vec<EmploymentType>,
    /// Days of presence a week, asked for or free.
    pub days_per_week: Option<u8>,
    /// Length in months, asked for or free.
    pub months: Option<u8>,
}

impl Description {
    /// Describes `listing`, reading its text for skills; one that its publisher named counts as named, and one that they
    /// said the text does not mean is left out. What nobody answers is not described at all.
    #[must_use]
    pub fn of(listing: &Listing, vocabulary: &Vocabulary) -> Self {
        if listing.kind().side() == Side::Information {
            return Self::default();
        }
        let occupations = listing.details.occupations();
        let kinship = vocabulary.kinship();
        let majors: Vec<MajorNumber> = unique(occupations.iter().filter_map(|name| kinship.major(name)));
        let mut described = Self {
            words: word_keys(titles_of(listing, vocabulary)),
            cities: listing.place.city_key().into_iter().collect(),
            ..Self::default()
        };
        described.claim_named(listing.skills.iter().map(String::as_str), vocabulary);
        let denied: Vec<SkillNumber> = listing.skills_denied.iter().filter_map(|id| vocabulary.by_id(id)).collect();
        let meant = |mut mentions: Vec<Mention>| {
            mentions.retain(|mention| !denied.contains(&mention.skill));
            mentions
        };
        described.claim_read(&meant(vocabulary.read(&listing.title)));
        let subject: Vec<SkillNumber> = described.skills.iter().map(|claim| claim.skill).collect();
        described.claim_read(&meant(own_mentions(listing, &subject, vocabulary)));
        if let Details::Programme(_) = &listing.details {
            described.claim_taught(&majors, vocabulary);
        }
        if listing.kind().side() == Side::Demand {
            described.ask(listing);
        }
        described.majors = majors;
        described
    }

    /// Takes over what a listing on the asking side demands besides skills.
    fn ask(&mut self, listing: &Listing) {
        let filters = listing.details.filters();
        self.education = filters.education.filter(|&level| level != Education::None);
        self.experience_years = filters.experience_min_years;
        self.pay_yuan = filters.pay.and_then(|pay| pay.monthly_yuan());
        self.employment = filters.employment.into_iter().collect();
        if let Details::Job(job) = &listing.details {
            let small = |number: Option<u32>| number.and_then(|number| u8::try_from(number).ok());
            self.days_per_week = small(job.days_per_week);
            self.months = small(job.duration_months);
        }
    }

    /// Adds skills by the names that people gave them; names that are not known are read as texts.
    pub fn claim_named<'a>(&mut self, names: impl IntoIterator<Item = &'a str>, vocabulary: &Vocabulary) {
        for name in names {
            match vocabulary.by_name(name) {
                Some(skill) => self.claim(named(skill, None)),
                None => {
                    for mention in vocabulary.read(name) {
                        self.claim(named(mention.skill, mention.level));
                    }
                }
            }
        }
    }

    /// Adds the skills of a text; those that it asks of nobody make no claim.
    pub fn claim_read(&mut self, mentions: &[Mention]) {
        let is_asked = |mention: &&Mention| matches!(mention.role, Role::Required | Role::Preferred);
        for mention in mentions.iter().filter(is_asked) {
            let &Mention { skill, role, level, .. } = mention;
            self.claim(SkillClaim { skill, role, level, source: Source::Read });
        }
    }

    /// Adds the skills that `majors` usually teach; a certificate is earned, not taught.
    pub fn claim_taught(&mut self, majors: &[MajorNumber], vocabulary: &Vocabulary) {
        let known: rustc_hash::FxHashSet<SkillNumber> = self.skills.iter().map(|claim| claim.skill).collect();
        let taught = majors.iter().flat_map(|&major| vocabulary.kinship().taught_by(major)).copied();
        let is_certificate = |skill| vocabulary.skill(skill).is_some_and(|it| it.kind == SkillKind::Certificate);
        let claims = unique(taught.filter(|skill| !known.contains(skill) && !is_certificate(*skill)));
        let claim = |skill| SkillClaim { skill, role: Role::Required, level: None, source: Source::Major };
        self.skills.extend(claims.into_iter().map(claim));
    }

    /// Adds one claim; of two claims about one skill the better known source and the higher level stay.
    pub fn claim(&mut self, claim: SkillClaim) {
        if let Some(known) = self.skills.iter_mut().find(|known| known.skill == claim.skill) {
            known.level = higher(known.level, claim.level);
            known.source = known.source.min(claim.source);
        } else if self.skills.len() < MAX_SKILLS {
            self.skills.push(claim);
        }
    }
}

/// The higher of two levels; one that is not said counts as [`Level::Working`].
fn higher(one: Option<Level>, other: Option<Level>) -> Option<Level> {
    let order = |level: &Option<Level>| (level.unwrap_or(Level::Working), level.is_some());
    std::cmp::max_by_key(one, other, order)
}

const fn named(skill: SkillNumber, level: Option<Level>) -> SkillClaim {
    SkillClaim { skill, role: Role::Required, level, source: Source::Named }
}

fn unique<T: Ord>(items: impl Iterator<Item = T>) -> Vec<T> {
    items.collect::<std::collections::BTreeSet<T>>().into_iter().collect()
}
