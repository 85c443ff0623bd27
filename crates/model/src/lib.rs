//! What the platform knows, and the only code that talks to the database.
//!
//! Start with [`kind`] for what can be listed, [`listing`] and [`organisation`] for the two nouns that
//! everything else hangs on, [`access`] for who may do what, and [`store`] for how they are kept.

pub mod access;
pub mod attachment;
pub mod audit;
pub mod booking;
pub mod call;
pub mod chance;
pub mod choice;
pub mod clock;
pub mod code;
pub mod complaint;
pub mod connect;
pub mod consent;
pub mod contact;
pub mod cooperation;
pub mod credit_code;
pub mod data_request;
pub mod desk_figures;
pub mod document_number;
pub mod form;
pub mod id;
pub mod identity;
pub mod inquiry;
pub mod internship;
pub mod invitation;
pub mod kind;
pub mod listing;
pub mod membership;
pub mod mentoring;
pub mod message;
pub mod milestone;
pub mod month;
pub mod naming;
pub mod organisation;
pub mod organisation_file;
pub mod paging;
pub mod pay;
pub mod pay_text;
pub mod person;
pub mod place;
pub mod posting;
pub mod private_facts;
pub mod profile;
pub mod public_figures;
pub mod registration;
pub mod retention;
pub mod saved;
pub mod screening;
pub mod sealing;
pub mod service_order;
pub mod session;
pub mod sheet;
pub mod similarity;
pub mod standing;
pub mod store;
pub mod throttle;
pub mod workbench;
pub mod working_days;

pub use crate::id::{
    AppointmentId, AttachmentId, BookingId, ChallengeId, ComplaintCaseId, ComplaintId, ConnectionId,
    ConnectionMessageId, ConsentId, ContactId, DataRequestId, DeskCaseId, DeskVisitId, EntryId, EvidenceId, GrantId,
    IdentityId, IncidentId, InquiryId, InvitationId, LetterId, ListingId, MeasureId, MembershipRequestId,
    MentorHoursId, MessageId, MilestoneId, OrganisationFileId, OrganisationId, PersonId, ProposalId, RegistrationId,
    SavedProfileId, SavedSearchId, SealingKeyId, SessionId, SheetId,
};
