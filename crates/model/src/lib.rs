//! What the platform knows, and the only code that talks to the database.
//!
//! Start with [`kind`] for what can be listed, [`listing`] and [`organisation`] for the two nouns that
//! everything else hangs on, [`access`] for who may do what, and [`store`] for how they are kept.

pub mod access;
pub mod audit;
pub mod chance;
pub mod choice;
pub mod clock;
pub mod code;
pub mod contact;
pub mod form;
pub mod id;
pub mod kind;
pub mod listing;
pub mod naming;
pub mod organisation;
pub mod pay;
pub mod pay_text;
pub mod person;
pub mod place;
pub mod posting;
pub mod screening;
pub mod session;
pub mod similarity;
pub mod store;
pub mod throttle;

pub use crate::id::{
    ChallengeId, ContactId, GrantId, LetterId, ListingId, OrganisationId, PersonId, SavedProfileId, SavedSearchId,
    SessionId,
};
