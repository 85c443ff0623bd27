//! Booking facilities: a calendar with slots, bookings that never overlap, and what both sides say of the use.
//!
//! A booking takes one unit of a facility for one slot. Its keeper approves it where the calendar asks for that; either
//! side can end it before it begins. Afterwards the keeper says whether somebody came, and the booker agrees or not:
//! *use counts only when both said that it took place*. Where the booker does not object within [`OBJECTION_DAYS`] days it
//! is shown apart and counts as nothing until they agree; what the two see differently is disputed and counts as nothing.

mod calendar;
mod figures;
mod reminder;
mod slots;
#[cfg(test)]
mod tests;
mod typed;

use serde::{Deserialize, Serialize};
use time::{Duration, OffsetDateTime};

pub use self::calendar::{
    AHEAD_DAYS_MAX, Approval, Calendar, CalendarRules, Holidays, Hours, PEOPLE_MAX, SlotLength, SpecialDay,
    TERMS_MAX_CHARS, Taking, UNITS_MAX,
};
pub use self::figures::{SharedUse, UseFigures};
pub use self::reminder::{ANSWERED_WITHIN, BookingReminder, NOTED_LATEST, NOTED_WITHIN, TOLD_BEFORE};
pub use self::slots::{Availability, PROPOSED, Slot, Taken, quarter_of};
pub use self::typed::{UnreadDay, read_hours, read_special_days, written_hours, written_special_days};
use crate::access::Action;
use crate::audit::Event;
use crate::{BookingId, ListingId, OrganisationId, PersonId};

/// Days in which a booker can object to what the keeper said.
pub const OBJECTION_DAYS: i64 = 7;

/// How long the names of a group are kept after the booking.
pub const ROSTER_KEPT: Duration = Duration::days(30);

/// Bookings of one facility that somebody may have ahead of them, so that nobody hoards slots.
pub const OPEN_MAX: u64 = 5;

/// Longest note, reason or name, in characters.
pub const NOTE_MAX_CHARS: usize = 500;

/// Longest name on the list of a group, in characters.
pub const NAME_MAX_CHARS: usize = 60;

/// The edition of the text by which somebody agrees to what the keeper is told; the catalogue holds it under
/// `book-consent`. Whoever changes that text changes this as well.
pub const CONSENT_EDITION: &str = "2026-11-22";

crate::choices! {
    /// How far a booking has come.
    pub enum BookingState {
        /// It waits for the keeper.
        Requested = "requested",
        /// It holds.
        Booked = "booked",
        /// The keeper did not approve it.
        Refused = "refused",
        /// The booker cancelled it in time.
        Cancelled = "cancelled",
        /// The booker cancelled it later than is free.
        CancelledLate = "cancelled-late",
        /// The keeper called it off.
        CalledOff = "called-off",
        /// Nobody answered before it would have begun.
        Lapsed = "lapsed",
    }
}

crate::choices! {
    /// What a side says of a booking that is over.
    pub enum Word {
        /// It took place.
        Came = "came",
        /// It did not.
        Absent = "absent",
    }
}

crate::choices! {
    /// Something that a side does to a booking.
    pub enum BookingStep {
        /// The keeper approves it.
        Approve = "approve",
        /// The keeper does not.
        Refuse = "refuse",
        /// The keeper calls it off.
        CallOff = "call-off",
        /// The booker cancels it.
        Cancel = "cancel",
        /// The keeper says that it took place.
        NoteCame = "note-came",
        /// The keeper says that nobody came.
        NoteAbsent = "note-absent",
        /// The booker says that it took place.
        SayCame = "say-came",
        /// The booker says that it did not.
        SayAbsent = "say-absent",
    }
}

crate::choices! {
    /// Where a booking stands, as people see it.
    pub enum BookingStanding {
        /// It waits for the keeper.
        Requested = "requested",
        /// It holds and is ahead.
        Ahead = "ahead",
        /// It is taking place.
        Running = "running",
        /// It is over, and the keeper has said nothing.
        Unconfirmed = "unconfirmed",
        /// The keeper said that it took place; the booker may object.
        Noted = "noted",
        /// Both said that it took place, and it counts.
        Confirmed = "confirmed",
        /// The keeper said that it took place, and the booker never said anything; it does not count.
        Unopposed = "unopposed",
        /// The keeper said that nobody came; the booker may object.
        NotedAbsent = "noted-absent",
        /// Nobody came.
        Absent = "absent",
        /// The two sides see it differently.
        Disputed = "disputed",
        /// The keeper did not approve it.
        Refused = "refused",
        /// The booker cancelled it in time.
        Cancelled = "cancelled",
        /// The booker cancelled it late.
        CancelledLate = "cancelled-late",
        /// The keeper called it off.
        CalledOff = "called-off",
        /// Nobody answered in time.
        Lapsed = "lapsed",
    }
}

/// What a side said, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Said {
    /// What.
    pub word: Word,
    /// When.
    pub at: OffsetDateTime,
}

/// What somebody agreed to when they booked; later changes of the calendar change nothing of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreed {
    /// The edition of the text about what the keeper is told.
    pub consent: String,
    /// What it costs, in words.
    pub price_note: String,
    /// What they confirmed to know about safety; empty when nothing was asked.
    pub briefing: String,
    /// Until how many hours before its begin it is cancelled freely.
    pub free_cancel_hours: u16,
}

/// One slot of one unit of a facility, taken by somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Booking {
    /// Which one it is.
    pub id: BookingId,
    /// The facility.
    pub listing: ListingId,
    /// Who booked it; `None` once they closed their account.
    pub person: Option<PersonId>,
    /// The organisation for which they did, if any.
    pub organisation: Option<OrganisationId>,
    /// When.
    pub slot: Slot,
    /// How far it has come.
    pub state: BookingState,
    /// Why the keeper refused it or called it off.
    pub reason: String,
    /// How many people come.
    pub people: u16,
    /// Their names, where several come; kept for [`ROSTER_KEPT`] after the booking.
    pub roster: Vec<String>,
    /// What they wrote to the keeper.
    pub note: String,
    /// What they agreed to.
    pub agreed: Agreed,
    /// Whether whoever booked belongs to the organisation whose facility it is.
    pub is_inside: bool,
    /// What the keeper said of it afterwards.
    pub keeper_said: Option<Said>,
    /// What the booker said of it afterwards.
    pub booker_said: Option<Said>,
    /// Since when it counts as used: since both said so.
    pub confirmed_at: Option<OffsetDateTime>,
    /// Rises by one with each change.
    pub revision: i64,
    /// When it was made.
    pub made_at: OffsetDateTime,
    /// When it last changed.
    pub changed_at: OffsetDateTime,
}

impl BookingState {
    /// Whether a booking in this state takes its slot.
    #[must_use]
    pub const fn is_live(self) -> bool {
        match self {
            Self::Requested | Self::Booked => true,
            Self::Refused | Self::Cancelled | Self::CancelledLate | Self::CalledOff | Self::Lapsed => false,
        }
    }
}

impl BookingStep {
    /// What whoever does it must be allowed to do.
    #[must_use]
    pub const fn action(self) -> Action {
        match self {
            Self::Approve | Self::Refuse | Self::CallOff | Self::NoteCame | Self::NoteAbsent => Action::KeepBooking,
            Self::Cancel | Self::SayCame | Self::SayAbsent => Action::Book,
        }
    }

    /// Whether nobody may do it without saying why.
    #[must_use]
    pub const fn needs_reason(self) -> bool {
        matches!(self, Self::Refuse | Self::CallOff)
    }

    /// What the audit calls it.
    #[must_use]
    pub const fn event(self) -> Event {
        match self {
            Self::Approve => Event::BookingApproved,
            Self::Refuse => Event::BookingRefused,
            Self::CallOff => Event::BookingCalledOff,
            Self::Cancel => Event::BookingCancelled,
            Self::NoteCame | Self::NoteAbsent => Event::BookingNoted,
            Self::SayCame | Self::SayAbsent => Event::BookingAnswered,
        }
    }

    /// What it says of a booking that is over.
    const fn word(self) -> Option<Word> {
        match self {
            Self::NoteCame | Self::SayCame => Some(Word::Came),
            Self::NoteAbsent | Self::SayAbsent => Some(Word::Absent),
            Self::Approve | Self::Refuse | Self::CallOff | Self::Cancel => None,
        }
    }
}

impl Booking {
    /// Whether `step` can be done at `now`, by whoever may do it.
    #[must_use]
    pub fn can(&self, step: BookingStep, now: OffsetDateTime) -> bool {
        let is_ahead = now < self.slot.starts_at;
        match step {
            BookingStep::Approve | BookingStep::Refuse => self.state == BookingState::Requested && is_ahead,
            BookingStep::CallOff => self.state == BookingState::Booked && is_ahead,
            BookingStep::Cancel => self.state.is_live() && is_ahead,
            BookingStep::NoteCame | BookingStep::NoteAbsent => {
                self.is_open_to_words(now) && self.keeper_said.map(|it| it.word) != step.word()
            }
            BookingStep::SayCame | BookingStep::SayAbsent => {
                let is_open = self.is_open_to_words(now) || self.can_agree_late(step, now);
                is_open && self.booker_said.map(|it| it.word) != step.word()
            }
        }
    }

    /// The booking after `step`, done at `now` for `reason`; `None` if it cannot be done.
    #[must_use]
    pub fn after(&self, step: BookingStep, reason: &str, now: OffsetDateTime) -> Option<Self> {
        if !self.can(step, now) || (step.needs_reason() && reason.is_empty()) {
            return None;
        }
        let mut after = Self { revision: self.revision + 1, changed_at: now, ..self.clone() };
        let said = step.word().map(|word| Said { word, at: now });
        match step {
            BookingStep::Approve => after.state = BookingState::Booked,
            BookingStep::Refuse => after.state = BookingState::Refused,
            BookingStep::CallOff => after.state = BookingState::CalledOff,
            BookingStep::Cancel => after.state = self.cancelled(now),
            BookingStep::NoteCame | BookingStep::NoteAbsent => after.keeper_said = said,
            BookingStep::SayCame | BookingStep::SayAbsent => after.booker_said = said,
        }
        if step.needs_reason() {
            reason.clone_into(&mut after.reason);
        }
        if !after.state.is_live() {
            after.roster.clear();
        }
        if after.words() == [Some(Word::Came); 2] {
            after.confirmed_at = Some(now);
        }
        Some(after)
    }

    /// Until when it is cancelled freely.
    #[must_use]
    pub fn free_until(&self) -> OffsetDateTime {
        self.slot.starts_at - Duration::hours(self.agreed.free_cancel_hours.into())
    }

    /// What the keeper and the booker said.
    fn words(&self) -> [Option<Word>; 2] {
        [self.keeper_said, self.booker_said].map(|said| said.map(|it| it.word))
    }

    /// What it becomes when its booker cancels it. Whatever was not approved is given up freely.
    fn cancelled(&self, now: OffsetDateTime) -> BookingState {
        let is_free = self.state == BookingState::Requested || now <= self.free_until();
        if is_free { BookingState::Cancelled } else { BookingState::CancelledLate }
    }

    /// Whether the two sides can say whether it took place: it is over, and that is not settled.
    fn is_open_to_words(&self, now: OffsetDateTime) -> bool {
        self.state == BookingState::Booked && now >= self.slot.ends_at && !self.is_settled(now)
    }

    /// Whether `step` says, later than one can object, that it took place as the keeper noted.
    fn can_agree_late(&self, step: BookingStep, now: OffsetDateTime) -> bool {
        let is_noted = matches!(self.unopposed_since(now), Some((Word::Came, _)));
        step == BookingStep::SayCame && is_noted
    }

    fn is_settled(&self, now: OffsetDateTime) -> bool {
        let agreed = matches!(self.words(), [Some(Word::Absent), Some(Word::Absent)]);
        self.confirmed_at.is_some() || agreed || self.unopposed_since(now).is_some()
    }

    /// Since when what the keeper said stands because the booker was silent.
    #[must_use]
    pub fn unopposed_since(&self, now: OffsetDateTime) -> Option<(Word, OffsetDateTime)> {
        let said = self.keeper_said.filter(|_| self.booker_said.is_none())?;
        let since = said.at + Duration::days(OBJECTION_DAYS);
        (now >= since).then_some((said.word, since))
    }

    /// Where it stands at `now`.
    #[must_use]
    pub fn standing(&self, now: OffsetDateTime) -> BookingStanding {
        match self.state {
            BookingState::Requested if now < self.slot.starts_at => BookingStanding::Requested,
            BookingState::Requested | BookingState::Lapsed => BookingStanding::Lapsed,
            BookingState::Refused => BookingStanding::Refused,
            BookingState::Cancelled => BookingStanding::Cancelled,
            BookingState::CancelledLate => BookingStanding::CancelledLate,
            BookingState::CalledOff => BookingStanding::CalledOff,
            BookingState::Booked => self.use_standing(now),
        }
    }

    fn use_standing(&self, now: OffsetDateTime) -> BookingStanding {
        if self.confirmed_at.is_some() {
            return BookingStanding::Confirmed;
        }
        match (self.words(), self.unopposed_since(now)) {
            (_, Some((Word::Came, _))) => BookingStanding::Unopposed,
            (_, Some((Word::Absent, _))) | ([Some(Word::Absent), Some(Word::Absent)], None) => BookingStanding::Absent,
            ([Some(Word::Came), None], None) => BookingStanding::Noted,
            ([Some(Word::Absent), None], None) => BookingStanding::NotedAbsent,
            ([Some(_), Some(_)], None) => BookingStanding::Disputed,
            ([None, _], None) if now >= self.slot.ends_at => BookingStanding::Unconfirmed,
            ([None, _], None) if now >= self.slot.starts_at => BookingStanding::Running,
            ([None, _], None) => BookingStanding::Ahead,
        }
    }
}
