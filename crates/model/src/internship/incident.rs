//! Incidents while an internship runs or rests: what one side reports, what the school does about it, how it ended.
//!
//! 职业学校学生实习管理规定 (教职成〔2021〕4号) has school and host prepare for emergencies and care for who was hurt; that
//! somebody takes a report up within a day is this platform's own promise. A report says what happened and holds no
//! findings of doctors: health is sensitive (个人信息保护法 article 28).

use time::{Duration, OffsetDateTime};

use crate::IncidentId;
use crate::connect::Party;

/// Longest report of an incident, in characters.
pub const INCIDENT_MAX_CHARS: usize = 1_000;

/// Within which time the school takes up what was reported, before the desk is told once more.
pub const TAKEN_UP_WITHIN: Duration = Duration::hours(24);

/// Incidents of one internship that are open at a time, of each side.
pub const INCIDENTS_OPEN: usize = 10;

crate::choices! {
    /// What kind of incident it is.
    pub enum IncidentKind {
        /// 人身伤害
        Injury = "injury",
        /// 突发疾病
        Illness = "illness",
        /// 纠纷或权益侵害
        Rights = "rights",
        /// 其他
        Other = "other",
    }
}

crate::choices! {
    /// How far it has come.
    pub enum IncidentState {
        /// The school has still to take it up.
        Waiting = "waiting",
        /// The school has not taken it up in time.
        Overdue = "overdue",
        /// The school does something about it.
        TakenUp = "taken-up",
        /// It is over.
        Closed = "closed",
    }
}

crate::choices! {
    /// What is done about it.
    pub enum IncidentStep {
        /// The school says what is being done.
        TakeUp = "take-up",
        /// The school or the desk says how it ended.
        Close = "close",
    }
}

/// What somebody said about an incident by doing a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IncidentWord {
    /// On which side they stand.
    pub party: Party,
    /// In words.
    pub words: String,
    /// When.
    pub at: OffsetDateTime,
}

/// An incident that one side reported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incident {
    /// Which one it is.
    pub id: IncidentId,
    /// Who reported it.
    pub party: Party,
    /// What kind it is.
    pub kind: IncidentKind,
    /// When it happened.
    pub happened_at: OffsetDateTime,
    /// What happened.
    pub words: String,
    /// Whether somebody needed help when it was reported.
    pub needs_help: bool,
    /// When it was reported.
    pub reported_at: OffsetDateTime,
    /// What the school does about it.
    pub taken_up: Option<IncidentWord>,
    /// How it ended.
    pub outcome: Option<IncidentWord>,
}

impl Incident {
    /// How far it has come at `now`.
    #[must_use]
    pub fn state(&self, now: OffsetDateTime) -> IncidentState {
        match (&self.outcome, &self.taken_up) {
            (Some(_), _) => IncidentState::Closed,
            (None, Some(_)) => IncidentState::TakenUp,
            (None, None) if self.is_late(now) => IncidentState::Overdue,
            (None, None) => IncidentState::Waiting,
        }
    }

    /// Whether nobody had taken it up, nor closed it, in time.
    #[must_use]
    pub fn is_late(&self, now: OffsetDateTime) -> bool {
        let answered = self.taken_up.as_ref().or(self.outcome.as_ref()).map_or(now, |word| word.at);
        answered - self.reported_at >= TAKEN_UP_WITHIN
    }

    /// Whether it is not over.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.outcome.is_none()
    }

    /// Whether `party` can do `step` to it now.
    #[must_use]
    pub fn may(&self, step: IncidentStep, party: Party) -> bool {
        let by = match step {
            IncidentStep::TakeUp => self.taken_up.is_none() && party == Party::School,
            IncidentStep::Close => matches!(party, Party::School | Party::UniversitiesDesk),
        };
        self.is_open() && by
    }

    /// What was said by doing `step`, once it is done.
    #[must_use]
    pub const fn word_of(&self, step: IncidentStep) -> Option<&IncidentWord> {
        match step {
            IncidentStep::TakeUp => self.taken_up.as_ref(),
            IncidentStep::Close => self.outcome.as_ref(),
        }
    }
}

/// Whether `party` has as many open among `incidents` as are taken at a time. Each side is counted alone, so that none can
/// keep the others from reporting.
#[must_use]
pub fn has_too_many_open(incidents: &[Incident], party: Party) -> bool {
    incidents.iter().filter(|it| it.is_open() && it.party == party).count() >= INCIDENTS_OPEN
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    const REPORTED: OffsetDateTime = datetime!(2026-09-01 08:00 UTC);

    fn incident() -> Incident {
        Incident {
            id: IncidentId::of_record("tests", "incident"),
            party: Party::Responder,
            kind: IncidentKind::Injury,
            happened_at: REPORTED,
            words: "手指划伤。".to_owned(),
            needs_help: true,
            reported_at: REPORTED,
            taken_up: None,
            outcome: None,
        }
    }

    fn word(party: Party, at: OffsetDateTime) -> Option<IncidentWord> {
        Some(IncidentWord { party, words: "已送医。".to_owned(), at })
    }

    #[test]
    fn what_the_school_does_not_take_up_within_a_day_is_overdue_and_stays_late() {
        let day = REPORTED + TAKEN_UP_WITHIN;
        let mut incident = incident();
        assert_eq!(incident.state(day - Duration::SECOND), IncidentState::Waiting);
        assert_eq!(incident.state(day), IncidentState::Overdue);
        incident.taken_up = word(Party::School, day - Duration::SECOND);
        assert_eq!(incident.state(day), IncidentState::TakenUp);
        assert!(!incident.is_late(day + TAKEN_UP_WITHIN), "it was taken up in time");
        incident.taken_up = word(Party::School, day);
        assert!(incident.is_late(day), "it came too late");
        incident.outcome = word(Party::UniversitiesDesk, day);
        assert_eq!(incident.state(day), IncidentState::Closed);
    }

    #[test]
    fn each_side_has_its_own_incidents_counted_as_long_as_they_are_open() {
        let mut incidents = vec![incident(); INCIDENTS_OPEN];
        assert!(has_too_many_open(&incidents, Party::Responder));
        assert!(!has_too_many_open(&incidents, Party::Publisher), "none of them is the host's");
        incidents[0].outcome = word(Party::School, REPORTED);
        assert!(!has_too_many_open(&incidents, Party::Responder), "one is over");
    }

    #[test]
    fn the_school_takes_it_up_once_and_school_or_desk_close_it() {
        let mut incident = incident();
        let able = |incident: &Incident, step: IncidentStep| {
            Party::ALL.iter().copied().filter(|&party| incident.may(step, party)).collect::<Vec<_>>()
        };
        assert_eq!(able(&incident, IncidentStep::TakeUp), [Party::School]);
        assert_eq!(able(&incident, IncidentStep::Close), [Party::School, Party::UniversitiesDesk]);
        incident.taken_up = word(Party::School, REPORTED);
        assert!(able(&incident, IncidentStep::TakeUp).is_empty(), "once");
        incident.outcome = word(Party::School, REPORTED);
        assert!(IncidentStep::ALL.iter().all(|&step| able(&incident, step).is_empty()));
    }
}
