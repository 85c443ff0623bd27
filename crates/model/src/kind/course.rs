//! Teaching that a school or firm offers: a course, a micro-programme or a camp.

use serde::{Deserialize, Serialize};
use time::Date;

use super::field::FieldSpec;
use super::{Fact, Facts, Filters, KindDetails, ListingKind, Shown};
use crate::choice::{Education, Side};
use crate::form::Reader;

crate::choices! {
    /// The form that teaching takes.
    pub enum CourseFormat {
        /// 课程
        Course = "course",
        /// 微专业
        MicroProgramme = "micro-programme",
        /// 训练营
        Camp = "camp",
    }
}

crate::choices! {
    /// Where teaching takes place.
    pub enum TeachingMode {
        /// 线下
        OnSite = "on-site",
        /// 线上
        Online = "online",
        /// 线上线下混合
        Blended = "blended",
    }
}

/// What is particular to a course.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct CourseDetails {
    /// The form it takes.
    pub format: Option<CourseFormat>,
    /// Where it takes place.
    pub mode: Option<TeachingMode>,
    /// Hours of teaching.
    pub hours: Option<f64>,
    /// Credits of the school that gives it.
    pub credits: Option<f64>,
    /// Seats.
    pub seats: Option<u32>,
    /// Fee for the whole course; 0 when it is free.
    pub fee_yuan: Option<u32>,
    /// First day.
    pub starts_on: Option<Date>,
    /// When it meets, in words.
    pub schedule: String,
    /// Certificate at the end.
    pub certificate: String,
    /// Who it is for.
    pub audience: String,
    /// The least education asked for.
    pub education: Option<Education>,
    /// Subject or faculty.
    pub category: String,
    /// What one should know before.
    pub prerequisites: String,
}

impl KindDetails for CourseDetails {
    const SIDE: Side = Side::Supply;
    const COUNTERPARTS: &'static [ListingKind] = &[ListingKind::Job, ListingKind::TrainingNeed];

    const FIELDS: &'static [FieldSpec] = &[
        FieldSpec::choice("format", "course-format", "course-format", CourseFormat::SLUGS).required(),
        FieldSpec::choice("mode", "teaching-mode", "teaching-mode", TeachingMode::SLUGS).required(),
        FieldSpec::decimal("hours", "hours"),
        FieldSpec::decimal("credits", "credits"),
        FieldSpec::number("seats", "seats"),
        FieldSpec::number("fee_yuan", "fee-yuan"),
        FieldSpec::day("starts_on", "starts-on"),
        FieldSpec::line("schedule", "schedule", 200),
        FieldSpec::line("certificate", "certificate", 200),
        FieldSpec::line("audience", "audience", 300),
        FieldSpec::choice("education", "education", "education", Education::SLUGS),
        FieldSpec::line("category", "category", 200),
        FieldSpec::text("prerequisites", "prerequisites", 4_000),
    ];

    fn read(reader: &mut Reader<'_>) -> Self {
        Self {
            format: reader.choice("format"),
            mode: reader.choice("mode"),
            hours: reader.decimal("hours", 0..=10_000),
            credits: reader.decimal("credits", 0..=200),
            seats: reader.whole("seats", 1..=1_000_000).and_then(|seats| seats.try_into().ok()),
            fee_yuan: reader.whole("fee_yuan", 0..=1_000_000).and_then(|fee| fee.try_into().ok()),
            starts_on: reader.day("starts_on"),
            schedule: reader.text("schedule", 200),
            certificate: reader.text("certificate", 200),
            audience: reader.text("audience", 300),
            education: reader.choice("education"),
            category: reader.text("category", 200),
            prerequisites: reader.text("prerequisites", 4_000),
        }
    }

    fn sample() -> Self {
        Self {
            format: Some(CourseFormat::MicroProgramme),
            mode: Some(TeachingMode::Blended),
            hours: Some(64.0),
            credits: Some(4.0),
            seats: Some(40),
            fee_yuan: Some(0),
            starts_on: Date::from_calendar_date(2026, time::Month::September, 4).ok(),
            schedule: "周五晚间与周六上午，共八周".to_owned(),
            certificate: "校企双证".to_owned(),
            audience: "理工科大二以上学生".to_owned(),
            education: Some(Education::Associate),
            category: "集成电路".to_owned(),
            prerequisites: "电路基础".to_owned(),
        }
    }

    fn facts(&self) -> Vec<Fact> {
        Facts::default()
            .some("course-format", self.format.map(|it| Shown::Term("course-format", it.slug())))
            .some("teaching-mode", self.mode.map(|it| Shown::Term("teaching-mode", it.slug())))
            .some("starts-on", self.starts_on.map(Shown::Day))
            .text("schedule", &self.schedule)
            .quantity("hours", self.hours, "hours")
            .quantity("credits", self.credits, "credits")
            .quantity("seats", self.seats, "seats")
            .some("fee", self.fee_yuan.map(|fee| Shown::Yuan(fee.into(), fee.into())))
            .text("certificate", &self.certificate)
            .text("audience", &self.audience)
            .some("education", self.education.map(|it| Shown::Term("education", it.slug())))
            .text("category", &self.category)
            .text("prerequisites", &self.prerequisites)
            .finish()
    }

    fn further_text(&self) -> String {
        [&self.category, &self.audience, &self.certificate, &self.prerequisites].map(String::as_str).join("\n")
    }

    fn filters(&self) -> Filters {
        Filters { education: self.education, ..Filters::default() }
    }

    fn capacity(&self) -> Option<u32> {
        self.seats
    }
}
