//! A technical service (技术服务): testing, analysis, calibration, consulting.

use serde::{Deserialize, Serialize};
use time::Date;
use time::macros::date;

use super::field::FieldSpec;
use super::{Fact, Facts, KindDetails, ListingKind, Shown};
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
    /// Prices, one a line: what for, how much, in which unit, on what terms.
    pub prices: String,
    /// Qualifications such as CMA or CNAS, in words.
    pub qualifications: Vec<String>,
    /// Number of its CMA certificate (检验检测机构资质认定).
    pub cma_number: String,
    /// The last day on which that counts.
    pub cma_until: Option<Date>,
    /// Number of its CNAS certificate (实验室认可).
    pub cnas_number: String,
    /// The last day on which that counts.
    pub cnas_until: Option<Date>,
    /// What the customer must bring.
    pub sample_requirements: String,
}

impl KindDetails for ServiceDetails {
    const SIDE: Side = Side::Supply;
    const COUNTERPARTS: &'static [ListingKind] = &[ListingKind::ServiceNeed, ListingKind::Challenge];

    const FIELDS: &'static [FieldSpec] = &[
        FieldSpec::line("price", "price", 200),
        FieldSpec::text("prices", "prices", 2_000),
        FieldSpec::number("turnaround_days", "turnaround-days"),
        FieldSpec::words("qualifications", "qualifications"),
        FieldSpec::line("cma_number", "cma-number", 60),
        FieldSpec::day("cma_until", "cma-until"),
        FieldSpec::line("cnas_number", "cnas-number", 60),
        FieldSpec::day("cnas_until", "cnas-until"),
        FieldSpec::text("sample_requirements", "sample-requirements", 1_000),
    ];

    fn read(reader: &mut Reader<'_>) -> Self {
        Self {
            price: reader.text("price", 200),
            turnaround_days: reader.whole("turnaround_days", 0..=1_000).and_then(|it| it.try_into().ok()),
            prices: reader.text("prices", 2_000),
            qualifications: reader.words("qualifications"),
            cma_number: reader.text("cma_number", 60),
            cma_until: reader.day("cma_until"),
            cnas_number: reader.text("cnas_number", 60),
            cnas_until: reader.day("cnas_until"),
            sample_requirements: reader.text("sample_requirements", 1_000),
        }
    }

    fn sample() -> Self {
        Self {
            price: "800元/样起".to_owned(),
            turnaround_days: Some(7),
            prices: "温度循环：3200元/炉\n方案会：免费，一小时以内".to_owned(),
            qualifications: vec!["CMA（示例）".to_owned()],
            cma_number: "示例-0001".to_owned(),
            cma_until: Some(date!(2029 - 06 - 30)),
            cnas_number: "示例-0002".to_owned(),
            cnas_until: Some(date!(2030 - 01 - 31)),
            sample_requirements: "每样不少于五片".to_owned(),
        }
    }

    fn facts(&self) -> Vec<Fact> {
        Facts::default()
            .text("price", &self.price)
            .quantity("turnaround", self.turnaround_days, "days")
            .some("prices", lines(&self.prices))
            .list("qualifications", &self.qualifications)
            .some("cma", certificate(&self.cma_number, self.cma_until))
            .some("cnas", certificate(&self.cnas_number, self.cnas_until))
            .text("sample-requirements", &self.sample_requirements)
            .finish()
    }

    fn further_text(&self) -> String {
        self.qualifications.join("\n")
    }
}

/// The prices that say something, each on its line.
fn lines(prices: &str) -> Option<Shown> {
    let lines: Vec<String> = prices.lines().map(str::trim).filter(|it| !it.is_empty()).map(str::to_owned).collect();
    (!lines.is_empty()).then_some(Shown::Lines(lines))
}

fn certificate(number: &str, until: Option<Date>) -> Option<Shown> {
    (!number.is_empty()).then(|| Shown::Certificate(number.to_owned(), until))
}
