//! Identifiers: one type per noun, so that they cannot be mixed up.

use std::fmt;
use std::str::FromStr;

use sea_orm::{DbErr, DeriveValueType, TryFromU64};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Writes one newtype over a UUID with what the database, serde and URLs need.
macro_rules! identifiers {
    ($( $(#[$doc:meta])* $name:ident ),+ $(,)?) => { $(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, DeriveValueType)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// Wraps an identifier that the caller generated.
            #[must_use]
            pub const fn from_uuid(uuid: Uuid) -> Self {
                Self(uuid)
            }

            /// The raw UUID, for the search index and for logs.
            #[must_use]
            pub const fn as_uuid(self) -> Uuid {
                self.0
            }

            /// The identifier that `record` of `source` always gets, so that a repeated import meets itself.
            #[must_use]
            pub fn of_record(source: &str, record: &str) -> Self {
                let name = format!("{}\u{1f}{source}\u{1f}{record}", stringify!($name));
                Self(Uuid::new_v5(&Uuid::NAMESPACE_OID, name.as_bytes()))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(s: &str) -> Result<Self, Self::Err> {
                Uuid::from_str(s).map(Self)
            }
        }

        impl TryFromU64 for $name {
            fn try_from_u64(_: u64) -> Result<Self, DbErr> {
                Err(DbErr::ConvertFromU64(stringify!($name)))
            }
        }
    )+ };
}

identifiers! {
    /// Identifies one listing.
    ListingId,
    /// Identifies one organisation.
    OrganisationId,
    /// Identifies one person.
    PersonId,
    /// Identifies one e-mail address or mobile number of a person.
    ContactId,
    /// Identifies one stay of a person on the site, from signing in to signing out.
    SessionId,
    /// Identifies one code that was sent and is waited for.
    ChallengeId,
    /// Identifies one letter that is to be sent.
    LetterId,
    /// Identifies one hat of a person: a role that they were given.
    GrantId,
    /// Identifies one account elsewhere by which somebody signs in.
    IdentityId,
    /// Identifies one entry in a person's profile.
    EntryId,
    /// Identifies one message to a person in the platform.
    MessageId,
    /// Identifies one file of an organisation.
    OrganisationFileId,
    /// Identifies one piece of evidence.
    EvidenceId,
    /// Identifies one file that is attached to a listing.
    AttachmentId,
    /// Identifies one sheet of rows that become listings.
    SheetId,
    /// Identifies one role that is asked for or offered.
    MembershipRequestId,
    /// Identifies one search that somebody saved.
    SavedSearchId,
    /// Identifies one registration for an event.
    RegistrationId,
    /// Identifies one booking of a facility.
    BookingId,
    /// Identifies one profile that somebody saved.
    SavedProfileId,
    /// Identifies one complaint of one person.
    ComplaintId,
    /// Identifies the complaints about one thing that are examined together.
    ComplaintCaseId,
    /// Identifies one measure against an organisation.
    MeasureId,
    /// Identifies one consent that somebody gave.
    ConsentId,
    /// Identifies what somebody asks for about their data.
    DataRequestId,
    /// Identifies one question about a policy document.
    InquiryId,
    /// Identifies one invitation to a listing.
    InvitationId,
    /// Identifies what brings somebody together with whoever published a listing.
    ConnectionId,
    /// Identifies one thing that was said in a connection.
    ConnectionMessageId,
    /// Identifies one appointment of a mentor.
    AppointmentId,
    /// Identifies hours that a mentor taught on one day.
    MentorHoursId,
    /// Identifies one milestone of an agreement.
    MilestoneId,
    /// Identifies one case that a desk works on.
    DeskCaseId,
    /// Identifies one visit of a desk.
    DeskVisitId,
    /// Identifies one answer to a call for proposals.
    ProposalId,
    /// Identifies the key with which an officer opens what is sealed.
    SealingKeyId,
    /// Identifies one incident of an internship.
    IncidentId,
}
