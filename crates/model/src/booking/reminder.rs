//! Of what keeper and booker are reminded: what is about to begin, and what is over and waits for their word.

use time::Duration;

use super::OBJECTION_DAYS;

/// How long before it begins a booking is told once more; whoever books later than that knows.
pub const TOLD_BEFORE: Duration = Duration::hours(24);

/// How long after its end the keeper is reminded to say whether somebody came.
pub const NOTED_WITHIN: Duration = Duration::hours(24);

/// Until how long after its end: what the program missed for longer is not told any more.
pub const NOTED_LATEST: Duration = Duration::days(14);

/// How long after the keeper's word the booker is reminded of it, two days before they can no longer object.
pub const ANSWERED_WITHIN: Duration = Duration::days(OBJECTION_DAYS - 2);

crate::choices! {
    /// Of what somebody is reminded, each once and in this order.
    pub enum BookingReminder {
        /// It is about to begin: the booker of one that holds, the keeper of one that waits for them.
        Begins = "begins",
        /// The keeper has still to say whether somebody came.
        Note = "note",
        /// The booker has still to say whether the keeper is right.
        Answer = "answer",
    }
}

impl BookingReminder {
    /// Those that come before it.
    pub fn earlier(self) -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(move |&other| other < self)
    }
}
