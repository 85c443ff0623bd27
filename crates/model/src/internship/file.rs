//! All that is known of an internship, for its parties.

use time::Date;

use super::{
    Agreement, AgreementVersion, Assessment, DaysOfWork, DecidedSuspicion, DiaryWeek, Finding, Gate, Incident, Plan,
    SchoolVisit, SecondHost, Signatory, Weight, check,
};
use crate::clock::day_of;
use crate::connect::{Connection, Party, Stage};
use crate::naming::name_key;
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

/// Stages of signing past the beginning.
const STAGES_BEGUN: [Stage; 2] = [Stage::Running, Stage::Interrupted];

/// All that is known of an internship past its acceptance.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InternshipFile {
    /// The agreement, the latest version first.
    pub versions: Vec<AgreementVersion>,
    /// The weeks of the diary, the first one first.
    pub weeks: Vec<DiaryWeek>,
    /// Visits of the school, the first one first.
    pub visits: Vec<SchoolVisit>,
    /// Incidents, the first that was reported first.
    pub incidents: Vec<Incident>,
    /// What each side thinks of it in the end.
    pub assessments: Vec<Assessment>,
    /// What a desk decided about what it looked at.
    pub verdicts: Vec<DecidedSuspicion>,
    /// Whether the host was verified as one that hires out staff, whatever the agreement says.
    pub host_is_agency: bool,
    /// The same of the second host, where it is on the platform.
    pub second_host_is_agency: bool,
    /// When the student works in other internships that are not over.
    pub elsewhere: Vec<DaysOfWork>,
    /// Internships of others that run at the host, while this one has not begun.
    pub interns_besides: Vec<InternBeside>,
}

/// Somebody else's internship that runs at the host.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InternBeside {
    /// The last day of the agreement in force.
    pub last_day: Date,
    /// Whether it came of the same listing.
    pub is_at_post: bool,
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
        let found = |it: &AgreementVersion| check(&self.plan(&it.agreement, &it.signed(), today));
        self.judged(has_begun).map(found).unwrap_or_default()
    }

    /// The gates of which the rules only warn in `agreement`, were it written on `today`, for which the school has to say why
    /// and has not.
    #[must_use]
    pub fn unexplained(&self, agreement: &Agreement, today: Date) -> Vec<Gate> {
        agreement.unexplained_of(&check(&self.plan(agreement, Signatory::ALL, today)))
    }

    /// Leaves out of `agreement` the reasons that nothing in it asks for on `today`, as those of what was mended since.
    pub fn keep_asked_reasons(&self, agreement: &mut Agreement, today: Date) {
        let found = check(&self.plan(agreement, Signatory::ALL, today));
        agreement.reasons.retain(|gate, _| found.iter().any(|it| it.gate == *gate));
    }

    /// The gates that forbid `agreement` at `stage`, were it confirmed by everybody on `today`. While it runs or rests, no
    /// version is written nor comes into force of which the rules forbid something; before, they stop the beginning.
    #[must_use]
    pub fn forbidden(&self, agreement: &Agreement, (stage, today): (Stage, Date)) -> Vec<Gate> {
        if !STAGES_BEGUN.contains(&stage) {
            return Vec::new();
        }
        let found = check(&self.plan(agreement, Signatory::ALL, today));
        found.into_iter().filter(|it| it.weight == Weight::Block).map(|it| it.gate).collect()
    }

    /// Whether the rules let it begin on `today` as everybody confirmed it.
    #[must_use]
    pub fn may_begin(&self, today: Date) -> bool {
        self.in_force().is_some_and(|it| it.agreement.passes(&check(&self.plan(&it.agreement, &it.signed(), today))))
    }

    /// When everybody had confirmed a version for the first time. Later versions amend what held from then on.
    #[must_use]
    pub fn agreed_on(&self) -> Option<Date> {
        self.versions.iter().filter_map(|it| it.agreed_at).min().map(day_of)
    }

    /// The plan of an agreement once `signed` have confirmed, with what the platform knows better.
    fn plan(&self, agreement: &Agreement, signed: &[Signatory], today: Date) -> Plan {
        let mut plan = agreement.plan(signed, self.agreed_on(), today);
        plan.host.is_agency |= self.host_is_agency;
        if let Some(second) = &mut plan.second_host {
            second.is_agency |= self.second_host_is_agency && self.knows_second_host(agreement);
        }
        let (at_host, at_post) = self.count_interns_besides(today);
        plan.host.interns = plan.host.interns.max(at_host + 1);
        plan.host.interns_at_post = plan.host.interns_at_post.max(at_post + 1);
        plan.elsewhere.clone_from(&self.elsewhere);
        plan
    }

    /// How many others work at the host on `today`, and how many of them came of the same listing. Past their last day they
    /// count no more, though nobody has reported the result.
    fn count_interns_besides(&self, today: Date) -> (u32, u32) {
        let there = || self.interns_besides.iter().filter(|it| it.last_day >= today);
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX - 1);
        (number(there().count()), number(there().filter(|it| it.is_at_post).count()))
    }

    /// Whether the second host of `agreement` is the one of the latest version, of which the platform knows more.
    fn knows_second_host(&self, agreement: &Agreement) -> bool {
        let key = |it: &SecondHost| name_key(&it.name);
        let latest = self.latest().and_then(|it| it.agreement.second_host.as_ref());
        latest.map(key) == agreement.second_host.as_ref().map(key)
    }

    /// What `party` thinks of it in the end.
    #[must_use]
    pub fn assessment_of(&self, party: Party) -> Option<&Assessment> {
        self.assessments.iter().find(|it| it.party == party)
    }
}
