//! Internships: what is planned, which rules it has to keep before it may begin, and what happens while it runs.
//!
//! Two sets of rules, chosen by what the student studies for. 职业学校学生实习管理规定 (教职成〔2021〕4号) binds vocational
//! schools: what it forbids stops the internship. 教育部关于加强和规范普通本科高校实习管理工作的意见 (教高函〔2019〕12号)
//! guides universities: it demands agreement, safety and insurance, and the rest is told as a warning that wants a reason.

mod agreement;
mod clause;
mod diary;
mod file;
mod frame;
mod gates;
mod incident;
mod plan;
mod reading;
mod reminder;
mod suspicion;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_agreement;
#[cfg(test)]
mod tests_levels;
mod typing;

pub use self::agreement::{
    AgreedPay, Agreement, AgreementDocument, AgreementHost, AgreementSchool, AgreementStudent, AgreementVersion,
    Insurance, SafetyTraining, Scan, SecondHost, Signatory, Signature, Tutor,
};
pub use self::diary::{
    Assessment, DAY_MAX_MINUTES, DiaryEntry, DiaryWeek, ENTRY_MAX_CHARS, Grade, STAGES_OF_DISPUTED_WEEKS,
    STAGES_OF_WEEKS, SchoolVisit, WeekWord, WeekWords, confirmed_minutes, monday_of,
};
pub use self::file::{InternBeside, InternshipFile, STAGES_OF_SIGNING, STAGES_PAST_ACCEPTANCE, SecondHosting};
pub use self::frame::{Frame, FramedInternships};
pub use self::gates::{Finding, Gate, Weight, check};
pub use self::incident::{
    INCIDENT_MAX_CHARS, INCIDENTS_OPEN, Incident, IncidentKind, IncidentState, IncidentStep, IncidentWord,
    TAKEN_UP_WITHIN, has_too_many_open,
};
pub use self::plan::{
    DaysOfWork, Filing, Hazard, Host, InsurancePolicy, InternshipKind, Papers, Plan, RuleSet, SecondPlace,
    StudentLevel, StudentPay, Venue, Work,
};
pub use self::reading::{AgreementNames, WorkingDay};
pub use self::reminder::{InternshipReminder, REMINDED_AFTER_END, Reminded, STAGES_REMINDED, STAGES_REMINDED_AFTER};
pub use self::suspicion::{COPIED_LEAST_CHARS, DecidedSuspicion, Suspicion, SuspicionVerdict, Trail, TrailEntry};
pub use self::typing::{clock_time, yuan};
