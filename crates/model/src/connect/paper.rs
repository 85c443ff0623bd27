//! Papers that one side hands to the other: an agreement with its signatures, a report, what shows that something is
//! reached.

use serde::{Deserialize, Serialize};

use super::{Connection, ConnectionEvent, ConnectionKind, ConnectionMessage, Stage, Step};
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
    /// Whether its sides say something to each other now: until it has ended, and in a challenge from the talks on, since
    /// nobody is chosen before. Where a desk passes on to another proposer, these read nothing of it: see [`said_in_talks`].
    #[must_use]
    pub const fn takes_words(&self) -> bool {
        match self.kind {
            ConnectionKind::Challenge => {
                matches!(self.stage, Stage::Negotiating | Stage::Running | Stage::Delivered | Stage::Disputed)
            }
            ConnectionKind::Job
            | ConnectionKind::Internship
            | ConnectionKind::Service
            | ConnectionKind::Cooperation => !self.stage.is_end(),
        }
    }

    /// Whether its sides hand each other papers now. Who applies shares what stands in their profile, and the papers of an
    /// internship have places of their own.
    #[must_use]
    pub const fn takes_papers(&self) -> bool {
        match self.kind {
            ConnectionKind::Service | ConnectionKind::Cooperation | ConnectionKind::Challenge => self.takes_words(),
            ConnectionKind::Job | ConnectionKind::Internship => false,
        }
    }
}

/// What was said of `messages` in the talks that the sides are in, where `events` are what was done.
///
/// In a challenge these begin with the award; once another proposer is nominated or passed on to, nothing of them is read
/// any more. Elsewhere it is everything.
#[must_use]
pub fn said_in_talks(events: &[ConnectionEvent], mut messages: Vec<ConnectionMessage>) -> Vec<ConnectionMessage> {
    let begins_or_ends = |event: &&ConnectionEvent| matches!(event.step, Step::Nominate | Step::Award | Step::PassOn);
    if let Some(last) = events.iter().rev().find(begins_or_ends) {
        messages.retain(|message| last.step == Step::Award && last.at <= message.at);
    }
    messages
}

#[cfg(test)]
mod tests {
    use time::Duration;
    use uuid::Uuid;

    use super::super::Party;
    use super::super::connection::tests::{NOW, connection};
    use super::*;
    use crate::ConnectionMessageId;

    fn challenge(stage: Stage) -> Connection {
        Connection { kind: ConnectionKind::Challenge, ..connection(stage) }
    }

    /// What is read after `steps`, each a day after the one before and followed by a message within the hour, by number.
    fn read_after(steps: &[Step]) -> Vec<usize> {
        let at = |number: i64| NOW + Duration::days(number);
        let event = |(number, &step): (i64, &Step)| ConnectionEvent {
            revision: number,
            step,
            party: Party::Program,
            stage: Stage::Negotiating,
            words: String::new(),
            at: at(number),
        };
        let message = |(number, _): (i64, &Step)| ConnectionMessage {
            id: ConnectionMessageId::from_uuid(Uuid::nil()),
            party: Party::Publisher,
            text: number.to_string(),
            paper: None,
            at: at(number) + Duration::hours(1),
        };
        let events: Vec<ConnectionEvent> = (0..).zip(steps).map(event).collect();
        let messages: Vec<ConnectionMessage> = (0..).zip(steps).map(message).collect();
        said_in_talks(&events, messages).iter().filter_map(|message| message.text.parse().ok()).collect()
    }

    #[test]
    fn what_a_proposer_was_told_is_never_read_by_another() {
        use Step::{Agree, Award, Dispute, Nominate, PassOn, Settle};
        assert_eq!(read_after(&[Nominate, Award, Agree, Dispute, Settle]), [1, 2, 3, 4]);
        let two = [Nominate, Award, PassOn, Nominate, Award, Agree];
        assert_eq!(read_after(&two), [4, 5]);
        // Whoever is nominated next stands on the side that answers before the award, and reads nothing yet.
        assert!(read_after(&two[..3]).is_empty() && read_after(&two[..4]).is_empty());
        assert_eq!(read_after(&[Agree, Dispute]), [0, 1], "elsewhere nothing is hidden");
    }

    #[test]
    fn talks_in_a_challenge_begin_with_the_award_and_another_is_chosen_by_passing_on_and_nominating_alone() {
        let flow = ConnectionKind::Challenge.flow();
        let talks: Vec<Stage> = flow.stages().filter(|&stage| challenge(stage).takes_words()).collect();
        assert_eq!(talks, [Stage::Negotiating, Stage::Running, Stage::Delivered, Stage::Disputed]);
        for step in flow.moves {
            let (within, leads_in) = (step.from.iter().any(|from| talks.contains(from)), talks.contains(&step.to));
            assert!(within || !leads_in || step.step == Step::Award, "{} leads in", step.step.slug());
            let leads_out = within && !leads_in && !step.to.is_end();
            assert!(!leads_out || step.step == Step::PassOn, "{} leads out", step.step.slug());
        }
        for stage in flow.stages() {
            assert_eq!(challenge(stage).takes_papers(), challenge(stage).takes_words(), "{}", stage.slug());
        }
    }

    #[test]
    fn whoever_applies_hands_over_no_papers() {
        for kind in [ConnectionKind::Job, ConnectionKind::Internship] {
            assert!(!Connection { kind, ..connection(Stage::Running) }.takes_papers(), "{}", kind.slug());
        }
        assert!(Connection { kind: ConnectionKind::Service, ..connection(Stage::Ordered) }.takes_papers());
    }
}
