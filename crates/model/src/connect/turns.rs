//! Whose turn it is: where a connection waits for people, and for what.

use time::Duration;

use super::{ConnectionKind, Stage, Step};

/// How long a connection waits for a step before those whose turn it is are reminded, and between two reminders.
pub const TURN_REMINDED_AFTER: Duration = Duration::days(14);

/// For how long after it came to a stage they are reminded: whoever did nothing after four times is not asked a fifth.
pub const TURN_REMINDED_FOR: Duration = Duration::days(56);

impl ConnectionKind {
    /// The steps for which a connection waits at `stage`, the nearest first; none where the program ends what waits for
    /// too long, and where things take the time that they take.
    #[must_use]
    pub const fn awaited(self, stage: Stage) -> &'static [Step] {
        match (self, stage) {
            (_, Stage::Disputed) | (Self::Challenge, Stage::Objected) => &[Step::Settle],
            (Self::Internship, Stage::Accepted) => &[Step::Approve],
            (Self::Internship, Stage::Approved) => &[Step::Agree, Step::Amend],
            (Self::Internship, Stage::Agreed) => &[Step::Start],
            (Self::Service, Stage::Ordered) => &[Step::Deliver],
            (Self::Cooperation, Stage::Mediating) => &[Step::Negotiate],
            (Self::Cooperation | Self::Challenge, Stage::Negotiating) => &[Step::Agree],
            (Self::Challenge, Stage::Checking) => &[Step::Publish],
            (Self::Challenge, Stage::Sealed) => &[Step::Unseal],
            (Self::Challenge, Stage::Reviewing) => &[Step::Nominate],
            (Self::Job, Stage::Accepted) | (Self::Internship | Self::Service | Self::Challenge, Stage::Delivered) => {
                &[Step::Confirm]
            }
            _ => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::connect::Party;

    #[test]
    fn what_is_waited_for_is_somebodys_to_do() {
        for &kind in ConnectionKind::ALL {
            for &stage in Stage::ALL {
                for &step in kind.awaited(stage) {
                    let is_there = kind.flow().stages().any(|it| it == stage);
                    let people = Party::ALL.iter().filter(|&&party| party != Party::Program);
                    let mut doers = people.filter(|&&party| kind.flow().way(stage, step, party).is_some());
                    assert!(!is_there || doers.next().is_some(), "{} {} {}", kind.slug(), stage.slug(), step.slug());
                }
            }
        }
    }

    #[test]
    fn nobody_waits_for_ever_without_a_word() {
        // What runs takes its time, may be over for the day, or ends by what both agreed.
        let may_last = [Stage::Running, Stage::Interrupted, Stage::Dormant];
        for &kind in ConnectionKind::ALL {
            for stage in kind.flow().stages().filter(|stage| !stage.is_end() && !may_last.contains(stage)) {
                let is_limited = kind.flow().limit(stage).is_some();
                assert!(is_limited || !kind.awaited(stage).is_empty(), "{} {}", kind.slug(), stage.slug());
            }
        }
    }
}
