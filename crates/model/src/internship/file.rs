//! All that is known of an internship, for its parties.

use time::Date;

use super::{AgreementVersion, Assessment, DecidedSuspicion, DiaryWeek, Finding, SchoolVisit};
use crate::connect::{Party, Stage};

/// Stages that follow the taken offer.
pub const STAGES_PAST_ACCEPTANCE: [Stage; 9] = [
    Stage::Accepted,
    Stage::Approved,
    Stage::Agreed,
    Stage::Running,
    Stage::Interrupted,
    Stage::Delivered,
    Stage::Disputed,
    Stage::Confirmed,
    Stage::Terminated,
];

/// All that is known of an internship past its acceptance.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InternshipFile {
    /// The agreement, the latest version first.
    pub versions: Vec<AgreementVersion>,
    /// The weeks of the diary, the first one first.
    pub weeks: Vec<DiaryWeek>,
    /// Visits of the school, the first one first.
    pub visits: Vec<SchoolVisit>,
    /// What each side thinks of it in the end.
    pub assessments: Vec<Assessment>,
    /// What a desk decided about what it looked at.
    pub verdicts: Vec<DecidedSuspicion>,
}

impl InternshipFile {
    /// The version that waits to be confirmed, or the latest that is.
    #[must_use]
    pub fn latest(&self) -> Option<&AgreementVersion> {
        self.versions.first()
    }

    /// The version that holds: the latest that everybody confirmed.
    #[must_use]
    pub fn in_force(&self) -> Option<&AgreementVersion> {
        self.versions.iter().find(|version| version.agreed_at.is_some())
    }

    /// What the rules find on `today` in the version that holds since it `has_begun`, or that would hold if it began.
    #[must_use]
    pub fn findings(&self, today: Date, has_begun: bool) -> Vec<Finding> {
        let version = self.in_force().filter(|_| has_begun).or_else(|| self.latest());
        version.map(|it| it.agreement.findings(&it.signed(), today)).unwrap_or_default()
    }

    /// What `party` thinks of it in the end.
    #[must_use]
    pub fn assessment_of(&self, party: Party) -> Option<&Assessment> {
        self.assessments.iter().find(|it| it.party == party)
    }
}
