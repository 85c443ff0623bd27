//! Reviewing: who may, what they score, and what comes out of it.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime, Time, UtcOffset};

use super::terms::WEIGHTS_WHOLE;
use crate::clock::{SHANGHAI, day_of};
use crate::connect::Stage;
use crate::working_days::{due_on, working_days_after, working_days_between};
use crate::{OrganisationId, PersonId};

/// Reviewers without a conflict of interest whose scores are needed before anybody is nominated.
pub const REVIEWERS_LEAST: usize = 3;

/// Working days for which the public is told who is to be chosen.
pub const NOTICE_WORKING_DAYS: u32 = 5;

/// Working days within which whoever was asked to review hands in what they were asked for.
const REVIEW_WORKING_DAYS: u32 = 10;

/// So many working days before that they are reminded.
const REMINDED_WORKING_DAYS: u32 = 3;

/// Most points for one criterion.
const POINTS_MAX: u32 = 100;

crate::choices! {
    /// What somebody is asked for.
    pub enum Task {
        /// What they think of the call before it is put up.
        Opinion = "opinion",
        /// Scores for each proposal.
        Score = "score",
    }
}

impl Task {
    /// The stage of a call in which it is done.
    #[must_use]
    pub const fn stage(self) -> Stage {
        match self {
            Self::Opinion => Stage::Checking,
            Self::Score => Stage::Reviewing,
        }
    }
}

crate::choices! {
    /// What a reviewer says of their own interest.
    pub enum Declaration {
        /// They have none in it.
        None = "none",
        /// They have, and step back.
        Conflict = "conflict",
    }
}

/// Somebody who was asked to review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reviewer {
    /// Who it is.
    pub person: PersonId,
    /// What they are called.
    pub name: String,
    /// What they are asked for.
    pub task: Task,
    /// When they were asked.
    pub asked_at: OffsetDateTime,
    /// What they said of their interest; `None` while they have not.
    pub declared: Option<Declaration>,
    /// What they think, for those who are asked for an opinion.
    pub opinion: String,
    /// When they handed in all that they were asked for.
    pub done_at: Option<OffsetDateTime>,
}

/// What a reviewer gives one proposal: points from 0 to 100 for each criterion, in the order of
/// [`Criterion::ALL`](super::Criterion::ALL).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScoreSheet {
    /// The points.
    pub points: [u32; 4],
    /// Why, for the desk.
    pub remark: String,
}

impl Reviewer {
    /// The last day on which they are waited for.
    #[must_use]
    pub fn due_on(&self) -> Date {
        due_on(self.asked_at, REVIEW_WORKING_DAYS)
    }

    /// Whether something is still to come from them.
    #[must_use]
    pub fn is_waited_for(&self) -> bool {
        self.done_at.is_none() && self.declared != Some(Declaration::Conflict)
    }

    /// Whether their day has passed at `now`, and something is still to come.
    #[must_use]
    pub fn is_overdue(&self, now: OffsetDateTime) -> bool {
        self.is_waited_for() && self.due_on() < day_of(now)
    }

    /// Whether they are to be reminded at `now` that their day comes, if they were not yet; not once it has passed.
    #[must_use]
    pub fn is_to_remind(&self, now: OffsetDateTime) -> bool {
        let (today, due) = (day_of(now), self.due_on());
        self.is_waited_for() && today <= due && working_days_between(today, due) <= REMINDED_WORKING_DAYS
    }
}

impl ScoreSheet {
    /// Whether all points are within their bounds.
    #[must_use]
    pub fn is_right(&self) -> bool {
        self.points.iter().all(|&points| points <= POINTS_MAX)
    }

    /// The points weighed, in hundredths of a point: from 0 to 10,000.
    #[must_use]
    pub fn weighed(&self, weights: [u32; 4]) -> u32 {
        self.points.iter().zip(weights).map(|(points, weight)| points * weight).sum::<u32>() * 100 / WEIGHTS_WHOLE
    }
}

/// The mean of several sheets in hundredths of a point, rounded half up; `None` of none.
#[must_use]
pub fn average(sheets: &[ScoreSheet], weights: [u32; 4]) -> Option<u32> {
    let number = u32::try_from(sheets.len()).ok().filter(|&number| number > 0)?;
    let sum: u32 = sheets.iter().map(|sheet| sheet.weighed(weights)).sum();
    Some((2 * sum + number) / (2 * number))
}

/// Hundredths of a point as they are read.
#[must_use]
pub fn shown_points(hundredths: u32) -> String {
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

/// Whether somebody who belongs to `theirs` may not review what `parties` (the publisher and all who propose) have in hand.
#[must_use]
pub fn is_conflicted(theirs: &[OrganisationId], parties: &[OrganisationId]) -> bool {
    let parties: BTreeSet<&OrganisationId> = parties.iter().collect();
    theirs.iter().any(|it| parties.contains(it))
}

/// The moment at which a notice ends that began at `now`: midnight after so many whole working days.
#[must_use]
pub fn notice_end(now: OffsetDateTime, working_days: u32) -> OffsetDateTime {
    let last = working_days_after(day_of(now), working_days);
    last.next_day().unwrap_or(last).with_time(Time::MIDNIGHT).assume_offset(SHANGHAI).to_offset(UtcOffset::UTC)
}

#[cfg(test)]
mod tests {
    use time::macros::{date, datetime};
    use uuid::Uuid;

    use super::super::WEIGHTS_USUAL;
    use super::*;

    fn sheet(points: [u32; 4]) -> ScoreSheet {
        ScoreSheet { points, remark: String::new() }
    }

    #[test]
    fn points_are_weighed_and_their_mean_is_rounded_half_up() {
        assert_eq!(sheet([100; 4]).weighed(WEIGHTS_USUAL), 10_000);
        assert_eq!(sheet([90, 80, 70, 60]).weighed(WEIGHTS_USUAL), 7_900);
        assert_eq!(average(&[], WEIGHTS_USUAL), None);
        let sheets = [sheet([90, 80, 70, 60]), sheet([91, 80, 70, 60]), sheet([91, 80, 70, 60])];
        assert_eq!(average(&sheets, WEIGHTS_USUAL), Some(7_927));
        assert_eq!(shown_points(7_907), "79.07");
        assert!(!sheet([101, 0, 0, 0]).is_right());
    }

    #[test]
    fn whoever_belongs_to_one_of_the_parties_is_not_impartial() {
        let id = |number| OrganisationId::from_uuid(Uuid::from_u128(number));
        assert!(is_conflicted(&[id(1), id(2)], &[id(2), id(3)]));
        assert!(!is_conflicted(&[id(1)], &[id(2), id(3)]) && !is_conflicted(&[], &[id(2)]));
    }

    #[test]
    fn a_reviewer_has_ten_working_days_and_is_reminded_three_before() {
        let asked = Reviewer {
            person: PersonId::from_uuid(Uuid::nil()),
            name: String::new(),
            task: Task::Score,
            asked_at: datetime!(2026-11-23 10:00 +8),
            declared: None,
            opinion: String::new(),
            done_at: None,
        };
        assert_eq!(asked.due_on(), date!(2026 - 12 - 07));
        for (now, reminds, overdue) in [
            (datetime!(2026-12-01 23:59 +8), false, false),
            (datetime!(2026-12-02 00:00 +8), true, false),
            (datetime!(2026-12-07 23:59 +8), true, false),
            (datetime!(2026-12-08 00:00 +8), false, true),
        ] {
            assert_eq!((asked.is_to_remind(now), asked.is_overdue(now)), (reminds, overdue), "{now}");
        }
        let stepped_back = Reviewer { declared: Some(Declaration::Conflict), ..asked };
        assert!(!stepped_back.is_overdue(datetime!(2026-12-08 00:00 +8)));
    }

    #[test]
    fn a_notice_lasts_five_whole_working_days() {
        // Monday: the week until Friday counts without the Monday, so that it ends as the next Monday ends.
        assert_eq!(notice_end(datetime!(2026-11-23 10:00 +8), 5), datetime!(2026-12-01 00:00 +8));
        // Over the national holiday.
        assert_eq!(notice_end(datetime!(2026-09-30 10:00 +8), 3), datetime!(2026-10-11 00:00 +8));
    }
}
