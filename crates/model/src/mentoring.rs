//! 企业导师: schools appoint people of firms, who teach, and both sides say for how long.
//!
//! A school proposes an appointment to a firm. The firm agrees and names one of its mentors, and the mentor agrees
//! themself; only then it holds, and only through its last day. Hours count when the mentor and the school both said so.

use time::{Date, Duration, OffsetDateTime};

use crate::access::{Action, Thing};
use crate::form::{FieldError, Mistake, Reader};
use crate::organisation::Organisation;
use crate::posting::Record;
use crate::{AppointmentId, MentorHoursId, OrganisationId, PersonId};

/// Longest subject, certificate number and the like, in characters.
pub const LINE_MAX_CHARS: usize = 120;

/// Longest words with a step, in characters.
pub const WORDS_MAX_CHARS: usize = 500;

/// Days for which an appointment holds at most.
const DAYS_MAX: i64 = 3 * 366;

crate::choices! {
    /// Who takes part in an appointment.
    pub enum MentoringParty {
        /// The school that appoints.
        School = "school",
        /// The firm whose mentor it is.
        Firm = "firm",
        /// The mentor.
        Mentor = "mentor",
    }
}

crate::choices! {
    /// How an appointment stands.
    pub enum AppointmentState {
        /// The firm has not answered.
        Proposed = "proposed",
        /// The firm agrees; the mentor has not answered.
        Named = "named",
        /// All three agree, and it holds.
        Active = "active",
        /// The firm or the mentor said no. An end.
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
        /// The mentor agrees.
        Accept = "accept",
        /// The firm or the mentor does not.
        Refuse = "refuse",
        /// It ends before its last day.
        End = "end",
    }
}

crate::choices! {
    /// What is done about hours.
    pub enum HoursStep {
        /// Says that they were taught.
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

/// What a school proposes to a firm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAppointment {
    /// The course or project.
    pub subject: String,
    /// The first day.
    pub from_on: Date,
    /// The last day.
    pub until_on: Date,
    /// Class hours that are planned.
    pub hours_planned: u32,
    /// Number of the certificate of appointment; empty where there is none.
    pub certificate: String,
}

/// An appointment as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appointment {
    /// Which one it is.
    pub id: AppointmentId,
    /// The school that appoints.
    pub school: OrganisationId,
    /// The firm whose mentor it is.
    pub firm: OrganisationId,
    /// The mentor, once the firm has named one; `None` once they have left, too.
    pub mentor: Option<PersonId>,
    /// What the school proposed.
    pub terms: NewAppointment,
    /// When the firm agreed.
    pub named_at: Option<OffsetDateTime>,
    /// When the mentor agreed.
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
    /// Class hours.
    pub hours: u32,
    /// What was taught.
    pub words: String,
    /// Who said so: the mentor or the school.
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
    /// What the mentor is called.
    pub mentor_name: Option<String>,
    /// The hours, the latest day first.
    pub hours: Vec<MentorHours>,
}

/// Class hours of an appointment, by how they stand.
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
    /// Class hours.
    pub hours: u32,
    /// What was taught.
    pub words: String,
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
        let hours = number(&mut reader, "hours-number", 12);
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
        use MentoringParty::{Firm, Mentor, School};
        match (step, self.state(today)) {
            (AppointmentStep::Name, Proposed) => party == Firm,
            (AppointmentStep::Accept, Named) => party == Mentor,
            (AppointmentStep::Refuse, Proposed) => party == Firm,
            (AppointmentStep::Refuse, Named) => matches!(party, Firm | Mentor),
            (AppointmentStep::End, Active) => matches!(party, School | Firm | Mentor),
            _ => false,
        }
    }

    /// The appointment as something that `party` may do something to: of the school, of the firm, or the mentor's own.
    #[must_use]
    pub fn thing(&self, party: MentoringParty, (school, firm): (&Organisation, &Organisation)) -> Thing {
        let id = self.id;
        match party {
            MentoringParty::School => Thing::appointment(id, Some((school.id, school.kind)), None),
            MentoringParty::Firm => Thing::appointment(id, Some((firm.id, firm.kind)), None),
            MentoringParty::Mentor => Thing::appointment(id, None, self.mentor),
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
            Self::Mentor => Action::ServeAsMentor,
        }
    }

    /// Whether hours are this side's to log and to confirm.
    #[must_use]
    pub const fn tells_hours(self) -> bool {
        match self {
            Self::School | Self::Mentor => true,
            Self::Firm => false,
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
        let is_other = party.tells_hours() && party != self.logged_by;
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

#[cfg(test)]
mod tests;
