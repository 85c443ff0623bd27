//! What stands between a person and a listing, and the courses that close it.

use rongqiao_matching::Counterpart;
use rongqiao_matching::fit::{Description, Fit, Missing, Points, SkillClaim, Source, fewest_that_teach, fit};
use rongqiao_matching::skills::{Level, Role, SkillNumber, Vocabulary};
use rongqiao_model::kind::{Details, ListingKind};
use rongqiao_model::listing::PublishedListing;
use time::Date;

use super::question::Question;
use super::{GOOD_FIT, describe};
use crate::app::App;
use crate::problem::Problem;
use crate::profile_address::Seeker;

/// Missing skills for which courses are looked for; those with the largest gain come first.
const GAPS_CLOSED: usize = 8;

/// A missing skill that gains fewer points is no reason to take a course.
const LEAST_GAP: f32 = 1.0;

/// A course that gains fewer points is no part of a plan, and courses that gain fewer together are none.
const LEAST_PLAN: f32 = 5.0;

/// Courses that are looked at to close a gap.
const COURSES: usize = 40;

/// What stands between a person and a listing, and how to close it.
#[derive(Clone, Debug)]
pub struct Gap {
    /// How well the two fit as it is.
    pub fit: Fit,
    /// For each missing skill, the largest gain first, the places of the courses that teach it.
    pub teaching: Vec<(Missing, Vec<usize>)>,
    /// Courses that teach something that is missing, those that teach most of it first.
    pub courses: Vec<PublishedListing>,
    /// Places of the fewest courses that together teach all that is worth a course.
    pub fewest: Vec<usize>,
    /// What there would be after those courses; `None` if there are none.
    pub after: Option<After>,
}

/// What a person fits after the courses that close a gap.
#[derive(Clone, Debug)]
pub struct After {
    /// What those courses teach of it: the missing skills or parts of them, each at the level asked for.
    pub learned: Vec<(SkillNumber, Level)>,
    /// The score with the listing itself.
    pub score: Points,
    /// Listings of its kind that fit now: those with [`GOOD_FIT`] points or more and every condition met.
    pub fitting_before: usize,
    /// Listings that fit then.
    pub fitting_after: usize,
}

/// How well a person fits a listing, which courses close the gap, and what else would fit then.
///
/// # Errors
///
/// Returns a [`Problem`] if index or database cannot be read.
pub async fn gap_between(app: &App, seeker: &Seeker, published: &PublishedListing) -> Result<Gap, Problem> {
    let index = app.index();
    let (person, need) = describe(seeker, published);
    let now = fit(&need, &person, &index.market());
    let wanted = now.missing.iter().copied().filter(|missing| missing.gain >= Points::of(LEAST_GAP));
    let wanted: Vec<Missing> = wanted.take(GAPS_CLOSED).collect();
    let question = Question::about(wanting(&wanted), Counterpart::Offers, &[ListingKind::Course], COURSES);
    let today = app.clock.today();
    let found = question.answers(app).await?.into_iter().map(|it| it.published);
    let courses: Vec<PublishedListing> = found.filter(|course| !has_begun(course, today)).collect();
    let lessons: Vec<Lessons> = courses.iter().map(Lessons::of).collect();
    let teaching = |missing: Missing| {
        let places = (0..lessons.len()).filter(|&course| lessons[course].towards(missing.skill).is_some()).collect();
        (missing, places)
    };
    let plan = plan(&lessons, &wanted);
    let after = after(app, &person, &need, plan.learned, published.listing.kind()).await?;
    let after = after.filter(|after| after.score >= now.score + Points::of(LEAST_PLAN));
    let fewest = if after.is_some() { plan.courses } else { Vec::new() };
    Ok(Gap { teaching: now.missing.iter().copied().map(teaching).collect(), fit: now, courses, fewest, after })
}

/// What a course teaches.
struct Lessons(Vec<SkillNumber>);

impl Lessons {
    fn of(course: &PublishedListing) -> Self {
        let described = Description::of(&course.listing, Vocabulary::current());
        Self(described.skills.iter().map(|claim| claim.skill).collect())
    }

    /// The skill through which the course leads to `wanted`: itself, or a part of it.
    fn towards(&self, wanted: SkillNumber) -> Option<SkillNumber> {
        let is_part = |skill: &SkillNumber| Vocabulary::current().is_part_of(*skill, wanted);
        self.0.iter().find(|&&skill| skill == wanted).or_else(|| self.0.iter().find(|skill| is_part(skill))).copied()
    }
}

/// Courses to take, and what is learned there.
struct Plan {
    courses: Vec<usize>,
    learned: Vec<(SkillNumber, Level)>,
}

/// The fewest courses that together teach as much of what is `wanted` as all of them do, without those that add little.
fn plan(lessons: &[Lessons], wanted: &[Missing]) -> Plan {
    let skills: Vec<SkillNumber> = wanted.iter().map(|missing| missing.skill).collect();
    let taught = |lessons: &Lessons| skills.iter().copied().filter(|&it| lessons.towards(it).is_some()).collect();
    let mut courses = fewest_that_teach(&skills, &lessons.iter().map(taught).collect::<Vec<_>>());
    for at in (0..courses.len()).rev() {
        if gain_of(at, &courses, lessons, wanted) < Points::of(LEAST_PLAN) {
            courses.remove(at);
        }
    }
    let learned = wanted.iter().flat_map(|missing| {
        let ways = courses.iter().filter_map(|&course| lessons[course].towards(missing.skill));
        ways.map(|skill| (skill, missing.level)).collect::<Vec<_>>()
    });
    Plan { learned: learned.collect(), courses }
}

/// What the course at place `at` of `courses` gains that no other one of them teaches.
fn gain_of(at: usize, courses: &[usize], lessons: &[Lessons], wanted: &[Missing]) -> Points {
    let teaches = |course: usize, missing: &Missing| lessons[course].towards(missing.skill).is_some();
    let others = || courses.iter().enumerate().filter(|&(place, _)| place != at).map(|(_, &course)| course);
    let alone = wanted.iter().filter(|missing| teaches(courses[at], missing));
    alone.filter(|missing| !others().any(|other| teaches(other, missing))).map(|missing| missing.gain).sum()
}

/// Whether a course began before `today`, so that nobody can join it any more.
fn has_begun(course: &PublishedListing, today: Date) -> bool {
    matches!(&course.listing.details, Details::Course(course) if course.starts_on.is_some_and(|day| day < today))
}

/// Somebody who wants to learn what is missing.
fn wanting(missing: &[Missing]) -> Description {
    let mut wanting = Description::default();
    missing.iter().for_each(|missing| wanting.claim(claim_on(missing.skill, None)));
    wanting
}

const fn claim_on(skill: SkillNumber, level: Option<Level>) -> SkillClaim {
    SkillClaim { skill, role: Role::Required, level, source: Source::Named }
}

/// What fits a person who has learned something; `None` if it is nothing.
async fn after(
    app: &App,
    person: &Description,
    need: &Description,
    learned: Vec<(SkillNumber, Level)>,
    kind: ListingKind,
) -> Result<Option<After>, Problem> {
    if learned.is_empty() {
        return Ok(None);
    }
    let mut taught = person.clone();
    learned.iter().for_each(|&(skill, level)| taught.claim(claim_on(skill, Some(level))));
    let score = fit(need, &taught, &app.index().market()).score;
    let count = |description: Description| async move {
        Question { least: Points::of(GOOD_FIT), ..Question::about(description, Counterpart::Asks, &[kind], 0) }
            .count(app)
            .await
    };
    let (fitting_before, fitting_after) = (count(person.clone()).await?, count(taught).await?);
    Ok(Some(After { learned, score, fitting_before, fitting_after }))
}
