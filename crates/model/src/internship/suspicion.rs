//! Patterns that smell of sold certificates: told to a desk, which looks and decides. None of them proves anything.

use time::{Date, Duration, OffsetDateTime, Weekday};

use super::{Agreement, RuleSet};
use crate::working_days::{is_statutory_holiday, is_working_day};

/// Entries written on one day from which a diary was written in bulk.
const BULK_ENTRIES: usize = 10;
/// Entries that other students wrote word for word, from which a diary was copied.
const COPIED_ENTRIES: usize = 3;
/// Shortest entry that counts as copied, in characters: “周例会” is the same everywhere.
pub const COPIED_LEAST_CHARS: usize = 20;
/// Most minutes of work on a day that nobody wonders at.
const LONGEST_DAY_MINUTES: u16 = 12 * 60;
/// Most interns of whom one tutor can take care at once.
const INTERNS_OF_TUTOR_MAX: u32 = 10;
/// Interns at one host from which on it matters how large a part of its employees they are.
const INTERNS_AT_HOST_FEW: u32 = 10;
/// Minutes by which a vocational student's day may be longer than agreed before somebody wonders.
const LONGER_MINUTES: u16 = 60;
/// Days after which a school should have visited or somebody should have spoken.
const QUIET_DAYS: i64 = 30;

crate::choices! {
    /// Something about an internship that a desk should look at.
    pub enum Suspicion {
        /// One tutor has more interns than the organisation has staff, or than anybody can take care of.
        TutorOverloaded = "tutor-overloaded",
        /// More interns work at the host at once than it has employees, or than a tenth of them where there are many.
        HostOverloaded = "host-overloaded",
        /// Entries stand word for word in other diaries.
        CopiedDiary = "copied-diary",
        /// The diary was written in bulk on one day.
        BulkDiary = "bulk-diary",
        /// Days were longer than people work, or longer than was agreed by half.
        HoursBeyond = "hours-beyond",
        /// A vocational student worked when the agreement has no work, or longer than it says.
        OutsideHours = "outside-hours",
        /// Nobody visited and nobody spoke for a month.
        NobodyThere = "nobody-there",
    }
}

crate::choices! {
    /// What a desk decided about a suspicion.
    pub enum SuspicionVerdict {
        /// There is an explanation.
        Explained = "explained",
        /// It is what it looks like.
        Upheld = "upheld",
    }
}

/// What a desk decided about something that made it wonder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecidedSuspicion {
    /// What it was.
    pub suspicion: Suspicion,
    /// What it is now.
    pub verdict: SuspicionVerdict,
    /// Why.
    pub words: String,
    /// When.
    pub at: OffsetDateTime,
}

/// What is known of an internship that could make somebody wonder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trail {
    /// Everybody employed at the host.
    pub employees: u32,
    /// Running internships at the host, this one among them; none once this one is over.
    pub interns_at_host: u32,
    /// Running internships at the host whose tutor there bears the same name, this one among them.
    pub interns_of_tutor: u32,
    /// The minutes of a day that were agreed on.
    pub agreed_minutes: u16,
    /// The days of the diary.
    pub entries: Vec<TrailEntry>,
    /// When it began.
    pub began_on: Date,
    /// The last day that is looked at: today, or the day on which it ended.
    pub until: Date,
    /// Visits of the school, and words in the conversation.
    pub contacts: u32,
}

/// A day of a diary, as far as it could make somebody wonder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TrailEntry {
    /// Which day it was written on.
    pub written_on: Date,
    /// How long the work was.
    pub minutes: u16,
    /// Whether another student wrote the same, word for word.
    pub is_copied: bool,
    /// Whether a vocational student worked when the agreement has no work, as [`Trail::is_outside`] says.
    pub is_outside: bool,
}

impl Trail {
    /// What is known before anything has happened under `agreement`, which began on `began_on`.
    #[must_use]
    pub const fn beginning(agreement: &Agreement, began_on: Date) -> Self {
        Self {
            employees: agreement.host.facts.employees,
            interns_at_host: 1,
            interns_of_tutor: 1,
            agreed_minutes: agreement.work.minutes_per_day,
            entries: Vec::new(),
            began_on,
            until: began_on,
            contacts: 0,
        }
    }

    /// Whether `agreement` has no work for a vocational student on `day`, or more than an hour less than `minutes` of it:
    /// they work overtime, on days of rest and on holidays by law only where that was filed (职业学校学生实习管理规定
    /// article 17), and then the agreement says so. A Saturday or Sunday that is worked in exchange is a day of work.
    #[must_use]
    pub fn is_outside(agreement: &Agreement, (day, minutes): (Date, u16)) -> bool {
        let (work, weekday) = (&agreement.work, day.weekday());
        let is_in_exchange = matches!(weekday, Weekday::Saturday | Weekday::Sunday) && is_working_day(day);
        let is_of_rest = !work.weekdays.contains(&weekday) && !is_in_exchange;
        let is_holiday = is_statutory_holiday(day) && !work.on_holidays;
        let is_longer = minutes > work.minutes_per_day.saturating_add(LONGER_MINUTES);
        agreement.rules() == RuleSet::Vocational2021 && (is_of_rest || is_holiday || is_longer)
    }

    /// What of it a desk should look at, in the order of [`Suspicion::ALL`].
    #[must_use]
    pub fn suspicions(&self) -> Vec<Suspicion> {
        Suspicion::ALL.iter().copied().filter(|it| self.shows(*it)).collect()
    }

    fn shows(&self, suspicion: Suspicion) -> bool {
        match suspicion {
            Suspicion::TutorOverloaded => {
                self.interns_of_tutor > self.employees || self.interns_of_tutor > INTERNS_OF_TUTOR_MAX
            }
            Suspicion::HostOverloaded => self.is_host_overloaded(),
            Suspicion::CopiedDiary => self.entries.iter().filter(|it| it.is_copied).count() >= COPIED_ENTRIES,
            Suspicion::BulkDiary => self.most_on_one_day() >= BULK_ENTRIES,
            Suspicion::HoursBeyond => self.entries.iter().any(|it| self.is_too_long(it.minutes)),
            Suspicion::OutsideHours => self.entries.iter().any(|it| it.is_outside),
            Suspicion::NobodyThere => self.contacts == 0 && self.until - self.began_on >= Duration::days(QUIET_DAYS),
        }
    }

    /// Whether the host has more interns than employees, or many and more than a tenth of its employees: as a rule vocational
    /// students at posts are no more (教职成〔2021〕4号, as [`Gate::ShareOfStaff`](super::Gate::ShareOfStaff) asks). Tutors
    /// who bear many names do not hide it.
    fn is_host_overloaded(&self) -> bool {
        let (interns, employees) = (self.interns_at_host, self.employees);
        let is_above_a_tenth = u64::from(interns) * 10 > u64::from(employees);
        interns > employees || (interns >= INTERNS_AT_HOST_FEW && is_above_a_tenth)
    }

    fn most_on_one_day(&self) -> usize {
        let same_day = |day: Date| self.entries.iter().filter(|it| it.written_on == day).count();
        self.entries.iter().map(|it| same_day(it.written_on)).max().unwrap_or(0)
    }

    const fn is_too_long(&self, minutes: u16) -> bool {
        let by_half_more = self.agreed_minutes as u32 * 3 / 2;
        minutes > LONGEST_DAY_MINUTES || minutes as u32 > by_half_more
    }
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    fn entry(written_on: Date) -> TrailEntry {
        TrailEntry { written_on, minutes: 480, is_copied: false, is_outside: false }
    }

    fn trail() -> Trail {
        let first = date!(2026 - 09 - 01);
        Trail {
            employees: 3,
            interns_at_host: 3,
            interns_of_tutor: 3,
            agreed_minutes: 480,
            entries: (0..20).map(|day| entry(first + Duration::days(day))).collect(),
            began_on: first,
            until: date!(2026 - 12 - 31),
            contacts: 1,
        }
    }

    fn shown(change: impl FnOnce(&mut Trail)) -> Vec<Suspicion> {
        let mut trail = trail();
        change(&mut trail);
        trail.suspicions()
    }

    const NOTHING: Vec<Suspicion> = Vec::new();

    #[test]
    fn an_ordinary_internship_makes_nobody_wonder() {
        assert_eq!(shown(|_| ()), NOTHING);
    }

    #[test]
    fn a_tutor_with_more_interns_than_the_host_has_staff_does() {
        assert_eq!(shown(|it| it.interns_of_tutor = 4), [Suspicion::TutorOverloaded]);
    }

    #[test]
    fn a_tutor_with_ten_interns_at_a_large_host_does_not_and_with_one_more_does() {
        let large = |interns: u32| shown(|it| (it.employees, it.interns_of_tutor) = (300, interns));
        assert_eq!(large(10), NOTHING);
        assert_eq!(large(11), [Suspicion::TutorOverloaded]);
    }

    #[test]
    fn a_host_with_more_interns_than_staff_does_whoever_is_their_tutor() {
        assert_eq!(shown(|it| (it.interns_at_host, it.interns_of_tutor) = (4, 1)), [Suspicion::HostOverloaded]);
        assert_eq!(shown(|it| it.interns_at_host = 0), NOTHING, "it is over");
    }

    #[test]
    fn ten_interns_who_are_more_than_a_tenth_of_the_staff_do_and_a_tenth_or_nine_do_not() {
        let at_host = |interns, employees| shown(|it| (it.interns_at_host, it.employees) = (interns, employees));
        assert_eq!(at_host(10, 100), NOTHING);
        assert_eq!(at_host(10, 99), [Suspicion::HostOverloaded]);
        assert_eq!(at_host(9, 20), NOTHING);
        assert_eq!(at_host(31, 300), [Suspicion::HostOverloaded]);
    }

    #[test]
    fn one_day_outside_what_was_agreed_does() {
        assert_eq!(shown(|it| it.entries[3].is_outside = true), [Suspicion::OutsideHours]);
    }

    #[test]
    fn three_days_that_others_wrote_word_for_word_do_and_two_do_not() {
        let copied = |number: usize| shown(|it| it.entries.iter_mut().take(number).for_each(|it| it.is_copied = true));
        assert_eq!(copied(2), NOTHING);
        assert_eq!(copied(3), [Suspicion::CopiedDiary]);
    }

    #[test]
    fn ten_days_written_on_one_day_do_and_nine_do_not() {
        let on_one_day = |number: usize| {
            let day = date!(2026 - 12 - 30);
            shown(|it| it.entries.iter_mut().take(number).for_each(|it| it.written_on = day))
        };
        assert_eq!(on_one_day(9), NOTHING);
        assert_eq!(on_one_day(10), [Suspicion::BulkDiary]);
    }

    #[test]
    fn a_day_half_again_as_long_as_agreed_does_not_and_a_minute_more_does() {
        let minutes = |minutes: u16| shown(|it| it.entries[0].minutes = minutes);
        assert_eq!(minutes(720), NOTHING);
        assert_eq!(minutes(721), [Suspicion::HoursBeyond]);
        let short_agreed = |minutes: u16| {
            shown(|it| {
                it.agreed_minutes = 240;
                it.entries = vec![TrailEntry { minutes, ..entry(it.began_on) }];
            })
        };
        assert_eq!(short_agreed(360), NOTHING);
        assert_eq!(short_agreed(361), [Suspicion::HoursBeyond]);
    }

    #[test]
    fn a_month_without_a_visit_or_a_word_does() {
        let quiet_until = |until: Date| shown(|it| (it.contacts, it.until) = (0, until));
        assert_eq!(quiet_until(date!(2026 - 09 - 30)), NOTHING);
        assert_eq!(quiet_until(date!(2026 - 10 - 01)), [Suspicion::NobodyThere]);
        assert_eq!(shown(|it| it.until = date!(2027 - 06 - 30)), NOTHING);
    }
}
