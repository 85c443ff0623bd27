//! Days on which offices work: Monday to Friday.

use time::{Date, Duration, OffsetDateTime, Weekday};

use crate::clock::SHANGHAI;

/// The day in Shanghai by which something is due that came at `moment` and may take so many working days.
#[must_use]
pub fn due_on(moment: OffsetDateTime, working_days: u32) -> Date {
    let mut day = moment.to_offset(SHANGHAI).date();
    let mut left = working_days;
    while left > 0 {
        day += Duration::DAY;
        if !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) {
            left -= 1;
        }
    }
    day
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
    }
}
