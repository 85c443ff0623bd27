//! The calendar of a facility: when it is open, in which slots, and on which terms.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use time::Date;

use super::slots::QUARTERS_OF_DAY;
use crate::working_days::is_day_off;

/// Openings and slots begin and end on quarters of an hour.
const QUARTER_MINUTES: u16 = 15;

/// Longest text about safety or price, in characters.
pub const TERMS_MAX_CHARS: usize = 2_000;

/// Most that can be used at once.
pub const UNITS_MAX: u16 = 200;

/// Most people in one booking.
pub const PEOPLE_MAX: u16 = 200;

/// How far ahead a calendar may reach, in days.
pub const AHEAD_DAYS_MAX: u16 = 366;

/// Most days that a calendar treats apart.
pub(super) const SPECIAL_DAYS_MAX: usize = 200;

const DAY_MINUTES: u16 = 24 * 60;

crate::choices! {
    /// How long a slot is.
    pub enum SlotLength {
        /// Half an hour.
        HalfHour = "30",
        /// An hour.
        Hour = "60",
        /// An hour and a half.
        HourAndHalf = "90",
        /// Two hours.
        TwoHours = "120",
        /// Three hours.
        ThreeHours = "180",
        /// Four hours.
        FourHours = "240",
        /// Eight hours.
        EightHours = "480",
    }
}

impl SlotLength {
    /// In quarters of an hour.
    #[must_use]
    pub const fn quarters(self) -> u16 {
        match self {
            Self::HalfHour => 2,
            Self::Hour => 4,
            Self::HourAndHalf => 6,
            Self::TwoHours => 8,
            Self::ThreeHours => 12,
            Self::FourHours => 16,
            Self::EightHours => 32,
        }
    }
}

crate::choices! {
    /// Who decides whether a booking holds.
    pub enum Approval {
        /// It holds at once.
        AtOnce = "at-once",
        /// It holds when the keeper has approved it.
        ByKeeper = "by-keeper",
    }
}

crate::choices! {
    /// What happens on holidays, and on days that are off in exchange.
    pub enum Holidays {
        /// It is closed.
        Closed = "closed",
        /// It is open as on any other day of the week.
        AsUsual = "as-usual",
    }
}

crate::choices! {
    /// Whether bookings are taken.
    pub enum Taking {
        /// They are.
        Open = "open",
        /// They are not at present; those that were made stay.
        Paused = "paused",
    }
}

/// From when until when, in minutes after a day's midnight in Shanghai; it may end on the next day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Hours {
    from: u16,
    until: u16,
}

impl Hours {
    /// Hours that begin on the day, are on quarters of an hour, and last no longer than 24 of them; `None` for others.
    /// What ends no later than it begins ends on the next day.
    #[must_use]
    pub const fn new(from: u16, until: u16) -> Option<Self> {
        let until = if until < from { until + DAY_MINUTES } else { until };
        let on_quarters = from.is_multiple_of(QUARTER_MINUTES) && until.is_multiple_of(QUARTER_MINUTES);
        if !on_quarters || from >= DAY_MINUTES || until == from || until > from + DAY_MINUTES {
            return None;
        }
        Some(Self { from, until })
    }

    /// When they begin, in quarters of an hour after midnight.
    #[must_use]
    pub const fn first_quarter(self) -> u16 {
        self.from / QUARTER_MINUTES
    }

    /// When they end, in quarters of an hour after the midnight with which the day begins.
    #[must_use]
    pub const fn end_quarter(self) -> u16 {
        self.until / QUARTER_MINUTES
    }

    /// Begin and end in hours and minutes of their days.
    #[must_use]
    pub const fn clock(self) -> [(u16, u16); 2] {
        let until = if self.until > DAY_MINUTES { self.until - DAY_MINUTES } else { self.until };
        [(self.from / 60, self.from % 60), (until / 60, until % 60)]
    }
}

/// A day on which it is open at other hours than usual, or not at all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpecialDay {
    /// The day in Shanghai.
    pub day: Date,
    /// When it is open; never, if empty.
    pub hours: Vec<Hours>,
}

/// When a facility can be booked, and on which terms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarRules {
    /// When it is open on each day of the week, Monday first.
    pub week: [Vec<Hours>; 7],
    /// Days that are different, each once, in their order.
    pub special_days: Vec<SpecialDay>,
    /// What happens on holidays that are no special day.
    pub holidays: Holidays,
    /// How long a slot is.
    pub slot: SlotLength,
    /// How many bookings there can be at once.
    pub units: u16,
    /// People in one booking at most.
    pub people_max: u16,
    /// How many hours before its begin a slot is booked at the latest.
    pub lead_hours: u16,
    /// How many days ahead a slot can be booked.
    pub ahead_days: u16,
    /// Until how many hours before its begin a booking is cancelled freely.
    pub free_cancel_hours: u16,
    /// Who decides.
    pub approval: Approval,
    /// Whether bookings are taken.
    pub taking: Taking,
    /// What everybody has to know about safety before they come; empty when nothing.
    pub briefing: String,
    /// What it costs, in words.
    pub price_note: String,
}

impl CalendarRules {
    /// Whether everybody is to be named where so many `people` come: where there is something to know about safety, the
    /// keeper has to know whom to tell.
    #[must_use]
    pub const fn needs_names(&self, people: u16) -> bool {
        people > 1 && !self.briefing.is_empty()
    }

    /// When it is open on `day`; what ends after midnight belongs to the day on which it begins.
    #[must_use]
    pub fn hours_on(&self, day: Date) -> &[Hours] {
        if let Some(special) = self.special_days.iter().find(|it| it.day == day) {
            return &special.hours;
        }
        match self.holidays {
            Holidays::Closed if is_day_off(day) => &[],
            Holidays::Closed | Holidays::AsUsual => &self.week[usize::from(day.weekday().number_days_from_monday())],
        }
    }

    /// The first two hours that are open twice in an ordinary week, by the numbers of their days from Monday.
    #[must_use]
    pub fn overlap_in_week(&self) -> Option<[usize; 2]> {
        let week = 7 * QUARTERS_OF_DAY;
        let mut open: BTreeSet<(u16, usize)> = BTreeSet::new();
        for (day, hours) in self.week.iter().enumerate() {
            let begin = u16::try_from(day).unwrap_or(0) * QUARTERS_OF_DAY;
            for quarter in hours.iter().flat_map(|it| it.first_quarter()..it.end_quarter()) {
                let at = (begin + quarter) % week;
                if let Some(&(_, other)) = open.range((at, 0)..=(at, 6)).next() {
                    return Some([other, day]);
                }
                open.insert((at, day));
            }
        }
        None
    }
}

/// The calendar of a facility as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// What it says.
    pub rules: CalendarRules,
    /// Rises by one with each change.
    pub revision: i64,
}
