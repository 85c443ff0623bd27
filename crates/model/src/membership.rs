//! Who acts for an organisation: asking to, being invited to, and which roles its kind knows.

use time::{Date, OffsetDateTime};

use crate::access::Role;
use crate::contact::Contact;
use crate::organisation::OrganisationKind;
use crate::{MembershipRequestId, OrganisationId, PersonId};

/// Longest note with which somebody asks, in characters.
pub const NOTE_MAX_CHARS: usize = 500;

/// A role that is to be held, and waits for the other side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MembershipRequest {
    /// Which one it is.
    pub id: MembershipRequestId,
    /// Where the role is held.
    pub organisation: OrganisationId,
    /// The role.
    pub role: Role,
    /// The last day on which it will count; `None` while nobody ends it.
    pub until: Option<Date>,
    /// Who asks, or who invites.
    pub person: PersonId,
    /// Whom it is for: `None` for whoever asks, else whoever is reached there.
    pub invited: Option<Contact>,
    /// What whoever asks says of themself.
    pub note: String,
    /// Since when it waits.
    pub asked_at: OffsetDateTime,
}

/// The roles that can be held in an organisation of `kind`, in the order shown to people.
#[must_use]
pub const fn roles_in(kind: OrganisationKind) -> &'static [Role] {
    match kind {
        OrganisationKind::Firm
        | OrganisationKind::Association
        | OrganisationKind::Park
        | OrganisationKind::Government
        | OrganisationKind::OperatorDesk => &[Role::Recruiter, Role::Mentor, Role::OrganisationAdministrator],
        OrganisationKind::University | OrganisationKind::VocationalCollege => {
            &[Role::CollegeStaff, Role::Teacher, Role::Student, Role::OrganisationAdministrator]
        }
        OrganisationKind::TrainingInstitution => &[Role::CollegeStaff, Role::Teacher, Role::OrganisationAdministrator],
        OrganisationKind::ResearchInstitute => &[Role::CollegeStaff, Role::Mentor, Role::OrganisationAdministrator],
    }
}

/// Whether `role` may be held until a day. Administrators are not: an organisation would be left without any.
#[must_use]
pub const fn may_end_by_itself(role: Role) -> bool {
    !matches!(role, Role::OrganisationAdministrator)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_organisation_has_an_administrator_and_somebody_who_publishes() {
        for &kind in OrganisationKind::ALL {
            let roles = roles_in(kind);
            assert!(roles.iter().all(|role| role.is_in_organisation()), "{}", kind.slug());
            assert!(roles.contains(&Role::OrganisationAdministrator), "{}", kind.slug());
            assert!(roles.iter().any(|it| matches!(it, Role::Recruiter | Role::CollegeStaff)), "{}", kind.slug());
        }
    }
}
