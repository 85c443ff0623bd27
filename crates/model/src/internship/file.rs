//! All that is known of an internship, for its parties.

use time::Date;

use super::{Agreement, AgreementVersion, Assessment, DecidedSuspicion, DiaryWeek, Finding, SchoolVisit, Signatory};
use crate::clock::day_of;
use crate::connect::{Connection, Party, Stage};
use crate::organisation::Organisation;

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

/// Stages in which the agreement is written and confirmed.
pub const STAGES_OF_SIGNING: [Stage; 4] = [Stage::Approved, Stage::Agreed, Stage::Running, Stage::Interrupted];

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
    /// Whether the host was verified as one that hires out staff, whatever the agreement says.
    pub host_is_agency: bool,
    /// The same of the second host, where it is on the platform.
    pub second_host_is_agency: bool,
}

/// An internship as its second host sees it: the agreement that names it, and nothing of what is written down later.
#[derive(Clone, Debug, PartialEq)]
pub struct SecondHosting {
    /// What brought student and host together.
    pub connection: Connection,
    /// The host.
    pub host: Organisation,
    /// The latest version of the agreement.
    pub version: AgreementVersion,
}

impl SecondHosting {
    /// Whether the second host can confirm the agreement now.
    #[must_use]
    pub fn can_sign(&self) -> bool {
        let is_open = STAGES_OF_SIGNING.contains(&self.connection.stage);
        is_open && self.version.unsigned().contains(&Signatory::SecondHost)
    }
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

    /// The version that the rules are asked about: the one that holds since it `has_begun`, or that would hold if it began.
    #[must_use]
    pub fn judged(&self, has_begun: bool) -> Option<&AgreementVersion> {
        self.in_force().filter(|_| has_begun).or_else(|| self.latest())
    }

    /// What the rules find on `today` in the version that is [`judged`](Self::judged).
    #[must_use]
    pub fn findings(&self, today: Date, has_begun: bool) -> Vec<Finding> {
        let version = self.judged(has_begun);
        version.map(|it| self.known(it).findings(&it.signed(), self.agreed_on(), today)).unwrap_or_default()
    }

    /// Whether the rules let it begin on `today` as everybody confirmed it.
    #[must_use]
    pub fn may_begin(&self, today: Date) -> bool {
        self.in_force().is_some_and(|it| self.known(it).may_begin(&it.signed(), self.agreed_on(), today))
    }

    /// When everybody had confirmed a version for the first time. Later versions amend what held from then on.
    #[must_use]
    pub fn agreed_on(&self) -> Option<Date> {
        self.versions.iter().filter_map(|it| it.agreed_at).min().map(day_of)
    }

    /// What a version says, with what the platform knows better.
    fn known(&self, version: &AgreementVersion) -> Agreement {
        let mut agreement = version.agreement.clone();
        agreement.host.facts.is_agency |= self.host_is_agency;
        if let Some(second) = &mut agreement.second_host {
            second.is_agency |= self.second_host_is_agency;
        }
        agreement
    }

    /// What `party` thinks of it in the end.
    #[must_use]
    pub fn assessment_of(&self, party: Party) -> Option<&Assessment> {
        self.assessments.iter().find(|it| it.party == party)
    }
}
