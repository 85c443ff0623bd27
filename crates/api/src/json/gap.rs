//! What stands between a person and a listing, and the courses that close it.

use axum::extract::{Path, RawQuery, State};
use rongqiao_matching::skills::Vocabulary;
use rongqiao_model::ListingId;
use serde::Serialize;
use utoipa::ToSchema;

use super::accept::Accepted;
use super::answer::{Answer, Keep};
use super::fit::{FitOut, skill_id};
use super::fits::{BriefOut, SeekerParameters, find_readable};
use super::refusals::{Gone, NotFound, Refusals, Unchanged};
use super::results::IgnoredOut;
use crate::address::pairs_of;
use crate::app::App;
use crate::fits::{Gap, gap_between};
use crate::problem::Problem;
use crate::profile_address::{self, Seeker};

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
