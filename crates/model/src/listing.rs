//! A thing that somebody offers or needs: what every kind shares, plus its [`Details`].

use serde::{Deserialize, Serialize};
use time::{Date, Duration, OffsetDateTime};

use crate::choice::Side;
use crate::kind::{Details, ListingKind};
use crate::organisation::OrganisationKind;
use crate::place::Place;
use crate::{ListingId, OrganisationId};

/// How long a closed listing stays readable with a notice before its address answers 410.
pub const CLOSED_STAYS_READABLE: Duration = Duration::days(30);

/// The source of listings that an organisation's own people publish on the platform.
///
/// These pause when the organisation may not publish any more; what came from elsewhere stays.
pub const PUBLISHED_HERE: &str = "rongqiao";

/// Longest title, in characters.
pub const TITLE_MAX_CHARS: usize = 200;

/// Longest description, in characters.
pub const DESCRIPTION_MAX_CHARS: usize = 40_000;

crate::choices! {
    /// How far a listing has come.
    pub enum ListingState {
        /// Written, not yet public.
        Draft = "draft",
        /// Public while its validity lasts.
        Published = "published",
        /// Not to be found while its organisation may not publish.
        Paused = "paused",
        /// Taken back by its organisation or a desk.
        Withdrawn = "withdrawn",
        /// Taken from the public after complaints: nobody reads it any more.
        Hidden = "hidden",
        /// Not to be read while its organisation is forbidden to publish.
        Barred = "barred",
    }
}

/// Where a row came from; together the two name it for good.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Provenance {
    /// The collection, file or desk that delivered it.
    pub source: String,
    /// Its identifier there.
    pub record: String,
}

/// One offer or need.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Listing {
    /// Identity; also the key in the search index.
    pub id: ListingId,
    /// Who published it.
    pub organisation: OrganisationId,
    /// How far it has come.
    pub state: ListingState,
    /// Short name in the language of the text, at most [`TITLE_MAX_CHARS`] characters.
    pub title: String,
    /// Short name in English, where one was given.
    pub title_en: Option<String>,
    /// Plain text, lines separated by `\n`.
    pub description: String,
    /// Where it takes place.
    pub place: Place,
    /// Code of GB/T 4754, one letter or two to four digits.
    pub industry: Option<String>,
    /// Skills as people name them.
    pub skills: Vec<String>,
    /// Skills that its publisher said the text does not mean: ids of the vocabulary.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub skills_denied: Vec<String>,
    /// What differs between kinds.
    pub details: Details,
    /// Since when it is public.
    pub published_at: OffsetDateTime,
    /// Until when it is open; `None` for things without an end.
    pub valid_through: Option<OffsetDateTime>,
    /// Where the row came from.
    pub provenance: Provenance,
    /// Written for demonstration only.
    pub demo: bool,
}

/// A listing together with what a page shows of its organisation.
#[derive(Clone, Debug, PartialEq)]
pub struct PublishedListing {
    /// The listing itself.
    pub listing: Listing,
    /// Name of its organisation.
    pub organisation_name: String,
    /// English name of its organisation.
    pub organisation_name_en: Option<String>,
    /// What its organisation is.
    pub organisation_kind: OrganisationKind,
    /// Whether its organisation is a labour agency, which must be marked everywhere.
    pub by_staffing_agency: bool,
    /// The last day on which its organisation is verified, in Shanghai; `None` when it is not.
    pub organisation_verified_until: Option<Date>,
    /// When the row last changed.
    pub updated_at: OffsetDateTime,
    /// Rises by one with each change.
    pub revision: i64,
}

/// What one may do with a listing at a given time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Openness {
    /// Open to everyone.
    Open,
    /// Paused: shown with a notice, not indexed, for as long as it takes.
    Paused,
    /// Closed less than [`CLOSED_STAYS_READABLE`] ago: shown with a notice, not indexed.
    Closed,
    /// Closed longer ago, or hidden: its address answers 410.
    Gone,
}

impl Listing {
    /// Which kind of thing it is.
    #[must_use]
    pub const fn kind(&self) -> ListingKind {
        self.details.kind()
    }

    /// Which side of the market it stands on.
    #[must_use]
    pub const fn side(&self) -> Side {
        self.kind().side()
    }
}

impl PublishedListing {
    /// What one may do with it at `now`. A withdrawal counts from the row's last change.
    #[must_use]
    pub fn openness(&self, now: OffsetDateTime) -> Openness {
        let closed_at = match (self.listing.state, self.listing.valid_through) {
            (ListingState::Paused, end) if end.is_none_or(|end| now <= end) => return Openness::Paused,
            (ListingState::Paused, end) => end.unwrap_or(self.updated_at),
            (ListingState::Withdrawn | ListingState::Draft, _) => self.updated_at,
            (ListingState::Hidden | ListingState::Barred, _) => return Openness::Gone,
            (ListingState::Published, Some(end)) if end < now => end,
            (ListingState::Published, _) => return Openness::Open,
        };
        if now - closed_at <= CLOSED_STAYS_READABLE { Openness::Closed } else { Openness::Gone }
    }
}

impl Listing {
    /// How much the row tells, for choosing between two copies of one posting: facts known and length of text.
    #[must_use]
    pub fn quality(&self) -> i32 {
        let facts = self.details.facts().len() + self.skills.len().min(8);
        let known = usize::from(self.place.division.is_some())
            + usize::from(self.industry.is_some())
            + usize::from(self.valid_through.is_some());
        let length = (self.description.chars().count() / 100).min(20);
        (facts * 3 + known * 3 + length).try_into().unwrap_or(i32::MAX)
    }
}
