//! What a call asks for: targets that can be measured, and what the answers are weighed by.

use serde::{Deserialize, Serialize};

use crate::kind::Details;
use crate::kind::challenge::{ChallengeDetails, Target};
use crate::listing::Listing;

/// Days for which a call is open: fewer are no fair chance, more are no decision.
pub const DEADLINE_DAYS: std::ops::RangeInclusive<i64> = 1..=180;

/// What the weights of all criteria make together.
pub const WEIGHTS_WHOLE: u32 = 100;

/// The weights that are proposed, in the order of [`Criterion::ALL`].
pub const WEIGHTS_USUAL: [u32; 4] = [40, 25, 20, 15];

crate::choices! {
    /// What proposals are weighed by.
    pub enum Criterion {
        /// How well the targets are reached.
        Targets = "targets",
        /// How sound the plan is.
        Plan = "plan",
        /// How fit the team is.
        Team = "team",
        /// What it costs for what it gives.
        Price = "price",
    }
}

crate::choices! {
    /// How what is measured has to stand to the value.
    pub enum Comparison {
        /// At least.
        AtLeast = "at-least",
        /// At most.
        AtMost = "at-most",
        /// More than.
        Above = "above",
        /// Less than.
        Below = "below",
        /// Exactly.
        Equal = "equal",
    }
}

crate::choices! {
    /// What a target may lack.
    pub enum TargetPart {
        /// What is measured.
        Name = "name",
        /// A value with how it compares.
        Value = "value",
        /// The unit.
        Unit = "unit",
        /// How it is tested.
        Method = "method",
    }
}

/// A value to reach and how what is measured compares with it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Goal {
    /// How.
    pub comparison: Comparison,
    /// With what.
    pub value: f64,
}

/// What a call asks for, as it was when it was put up: later changes of the listing do not touch it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Terms {
    /// What the listing says of the background.
    pub background: String,
    /// Its particulars.
    pub details: ChallengeDetails,
    /// What proposals are weighed by, in the order of [`Criterion::ALL`].
    pub weights: [u32; 4],
}

/// What stands before a value, and how it compares; the longer words first.
const WORDS: [(&str, Comparison); 28] = [
    ("不低于", Comparison::AtLeast),
    ("不小于", Comparison::AtLeast),
    ("不少于", Comparison::AtLeast),
    ("大于等于", Comparison::AtLeast),
    ("at least", Comparison::AtLeast),
    ("至少", Comparison::AtLeast),
    ("最少", Comparison::AtLeast),
    (">=", Comparison::AtLeast),
    ("≥", Comparison::AtLeast),
    ("不高于", Comparison::AtMost),
    ("不大于", Comparison::AtMost),
    ("不超过", Comparison::AtMost),
    ("不多于", Comparison::AtMost),
    ("至多", Comparison::AtMost),
    ("最多", Comparison::AtMost),
    ("小于等于", Comparison::AtMost),
    ("at most", Comparison::AtMost),
    ("<=", Comparison::AtMost),
    ("≤", Comparison::AtMost),
    ("大于", Comparison::Above),
    ("高于", Comparison::Above),
    ("多于", Comparison::Above),
    (">", Comparison::Above),
    ("小于", Comparison::Below),
    ("低于", Comparison::Below),
    ("少于", Comparison::Below),
    ("<", Comparison::Below),
    ("=", Comparison::Equal),
];

/// What stands behind a value; the value itself is within, as everywhere in the law. The longer words first.
const WORDS_BEHIND: [(&str, Comparison); 5] = [
    ("及以上", Comparison::AtLeast),
    ("及以下", Comparison::AtMost),
    ("以上", Comparison::AtLeast),
    ("以下", Comparison::AtMost),
    ("以内", Comparison::AtMost),
];

/// Per cent, as it is typed.
const PER_CENT: [char; 2] = ['%', '％'];

impl Goal {
    /// Reads a value such as `不低于8`, `≤ 1.5`, `95%以上` or `at least 99.9`; a bare number says not what it wants.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim().to_lowercase();
        let before = || WORDS.iter().find_map(|&(word, it)| Some((it, text.strip_prefix(word)?)));
        let behind = || WORDS_BEHIND.iter().find_map(|&(word, it)| Some((it, text.strip_suffix(word)?)));
        let (comparison, number) = before().or_else(behind)?;
        let number = number.trim();
        let number = number.strip_suffix(PER_CENT).unwrap_or(number).trim_end();
        let value: f64 = number.replace(',', "").parse().ok()?;
        value.is_finite().then_some(Self { comparison, value })
    }

    /// Whether `measured` reaches it.
    #[must_use]
    pub fn is_met_by(self, measured: f64) -> bool {
        match self.comparison {
            Comparison::AtLeast => measured >= self.value,
            Comparison::AtMost => measured <= self.value,
            Comparison::Above => measured > self.value,
            Comparison::Below => measured < self.value,
            Comparison::Equal => (measured - self.value).abs() <= f64::EPSILON * self.value.abs().max(1.0),
        }
    }
}

impl Terms {
    /// What `listing` asks for, if it is a challenge; weighed by `weights`.
    #[must_use]
    pub fn of(listing: &Listing, weights: [u32; 4]) -> Option<Self> {
        let Details::Challenge(details) = &listing.details else { return None };
        Some(Self { background: listing.description.clone(), details: details.clone(), weights })
    }

    /// The targets.
    #[must_use]
    pub fn targets(&self) -> &[Target] {
        &self.details.targets
    }

    /// What the targets lack, each with its number from 1; empty only if there are targets and each can be measured.
    #[must_use]
    pub fn lacking(&self) -> Vec<(usize, TargetPart)> {
        if self.targets().is_empty() {
            return TargetPart::ALL.iter().map(|&part| (1, part)).collect();
        }
        let lacks = |(number, target): (usize, &Target)| {
            let parts = [
                (target.name.is_empty(), TargetPart::Name),
                (!has_value(target), TargetPart::Value),
                (target.unit.is_empty(), TargetPart::Unit),
                (target.method.is_empty(), TargetPart::Method),
            ];
            parts.into_iter().filter(|(lacks, _)| *lacks).map(move |(_, part)| (number + 1, part)).collect::<Vec<_>>()
        };
        self.targets().iter().enumerate().flat_map(lacks).collect()
    }

    /// Whether every target can be measured.
    #[must_use]
    pub fn is_measurable(&self) -> bool {
        self.lacking().is_empty()
    }
}

/// Whether a target says how much is wanted, in its unit: a value in per cent has no other one.
fn has_value(target: &Target) -> bool {
    let fits_unit = !target.target.contains(PER_CENT) || matches!(target.unit.as_str(), "" | "%" | "％");
    Goal::read(&target.target).is_some() && fits_unit
}

/// Whether `weights` make a whole together.
#[must_use]
pub fn is_weighed(weights: [u32; 4]) -> bool {
    weights.iter().sum::<u32>() == WEIGHTS_WHOLE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_says_how_it_compares() {
        for (text, comparison, value) in [
            ("不低于8", Comparison::AtLeast, 8.0),
            ("≥ 99.9", Comparison::AtLeast, 99.9),
            ("不超过 1,500", Comparison::AtMost, 1_500.0),
            ("At most -40", Comparison::AtMost, -40.0),
            ("<5", Comparison::Below, 5.0),
            ("<=5", Comparison::AtMost, 5.0),
            ("=3", Comparison::Equal, 3.0),
            ("至多30", Comparison::AtMost, 30.0),
            ("最多 30", Comparison::AtMost, 30.0),
            ("不多于30", Comparison::AtMost, 30.0),
            ("多于30", Comparison::Above, 30.0),
            ("少于30", Comparison::Below, 30.0),
            ("95%以上", Comparison::AtLeast, 95.0),
            ("95及以上", Comparison::AtLeast, 95.0),
            ("30 以下", Comparison::AtMost, 30.0),
            ("≥95%", Comparison::AtLeast, 95.0),
            ("≥ 95 ％", Comparison::AtLeast, 95.0),
        ] {
            assert_eq!(Goal::read(text), Some(Goal { comparison, value }), "{text}");
        }
        for text in ["", "8", "很高", "不低于", "≥ inf", "≥ nan", "不低于行业水平", "以上", "95%", "≥%"]
        {
            assert_eq!(Goal::read(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_measured_reaches_the_value_or_does_not() {
        let met = |text: &str, measured| Goal::read(text).expect("it is one").is_met_by(measured);
        assert!(met("≥8", 8.0) && !met("≥8", 7.99) && met("≤8", 8.0) && !met("≤8", 8.01));
        assert!(!met(">8", 8.0) && met(">8", 8.01) && !met("<8", 8.0) && met("=0.3", 0.1 + 0.2));
    }

    #[test]
    fn a_target_without_a_unit_cannot_be_put_up() {
        let target = |unit: &str, value: &str| Target {
            name: "键合强度".to_owned(),
            unit: unit.to_owned(),
            target: value.to_owned(),
            method: "拉力测试".to_owned(),
        };
        let lacking = |targets: Vec<Target>| {
            Terms { details: ChallengeDetails { targets, ..ChallengeDetails::default() }, ..Terms::default() }.lacking()
        };
        assert_eq!(lacking(vec![target("g", "≥8")]), []);
        assert_eq!(lacking(vec![target("g", "≥8"), target("", "≥8")]), [(2, TargetPart::Unit)]);
        assert_eq!(lacking(vec![target("g", "尽量高")]), [(1, TargetPart::Value)]);
        assert_eq!(lacking(vec![target("%", "≥95%"), target("％", "95%以上")]), []);
        assert_eq!(lacking(vec![target("", "≥95%")]), [(1, TargetPart::Unit)]);
        assert_eq!(lacking(vec![target("g", "≥95%")]), [(1, TargetPart::Value)]);
        assert_eq!(lacking(vec![]).len(), 4);
        assert!(is_weighed(WEIGHTS_USUAL) && !is_weighed([40, 25, 20, 14]));
    }
}
