//! The agreement of three (三方协议): what student, host and school promise each other, version after version, and who has
//! confirmed it.
//!
//! What it has to say is listed in 职业学校学生实习管理规定: parties, time, place, content, hours and rest, food and
//! housing, pay, insurance, breach, and how disputes are settled.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};

use super::{
    DaysOfWork, Filing, Finding, Frame, Gate, Host, InsurancePolicy, InternshipKind, Papers, Plan, RuleSet,
    SecondPlace, StudentLevel, StudentPay, Venue, Weight, Work, check,
};
use crate::connect::Party;
use crate::organisation_file::EvidenceMedia;
use crate::pay::PayPeriod;

/// Age from which nobody signs for somebody else (民法典 article 17).
const OF_AGE: i32 = 18;

crate::choices! {
    /// Somebody whose word the agreement needs.
    pub enum Signatory {
        /// The student.
        Student = "student",
        /// A parent or guardian.
        Guardian = "guardian",
        /// The organisation where the internship is.
        Host = "host",
        /// Another organisation where a part of it is.
        SecondHost = "second-host",
        /// The student's school.
        School = "school",
    }
}

/// The agreement as one version says it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreement {
    /// The student.
    pub student: AgreementStudent,
    /// Which kind of internship it is.
    pub kind: InternshipKind,
    /// The first day.
    pub first_day: Date,
    /// The last day.
    pub last_day: Date,
    /// The organisation where it is.
    pub host: AgreementHost,
    /// Another organisation where a part of it is.
    pub second_host: Option<SecondHost>,
    /// The school.
    pub school: AgreementSchool,
    /// What host and school have agreed on, under which it is done.
    #[serde(default)]
    pub frame: Option<Frame>,
    /// When and under what circumstances the student works.
    pub work: Work,
    /// What they do.
    pub tasks: String,
    /// Whether that is related to the major.
    pub relates_to_major: bool,
    /// What was filed with the authority above the school.
    pub filing: Option<Filing>,
    /// What is paid; `None` where the student does not work alone.
    pub pay: Option<AgreedPay>,
    /// Whether the student pays anything.
    pub charges_student: bool,
    /// The insurance.
    pub insurance: Option<Insurance>,
    /// The training in safety.
    pub training: Option<SafetyTraining>,
    /// Food and housing.
    pub housing: String,
    /// What follows when somebody does not keep it.
    pub breach: String,
    /// How disputes are settled.
    pub disputes: String,
    /// Why the school passes what the rules only warn of.
    pub reasons: BTreeMap<Gate, String>,
}

/// The student as the agreement names them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgreementStudent {
    /// The name.
    pub name: String,
    /// The day of birth, which decides who signs.
    pub born_on: Date,
    /// What they study for.
    pub level: StudentLevel,
    /// What they study.
    pub major: String,
    /// Their year of study, the first being 1.
    pub year_of_study: u8,
}

/// The organisation where the internship is, as the agreement names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgreementHost {
    /// The name.
    pub name: String,
    /// Where the work is.
    pub place: String,
    /// Who looks after the student there.
    pub tutor: Tutor,
    /// What the rules ask about it.
    pub facts: Host,
}

/// Another organisation where a part of the internship is. It confirms on paper, or in the platform where it is verified
/// there under this name and the student has confirmed before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecondHost {
    /// The name.
    pub name: String,
    /// Where the work is.
    pub place: String,
    /// Who looks after the student there.
    pub tutor: Tutor,
    /// Whether it places people with others: a labour agency or a dispatcher. Nobody was asked before.
    #[serde(default)]
    pub is_agency: bool,
    /// What kind of place it is. Nobody was asked before.
    #[serde(default = "ordinary")]
    pub venue: Venue,
}

/// The school as the agreement names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgreementSchool {
    /// The name.
    pub name: String,
    /// Who looks after the student there.
    pub tutor: Tutor,
    /// When the school inspected the place.
    pub site_visit_on: Option<Date>,
}

/// Somebody who looks after a student.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tutor {
    /// The name.
    pub name: String,
    /// What they are: 车间主任, 辅导员.
    pub role: String,
}

/// What is paid to the student.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgreedPay {
    /// In 分.
    pub fen: u64,
    /// For how long.
    pub period: PayPeriod,
    /// What others at the same post earn, in 分 a month.
    pub same_post_fen_per_month: u64,
    /// The lowest step of the host's scale, in 分 a month, where it has one.
    pub lowest_step_fen_per_month: Option<u64>,
    /// Days from one payment to the next.
    pub cycle_days: u16,
    /// Whether it is paid in money, to the student, without anybody in between.
    pub in_money_to_student: bool,
}

/// The insurance that covers the student.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Insurance {
    /// Who insures.
    pub insurer: String,
    /// The number of the policy.
    pub number: String,
    /// What it covers, and who paid.
    pub policy: InsurancePolicy,
}

/// The training in safety before the first day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SafetyTraining {
    /// On which day it was passed.
    pub on: Date,
    /// How long it took, in minutes.
    pub minutes: u16,
}

/// A version of the agreement with all that became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgreementVersion {
    /// Its number: the first is 1, every amendment one more.
    pub version: i32,
    /// What it says.
    pub agreement: Agreement,
    /// When it was written.
    pub written_at: OffsetDateTime,
    /// When the last of those whose word it needs confirmed it.
    pub agreed_at: Option<OffsetDateTime>,
    /// The documents that were made of it.
    pub documents: Vec<AgreementDocument>,
    /// Who has confirmed it, in the order of [`Signatory::ALL`].
    pub signatures: Vec<Signature>,
}

/// A document made of a version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgreementDocument {
    /// The language in which it is written: `zh-CN` or `en`.
    pub language: String,
    /// SHA-256 of its content, 64 hexadecimal digits.
    pub sha256: String,
    /// Its name in the folder.
    pub stored_as: String,
}

/// That somebody confirmed a version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// Who.
    pub signatory: Signatory,
    /// When.
    pub at: OffsetDateTime,
    /// What they signed on paper; `None` if they confirmed in the platform.
    pub scan: Option<Scan>,
}

/// A signed paper that somebody brought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scan {
    /// What it is.
    pub media: EvidenceMedia,
    /// How large it is, in bytes.
    pub size: u32,
    /// SHA-256 of its content, 64 hexadecimal digits.
    pub sha256: String,
    /// Its name in the folder.
    pub stored_as: String,
}

impl Signatory {
    /// Who signs for `party` of the connection; `None` for whoever is no party to the agreement.
    #[must_use]
    pub const fn of(party: Party) -> Option<Self> {
        match party {
            Party::Responder => Some(Self::Student),
            Party::Publisher => Some(Self::Host),
            Party::School => Some(Self::School),
            Party::FirmsDesk | Party::UniversitiesDesk | Party::Expert | Party::Public | Party::Program => None,
        }
    }

    /// Whose signed paper `party` may bring: their own, and of those who have no part in the platform. A parent's is brought by
    /// the school alone, which looks at it first: whoever is to be looked after does not sign for those who look after them.
    #[must_use]
    pub const fn brought_by(party: Party) -> &'static [Self] {
        match party {
            Party::Responder => &[Self::Student],
            Party::Publisher => &[Self::Host, Self::SecondHost],
            Party::School => &[Self::School, Self::Guardian, Self::SecondHost],
            Party::FirmsDesk | Party::UniversitiesDesk | Party::Expert | Party::Public | Party::Program => &[],
        }
    }
}

impl AgreedPay {
    /// What it comes to in a month, in 分: 21.75 days of as many minutes as are worked (人社部 2008-3号).
    #[must_use]
    pub const fn fen_per_month(&self, minutes_per_day: u16) -> u64 {
        match self.period {
            PayPeriod::Hour => days_of(self.fen.saturating_mul(minutes_per_day as u64) / 60),
            PayPeriod::Day => days_of(self.fen),
            PayPeriod::Month => self.fen,
            PayPeriod::Year => self.fen / 12,
        }
    }
}

impl Agreement {
    /// Which rules hold.
    #[must_use]
    pub const fn rules(&self) -> RuleSet {
        self.student.level.rule_set()
    }

    /// Whose word it needs.
    ///
    /// A parent or guardian signs for whoever is under age on the first day, and for every vocational student who does
    /// the work of a post (职业学校学生实习管理规定).
    #[must_use]
    pub fn signatories(&self) -> Vec<Signatory> {
        let is_under_age = super::gates::age_on(self.student.born_on, self.first_day) < OF_AGE;
        let is_vocational_post = self.kind == InternshipKind::Post && self.rules() == RuleSet::Vocational2021;
        let needs = |signatory: &Signatory| match signatory {
            Signatory::Student | Signatory::Host | Signatory::School => true,
            Signatory::Guardian => is_under_age || is_vocational_post,
            Signatory::SecondHost => self.second_host.is_some(),
        };
        Signatory::ALL.iter().copied().filter(needs).collect()
    }

    /// The plan that the rules are asked about on `today`, once `signed` have confirmed. Training that lies ahead was not
    /// passed yet.
    ///
    /// Everybody had confirmed a version of the agreement for the first time on `agreed_on`; `None` while nobody has, and
    /// then no day before `today` is agreed on.
    #[must_use]
    pub fn plan(&self, signed: &[Signatory], agreed_on: Option<Date>, today: Date) -> Plan {
        let minutes = self.work.minutes_per_day;
        let pay = |pay: &AgreedPay| StudentPay {
            fen_per_month: pay.fen_per_month(minutes),
            same_post_fen_per_month: pay.same_post_fen_per_month,
            lowest_step_fen_per_month: pay.lowest_step_fen_per_month,
            cycle_days: pay.cycle_days,
            in_money_to_student: pay.in_money_to_student,
        };
        Plan {
            level: self.student.level,
            kind: self.kind,
            born_on: self.student.born_on,
            year_of_study: self.student.year_of_study,
            agreed_on: agreed_on.unwrap_or(today),
            first_day: self.first_day,
            last_day: self.last_day,
            relates_to_major: self.relates_to_major,
            host: self.host.facts,
            second_host: self.second_host.as_ref().map(SecondHost::facts),
            work: self.work.clone(),
            pay: self.pay.as_ref().map(pay),
            charges_student: self.charges_student,
            filings: self.filing.iter().cloned().collect(),
            papers: Papers {
                agreement: self.signatories().iter().all(|it| signed.contains(it)),
                student_consent: signed.contains(&Signatory::Student),
                guardian_consent: signed.contains(&Signatory::Guardian),
                insurance: self.insurance.as_ref().map(|it| it.policy),
                safety_training_on: self.training.map(|it| it.on).filter(|on| *on <= today),
                site_visit_on: self.school.site_visit_on.filter(|on| *on <= today),
            },
            elsewhere: Vec::new(),
        }
    }

    /// The days on which the student works.
    #[must_use]
    pub fn days_of_work(&self) -> DaysOfWork {
        DaysOfWork { first_day: self.first_day, last_day: self.last_day, weekdays: self.work.weekdays.clone() }
    }

    /// What the rules find on `today`, once `signed` have confirmed, with an agreement since `agreed_on`.
    #[must_use]
    pub fn findings(&self, signed: &[Signatory], agreed_on: Option<Date>, today: Date) -> Vec<Finding> {
        check(&self.plan(signed, agreed_on, today))
    }

    /// The gates that the rules only warn of, for which the school has to say why and has not.
    #[must_use]
    pub fn unexplained(&self, agreed_on: Option<Date>, today: Date) -> Vec<Gate> {
        self.unexplained_of(&self.findings(Signatory::ALL, agreed_on, today))
    }

    /// Those of `findings` that are only warned of, for which the school has to say why and has not.
    pub(super) fn unexplained_of(&self, findings: &[Finding]) -> Vec<Gate> {
        let wants_reason = |it: &&Finding| it.weight == Weight::Warn && !self.reasons.contains_key(&it.gate);
        findings.iter().filter(wants_reason).map(|it| it.gate).collect()
    }

    /// Whether the rules let the internship begin on `today`, once `signed` have confirmed, with an agreement since
    /// `agreed_on`.
    #[must_use]
    pub fn may_begin(&self, signed: &[Signatory], agreed_on: Option<Date>, today: Date) -> bool {
        self.passes(&self.findings(signed, agreed_on, today))
    }

    /// Whether nothing of `findings` stops the internship: all of it is only warned of, and the school has said why.
    pub(super) fn passes(&self, findings: &[Finding]) -> bool {
        let stops = |it: &Finding| it.weight == Weight::Block || !self.reasons.contains_key(&it.gate);
        !findings.iter().any(stops)
    }
}

impl SecondHost {
    /// What the rules ask about it.
    #[must_use]
    pub const fn facts(&self) -> SecondPlace {
        SecondPlace { is_agency: self.is_agency, venue: self.venue }
    }
}

impl AgreementVersion {
    /// Who has confirmed it.
    #[must_use]
    pub fn signed(&self) -> Vec<Signatory> {
        self.signatures.iter().map(|it| it.signatory).collect()
    }

    /// Who still has to.
    #[must_use]
    pub fn unsigned(&self) -> Vec<Signatory> {
        let signed = self.signed();
        self.agreement.signatories().into_iter().filter(|it| !signed.contains(it)).collect()
    }
}

/// What the place was taken for before anybody was asked.
const fn ordinary() -> Venue {
    Venue::Ordinary
}

/// What a day's pay comes to in a month of 21.75 days.
const fn days_of(fen: u64) -> u64 {
    fen.saturating_mul(87) / 4
}
