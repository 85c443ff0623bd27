//! Equipment, a laboratory or a training base that others may use.

use serde::{Deserialize, Serialize};

use super::field::FieldSpec;
use super::{Fact, Facts, KindDetails, ListingKind, Shown};
use crate::choice::Side;
use crate::form::Reader;

crate::choices! {
    /// What a facility is.
    pub enum FacilityType {
        /// 仪器设备
        Equipment = "equipment",
        /// 实验室
        Laboratory = "laboratory",
        /// 实训基地
        TrainingBase = "training-base",
        /// 公共平台
        Platform = "platform",
    }
}

/// What is particular to a facility.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct FacilityDetails {
    /// What it is.
    pub facility_type: Option<FacilityType>,
    /// Type of the equipment.
    pub model: String,
    /// People or samples it takes at once.
    pub capacity: Option<u32>,
    /// What it costs, in words.
    pub price: String,
    /// When it is open and how to book, in words.
    pub opening: String,
}

impl KindDetails for FacilityDetails {
    const SIDE: Side = Side::Supply;
    const COUNTERPARTS: &'static [ListingKind] = &[ListingKind::Challenge, ListingKind::ServiceNeed];

    const FIELDS: &'static [FieldSpec] = &[
        FieldSpec::choice("facility_type", "facility-type", "facility-type", FacilityType::SLUGS).required(),
        FieldSpec::line("model", "model", 200),
        FieldSpec::number("capacity", "capacity"),
        FieldSpec::line("price", "price", 200),
        FieldSpec::text("opening", "opening", 500),
    ];

    fn read(reader: &mut Reader<'_>) -> Self {
        Self {
            facility_type: reader.choice("facility_type"),
            model: reader.text("model", 200),
            capacity: reader.whole("capacity", 0..=1_000_000).and_then(|it| it.try_into().ok()),
            price: reader.text("price", 200),
            opening: reader.text("opening", 500),
        }
    }

    fn sample() -> Self {
        Self {
            facility_type: Some(FacilityType::TrainingBase),
            model: "六轴工业机器人工作站".to_owned(),
            capacity: Some(40),
            price: "400元/半天".to_owned(),
            opening: "周一至周五 9:00–17:00，提前三个工作日预约".to_owned(),
        }
    }

    fn facts(&self) -> Vec<Fact> {
        Facts::default()
            .some("facility-type", self.facility_type.map(|it| Shown::Term("facility-type", it.slug())))
            .text("model", &self.model)
            .quantity("capacity", self.capacity, "capacity")
            .text("price", &self.price)
            .text("opening", &self.opening)
            .finish()
    }

    fn further_text(&self) -> String {
        self.model.clone()
    }
}
