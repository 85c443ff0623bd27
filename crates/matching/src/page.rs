//! What a search gives back.

use rongqiao_model::ListingId;

use crate::query::{Cursor, Dimension};

/// One page of results, best first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SearchPage {
    /// Hits on this page.
    pub hits: Vec<Hit>,
    /// Hits on all pages together.
    pub total: Total,
    /// Counts for the dimensions that were asked for, in their order.
    pub facets: Vec<Facet>,
    /// Where the next page starts; `None` on the last one.
    pub next: Option<Cursor>,
    /// What was done, or can be done, when the words alone did not find enough.
    pub rescue: Option<Rescue>,
}

/// How many listings fit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Total {
    /// The number.
    pub value: u64,
    /// Whether every one of them was counted.
    pub exact: bool,
}

/// One result.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The listing found.
    pub id: ListingId,
    /// Sum of the contributions in `why`; comparable within one search only.
    pub score: f32,
    /// What the score is made of, largest first.
    pub why: Vec<Contribution>,
}

/// One part of a score.
#[derive(Clone, Debug, PartialEq)]
pub struct Contribution {
    /// What it is for.
    pub reason: Reason,
    /// The words of the query that it is for; empty where words play no part.
    pub words: Vec<String>,
    /// How much it adds.
    pub points: f32,
}

rongqiao_model::choices! {
    /// What a part of a score is for. The catalogue holds the sentence under `reason-<slug>`.
    pub enum Reason {
        /// The words stand in the title.
        Title = "title",
        /// The words name its occupation or major.
        Occupation = "occupation",
        /// The words name its skills.
        Skill = "skill",
        /// The words name its organisation, place or industry.
        Context = "context",
        /// The words stand in its text.
        Text = "text",
        /// The title says little else than the words.
        Exact = "exact",
        /// It is new.
        Fresh = "fresh",
    }
}

/// Counts of one dimension's values.
#[derive(Clone, Debug, PartialEq)]
pub struct Facet {
    /// The dimension.
    pub dimension: Dimension,
    /// Its values, most frequent first; selected ones are always among them.
    pub values: Vec<FacetValue>,
}

/// How many listings one value would leave if it were chosen alone in its dimension.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetValue {
    /// Slug or code.
    pub value: String,
    /// Listings.
    pub count: u64,
    /// Whether it is chosen now.
    pub selected: bool,
}

/// What was done, or can be done, when the words alone did not find enough.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rescue {
    /// The text that was probably meant.
    pub did_you_mean: Option<String>,
    /// Words that the results do without.
    pub dropped: Vec<String>,
    /// The chosen dimension that excludes most, with the number of results without it.
    pub widest_filter: Option<(Dimension, u64)>,
    /// The hits are only the nearest there are.
    pub nearest: bool,
}
