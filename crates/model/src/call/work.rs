//! After the choice: the contract, its milestones, and the evidence for each target.

use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};

use super::{Goal, Terms};

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

impl TargetEvidence {
    /// Whether what was measured reaches its target.
    #[must_use]
    pub fn reaches(&self, terms: &Terms) -> bool {
        let target = usize::try_from(self.number - 1).ok().and_then(|index| terms.targets().get(index));
        target.and_then(|target| Goal::read(&target.target)).is_some_and(|goal| goal.is_met_by(self.measured))
    }
}

/// Whether there is evidence for every target, reached or not.
#[must_use]
pub fn has_evidence(terms: &Terms, evidence: &[TargetEvidence]) -> bool {
    let has = |number: usize| evidence.iter().any(|it| usize::try_from(it.number) == Ok(number));
    (1..=terms.targets().len()).all(has)
}
