//! How the desks stand: what waits in their queues, how long deciding takes them, and what their side publishes.
//!
//! Whose work is counted is a [`DeskScope`], which only those get who may see it: a desk its own side, the committee all.
//! The figures are counted from rows; of persons nothing is in them.

use time::{Date, Duration, OffsetDateTime};

use crate::access::{Action, Actor, Denied, Desk, Thing};
use crate::clock::day_of;
use crate::complaint::CaseStep;
use crate::data_request::RequestState;
use crate::inquiry::InquiryState;
use crate::kind::ListingKind;
use crate::organisation::OrganisationKind;
use crate::organisation_file::FileStep;
use crate::posting::{Outcome, PostingState};
use crate::working_days::{working_days_after, working_days_between};

/// Working days within which what is due counts as due soon.
pub const SOON_WORKING_DAYS: u32 = 2;

/// Days back from now over which decisions are counted.
pub const SPANS: [i64; 2] = [30, 90];

/// Days back from now within which a listing is new, or ended lately.
pub const LATELY_DAYS: i64 = 30;

crate::choices! {
    /// What waits for a desk.
    pub enum Queue {
        /// Files of organisations that want to be verified.
        Organisations = "organisations",
        /// Listings that want to be published.
        Listings = "listings",
        /// Complaints, by the thing that they are about.
        Complaints = "complaints",
        /// Appeals against what was decided about complaints.
        Appeals = "appeals",
        /// Questions about policy documents.
        Inquiries = "inquiries",
        /// What persons ask for about their data.
        DataRequests = "data-requests",
    }
}

/// Whose work is counted. Only [`DeskScope::of`] makes one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeskScope {
    desks: Vec<Desk>,
}

/// Something that waits to be decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Since when.
    pub since: OffsetDateTime,
    /// The day by which it is to be decided.
    pub due_on: Date,
}

/// Something that was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decided {
    /// When it was handed in.
    pub handed_in_at: OffsetDateTime,
    /// When it was decided.
    pub decided_at: OffsetDateTime,
    /// The day by which it was to be decided.
    pub due_on: Date,
    /// What came of it: one of [`Queue::outcomes`].
    pub outcome: &'static str,
}

/// What waits in a queue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WaitingFigures {
    /// All of it.
    pub waiting: usize,
    /// What is due today or within [`SOON_WORKING_DAYS`].
    pub due_soon: usize,
    /// What was due before today.
    pub overdue: usize,
    /// The day since which the longest waiting waits.
    pub oldest: Option<Date>,
}

/// What was decided of a queue within a span of days.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DecidedFigures {
    /// All of it.
    pub decided: usize,
    /// How much of it came to what, each of [`Queue::outcomes`] in its order.
    pub outcomes: Vec<(&'static str, usize)>,
    /// Working days within which half of it was decided.
    pub median_days: Option<u32>,
    /// Working days within which nine of ten were decided.
    pub ninetieth_days: Option<u32>,
    /// What was decided by the day on which it was due.
    pub in_time: usize,
}

/// How one queue stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueueFigures {
    /// Which one.
    pub queue: Queue,
    /// What waits now.
    pub waiting: WaitingFigures,
    /// What was decided, for each of [`SPANS`].
    pub decided: [DecidedFigures; SPANS.len()],
}

/// What a side has published of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PublishedFigures {
    /// Which kind.
    pub kind: ListingKind,
    /// Listings that are open to everyone now.
    pub open: u64,
    /// Those of them that were published within [`LATELY_DAYS`].
    pub new: u64,
    /// Listings written on the platform that ended within [`LATELY_DAYS`], by how, each of [`ENDINGS`] in its order.
    pub ended: [u64; ENDINGS.len()],
}

/// How a listing ends.
pub const ENDINGS: [PostingState; 3] = [PostingState::Closed, PostingState::Expired, PostingState::Withdrawn];

impl Queue {
    /// What can come of what waits in it, by their slugs; what its owner takes back is not decided.
    #[must_use]
    pub const fn outcomes(self) -> &'static [&'static str] {
        match self {
            Self::Organisations => {
                const { &[FileStep::Verify.slug(), FileStep::Return.slug(), FileStep::Refuse.slug()] }
            }
            Self::Listings => const { &[Outcome::Approved.slug(), Outcome::Returned.slug(), Outcome::Rejected.slug()] },
            Self::Complaints => const { &[CaseStep::Uphold.slug(), CaseStep::Dismiss.slug()] },
            Self::Appeals => const { &[CaseStep::Confirm.slug(), CaseStep::Overturn.slug()] },
            Self::Inquiries => const { &[InquiryState::Answered.slug(), InquiryState::Refused.slug()] },
            Self::DataRequests => const { &[RequestState::Done.slug(), RequestState::Refused.slug()] },
        }
    }

    /// The outcome of this queue that is called `slug`.
    #[must_use]
    pub fn outcome(self, slug: &str) -> Option<&'static str> {
        self.outcomes().iter().find(|outcome| **outcome == slug).copied()
    }
}

impl DeskScope {
    /// All that `actor` may see: the side of each of their desks; of the committee, everything.
    ///
    /// # Errors
    ///
    /// Returns [`Denied`] if they may see none of it.
    pub fn of(actor: &Actor) -> Result<Self, Denied> {
        actor.permit(Action::ReadDeskFigures, Thing::platform())?;
        let held: Vec<Desk> = actor.desks().collect();
        let all = held.contains(&Desk::Committee);
        Ok(Self { desks: Desk::ALL.iter().copied().filter(|desk| all || held.contains(desk)).collect() })
    }

    /// The part of it that is the work of one desk; nothing where that is not among it.
    #[must_use]
    pub fn only(&self, desk: Desk) -> Option<Self> {
        self.desks.contains(&desk).then(|| Self { desks: vec![desk] })
    }

    /// The desks whose work is counted.
    #[must_use]
    pub fn desks(&self) -> &[Desk] {
        &self.desks
    }

    /// The kinds of organisations for which these desks are responsible.
    pub fn kinds(&self) -> impl Iterator<Item = OrganisationKind> {
        OrganisationKind::ALL.iter().copied().filter(|kind| self.desks.contains(&kind.desk()))
    }

    /// The queues that it has. Appeals and what persons ask about their data are the business of the platform, which the
    /// committee oversees.
    #[must_use]
    pub fn queues(&self) -> Vec<Queue> {
        let seen = |queue: &Queue| match queue {
            Queue::Organisations | Queue::Listings | Queue::Complaints | Queue::Inquiries => true,
            Queue::Appeals | Queue::DataRequests => self.desks.contains(&Desk::Committee),
        };
        Queue::ALL.iter().copied().filter(seen).collect()
    }
}

impl WaitingFigures {
    /// Counts what waits on `today`.
    #[must_use]
    pub fn count(waiting: &[Waiting], today: Date) -> Self {
        let soon = working_days_after(today, SOON_WORKING_DAYS);
        let due = |within: &dyn Fn(Date) -> bool| waiting.iter().filter(|it| within(it.due_on)).count();
        Self {
            waiting: waiting.len(),
            due_soon: due(&|day| (today..=soon).contains(&day)),
            overdue: due(&|day| day < today),
            oldest: waiting.iter().map(|it| day_of(it.since)).min(),
        }
    }
}

impl DecidedFigures {
    /// Counts what was decided of `queue` within the last `days` before `now`.
    #[must_use]
    pub fn count(queue: Queue, decided: &[Decided], days: i64, now: OffsetDateTime) -> Self {
        let begin = now - Duration::days(days);
        let lately: Vec<&Decided> = decided.iter().filter(|it| it.decided_at > begin).collect();
        let took = |it: &&Decided| working_days_between(day_of(it.handed_in_at), day_of(it.decided_at));
        let mut times: Vec<u32> = lately.iter().map(took).collect();
        times.sort_unstable();
        let came_to = |outcome: &'static str| lately.iter().filter(|it| it.outcome == outcome).count();
        Self {
            decided: lately.len(),
            outcomes: queue.outcomes().iter().map(|&outcome| (outcome, came_to(outcome))).collect(),
            median_days: reached_by(&times, 50),
            ninetieth_days: reached_by(&times, 90),
            in_time: lately.iter().filter(|it| day_of(it.decided_at) <= it.due_on).count(),
        }
    }

    /// What was decided in time, in whole percent rounded down; `None` where nothing was decided.
    #[must_use]
    pub const fn in_time_percent(&self) -> Option<usize> {
        (self.in_time * 100).checked_div(self.decided)
    }
}

impl QueueFigures {
    /// Counts a queue.
    #[must_use]
    pub fn count(queue: Queue, waiting: &[Waiting], decided: &[Decided], now: OffsetDateTime) -> Self {
        Self {
            queue,
            waiting: WaitingFigures::count(waiting, day_of(now)),
            decided: SPANS.map(|days| DecidedFigures::count(queue, decided, days, now)),
        }
    }
}

/// The smallest of `sorted` that at least `percent` of them do not exceed; `None` of nothing.
#[must_use]
pub fn reached_by(sorted: &[u32], percent: usize) -> Option<u32> {
    let rank = (sorted.len() * percent).div_ceil(100).max(1);
    sorted.get(rank - 1).copied()
}

#[cfg(test)]
mod tests {
    use time::macros::{date, datetime};
    use uuid::Uuid;

    use super::*;
    use crate::access::{Grant, Role};
    use crate::{GrantId, PersonId};

    const NOW: OffsetDateTime = datetime!(2026-11-25 10:00 +8);

    fn actor(role: Role) -> Actor {
        let person = PersonId::from_uuid(Uuid::from_u128(1));
        let id = GrantId::from_uuid(Uuid::from_u128(2));
        let grant = Grant { id, person, role, organisation: None, until: None, granted_at: NOW };
        Actor::new(person, vec![grant], day_of(NOW))
    }

    #[test]
    fn a_desk_sees_its_own_side_the_committee_all_and_nobody_else_anything() {
        for &role in Role::ALL {
            let expected: &[Desk] = match role {
                Role::FirmsDesk => &[Desk::Firms],
                Role::UniversitiesDesk => &[Desk::Universities],
                Role::Committee => Desk::ALL,
                _ => &[],
            };
            let scope = DeskScope::of(&actor(role));
            assert_eq!(scope.as_ref().map_or(&[][..], DeskScope::desks), expected, "{}", role.slug());
        }
        let firms = DeskScope::of(&actor(Role::FirmsDesk)).expect("a desk sees its own");
        assert_eq!(firms.only(Desk::Universities), None);
        assert!(firms.kinds().all(|kind| kind.desk() == Desk::Firms) && firms.kinds().count() == 3);
        assert!(!firms.queues().contains(&Queue::Appeals) && !firms.queues().contains(&Queue::DataRequests));
        let committee = DeskScope::of(&actor(Role::Committee)).expect("the committee sees all");
        assert_eq!(committee.queues(), Queue::ALL);
        assert_eq!(committee.kinds().count(), OrganisationKind::ALL.len());
    }

    #[test]
    fn what_is_due_before_today_is_overdue_and_what_is_due_within_two_working_days_is_due_soon() {
        let wait = |due_on, since| Waiting { since, due_on };
        let old = datetime!(2026-11-10 17:00 UTC);
        // Wednesday: two working days reach until Friday.
        let waiting = [
            wait(date!(2026 - 11 - 24), old),
            wait(date!(2026 - 11 - 25), NOW),
            wait(date!(2026 - 11 - 27), NOW),
            wait(date!(2026 - 11 - 30), NOW),
        ];
        let expected = WaitingFigures { waiting: 4, due_soon: 2, overdue: 1, oldest: Some(date!(2026 - 11 - 11)) };
        assert_eq!(WaitingFigures::count(&waiting, day_of(NOW)), expected);
        assert_eq!(WaitingFigures::count(&[], day_of(NOW)), WaitingFigures::default());
    }

    #[test]
    fn decisions_are_counted_by_outcome_and_time_within_their_span() {
        let decided = |handed_in_at, decided_at, due_on, outcome| Decided { handed_in_at, decided_at, due_on, outcome };
        let [approved, returned, _] = *Queue::Listings.outcomes() else { unreachable!("there are three") };
        let rows = [
            decided(datetime!(2026-11-20 10:00 +8), datetime!(2026-11-23 10:00 +8), date!(2026 - 11 - 24), approved),
            decided(datetime!(2026-11-16 10:00 +8), datetime!(2026-11-20 10:00 +8), date!(2026 - 11 - 18), returned),
            decided(datetime!(2026-09-14 10:00 +8), datetime!(2026-09-14 11:00 +8), date!(2026 - 09 - 16), approved),
            decided(datetime!(2026-01-05 10:00 +8), datetime!(2026-01-05 11:00 +8), date!(2026 - 01 - 07), approved),
        ];
        let month = DecidedFigures::count(Queue::Listings, &rows, 30, NOW);
        assert_eq!((month.decided, month.in_time, month.in_time_percent()), (2, 1, Some(50)));
        assert_eq!(month.outcomes, [("approved", 1), ("returned", 1), ("rejected", 0)]);
        assert_eq!((month.median_days, month.ninetieth_days), (Some(1), Some(4)));
        let quarter = DecidedFigures::count(Queue::Listings, &rows, 90, NOW);
        assert_eq!((quarter.decided, quarter.median_days), (3, Some(1)));
        let none = DecidedFigures::count(Queue::Listings, &[], 30, NOW);
        assert_eq!((none.in_time_percent(), none.median_days, none.ninetieth_days), (None, None, None));
    }

    #[test]
    fn a_share_is_reached_by_the_smallest_that_so_many_do_not_exceed() {
        let ten: Vec<u32> = (1..=10).collect();
        assert_eq!((reached_by(&ten, 50), reached_by(&ten, 90)), (Some(5), Some(9)));
        assert_eq!((reached_by(&[7], 50), reached_by(&[7], 90)), (Some(7), Some(7)));
        assert_eq!((reached_by(&[1, 9], 50), reached_by(&[1, 9], 90)), (Some(1), Some(9)));
        assert_eq!(reached_by(&[], 50), None);
    }
}
