//! The gates through which an internship has to go before it begins: each with the rule that it rests on.

use time::{Date, Duration, Time, Weekday};

use super::{Hazard, InternshipKind, Plan, RuleSet, StudentPay, Venue};
use crate::working_days::is_statutory_holiday;

/// Most minutes of work a day (劳动法 article 36).
const MINUTES_PER_DAY: u16 = 8 * 60;
/// Youngest age for any work (劳动法 article 15).
const YOUNGEST: i32 = 16;
/// Age from which somebody is no 未成年工 (劳动法 article 58).
const GROWN_UP: i32 = 18;
/// Longest internship that goes without saying, in days: six months.
const LONGEST_DAYS: i64 = 184;
/// Most days from one payment to the next: a month.
const CYCLE_DAYS: u16 = 31;
/// How long a school's inspection of a place is good for, in days: its year.
const VISIT_DAYS: i64 = 365;
/// Between these hours work is night work.
const NIGHT: (Time, Time) = (time::macros::time!(22:00), time::macros::time!(6:00));

crate::choices! {
    /// Something that a rule asks of an internship.
    pub enum Gate {
        /// Nobody under 16 works.
        Age = "age",
        /// No first-year student does the work of a post.
        FirstYear = "first-year",
        /// The agreement of three is confirmed.
        Agreement = "agreement",
        /// The agreement of three was confirmed by the first day.
        Antedating = "antedating",
        /// On no day of it the student works in another internship that is not over.
        Overlap = "overlap",
        /// The student has signed that they know and agree.
        StudentConsent = "student-consent",
        /// A parent or guardian has.
        GuardianConsent = "guardian-consent",
        /// The insurance covers every day.
        Insurance = "insurance",
        /// The student does not pay for the insurance.
        InsurancePaidByOthers = "insurance-paid-by-others",
        /// The student was trained in safety before.
        SafetyTraining = "safety-training",
        /// The school has inspected the place.
        SiteVisit = "site-visit",
        /// Nobody in between places the student, at either host.
        Agency = "agency",
        /// The places are fit for students, at either host.
        Venue = "venue",
        /// The work is not too heavy.
        HeavyLabour = "heavy-labour",
        /// The work is not dangerous.
        Hazard = "hazard",
        /// Nobody under age does work that is forbidden to minors.
        ForbiddenToMinors = "forbidden-to-minors",
        /// No woman does work that is forbidden to women.
        ForbiddenToWomen = "forbidden-to-women",
        /// Days of rest are kept.
        RestDays = "rest-days",
        /// Holidays by law are kept.
        Holidays = "holidays",
        /// At most eight hours a day.
        Hours = "hours",
        /// No work at night.
        Night = "night",
        /// The student pays for nothing.
        Charges = "charges",
        /// The pay is in money, to the student, without anybody in between.
        PayInMoney = "pay-in-money",
        /// The pay comes every month at least.
        PayCycle = "pay-cycle",
        /// The pay is fair.
        PayAmount = "pay-amount",
        /// Students are at most a tenth of the staff.
        ShareOfStaff = "share-of-staff",
        /// Students are at most a fifth at posts of one kind.
        ShareAtPost = "share-at-post",
        /// It takes six months at most.
        Length = "length",
        /// The work is related to the major.
        Major = "major",
    }
}

crate::choices! {
    /// What follows when a gate is not passed.
    pub enum Weight {
        /// The internship cannot begin.
        Block = "block",
        /// It can, once the school has said why.
        Warn = "warn",
    }
}

/// A gate that a plan does not pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Which one.
    pub gate: Gate,
    /// What follows.
    pub weight: Weight,
}

impl Gate {
    /// What follows under `rules` when the gate is not passed; `None` where the rules do not ask.
    #[must_use]
    pub const fn weight(self, rules: RuleSet) -> Option<Weight> {
        match (self, rules) {
            // 劳动法 articles 15 and 64, 保险, 协议 and 安全教育 hold for everybody, and nobody is in two places on one day.
            (
                Self::Age
                | Self::ForbiddenToMinors
                | Self::Agreement
                | Self::Overlap
                | Self::Insurance
                | Self::SafetyTraining
                | Self::Charges,
                _,
            )
            | (
                Self::Antedating
                | Self::FirstYear
                | Self::StudentConsent
                | Self::GuardianConsent
                | Self::InsurancePaidByOthers
                | Self::SiteVisit
                | Self::Agency
                | Self::Venue
                | Self::HeavyLabour
                | Self::Hazard
                | Self::RestDays
                | Self::Holidays
                | Self::Hours
                | Self::Night
                | Self::PayInMoney
                | Self::PayCycle,
                RuleSet::Vocational2021,
            ) => Some(Weight::Block),
            // “原则上” and “一般”: a reason is enough. Whether the student is a woman is not asked: the school says that
            // they are not concerned.
            (Self::ForbiddenToWomen, _)
            | (
                Self::PayAmount | Self::ShareOfStaff | Self::ShareAtPost | Self::Length | Self::Major,
                RuleSet::Vocational2021,
            )
            | (
                Self::SiteVisit
                | Self::Agency
                | Self::Venue
                | Self::HeavyLabour
                | Self::Hazard
                | Self::RestDays
                | Self::Holidays
                | Self::Hours
                | Self::Night
                | Self::InsurancePaidByOthers
                | Self::Antedating
                | Self::Major,
                RuleSet::Undergraduate2019,
            ) => Some(Weight::Warn),
            (
                Self::FirstYear
                | Self::StudentConsent
                | Self::GuardianConsent
                | Self::PayInMoney
                | Self::PayCycle
                | Self::PayAmount
                | Self::ShareOfStaff
                | Self::ShareAtPost
                | Self::Length,
                RuleSet::Undergraduate2019,
            ) => None,
        }
    }

    /// Whether leave can be filed for it beforehand because the major demands it (职业学校学生实习管理规定 article 17).
    #[must_use]
    pub const fn can_be_filed(self) -> bool {
        matches!(self, Self::Hazard | Self::RestDays | Self::Holidays | Self::Hours | Self::Night)
    }

    /// Whether `plan` passes.
    fn is_passed_by(self, plan: &Plan) -> bool {
        let (host, work, papers) = (&plan.host, &plan.work, &plan.papers);
        let is_post = plan.kind == InternshipKind::Post;
        match self {
            Self::Age => age_on(plan.born_on, plan.first_day) >= YOUNGEST,
            Self::FirstYear => !is_post || plan.year_of_study > 1,
            Self::Agreement => papers.agreement,
            Self::Antedating => plan.agreed_on <= plan.first_day,
            Self::Overlap => !plan.elsewhere.iter().any(|it| it.overlap(&plan.days_of_work())),
            Self::StudentConsent => !is_post || papers.student_consent,
            Self::GuardianConsent => !is_post || papers.guardian_consent,
            Self::Insurance => {
                papers.insurance.is_some_and(|it| it.first_day <= plan.first_day && it.last_day >= plan.last_day)
            }
            Self::InsurancePaidByOthers => papers.insurance.is_none_or(|it| !it.paid_by_student),
            Self::SafetyTraining => papers.safety_training_on.is_some_and(|on| on <= plan.first_day),
            Self::SiteVisit => papers
                .site_visit_on
                .is_some_and(|on| on <= plan.first_day && plan.first_day - on <= Duration::days(VISIT_DAYS)),
            Self::Agency => !host.is_agency && plan.second_host.is_none_or(|it| !it.is_agency),
            Self::Venue => {
                host.venue == Venue::Ordinary && plan.second_host.is_none_or(|it| it.venue == Venue::Ordinary)
            }
            Self::HeavyLabour => !work.hazards.contains(&Hazard::HeavyLabour),
            Self::Hazard => !work.hazards.iter().any(|&it| can_be_demanded(it)),
            Self::ForbiddenToMinors => {
                !work.hazards.contains(&Hazard::ForbiddenToMinors) || age_on(plan.born_on, plan.first_day) >= GROWN_UP
            }
            Self::ForbiddenToWomen => !work.hazards.contains(&Hazard::ForbiddenToWomen),
            Self::RestDays => !work.weekdays.iter().any(|it| matches!(it, Weekday::Saturday | Weekday::Sunday)),
            Self::Holidays => !works_on_a_holiday(plan),
            Self::Hours => work.minutes_per_day <= MINUTES_PER_DAY,
            Self::Night => !is_at_night(work.hours),
            Self::Charges => !plan.charges_student,
            Self::PayInMoney => plan.pay.is_none_or(|it| it.in_money_to_student),
            Self::PayCycle => plan.pay.is_none_or(|it| it.cycle_days <= CYCLE_DAYS),
            Self::PayAmount => plan.pay.is_none_or(|it| is_fair(&it)),
            Self::ShareOfStaff => !is_post || is_at_most(host.interns, 10, host.employees),
            Self::ShareAtPost => !is_post || is_at_most(host.interns_at_post, 20, host.employees_at_post),
            Self::Length => plan.last_day - plan.first_day < Duration::days(LONGEST_DAYS),
            Self::Major => plan.relates_to_major,
        }
    }
}

/// What of the rules that hold `plan` does not keep, in the order of [`Gate::ALL`].
///
/// What was filed beforehand for a gate that allows it is kept. Nothing found means that the internship may begin.
#[must_use]
pub fn check(plan: &Plan) -> Vec<Finding> {
    let rules = plan.level.rule_set();
    let is_filed = |gate: Gate| {
        gate.can_be_filed() && plan.filings.iter().any(|it| it.on <= plan.first_day && it.gates.contains(&gate))
    };
    let found = |gate: Gate| {
        let weight = gate.weight(rules)?;
        (!gate.is_passed_by(plan) && !is_filed(gate)).then_some(Finding { gate, weight })
    };
    Gate::ALL.iter().copied().filter_map(found).collect()
}

/// Full years of somebody on `day`.
pub(super) fn age_on(born_on: Date, day: Date) -> i32 {
    let had_birthday = (day.month(), day.day()) >= (born_on.month(), born_on.day());
    day.year() - born_on.year() - i32::from(!had_birthday)
}

/// Whether it is one of those that a major may demand (职业学校学生实习管理规定 article 17).
const fn can_be_demanded(hazard: Hazard) -> bool {
    match hazard {
        Hazard::Height | Hazard::Underground | Hazard::Radiation | Hazard::Toxic | Hazard::Explosive => true,
        Hazard::HeavyLabour | Hazard::ForbiddenToMinors | Hazard::ForbiddenToWomen => false,
    }
}

fn works_on_a_holiday(plan: &Plan) -> bool {
    let mut days = std::iter::successors(Some(plan.first_day), |day| day.next_day());
    plan.work.on_holidays && days.by_ref().take_while(|day| *day <= plan.last_day).any(is_statutory_holiday)
}

/// Whether any of the time from `begin` to `end` lies in the night.
fn is_at_night((begin, end): (Time, Time)) -> bool {
    let over_midnight = end <= begin;
    over_midnight || begin < NIGHT.1 || end > NIGHT.0
}

/// At least four fifths of what others earn at the post, or the lowest step of the scale (职业学校学生实习管理规定
/// article 18).
fn is_fair(pay: &StudentPay) -> bool {
    let share = pay.fen_per_month.saturating_mul(100) >= pay.same_post_fen_per_month.saturating_mul(80);
    share || pay.lowest_step_fen_per_month.is_some_and(|lowest| pay.fen_per_month >= lowest)
}

/// Whether `part` is at most so many per cent of `whole`.
fn is_at_most(part: u32, per_cent: u64, whole: u32) -> bool {
    u64::from(part) * 100 <= u64::from(whole) * per_cent
}
