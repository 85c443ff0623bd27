//! Of what the sides of an internship are reminded: that its last day has passed, and of weeks that wait for their word.
//! Nobody has to confirm a week by a day; when to remind is this platform's own choice.

use serde::{Deserialize, Serialize};
use time::{Date, Duration};

use super::DiaryWeek;
use crate::connect::{Party, Stage};

/// Stages in which somebody is reminded: it runs, or can run again.
pub const STAGES_REMINDED: [Stage; 3] = [Stage::Running, Stage::Interrupted, Stage::Delivered];

/// Stages in which tutors are still reminded of weeks for [`REMINDED_AFTER_END`]: hours count only with their word.
pub const STAGES_REMINDED_AFTER: [Stage; 2] = [Stage::Confirmed, Stage::Terminated];

/// How long after its end somebody is reminded.
pub const REMINDED_AFTER_END: Duration = Duration::days(60);

/// How long a week that is over waits before its tutor is reminded, and between two reminders.
const REMINDED_AFTER: Duration = Duration::days(14);

/// From one Monday to the next.
const WEEK: Duration = Duration::days(7);

crate::choices! {
    /// Of what somebody is reminded.
    pub enum InternshipReminder {
        /// The last day has passed, and nobody has reported the result.
        Over = "over",
        /// The diary waits for the host's word.
        HostWeeks = "host-weeks",
        /// The diary waits for the school's word.
        SchoolWeeks = "school-weeks",
    }
}

/// The last reminder of something that waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reminded {
    /// The day from which it waits.
    pub since: Date,
    /// How often somebody was reminded of it.
    pub times: u8,
    /// The day of the last time.
    pub on: Date,
}

impl InternshipReminder {
    /// Who is reminded.
    #[must_use]
    pub const fn parties(self) -> &'static [Party] {
        match self {
            Self::Over => &[Party::Responder, Party::Publisher, Party::School],
            Self::HostWeeks => &[Party::Publisher],
            Self::SchoolWeeks => &[Party::School],
        }
    }

    /// The word by which the catalogue knows it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Over => "last-day-passed",
            Self::HostWeeks | Self::SchoolWeeks => "weeks-wait",
        }
    }

    /// How often somebody is reminded of the same.
    const fn most(self) -> u8 {
        match self {
            Self::Over => 2,
            Self::HostWeeks | Self::SchoolWeeks => 4,
        }
    }

    /// The day from which something waits of which somebody should be reminded on `today`: the last day of the agreement in
    /// force, or the Monday of the oldest week.
    ///
    /// A week about which somebody says that it was otherwise waits for the student.
    #[must_use]
    pub fn since(self, (stage, last_day): (Stage, Date), weeks: &[DiaryWeek], today: Date) -> Option<Date> {
        let party = match self {
            Self::Over => {
                let goes_on = matches!(stage, Stage::Running | Stage::Interrupted);
                return (goes_on && last_day < today).then_some(last_day);
            }
            Self::HostWeeks => Party::Publisher,
            Self::SchoolWeeks => Party::School,
        };
        let waits = |it: &&DiaryWeek| it.words.of(party).is_none() && !it.words.is_disputed();
        let oldest = weeks.iter().filter(waits).map(|it| it.monday).min();
        oldest.filter(|&monday| today - monday >= WEEK + REMINDED_AFTER)
    }

    /// What is kept of the reminder on `today` of what waits `since` some day, where `before` was the last one; `None` where
    /// it is too early for another, or there were enough.
    ///
    /// Of another last day everybody is told at once.
    #[must_use]
    pub fn next(self, since: Date, before: Option<Reminded>, today: Date) -> Option<Reminded> {
        let first = Reminded { since, times: 1, on: today };
        let Some(before) = before else { return Some(first) };
        let is_same = before.since == since;
        let is_time = today - before.on >= REMINDED_AFTER || (self == Self::Over && !is_same);
        let next = if is_same { Reminded { times: before.times.saturating_add(1), ..first } } else { first };
        (is_time && next.times <= self.most()).then_some(next)
    }
}

#[cfg(test)]
mod tests {
    use time::macros::{date, datetime};

    use super::InternshipReminder::{HostWeeks, Over, SchoolWeeks};
    use super::*;
    use crate::internship::{WeekWord, WeekWords};

    const LAST_DAY: Date = date!(2026 - 12 - 31);
    const MONDAY: Date = date!(2026 - 08 - 31);

    /// On which days from `first` on somebody is reminded of what waits `since` some day, looked at every day for a year.
    fn days(of: InternshipReminder, since: Date, first: Date) -> Vec<Date> {
        let mut before = None;
        let mut told = Vec::new();
        for today in std::iter::successors(Some(first), |day| day.next_day()).take(365) {
            if let Some(next) = of.next(since, before, today) {
                told.push(today);
                before = Some(next);
            }
        }
        told
    }

    #[test]
    fn that_the_last_day_has_passed_is_told_after_it_and_once_more_after_a_fortnight() {
        let first = date!(2027 - 01 - 01);
        assert_eq!(days(Over, LAST_DAY, first), [first, date!(2027 - 01 - 15)]);
        let since = |stage, today| Over.since((stage, LAST_DAY), &[], today);
        assert_eq!(since(Stage::Running, LAST_DAY), None);
        for stage in [Stage::Running, Stage::Interrupted] {
            assert_eq!(since(stage, first), Some(LAST_DAY));
        }
        assert_eq!(since(Stage::Delivered, first), None, "somebody has reported the result");
    }

    #[test]
    fn of_another_last_day_everybody_is_told_anew() {
        let before = Reminded { since: LAST_DAY, times: 2, on: date!(2027 - 01 - 15) };
        let today = date!(2027 - 01 - 21);
        let next = Reminded { since: date!(2027 - 01 - 20), times: 1, on: today };
        assert_eq!(Over.next(next.since, Some(before), today), Some(next));
    }

    #[test]
    fn of_a_week_a_tutor_is_reminded_four_times_a_fortnight_apart() {
        let four = [date!(2026 - 09 - 21), date!(2026 - 10 - 05), date!(2026 - 10 - 19), date!(2026 - 11 - 02)];
        for of in [HostWeeks, SchoolWeeks] {
            assert_eq!(days(of, MONDAY, four[0]), four);
        }
    }

    #[test]
    fn of_another_week_a_tutor_is_reminded_a_fortnight_after_the_last_reminder_and_not_before() {
        let before = Some(Reminded { since: MONDAY, times: 4, on: date!(2026 - 11 - 02) });
        let since = MONDAY + WEEK;
        assert_eq!(HostWeeks.next(since, before, date!(2026 - 11 - 15)), None);
        let today = date!(2026 - 11 - 16);
        assert_eq!(HostWeeks.next(since, before, today), Some(Reminded { since, times: 1, on: today }));
    }

    #[test]
    fn a_week_waits_for_a_side_that_has_said_nothing_a_fortnight_after_it_was_over() {
        let confirmed = Some(WeekWord { disputed: None, at: datetime!(2026-09-08 02:00 UTC) });
        let disputed =
            Some(WeekWord { disputed: Some("当天没有来。".to_owned()), at: datetime!(2026-09-08 02:00 UTC) });
        let week = |words| DiaryWeek { monday: MONDAY, entries: Vec::new(), words };
        let since = |of: InternshipReminder, words, today| of.since((Stage::Running, LAST_DAY), &[week(words)], today);
        let day = date!(2026 - 09 - 21);
        let by_host = WeekWords { host: confirmed, school: None };
        assert_eq!(since(SchoolWeeks, by_host.clone(), date!(2026 - 09 - 20)), None);
        assert_eq!(since(SchoolWeeks, by_host.clone(), day), Some(MONDAY));
        assert_eq!(since(HostWeeks, by_host, day), None);
        let otherwise = WeekWords { host: disputed, school: None };
        assert_eq!(since(SchoolWeeks, otherwise, day), None, "it waits for the student");
        assert_eq!(HostWeeks.since((Stage::Running, LAST_DAY), &[], day), None, "there is none");
    }
}
