//! 揭榜挂帅: calls for proposals on a challenge, from the question whether it can be measured to the result.
//!
//! A technical challenge is a listing like any other and is published like any other. Its publisher may put it up as a
//! call on top of that: the [`Terms`] are copied out of the listing and fixed, a desk and an expert look at them, and from
//! the opening until the deadline organisations hand in proposals that nobody can read ([`crate::sealing`]). The steps are
//! those of [`crate::connect`], kind challenge; what goes with them stands here.

mod proposal;
mod review;
mod terms;
mod work;

pub use self::proposal::{
    APPROACH_MAX_CHARS, Approach, MILESTONES_MAX, PLAN_MAX_CHARS, Planned, Proposal, ProposalText, Receipt,
    TEAM_MAX_CHARS,
};
pub use self::review::{
    Declaration, NOTICE_WORKING_DAYS, REVIEWERS_LEAST, Reviewer, ScoreSheet, Task, average, is_conflicted, notice_end,
    shown_points,
};
pub use self::terms::{
    Comparison, Criterion, DEADLINE_DAYS, Goal, TargetPart, Terms, WEIGHTS_USUAL, WEIGHTS_WHOLE, is_weighed,
};
pub use self::work::{Contract, Milestone, TargetEvidence, has_evidence, targets_reached};

use time::{Duration, OffsetDateTime};

use crate::connect::{Connection, ConnectionEvent, Stage, Step};
use crate::organisation::Organisation;
use crate::{OrganisationId, ProposalId};

/// Officers with keys that each desk has to have before anything is sealed, so that the loss of one loses nothing.
pub const KEYS_LEAST: usize = 2;

/// Longest question about a call, longest answer, opinion or objection, in characters.
pub const WORDS_MAX_CHARS: usize = 1_000;

/// How long after the deadline a call is sealed: what arrived in time has been written by then.
pub const SEALED_AFTER: Duration = Duration::seconds(30);

/// A call for proposals.
#[derive(Clone, Debug, PartialEq)]
pub struct Call {
    /// How far it has come.
    pub connection: Connection,
    /// Who put it up.
    pub organisation: Organisation,
    /// What it asks for, fixed when it was put up.
    pub terms: Terms,
    /// The first moment at which nothing is taken any more.
    pub deadline: OffsetDateTime,
    /// For which key proposals are sealed; `None` before it is open.
    pub public_key: Option<String>,
    /// When the proposals were opened.
    pub opened_at: Option<OffsetDateTime>,
    /// The proposal that is to be chosen, or is.
    pub nominee: Option<ProposalId>,
    /// Until when the public can object to that.
    pub notice_until: Option<OffsetDateTime>,
    /// What the two sides signed.
    pub contract: Option<Contract>,
    /// What was done, the first step first.
    pub events: Vec<ConnectionEvent>,
}

/// A question about a call; the answer is for everybody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallQuestion {
    /// Its number among those of the call.
    pub number: i32,
    /// What was asked. Who asked is told to nobody.
    pub question: String,
    /// When.
    pub asked_at: OffsetDateTime,
    /// What the publisher answered; empty for nothing yet.
    pub answer: String,
}

/// Who objects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Objector {
    /// The publisher, or an organisation that handed in a proposal.
    Organisation(OrganisationId),
    /// A member of the public; called so, or nothing where the reader is not to know.
    Public(String),
}

/// What somebody has against the choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Objection {
    /// Its number among those of the call.
    pub number: i32,
    /// Who objects.
    pub by: Objector,
    /// Why; of the public a side reads it once it is decided.
    pub words: String,
    /// When.
    pub at: OffsetDateTime,
    /// What the desk decided; empty while it has not.
    pub decision: String,
}

impl Call {
    /// Whether a proposal that arrives at `now` counts: at the deadline it does not any more, a millisecond before it does.
    /// What is sealed stays sealed, whatever the clock says.
    #[must_use]
    pub fn takes_proposals(&self, now: OffsetDateTime) -> bool {
        self.connection.stage == Stage::Open && now < self.deadline
    }

    /// Whether its deadline has passed at `now` while it was checked, so that it cannot be opened any more.
    #[must_use]
    pub fn is_too_late(&self, now: OffsetDateTime) -> bool {
        self.connection.stage == Stage::Checking && now >= self.deadline
    }

    /// Whether the proposals may be opened at `now`.
    #[must_use]
    pub fn may_be_opened(&self, now: OffsetDateTime) -> bool {
        self.connection.stage == Stage::Sealed && now >= self.deadline
    }

    /// When the proposal that is to be chosen was named, the latest if that was done anew.
    #[must_use]
    pub fn nominated_at(&self) -> Option<OffsetDateTime> {
        self.events.iter().rev().find(|event| event.step == Step::Nominate).map(|event| event.at)
    }

    /// Whether whoever was to be chosen is: from the end of the notice on.
    #[must_use]
    pub const fn is_awarded(&self) -> bool {
        matches!(
            self.connection.stage,
            Stage::Negotiating
                | Stage::Running
                | Stage::Delivered
                | Stage::Disputed
                | Stage::Confirmed
                | Stage::Terminated
        )
    }

    /// Whether anybody can object to the choice at `now`.
    #[must_use]
    pub fn takes_objections(&self, now: OffsetDateTime) -> bool {
        self.connection.stage == Stage::Noticed && self.notice_until.is_some_and(|until| now < until)
    }

    /// Whether the public is told of it: once it was open, whatever became of it.
    #[must_use]
    pub const fn is_public(&self) -> bool {
        self.public_key.is_some()
    }
}
