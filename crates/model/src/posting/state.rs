//! How far a posting has come, and what may follow what: pure functions over a table.

use crate::access::Action;
use crate::audit::Event;

crate::choices! {
    /// How far a posting has come. While a later version of a public one is written and reviewed, the state is that of
    /// the later version.
    pub enum PostingState {
        /// It is being written.
        Draft = "draft",
        /// It waits for a desk.
        Submitted = "submitted",
        /// A desk asks for changes.
        Returned = "returned",
        /// It is approved and waits for its day.
        Scheduled = "scheduled",
        /// The public sees what it says.
        Published = "published",
        /// A desk refused it.
        Rejected = "rejected",
        /// Its organisation ended it.
        Closed = "closed",
        /// A desk took it from the public.
        Withdrawn = "withdrawn",
        /// Its time is over.
        Expired = "expired",
    }
}

crate::choices! {
    /// What can be done to a posting.
    pub enum Step {
        /// Its author changes what it says.
        Save = "save",
        /// Its author hands it to a desk.
        Submit = "submit",
        /// Its organisation takes it back before it is decided or public.
        Recall = "recall",
        /// Its organisation gives up the changes to what is public.
        Discard = "discard",
        /// A desk, or trust, lets it be published.
        Approve = "approve",
        /// A desk asks for changes.
        Return = "return",
        /// A desk refuses it.
        Reject = "reject",
        /// The program makes it public on its day.
        Publish = "publish",
        /// Its organisation lets it be open for longer.
        Extend = "extend",
        /// Its organisation ends it.
        Close = "close",
        /// A desk takes it from the public.
        Withdraw = "withdraw",
        /// The program notes that its time is over.
        Expire = "expire",
        /// Whoever decided an appeal found that it was taken from the public wrongly.
        Restore = "restore",
    }
}

/// In which postings something may be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Seen {
    /// Only in those of which the public sees a version.
    Public,
    /// Only in those that the public does not see.
    Unseen,
    /// In both.
    Either,
}

use PostingState::{Closed, Draft, Expired, Published, Rejected, Returned, Scheduled, Submitted, Withdrawn};
use Seen::{Either, Public, Unseen};

/// All that may be done; whatever is not here may not.
const WAYS: &[(Step, PostingState, Seen, PostingState)] = &[
    (Step::Save, Draft, Either, Draft),
    (Step::Save, Returned, Either, Returned),
    (Step::Save, Published, Public, Draft),
    (Step::Submit, Draft, Either, Submitted),
    (Step::Submit, Returned, Either, Submitted),
    (Step::Submit, Published, Public, Submitted),
    (Step::Recall, Submitted, Either, Draft),
    (Step::Recall, Scheduled, Either, Draft),
    (Step::Discard, Draft, Public, Published),
    (Step::Discard, Returned, Public, Published),
    (Step::Approve, Submitted, Either, Scheduled),
    (Step::Return, Submitted, Either, Returned),
    (Step::Reject, Submitted, Unseen, Rejected),
    // What the public sees was approved before and stays.
    (Step::Reject, Submitted, Public, Published),
    (Step::Publish, Scheduled, Either, Published),
    (Step::Extend, Published, Public, Published),
    (Step::Close, Published, Public, Closed),
    (Step::Close, Draft, Public, Closed),
    (Step::Close, Returned, Public, Closed),
    (Step::Close, Submitted, Public, Closed),
    (Step::Close, Scheduled, Public, Closed),
    (Step::Withdraw, Published, Public, Withdrawn),
    (Step::Withdraw, Draft, Public, Withdrawn),
    (Step::Withdraw, Returned, Public, Withdrawn),
    (Step::Withdraw, Submitted, Public, Withdrawn),
    (Step::Withdraw, Scheduled, Either, Withdrawn),
    (Step::Restore, Withdrawn, Unseen, Published),
    (Step::Expire, Published, Public, Expired),
    (Step::Expire, Draft, Public, Draft),
    (Step::Expire, Returned, Public, Returned),
    (Step::Expire, Submitted, Public, Submitted),
    (Step::Expire, Scheduled, Public, Scheduled),
];

/// What state `step` leads to from `state`; `None` when it cannot be done there. `is_public` says whether the public
/// sees a version.
#[must_use]
pub fn after(state: PostingState, step: Step, is_public: bool) -> Option<PostingState> {
    let fits = |seen: Seen| match seen {
        Public => is_public,
        Unseen => !is_public,
        Either => true,
    };
    let way = WAYS.iter().find(|&&(does, from, seen, _)| does == step && from == state && fits(seen));
    way.map(|&(.., to)| to)
}

impl Step {
    /// What somebody must be allowed to do for it; `None` for what the program does by itself.
    #[must_use]
    pub const fn action(self) -> Option<Action> {
        match self {
            Self::Save | Self::Submit | Self::Recall | Self::Discard | Self::Extend | Self::Close => {
                Some(Action::WriteListing)
            }
            Self::Approve | Self::Return | Self::Reject | Self::Withdraw | Self::Restore => Some(Action::ReviewListing),
            Self::Publish | Self::Expire => None,
        }
    }

    /// Whether nobody may do it without saying why.
    #[must_use]
    pub const fn needs_reason(self) -> bool {
        match self {
            Self::Return | Self::Reject | Self::Close | Self::Withdraw | Self::Restore => true,
            Self::Save
            | Self::Submit
            | Self::Recall
            | Self::Discard
            | Self::Approve
            | Self::Publish
            | Self::Extend
            | Self::Expire => false,
        }
    }

    /// What the audit says of it; `None` for what concerns nobody but its author, who has not submitted it.
    #[must_use]
    pub const fn event(self) -> Option<Event> {
        match self {
            Self::Save | Self::Discard => None,
            Self::Submit => Some(Event::ListingSubmitted),
            Self::Recall => Some(Event::ListingRecalled),
            Self::Approve => Some(Event::ListingApproved),
            Self::Return => Some(Event::ListingReturned),
            Self::Reject => Some(Event::ListingRejected),
            Self::Publish => Some(Event::ListingPublished),
            Self::Extend => Some(Event::ListingExtended),
            Self::Close => Some(Event::ListingClosed),
            Self::Withdraw => Some(Event::ListingWithdrawn),
            Self::Expire => Some(Event::ListingExpired),
            Self::Restore => Some(Event::ListingRestored),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;
    use crate::access::{Relation, Role, allows};

    /// One line for each state, step and whether the public sees a version, with what follows and who may do it.
    fn table() -> String {
        let mut table = String::from("state\tpublic\tstep\tleads to\tby\n");
        for &state in PostingState::ALL {
            for is_public in [false, true] {
                for &step in Step::ALL {
                    let Some(to) = after(state, step, is_public) else { continue };
                    let public = if is_public { "yes" } else { "no" };
                    let (state, step, to, by) = (state.slug(), step.slug(), to.slug(), who_may(step));
                    writeln!(table, "{state}\t{public}\t{step}\t{to}\t{by}").expect("text grows");
                }
            }
        }
        table
    }

    /// Everybody who may do `step`, as `role:relation`.
    fn who_may(step: Step) -> String {
        let Some(action) = step.action() else { return "the program".to_owned() };
        let pairs = Role::ALL.iter().flat_map(|&role| Relation::ALL.iter().map(move |&relation| (role, relation)));
        let may = pairs.filter(|&(role, relation)| allows(role, action, relation));
        may.map(|(role, relation)| format!("{}:{}", role.slug(), relation.slug())).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn every_cell_of_state_step_and_role_is_as_it_was_agreed() {
        let cells = PostingState::ALL.len() * 2 * Step::ALL.len() * Role::ALL.len() * Relation::ALL.len();
        assert_eq!(table(), include_str!("agreed.tsv"), "{cells} cells");
    }

    #[test]
    fn nothing_becomes_public_but_by_approval() {
        for &state in PostingState::ALL {
            for &step in Step::ALL {
                if after(state, step, false) == Some(Published) {
                    // What is restored was approved before it was withdrawn.
                    assert!([(Scheduled, Step::Publish), (Withdrawn, Step::Restore)].contains(&(state, step)));
                }
                if after(state, step, false) == Some(Scheduled) {
                    assert_eq!((state, step), (Submitted, Step::Approve));
                }
            }
        }
    }

    #[test]
    fn what_has_ended_stays_ended_but_for_what_was_withdrawn_wrongly() {
        for state in [Rejected, Closed, Withdrawn, Expired] {
            let leads_on = |step: &&Step| after(state, **step, false).is_some();
            let ways: Vec<Step> = Step::ALL.iter().filter(leads_on).copied().collect();
            assert_eq!(ways, if state == Withdrawn { vec![Step::Restore] } else { Vec::new() }, "{}", state.slug());
        }
    }

    #[test]
    fn whoever_writes_never_reviews() {
        for &step in Step::ALL {
            for relation in [Relation::Own, Relation::SameOrganisation] {
                let reviews = step.action() == Some(Action::ReviewListing);
                let may = Role::ALL.iter().any(|&role| step.action().is_some_and(|it| allows(role, it, relation)));
                assert!(!(reviews && may), "{}", step.slug());
            }
        }
    }
}
