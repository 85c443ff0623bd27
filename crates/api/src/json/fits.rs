//! What fits whom, with reasons that add up.

use axum::extract::{Path, RawQuery, State};
use rongqiao_matching::fit::ConditionKind;
use rongqiao_matching::skills::Vocabulary;
use rongqiao_model::ListingId;
use rongqiao_model::kind::ListingKind;
use rongqiao_model::listing::{Openness, PublishedListing};
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use super::accept::Accepted;
use super::answer::{Answer, Keep};
use super::fit::FitOut;
use super::hit::page_address;
use super::organisations::find_id;
use super::refusals::{Gone, NotFound, Refusals, Unchanged};
use super::results::IgnoredOut;
use super::schema::{self, ConditionWord, KindWord};
use crate::address::pairs_of;
use crate::app::App;
use crate::fits::{Asked, Found, FoundFit, counterparts_of, fits_for, ruled_out_for, similar_to};
use crate::language::Language;
use crate::pages::ruled_out_words;
use crate::problem::Problem;
use crate::profile_address;

/// Fits unless told otherwise.
const LIMIT: usize = 20;

/// Most fits at once.
const LIMIT_MAX: usize = 100;

/// What somebody says of themself. Nothing is refused and nothing is kept: what is not understood is left out and named
/// under `ignored`.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct SeekerParameters {
    /// A skill: its id or any of its names, and how well it is known after a colon. May stand several times.
    #[param(example = "python:working")]
    pub skill: Option<String>,
    /// Skills as people type them: names with commas between them, or a sentence.
    #[param(example = "PLC编程，英语六级")]
    pub add: Option<String>,
    /// The Chinese name of a major.
    #[param(example = "自动化")]
    pub major: Option<String>,
    /// Highest education reached or about to be reached.
    #[param(value_type = Option<schema::EducationLevels>, inline, example = "bachelor")]
    pub education: Option<String>,
    /// Years of work.
    #[param(value_type = Option<schema::WholeNumber>, inline, example = "0")]
    pub years: Option<String>,
    /// A city that would do: code of GB/T 2260 or name. May stand several times; without one, anywhere.
    #[param(example = "310000")]
    pub city: Option<String>,
    /// `1` if other cities would do as well.
    #[param(example = "1")]
    pub elsewhere: Option<String>,
    /// A form of employment that would do. May stand several times; without one, any.
    #[param(value_type = Option<schema::EmploymentTypes>, inline, example = "internship")]
    pub employment: Option<String>,
    /// The least pay wished for, in yuan a month.
    #[param(value_type = Option<schema::WholeNumber>, inline, example = "3000")]
    pub pay_min: Option<String>,
    /// Days a week that are free.
    #[param(value_type = Option<schema::WholeNumber>, inline, example = "4")]
    pub days: Option<String>,
    /// Months that are free without a break.
    #[param(value_type = Option<schema::WholeNumber>, inline, example = "6")]
    pub months: Option<String>,
    /// What the person would like to do, in words.
    #[param(example = "设备工程师")]
    pub wish: Option<String>,
    /// What is looked for: `job` or `challenge`; `job` unless told otherwise.
    #[param(example = "job")]
    pub kind: Option<String>,
    /// `fit` for the best fit first, `newest` for an order in which the person plays no part.
    #[param(example = "fit")]
    pub order: Option<String>,
}

/// How many fits to give.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct LimitParameter {
    /// Fits to give, 1 to 100; 20 unless told otherwise.
    #[param(value_type = Option<schema::WholeNumber>, inline, example = "20")]
    pub limit: Option<String>,
}

/// Near misses at most.
const NEAR_MISSES_MAX: usize = 5;

/// Listings that fit, best first.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Fits)]
pub struct FitsOut<'a> {
    fits: Vec<FoundFitOut<'a>>,
    /// Parts of the address that were not understood.
    ignored: Vec<IgnoredOut<'a>>,
}

/// Listings that fit a person, best first, and what kept others from being among them.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SeekerFits)]
pub struct SeekerFitsOut<'a> {
    fits: Vec<FoundFitOut<'a>>,
    /// Listings with much in common that fail exactly one condition, which each names under `unmet`.
    near_misses: Vec<FoundFitOut<'a>>,
    /// Where nothing fits: how many listings with something in common each condition rules out.
    ruled_out: Vec<RuledOutOut>,
    /// Parts of the address that were not understood.
    ignored: Vec<IgnoredOut<'a>>,
}

/// How many listings a condition rules out.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RuledOut)]
pub struct RuledOutOut {
    /// The condition.
    #[schema(value_type = ConditionWord)]
    condition: &'static str,
    /// Listings that it rules out; one that fails two conditions counts under both.
    count: usize,
    /// The same in the language of `Accept-Language`.
    words: String,
}

/// A listing and how well it fits.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = FoundFit)]
pub struct FoundFitOut<'a> {
    listing: BriefOut<'a>,
    fit: FitOut,
    /// Other listings that say the same and are not given.
    folded: usize,
}

/// A listing in a few words.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Brief)]
pub struct BriefOut<'a> {
    /// Identity.
    #[schema(value_type = uuid::Uuid)]
    id: ListingId,
    /// Its kind.
    #[schema(value_type = KindWord)]
    kind: &'static str,
    /// Short name, in the language it was written in.
    title: &'a str,
    /// Short name in English, where one was given.
    #[schema(required = true)]
    title_en: Option<&'a str>,
    /// Name of its organisation.
    organisation: &'a str,
    /// Written for demonstration only.
    demo: bool,
    /// Address of its page.
    #[schema(format = "uri-reference")]
    url: String,
}

/// Finds what fits a person.
///
/// Without an account: the address says what the person can do and wants, and nothing of it is kept. The best are found
/// exactly among all open listings; who shares no skill with a listing does not fit it.
#[utoipa::path(
    get,
    path = "/api/v1/fits",
    operation_id = "listFits",
    tag = "fitting",
    params(SeekerParameters, LimitParameter),
    responses((status = 200, description = "Listings that fit, best first.", body = SeekerFitsOut), Unchanged, Refusals)
)]
pub async fn list(
    State(app): State<App>,
    Accepted(language): Accepted,
    RawQuery(address): RawQuery,
) -> Result<Answer, Problem> {
    let pairs = pairs_of(address.as_deref().unwrap_or_default());
    let (seeker, ignored) = profile_address::read(&pairs, &app.codes, Vocabulary::current());
    let limit = limit_of(&pairs);
    let asked = Asked { fits: limit, near_misses: limit.min(NEAR_MISSES_MAX) };
    let Found { fits, near_misses } = fits_for(&app, &seeker, asked).await?;
    let ruled_out = if fits.is_empty() { ruled_out_for(&app, &seeker).await? } else { Vec::new() };
    let out = SeekerFitsOut {
        fits: fits.iter().map(|it| FoundFitOut::of(it, &app, language)).collect(),
        near_misses: near_misses.iter().map(|it| FoundFitOut::of(it, &app, language)).collect(),
        ruled_out: ruled_out.iter().map(|&(condition, count)| RuledOutOut::of(condition, count, language)).collect(),
        ignored: ignored.iter().map(IgnoredOut::of).collect(),
    };
    Answer::of(&out, Keep::Revalidate)
}

/// Finds what answers a listing on the other side of the market.
///
/// The courses that teach what a job asks for, the laboratories that master what a challenge needs, and so on; listings
/// of the same organisation are left out.
#[utoipa::path(
    get,
    path = "/api/v1/listings/{id}/counterparts",
    operation_id = "listCounterparts",
    tag = "fitting",
    params(("id" = uuid::Uuid, Path, description = "Identity of the listing."), LimitParameter),
    responses((status = 200, description = "Listings that fit, best first.", body = FitsOut), Unchanged, NotFound, Gone, Refusals)
)]
pub async fn list_counterparts(
    State(app): State<App>,
    Accepted(language): Accepted,
    Path(id): Path<String>,
    RawQuery(address): RawQuery,
) -> Result<Answer, Problem> {
    let published = find_readable(&app, &id).await?;
    let limit = limit_of(&pairs_of(address.as_deref().unwrap_or_default()));
    let found = counterparts_of(&app, &published, limit).await?;
    answer(&found, &app, language)
}

/// Finds listings of the same kind that have most in common with one.
#[utoipa::path(
    get,
    path = "/api/v1/listings/{id}/similar",
    operation_id = "listSimilar",
    tag = "fitting",
    params(("id" = uuid::Uuid, Path, description = "Identity of the listing."), LimitParameter),
    responses((status = 200, description = "Listings, the most alike first.", body = FitsOut), Unchanged, NotFound, Gone, Refusals)
)]
pub async fn list_similar(
    State(app): State<App>,
    Accepted(language): Accepted,
    Path(id): Path<String>,
    RawQuery(address): RawQuery,
) -> Result<Answer, Problem> {
    let published = find_readable(&app, &id).await?;
    let limit = limit_of(&pairs_of(address.as_deref().unwrap_or_default()));
    let found = similar_to(&app, &published, limit).await?;
    answer(&found, &app, language)
}

fn answer(found: &[FoundFit], app: &App, language: Language) -> Result<Answer, Problem> {
    let fits = found.iter().map(|it| FoundFitOut::of(it, app, language)).collect();
    Answer::of(&FitsOut { fits, ignored: Vec::new() }, Keep::Revalidate)
}

/// The listing with this id, or the one that was kept in its place, while it can be read.
pub(super) async fn find_readable(app: &App, id: &str) -> Result<PublishedListing, Problem> {
    let found = app.store.find_public_listing(find_id(id)?).await?.ok_or_else(Problem::not_found)?;
    match found.openness(app.clock.now()) {
        Openness::Open | Openness::Paused | Openness::Closed => Ok(found),
        Openness::Gone => Err(Problem::gone()),
    }
}

fn limit_of(pairs: &[(String, String)]) -> usize {
    let value = pairs.iter().rev().find(|(name, _)| name == "limit").map_or("", |(_, value)| value.as_str());
    value.parse().map_or(LIMIT, |limit: usize| limit.clamp(1, LIMIT_MAX))
}

impl<'a> FoundFitOut<'a> {
    fn of(found: &'a FoundFit, app: &App, language: Language) -> Self {
        let fit = FitOut::of(&found.fit, app, language);
        Self { listing: BriefOut::of(&found.published, app), fit, folded: found.folded }
    }
}

impl RuledOutOut {
    fn of(condition: ConditionKind, count: usize, language: Language) -> Self {
        Self { condition: condition.slug(), count, words: ruled_out_words(language, condition, count) }
    }
}

impl<'a> BriefOut<'a> {
    pub(super) fn of(published: &'a PublishedListing, app: &App) -> Self {
        let listing = &published.listing;
        Self {
            id: listing.id,
            kind: ListingKind::slug(listing.kind()),
            title: &listing.title,
            title_en: listing.title_en.as_deref(),
            organisation: &published.organisation_name,
            demo: listing.demo,
            url: page_address(&app.settings.public_url, listing.id),
        }
    }
}
