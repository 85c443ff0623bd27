//! The audit: what was done to others' things and to accounts, in an order that cannot be changed unseen.
//!
//! Each entry carries the hash of the one before it, so that changing, leaving out or adding one in between breaks every
//! hash after it. Entries name persons and things by identifiers only and outlive both (网络安全法: kept at least six
//! months; GB/T 22239-2019, 8.1.4.3: protected from being deleted, changed or overwritten).

use sha2::{Digest as _, Sha256};
use thiserror::Error;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::access::{Noun, Role};
use crate::{OrganisationId, PersonId};

/// Longest reason that an entry holds, in characters.
pub const REASON_MAX_CHARS: usize = 500;

crate::choices! {
    /// What happened.
    pub enum Event {
        /// An account was made.
        AccountMade = "account-made",
        /// Somebody signed in, wholly.
        SignedIn = "signed-in",
        /// Somebody chose another password.
        PasswordChanged = "password-changed",
        /// A second factor is asked for from now on.
        SecondFactorSet = "second-factor-set",
        /// No second factor is asked for any more.
        SecondFactorRemoved = "second-factor-removed",
        /// Somebody is reached at a further address or number.
        ContactAdded = "contact-added",
        /// Somebody is no longer reached at an address or number.
        ContactRemoved = "contact-removed",
        /// An account elsewhere opens the account from now on.
        IdentityLinked = "identity-linked",
        /// An account elsewhere opens the account no longer.
        IdentityRemoved = "identity-removed",
        /// A role was given.
        RoleGranted = "role-granted",
        /// A role was taken.
        RoleEnded = "role-ended",
        /// A role was asked for.
        RoleAsked = "role-asked",
        /// A role was offered to whoever is reached at a contact.
        RoleOffered = "role-offered",
        /// A role that was asked for or offered was refused or taken back.
        RoleRefused = "role-refused",
        /// The file of an organisation was opened.
        OrganisationEntered = "organisation-entered",
        /// The file of an organisation was handed in.
        OrganisationHandedIn = "organisation-handed-in",
        /// The file of an organisation was given back.
        OrganisationReturned = "organisation-returned",
        /// The file of an organisation was refused.
        OrganisationRefused = "organisation-refused",
        /// The file of an organisation was taken back by its owner.
        OrganisationWithdrawn = "organisation-withdrawn",
        /// An organisation was verified.
        OrganisationVerified = "organisation-verified",
        /// The verification of an organisation ended by itself.
        OrganisationLapsed = "organisation-lapsed",
        /// An organisation was suspended.
        OrganisationSuspended = "organisation-suspended",
        /// The suspension of an organisation was lifted.
        OrganisationLifted = "organisation-lifted",
        /// An organisation went into another one.
        OrganisationMerged = "organisation-merged",
        /// Evidence was added to a file.
        EvidenceAdded = "evidence-added",
        /// Evidence was taken out of a file.
        EvidenceRemoved = "evidence-removed",
        /// Somebody who operates the platform looked at evidence.
        EvidenceSeen = "evidence-seen",
        /// A listing was handed to a desk.
        ListingSubmitted = "listing-submitted",
        /// A listing was taken back before it was decided or public.
        ListingRecalled = "listing-recalled",
        /// A listing was found fit to be published, by a desk or because its organisation is trusted.
        ListingApproved = "listing-approved",
        /// Changes of a listing were asked for.
        ListingReturned = "listing-returned",
        /// A listing was refused.
        ListingRejected = "listing-rejected",
        /// A listing became public.
        ListingPublished = "listing-published",
        /// A listing is open for longer.
        ListingExtended = "listing-extended",
        /// A listing was ended by its organisation.
        ListingClosed = "listing-closed",
        /// A listing was taken from the public.
        ListingWithdrawn = "listing-withdrawn",
        /// The time of a listing is over.
        ListingExpired = "listing-expired",
        /// A listing that was withdrawn wrongly is public again.
        ListingRestored = "listing-restored",
        /// An organisation was forbidden to publish.
        OrganisationBanned = "organisation-banned",
        /// Somebody complained; who it was is not written down.
        ComplaintReceived = "complaint-received",
        /// A desk examines complaints.
        ComplaintExamined = "complaint-examined",
        /// Complaints were found to be right.
        ComplaintUpheld = "complaint-upheld",
        /// Complaints were found not to be right.
        ComplaintDismissed = "complaint-dismissed",
        /// One of the sides appealed.
        ComplaintAppealed = "complaint-appealed",
        /// An appeal changed nothing.
        AppealDismissed = "appeal-dismissed",
        /// An appeal was found to be right.
        AppealUpheld = "appeal-upheld",
        /// Nobody appealed in time.
        ComplaintClosed = "complaint-closed",
        /// An account was closed by its owner.
        AccountClosed = "account-closed",
        /// Somebody who had left was erased once more, after a backup had brought them back.
        ErasedAgain = "erased-again",
        /// Somebody took a copy of their data.
        DataCopied = "data-copied",
        /// Somebody deleted a part of their data.
        DataDeleted = "data-deleted",
        /// Somebody lets their data be stored and not used.
        ProcessingRestricted = "processing-restricted",
        /// Somebody lets their data be used again.
        ProcessingResumed = "processing-resumed",
        /// Somebody asked for something about their data.
        DataRequested = "data-requested",
        /// What somebody asked for about their data was moved on or answered.
        DataRequestMoved = "data-request-moved",
        /// Somebody who operates the platform looked at a person's data.
        PersonSeen = "person-seen",
        /// Somebody was checked in at an event.
        RegistrationCheckedIn = "registration-checked-in",
        /// The list of those who registered for an event was taken out of the platform.
        RegistrationsExported = "registrations-exported",
        /// A customer rated what was delivered.
        OrderRated = "order-rated",
        /// The calendar of a facility was changed.
        CalendarKept = "calendar-kept",
        /// A facility was booked.
        BookingMade = "booking-made",
        /// A booking was approved.
        BookingApproved = "booking-approved",
        /// A booking was refused.
        BookingRefused = "booking-refused",
        /// A booking was called off by the keeper.
        BookingCalledOff = "booking-called-off",
        /// A booking was cancelled by whoever booked.
        BookingCancelled = "booking-cancelled",
        /// The keeper said whether somebody came.
        BookingNoted = "booking-noted",
        /// Whoever booked said whether they came.
        BookingAnswered = "booking-answered",
        /// The bookings of a facility were taken out of the platform.
        BookingsExported = "bookings-exported",
        /// Somebody whose profile may be found was invited to a listing; who it was is not written down.
        PersonInvited = "person-invited",
        /// A policy document was repealed by another that took effect.
        PolicyRepealed = "policy-repealed",
        /// A policy document was amended by another that took effect.
        PolicyAmended = "policy-amended",
        /// One side of a cooperation wrote down what was agreed, whose number is the reason.
        AgreementEntered = "agreement-entered",
        /// One side of a cooperation lets the public know of it.
        AgreementShown = "agreement-shown",
        /// One side of a cooperation no longer lets the public know of it.
        AgreementHidden = "agreement-hidden",
        /// One side reported, confirmed, disputed or struck a milestone; what it did is the reason.
        MilestoneMoved = "milestone-moved",
        /// Something was done to an appointment of a mentor, to a teacher's practice, or to its hours; what it was is the
        /// reason.
        AppointmentMoved = "appointment-moved",
        /// A firm said what its people teach.
        MentorSubjectsKept = "mentor-subjects-kept",
        /// A desk began a case.
        DeskCaseOpened = "desk-case-opened",
        /// A case of a desk was moved on by the step whose name is the reason.
        DeskCaseMoved = "desk-case-moved",
        /// A desk noted a visit.
        DeskVisitNoted = "desk-visit-noted",
        /// A question about a policy document was asked.
        InquiryAsked = "inquiry-asked",
        /// A question was accepted.
        InquiryAccepted = "inquiry-accepted",
        /// A question was refused.
        InquiryRefused = "inquiry-refused",
        /// A question was handed to a desk.
        InquiryAssigned = "inquiry-assigned",
        /// A question was answered.
        InquiryAnswered = "inquiry-answered",
        /// A question was withdrawn by its asker.
        InquiryWithdrawn = "inquiry-withdrawn",
        /// A question was closed by its asker.
        InquiryClosed = "inquiry-closed",
        /// Somebody answered a listing and sent its organisation what they chose of their profile.
        ConnectionBegun = "connection-begun",
        /// One of the sides did a step, whose name is the reason.
        ConnectionMoved = "connection-moved",
        /// What people answered to a listing was taken out of the platform.
        ConnectionsExported = "connections-exported",
        /// Something about an internship was written down; what it was is the reason.
        InternshipRecorded = "internship-recorded",
        /// An organisation promised to reply within other days than before.
        ReplyPromised = "reply-promised",
        /// An officer made a key that opens what is sealed; an earlier one of theirs opens nothing any more.
        SealingKeyMade = "sealing-key-made",
        /// An officer sealed their desk's half of a call's key anew, for the officers who hold keys now.
        SealingShared = "sealing-shared",
        /// An organisation handed in a proposal, sealed.
        ProposalHandedIn = "proposal-handed-in",
        /// An organisation took its proposal back.
        ProposalWithdrawn = "proposal-withdrawn",
        /// An officer of one desk added their half of a call's key.
        ProposalsHalfOpened = "proposals-half-opened",
        /// Officers of two desks have opened all proposals of a call.
        ProposalsOpened = "proposals-opened",
        /// Somebody was asked to review a call.
        ReviewerInvited = "reviewer-invited",
        /// A desk no longer waits for somebody who was asked to review.
        ReviewerExcused = "reviewer-excused",
        /// A reviewer said whether they have an interest in a call.
        InterestDeclared = "interest-declared",
        /// An expert said what they think of a call.
        OpinionGiven = "opinion-given",
        /// A question about a call was asked or answered.
        CallQuestioned = "call-questioned",
        /// A contract was entered into the register of a call.
        ContractRegistered = "contract-registered",
        /// Evidence for a target of a call was handed in.
        TargetEvidenced = "target-evidenced",
    }
}

/// One entry of the audit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its place: 1, 2, 3 … without gaps.
    pub seq: i64,
    /// When it happened, to the millisecond.
    pub at: OffsetDateTime,
    /// Who did it; `None` for the operator at the machine and for the program itself.
    pub person: Option<PersonId>,
    /// By which of their roles; `None` where none was needed.
    pub role: Option<Role>,
    /// What happened.
    pub event: Event,
    /// To what kind of thing.
    pub noun: Noun,
    /// To which one.
    pub thing: Uuid,
    /// The organisation to which the thing belongs.
    pub organisation: Option<OrganisationId>,
    /// Why, in the words of whoever did it; empty where no reason was asked for.
    pub reason: String,
    /// The hash of the entry before, 64 hexadecimal digits; zeros for the first.
    pub previous: String,
    /// The hash of this entry.
    pub hash: String,
}

/// Where the chain of entries ends: what the next one must follow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChainEnd {
    /// Place of the last entry; 0 when there is none.
    pub seq: i64,
    /// Its hash.
    pub hash: String,
}

/// The chain is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Broken {
    /// Entries are left out, or stand twice.
    #[error("entry {expected} is not there; entry {found} follows instead")]
    Gap {
        /// The place that should follow.
        expected: i64,
        /// The place that does.
        found: i64,
    },
    /// An entry does not follow the one before it.
    #[error("entry {0} does not follow the one before it")]
    Follows(i64),
    /// An entry was changed.
    #[error("entry {0} was changed")]
    Changed(i64),
}

impl ChainEnd {
    /// The end of a chain without entries.
    #[must_use]
    pub fn of_none() -> Self {
        Self { seq: 0, hash: "0".repeat(64) }
    }

    /// Makes `entry` the next one: gives it its place and its hashes.
    #[must_use]
    pub fn continued_by(&self, entry: Entry) -> Entry {
        let mut entry = Entry { seq: self.seq + 1, previous: self.hash.clone(), ..entry };
        entry.hash = entry.reckoned_hash();
        entry
    }

    /// Moves on to `entry`, if it follows.
    ///
    /// # Errors
    ///
    /// Returns how the chain is [`Broken`].
    pub fn follow(&mut self, entry: &Entry) -> Result<(), Broken> {
        let expected = self.seq + 1;
        if entry.seq != expected {
            return Err(Broken::Gap { expected, found: entry.seq });
        }
        if entry.previous != self.hash {
            return Err(Broken::Follows(entry.seq));
        }
        if entry.hash != entry.reckoned_hash() {
            return Err(Broken::Changed(entry.seq));
        }
        *self = Self { seq: entry.seq, hash: entry.hash.clone() };
        Ok(())
    }
}

impl Entry {
    /// SHA-256 over everything else that the entry holds, each part behind its length.
    fn reckoned_hash(&self) -> String {
        let id = |id: Option<Uuid>| id.map(|it| it.to_string()).unwrap_or_default();
        let parts = [
            self.seq.to_string(),
            (self.at.unix_timestamp_nanos() / 1_000_000).to_string(),
            id(self.person.map(PersonId::as_uuid)),
            self.role.map_or("", Role::slug).to_owned(),
            self.event.slug().to_owned(),
            self.noun.slug().to_owned(),
            self.thing.to_string(),
            id(self.organisation.map(OrganisationId::as_uuid)),
            self.reason.clone(),
            self.previous.clone(),
        ];
        let digest = parts
            .iter()
            .fold(Sha256::new(), |hash, part| hash.chain_update((part.len() as u64).to_be_bytes()).chain_update(part));
        digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

#[cfg(test)]
mod tests;
