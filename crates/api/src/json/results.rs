//! What a search gives back, as programs read it.

use std::borrow::Cow;

use rongqiao_matching::{Contribution, FacetValue, Rescue, Total};
use serde::{Serialize, Serializer};
use utoipa::ToSchema;

use super::hit::HitOut;
use super::schema::ReasonWord;
use crate::address::{Ignored, parameter_of};

/// Facets under the names of the parameters that filter by them.
pub(super) type FacetMap<'a> = Vec<(&'static str, Vec<FacetOut<'a>>)>;

/// One page of results.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SearchResults)]
pub struct SearchOut<'a> {
    /// Listings that fit, on all pages together.
    pub(super) total: TotalOut,
    /// Listings on this page, in the order asked for.
    pub(super) hits: Vec<HitOut<'a>>,
    /// Counts of values under the name of the parameter that filters by them; only those asked for.
    #[serde(serialize_with = "as_map")]
    #[schema(value_type = std::collections::BTreeMap<String, Vec<FacetOut>>)]
    pub(super) facets: FacetMap<'a>,
    /// Where the next page starts: the value of `cursor` there. Null on the last page.
    #[schema(required = true)]
    pub(super) next: Option<String>,
    /// What was done, or can be done, when the words alone did not find enough.
    #[schema(required = true)]
    pub(super) rescue: Option<RescueOut<'a>>,
    /// Parameters that were not understood and left out.
    pub(super) ignored: Vec<IgnoredOut<'a>>,
}

/// Total and facets of a search.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Facets)]
pub struct FacetsOut<'a> {
    /// Listings that fit.
    pub(super) total: TotalOut,
    /// Counts of values under the name of the parameter that filters by them.
    #[serde(serialize_with = "as_map")]
    #[schema(value_type = std::collections::BTreeMap<String, Vec<FacetOut>>)]
    pub(super) facets: FacetMap<'a>,
    /// Parameters that were not understood and left out.
    pub(super) ignored: Vec<IgnoredOut<'a>>,
}

/// How many listings fit.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Total)]
pub struct TotalOut {
    /// The number.
    #[schema(example = 42)]
    value: u64,
    /// Whether it is exact; otherwise there may be a few more or less.
    exact: bool,
}

impl TotalOut {
    /// `total` as it is told; not exact unless the database `confirmed` every hit.
    pub(super) const fn of(total: Total, confirmed: bool) -> Self {
        Self { value: total.value, exact: total.exact && confirmed }
    }
}

/// One value that listings are counted by.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = FacetValue)]
pub struct FacetOut<'a> {
    /// What the parameter takes.
    #[schema(example = "job")]
    value: &'a str,
    /// What people call it, in the language of `Accept-Language`.
    #[schema(example = "岗位")]
    name: Cow<'a, str>,
    /// Listings that it would leave if it were chosen alone in its dimension.
    #[schema(example = 17)]
    count: u64,
    /// Whether it is chosen now.
    selected: bool,
}

impl<'a> FacetOut<'a> {
    /// `value` under its `name`.
    pub(super) fn of(value: &'a FacetValue, name: Cow<'a, str>) -> Self {
        Self { value: &value.value, name, count: value.count, selected: value.selected }
    }
}

/// One part of a score.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Contribution)]
pub struct ContributionOut<'a> {
    /// What it is for.
    #[schema(value_type = ReasonWord)]
    reason: &'static str,
    /// Words of the query that it is for; empty where words play no part.
    words: &'a [String],
    /// How much it adds.
    #[schema(example = 8.25)]
    points: f32,
}

impl<'a> ContributionOut<'a> {
    pub(super) fn of(contribution: &'a Contribution) -> Self {
        Self { reason: contribution.reason.slug(), words: &contribution.words, points: contribution.points }
    }
}

/// What was done, or can be done, when the words alone did not find enough.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Rescue)]
pub struct RescueOut<'a> {
    /// The text that was probably meant.
    #[schema(required = true)]
    did_you_mean: Option<&'a str>,
    /// Words that the results do without.
    dropped: &'a [String],
    /// The chosen filter that excludes most.
    #[schema(required = true)]
    widest_filter: Option<WidestFilterOut>,
    /// The hits are only the nearest there are.
    nearest: bool,
}

/// The chosen filter that excludes most.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = WidestFilter)]
pub struct WidestFilterOut {
    /// Its parameter.
    #[schema(example = "city")]
    parameter: &'static str,
    /// Listings that would fit without it.
    total: u64,
}

impl<'a> RescueOut<'a> {
    pub(super) fn of(rescue: &'a Rescue) -> Self {
        let widest = rescue.widest_filter;
        Self {
            did_you_mean: rescue.did_you_mean.as_deref(),
            dropped: &rescue.dropped,
            widest_filter: widest
                .map(|(dimension, total)| WidestFilterOut { parameter: parameter_of(dimension), total }),
            nearest: rescue.nearest,
        }
    }
}

/// A part of the address that was not understood.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Ignored)]
pub struct IgnoredOut<'a> {
    /// Name of the parameter.
    #[schema(example = "kind")]
    parameter: &'a str,
    /// What stood there.
    #[schema(example = "spaceship")]
    value: &'a str,
    /// What can stand there.
    allowed: &'a str,
}

impl<'a> IgnoredOut<'a> {
    pub(super) fn of(ignored: &'a Ignored) -> Self {
        Self { parameter: &ignored.parameter, value: &ignored.value, allowed: &ignored.allowed }
    }
}

fn as_map<S: Serializer>(facets: &FacetMap<'_>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(facets.iter().map(|(name, values)| (name, values)))
}
