//! A complaint as whoever sent it follows it.

use time::{Date, OffsetDateTime};

use super::{COMPLAINT_EVIDENCE_MAX, CaseState, Category, ComplaintEvidence, Finding, MeasureKind, Subject};
use crate::ComplaintId;

/// A complaint as whoever sent it follows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FollowedComplaint {
    /// Which one it is.
    pub id: ComplaintId,
    /// What it is about.
    pub subject: Subject,
    /// What that was called.
    pub title: String,
    /// What is wrong.
    pub category: Category,
    /// What was written.
    pub text: String,
    /// Where there is more to see.
    pub link: String,
    /// When it came.
    pub reported_at: OffsetDateTime,
    /// Files that were brought, the first one first.
    pub evidence: Vec<ComplaintEvidence>,
    /// How far its case has come.
    pub state: CaseState,
    /// What was found.
    pub finding: Option<Finding>,
    /// What was done, if anything is still in force.
    pub measure: Option<MeasureKind>,
    /// What the desk and whoever decided an appeal answered, each with its day, the first one first.
    pub answers: Vec<(Date, String)>,
    /// The last day on which somebody can appeal.
    pub appeal_until: Option<Date>,
    /// Whether somebody who complained has appealed.
    pub appealed: bool,
}

impl FollowedComplaint {
    /// Whether a further file can be brought: until the case is decided, as long as there is room.
    #[must_use]
    pub const fn takes_evidence(&self) -> bool {
        self.state.gathers() && self.evidence.len() < COMPLAINT_EVIDENCE_MAX
    }
}
