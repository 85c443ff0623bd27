//! A need for a technical service (服务需求): something is to be tested, analysed, calibrated or made.

use serde::{Deserialize, Serialize};
use time::Date;

use super::field::FieldSpec;
use super::{Fact, Facts, KindDetails, ListingKind, Shown};
use crate::choice::Side;
use crate::form::Reader;

/// What is particular to a need for a service.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ServiceNeedDetails {
    /// What is to be worked on: samples, parts, instruments.
    pub object: String,
    /// How many of them.
    pub quantity: Option<u32>,
    /// Standards and qualifications that the result has to meet.
    pub qualifications: Vec<String>,
    /// By when the result has to be there.
    pub needed_by: Option<Date>,
    /// What may be spent, in words.
    pub price: String,
}

impl KindDetails for ServiceNeedDetails {
    const SIDE: Side = Side::Demand;
    const COUNTERPARTS: &'static [ListingKind] = &[ListingKind::Service, ListingKind::Facility];

    const FIELDS: &'static [FieldSpec] = &[
        FieldSpec::line("object", "object", 500).required(),
        FieldSpec::number("quantity", "quantity"),
        FieldSpec::words("qualifications", "qualifications"),
        FieldSpec::day("needed_by", "needed-by"),
        FieldSpec::line("price", "price", 200),
    ];

    fn read(reader: &mut Reader<'_>) -> Self {
        Self {
            object: reader.text("object", 500),
            quantity: reader.whole("quantity", 1..=1_000_000).and_then(|it| it.try_into().ok()),
            qualifications: reader.words("qualifications"),
            needed_by: reader.day("needed_by"),
            price: reader.text("price", 200),
        }
    }

    fn sample() -> Self {
        Self {
            object: "铝合金支架，已完成阳极氧化".to_owned(),
            quantity: Some(12),
            qualifications: vec!["CNAS（示例）".to_owned()],
            needed_by: Date::from_calendar_date(2026, time::Month::November, 20).ok(),
            price: "每件三百元以内".to_owned(),
        }
    }

    fn facts(&self) -> Vec<Fact> {
        Facts::default()
            .text("object", &self.object)
            .quantity("quantity", self.quantity, "pieces")
            .list("qualifications", &self.qualifications)
            .some("needed-by", self.needed_by.map(Shown::Day))
            .text("price", &self.price)
            .finish()
    }

    fn further_text(&self) -> String {
        format!("{}\n{}", self.object, self.qualifications.join("\n"))
    }
}
