//! 周报: what a desk did in one week, counted from what it wrote down.

use std::fmt;
use std::str::FromStr;

use time::{Date, Duration, OffsetDateTime, Time, UtcOffset, Weekday};

use crate::access::Desk;
use crate::clock::{SHANGHAI, day_of};

/// A week by its number in ISO 8601, from Monday to Sunday in Shanghai.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Week {
    monday: Date,
}

/// What is counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WeekFigures {
    /// Visits whose day lies in the week.
    pub visits: u64,
    /// Organisations that were visited, each once.
    pub visited: u64,
    /// Cases that were begun.
    pub opened: u64,
    /// Times that an officer spoke with an organisation.
    pub contacts: u64,
    /// Needs that were drafted or tied to a case.
    pub needs: u64,
    /// Counterparts that were introduced.
    pub introductions: u64,
    /// Cases in which negotiations began.
    pub negotiations: u64,
    /// Cases that ended with what both sides agreed on.
    pub achieved: u64,
    /// Cases of which nothing came.
    pub failed: u64,
    /// Cases that were open when the week ended, or are now if it has not.
    pub open: u64,
}

/// The figures of one desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DeskWeek {
    /// Which desk.
    pub desk: Desk,
    /// What it did.
    pub figures: WeekFigures,
}

impl WeekFigures {
    /// The figures with the names of their texts, in the order shown.
    #[must_use]
    pub const fn named(&self) -> [(&'static str, u64); 10] {
        [
            ("visits", self.visits),
            ("visited", self.visited),
            ("opened", self.opened),
            ("contacts", self.contacts),
            ("needs", self.needs),
            ("introductions", self.introductions),
            ("negotiations", self.negotiations),
            ("achieved", self.achieved),
            ("failed", self.failed),
            ("open", self.open),
        ]
    }
}

impl Week {
    /// The week in which `moment` lies.
    #[must_use]
    pub fn of(moment: OffsetDateTime) -> Self {
        let day = day_of(moment);
        Self { monday: day - Duration::days(day.weekday().number_days_from_monday().into()) }
    }

    /// The year to which it belongs and its number there, by ISO 8601.
    #[must_use]
    pub const fn year_and_number(self) -> (i32, u8) {
        let (year, number, _) = self.monday.to_iso_week_date();
        (year, number)
    }

    /// Its first day.
    #[must_use]
    pub const fn monday(self) -> Date {
        self.monday
    }

    /// Its last day.
    #[must_use]
    pub fn sunday(self) -> Date {
        self.monday + Duration::days(6)
    }

    /// When it begins, in UTC, as moments are stored and compared.
    #[must_use]
    pub fn begins(self) -> OffsetDateTime {
        self.monday.with_time(Time::MIDNIGHT).assume_offset(SHANGHAI).to_offset(UtcOffset::UTC)
    }

    /// When it is over.
    #[must_use]
    pub fn ends(self) -> OffsetDateTime {
        self.begins() + Duration::weeks(1)
    }

    /// The week before.
    #[must_use]
    pub fn before(self) -> Self {
        Self { monday: self.monday - Duration::weeks(1) }
    }

    /// The week after.
    #[must_use]
    pub fn after(self) -> Self {
        Self { monday: self.monday + Duration::weeks(1) }
    }
}

impl fmt::Display for Week {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, week) = self.year_and_number();
        write!(f, "{year}-W{week:02}")
    }
}

/// What was given is no week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a week is written as 2026-W36")]
pub struct NotAWeek;

impl FromStr for Week {
    type Err = NotAWeek;

    fn from_str(text: &str) -> Result<Self, NotAWeek> {
        let (year, week) = text.split_once("-W").ok_or(NotAWeek)?;
        let year = year.parse().ok().filter(|year| (2000..=2999).contains(year)).ok_or(NotAWeek)?;
        let week = week.parse().map_err(|_| NotAWeek)?;
        let monday = Date::from_iso_week_date(year, week, Weekday::Monday).map_err(|_| NotAWeek)?;
        Ok(Self { monday })
    }
}

#[cfg(test)]
mod tests {
    use time::macros::{date, datetime};

    use super::*;

    #[test]
    fn a_week_is_counted_in_shanghai_and_by_its_iso_number() {
        let sunday_night = Week::of(datetime!(2026-09-06 15:59 UTC));
        assert_eq!(sunday_night.to_string(), "2026-W36");
        assert_eq!(Week::of(datetime!(2026-09-06 16:00 UTC)), sunday_night.after());
        assert_eq!((sunday_night.monday(), sunday_night.sunday()), (date!(2026 - 08 - 31), date!(2026 - 09 - 06)));
        assert_eq!(sunday_night.ends(), datetime!(2026-09-07 00:00 +8));
    }

    #[test]
    fn the_days_around_new_year_lie_in_the_week_that_holds_their_thursday() {
        assert_eq!(Week::of(datetime!(2027-01-01 12:00 +8)).to_string(), "2026-W53");
        assert_eq!("2026-W53".parse::<Week>().map(Week::after).map(|it| it.to_string()), Ok("2027-W01".to_owned()));
    }

    #[test]
    fn what_is_no_week_is_none() {
        for text in ["", "2026", "2026-36", "2026-W54", "2027-W53", "2026-W00", "1-W1", "2026-Wx"] {
            assert_eq!(text.parse::<Week>(), Err(NotAWeek), "{text}");
        }
    }
}
