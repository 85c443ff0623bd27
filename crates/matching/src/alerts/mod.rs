//! Whom a new listing concerns: the saved searches that it answers, and the saved profiles that it fits.
//!
//! This is search the other way round. What is saved lives in memory and is found by what it cannot do without: a saved
//! search under the word that the fewest others have, or, where it has no words, under a value that it filters by; a
//! saved profile under its skills. Only what is found so is looked at in full.
//!
//! The answer is that of an index which holds nothing but the new listing, asked exactly: every word, every filter.
//! It differs from an ordinary search in three ways. Words are asked for as they were typed, without correcting their
//! spelling. Nothing looser or nearer takes the place of what was asked for. And a Chinese word which the listing does
//! not have in one piece is put together from its pairs of characters even where other listings have it in one piece.

mod arrival;
mod bounds;
mod clause;
mod lexicon;
mod profiles;
mod searches;
#[cfg(test)]
mod tests;

pub use self::profiles::{SavedProfile, SavedProfiles};
pub use self::searches::SavedSearches;
