//! The agreement of host and school under which an internship is done, and what came of one in internships.

use serde::{Deserialize, Serialize};

use super::Agreement;
use crate::connect::{ConnectionKind, Stage};
use crate::{ConnectionId, ListingId};

/// Stages of an internship that is planned.
const PLANNED: [Stage; 2] = [Stage::Approved, Stage::Agreed];

/// Stages of an internship that has begun and whose result is not confirmed.
const BEGUN: [Stage; 4] = [Stage::Running, Stage::Interrupted, Stage::Delivered, Stage::Disputed];

/// What host and school have agreed on beside the internship, as its agreement names it: a cooperation, or a challenge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frame {
    /// What joins the two.
    pub connection: ConnectionId,
    /// Which kind of connection that is.
    pub kind: ConnectionKind,
    /// The listing of which it came.
    pub listing: ListingId,
    /// The title of that listing as it was then.
    pub title: String,
}

/// How many internships are done under an agreement of host and school.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FramedInternships {
    /// Those that the school has planned and that have not begun.
    pub planned: u64,
    /// Those that have begun and whose result is not confirmed.
    pub running: u64,
    /// Those whose result host and school confirmed.
    pub confirmed: u64,
    /// Minutes that student, host and school agree on, in all that have begun.
    pub minutes: u64,
}

impl Frame {
    /// Kinds of connections under which internships can be done.
    pub const KINDS: [ConnectionKind; 2] = [ConnectionKind::Cooperation, ConnectionKind::Challenge];
}

impl FramedInternships {
    /// Counts one that stands at `stage`, with the minutes that count in it.
    pub fn count(&mut self, stage: Stage, minutes: u64) {
        self.planned += u64::from(PLANNED.contains(&stage));
        self.running += u64::from(BEGUN.contains(&stage));
        self.confirmed += u64::from(stage == Stage::Confirmed);
        self.minutes += minutes;
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Agreement {
    /// The connection of host and school under which the internship is done.
    #[must_use]
    pub fn frame_id(&self) -> Option<ConnectionId> {
        self.frame.as_ref().map(|it| it.connection)
    }
}
