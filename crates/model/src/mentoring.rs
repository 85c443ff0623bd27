//! 企业导师 and 教师企业实践: schools appoint people of firms, who teach, and send teachers to firms, who practise; both sides
//! say for how long.
//!
//! A school proposes an appointment to a firm. The firm agrees and names one of its mentors, and the mentor agrees
//! themself; only then it holds, and only through its last day. Hours count when the mentor and the school both said so.
//!
//! A teacher's practice is the same turned round: the school names the teacher, who agrees; only then the firm learns of it
//! and accepts. Hours count when the teacher and the firm both said so.

use time::{Date, Duration, OffsetDateTime};

use crate::access::{Action, Thing};
use crate::form::{FieldError, Mistake, Reader};
use crate::naming::clean_text;
use crate::organisation::Organisation;
use crate::posting::Record;
use crate::private_facts::find_private_facts;
use crate::{AppointmentId, MentorHoursId, OrganisationId, PersonId};

/// Longest subject, certificate number and the like, in characters.
pub const LINE_MAX_CHARS: usize = 120;

/// Longest words with a step, in characters.
pub const WORDS_MAX_CHARS: usize = 500;

/// Days for which an appointment holds at most.
const DAYS_MAX: i64 = 3 * 366;

/// Days before the last one on which everybody is told that it ends.
pub const END_TOLD_DAYS_BEFORE: i64 = 30;

/// Months that teachers of special subjects at vocational schools practise in firms within five years, at least
/// (职业学校教师企业实践规定, 教师〔2016〕3号, article 4). How many hours or days make a month it does not say.
pub const PRACTICE_MONTHS: u8 = 6;

/// Hours of one day under one appointment, at most.
pub const HOURS_A_DAY_MAX: u32 = 12;

/// Subjects that a firm can say its people teach.
pub const SUBJECTS_MAX: usize = 10;

/// Longest of these subjects, in characters.
pub const SUBJECT_MAX_CHARS: usize = 60;

crate::choices! {
    /// Which way somebody goes.
    pub enum AppointmentKind {
        /// 企业导师: somebody of a firm teaches at a school.
        Mentor = "mentor",
        /// 教师企业实践: a teacher of a school practises in a firm.
        TeacherPractice = "teacher-practice",
    }
}

crate::choices! {
    /// Who takes part in an appointment.
    pub enum MentoringParty {
        /// The school that appoints, or whose teacher it is.
        School = "school",
        /// The firm whose mentor it is, or that takes the teacher in.
        Firm = "firm",
        /// The mentor.
        Mentor = "mentor",
        /// The teacher who practises.
        Teacher = "teacher",
    }
}

crate::choices! {
    /// How an appointment stands.
    pub enum AppointmentState {
        /// The firm has not answered; of a practice the teacher has not.
        Proposed = "proposed",
        /// The firm agrees; the mentor has not answered. Of a practice the teacher agrees, and the firm has not answered.
        Named = "named",
        /// All three agree, and it holds.
        Active = "active",
        /// The firm, the mentor or the teacher said no. An end.
        Refused = "refused",
        /// Its last day is over, or one of the three ended it. An end.
        Ended = "ended",
    }
}

crate::choices! {
    /// What is done to an appointment.
    pub enum AppointmentStep {
        /// The firm agrees and names a mentor.
        Name = "name",
        /// The mentor agrees; to a practice first the teacher, then the firm.
        Accept = "accept",
        /// The firm, the mentor or the teacher does not.
        Refuse = "refuse",
        /// The school takes it back, as long as not everybody has agreed.
        Withdraw = "withdraw",
        /// It ends before its last day.
        End = "end",
    }
}

crate::choices! {
    /// What is done about hours.
    pub enum HoursStep {
        /// Says that they were taught, or practised.
        Log = "log-hours",
        /// The other side says so, too.
        Confirm = "confirm-hours",
        /// The other side says that it was otherwise.
        Dispute = "dispute-hours",
    }
}

crate::choices! {
    /// How hours stand.
    pub enum HoursState {
        /// The other side has not answered.
        Logged = "logged",
        /// Both said so. They count.
        Confirmed = "confirmed",
        /// The other side says that it was otherwise.
        Disputed = "disputed",
    }
}

/// What a school proposes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAppointment {
    /// The course or project, or what is practised.
    pub subject: String,
    /// The first day.
    pub from_on: Date,
    /// The last day.
    pub until_on: Date,
    /// Hours that are planned: class hours of a mentor, hours of practice of a teacher.
    pub hours_planned: u32,
    /// Number of the certificate of appointment; empty where there is none.
    pub certificate: String,
}

/// An appointment as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appointment {
    /// Which one it is.
    pub id: AppointmentId,
    /// Which way somebody goes.
    pub kind: AppointmentKind,
    /// The school that appoints, or whose teacher it is.
    pub school: OrganisationId,
    /// The firm whose mentor it is, or that takes the teacher in.
    pub firm: OrganisationId,
    /// The mentor, once the firm has named one, or the teacher; `None` once they have left, too.
    pub person: Option<PersonId>,
    /// What the school proposed.
    pub terms: NewAppointment,
    /// When the firm agreed; of a practice when the teacher did.
    pub named_at: Option<OffsetDateTime>,
    /// When the mentor agreed; of a practice when the firm did.
    pub accepted_at: Option<OffsetDateTime>,
    /// When it was refused or ended.
    pub ended_at: Option<OffsetDateTime>,
    /// Why.
    pub reason: String,
    /// Rises by one with each change.
    pub revision: i64,
}

/// Hours of one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MentorHours {
    /// Which ones they are.
    pub id: MentorHoursId,
    /// The day.
    pub on: Date,
    /// Hours.
    pub hours: u32,
    /// What was taught or practised.
    pub words: String,
    /// Who said so.
    pub logged_by: MentoringParty,
    /// When the other side said so, too.
    pub confirmed_at: Option<OffsetDateTime>,
    /// When the other side said that it was otherwise.
    pub disputed_at: Option<OffsetDateTime>,
    /// Why.
    pub dispute: String,
    /// Rises by one with each change.
    pub revision: i64,
}

/// An appointment with its hours and the names of those who take part.
#[derive(Clone, Debug, PartialEq)]
pub struct AppointmentFile {
    /// The appointment.
    pub appointment: Appointment,
    /// The school.
    pub school: Organisation,
    /// The firm.
    pub firm: Organisation,
    /// What the mentor or the teacher is called.
    pub person_name: Option<String>,
    /// The hours, the latest day first.
    pub hours: Vec<MentorHours>,
}

/// Hours of an appointment, by how they stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HoursTold {
    /// Those that both sides confirmed.
    pub confirmed: u32,
    /// Those that wait for the other side.
    pub logged: u32,
    /// Those that the other side disputes.
    pub disputed: u32,
}

/// Hours to be written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewHours {
    /// The day.
    pub on: Date,
    /// Hours.
    pub hours: u32,
    /// What was taught or practised.
    pub words: String,
}

/// What a teacher practised in firms within five years, as both sides confirmed it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Practised {
    /// What the teacher is called.
    pub name: String,
    /// Days with confirmed hours, each once.
    pub days: u32,
    /// Confirmed hours.
    pub hours: u32,
}

impl NewAppointment {
    /// Reads what a school typed on `today`.
    ///
    /// # Errors
    ///
    /// Returns every mistake.
    pub fn read(record: &Record, today: Date) -> Result<Self, Vec<FieldError>> {
        let mut reader = Reader::new(record);
        let subject = reader.required_text("mentor-subject", LINE_MAX_CHARS);
        let from_on = day(&mut reader, "mentor-from", (today - Duration::days(31), today + Duration::days(366)));
        let until_on = day(&mut reader, "mentor-until", (today, today + Duration::days(DAYS_MAX)));
        if from_on.zip(until_on).is_some_and(|(from, until)| until < from) {
            reader.fail("mentor-until", Mistake::EndsFirst);
        }
        let hours_planned = number(&mut reader, "mentor-hours", 2_000);
        let certificate = reader.text("mentor-certificate", LINE_MAX_CHARS);
        let (from_on, until_on) = (from_on.unwrap_or(today), until_on.unwrap_or(today));
        reader.finish(Self { subject, from_on, until_on, hours_planned, certificate })
    }
}

impl NewHours {
    /// Reads hours that somebody typed on `today`, taught under an appointment from `from` until `until`.
    ///
    /// # Errors
    ///
    /// Returns every mistake: they were taught by today, on one of its days.
    pub fn read(record: &Record, (from, until): (Date, Date), today: Date) -> Result<Self, Vec<FieldError>> {
        let mut reader = Reader::new(record);
        let on = day(&mut reader, "hours-day", (from, until.min(today)));
        let hours = number(&mut reader, "hours-number", HOURS_A_DAY_MAX.into());
        let words = reader.required_text("hours-words", WORDS_MAX_CHARS);
        reader.finish(Self { on: on.unwrap_or(today), hours, words })
    }
}

fn day(reader: &mut Reader<'_>, field: &str, (first, last): (Date, Date)) -> Option<Date> {
    if reader.text(field, 64).is_empty() {
        reader.fail(field, Mistake::Missing);
        return None;
    }
    let day = reader.day(field)?;
    if day < first || day > last {
        reader.fail(field, Mistake::DayOutside { first: first.to_string(), last: last.to_string() });
    }
    Some(day)
}

fn number(reader: &mut Reader<'_>, field: &str, max: i64) -> u32 {
    if reader.text(field, 64).is_empty() {
        reader.fail(field, Mistake::Missing);
        return 0;
    }
    reader.whole(field, 1..=max).and_then(|it| it.try_into().ok()).unwrap_or_default()
}

impl AppointmentStep {
    /// Whether somebody agrees by it, which nobody does while school or firm is suspended.
    #[must_use]
    pub const fn binds(self) -> bool {
        matches!(self, Self::Name | Self::Accept)
    }
}

impl Appointment {
    /// How it stands on `today`: what has run out is over, whoever forgot to end it.
    #[must_use]
    pub fn state(&self, today: Date) -> AppointmentState {
        match (self.ended_at, self.accepted_at, self.named_at) {
            (Some(_), Some(_), _) => AppointmentState::Ended,
            (Some(_), None, _) => AppointmentState::Refused,
            (None, ..) if self.terms.until_on < today => AppointmentState::Ended,
            (None, Some(_), _) => AppointmentState::Active,
            (None, None, Some(_)) => AppointmentState::Named,
            (None, None, None) => AppointmentState::Proposed,
        }
    }

    /// Whether `party` can do `step` on `today`.
    #[must_use]
    pub fn can(&self, step: AppointmentStep, party: MentoringParty, today: Date) -> bool {
        use AppointmentState::{Active, Named, Proposed};
        use MentoringParty::{Firm, Mentor, School, Teacher};
        let state = self.state(today);
        match step {
            AppointmentStep::End => return state == Active && self.kind.parties().contains(&party),
            AppointmentStep::Withdraw => return matches!(state, Proposed | Named) && party == School,
            AppointmentStep::Name | AppointmentStep::Accept | AppointmentStep::Refuse => {}
        }
        match (self.kind, step, state) {
            (AppointmentKind::Mentor, AppointmentStep::Name | AppointmentStep::Refuse, Proposed) => party == Firm,
            (AppointmentKind::Mentor, AppointmentStep::Accept, Named) => party == Mentor,
            (AppointmentKind::Mentor, AppointmentStep::Refuse, Named) => matches!(party, Firm | Mentor),
            (AppointmentKind::TeacherPractice, AppointmentStep::Accept | AppointmentStep::Refuse, Proposed) => {
                party == Teacher
            }
            // Whoever agreed may have closed their account since.
            (AppointmentKind::TeacherPractice, AppointmentStep::Accept, Named) => {
                party == Firm && self.person.is_some()
            }
            (AppointmentKind::TeacherPractice, AppointmentStep::Refuse, Named) => matches!(party, Firm | Teacher),
            _ => false,
        }
    }

    /// Whether `party` may know of it: a firm learns which teacher is to come once the teacher agrees.
    #[must_use]
    pub fn is_seen_by(&self, party: MentoringParty) -> bool {
        match (self.kind, party) {
            (AppointmentKind::TeacherPractice, MentoringParty::Firm) => self.named_at.is_some(),
            (kind, party) => kind.parties().contains(&party),
        }
    }

    /// Whether `person` says and confirms hours on the side of `party`: nobody does for an organisation what concerns their
    /// own hours.
    #[must_use]
    pub fn tells_hours(&self, party: MentoringParty, person: PersonId) -> bool {
        let is_theirs = matches!(party, MentoringParty::Mentor | MentoringParty::Teacher);
        self.kind.parties().contains(&party)
            && self.kind.parties().contains(&party.answerer())
            && (is_theirs || self.person != Some(person))
    }

    /// The appointment as something that `party` may do something to: of the school, of the firm, or somebody's own.
    #[must_use]
    pub fn thing(&self, party: MentoringParty, (school, firm): (&Organisation, &Organisation)) -> Thing {
        let id = self.id;
        match party {
            MentoringParty::School => Thing::appointment(id, Some((school.id, school.kind)), None),
            MentoringParty::Firm => Thing::appointment(id, Some((firm.id, firm.kind)), None),
            MentoringParty::Mentor | MentoringParty::Teacher => Thing::appointment(id, None, self.person),
        }
    }
}

impl AppointmentKind {
    /// Who takes part.
    #[must_use]
    pub const fn parties(self) -> &'static [MentoringParty] {
        match self {
            Self::Mentor => &[MentoringParty::School, MentoringParty::Firm, MentoringParty::Mentor],
            Self::TeacherPractice => &[MentoringParty::School, MentoringParty::Firm, MentoringParty::Teacher],
        }
    }
}

impl MentoringParty {
    /// What somebody has to be allowed to do on this side.
    #[must_use]
    pub const fn action(self) -> Action {
        match self {
            Self::School => Action::AppointMentor,
            Self::Firm => Action::LendMentor,
            Self::Mentor | Self::Teacher => Action::ServeAsMentor,
        }
    }

    /// The side that answers what this one says of hours: the school for its mentors, the firm for whoever practises there.
    #[must_use]
    pub const fn answerer(self) -> Self {
        match self {
            Self::School => Self::Mentor,
            Self::Mentor => Self::School,
            Self::Firm => Self::Teacher,
            Self::Teacher => Self::Firm,
        }
    }
}

impl MentorHours {
    /// How they stand.
    #[must_use]
    pub const fn state(&self) -> HoursState {
        match (self.confirmed_at, self.disputed_at) {
            (Some(_), _) => HoursState::Confirmed,
            (None, Some(_)) => HoursState::Disputed,
            (None, None) => HoursState::Logged,
        }
    }

    /// Whether `party` can do `step`: nobody confirms their own word, and what is disputed can still be confirmed.
    #[must_use]
    pub fn can(&self, step: HoursStep, party: MentoringParty) -> bool {
        let is_other = party == self.logged_by.answerer();
        match (step, self.state()) {
            (HoursStep::Confirm, HoursState::Logged | HoursState::Disputed)
            | (HoursStep::Dispute, HoursState::Logged) => is_other,
            (HoursStep::Log, _)
            | (HoursStep::Confirm, HoursState::Confirmed)
            | (HoursStep::Dispute, HoursState::Confirmed | HoursState::Disputed) => false,
        }
    }
}

impl AppointmentFile {
    /// The hours, by how they stand.
    #[must_use]
    pub fn told(&self) -> HoursTold {
        let mut told = HoursTold::default();
        for it in &self.hours {
            match it.state() {
                HoursState::Confirmed => told.confirmed += it.hours,
                HoursState::Logged => told.logged += it.hours,
                HoursState::Disputed => told.disputed += it.hours,
            }
        }
        told
    }
}

/// The day after which, seen on `today`, practice counts: five years before.
#[must_use]
pub fn five_years_before(today: Date) -> Date {
    today.replace_year(today.year() - 5).unwrap_or(today - Duration::days(5 * 365 + 2))
}

/// Reads the subjects that a firm says its people teach, one on each line; `None` when they are too many or too long, or tell
/// of a person what nobody should publish.
#[must_use]
pub fn read_subjects(text: &str) -> Option<Vec<String>> {
    let subjects: Vec<String> = text.lines().map(clean_text).filter(|line| !line.is_empty()).collect();
    let is_short = |subject: &String| subject.chars().count() <= SUBJECT_MAX_CHARS;
    let fits = subjects.len() <= SUBJECTS_MAX && subjects.iter().all(is_short) && find_private_facts(text).is_empty();
    fits.then_some(subjects)
}

/// Whether every word that is asked for, set apart by spaces, stands in the names of a firm or in its subjects.
#[must_use]
pub fn is_found_by(words: &str, firm: &Organisation, subjects: &[String]) -> bool {
    let named = [firm.name.as_str(), firm.name_en.as_deref().unwrap_or_default()];
    let text: Vec<&str> = named.into_iter().chain(subjects.iter().map(String::as_str)).collect();
    let text = text.join("\n").to_lowercase();
    words.to_lowercase().split_whitespace().all(|word| text.contains(word))
}

#[cfg(test)]
mod tests;
