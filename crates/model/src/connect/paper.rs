//! Papers that one side hands to the other: an agreement with its signatures, a report, what shows that something is
//! reached.

use serde::{Deserialize, Serialize};

use super::{Connection, ConnectionKind, Stage};
use crate::organisation_file::EvidenceMedia;

/// Papers that one connection has at most.
pub const PAPERS_MAX: usize = 30;

/// A paper that came with a message; its content lies in the folder of evidence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paper {
    /// What it was called where it came from.
    pub name: String,
    /// What it is, told from its content.
    pub media: EvidenceMedia,
    /// How large it is, in bytes.
    pub size: u32,
    /// SHA-256 of its content, 64 hexadecimal digits.
    pub sha256: String,
    /// Its name in the folder.
    pub stored_as: String,
}

impl Connection {
    /// Whether its sides hand each other papers now. Who applies shares what stands in their profile, and the papers of an
    /// internship have places of their own. In a challenge a desk can pass on from the talks to another proposer, who then
    /// reads what was handed over: papers are taken once both have agreed, from where nothing leads back.
    #[must_use]
    pub const fn takes_papers(&self) -> bool {
        match self.kind {
            ConnectionKind::Service | ConnectionKind::Cooperation => !self.stage.is_end(),
            ConnectionKind::Challenge => matches!(self.stage, Stage::Running | Stage::Delivered | Stage::Disputed),
            ConnectionKind::Job | ConnectionKind::Internship => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::connection::tests::connection;
    use super::super::{Party, Step};
    use super::*;

    fn challenge(stage: Stage) -> Connection {
        Connection { kind: ConnectionKind::Challenge, ..connection(stage) }
    }

    #[test]
    fn the_papers_of_a_challenge_are_never_read_by_another_proposer() {
        let flow = ConnectionKind::Challenge.flow();
        let mut reached: Vec<Stage> = flow.stages().filter(|&stage| challenge(stage).takes_papers()).collect();
        assert!(!reached.is_empty());
        let mut next = 0;
        while let Some(&stage) = reached.get(next) {
            let chooses = |step| Party::ALL.iter().any(|&party| flow.way(stage, step, party).is_some());
            assert!(!chooses(Step::Nominate) && !chooses(Step::PassOn), "{}", stage.slug());
            let to = flow.moves.iter().filter(|it| it.from.contains(&stage)).map(|it| it.to);
            let new: Vec<Stage> = to.filter(|it| !reached.contains(it)).collect();
            reached.extend(new);
            next += 1;
        }
        assert!(!challenge(Stage::Negotiating).takes_papers() && !challenge(Stage::Confirmed).takes_papers());
    }

    #[test]
    fn whoever_applies_hands_over_no_papers() {
        for kind in [ConnectionKind::Job, ConnectionKind::Internship] {
            assert!(!Connection { kind, ..connection(Stage::Running) }.takes_papers(), "{}", kind.slug());
        }
        assert!(Connection { kind: ConnectionKind::Service, ..connection(Stage::Ordered) }.takes_papers());
    }
}
