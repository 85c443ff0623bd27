//! A technical challenge (技术需求) that a firm puts up for schools and institutes to solve.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::field::FieldSpec;
use super::{Fact, Facts, KindDetails, ListingKind, Shown};
use crate::choice::Side;
use crate::form::Reader;
use crate::naming::clean_text;

/// One measured target of a challenge.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Target {
    /// What is measured.
    pub name: String,
    /// Unit of measure.
    pub unit: String,
    /// Value to reach.
    pub target: String,
    /// How it is tested.
    pub method: String,
}

/// What is particular to a challenge.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ChallengeDetails {
    /// Lower end of the budget; `None` when it is to be negotiated.
    pub budget_min_yuan: Option<i64>,
    /// Upper end of the budget.
    pub budget_max_yuan: Option<i64>,
    /// Time for the work.
    pub duration_months: Option<u32>,
    /// Technology readiness at the start, 1 to 9 (GB/T 22900).
    pub trl_from: Option<u8>,
    /// Technology readiness to reach, 1 to 9 (GB/T 22900).
    pub trl_to: Option<u8>,
    /// Measured targets.
    pub targets: Vec<Target>,
    /// Who owns what comes out.
    pub intellectual_property: String,
    /// What has to be kept confidential, and how.
    pub confidentiality: String,
    /// Who may answer.
    pub conditions: String,
    /// Programme or year that it belongs to.
    pub programme: String,
}

impl Target {
    /// Reads a line such as `键合强度 | 不低于8 | g | 拉力测试`: what is measured, the value, its unit, how it is tested.
    fn read(line: &str) -> Option<Self> {
        let mut parts = line.split(['|', '｜']).map(clean_text);
        let mut next = || parts.next().unwrap_or_default();
        let (name, target, unit, method) = (next(), next(), next(), next());
        (!name.is_empty()).then_some(Self { name, unit, target, method })
    }
}

/// The two ends of a range, the lower one first however they were typed.
fn in_order(one: Option<i64>, other: Option<i64>) -> (Option<i64>, Option<i64>) {
    match (one, other) {
        (Some(one), Some(other)) => (Some(one.min(other)), Some(one.max(other))),
        ends => ends,
    }
}

impl KindDetails for ChallengeDetails {
    const SIDE: Side = Side::Demand;
    const COUNTERPARTS: &'static [ListingKind] =
        &[ListingKind::Achievement, ListingKind::Facility, ListingKind::Service];

    const FIELDS: &'static [FieldSpec] = &[
        FieldSpec::number("budget_min_yuan", "budget-min"),
        FieldSpec::number("budget_max_yuan", "budget-max"),
        FieldSpec::number("duration_months", "duration-months"),
        FieldSpec::number("trl_from", "trl-from"),
        FieldSpec::number("trl_to", "trl-to"),
        FieldSpec::text("targets", "targets", 10_000),
        FieldSpec::text("intellectual_property", "intellectual-property", 1_000),
        FieldSpec::text("confidentiality", "confidentiality", 1_000),
        FieldSpec::text("conditions", "conditions", 1_000),
        FieldSpec::line("programme", "programme-year", 200),
    ];

    fn read(reader: &mut Reader<'_>) -> Self {
        let sums = 0..=10_000_000_000;
        let (budget_min_yuan, budget_max_yuan) =
            in_order(reader.whole("budget_min_yuan", sums.clone()), reader.whole("budget_max_yuan", sums));
        let (trl_from, trl_to) = in_order(reader.whole("trl_from", 1..=9), reader.whole("trl_to", 1..=9));
        let targets = match reader.raw("targets") {
            Some(Value::String(text)) => Some(text.lines().filter_map(Target::read).collect()),
            raw => raw.and_then(|raw| serde_json::from_value(raw.clone()).ok()),
        };
        Self {
            budget_min_yuan,
            budget_max_yuan,
            duration_months: reader.whole("duration_months", 1..=120).and_then(|it| it.try_into().ok()),
            trl_from: trl_from.and_then(|it| it.try_into().ok()),
            trl_to: trl_to.and_then(|it| it.try_into().ok()),
            targets: targets.unwrap_or_default(),
            intellectual_property: reader.text("intellectual_property", 1_000),
            confidentiality: reader.text("confidentiality", 1_000),
            conditions: reader.text("conditions", 1_000),
            programme: reader.text("programme", 200),
        }
    }

    fn sample() -> Self {
        Self {
            budget_min_yuan: Some(300_000),
            budget_max_yuan: Some(500_000),
            duration_months: Some(12),
            trl_from: Some(4),
            trl_to: Some(7),
            targets: vec![Target {
                name: "键合强度".to_owned(),
                unit: "g".to_owned(),
                target: "不低于8".to_owned(),
                method: "拉力测试，样本量30".to_owned(),
            }],
            intellectual_property: "共同申请，企业优先实施".to_owned(),
            confidentiality: "材料配方不公开，签约后提供".to_owned(),
            conditions: "高校、科研院所，或有同类项目经验的企业".to_owned(),
            programme: "2026年揭榜项目".to_owned(),
        }
    }

    fn facts(&self) -> Vec<Fact> {
        let budget = match (self.budget_min_yuan, self.budget_max_yuan) {
            (None, None) => None,
            (min, max) => Some(Shown::Yuan(min.or(max).unwrap_or(0), max.or(min).unwrap_or(0))),
        };
        let targets = (!self.targets.is_empty()).then(|| Shown::Targets(self.targets.clone()));
        Facts::default()
            .some("budget", budget)
            .quantity("duration", self.duration_months, "months")
            .quantity("trl-from", self.trl_from, "level")
            .quantity("trl-to", self.trl_to, "level")
            .some("targets", targets)
            .text("intellectual-property", &self.intellectual_property)
            .text("confidentiality", &self.confidentiality)
            .text("conditions", &self.conditions)
            .text("programme-year", &self.programme)
            .finish()
    }

    fn further_text(&self) -> String {
        let targets = self.targets.iter().map(|target| format!("{} {}", target.name, target.method));
        targets.chain([self.programme.clone()]).collect::<Vec<_>>().join("\n")
    }
}
