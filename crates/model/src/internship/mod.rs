//! Internships: what is planned, and which rules it has to keep before it may begin.
//!
//! Two sets of rules, chosen by what the student studies for. 职业学校学生实习管理规定 (教职成〔2021〕4号) binds vocational
//! schools: what it forbids stops the internship. 教育部关于加强和规范普通本科高校实习管理工作的意见 (教高函〔2019〕12号)
//! guides universities: it demands agreement, safety and insurance, and the rest is told as a warning that wants a reason.

mod gates;
mod plan;
#[cfg(test)]
mod tests;

pub use self::gates::{Finding, Gate, Weight, check};
pub use self::plan::{
    Filing, Hazard, Host, InsurancePolicy, InternshipKind, Papers, Plan, RuleSet, StudentLevel, StudentPay, Venue, Work,
};
