//! After the choice: the contract, its milestones, and the evidence for each target.

use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};

use super::{Goal, Terms};
use crate::connect::Party;
use crate::milestone::{MilestoneState, MilestoneStep, Striking, can, state_of};

/// What the two sides signed, as the register holds it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contract {
    /// Its number.
    pub number: String,
    /// What is paid.
    pub amount_yuan: i64,
    /// The day on which it was signed.
    pub signed_on: Date,
    /// SHA-256 of the signed file, in hexadecimal digits.
    pub digest: String,
}

/// Something that is to be reached by a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Milestone {
    /// Its number among those of the call.
    pub number: i32,
    /// What is reached.
    pub title: String,
    /// By which day.
    pub due_on: Date,
    /// When whoever does the work said that it is.
    pub reported_at: Option<OffsetDateTime>,
    /// When the publisher said so too; it counts from then on.
    pub confirmed_at: Option<OffsetDateTime>,
    /// When the publisher said that it is not reached.
    pub disputed_at: Option<OffsetDateTime>,
    /// Why.
    pub dispute: String,
    /// Who proposed to strike it, if anybody.
    pub striking: Option<Striking>,
    /// Rises by one with each change.
    pub revision: i64,
}

/// What was measured for a target.
#[derive(Clone, Debug, PartialEq)]
pub struct TargetEvidence {
    /// The number of the target, from 1.
    pub number: i32,
    /// The value that was measured, in the unit of the target.
    pub measured: f64,
    /// Who tested it, when and how, and where the report is.
    pub evidence: String,
}

impl Contract {
    /// Whether the digest looks like one.
    #[must_use]
    pub fn has_digest(&self) -> bool {
        self.digest.len() == 64 && self.digest.bytes().all(|it| it.is_ascii_hexdigit())
    }
}

impl Milestone {
    /// How it stands.
    #[must_use]
    pub fn state(&self) -> MilestoneState {
        let said = [self.confirmed_at.is_some(), self.disputed_at.is_some(), self.reported_at.is_some()];
        state_of(self.striking.as_ref(), said)
    }

    /// Whether `party` can do `step`, by the [rules for all milestones](can): whoever does the work reports.
    #[must_use]
    pub fn can(&self, step: MilestoneStep, party: Party) -> bool {
        let reporter = self.reported_at.map(|_| Party::Responder);
        let is_theirs = step != MilestoneStep::Report || party == Party::Responder;
        is_theirs && can(step, party, (self.state(), reporter, self.striking.as_ref()))
    }
}

impl TargetEvidence {
    /// Whether what was measured reaches its target.
    #[must_use]
    pub fn reaches(&self, terms: &Terms) -> bool {
        let target = usize::try_from(self.number - 1).ok().and_then(|index| terms.targets().get(index));
        target.and_then(|target| Goal::read(&target.target)).is_some_and(|goal| goal.is_met_by(self.measured))
    }
}

/// How many targets are reached, by what was measured for them.
#[must_use]
pub fn targets_reached(terms: &Terms, evidence: &[TargetEvidence]) -> usize {
    let reached = |number| evidence.iter().any(|it| usize::try_from(it.number) == Ok(number) && it.reaches(terms));
    (1..=terms.targets().len()).filter(|&number| reached(number)).count()
}

/// Whether there is evidence for every target, reached or not.
#[must_use]
pub fn has_evidence(terms: &Terms, evidence: &[TargetEvidence]) -> bool {
    let has = |number: usize| evidence.iter().any(|it| usize::try_from(it.number) == Ok(number));
    (1..=terms.targets().len()).all(has)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kind::challenge::{ChallengeDetails, Target};

    #[test]
    fn a_target_that_was_measured_and_missed_has_evidence_and_is_not_reached() {
        let target = |value: &str| Target {
            name: "键合强度".to_owned(),
            unit: "g".to_owned(),
            target: value.to_owned(),
            method: "拉力测试".to_owned(),
        };
        let targets = vec![target("≥8"), target("≤1.5"), target("≥99")];
        let terms = Terms { details: ChallengeDetails { targets, ..ChallengeDetails::default() }, ..Terms::default() };
        let measured = |number, measured| TargetEvidence { number, measured, evidence: String::new() };
        let mut evidence = vec![measured(1, 9.2), measured(2, 1.6)];
        assert!(!has_evidence(&terms, &evidence));
        assert_eq!(targets_reached(&terms, &evidence), 1);
        evidence.push(measured(3, 98.0));
        assert!(has_evidence(&terms, &evidence), "missed, but measured");
        assert_eq!(targets_reached(&terms, &evidence), 1);
        let evidence = [measured(1, 8.0), measured(2, 1.5), measured(3, 99.0), measured(4, 9.0)];
        assert_eq!(targets_reached(&terms, &evidence), 3, "there is no fourth one");
    }
}
