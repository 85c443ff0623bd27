//! What is planned for one internship, as the agreement and the papers say it.

use serde::{Deserialize, Serialize};
use time::{Date, Time, Weekday};

crate::choices! {
    /// What a student studies for.
    pub enum StudentLevel {
        /// 中等职业学校
        SecondaryVocational = "secondary-vocational",
        /// 高等职业学校专科
        VocationalCollege = "vocational-college",
        /// 职业本科
        VocationalBachelor = "vocational-bachelor",
        /// 普通本科
        Undergraduate = "undergraduate",
        /// 研究生
        Postgraduate = "postgraduate",
    }
}

crate::choices! {
    /// Which rules hold.
    pub enum RuleSet {
        /// 职业学校学生实习管理规定 (教职成〔2021〕4号), article 2: students of vocational schools of every level.
        Vocational2021 = "vocational-2021",
        /// 教高函〔2019〕12号: students of universities.
        Undergraduate2019 = "undergraduate-2019",
    }
}

crate::choices! {
    /// The two kinds of internship (职业学校学生实习管理规定 article 2).
    pub enum InternshipKind {
        /// 认识实习: to visit, watch and try.
        Observation = "observation",
        /// 岗位实习: to do the work.
        Post = "post",
    }
}

crate::choices! {
    /// Where the work is.
    pub enum Venue {
        /// Anywhere else.
        Ordinary = "ordinary",
        /// A bar, night club, karaoke, bathhouse, hall of electronic games, or internet café.
        Entertainment = "entertainment",
    }
}

crate::choices! {
    /// What is dangerous about the work.
    pub enum Hazard {
        /// 高空
        Height = "height",
        /// 井下
        Underground = "underground",
        /// 放射性
        Radiation = "radiation",
        /// 有毒
        Toxic = "toxic",
        /// 易燃易爆
        Explosive = "explosive",
        /// Ⅲ级以上体力劳动
        HeavyLabour = "heavy-labour",
        /// 未成年工禁忌劳动 (未成年工特殊保护规定 article 3)
        ForbiddenToMinors = "forbidden-to-minors",
        /// 女职工禁忌劳动 (女职工劳动保护特别规定, appendix)
        ForbiddenToWomen = "forbidden-to-women",
    }
}

impl StudentLevel {
    /// Which rules hold for the student.
    #[must_use]
    pub const fn rule_set(self) -> RuleSet {
        match self {
            Self::SecondaryVocational | Self::VocationalCollege | Self::VocationalBachelor => RuleSet::Vocational2021,
            Self::Undergraduate | Self::Postgraduate => RuleSet::Undergraduate2019,
        }
    }
}

/// All that the rules ask about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// What the student studies for.
    pub level: StudentLevel,
    /// Which kind it is.
    pub kind: InternshipKind,
    /// When the student was born.
    pub born_on: Date,
    /// Their year of study, the first being 1.
    pub year_of_study: u8,
    /// When everybody had confirmed an agreement for the first time; the day of the question while nobody has.
    pub agreed_on: Date,
    /// The first day.
    pub first_day: Date,
    /// The last day.
    pub last_day: Date,
    /// Whether the work is related to the major.
    pub relates_to_major: bool,
    /// Where it is.
    pub host: Host,
    /// Where a part of it is besides.
    pub second_host: Option<SecondPlace>,
    /// What is done, and when.
    pub work: Work,
    /// What is paid to a student who works largely alone; `None` for one who does not.
    pub pay: Option<StudentPay>,
    /// Whether the student pays anything: deposit, training, management, materials, placement.
    pub charges_student: bool,
    /// What was filed with the authority above the school.
    pub filings: Vec<Filing>,
    /// What there is in writing.
    pub papers: Papers,
    /// When the student works in other internships that are not over.
    pub elsewhere: Vec<DaysOfWork>,
}

impl Plan {
    /// The days on which the student works.
    #[must_use]
    pub fn days_of_work(&self) -> DaysOfWork {
        DaysOfWork { first_day: self.first_day, last_day: self.last_day, weekdays: self.work.weekdays.clone() }
    }
}

/// The days on which somebody works by an agreement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DaysOfWork {
    /// The first day.
    pub first_day: Date,
    /// The last day.
    pub last_day: Date,
    /// The days of the week between them.
    pub weekdays: Vec<Weekday>,
}

impl DaysOfWork {
    /// Whether any day is one of both.
    #[must_use]
    pub fn overlap(&self, other: &Self) -> bool {
        let (first, last) = (Ord::max(self.first_day, other.first_day), Ord::min(self.last_day, other.last_day));
        let is_of_both = |day: Date| [self, other].iter().all(|it| it.weekdays.contains(&day.weekday()));
        // After a week the days of the week come again.
        let days = std::iter::successors(Some(first), |day| day.next_day()).take(7);
        days.take_while(|day| *day <= last).any(is_of_both)
    }
}

/// Where somebody does their internship.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Host {
    /// Whether it places people with others: a labour agency or a dispatcher.
    pub is_agency: bool,
    /// What kind of place it is.
    pub venue: Venue,
    /// Everybody employed there.
    pub employees: u32,
    /// Students who do an internship there, this one among them.
    pub interns: u32,
    /// Everybody employed at posts of the same kind.
    pub employees_at_post: u32,
    /// Students at posts of the same kind, this one among them.
    pub interns_at_post: u32,
}

/// What the rules ask about the organisation where a part of an internship is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SecondPlace {
    /// Whether it places people with others: a labour agency or a dispatcher.
    pub is_agency: bool,
    /// What kind of place it is.
    pub venue: Venue,
}

/// What is done, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Work {
    /// Minutes of work a day.
    pub minutes_per_day: u16,
    /// The days of the week on which somebody works.
    pub weekdays: Vec<Weekday>,
    /// Whether they also work on holidays by law that fall into the time.
    pub on_holidays: bool,
    /// When the day's work begins and ends; it ends on the next day when the end is before the beginning.
    pub hours: (Time, Time),
    /// What is dangerous about it.
    pub hazards: Vec<Hazard>,
}

/// What a student is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StudentPay {
    /// In 分 a month.
    pub fen_per_month: u64,
    /// What others at the same post earn, in 分 a month.
    pub same_post_fen_per_month: u64,
    /// The lowest step of the host's scale, in 分 a month, where it has one.
    pub lowest_step_fen_per_month: Option<u64>,
    /// Days from one payment to the next.
    pub cycle_days: u16,
    /// Whether it is paid in money, to the student, without anybody in between.
    pub in_money_to_student: bool,
}

/// Leave for what is forbidden otherwise, because the major demands it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filing {
    /// Its number.
    pub number: String,
    /// When it was filed.
    pub on: Date,
    /// The gates for which it holds.
    pub gates: Vec<super::Gate>,
}

/// What there is in writing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Papers {
    /// Whether school, host and student have confirmed the agreement.
    pub agreement: bool,
    /// Whether the student has signed that they know and agree.
    pub student_consent: bool,
    /// Whether a parent or guardian has.
    pub guardian_consent: bool,
    /// The insurance.
    pub insurance: Option<InsurancePolicy>,
    /// When the student was trained in safety, and passed.
    pub safety_training_on: Option<Date>,
    /// When the school inspected the place, with a report.
    pub site_visit_on: Option<Date>,
}

/// An insurance for internships.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InsurancePolicy {
    /// The first day that it covers.
    pub first_day: Date,
    /// The last day that it covers.
    pub last_day: Date,
    /// Whether the student paid for it.
    pub paid_by_student: bool,
}
