//! The sides of a connection: who stands on which, what that takes, and where they see it.

use super::{Connection, ConnectionEvent, ConnectionFile, ConnectionKind, ConnectionMessage, Party, Stage, Step};
use crate::OrganisationId;
use crate::access::{Action, Actor, Desk, Grant, Noun, Permit, Thing};
use crate::organisation::OrganisationKind;

impl Party {
    /// The desk that stands on this side.
    #[must_use]
    pub const fn desk(self) -> Option<Desk> {
        match self {
            Self::FirmsDesk => Some(Desk::Firms),
            Self::UniversitiesDesk => Some(Desk::Universities),
            Self::Responder | Self::Publisher | Self::School | Self::Expert | Self::Public | Self::Program => None,
        }
    }
}

impl Connection {
    /// The organisation on the side of `party`: of a desk the one whose listing it is; none where a person answered for
    /// themself, or there is no school.
    #[must_use]
    pub const fn organisation_of(&self, party: Party) -> Option<OrganisationId> {
        match party {
            Party::Responder => self.responder_organisation,
            Party::School => self.school,
            Party::Publisher
            | Party::FirmsDesk
            | Party::UniversitiesDesk
            | Party::Expert
            | Party::Public
            | Party::Program => Some(self.organisation),
        }
    }

    /// What somebody has to be allowed to do on the side of `party`; nothing where nobody acts with a leave for this one
    /// connection.
    #[must_use]
    pub const fn action_of(&self, party: Party) -> Option<Action> {
        match party {
            Party::Responder if self.responder_organisation.is_none() => Some(Action::Respond),
            Party::Responder => Some(Action::RespondForOrganisation),
            Party::Publisher => Some(Action::AnswerResponse),
            Party::School => Some(Action::SuperviseInternship),
            Party::FirmsDesk | Party::UniversitiesDesk => Some(Action::SettleConnection),
            Party::Expert | Party::Public | Party::Program => None,
        }
    }

    /// The connection as something that somebody may do something to who stands on the side of this organisation.
    #[must_use]
    pub const fn thing_of(&self, organisation: (OrganisationId, OrganisationKind)) -> Thing {
        Thing::connection(self.id, organisation, self.responder)
    }

    /// On which side the holder of `permit` stands; `None` if it is not about this connection.
    #[must_use]
    pub fn party_of(&self, permit: &Permit) -> Option<Party> {
        let thing = permit.thing();
        let named = (thing.noun == Noun::Connection && thing.id == self.id.as_uuid())
            .then_some(thing.organisation.map(|(id, _)| id))?;
        let parties = match permit.role().desk() {
            Some(Desk::Firms) => &[Party::FirmsDesk][..],
            Some(Desk::Universities) => &[Party::UniversitiesDesk][..],
            Some(Desk::Committee) | None => &[Party::Responder, Party::Publisher, Party::School][..],
        };
        let is_self = permit.action() != Action::Respond || self.responder == Some(permit.person());
        let stands = |party: &Party| {
            let own = self.organisation_of(*party);
            let is_theirs = if permit.action() == Action::Respond { own.is_none() && is_self } else { own == named };
            self.action_of(*party) == Some(permit.action()) && is_theirs
        };
        parties.iter().copied().find(stands)
    }

    /// Every organisation that takes part.
    pub fn organisations(&self) -> impl Iterator<Item = OrganisationId> + use<> {
        [Some(self.organisation), self.responder_organisation, self.school, self.second_host].into_iter().flatten()
    }

    /// Whether `actor` answered, or acts for an organisation that takes part.
    #[must_use]
    pub fn involves(&self, actor: &Actor) -> bool {
        let parties = [Party::Responder, Party::Publisher, Party::School];
        let sides = parties.iter().filter_map(|&party| self.organisation_of(party));
        let organisations: Vec<OrganisationId> = sides.chain(self.second_host).collect();
        let acts = |grant: &Grant| grant.organisation.is_some_and(|it| organisations.contains(&it));
        self.responder == Some(actor.person()) || actor.grants().iter().any(acts)
    }

    /// Those who talk to each other at this stage: the sides, and the desks while they bring them together or settle.
    pub fn conversing(&self) -> impl Iterator<Item = Party> + use<> {
        let (flow, stage) = (self.kind.flow(), self.stage);
        let helped = matches!(stage, Stage::Mediating | Stage::Disputed);
        let desks = [Party::FirmsDesk, Party::UniversitiesDesk].into_iter();
        let desks = desks.filter(move |&desk| helped && flow.open_to(stage, desk).next().is_some());
        let school = self.school.map(|_| Party::School);
        [Party::Responder, Party::Publisher].into_iter().chain(school).chain(desks)
    }

    /// The address at which `party` sees it.
    #[must_use]
    pub fn path(&self, party: Party) -> String {
        let id = self.id;
        match (party, self.kind) {
            (Party::FirmsDesk | Party::UniversitiesDesk, ConnectionKind::Cooperation) => {
                format!("/desk/cooperations/{id}")
            }
            (Party::FirmsDesk | Party::UniversitiesDesk, ConnectionKind::Challenge) => format!("/desk/challenges/{id}"),
            (Party::FirmsDesk | Party::UniversitiesDesk, _) => format!("/desk/connections/{id}"),
            (Party::School, _) => format!("/my/internships/{id}"),
            (Party::Publisher, ConnectionKind::Job | ConnectionKind::Internship) => {
                format!("/my/listings/{}/applications/{id}", self.listing)
            }
            (_, ConnectionKind::Job | ConnectionKind::Internship) => format!("/my/applications/{id}"),
            (Party::Public, ConnectionKind::Challenge) => format!("/listings/{}/call", self.listing),
            (_, ConnectionKind::Challenge) => format!("/my/challenges/{}", self.listing),
            (_, ConnectionKind::Service) => format!("/my/orders/{id}"),
            (_, ConnectionKind::Cooperation) => format!("/my/cooperations/{id}"),
        }
    }
}

impl ConnectionKind {
    /// The stages in which the desk `party` can do something that it sees in its list. Challenges have pages of their own;
    /// there a desk only settles.
    pub fn tended_by(self, party: Party) -> impl Iterator<Item = Stage> {
        let is_listed = move |stage: &Stage| self != Self::Challenge || *stage == Stage::Disputed;
        self.flow().stages().filter(is_listed).filter(move |&stage| self.flow().open_to(stage, party).next().is_some())
    }
}

impl Step {
    /// Whether it begins something new, or binds those who take part: none of it is done while one of their organisations is
    /// suspended. Whatever goes on with what runs, ends it, or says what became of it stays open to everybody, and so do
    /// looking, talking and saying no: nobody is left hanging. What time alone does is not stopped either.
    #[must_use]
    pub const fn binds(self) -> bool {
        matches!(
            self,
            Self::Offer
                | Self::Accept
                | Self::Approve
                | Self::Agree
                | Self::Start
                | Self::Publish
                | Self::Nominate
                | Self::Quote
                | Self::Order
        )
    }

    /// Whether it is done in a way of its own that writes down what belongs to it, the halves of a key or a price, and
    /// never as a plain step.
    #[must_use]
    pub const fn has_own_way(self, kind: ConnectionKind) -> bool {
        match kind {
            ConnectionKind::Challenge => matches!(
                self,
                Self::Publish | Self::Seal | Self::Unseal | Self::Score | Self::Nominate | Self::Object | Self::Award
            ),
            ConnectionKind::Internship => matches!(self, Self::Amend | Self::Agree),
            ConnectionKind::Service => matches!(self, Self::Quote),
            ConnectionKind::Cooperation => matches!(self, Self::Amend),
            ConnectionKind::Job => false,
        }
    }
}

impl ConnectionFile {
    /// Whether the desk `party` sees it: it can do something now, or one of the desks has done something.
    #[must_use]
    pub fn is_seen_by_desk(&self, party: Party) -> bool {
        let by_desk = |event: &ConnectionEvent| event.party.desk().is_some();
        let connection = &self.connection;
        connection.kind.tended_by(party).any(|stage| stage == connection.stage) || self.events.iter().any(by_desk)
    }

    /// What the desks hear of the conversation: what was said since they were first called, by a dispute or to bring the
    /// sides together. What was said before stays between the sides.
    #[must_use]
    pub fn heard_by_desk(&self) -> Vec<ConnectionMessage> {
        heard_by_desk(&self.events, &self.messages)
    }
}

/// Whether the desks hear what is said now, where `events` are what was done: once they were called they go on to hear.
#[must_use]
pub fn is_heard_by_desk(events: &[ConnectionEvent]) -> bool {
    first_call(events).is_some()
}

/// How the desks were first called: by a dispute, or to bring the sides together.
fn first_call(events: &[ConnectionEvent]) -> Option<&ConnectionEvent> {
    events.iter().find(|event| matches!(event.step, Step::Dispute | Step::Mediate))
}

/// What the desks hear of `messages`, where `events` are what was done: see [`ConnectionFile::heard_by_desk`].
#[must_use]
pub fn heard_by_desk(events: &[ConnectionEvent], messages: &[ConnectionMessage]) -> Vec<ConnectionMessage> {
    let called = first_call(events);
    let heard = |message: &&ConnectionMessage| called.is_some_and(|event| event.at < message.at);
    messages.iter().filter(heard).cloned().collect()
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::super::connection::tests::{NOW, connection};
    use super::*;
    use crate::access::Role;
    use crate::{ConnectionId, GrantId, PersonId};

    #[test]
    fn each_stands_on_the_side_for_which_they_have_leave_and_on_no_other() {
        let organisation = |number| OrganisationId::from_uuid(Uuid::from_u128(number));
        let person = PersonId::from_uuid(Uuid::from_u128(9));
        let it = Connection {
            organisation: organisation(1),
            responder_organisation: Some(organisation(2)),
            school: Some(organisation(3)),
            responder: None,
            ..connection(Stage::Running)
        };
        let holder = |role, organisation| {
            let grant =
                Grant { id: GrantId::from_uuid(Uuid::nil()), person, role, organisation, until: None, granted_at: NOW };
            Actor::new(person, vec![grant], NOW.date())
        };
        let sides = [(Party::Publisher, 1), (Party::Responder, 2), (Party::School, 3)];
        for (party, number) in sides {
            let actor = holder(Role::CollegeStaff, Some(organisation(number)));
            for (other, number) in sides {
                let thing = it.thing_of((organisation(number), OrganisationKind::University));
                let permit = actor.permit(it.action_of(other).expect("people act there"), thing);
                assert_eq!(permit.ok().and_then(|permit| it.party_of(&permit)), (party == other).then_some(other));
            }
        }
        let thing = it.thing_of((organisation(1), OrganisationKind::University));
        let desk = holder(Role::FirmsDesk, None).permit(Action::SettleConnection, thing).expect("desks settle");
        assert_eq!(it.party_of(&desk), Some(Party::FirmsDesk));
        let another = Connection { id: ConnectionId::from_uuid(Uuid::from_u128(5)), ..it.clone() };
        assert_eq!(another.party_of(&desk), None);
        let wrote = Connection { responder: Some(person), ..it };
        let respond = holder(Role::Recruiter, None)
            .permit(Action::Respond, wrote.thing_of((organisation(1), OrganisationKind::Firm)));
        assert_eq!(
            respond.ok().and_then(|permit| wrote.party_of(&permit)),
            None,
            "it is the organisation's, not theirs"
        );
    }

    #[test]
    fn whoever_works_at_both_desks_stands_on_the_side_for_which_they_ask() {
        let person = PersonId::from_uuid(Uuid::from_u128(9));
        let of_both = [Role::FirmsDesk, Role::UniversitiesDesk].map(|role| Grant {
            id: GrantId::from_uuid(Uuid::nil()),
            person,
            role,
            organisation: None,
            until: None,
            granted_at: NOW,
        });
        let it = connection(Stage::Running);
        let thing = it.thing_of((it.organisation, OrganisationKind::Firm));
        let side_at = |grants: &[Grant], desk| {
            let actor = Actor::new(person, grants.to_vec(), NOW.date());
            actor.permit_at(desk, Action::SettleConnection, thing).ok().and_then(|permit| it.party_of(&permit))
        };
        for party in [Party::FirmsDesk, Party::UniversitiesDesk] {
            let desk = party.desk().expect("it is a desk");
            assert_eq!(side_at(&of_both, desk), Some(party), "{}", party.slug());
        }
        assert_eq!(side_at(&of_both[..1], Desk::Universities), None, "they work at the firms' desk alone");
    }

    #[test]
    fn nothing_that_ends_or_judges_what_runs_binds_and_whatever_waits_can_be_left() {
        for &kind in ConnectionKind::ALL {
            let flow = kind.flow();
            for stage in flow.stages().filter(|stage| !stage.is_end()) {
                let leaves = |it: &&super::super::Move| it.from.contains(&stage) && it.to != stage && !it.step.binds();
                assert!(flow.moves.iter().any(|it| leaves(&it)), "{} at {}", kind.slug(), stage.slug());
            }
        }
        let open = [Step::Refuse, Step::Withdraw, Step::Decline, Step::Terminate, Step::Confirm, Step::Dispute];
        assert!(open.iter().all(|step| !step.binds()) && !Step::Deliver.binds() && !Step::Settle.binds());
    }

    #[test]
    fn desks_see_disputes_of_every_kind_and_intents_of_cooperation_alone() {
        for &kind in ConnectionKind::ALL {
            let seen = |desk| kind.tended_by(desk).collect::<Vec<_>>();
            let both = [seen(Party::FirmsDesk), seen(Party::UniversitiesDesk)].concat();
            assert!(both.contains(&Stage::Disputed), "{}", kind.slug());
            assert_eq!(both.contains(&Stage::Submitted), kind == ConnectionKind::Cooperation, "{}", kind.slug());
        }
    }

    #[test]
    fn desks_talk_with_the_sides_only_while_they_are_called() {
        let talks = |stage| connection(stage).conversing().any(|it| it == Party::FirmsDesk);
        assert!(talks(Stage::Disputed) && !talks(Stage::Accepted) && !talks(Stage::Submitted));
    }
}
