//! A college's programme (专业) with the graduates it brings.

use serde::{Deserialize, Serialize};

use super::field::FieldSpec;
use super::{Fact, Facts, KindDetails, ListingKind, Shown};
use crate::choice::Side;
use crate::form::Reader;

crate::choices! {
    /// The level of schooling that a programme leads to.
    pub enum ProgrammeLevel {
        /// 中职
        SecondaryVocational = "secondary-vocational",
        /// 高职专科
        Associate = "associate",
        /// 职业本科
        VocationalBachelor = "vocational-bachelor",
        /// 本科
        Bachelor = "bachelor",
        /// 硕士
        Master = "master",
    }
}

/// What is particular to a programme.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ProgrammeDetails {
    /// Code in the Ministry of Education's catalogue of majors, such as `080704` or `080717T`.
    pub major_code: String,
    /// Its official name there.
    pub major: String,
    /// The level of schooling.
    pub level: Option<ProgrammeLevel>,
    /// Years it takes.
    pub duration_years: Option<f64>,
    /// Graduates a year.
    pub graduates_per_year: Option<u32>,
    /// Students enrolled now.
    pub enrolled: Option<u32>,
    /// Occupations that graduates take up.
    pub occupations: Vec<String>,
}

impl KindDetails for ProgrammeDetails {
    const SIDE: Side = Side::Supply;
    const COUNTERPARTS: &'static [ListingKind] = &[ListingKind::Job];

    const FIELDS: &'static [FieldSpec] = &[
        FieldSpec::line("major", "major", 100).required(),
        FieldSpec::line("major_code", "major-code", 10),
        FieldSpec::choice("level", "level", "programme-level", ProgrammeLevel::SLUGS).required(),
        FieldSpec::decimal("duration_years", "duration-years"),
        FieldSpec::number("graduates_per_year", "graduates"),
        FieldSpec::number("enrolled", "enrolled"),
        FieldSpec::words("occupations", "occupations"),
    ];

    fn read(reader: &mut Reader<'_>) -> Self {
        Self {
            major_code: reader.text("major_code", 10),
            major: reader.text("major", 100),
            level: reader.choice("level"),
            duration_years: reader.decimal("duration_years", 0..=10),
            graduates_per_year: reader.whole("graduates_per_year", 0..=100_000).and_then(|it| it.try_into().ok()),
            enrolled: reader.whole("enrolled", 0..=500_000).and_then(|it| it.try_into().ok()),
            occupations: reader.words("occupations"),
        }
    }

    fn sample() -> Self {
        Self {
            major_code: "080704".to_owned(),
            major: "微电子科学与工程".to_owned(),
            level: Some(ProgrammeLevel::Bachelor),
            duration_years: Some(4.0),
            graduates_per_year: Some(86),
            enrolled: Some(352),
            occupations: vec!["集成电路工程技术人员".to_owned()],
        }
    }

    fn facts(&self) -> Vec<Fact> {
        Facts::default()
            .text("major", &self.major)
            .text("major-code", &self.major_code)
            .some("level", self.level.map(|it| Shown::Term("programme-level", it.slug())))
            .quantity("duration", self.duration_years, "years")
            .quantity("graduates", self.graduates_per_year, "people-per-year")
            .quantity("enrolled", self.enrolled, "people")
            .list("occupations", &self.occupations)
            .finish()
    }

    fn occupations(&self) -> Vec<&str> {
        let occupations = self.occupations.iter().map(String::as_str);
        occupations.chain([self.major.as_str()]).filter(|name| !name.is_empty()).collect()
    }

    fn capacity(&self) -> Option<u32> {
        self.graduates_per_year
    }
}
