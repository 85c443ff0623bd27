//! A month of a year, as people date what they did.

use std::fmt;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use time::Date;

/// Years that a month may lie in.
const YEARS: std::ops::RangeInclusive<i32> = 1950..=2100;

/// A month of a year; earlier ones are less.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month {
    year: i32,
    month: u8,
}

impl Month {
    /// Reads a month as people write it: 2026-09, 2026.9, 2026/09, 2026年9月.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().trim_end_matches('月');
        let (year, month) = text.split_once(['-', '.', '/', '年'])?;
        let (year, month) = (year.trim().parse().ok()?, month.trim().parse().ok()?);
        (YEARS.contains(&year) && (1..=12).contains(&month)).then_some(Self { year, month })
    }

    /// The month in which `day` lies.
    #[must_use]
    pub fn of(day: Date) -> Self {
        Self { year: day.year(), month: u8::from(day.month()) }
    }

    /// Months from the beginning of `self` to the end of `until`; 0 when that comes before.
    #[must_use]
    pub fn months_through(self, until: Self) -> u32 {
        let count = (until.year - self.year) * 12 + i32::from(until.month) - i32::from(self.month) + 1;
        u32::try_from(count).unwrap_or(0)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:02}", self.year, self.month)
    }
}

impl Serialize for Month {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Month {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| D::Error::custom("a month is written as 2026-09"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_read_as_people_write_it_and_written_in_one_way() {
        for text in ["2026-09", "2026.9", "2026/09", "2026年9月", " 2026-9 "] {
            assert_eq!(Month::parse(text).map(|it| it.to_string()).as_deref(), Some("2026-09"), "{text}");
        }
        for text in ["", "2026", "2026-13", "2026-0", "26-09", "1899-01", "September 2026", "2026-09-01"] {
            assert_eq!(Month::parse(text), None, "{text}");
        }
    }

    #[test]
    fn both_ends_of_a_time_count() {
        let months = |from: &str, until: &str| Some(Month::parse(from)?.months_through(Month::parse(until)?));
        let counted = [months("2025-07", "2025-09"), months("2025-12", "2026-01"), months("2026-02", "2026-01")];
        assert_eq!(counted, [Some(3), Some(2), Some(0)]);
    }
}
