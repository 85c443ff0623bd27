//! Whether an organisation is verified, until when, and what stops it from publishing.

use thiserror::Error;
use time::util::days_in_month;
use time::{Date, Month};

use crate::OrganisationId;
use crate::listing::ListingState;
use crate::organisation_file::RecruiterClass;

/// Months for which a verification holds at most (2026 notice of five ministries: checked at least every six months).
pub const MONTHS_VERIFIED: u8 = 6;

/// Days before the end of a verification on which its administrators are reminded, the earliest first.
pub const REMINDED_DAYS_BEFORE: [u16; 2] = [30, 7];

crate::choices! {
    /// Whether an organisation may publish.
    pub enum StandingState {
        /// Verified, so that it may.
        Verified = "verified",
        /// Its verification has ended.
        Lapsed = "lapsed",
        /// A desk has suspended it.
        Suspended = "suspended",
        /// A desk has forbidden it to publish anything.
        Banned = "banned",
    }
}

crate::choices! {
    /// Something that changes the standing of an organisation.
    pub enum StandingStep {
        /// A desk verified it, again.
        Verify = "verify",
        /// The last day of its verification is over.
        Lapse = "lapse",
        /// A desk suspends it.
        Suspend = "suspend",
        /// A desk forbids it to publish anything.
        Ban = "ban",
        /// A desk lifts the suspension or the ban.
        Lift = "lift",
    }
}

/// The standing of an organisation that was verified at least once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Whose it is.
    pub organisation: OrganisationId,
    /// Whether it may publish.
    pub state: StandingState,
    /// The last day of the verification, in Shanghai.
    pub until: Date,
    /// How it recruits; `None` when it does not.
    pub recruiter_class: Option<RecruiterClass>,
    /// Why it is suspended or banned; empty when it is not.
    pub reason: String,
}

/// A step does not apply to the standing as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("an organisation that is {} cannot {}", state.slug(), step.slug())]
pub struct DoesNotApply {
    /// The standing.
    pub state: StandingState,
    /// What was to be done.
    pub step: StandingStep,
}

impl Standing {
    /// Whether it is verified on `today`, a day in Shanghai, also before anybody has noticed that it lapsed.
    #[must_use]
    pub fn holds(&self, today: Date) -> bool {
        self.state == StandingState::Verified && today <= self.until
    }

    /// Whether a desk has suspended or banned it: it begins nothing new and binds itself to nothing then; what runs goes on.
    #[must_use]
    pub const fn is_suspended(&self) -> bool {
        matches!(self.state, StandingState::Suspended | StandingState::Banned)
    }

    /// How the listings stand that its people publish here.
    #[must_use]
    pub fn state_of_listings(&self, today: Date) -> ListingState {
        match self.state {
            StandingState::Banned => ListingState::Barred,
            StandingState::Verified if self.holds(today) => ListingState::Published,
            StandingState::Verified | StandingState::Lapsed | StandingState::Suspended => ListingState::Paused,
        }
    }

    /// Where `step` leads on `today`. A suspension or ban outlasts a new verification; lifted late, it leaves one
    /// that lapsed.
    ///
    /// # Errors
    ///
    /// Returns [`DoesNotApply`] if it leads nowhere.
    pub fn after(&self, step: StandingStep, today: Date) -> Result<StandingState, DoesNotApply> {
        let over = self.until < today;
        match (self.state, step) {
            (StandingState::Verified | StandingState::Lapsed, StandingStep::Verify) => Ok(StandingState::Verified),
            (StandingState::Suspended, StandingStep::Verify) => Ok(StandingState::Suspended),
            (StandingState::Banned, StandingStep::Verify) => Ok(StandingState::Banned),
            (StandingState::Verified, StandingStep::Lapse) if over => Ok(StandingState::Lapsed),
            (StandingState::Verified | StandingState::Lapsed, StandingStep::Suspend) => Ok(StandingState::Suspended),
            (StandingState::Verified | StandingState::Lapsed | StandingState::Suspended, StandingStep::Ban) => {
                Ok(StandingState::Banned)
            }
            (StandingState::Suspended | StandingState::Banned, StandingStep::Lift) if over => Ok(StandingState::Lapsed),
            (StandingState::Suspended | StandingState::Banned, StandingStep::Lift) => Ok(StandingState::Verified),
            (StandingState::Verified | StandingState::Lapsed, StandingStep::Lapse | StandingStep::Lift)
            | (StandingState::Suspended, StandingStep::Lapse | StandingStep::Suspend)
            | (StandingState::Banned, StandingStep::Lapse | StandingStep::Suspend | StandingStep::Ban) => {
                Err(DoesNotApply { state: self.state, step })
            }
        }
    }

    /// Which of [`REMINDED_DAYS_BEFORE`] is due on `today`; `None` while none is.
    #[must_use]
    pub fn reminder_due(&self, today: Date) -> Option<u16> {
        let left = (self.until - today).whole_days();
        let due = |days: &&u16| (0..=i64::from(**days)).contains(&left);
        (self.state == StandingState::Verified).then(|| REMINDED_DAYS_BEFORE.iter().rev().find(due).copied()).flatten()
    }
}

/// The last day until which an organisation can be verified on `today`: six months on, or the last day of that month.
#[must_use]
pub fn latest_end(today: Date) -> Date {
    let months = u8::from(today.month()) + MONTHS_VERIFIED;
    let year = today.year() + i32::from((months - 1) / 12);
    let month = Month::try_from((months - 1) % 12 + 1).unwrap_or(Month::December);
    let day = today.day().min(days_in_month(month, year));
    Date::from_calendar_date(year, month, day).unwrap_or(today)
}

#[cfg(test)]
mod tests {
    use time::macros::date;
    use uuid::Uuid;

    use super::*;

    const TODAY: Date = date!(2026 - 11 - 22);

    fn standing(state: StandingState, until: Date) -> Standing {
        let organisation = OrganisationId::from_uuid(Uuid::nil());
        Standing { organisation, state, until, recruiter_class: None, reason: String::new() }
    }

    /// State, step, where it leads while the verification holds, and once its last day is over.
    const TABLE: &str = "\
        verified verify verified verified
        verified lapse - lapsed
        verified suspend suspended suspended
        verified ban banned banned
        verified lift - -
        lapsed verify verified verified
        lapsed lapse - -
        lapsed suspend suspended suspended
        lapsed ban banned banned
        lapsed lift - -
        suspended verify suspended suspended
        suspended lapse - -
        suspended suspend - -
        suspended ban banned banned
        suspended lift verified lapsed
        banned verify banned banned
        banned lapse - -
        banned suspend - -
        banned ban - -
        banned lift verified lapsed";

    #[test]
    fn every_step_leads_where_it_was_agreed() {
        let mut led = Vec::new();
        for &state in StandingState::ALL {
            for &step in StandingStep::ALL {
                let to = |until| standing(state, until).after(step, TODAY).map_or("-", StandingState::slug);
                let yesterday = date!(2026 - 11 - 21);
                led.push(format!("{} {} {} {}", state.slug(), step.slug(), to(TODAY), to(yesterday)));
            }
        }
        assert_eq!(led, TABLE.lines().map(str::trim).collect::<Vec<_>>());
    }

    #[test]
    fn a_verification_ends_six_months_on_at_the_latest() {
        for (from, to) in [
            (date!(2026 - 11 - 22), date!(2027 - 05 - 22)),
            (date!(2026 - 08 - 31), date!(2027 - 02 - 28)),
            (date!(2027 - 08 - 31), date!(2028 - 02 - 29)),
            (date!(2026 - 06 - 30), date!(2026 - 12 - 30)),
        ] {
            assert_eq!(latest_end(from), to);
        }
    }

    #[test]
    fn reminders_are_due_thirty_and_seven_days_before_the_end() {
        for (until, due) in [
            (date!(2026 - 12 - 23), None),
            (date!(2026 - 12 - 22), Some(30)),
            (date!(2026 - 11 - 30), Some(30)),
            (date!(2026 - 11 - 29), Some(7)),
            (date!(2026 - 11 - 22), Some(7)),
            (date!(2026 - 11 - 21), None),
        ] {
            assert_eq!(standing(StandingState::Verified, until).reminder_due(TODAY), due, "{until}");
            assert_eq!(standing(StandingState::Suspended, until).reminder_due(TODAY), None);
        }
    }

    #[test]
    fn listings_are_public_while_their_organisation_may_publish() {
        let states = StandingState::ALL.iter().map(|&state| standing(state, TODAY).state_of_listings(TODAY).slug());
        assert_eq!(states.collect::<Vec<_>>(), ["published", "paused", "paused", "barred"]);
        let over = standing(StandingState::Verified, date!(2026 - 11 - 21));
        assert_eq!(over.state_of_listings(TODAY), ListingState::Paused);
    }

    #[test]
    fn an_organisation_is_suspended_by_a_desk_and_not_by_time() {
        let suspended = StandingState::ALL.iter().map(|&state| standing(state, TODAY).is_suspended());
        assert_eq!(suspended.collect::<Vec<_>>(), [false, false, true, true]);
    }

    #[test]
    fn a_verification_holds_through_its_last_day() {
        assert!(standing(StandingState::Verified, TODAY).holds(TODAY));
        assert!(!standing(StandingState::Verified, date!(2026 - 11 - 21)).holds(TODAY));
        assert!(!standing(StandingState::Suspended, TODAY).holds(TODAY));
    }
}
