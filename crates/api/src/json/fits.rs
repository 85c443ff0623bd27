//! What fits whom, with reasons that add up.

use axum::extract::{Path, RawQuery, State};
use rongqiao_matching::fit::{Condition, ConditionKind, Fit, Ground, Missing, Part};
use rongqiao_matching::skills::{Level, SkillNumber, Vocabulary};
use rongqiao_model::ListingId;
use rongqiao_model::kind::ListingKind;
use rongqiao_model::listing::{Openness, PublishedListing};
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use super::accept::Accepted;
use super::answer::{Answer, Keep};
use super::hit::page_address;
use super::organisations::find_id;
use super::refusals::{Gone, NotFound, Refusals, Unchanged};
use super::results::IgnoredOut;
use super::schema::{self, ConditionWord, KindWord, LevelWord, RelationWord, SourceWord, VerdictWord};
use crate::address::pairs_of;
use crate::app::App;
use crate::fits::{
    FoundFit, Gap, Verdict, counterparts_of, fits_for, gap_between, near_misses_of, ruled_out_for, similar_to,
};
use crate::language::Language;
use crate::pages::{condition_words, ground_words, ruled_out_words, speaking, unsaid_words};
use crate::problem::Problem;
use crate::profile_address::{self, Seeker};

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

/// How well two sides fit. The points of the parts sum to the score.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Fit)]
pub struct FitOut {
    /// 100 at most.
    #[schema(example = 42.5)]
    score: f64,
    /// What the score amounts to.
    #[schema(value_type = VerdictWord)]
    verdict: &'static str,
    /// What counts for and against it: first what both have in common, then circumstances; in each the largest first.
    parts: Vec<PartOut>,
    /// Skills asked for that are not there in full, the largest gain first.
    missing: Vec<MissingOut>,
    /// Conditions that are not met, in the language of `Accept-Language`. No points make up for one.
    unmet: Vec<String>,
    /// What is asked for of a person who did not say theirs, in the language of `Accept-Language`.
    #[schema(required = true)]
    unsaid: Option<String>,
}

/// One thing that counts.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = FitPart)]
pub struct PartOut {
    /// How much, with its sign.
    #[schema(example = 12.4)]
    points: f64,
    /// What it is, in the language of `Accept-Language`.
    #[schema(example = "技能：Python")]
    words: String,
    /// The skill, where it is one.
    #[schema(required = true)]
    skill: Option<SkillGroundOut>,
}

/// A skill that counts.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SkillGround)]
pub struct SkillGroundOut {
    /// Id of the skill asked for.
    #[schema(example = "finite-element-analysis")]
    asked: &'static str,
    /// Id of the skill that is there for it.
    #[schema(example = "abaqus")]
    held: &'static str,
    /// How the second stands to the first.
    #[schema(value_type = RelationWord)]
    relation: &'static str,
    /// How it is known to be there.
    #[schema(value_type = SourceWord)]
    source: &'static str,
    /// How well it has to be known, where that is said.
    #[schema(required = true, value_type = Option<LevelWord>)]
    asked_level: Option<&'static str>,
    /// How well it is known, where that is said.
    #[schema(required = true, value_type = Option<LevelWord>)]
    held_level: Option<&'static str>,
}

/// A skill that is missing.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = MissingSkill)]
pub struct MissingOut {
    /// Id of the skill.
    #[schema(example = "plc-programming")]
    skill: &'static str,
    /// Its name in the language of `Accept-Language`.
    #[schema(example = "PLC编程")]
    name: &'static str,
    /// How well it has to be known.
    #[schema(value_type = LevelWord)]
    level: &'static str,
    /// Whether it is required rather than welcome.
    required: bool,
    /// What the score would gain.
    #[schema(example = 12.0)]
    gain: f64,
}

/// How well somebody fits a listing, and how to close the gap.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Gap)]
pub struct GapOut<'a> {
    listing: BriefOut<'a>,
    fit: FitOut,
    /// Courses that teach something that is missing, those that teach most of it first.
    courses: Vec<TeachingOut<'a>>,
    /// The fewest courses that together teach what any of them teaches, each of which adds 5 points or more.
    #[schema(value_type = Vec<uuid::Uuid>)]
    fewest_courses: Vec<ListingId>,
    /// What there would be after those courses; null if they would gain fewer than 5 points.
    #[schema(required = true)]
    after: Option<AfterOut>,
    /// Parts of the address that were not understood.
    ignored: Vec<IgnoredOut<'a>>,
}

/// A course and the missing skills that it teaches.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = TeachingCourse)]
pub struct TeachingOut<'a> {
    course: BriefOut<'a>,
    /// Ids of the missing skills that it teaches.
    teaches: Vec<&'static str>,
}

/// What somebody fits after the fewest courses.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AfterCourses)]
pub struct AfterOut {
    /// The score with this listing.
    score: f64,
    /// Listings of its kind that fit well now.
    fitting_before: usize,
    /// Listings of its kind that fit well then.
    fitting_after: usize,
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
    let found = fits_for(&app, &seeker, limit).await?;
    let near_misses = near_misses_of(&app, &seeker, (&found, limit), limit.min(NEAR_MISSES_MAX)).await?;
    let ruled_out = if found.is_empty() { ruled_out_for(&app, &seeker).await? } else { Vec::new() };
    let out = SeekerFitsOut {
        fits: found.iter().map(|it| FoundFitOut::of(it, &app, language)).collect(),
        near_misses: near_misses.iter().map(|it| FoundFitOut::of(it, &app, language)).collect(),
        ruled_out: ruled_out.iter().map(|&(condition, count)| RuledOutOut::of(condition, count, language)).collect(),
        ignored: ignored.iter().map(IgnoredOut::of).collect(),
    };
    Answer::of(&out, Keep::Revalidate)
}

/// Weighs a person against a listing.
///
/// Says what counts, what is missing, which courses teach it, the fewest of them that close the gap, and what would fit
/// after them.
#[utoipa::path(
    get,
    path = "/api/v1/listings/{id}/fit",
    operation_id = "showFit",
    tag = "fitting",
    params(("id" = uuid::Uuid, Path, description = "Identity of the listing."), SeekerParameters),
    responses((status = 200, description = "The fit.", body = GapOut), Unchanged, NotFound, Gone, Refusals)
)]
pub async fn show(
    State(app): State<App>,
    Accepted(language): Accepted,
    Path(id): Path<String>,
    RawQuery(address): RawQuery,
) -> Result<Answer, Problem> {
    let published = find_readable(&app, &id).await?;
    let pairs = pairs_of(address.as_deref().unwrap_or_default());
    let (seeker, ignored) = profile_address::read(&pairs, &app.codes, Vocabulary::current());
    let seeker = Seeker { kind: published.listing.kind(), ..seeker };
    let gap = gap_between(&app, &seeker, &published).await?;
    let out = GapOut {
        listing: BriefOut::of(&published, &app),
        fit: FitOut::of(&gap.fit, &app, language),
        courses: teaching(&gap, &app),
        fewest_courses: gap.fewest.iter().map(|&place| gap.courses[place].listing.id).collect(),
        after: gap.after.as_ref().map(|after| AfterOut {
            score: after.score.as_f64(),
            fitting_before: after.fitting_before,
            fitting_after: after.fitting_after,
        }),
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
async fn find_readable(app: &App, id: &str) -> Result<PublishedListing, Problem> {
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

fn teaching<'a>(gap: &'a Gap, app: &App) -> Vec<TeachingOut<'a>> {
    let taught_at = |place: usize| {
        let taught = gap.teaching.iter().filter(|(_, places)| places.contains(&place));
        taught.map(|(missing, _)| skill_id(missing.skill)).collect()
    };
    let courses = gap.courses.iter().enumerate();
    courses
        .map(|(place, course)| TeachingOut { course: BriefOut::of(course, app), teaches: taught_at(place) })
        .collect()
}

fn skill_id(skill: SkillNumber) -> &'static str {
    Vocabulary::current().skill(skill).map_or("", |skill| &skill.id)
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
    fn of(published: &'a PublishedListing, app: &App) -> Self {
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

impl FitOut {
    fn of(fit: &Fit, app: &App, language: Language) -> Self {
        let wording = speaking(app, language);
        let words = |condition: &Condition| condition_words(&wording, condition);
        Self {
            score: fit.score.as_f64(),
            verdict: Verdict::of(fit).slug(),
            parts: fit.parts.iter().map(|part| PartOut::of(part, ground_words(&wording, &part.ground))).collect(),
            missing: fit.missing.iter().map(|missing| MissingOut::of(missing, language)).collect(),
            unmet: fit.unmet.iter().map(words).collect(),
            unsaid: unsaid_words(language, fit),
        }
    }
}

impl PartOut {
    fn of(part: &Part, words: String) -> Self {
        let skill = match part.ground {
            Ground::Skill { asked, asked_level, held, held_level, source, relation } => Some(SkillGroundOut {
                asked: skill_id(asked),
                held: skill_id(held),
                relation: relation.slug(),
                source: source.slug(),
                asked_level: asked_level.map(Level::slug),
                held_level: held_level.map(Level::slug),
            }),
            Ground::Words
            | Ground::Major(_)
            | Ground::NearMajor(_)
            | Ground::OtherMajor
            | Ground::Experience(..)
            | Ground::Place
            | Ground::Elsewhere
            | Ground::Pay(_)
            | Ground::PayBelow(_)
            | Ground::Time => None,
        };
        Self { points: part.points.as_f64(), words, skill }
    }
}

impl MissingOut {
    fn of(missing: &Missing, language: Language) -> Self {
        Self {
            skill: skill_id(missing.skill),
            name: language.skill_name(missing.skill),
            level: missing.level.slug(),
            required: missing.required,
            gain: missing.gain.as_f64(),
        }
    }
}
