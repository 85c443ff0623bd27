//! Listings on their way into the database.

use time::OffsetDateTime;

use crate::listing::Listing;
use crate::organisation::Organisation;
use crate::similarity::{content_hash, fingerprint};

/// A listing together with the organisation that it names, which is added if it is not known yet.
#[derive(Clone, Debug, PartialEq)]
pub struct Incoming {
    /// The listing.
    pub listing: Listing,
    /// Its organisation.
    pub organisation: Organisation,
    /// Whether the row said since when it is public; if not, the day it first came in is kept.
    pub dated: bool,
}

/// A listing made ready for storing.
///
/// Hashing and fingerprinting a text cost as much as storing it; whoever brings many can do this elsewhere, while the
/// rows before are being stored.
#[derive(Clone, Debug, PartialEq)]
pub struct Prepared {
    pub(super) incoming: Incoming,
    pub(super) content_hash: i64,
    pub(super) fingerprint: u64,
    pub(super) quality: i32,
    pub(super) skills: String,
    pub(super) details: String,
}

impl Prepared {
    /// Makes `incoming` ready.
    #[must_use]
    pub fn of(mut incoming: Incoming) -> Self {
        let listing = &incoming.listing;
        Self {
            fingerprint: fingerprint(&listing.description),
            quality: listing.quality(),
            skills: serde_json::to_string(&listing.skills).unwrap_or_default(),
            details: serde_json::to_string(&listing.details).unwrap_or_default(),
            content_hash: hash_of(&mut incoming),
            incoming,
        }
    }
}

impl Prepared {
    /// The same listing, published by `organisation`, into which the one that the row names went.
    pub(super) fn moved_to(mut self, organisation: Organisation) -> Self {
        self.incoming.listing.organisation = organisation.id;
        self.incoming.organisation = organisation;
        self
    }
}

/// Hash of what the row says; the day is left out when the row did not say it.
fn hash_of(incoming: &mut Incoming) -> i64 {
    let published_at = incoming.listing.published_at;
    if !incoming.dated {
        incoming.listing.published_at = OffsetDateTime::UNIX_EPOCH;
    }
    let hash = content_hash(&serde_json::to_string(&incoming.listing).unwrap_or_default());
    incoming.listing.published_at = published_at;
    hash
}
