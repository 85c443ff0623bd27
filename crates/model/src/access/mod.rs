//! Who may do what: pure functions over an [`Actor`] and a [`Thing`], without a database.
//!
//! Whatever changes something for others takes a [`Permit`], which only [`Actor::permit`] gives. The store writes it into
//! the audit together with the change, so that nothing is done without having been asked for and none of it is forgotten.

mod role;
mod rules;
#[cfg(test)]
mod tests;

use thiserror::Error;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

pub use self::role::{Desk, Role, SeparateDuties};
pub use self::rules::{Action, Relation, allows};
use crate::organisation::OrganisationKind;
use crate::{AppointmentId, BookingId, ConnectionId, GrantId, InquiryId, ListingId, OrganisationId, PersonId};

/// One hat of a person: a role, where it is held, and for how long.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// Which one it is.
    pub id: GrantId,
    /// Whose it is.
    pub person: PersonId,
    /// What it lets its holder do.
    pub role: Role,
    /// The organisation in which it is held; `None` for roles of the platform.
    pub organisation: Option<OrganisationId>,
    /// The last day on which it counts, in Shanghai; `None` while nobody ends it.
    pub until: Option<Date>,
    /// When it was given.
    pub granted_at: OffsetDateTime,
}

/// Somebody who wants to do something, with the hats that count at this moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    person: PersonId,
    grants: Vec<Grant>,
}

/// What somebody wants to do something to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Thing {
    /// What it is.
    pub noun: Noun,
    /// Which one it is.
    pub id: Uuid,
    /// The organisation to which it belongs, and what that is; `None` for what belongs to nobody in particular.
    pub organisation: Option<(OrganisationId, OrganisationKind)>,
    /// Whose work it is, or whom it concerns.
    pub owner: Option<PersonId>,
}

crate::choices! {
    /// What kind of thing something is done to.
    pub enum Noun {
        /// A listing.
        Listing = "listing",
        /// An organisation.
        Organisation = "organisation",
        /// The file of an organisation.
        OrganisationFile = "organisation-file",
        /// Complaints about one thing, examined together.
        Complaint = "complaint",
        /// A question about a policy document.
        Inquiry = "inquiry",
        /// What brings somebody together with whoever published a listing.
        Connection = "connection",
        /// An appointment of a mentor.
        Appointment = "appointment",
        /// A case or a visit of a desk.
        DeskWork = "desk-work",
        /// A booking of a facility.
        Booking = "booking",
        /// A person with an account.
        Person = "person",
        /// The platform itself: its roles, its audit.
        Platform = "platform",
    }
}

impl Thing {
    /// A listing of an organisation, written by `author` where that is known.
    #[must_use]
    pub const fn listing(
        id: ListingId,
        organisation: (OrganisationId, OrganisationKind),
        author: Option<PersonId>,
    ) -> Self {
        Self { noun: Noun::Listing, id: id.as_uuid(), organisation: Some(organisation), owner: author }
    }

    /// An organisation.
    #[must_use]
    pub const fn organisation(id: OrganisationId, kind: OrganisationKind) -> Self {
        Self { noun: Noun::Organisation, id: id.as_uuid(), organisation: Some((id, kind)), owner: None }
    }

    /// A question that `asker` asked about a document of an organisation.
    #[must_use]
    pub const fn inquiry(id: InquiryId, organisation: (OrganisationId, OrganisationKind), asker: PersonId) -> Self {
        Self { noun: Noun::Inquiry, id: id.as_uuid(), organisation: Some(organisation), owner: Some(asker) }
    }

    /// What brings two sides together, from the side of `organisation`; `responder` wrote the answer.
    #[must_use]
    pub const fn connection(
        id: ConnectionId,
        organisation: (OrganisationId, OrganisationKind),
        responder: Option<PersonId>,
    ) -> Self {
        Self { noun: Noun::Connection, id: id.as_uuid(), organisation: Some(organisation), owner: responder }
    }

    /// An appointment of a mentor, from the side of an organisation or of the mentor.
    #[must_use]
    pub const fn appointment(
        id: AppointmentId,
        organisation: Option<(OrganisationId, OrganisationKind)>,
        mentor: Option<PersonId>,
    ) -> Self {
        Self { noun: Noun::Appointment, id: id.as_uuid(), organisation, owner: mentor }
    }

    /// A case or a visit of a desk, and the organisation that it is about where the platform knows it.
    #[must_use]
    pub const fn desk_work(id: Uuid, organisation: Option<(OrganisationId, OrganisationKind)>) -> Self {
        Self { noun: Noun::DeskWork, id, organisation, owner: None }
    }

    /// A booking of an organisation's facility; `booker` is `None` once they closed their account.
    #[must_use]
    pub const fn booking(
        id: BookingId,
        organisation: (OrganisationId, OrganisationKind),
        booker: Option<PersonId>,
    ) -> Self {
        Self { noun: Noun::Booking, id: id.as_uuid(), organisation: Some(organisation), owner: booker }
    }

    /// A person with an account.
    #[must_use]
    pub const fn person(id: PersonId) -> Self {
        Self { noun: Noun::Person, id: id.as_uuid(), organisation: None, owner: Some(id) }
    }

    /// The platform itself.
    #[must_use]
    pub const fn platform() -> Self {
        Self { noun: Noun::Platform, id: Uuid::nil(), organisation: None, owner: None }
    }
}

/// The leave to do one thing, once it was found that somebody may. Only [`Actor::permit`] gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Permit {
    person: PersonId,
    role: Role,
    action: Action,
    thing: Thing,
}

impl Permit {
    /// Who may do it.
    #[must_use]
    pub const fn person(&self) -> PersonId {
        self.person
    }

    /// By which of their roles.
    #[must_use]
    pub const fn role(&self) -> Role {
        self.role
    }

    /// What they may do.
    #[must_use]
    pub const fn action(&self) -> Action {
        self.action
    }

    /// To what.
    #[must_use]
    pub const fn thing(&self) -> &Thing {
        &self.thing
    }
}

/// Somebody may not do what they wanted. Why is not told: whoever may not see a thing may not learn that it is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("not allowed")]
pub struct Denied;

impl Actor {
    /// Somebody with those of `grants` that count on `today`, a day in Shanghai.
    #[must_use]
    pub fn new(person: PersonId, grants: Vec<Grant>, today: Date) -> Self {
        let counts = |grant: &Grant| grant.person == person && grant.until.is_none_or(|until| today <= until);
        Self { person, grants: grants.into_iter().filter(counts).collect() }
    }

    /// Who it is.
    #[must_use]
    pub const fn person(&self) -> PersonId {
        self.person
    }

    /// The hats that count.
    #[must_use]
    pub fn grants(&self) -> &[Grant] {
        &self.grants
    }

    /// Whether one of the hats is `role`.
    #[must_use]
    pub fn holds(&self, role: Role) -> bool {
        self.grants.iter().any(|grant| grant.role == role)
    }

    /// The desks on which the actor works.
    pub fn desks(&self) -> impl Iterator<Item = Desk> {
        self.grants.iter().filter_map(|grant| grant.role.desk())
    }

    /// The organisations in which the actor holds a role that lets them do `action` to what belongs to it.
    pub fn organisations_for(&self, action: Action) -> impl Iterator<Item = OrganisationId> {
        let may = move |grant: &&Grant| allows(grant.role, action, Relation::SameOrganisation);
        self.grants.iter().filter(may).filter_map(|grant| grant.organisation)
    }

    /// Whether one of the hats demands that its holder is asked for a second factor.
    #[must_use]
    pub fn needs_second_factor(&self) -> bool {
        self.grants.iter().any(|grant| grant.role.needs_second_factor())
    }

    /// The leave to do `action` to `thing`.
    ///
    /// # Errors
    ///
    /// Returns [`Denied`] if none of the actor's roles allows it.
    pub fn permit(&self, action: Action, thing: Thing) -> Result<Permit, Denied> {
        self.permit_by(|_| true, action, thing)
    }

    /// The leave to do `action` to `thing` for `desk`: whoever works at several says for which one they do it.
    ///
    /// # Errors
    ///
    /// Returns [`Denied`] if none of the actor's roles at this desk allows it.
    pub fn permit_at(&self, desk: Desk, action: Action, thing: Thing) -> Result<Permit, Denied> {
        self.permit_by(|role| role.desk() == Some(desk), action, thing)
    }

    /// The leave by the first role that allows it among those that `counts` takes.
    fn permit_by(&self, counts: impl Fn(Role) -> bool, action: Action, thing: Thing) -> Result<Permit, Denied> {
        let of_everybody = std::iter::once((Role::Person, None));
        let held = self.grants.iter().map(|grant| (grant.role, grant.organisation));
        held.chain(of_everybody)
            .filter(|&(role, _)| counts(role))
            .find(|&(role, organisation)| allows(role, action, self.relation(role, organisation, &thing)))
            .map(|(role, _)| Permit { person: self.person, role, action, thing })
            .ok_or(Denied)
    }

    /// How `thing` stands to the actor in `role`, held in `organisation` or on the platform.
    fn relation(&self, role: Role, organisation: Option<OrganisationId>, thing: &Thing) -> Relation {
        let is_own = thing.owner == Some(self.person);
        let Some((owner, kind)) = thing.organisation else {
            return if is_own { Relation::Own } else { Relation::Public };
        };
        let is_of_theirs = match organisation {
            Some(held_in) => held_in == owner,
            // Whoever belongs to an organisation is never impartial about it, whatever else they are.
            None => self.grants.iter().any(|grant| grant.organisation == Some(owner)),
        };
        match role.desk() {
            _ if is_own && (is_of_theirs || organisation.is_none()) => Relation::Own,
            _ if is_of_theirs => Relation::SameOrganisation,
            Some(desk) if desk == kind.desk() => Relation::InCharge,
            _ => Relation::OtherOrganisation,
        }
    }
}
