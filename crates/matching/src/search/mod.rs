//! One search: the words planned, the segments scanned once, the best kept, the facets counted on the way.
//!
//! Words first have to be there all together; only when that finds too little are they asked for less strictly,
//! step by step, so that common words cost little and no page is empty.

mod best;
mod block;
mod columns;
mod counting;
mod filter;
mod fitting;
#[cfg(test)]
mod fitting_tests;
mod keeping;
mod list;
mod lists;
pub(crate) mod masks;
mod meeting;
mod mirroring;
#[cfg(test)]
mod mirroring_tests;
mod plan;
mod postings;
mod prospects;
mod scan;
mod score;
mod shared;
mod skill_postings;
mod tiers;
mod view;

pub use self::fitting::{Counterpart, FitHit, FitQuery, FitsAndNearMisses, NearMisses};
pub(crate) use self::fitting::{best_fits, best_fits_and_near_misses, count_fits, count_ruled_out};
pub(crate) use self::tiers::{rank_all, search};
pub(crate) use self::view::View;
