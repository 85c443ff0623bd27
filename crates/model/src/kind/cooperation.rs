//! Needs for and offers of cooperation between schools and firms.
//!
//! The forms are the seven of 职业学校校企合作促进办法 article 9, brought up to date with those in use now.

use serde::{Deserialize, Serialize};

use super::field::FieldSpec;
use super::{Fact, Facts, KindDetails, ListingKind, Shown};
use crate::choice::Side;
use crate::form::Reader;

crate::choices! {
    /// What the two sides would do together.
    pub enum CooperationForm {
        /// 共建专业
        ProgrammeBuilding = "programme-building",
        /// 共建课程
        CourseBuilding = "course-building",
        /// 共建实训基地
        TrainingBase = "training-base",
        /// 订单班
        OrderClass = "order-class",
        /// 现代学徒制
        Apprenticeship = "apprenticeship",
        /// 产业学院
        IndustryCollege = "industry-college",
        /// 师资互聘、企业导师
        MentorExchange = "mentor-exchange",
        /// 联合实验室
        JointLaboratory = "joint-laboratory",
        /// 人才培养与职工培训
        Training = "training",
        /// 技术合作
        Technology = "technology",
        /// 共研岗位规范与质量标准
        Standards = "standards",
        /// 技能竞赛、企业文化传承与社会服务
        Activities = "activities",
        /// 法律法规未禁止的其他合作
        Other = "other",
    }
}

impl CooperationForm {
    /// Which of the seven items of 职业学校校企合作促进办法 (教职成〔2018〕1号), article 9, it belongs to.
    #[must_use]
    pub const fn legal_item(self) -> u8 {
        match self {
            Self::ProgrammeBuilding | Self::CourseBuilding => 1,
            Self::OrderClass | Self::Training | Self::MentorExchange | Self::Technology => 2,
            Self::Apprenticeship => 3,
            Self::TrainingBase | Self::IndustryCollege | Self::JointLaboratory => 4,
            Self::Standards => 5,
            Self::Activities => 6,
            Self::Other => 7,
        }
    }
}

/// What a need and an offer have in common.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Cooperation {
    /// What the two sides would do together.
    pub form: Option<CooperationForm>,
    /// For how long.
    pub period_months: Option<u32>,
    /// What this side brings.
    pub contribution: String,
    /// What it hopes of the other.
    pub expectation: String,
}

impl Cooperation {
    const FIELDS: &'static [FieldSpec] = &[
        FieldSpec::choice("form", "cooperation-form", "cooperation-form", CooperationForm::SLUGS).required(),
        FieldSpec::number("period_months", "period-months"),
        FieldSpec::text("contribution", "contribution", 1_000),
        FieldSpec::text("expectation", "expectation", 1_000),
    ];

    fn read(reader: &mut Reader<'_>) -> Self {
        Self {
            form: reader.choice("form"),
            period_months: reader.whole("period_months", 1..=600).and_then(|it| it.try_into().ok()),
            contribution: reader.text("contribution", 1_000),
            expectation: reader.text("expectation", 1_000),
        }
    }

    fn sample() -> Self {
        Self {
            form: Some(CooperationForm::JointLaboratory),
            period_months: Some(36),
            contribution: "提供产线设备与两名工程师".to_owned(),
            expectation: "开设方向课程并安排学生进站".to_owned(),
        }
    }

    fn facts(&self) -> Vec<Fact> {
        Facts::default()
            .some("cooperation-form", self.form.map(|it| Shown::Term("cooperation-form", it.slug())))
            .quantity("period", self.period_months, "months")
            .text("contribution", &self.contribution)
            .text("expectation", &self.expectation)
            .finish()
    }

    fn further_text(&self) -> String {
        format!("{}\n{}", self.contribution, self.expectation)
    }
}

/// What is particular to a need for cooperation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CooperationNeedDetails(pub Cooperation);

/// What is particular to an offer of cooperation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CooperationOfferDetails(pub Cooperation);

impl KindDetails for CooperationNeedDetails {
    const SIDE: Side = Side::Demand;
    const COUNTERPARTS: &'static [ListingKind] = &[ListingKind::CooperationOffer];
    const FIELDS: &'static [FieldSpec] = Cooperation::FIELDS;

    fn read(reader: &mut Reader<'_>) -> Self {
        Self(Cooperation::read(reader))
    }

    fn sample() -> Self {
        Self(Cooperation::sample())
    }

    fn facts(&self) -> Vec<Fact> {
        self.0.facts()
    }

    fn further_text(&self) -> String {
        self.0.further_text()
    }
}

impl KindDetails for CooperationOfferDetails {
    const SIDE: Side = Side::Supply;
    const COUNTERPARTS: &'static [ListingKind] = &[ListingKind::CooperationNeed];
    const FIELDS: &'static [FieldSpec] = Cooperation::FIELDS;

    fn read(reader: &mut Reader<'_>) -> Self {
        Self(Cooperation::read(reader))
    }

    fn sample() -> Self {
        Self(Cooperation::sample())
    }

    fn facts(&self) -> Vec<Fact> {
        self.0.facts()
    }

    fn further_text(&self) -> String {
        self.0.further_text()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_item_of_the_law_has_a_form() {
        let items: BTreeSet<u8> = CooperationForm::ALL.iter().map(|form| form.legal_item()).collect();
        assert_eq!(items, (1..=7).collect());
    }
}
