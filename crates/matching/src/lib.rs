//! Finds the listings that fit a query, and says why.
//!
//! [`MatchIndex`] is fed [`IndexDocument`]s and asked [`SearchQuery`]s; [`query`] and [`page`] hold what goes in and
//! what comes out; [`skills`] knows what skills are called and finds them in texts, [`reading`] reads all else that they
//! say; [`fit`] weighs two sides against each other; [`titles`] knows how alike titles of jobs are; [`assign`] gives
//! students and posts to each other. It knows nothing of HTTP or of the database; whatever it holds can be rebuilt from
//! the store.

pub mod alerts;
mod analysis;
pub mod assign;
mod document;
mod error;
pub mod evaluate;
mod facts;
pub mod fit;
pub mod highlight;
mod index;
pub mod mirror;
pub mod page;
mod parse;
pub mod query;
pub mod reading;
mod schema;
mod search;
pub mod skills;
pub mod suggest;
pub mod titles;

pub use crate::document::IndexDocument;
pub use crate::error::MatchError;
pub use crate::highlight::{Highlighter, Piece};
pub use crate::index::{IndexHome, MatchIndex};
pub use crate::page::{Contribution, Facet, FacetValue, Hit, Reason, Rescue, SearchPage, Total};
pub use crate::query::{Cursor, Dimension, ExperienceBand, Filters, SearchQuery, Sort};
pub use crate::search::{Counterpart, FitHit, FitQuery, FitsAndNearMisses, NearMisses};
pub use crate::suggest::{Suggestion, SuggestionKind};
