//! Registering for events: who has a seat, who waits for one, who came.
//!
//! [`Terms`] says what an event lets people do at a moment: pure rules over what the public sees of it. The store does it
//! under the lock of writers, so that no seat is given twice and whoever waits longest moves up first.

use sha2::{Digest as _, Sha256};
use time::OffsetDateTime;

use crate::clock::day_of;
use crate::contact::Contact;
use crate::kind::Details;
use crate::listing::{Listing, ListingState, PUBLISHED_HERE};
use crate::{ContactId, ListingId, PersonId, RegistrationId};

/// Longest note to the organiser, in characters.
pub const NOTE_MAX_CHARS: usize = 200;

/// The edition of the text by which somebody agrees that an organiser is given their name and one contact; the catalogue
/// holds it under `register-consent`. Whoever changes that text changes this as well.
pub const CONSENT_EDITION: &str = "2026-11-22";

/// Letters of a check-in code, without those that look alike.
const CODE_LETTERS: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

/// Letters in a check-in code: 40 bits.
const CODE_LENGTH: usize = 8;

crate::choices! {
    /// How far somebody's registration has come.
    pub enum RegistrationState {
        /// They have a seat.
        Registered = "registered",
        /// They wait for a seat.
        Waiting = "waiting",
        /// They do not come after all.
        Cancelled = "cancelled",
        /// They came.
        CheckedIn = "checked-in",
        /// They had a seat and did not come. Never stored: it is what a seat becomes when the event is over.
        Absent = "absent",
        /// The event does not take place.
        Ended = "ended",
    }
}

crate::choices! {
    /// What people who registered are told.
    pub enum Told {
        /// A seat has become theirs.
        MovedUp = "moved-up",
        /// The event takes place at another time or place.
        Changed = "changed",
        /// The event does not take place.
        CalledOff = "called-off",
    }
}

crate::choices! {
    /// What an event lets people do.
    pub enum Phase {
        /// They can register.
        Open = "open",
        /// It is too late to register.
        Closed = "closed",
        /// It is over.
        Over = "over",
        /// It does not take place.
        CalledOff = "called-off",
        /// They register with whoever announced it elsewhere.
        Elsewhere = "elsewhere",
    }
}

/// Somebody's registration for an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registration {
    /// Which one it is. The code is made from it, so that it stands on no page.
    pub id: RegistrationId,
    /// For which event.
    pub listing: ListingId,
    /// Whose.
    pub person: PersonId,
    /// How far it has come.
    pub state: RegistrationState,
    /// What they wrote to the organiser.
    pub note: String,
    /// The edition of the text that they agreed to.
    pub consent: String,
    /// When they registered.
    pub registered_at: OffsetDateTime,
    /// When the state last changed.
    pub changed_at: OffsetDateTime,
}

/// Somebody who wants to come.
#[derive(Clone, Debug)]
pub struct NewRegistration {
    /// Which registration it will be, if they have none for the event.
    pub id: RegistrationId,
    /// For which event.
    pub listing: ListingId,
    /// Who.
    pub person: PersonId,
    /// Where the organiser may reach them: one of their own; `None` for those who are reached nowhere.
    pub contact: Option<ContactId>,
    /// What they write to the organiser.
    pub note: String,
}

/// What the organiser of an event is told of somebody who registered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attendee {
    /// Their name.
    pub name: String,
    /// Where they agreed to be reached; `None` when they are not reached there any more.
    pub contact: Option<Contact>,
    /// What they wrote.
    pub note: String,
    /// How far their registration has come.
    pub state: RegistrationState,
    /// When they registered.
    pub registered_at: OffsetDateTime,
    /// When the state last changed.
    pub changed_at: OffsetDateTime,
}

/// How many registered for an event.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Those who have a seat, whether or not they came.
    pub registered: u64,
    /// Those who wait for one.
    pub waiting: u64,
    /// Those who came.
    pub came: u64,
}

/// What the public sees of an event as far as registering depends on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    /// When it begins.
    pub starts_at: OffsetDateTime,
    /// When it ends; where nothing is said, as it begins.
    pub ends_at: OffsetDateTime,
    /// Until when one may register.
    pub register_until: OffsetDateTime,
    /// How many may come; `None` stands for any number.
    pub seats: Option<u32>,
    state: ListingState,
    is_announced_here: bool,
}

impl RegistrationState {
    /// Whether somebody in this state is expected, waits, or came.
    #[must_use]
    pub const fn is_live(self) -> bool {
        match self {
            Self::Registered | Self::Waiting | Self::CheckedIn => true,
            Self::Cancelled | Self::Absent | Self::Ended => false,
        }
    }

    /// The state as people see it when the event is over or not: nobody is expected at one that is over.
    #[must_use]
    pub const fn seen(self, is_over: bool) -> Self {
        match self {
            Self::Registered if is_over => Self::Absent,
            Self::Registered | Self::Waiting | Self::Cancelled | Self::CheckedIn | Self::Absent | Self::Ended => self,
        }
    }
}

impl Registration {
    /// What its owner shows at the door.
    #[must_use]
    pub fn code(&self) -> String {
        code_of(self.id)
    }
}

/// The check-in code of a registration. Whoever does not know the identity cannot guess it.
#[must_use]
pub fn code_of(id: RegistrationId) -> String {
    let digest = Sha256::new().chain_update(b"check-in\x1f").chain_update(id.as_uuid()).finalize();
    let letter = |byte: &u8| char::from(CODE_LETTERS[usize::from(byte % 32)]);
    digest.iter().take(CODE_LENGTH).map(letter).collect()
}

impl Figures {
    /// Seats that are left of `seats`; `None` when any number may come.
    #[must_use]
    pub fn left_of(&self, seats: Option<u32>) -> Option<u64> {
        seats.map(|seats| u64::from(seats).saturating_sub(self.registered))
    }
}

impl Terms {
    /// The terms of an event; `None` for what is none, or does not say when it begins.
    #[must_use]
    pub fn of(listing: &Listing) -> Option<Self> {
        let is_announced_here = listing.provenance.source == PUBLISHED_HERE || listing.demo;
        Self::read(&listing.details, listing.state, is_announced_here)
    }

    pub(crate) fn read(details: &Details, state: ListingState, is_announced_here: bool) -> Option<Self> {
        let Details::Event(event) = details else { return None };
        let starts_at = event.starts_at?;
        Some(Self {
            starts_at,
            ends_at: event.ends_at.unwrap_or(starts_at),
            register_until: event.register_until.unwrap_or(starts_at),
            seats: event.seats,
            state,
            is_announced_here,
        })
    }

    /// What it lets people do at `now`.
    #[must_use]
    pub fn phase(&self, now: OffsetDateTime) -> Phase {
        match self.state {
            ListingState::Withdrawn | ListingState::Hidden => Phase::CalledOff,
            _ if self.is_over(now) => Phase::Over,
            _ if !self.is_announced_here => Phase::Elsewhere,
            ListingState::Published if now < self.register_until => Phase::Open,
            ListingState::Published | ListingState::Paused | ListingState::Barred | ListingState::Draft => {
                Phase::Closed
            }
        }
    }

    /// Whether it does not take place.
    #[must_use]
    pub const fn is_called_off(&self) -> bool {
        matches!(self.state, ListingState::Withdrawn | ListingState::Hidden)
    }

    /// Whether it is over at `now`.
    #[must_use]
    pub fn is_over(&self, now: OffsetDateTime) -> bool {
        now > self.ends_at
    }

    /// Whether it takes place and has not begun at `now`: until then people come and go, and those who wait move up.
    #[must_use]
    pub fn is_ahead(&self, now: OffsetDateTime) -> bool {
        !self.is_called_off() && now < self.starts_at
    }

    /// Whether people are checked in at `now`: on its days in Shanghai, if it takes place.
    #[must_use]
    pub fn is_on(&self, now: OffsetDateTime) -> bool {
        let [first, last, today] = [self.starts_at, self.ends_at, now].map(day_of);
        !self.is_called_off() && (first..=last).contains(&today)
    }
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;
    use crate::kind::ListingKind;

    /// 13:30 to 16:30 on 16 October, registration until 18:00 on the 14th.
    fn terms(state: ListingState, is_announced_here: bool) -> Terms {
        Terms::read(&Details::sample(ListingKind::Event), state, is_announced_here).expect("it is an event")
    }

    #[test]
    fn registration_is_open_until_its_end_and_nowhere_else() {
        let open = terms(ListingState::Published, true);
        assert_eq!(open.phase(datetime!(2026-10-14 17:59 +8)), Phase::Open);
        assert_eq!(open.phase(datetime!(2026-10-14 18:00 +8)), Phase::Closed);
        assert_eq!(open.phase(datetime!(2026-10-16 16:31 +8)), Phase::Over);
        let early = datetime!(2026-10-01 08:00 +8);
        assert_eq!(terms(ListingState::Published, false).phase(early), Phase::Elsewhere);
        assert_eq!(terms(ListingState::Withdrawn, true).phase(early), Phase::CalledOff);
        assert_eq!(terms(ListingState::Paused, true).phase(early), Phase::Closed);
        assert_eq!(Terms::read(&Details::sample(ListingKind::Job), ListingState::Published, true), None);
    }

    #[test]
    fn people_are_checked_in_on_the_days_of_the_event_in_shanghai() {
        let event = terms(ListingState::Published, true);
        // 16:00 UTC is the midnight with which the day begins there.
        assert!(!event.is_on(datetime!(2026-10-15 15:59 UTC)) && event.is_on(datetime!(2026-10-15 16:00 UTC)));
        assert!(event.is_on(datetime!(2026-10-16 23:59 +8)) && !event.is_on(datetime!(2026-10-17 00:00 +8)));
        assert!(!terms(ListingState::Withdrawn, true).is_on(datetime!(2026-10-16 14:00 +8)));
    }

    #[test]
    fn a_seat_that_nobody_took_is_an_absence_once_the_event_is_over() {
        use RegistrationState::{Absent, CheckedIn, Registered, Waiting};
        assert_eq!([Registered.seen(false), Registered.seen(true)], [Registered, Absent]);
        assert_eq!([CheckedIn.seen(true), Waiting.seen(true)], [CheckedIn, Waiting]);
    }

    #[test]
    fn codes_are_readable_and_differ() {
        let codes: std::collections::HashSet<String> =
            (0..1_000).map(|number| code_of(RegistrationId::of_record("test", &number.to_string()))).collect();
        assert_eq!(codes.len(), 1_000);
        assert!(codes.iter().all(|code| code.len() == 8 && !code.contains(['I', 'O', '0', '1'])));
    }
}
