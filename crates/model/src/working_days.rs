//! Days on which offices work: Monday to Friday, but for holidays and the days that are exchanged for them.
//!
//! The State Council announces each year in November which days of the next are off and which weekends are worked
//! instead. A table holds a row per stretch of days: what the operator has taken over with [`take_over`] goes, year by
//! year, before `codes/holidays.csv`, which for years that were not announced when it was written knows the holidays by
//! law alone. In a year that neither has, only those count whose day never changes (全国年节及纪念日放假办法 article 2:
//! 1 January, 1 and 2 May, 1 to 3 October).

use std::sync::{LazyLock, OnceLock};

use time::{Date, Month, OffsetDateTime, Weekday};

use crate::clock::day_of;

/// What the table says of a stretch of days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// A holiday by law.
    Statutory,
    /// Off in exchange for another day.
    Off,
    /// Worked although it is a Saturday or Sunday.
    Working,
}

#[derive(Debug)]
struct Stretch {
    first: Date,
    last: Date,
    kind: Kind,
}

/// The stretches that come with the program.
static SHIPPED: LazyLock<Vec<Stretch>> =
    LazyLock::new(|| read_table(include_bytes!("../codes/holidays.csv")).expect("a test reads them"));

/// The stretches that the operator has taken over.
static TAKEN_OVER: OnceLock<Vec<Stretch>> = OnceLock::new();

/// The row of a table of holidays that is wrong, counted from 1, the line of the headings included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WrongRow(pub usize);

/// Takes over a table of holidays for this process, which holds for every year of which it has a row.
///
/// It is CSV with the columns first, last (both 2027-02-06) and kind (`statutory`, `off`, or `working` for a Saturday or
/// Sunday that is worked instead), in order; what stands in further columns is not read. Once one is taken over another one
/// changes nothing.
///
/// # Errors
///
/// Returns the first [`WrongRow`]; nothing is taken over then.
pub fn take_over(table: &[u8]) -> Result<(), WrongRow> {
    let stretches = read_table(table)?;
    TAKEN_OVER.get_or_init(|| stretches);
    Ok(())
}

fn read_table(table: &[u8]) -> Result<Vec<Stretch>, WrongRow> {
    let mut stretches: Vec<Stretch> = Vec::new();
    for (row, number) in csv::Reader::from_reader(table).records().zip(2..) {
        let stretch = row.ok().and_then(|row| Stretch::read(&row));
        let follows = |it: &Stretch| stretches.last().is_none_or(|before| before.last < it.first);
        stretches.push(stretch.filter(follows).ok_or(WrongRow(number))?);
    }
    Ok(stretches)
}

impl Stretch {
    fn read(row: &csv::StringRecord) -> Option<Self> {
        let format = time::macros::format_description!("[year]-[month]-[day]");
        let day = |column| Date::parse(row.get(column)?, format).ok();
        let kind = match row.get(2)? {
            "statutory" => Kind::Statutory,
            "off" => Kind::Off,
            "working" => Kind::Working,
            _ => return None,
        };
        let it = Self { first: day(0)?, last: day(1)?, kind };
        let on_weekend = matches!(it.first.weekday(), Weekday::Saturday | Weekday::Sunday);
        (it.first <= it.last && (kind != Kind::Working || on_weekend)).then_some(it)
    }

    const fn is_of(&self, year: i32) -> bool {
        self.first.year() == year || self.last.year() == year
    }
}

/// Whether `day` is a holiday by law, on which nobody may be made to work without three times the pay (劳动法
/// article 44).
#[must_use]
pub fn is_statutory_holiday(day: Date) -> bool {
    kind_of(day) == Some(Kind::Statutory) || is_fixed_holiday(day)
}

/// Whether `day` is off as a holiday: by law, or in exchange for a day that is worked instead.
#[must_use]
pub fn is_day_off(day: Date) -> bool {
    matches!(kind_of(day), Some(Kind::Statutory | Kind::Off)) || is_fixed_holiday(day)
}

/// Whether offices work on `day`.
#[must_use]
pub fn is_working_day(day: Date) -> bool {
    match kind_of(day) {
        Some(kind) => kind == Kind::Working,
        None => !is_fixed_holiday(day) && !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday),
    }
}

/// The day that is so many working days after `day`.
#[must_use]
pub fn working_days_after(day: Date, working_days: u32) -> Date {
    let (mut day, mut left) = (day, working_days);
    while left > 0 {
        let Some(next) = day.next_day() else { break };
        day = next;
        left -= u32::from(is_working_day(day));
    }
    day
}

/// The day in Shanghai by which something is due that came at `moment` and may take so many working days.
#[must_use]
pub fn due_on(moment: OffsetDateTime, working_days: u32) -> Date {
    working_days_after(day_of(moment), working_days)
}

/// The working days after `first` until `last`, the last one counted; none where `last` is not later.
#[must_use]
pub fn working_days_between(first: Date, last: Date) -> u32 {
    let days = std::iter::successors(first.next_day(), |day| day.next_day()).take_while(|day| *day <= last);
    days.map(|day| u32::from(is_working_day(day))).sum()
}

fn kind_of(day: Date) -> Option<Kind> {
    kind_among(TAKEN_OVER.get().map_or(&[], Vec::as_slice), &SHIPPED, day)
}

/// What the tables say of `day`: the one that was taken over if it knows the year, else the other one.
fn kind_among(taken_over: &[Stretch], shipped: &[Stretch], day: Date) -> Option<Kind> {
    let knows = taken_over.iter().any(|it| it.is_of(day.year()));
    let table = if knows { taken_over } else { shipped };
    table.iter().find(|it| (it.first..=it.last).contains(&day)).map(|it| it.kind)
}

fn is_fixed_holiday(day: Date) -> bool {
    matches!((day.month(), day.day()), (Month::January, 1) | (Month::May, 1 | 2) | (Month::October, 1..=3))
}

#[cfg(test)]
mod tests {
    use time::macros::{date, datetime};

    use super::*;

    #[test]
    fn weekends_do_not_count() {
        assert_eq!(due_on(datetime!(2026-11-23 09:00 +8), 5), date!(2026 - 11 - 30));
        assert_eq!(due_on(datetime!(2026-11-28 09:00 +8), 1), date!(2026 - 11 - 30));
        assert_eq!(due_on(datetime!(2026-11-23 09:00 +8), 0), date!(2026 - 11 - 23));
        // 17:00 UTC on Thursday is Friday in Shanghai.
        assert_eq!(due_on(datetime!(2026-11-26 17:00 UTC), 1), date!(2026 - 11 - 30));
    }

    #[test]
    fn holidays_do_not_count_and_weekends_exchanged_for_them_do() {
        // From the Friday before the Spring Festival: its Saturday is worked, then nine days are off.
        assert_eq!(working_days_after(date!(2026 - 02 - 13), 1), date!(2026 - 02 - 14));
        assert_eq!(working_days_after(date!(2026 - 02 - 13), 2), date!(2026 - 02 - 24));
        // Over the national holiday to the Saturday that makes up for it.
        assert_eq!(working_days_after(date!(2026 - 09 - 30), 3), date!(2026 - 10 - 10));
        // Dragon Boat Festival is a Friday.
        assert_eq!(working_days_after(date!(2026 - 06 - 18), 1), date!(2026 - 06 - 22));
    }

    #[test]
    fn what_is_decided_on_its_last_day_took_as_many_working_days_as_it_may() {
        let friday = date!(2026 - 11 - 20);
        for (last, days) in [
            (date!(2026 - 11 - 19), 0),
            (friday, 0),
            (date!(2026 - 11 - 22), 0),
            (date!(2026 - 11 - 23), 1),
            (date!(2026 - 11 - 27), 5),
        ] {
            assert_eq!(working_days_between(friday, last), days, "{last}");
        }
        for days in 0..30 {
            assert_eq!(working_days_between(friday, working_days_after(friday, days)), days);
        }
    }

    #[test]
    fn a_holiday_by_law_is_not_every_day_off() {
        assert!(is_statutory_holiday(date!(2026 - 02 - 17)) && is_statutory_holiday(date!(2026 - 09 - 25)));
        assert!(!is_statutory_holiday(date!(2026 - 02 - 20)) && !is_working_day(date!(2026 - 02 - 20)));
        assert!(!is_statutory_holiday(date!(2026 - 11 - 28)));
    }

    #[test]
    fn a_year_that_is_not_announced_has_the_holidays_whose_day_never_changes() {
        assert!(SHIPPED.iter().all(|it| it.first.year() != 2040));
        assert!(is_statutory_holiday(date!(2040 - 10 - 02)) && !is_working_day(date!(2040 - 05 - 01)));
        assert!(is_working_day(date!(2040 - 05 - 03)) && !is_working_day(date!(2040 - 05 - 05)));
    }

    #[test]
    fn the_spring_festivals_to_come_are_known_before_they_are_announced() {
        for eve in [date!(2027 - 02 - 05), date!(2028 - 01 - 25), date!(2029 - 02 - 12), date!(2030 - 02 - 02)] {
            let days = std::iter::successors(Some(eve), |day| day.next_day());
            assert!(days.take(4).all(is_statutory_holiday), "{eve}");
            assert!(!is_statutory_holiday(eve.previous_day().expect("it is not the first day of time")), "{eve}");
        }
        assert!(is_statutory_holiday(date!(2027 - 09 - 15)) && is_statutory_holiday(date!(2028 - 10 - 03)));
    }

    #[test]
    fn what_was_taken_over_goes_before_what_was_shipped_year_by_year() {
        let table = "first,last,kind,name\n2027-02-05,2027-02-08,statutory,春节\n2027-02-09,2027-02-11,off,春节\n2027-02-20,2027-02-20,working,春节\n";
        let taken_over = read_table(table.as_bytes()).expect("it is right");
        let kind = |day| kind_among(&taken_over, &SHIPPED, day);
        assert_eq!(kind(date!(2027 - 02 - 10)), Some(Kind::Off));
        assert_eq!(kind(date!(2027 - 02 - 20)), Some(Kind::Working));
        assert_eq!(kind(date!(2027 - 06 - 09)), None, "the table of the year is the whole year");
        assert_eq!(kind(date!(2026 - 02 - 20)), Some(Kind::Off), "of another year it says nothing");
    }

    #[test]
    fn a_table_with_a_wrong_row_is_refused_with_its_number() {
        let after =
            |row: &str| read_table(format!("first,last,kind\n2027-01-01,2027-01-01,statutory\n{row}\n").as_bytes());
        for wrong in [
            "2027-02-30,2027-02-30,off",
            "2027-02-08,2027-02-05,off",
            "2027-02-08,2027-02-09,holiday",
            "2027-02-08,2027-02-08,working",
            "2026-12-31,2026-12-31,off",
            "2027-02-08",
        ] {
            assert_eq!(after(wrong).map(|it| it.len()), Err(WrongRow(3)), "{wrong}");
        }
        assert_eq!(after("2027-02-20,2027-02-20,working").map(|it| it.len()), Ok(2));
    }
}
