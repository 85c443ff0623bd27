//! Whom a new listing concerns: the saved searches that it answers, and the saved profiles that it fits.
//!
//! This is search the other way round. What is saved lives in memory, and what many share is kept and looked at once.
//! Saved searches of the same words stand together under the word that the fewest others ask for; a listing that has
//! all of the words is then held against each set of filters among them. A saved profile is found by its skills; what
//! it says besides is taken apart into aspects that it has in common with others.
//!
//! The answer is that of an index which holds nothing but the new listing, asked exactly: every word, every filter.
//! It differs from an ordinary search in three ways. Words are asked for as they were typed, without correcting their
//! spelling. Nothing looser or nearer takes the place of what was asked for. And a Chinese word which the listing does
//! not have in one piece is put together from its pairs of characters even where other listings have it in one piece.
//! A search that demands nothing is answered by every listing.
//!
//! ```
//! use rongqiao_matching::alerts::SavedSearches;
//! use rongqiao_matching::{IndexDocument, SearchQuery};
//! use rongqiao_model::{ListingId, SavedSearchId};
//! use time::OffsetDateTime;
//!
//! // At the start: all that is stored, one after the other.
//! let id = |row: &str| SavedSearchId::of_record("example", row);
//! let search = |text: &str| SearchQuery { text: text.to_owned(), ..SearchQuery::default() };
//! let mut saved = SavedSearches::default();
//! saved.save(id("1"), &search("嵌入式 实习"));
//! saved.save(id("2"), &search("会计"));
//!
//! // Later: one is changed, another one given up.
//! saved.save(id("1"), &search("嵌入式 C++"));
//! saved.forget(id("2"));
//!
//! // A listing comes.
//! let listing = IndexDocument::titled(ListingId::of_record("example", "new"), "C++嵌入式软件工程师");
//! assert_eq!(saved.answered_by(&listing, OffsetDateTime::UNIX_EPOCH), [id("1")]);
//! ```
//!
//! [`SavedSearches`] and [`SavedProfiles`] may stand behind a lock that many threads read: asking changes nothing, and
//! saving and forgetting take microseconds. A million searches are saved in some seconds and asked in about one
//! millisecond; profiles take longer, see the benchmark `alerts_at_scale`. All of it is processor work, for a thread
//! that may block. Nothing is remembered of listings: one that is asked about again, since its publisher changed it,
//! concerns the same people again, so whoever sends alerts keeps who was told of what.

mod arrival;
mod aspects;
mod bounds;
mod clause;
mod demand;
mod finder;
mod holders;
mod lexicon;
mod profiles;
mod searches;
mod shared;
#[cfg(test)]
mod tests;

pub use self::profiles::{SavedProfile, SavedProfiles};
pub use self::searches::SavedSearches;
