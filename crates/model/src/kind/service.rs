//! A technical service (技术服务): testing, analysis, calibration, consulting.

use serde::{Deserialize, Serialize};

use super::field::FieldSpec;
use super::{Fact, Facts, KindDetails, ListingKind};
use crate::choice::Side;
use crate::form::Reader;

/// What is particular to a service.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ServiceDetails {
    /// What it costs, in words.
    pub price: String,
    /// Days until the result.
    pub turnaround_days: Option<u32>,
    /// Qualifications such as CMA or CNAS.
    pub qualifications: Vec<String>,
    /// What the customer must bring.
    pub sample_requirements: String,
}

impl KindDetails for ServiceDetails {
    const SIDE: Side = Side::Supply;
    const COUNTERPARTS: &'static [ListingKind] = &[ListingKind::ServiceNeed, ListingKind::Challenge];

    const FIELDS: &'static [FieldSpec] = &[
        FieldSpec::line("price", "price", 200),
        FieldSpec::number("turnaround_days", "turnaround-days"),
        FieldSpec::words("qualifications", "qualifications"),
        FieldSpec::text("sample_requirements", "sample-requirements", 1_000),
    ];

    fn read(reader: &mut Reader<'_>) -> Self {
        Self {
            price: reader.text("price", 200),
            turnaround_days: reader.whole("turnaround_days", 0..=1_000).and_then(|it| it.try_into().ok()),
            qualifications: reader.words("qualifications"),
            sample_requirements: reader.text("sample_requirements", 1_000),
        }
    }

    fn sample() -> Self {
        Self {
            price: "800元/样起".to_owned(),
            turnaround_days: Some(7),
            qualifications: vec!["CMA（示例）".to_owned()],
            sample_requirements: "每样不少于五片".to_owned(),
        }
    }

    fn facts(&self) -> Vec<Fact> {
        Facts::default()
            .text("price", &self.price)
            .quantity("turnaround", self.turnaround_days, "days")
            .list("qualifications", &self.qualifications)
            .text("sample-requirements", &self.sample_requirements)
            .finish()
    }

    fn further_text(&self) -> String {
        self.qualifications.join("\n")
    }
}
