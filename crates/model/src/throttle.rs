//! How long somebody has to wait after failing again and again: a rule over counts, the same whether or not there is
//! an account behind what they try.

use time::{Duration, OffsetDateTime};

/// What is counted, and how much of it is free.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Throttle {
    /// Attempts that cost no waiting.
    pub free: u32,
    /// The wait after the first attempt too many; it doubles with each further one.
    pub first_wait: Duration,
    /// The longest wait, after which the count is forgotten too.
    pub longest_wait: Duration,
}

/// Passwords and codes tried for one contact or account (ASVS 4, 2.2.1: at most a hundred an hour).
pub const GUESSES: Throttle = Throttle { free: 5, first_wait: Duration::minutes(1), longest_wait: Duration::hours(1) };

/// Wrong passwords from one network address, behind which a whole school may sit: enough for mistyping, too few for
/// trying one password on many accounts.
pub const GUESSES_FROM: Throttle =
    Throttle { free: 300, first_wait: Duration::minutes(1), longest_wait: Duration::hours(1) };

/// Roles offered by one organisation to people who may not know it.
pub const ROLES_OFFERED: Throttle =
    Throttle { free: 30, first_wait: Duration::minutes(10), longest_wait: Duration::hours(24) };

/// Codes sent to one contact, so that nobody's telephone can be flooded.
pub const CODES_SENT: Throttle =
    Throttle { free: 3, first_wait: Duration::minutes(2), longest_wait: Duration::hours(1) };

/// Codes asked for from one network address, so that nobody can flood many telephones.
pub const CODES_ASKED: Throttle =
    Throttle { free: 30, first_wait: Duration::minutes(1), longest_wait: Duration::hours(1) };

/// Files read for one person, since each takes the machine some effort.
pub const FILES_READ: Throttle =
    Throttle { free: 20, first_wait: Duration::minutes(1), longest_wait: Duration::hours(1) };

impl Throttle {
    /// From when on another attempt is taken after `count` of them, the last one at `last`.
    #[must_use]
    pub fn open_from(self, count: u32, last: OffsetDateTime) -> OffsetDateTime {
        let Some(over) = count.checked_sub(self.free) else { return last };
        let doubled = self.first_wait.checked_mul(1_i32.checked_shl(over.min(20)).unwrap_or(i32::MAX));
        last + doubled.unwrap_or(self.longest_wait).min(self.longest_wait)
    }
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    #[test]
    fn the_wait_begins_after_the_free_attempts_and_doubles_up_to_its_limit() {
        let last = datetime!(2026-11-22 08:00 UTC);
        let wait = |count| (GUESSES.open_from(count, last) - last).whole_minutes();
        assert_eq!([0, 4, 5, 6, 7, 8].map(wait), [0, 0, 1, 2, 4, 8]);
        assert_eq!([11, 12, 40, u32::MAX].map(wait), [60, 60, 60, 60]);
    }
}
