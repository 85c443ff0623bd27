//! Slots: what a calendar opens, what is taken of it, and what can be booked at a moment.
//!
//! What is taken is kept in quarters of an hour for each unit, not in slots: a calendar may cut its days otherwise while
//! bookings stand, and still nothing ever overlaps.

use std::collections::HashSet;
use std::ops::Range;

use time::{Date, Duration, OffsetDateTime, Time, UtcOffset};

use super::calendar::{CalendarRules, Taking};
use crate::clock::{SHANGHAI, day_of};

/// Quarters of an hour in a day; Shanghai knows no summer time.
pub(super) const QUARTERS_OF_DAY: u16 = 96;

const QUARTER: Duration = Duration::minutes(15);

/// How many free slots are proposed in the place of one that is taken.
pub const PROPOSED: usize = 3;

/// A stretch of time that is booked as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Slot {
    /// When it begins.
    pub starts_at: OffsetDateTime,
    /// When it ends.
    pub ends_at: OffsetDateTime,
}

/// Whether a slot can be booked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Availability {
    /// So many units are free.
    Free(u16),
    /// Every unit is taken.
    Full,
    /// It begins too soon, or has begun.
    TooSoon,
    /// It is further ahead than can be booked.
    TooFar,
    /// No bookings are taken at present.
    Paused,
}

/// What is taken: quarters of an hour, counted from the epoch, each with its unit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taken(HashSet<(i64, u16)>);

impl FromIterator<(i64, u16)> for Taken {
    fn from_iter<T: IntoIterator<Item = (i64, u16)>>(quarters: T) -> Self {
        Self(quarters.into_iter().collect())
    }
}

impl Slot {
    /// The quarters of an hour that it covers, counted from the epoch.
    #[must_use]
    pub const fn quarters(&self) -> Range<i64> {
        quarter_of(self.starts_at)..quarter_of(self.ends_at)
    }

    /// How many minutes it lasts.
    #[must_use]
    pub const fn minutes(&self) -> i64 {
        (quarter_of(self.ends_at) - quarter_of(self.starts_at)) * 15
    }
}

/// The quarter of an hour at `moment`, counted from the epoch.
#[must_use]
pub const fn quarter_of(moment: OffsetDateTime) -> i64 {
    moment.unix_timestamp().div_euclid(15 * 60)
}

impl Taken {
    /// The lowest unit of so many that is free for the whole of `slot`.
    #[must_use]
    pub fn free_unit(&self, slot: &Slot, units: u16) -> Option<u16> {
        (0..units).find(|&unit| self.is_free(slot, unit))
    }

    /// How many units of so many are free for the whole of `slot`.
    #[must_use]
    pub fn free_units(&self, slot: &Slot, units: u16) -> u16 {
        let free = (0..units).filter(|&unit| self.is_free(slot, unit)).count();
        u16::try_from(free).unwrap_or(units)
    }

    fn is_free(&self, slot: &Slot, unit: u16) -> bool {
        slot.quarters().all(|quarter| !self.0.contains(&(quarter, unit)))
    }
}

impl CalendarRules {
    /// The slots that begin on `day` in Shanghai, in their order.
    #[must_use]
    pub fn slots_on(&self, day: Date) -> Vec<Slot> {
        let days = day.previous_day().into_iter().chain([day]);
        let mut slots: Vec<Slot> = days.flat_map(|opened| self.slots_opened_on(opened)).collect();
        slots.retain(|slot| day_of(slot.starts_at) == day);
        slots.sort_unstable();
        slots.dedup();
        slots
    }

    /// The slots of the hours that begin on `day`; some may begin after midnight.
    fn slots_opened_on(&self, day: Date) -> impl Iterator<Item = Slot> {
        let midnight = day.with_time(Time::MIDNIGHT).assume_offset(SHANGHAI).to_offset(UtcOffset::UTC);
        let length = self.slot.quarters();
        self.hours_on(day).iter().flat_map(move |hours| {
            let begins = (hours.first_quarter()..hours.end_quarter()).step_by(usize::from(length));
            begins.filter(move |begin| begin + length <= hours.end_quarter()).map(move |begin| {
                let starts_at = midnight + QUARTER * i32::from(begin);
                Slot { starts_at, ends_at: starts_at + QUARTER * i32::from(length) }
            })
        })
    }

    /// The slot that begins at `starts_at`, if there is one.
    #[must_use]
    pub fn slot_at(&self, starts_at: OffsetDateTime) -> Option<Slot> {
        self.slots_on(day_of(starts_at)).into_iter().find(|slot| slot.starts_at == starts_at)
    }

    /// Whether `slot` can be booked at `now`.
    #[must_use]
    pub fn availability(&self, slot: &Slot, taken: &Taken, now: OffsetDateTime) -> Availability {
        if self.taking == Taking::Paused {
            return Availability::Paused;
        }
        if slot.starts_at <= now || slot.starts_at < now + Duration::hours(self.lead_hours.into()) {
            return Availability::TooSoon;
        }
        if day_of(slot.starts_at) > self.last_day(now) {
            return Availability::TooFar;
        }
        match taken.free_units(slot, self.units) {
            0 => Availability::Full,
            free => Availability::Free(free),
        }
    }

    /// The last day that can be booked at `now`.
    #[must_use]
    pub fn last_day(&self, now: OffsetDateTime) -> Date {
        day_of(now).saturating_add(Duration::days(self.ahead_days.into()))
    }

    /// The first slots after `after` that can be booked at `now`, [`PROPOSED`] at most.
    #[must_use]
    pub fn next_free(&self, after: OffsetDateTime, taken: &Taken, now: OffsetDateTime) -> Vec<Slot> {
        let (first, last) = (day_of(after.max(now)), self.last_day(now));
        let days = std::iter::successors(Some(first), |day| day.next_day()).take_while(|&day| day <= last);
        days.flat_map(|day| self.slots_on(day))
            .filter(|slot| slot.starts_at > after)
            .filter(|slot| matches!(self.availability(slot, taken, now), Availability::Free(_)))
            .take(PROPOSED)
            .collect()
    }

    /// How many minutes can be booked of the slots that begin on `day`, all units together.
    #[must_use]
    pub fn open_minutes_on(&self, day: Date) -> i64 {
        let quarters: HashSet<i64> = self.slots_on(day).iter().flat_map(Slot::quarters).collect();
        i64::try_from(quarters.len()).unwrap_or(0) * 15 * i64::from(self.units)
    }
}
