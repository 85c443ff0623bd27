//! Days and times as files write them, read in the time of Shanghai.

use rongqiao_model::clock::{SHANGHAI, day_of};
use time::format_description::well_known::Rfc3339;
use time::{Date, Month, OffsetDateTime, PrimitiveDateTime, Time, UtcOffset};

/// A day, or a moment on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Moment {
    Day(Date),
    Exact(OffsetDateTime),
}

/// Days that programs write when they know none.
const EMPTY_DAYS: [&str; 5] = ["1970-01-01", "1970/1/1", "1900-01-0", "0001-01-01", "0000-00-00"];

/// Whether `text` stands for no day at all.
pub(super) fn is_empty_day(text: &str) -> bool {
    EMPTY_DAYS.iter().any(|day| text.trim().starts_with(day))
}

impl Moment {
    /// Reads `2026-09-01`, `2026/9/1`, `2026年9月1日`, `20260901`, each also with a time of day, RFC 3339, and seconds
    /// or milliseconds since 1970.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Ok(exact) = OffsetDateTime::parse(text, &Rfc3339) {
            return Some(Self::Exact(exact.to_offset(UtcOffset::UTC)));
        }
        let numbers = numbers(text);
        match (numbers.as_slice(), text.len()) {
            ([compact], 8) => day(compact / 10_000, compact / 100 % 100, compact % 100).map(Self::Day),
            ([seconds], 10) => OffsetDateTime::from_unix_timestamp(*seconds).ok().map(Self::Exact),
            ([milliseconds], 13) => OffsetDateTime::from_unix_timestamp(milliseconds / 1000).ok().map(Self::Exact),
            ([year, month, the_day], _) => day(*year, *month, *the_day).map(Self::Day),
            ([year, month, the_day, hour, minute, rest @ ..], _) => {
                let second = rest.first().copied().unwrap_or(0);
                let [hour, minute, second] = [*hour, *minute, second].map(|it| u8::try_from(it).unwrap_or(u8::MAX));
                let time = Time::from_hms(hour, minute, second).ok()?;
                let day = day(*year, *month, *the_day)?;
                Some(Self::Exact(in_shanghai(day, time)))
            }
            _ => None,
        }
    }

    /// The moment, or the first one of the day.
    pub(super) fn start(self) -> OffsetDateTime {
        match self {
            Self::Day(day) => in_shanghai(day, Time::MIDNIGHT),
            Self::Exact(moment) => moment,
        }
    }

    /// The moment, or the last second of the day; midnight sharp stands for the whole day too.
    pub(super) fn end(self) -> OffsetDateTime {
        match self {
            Self::Day(day) => end_of_day(day),
            Self::Exact(moment) if moment.to_offset(SHANGHAI).time() == Time::MIDNIGHT => end_of_day(day_of(moment)),
            Self::Exact(moment) => moment,
        }
    }
}

/// The first day of `year`; `None` beyond 1990 to 2100.
pub(super) fn first_day_of(year: i64) -> Option<Date> {
    day(year, 1, 1)
}

/// The last second of `day` in Shanghai.
pub(super) fn end_of_day(day: Date) -> OffsetDateTime {
    in_shanghai(day, Time::from_hms(23, 59, 59).unwrap_or(Time::MIDNIGHT))
}

/// That time of that day in Shanghai, in UTC.
pub(super) fn in_shanghai(day: Date, time: Time) -> OffsetDateTime {
    PrimitiveDateTime::new(day, time).assume_offset(SHANGHAI).to_offset(UtcOffset::UTC)
}

fn day(year: i64, month: i64, day: i64) -> Option<Date> {
    let year = i32::try_from(year).ok().filter(|year| (1990..=2100).contains(year))?;
    let month = Month::try_from(u8::try_from(month).ok()?).ok()?;
    Date::from_calendar_date(year, month, u8::try_from(day).ok()?).ok()
}

/// The whole numbers in `text`, at most six; none where letters stand that belong to no date.
fn numbers(text: &str) -> Vec<i64> {
    let known = |c: char| c.is_ascii_digit() || " -/.:年月日时分秒T+Z号".contains(c);
    if !text.chars().all(known) {
        return Vec::new();
    }
    let words = text.split(|c: char| !c.is_ascii_digit()).filter(|word| !word.is_empty());
    words.map_while(|word| word.parse().ok()).take(6).collect()
}

#[cfg(test)]
mod tests {
    use time::macros::{date, datetime};

    use super::*;

    #[test]
    fn days_are_read_in_the_ways_people_write_them() {
        for text in ["2026-09-01", "2026/9/1", "2026年9月1日", "20260901", " 2026.09.01 "] {
            assert_eq!(Moment::read(text), Some(Moment::Day(date!(2026 - 09 - 01))), "{text}");
        }
    }

    #[test]
    fn times_without_zone_are_those_of_shanghai() {
        let expected = Some(Moment::Exact(datetime!(2026-09-01 02:30:00 UTC)));
        for text in ["2026-09-01 10:30:00", "2026/9/1 10:30", "2026-09-01T10:30:00+08:00", "1788229800"] {
            assert_eq!(Moment::read(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_day_is_not_read() {
        for text in ["", "3天前", "2026-13-01", "soon", "1899-12-31", "1-2"] {
            assert_eq!(Moment::read(text), None, "{text}");
        }
    }

    #[test]
    fn a_closing_day_lasts_until_its_end() {
        let midnight = Moment::read("2026-09-01 00:00:00").map(Moment::end);
        assert_eq!(midnight, Some(datetime!(2026-09-01 15:59:59 UTC)));
    }
}
