use rongqiao_model::ListingId;
use rongqiao_model::code::Codes;
use rongqiao_model::listing::PublishedListing;

/// What the index keeps of one listing.
#[derive(Clone, Debug, PartialEq)]
pub struct IndexDocument {
    /// Identity; indexing the same id again replaces the document.
    pub id: ListingId,
}

impl IndexDocument {
    /// Describes `listing` for the index; `codes` gives the names of its place and industry.
    #[must_use]
    pub fn of(listing: &PublishedListing, codes: &Codes) -> Self {
        let _ = codes;
        Self { id: listing.listing.id }
    }
}
