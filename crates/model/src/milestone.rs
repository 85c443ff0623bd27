//! Milestones of cooperations and of calls: what one side reports the other confirms or disputes, and what both give up
//! is struck.
//!
//! A milestone counts once both sides said so. What nobody will reach would stand in the way of a good end for ever,
//! and neither side can drop it alone: one proposes to strike it, and the other one agrees.

use time::OffsetDateTime;

use crate::connect::Party;

crate::choices! {
    /// How a milestone stands.
    pub enum MilestoneState {
        /// Nobody has said that it is reached.
        Ahead = "ahead",
        /// One side has, and the other has not answered.
        Reported = "reported",
        /// Both have. It counts.
        Confirmed = "confirmed",
        /// The other side says that it is not.
        Disputed = "disputed",
        /// Both gave it up. It neither counts nor is waited for.
        Struck = "struck",
    }
}

crate::choices! {
    /// What one side does to a milestone.
    pub enum MilestoneStep {
        /// Says that it is reached.
        Report = "milestone-report",
        /// Says so, too.
        Confirm = "milestone-confirm",
        /// Says that it is not.
        Dispute = "milestone-dispute",
        /// Agrees to strike it, as the other side proposed.
        AgreeToStrike = "milestone-strike-agree",
        /// Does not agree to strike it; it stands as it did.
        DeclineToStrike = "milestone-strike-decline",
        /// Takes its own proposal to strike it back.
        TakeBackStrike = "milestone-strike-take-back",
        /// Proposes to strike it.
        Strike = "milestone-strike",
    }
}

impl MilestoneStep {
    /// Whether whoever does it has to say why.
    #[must_use]
    pub const fn needs_words(self) -> bool {
        match self {
            Self::Dispute | Self::Strike => true,
            Self::Report | Self::Confirm | Self::AgreeToStrike | Self::DeclineToStrike | Self::TakeBackStrike => false,
        }
    }

    /// What the other side is told of it, as the catalogue calls it.
    #[must_use]
    pub const fn told(self) -> &'static str {
        match self {
            Self::Report => "milestone-reported",
            Self::Confirm => "milestone-confirmed",
            Self::Dispute => "milestone-disputed",
            Self::Strike => "strike",
            Self::AgreeToStrike => "strike-agree",
            Self::DeclineToStrike => "strike-decline",
            Self::TakeBackStrike => "strike-take-back",
        }
    }
}

/// A proposal to strike a milestone, and whether the other side agreed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Striking {
    /// Which side proposed it.
    pub by: Party,
    /// When.
    pub at: OffsetDateTime,
    /// Why.
    pub reason: String,
    /// When the other side agreed; it is struck from then on.
    pub struck_at: Option<OffsetDateTime>,
}

/// What stands of the striking of a milestone after `party` did `step` to it.
#[must_use]
pub fn striking_after(
    before: Option<Striking>,
    (step, words): (MilestoneStep, &str),
    party: Party,
    now: OffsetDateTime,
) -> Option<Striking> {
    match step {
        MilestoneStep::Strike => Some(Striking { by: party, at: now, reason: words.to_owned(), struck_at: None }),
        MilestoneStep::AgreeToStrike => before.map(|it| Striking { struck_at: Some(now), ..it }),
        // What both confirm is not given up.
        MilestoneStep::DeclineToStrike | MilestoneStep::TakeBackStrike | MilestoneStep::Confirm => None,
        MilestoneStep::Report | MilestoneStep::Dispute => before,
    }
}

/// How a milestone stands of which this was said.
#[must_use]
pub fn state_of(striking: Option<&Striking>, [confirmed, disputed, reported]: [bool; 3]) -> MilestoneState {
    if striking.is_some_and(|it| it.struck_at.is_some()) {
        return MilestoneState::Struck;
    }
    match (confirmed, disputed, reported) {
        (true, ..) => MilestoneState::Confirmed,
        (false, true, _) => MilestoneState::Disputed,
        (false, false, true) => MilestoneState::Reported,
        (false, false, false) => MilestoneState::Ahead,
    }
}

/// Whether `party` can do `step` to a milestone that stands so, of which side said that it is reached, and which
/// somebody may have proposed to strike.
///
/// One side reports, and the other one confirms or disputes; what is disputed can be reported anew. Either side
/// proposes to strike what is not confirmed, and nobody agrees to their own proposal.
#[must_use]
pub fn can(
    step: MilestoneStep,
    party: Party,
    (state, reporter, striking): (MilestoneState, Option<Party>, Option<&Striking>),
) -> bool {
    let is_side = matches!(party, Party::Publisher | Party::Responder);
    if !is_side || matches!(state, MilestoneState::Confirmed | MilestoneState::Struck) {
        return false;
    }
    let is_other = reporter.is_some_and(|reporter| reporter != party);
    let proposer = striking.map(|it| it.by);
    match step {
        MilestoneStep::Report => state != MilestoneState::Reported,
        MilestoneStep::Confirm => is_other,
        MilestoneStep::Dispute => is_other && state == MilestoneState::Reported,
        MilestoneStep::Strike => proposer.is_none(),
        MilestoneStep::AgreeToStrike | MilestoneStep::DeclineToStrike => proposer.is_some_and(|it| it != party),
        MilestoneStep::TakeBackStrike => proposer == Some(party),
    }
}

/// Whether milestones that stand so let the work come to its good end: both sides confirmed each that is not struck,
/// and at least one; where none was agreed, nothing stands in the way.
#[must_use]
pub fn are_fulfilled(states: &[MilestoneState]) -> bool {
    let is_done = |state: &MilestoneState| matches!(state, MilestoneState::Confirmed | MilestoneState::Struck);
    states.is_empty() || (states.iter().all(is_done) && states.contains(&MilestoneState::Confirmed))
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::MilestoneState::{Ahead, Confirmed, Disputed, Reported, Struck};
    use super::MilestoneStep::{AgreeToStrike, DeclineToStrike, Strike, TakeBackStrike};
    use super::*;

    const AT: OffsetDateTime = datetime!(2026-09-01 02:00 UTC);

    fn proposed(by: Party) -> Striking {
        Striking { by, at: AT, reason: "项目调整。".to_owned(), struck_at: None }
    }

    #[test]
    fn either_side_proposes_to_strike_and_nobody_agrees_to_their_own_proposal() {
        let steps = [Strike, AgreeToStrike, DeclineToStrike, TakeBackStrike];
        let may = |party, striking: Option<&Striking>| {
            [Ahead, Reported, Disputed].map(|state| steps.map(|step| can(step, party, (state, None, striking))))
        };
        let own = proposed(Party::Publisher);
        for party in [Party::Publisher, Party::Responder] {
            assert_eq!(may(party, None), [[true, false, false, false]; 3]);
        }
        assert_eq!(may(Party::Publisher, Some(&own)), [[false, false, false, true]; 3]);
        assert_eq!(may(Party::Responder, Some(&own)), [[false, true, true, false]; 3]);
        assert_eq!(may(Party::FirmsDesk, None), [[false; 4]; 3]);
        assert_eq!(may(Party::FirmsDesk, Some(&own)), [[false; 4]; 3]);
    }

    #[test]
    fn nothing_is_done_to_what_is_confirmed_or_struck() {
        let own = proposed(Party::Publisher);
        for state in [Confirmed, Struck] {
            for &step in MilestoneStep::ALL {
                for party in [Party::Publisher, Party::Responder] {
                    for striking in [None, Some(&own)] {
                        let stands = (state, Some(Party::Publisher), striking);
                        assert!(!can(step, party, stands), "{step:?} by {party:?} to {state:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_proposal_stands_until_it_is_answered_or_the_milestone_is_confirmed() {
        let own = proposed(Party::Publisher);
        let after = |step| striking_after(Some(own.clone()), (step, ""), Party::Responder, AT);
        assert_eq!(striking_after(None, (Strike, "项目调整。"), Party::Publisher, AT), Some(own.clone()));
        for step in [MilestoneStep::Report, MilestoneStep::Dispute] {
            assert_eq!(after(step), Some(own.clone()));
        }
        for step in [DeclineToStrike, TakeBackStrike, MilestoneStep::Confirm] {
            assert_eq!(after(step), None);
        }
        assert_eq!(after(AgreeToStrike), Some(Striking { struck_at: Some(AT), ..own.clone() }));
    }

    #[test]
    fn what_is_struck_stands_in_the_way_of_no_good_end_and_is_none_by_itself() {
        let cases: [(&[MilestoneState], bool); 8] = [
            (&[], true),
            (&[Confirmed], true),
            (&[Confirmed, Struck], true),
            (&[Struck], false),
            (&[Struck, Struck], false),
            (&[Confirmed, Ahead], false),
            (&[Confirmed, Reported], false),
            (&[Confirmed, Struck, Disputed], false),
        ];
        for (states, is_fulfilled) in cases {
            assert_eq!(are_fulfilled(states), is_fulfilled, "{states:?}");
        }
    }
}
