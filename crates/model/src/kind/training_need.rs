//! A need for training (培训需求): an employer looks for a course for its staff, or for an order class (订单班).

use serde::{Deserialize, Serialize};
use time::Date;

use super::field::FieldSpec;
use super::{Fact, Facts, KindDetails, ListingKind, Shown};
use crate::choice::Side;
use crate::form::Reader;

/// What is particular to a need for training.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct TrainingNeedDetails {
    /// Who is to be trained, and what they know already.
    pub audience: String,
    /// How many are to be trained.
    pub trainees: Option<u32>,
    /// Class hours that can be spent on it.
    pub hours: Option<u32>,
    /// By when it has to begin.
    pub starts_by: Option<Date>,
    /// What those trained must be able to do afterwards.
    pub outcome: String,
    /// What may be spent, in words.
    pub price: String,
}

impl KindDetails for TrainingNeedDetails {
    const SIDE: Side = Side::Demand;
    const COUNTERPARTS: &'static [ListingKind] = &[ListingKind::Course];

    const FIELDS: &'static [FieldSpec] = &[
        FieldSpec::line("audience", "audience", 500).required(),
        FieldSpec::number("trainees", "trainees").required(),
        FieldSpec::number("hours", "hours"),
        FieldSpec::day("starts_by", "starts-by"),
        FieldSpec::text("outcome", "outcome", 1_000),
        FieldSpec::line("price", "price", 200),
    ];

    fn read(reader: &mut Reader<'_>) -> Self {
        Self {
            audience: reader.text("audience", 500),
            trainees: reader.whole("trainees", 1..=100_000).and_then(|it| it.try_into().ok()),
            hours: reader.whole("hours", 1..=10_000).and_then(|it| it.try_into().ok()),
            starts_by: reader.day("starts_by"),
            outcome: reader.text("outcome", 1_000),
            price: reader.text("price", 200),
        }
    }

    fn sample() -> Self {
        Self {
            audience: "装配车间在岗技师，会看电气图".to_owned(),
            trainees: Some(24),
            hours: Some(48),
            starts_by: Date::from_calendar_date(2026, time::Month::October, 12).ok(),
            outcome: "能独立修改产线PLC程序并完成联调".to_owned(),
            price: "每人两千元以内".to_owned(),
        }
    }

    fn facts(&self) -> Vec<Fact> {
        Facts::default()
            .text("audience", &self.audience)
            .quantity("trainees", self.trainees, "people")
            .quantity("hours", self.hours, "hours")
            .some("starts-by", self.starts_by.map(Shown::Day))
            .text("outcome", &self.outcome)
            .text("price", &self.price)
            .finish()
    }

    fn further_text(&self) -> String {
        format!("{}\n{}", self.audience, self.outcome)
    }

    fn capacity(&self) -> Option<u32> {
        self.trainees
    }
}
