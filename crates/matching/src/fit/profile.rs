//! What a person says of themself, as a page or program hands it over.

use rongqiao_model::choice::{Education, EmploymentType};

use super::description::{Description, SkillClaim, Source};
use super::words::word_keys;
use crate::skills::{Level, Role, SkillNumber, Vocabulary};

/// A person's own words. Holds nothing about gender, age, origin, health or the name of a school: none of it counts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Profile {
    /// Skills with how well they are known.
    pub skills: Vec<(SkillNumber, Option<Level>)>,
    /// Name of the major; one that is not known counts for nothing.
    pub major: String,
    /// Highest education reached or about to be reached.
    pub education: Option<Education>,
    /// Years of work.
    pub experience_years: Option<u8>,
    /// Cities wished for; none means anywhere.
    pub cities: Vec<String>,
    /// Whether other cities would do as well.
    pub would_move: bool,
    /// The least pay wished for, in yuan a month.
    pub pay_min_yuan: Option<u32>,
    /// Forms of employment wished for; none means any.
    pub employment: Vec<EmploymentType>,
    /// Days a week that are free.
    pub days_per_week: Option<u8>,
    /// Months that are free.
    pub months: Option<u8>,
    /// What the person would like to do, in words.
    pub wish: String,
}

impl Profile {
    /// Describes the person for fitting; the major brings what it usually teaches.
    #[must_use]
    pub fn describe(&self, vocabulary: &Vocabulary) -> Description {
        let majors: Vec<_> = vocabulary.kinship().major(&self.major).into_iter().collect();
        let mut described = Description {
            is_person: true,
            words: word_keys([self.wish.as_str()]),
            education: self.education,
            experience_years: self.experience_years,
            cities: self.cities.clone(),
            would_move: self.would_move,
            pay_yuan: self.pay_min_yuan.map(|least| (least, least)),
            employment: self.employment.clone(),
            days_per_week: self.days_per_week,
            months: self.months,
            ..Description::default()
        };
        for &(skill, level) in &self.skills {
            described.claim(SkillClaim { skill, role: Role::Required, level, source: Source::Named });
        }
        described.claim_taught(&majors, vocabulary);
        described.majors = majors;
        described
    }
}
