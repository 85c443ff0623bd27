//! How much a facility was used: what its keeper sees of a stretch of days.

use std::collections::BTreeSet;

use time::OffsetDateTime;

use super::{Booking, BookingStanding, BookingState};
use crate::public_figures::LEAST_PERSONS;

/// The use of a facility in a stretch of days, by the bookings that began in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct UseFigures {
    /// Minutes that could be booked, all units together, by the rules that held on each day.
    pub open_minutes: i64,
    /// Minutes that were booked, whether or not somebody came.
    pub booked_minutes: i64,
    /// Minutes of which both sides said that they were used.
    pub confirmed_minutes: i64,
    /// Those of them that people of the facility's own organisation used.
    pub inside_minutes: i64,
    /// Minutes of which the keeper alone said so, while the booker was silent for as long as they could object.
    pub unopposed_minutes: i64,
    /// People who came, as far as it is confirmed.
    pub people: u64,
    /// Bookings to which nobody came.
    pub absences: u64,
    /// Bookings of which the sides say different things.
    pub disputed: u64,
    /// Bookings that were cancelled later than is free.
    pub cancelled_late: u64,
}

impl UseFigures {
    /// Counts `bookings` as they stand at `now`.
    #[must_use]
    pub fn of<'a>(bookings: impl IntoIterator<Item = &'a Booking>, open_minutes: i64, now: OffsetDateTime) -> Self {
        let mut figures = Self { open_minutes, ..Self::default() };
        for booking in bookings {
            figures.count(booking, now);
        }
        figures
    }

    fn count(&mut self, booking: &Booking, now: OffsetDateTime) {
        let minutes = booking.slot.minutes();
        if booking.state == BookingState::Booked {
            self.booked_minutes += minutes;
        }
        match booking.standing(now) {
            BookingStanding::Confirmed => {
                self.confirmed_minutes += minutes;
                self.people += u64::from(booking.people);
                if booking.is_inside {
                    self.inside_minutes += minutes;
                }
            }
            BookingStanding::Unopposed => self.unopposed_minutes += minutes,
            BookingStanding::Absent => self.absences += 1,
            BookingStanding::Disputed => self.disputed += 1,
            BookingStanding::CancelledLate => self.cancelled_late += 1,
            BookingStanding::Requested
            | BookingStanding::Ahead
            | BookingStanding::Running
            | BookingStanding::Unconfirmed
            | BookingStanding::Noted
            | BookingStanding::NotedAbsent
            | BookingStanding::Refused
            | BookingStanding::Cancelled
            | BookingStanding::CalledOff
            | BookingStanding::Lapsed => {}
        }
    }

    /// The share of the open time that was used as confirmed, in per cent; `None` when it was never open.
    #[must_use]
    pub const fn percent_used(&self) -> Option<i64> {
        if self.open_minutes <= 0 {
            None
        } else {
            Some((self.confirmed_minutes * 100 + self.open_minutes / 2) / self.open_minutes)
        }
    }
}

/// The use of a facility by others than its keeper's own people, as everybody may read of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SharedUse {
    /// Minutes of which both sides said that they were used.
    pub minutes: i64,
    /// Bookings of which they said so.
    pub bookings: u64,
    /// Those who made them, each once.
    pub bookers: u64,
}

impl SharedUse {
    /// Counts `bookings` as they stand at `now`.
    #[must_use]
    pub fn of(bookings: &[Booking], now: OffsetDateTime) -> Self {
        let counts = |it: &&Booking| !it.is_inside && it.standing(now) == BookingStanding::Confirmed;
        let counted: Vec<&Booking> = bookings.iter().filter(counts).collect();
        let bookers: BTreeSet<_> = counted.iter().filter_map(|it| it.person).collect();
        Self {
            minutes: counted.iter().map(|it| it.slot.minutes()).sum(),
            bookings: counted.len() as u64,
            bookers: bookers.len() as u64,
        }
    }

    /// Whether so few people stand behind it that nobody is told more (the rule of small cells).
    #[must_use]
    pub const fn is_small(&self) -> bool {
        self.bookings > 0 && self.bookers < LEAST_PERSONS
    }
}
