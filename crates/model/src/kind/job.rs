//! Work for an employer, internships included.

use serde::{Deserialize, Serialize};

use super::field::FieldSpec;
use super::{Fact, Facts, Filters, KindDetails, ListingKind, Shown};
use crate::choice::{Education, EmploymentType, Side};
use crate::form::{Mistake, Reader};
use crate::pay::{Pay, PayPeriod};

/// Longest text about what is done, and about what is asked, in characters.
const TEXT_MAX_CHARS: usize = 15_000;

/// Questions that somebody who applies is asked at most.
pub const QUESTIONS_MAX: usize = 3;

/// Longest question, in characters.
const QUESTION_MAX_CHARS: usize = 120;

/// What is particular to a job.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct JobDetails {
    /// How somebody is employed.
    pub employment_type: Option<EmploymentType>,
    /// The least education asked for.
    pub education: Option<Education>,
    /// Years of experience asked for; 0 when none is needed.
    pub experience_min_years: Option<u8>,
    /// What it pays; `None` when it is to be agreed.
    pub pay: Option<Pay>,
    /// Posts to fill.
    pub headcount: Option<u32>,
    /// Occupation, in the words of 职业分类大典.
    pub occupation: String,
    /// Majors that fit.
    pub majors: Vec<String>,
    /// Length of an internship.
    pub duration_months: Option<u32>,
    /// Days of presence a week.
    pub days_per_week: Option<u32>,
    /// What whoever applies is asked, at most [`QUESTIONS_MAX`]; it stands on the form alone.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<String>,
}

impl JobDetails {
    fn read_pay(reader: &mut Reader<'_>) -> Option<Pay> {
        if let Some(pay) = reader.raw("pay").and_then(|raw| serde_json::from_value(raw.clone()).ok()) {
            return pay;
        }
        let sums = 0..=100_000_000;
        let min = reader.whole("pay_min", sums.clone());
        let max = reader.whole("pay_max", sums);
        let period = reader.choice("pay_period").unwrap_or(PayPeriod::Month);
        let currency = reader.optional_text("pay_currency", 3).unwrap_or_else(|| "CNY".to_owned());
        Pay::new(min.or(max)?, max.or(min)?, period, &currency)
    }
}

impl JobDetails {
    fn read_questions(reader: &mut Reader<'_>) -> Vec<String> {
        let questions = reader.lines("questions", QUESTION_MAX_CHARS);
        if questions.len() > QUESTIONS_MAX {
            reader.fail("questions", Mistake::TooMany { max: QUESTIONS_MAX });
        }
        questions
    }
}

impl KindDetails for JobDetails {
    const SIDE: Side = Side::Demand;
    const COUNTERPARTS: &'static [ListingKind] = &[ListingKind::Course, ListingKind::Programme];

    /// What the law wants told: what is done, and what is asked (人力资源市场暂行条例 article 24).
    const TEXTS: &'static [FieldSpec] = &[
        FieldSpec::text("duties", "duties", TEXT_MAX_CHARS).required(),
        FieldSpec::text("requirements", "requirements", TEXT_MAX_CHARS).required(),
    ];
    const OPEN_DAYS_MAX: i64 = 90;
    const FIELDS: &'static [FieldSpec] = &[
        FieldSpec::choice("employment_type", "employment-type", "employment-type", EmploymentType::SLUGS).required(),
        FieldSpec::number("headcount", "headcount").required(),
        FieldSpec::number("pay_min", "pay-min").required(),
        FieldSpec::number("pay_max", "pay-max").required(),
        FieldSpec::choice("pay_period", "pay-period", "pay-period", PayPeriod::SLUGS).required(),
        FieldSpec::choice("education", "education", "education", Education::SLUGS),
        FieldSpec::number("experience_min_years", "experience-min-years"),
        FieldSpec::line("occupation", "occupation", 100),
        FieldSpec::words("majors", "majors"),
        FieldSpec::number("duration_months", "duration-months"),
        FieldSpec::number("days_per_week", "days-per-week"),
        FieldSpec::text("questions", "questions", QUESTIONS_MAX * (QUESTION_MAX_CHARS + 1)),
    ];

    fn read(reader: &mut Reader<'_>) -> Self {
        Self {
            employment_type: reader.choice("employment_type"),
            education: reader.choice("education"),
            experience_min_years: reader.whole("experience_min_years", 0..=60).and_then(|years| years.try_into().ok()),
            pay: Self::read_pay(reader),
            headcount: reader.whole("headcount", 1..=100_000).and_then(|count| count.try_into().ok()),
            occupation: reader.text("occupation", 100),
            majors: reader.words("majors"),
            duration_months: reader.whole("duration_months", 1..=60).and_then(|months| months.try_into().ok()),
            days_per_week: reader.whole("days_per_week", 1..=7).and_then(|days| days.try_into().ok()),
            questions: Self::read_questions(reader),
        }
    }

    fn sample() -> Self {
        Self {
            employment_type: Some(EmploymentType::Internship),
            education: Some(Education::Bachelor),
            experience_min_years: Some(0),
            pay: Pay::in_yuan(180, 260, PayPeriod::Day),
            headcount: Some(3),
            occupation: "嵌入式系统设计工程技术人员".to_owned(),
            majors: vec!["电子信息工程".to_owned(), "自动化".to_owned()],
            duration_months: Some(6),
            days_per_week: Some(4),
            questions: vec!["最早哪天可以到岗？".to_owned()],
        }
    }

    fn facts(&self) -> Vec<Fact> {
        let experience = match self.experience_min_years {
            Some(0) => Some(Shown::Term("experience", "none")),
            other => other.map(|years| Shown::Quantity(years.into(), "years-at-least")),
        };
        Facts::default()
            .some("employment-type", self.employment_type.map(|it| Shown::Term("employment-type", it.slug())))
            .some("pay", self.pay.clone().map(Shown::Pay))
            .some("education", self.education.map(|it| Shown::Term("education", it.slug())))
            .some("experience", experience)
            .text("occupation", &self.occupation)
            .list("majors", &self.majors)
            .quantity("headcount", self.headcount, "people")
            .quantity("duration", self.duration_months, "months")
            .quantity("days-per-week", self.days_per_week, "days-per-week")
            .finish()
    }

    fn occupations(&self) -> Vec<&str> {
        let majors = self.majors.iter().map(String::as_str);
        majors.chain([self.occupation.as_str()]).filter(|name| !name.is_empty()).collect()
    }

    fn filters(&self) -> Filters {
        Filters {
            employment: self.employment_type,
            education: self.education,
            experience_min_years: self.experience_min_years,
            pay: self.pay.clone(),
        }
    }

    fn capacity(&self) -> Option<u32> {
        self.headcount
    }
}
