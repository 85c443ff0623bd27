//! One search: the words planned, the segments scanned once, the best kept, the facets counted on the way.
//!
//! Words first have to be there all together; only when that finds too little are they asked for less strictly,
//! step by step, so that common words cost little and no page is empty.

mod best;
mod columns;
mod counting;
mod filter;
mod list;
mod meeting;
mod plan;
mod postings;
mod scan;
mod score;
mod tiers;
mod view;

pub(crate) use self::tiers::{rank_all, search};
pub(crate) use self::view::View;
