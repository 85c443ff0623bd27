//! What fits whom: asked of the index, checked against the database.

use std::collections::HashMap;

use rongqiao_matching::fit::{
    ConditionKind, Description, Fit, Missing, Points, SkillClaim, Source, fewest_that_teach, fit,
};
use rongqiao_matching::skills::{Level, Role, SkillNumber, Vocabulary};
use rongqiao_matching::{Conditions, Counterpart, Filters, FitHit, FitQuery, MatchIndex, SearchQuery, Sort};
use rongqiao_model::ListingId;
use rongqiao_model::choice::Side;
use rongqiao_model::clock::SHANGHAI;
use rongqiao_model::kind::{Details, ListingKind};
use rongqiao_model::listing::PublishedListing;
use time::{Date, OffsetDateTime};

use crate::app::App;
use crate::problem::Problem;
use crate::profile_address::{FitOrder, Seeker};

/// From so many points on a listing is said to fit: most of the judged people who would be invited at once reach it, and
/// hardly anybody does who would not be, which a test holds.
pub const GOOD_FIT: f32 = 28.0;

/// From so many points on a listing is said to fit in part.
pub const PARTIAL_FIT: f32 = 16.0;

/// Below so many points, in all or of skills, words and major alone, a listing has too little in common with a person to
/// be shown, however well place, pay and years would do.
const LEAST_SHOWN: f32 = 8.0;

/// Listings that are shown even where they have less in common with a person than that: who tells little of themself has
/// little in common with anything, and should see what comes nearest all the same.
const FEW: usize = 5;

/// Below so many points not even those are shown.
const LEAST_OF_FEW: f32 = 3.0;

/// Below so many points of skills, words and major it is of no use to tell a person that a single condition stands
/// between them and a listing.
const LEAST_NEAR_MISS: f32 = 12.0;

/// Below so many points a listing of the other side has too little in common to be shown.
const LEAST_COUNTERPART: f32 = 12.0;

/// Below so many points a listing is not like another one.
const LEAST_SIMILAR: f32 = 15.0;

/// Skills by which listings of one kind are compared; the first ones were named by the publisher.
const SKILLS_COMPARED: usize = 8;

/// Missing skills for which courses are looked for; those with the largest gain come first.
const GAPS_CLOSED: usize = 8;

/// A missing skill that gains fewer points is no reason to take a course.
const LEAST_GAP: f32 = 1.0;

/// A course that gains fewer points is no part of a plan, and courses that gain fewer together are none.
const LEAST_PLAN: f32 = 5.0;

/// Courses that are looked at to close a gap.
const COURSES: usize = 40;

rongqiao_model::choices! {
    /// What a score amounts to, in a word.
    pub enum Verdict {
        /// [`GOOD_FIT`] points or more and every condition met.
        Good = "good",
        /// [`PARTIAL_FIT`] points or more and every condition met.
        Partial = "partial",
        /// Less than that.
        Slight = "slight",
        /// A condition is not met.
        Excluded = "excluded",
    }
}

impl Verdict {
    /// The word for a fit.
    #[must_use]
    pub fn of(fit: &Fit) -> Self {
        match fit.score {
            _ if !fit.is_possible() => Self::Excluded,
            score if score >= Points::of(GOOD_FIT) => Self::Good,
            score if score >= Points::of(PARTIAL_FIT) => Self::Partial,
            _ => Self::Slight,
        }
    }
}

/// A listing and how well it fits.
#[derive(Clone, Debug)]
pub struct FoundFit {
    /// The listing, which is public.
    pub published: PublishedListing,
    /// How well it fits, and why.
    pub fit: Fit,
    /// How many others say the same.
    pub folded: usize,
}

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

/// What fits a person best, or the newest with how well they fit.
///
/// # Errors
///
/// Returns a [`Problem`] if index or database cannot be read.
pub async fn fits_for(app: &App, seeker: &Seeker, limit: usize) -> Result<Vec<FoundFit>, Problem> {
    match seeker.order {
        FitOrder::Fit => {
            let description = seeker.profile.describe(Vocabulary::current());
            let question = |least: f32, limit| Question {
                least: Points::of(least),
                least_in_common: Points::of(least),
                ..Question::about(description.clone(), Counterpart::Asks, &[seeker.kind], limit)
            };
            let found = question(LEAST_SHOWN, limit).answers(app).await?;
            if found.len() >= limit.min(FEW) {
                return Ok(found);
            }
            question(LEAST_OF_FEW, limit.min(FEW)).answers(app).await
        }
        FitOrder::Newest => newest(app, seeker, limit).await,
    }
}

/// The listings that would stand among `shown`, the best `asked` fits of a person, if one condition more were met; none in
/// an order that is not the person's.
///
/// # Errors
///
/// Returns a [`Problem`] if index or database cannot be read.
pub async fn near_misses_of(
    app: &App,
    seeker: &Seeker,
    (shown, asked): (&[FoundFit], usize),
    limit: usize,
) -> Result<Vec<FoundFit>, Problem> {
    match seeker.order {
        FitOrder::Fit => {
            let description = seeker.profile.describe(Vocabulary::current());
            let question = Question::about(description, Counterpart::Asks, &[seeker.kind], limit);
            let least_in_common = Points::of(LEAST_NEAR_MISS);
            let worst = shown.last().filter(|_| shown.len() >= asked).map(|it| it.fit.score);
            let least = worst.unwrap_or(question.least);
            Question { least, least_in_common, conditions: Conditions::OneFails, ..question }.answers(app).await
        }
        FitOrder::Newest => Ok(Vec::new()),
    }
}

/// How many listings each condition rules out that would otherwise be shown to a person.
///
/// # Errors
///
/// Returns a [`Problem`] if the index cannot be read.
pub async fn ruled_out_for(app: &App, seeker: &Seeker) -> Result<Vec<(ConditionKind, usize)>, Problem> {
    let description = seeker.profile.describe(Vocabulary::current());
    let question = Question::about(description, Counterpart::Asks, &[seeker.kind], 0);
    let question = Question { least_in_common: Points::of(LEAST_SHOWN), ..question };
    question.ask(app, |index, query, now| index.count_ruled_out(query, now)).await
}

/// The listings of the other side that fit a listing best, without those of its own organisation.
///
/// # Errors
///
/// Returns a [`Problem`] if index or database cannot be read.
pub async fn counterparts_of(app: &App, published: &PublishedListing, limit: usize) -> Result<Vec<FoundFit>, Problem> {
    let listing = &published.listing;
    let counterpart = match listing.side() {
        Side::Demand => Counterpart::Offers,
        Side::Supply => Counterpart::Asks,
    };
    let description = Description::of(listing, Vocabulary::current());
    let question = Question::about(description, counterpart, listing.kind().counterparts(), limit);
    Question { not_of: Some(listing.organisation), least: Points::of(LEAST_COUNTERPART), ..question }.answers(app).await
}

/// The listings of the same kind that have most in common with a listing.
///
/// # Errors
///
/// Returns a [`Problem`] if index or database cannot be read.
pub async fn similar_to(app: &App, published: &PublishedListing, limit: usize) -> Result<Vec<FoundFit>, Problem> {
    let listing = &published.listing;
    let mut description = Description::of(listing, Vocabulary::current());
    description.skills.truncate(SKILLS_COMPARED);
    let question = Question::about(description, Counterpart::Offers, &[listing.kind()], limit);
    Question { except: vec![listing.id], least: Points::of(LEAST_SIMILAR), ..question }.answers(app).await
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
    let today = app.clock.now().to_offset(SHANGHAI).date();
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

/// Describes both sides of a person's fit with a listing.
fn describe(seeker: &Seeker, published: &PublishedListing) -> (Description, Description) {
    let vocabulary = Vocabulary::current();
    (seeker.profile.describe(vocabulary), Description::of(&published.listing, vocabulary))
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

/// The newest listings with how well they fit, whether they do or not.
async fn newest(app: &App, seeker: &Seeker, limit: usize) -> Result<Vec<FoundFit>, Problem> {
    let filters = Filters { kinds: vec![seeker.kind], ..Filters::default() };
    let query = SearchQuery { filters, sort: Sort::Newest, limit, ..SearchQuery::default() };
    let (index, now) = (app.index(), app.clock.now());
    let market = index.market();
    let page = tokio::task::spawn_blocking(move || index.search(&query, now)).await??;
    let ids: Vec<ListingId> = page.hits.iter().map(|hit| hit.id).collect();
    let listings = app.store.find_public_listings(&ids).await?;
    let weighed = listings.into_iter().map(|published| {
        let (person, need) = describe(seeker, &published);
        FoundFit { fit: fit(&need, &person, &market), published, folded: 0 }
    });
    Ok(weighed.collect())
}

/// A question to the index that can be handed to another thread.
struct Question {
    description: Description,
    counterpart: Counterpart,
    kinds: Vec<ListingKind>,
    except: Vec<ListingId>,
    not_of: Option<rongqiao_model::OrganisationId>,
    limit: usize,
    least: Points,
    least_in_common: Points,
    conditions: Conditions,
}

impl Question {
    fn about(description: Description, counterpart: Counterpart, kinds: &[ListingKind], limit: usize) -> Self {
        Self {
            description,
            counterpart,
            kinds: kinds.to_vec(),
            except: Vec::new(),
            not_of: None,
            limit,
            least: Points::of(0.1),
            least_in_common: Points::default(),
            conditions: Conditions::default(),
        }
    }

    async fn ask<T: Send + 'static>(
        self,
        app: &App,
        ask: impl FnOnce(&MatchIndex, &FitQuery<'_>, OffsetDateTime) -> T + Send + 'static,
    ) -> Result<T, Problem> {
        let (index, now) = (app.index(), app.clock.now());
        let answer = tokio::task::spawn_blocking(move || {
            let query = FitQuery {
                description: &self.description,
                counterpart: self.counterpart,
                filters: Filters { kinds: self.kinds, ..Filters::default() },
                except: self.except,
                not_of: self.not_of,
                limit: self.limit,
                least: self.least,
                least_in_common: self.least_in_common,
                conditions: self.conditions,
            };
            ask(&index, &query, now)
        });
        Ok(answer.await?)
    }

    async fn count(self, app: &App) -> Result<usize, Problem> {
        self.ask(app, |index, query, now| index.count_fits(query, now)).await
    }

    /// The answers in order; those that the database does not confirm are left out.
    async fn answers(self, app: &App) -> Result<Vec<FoundFit>, Problem> {
        let hits = self.ask(app, |index, query, now| index.best_fits(query, now)).await?;
        let ids: Vec<ListingId> = hits.iter().map(|hit| hit.id).collect();
        let mut hits: HashMap<ListingId, FitHit> = hits.into_iter().map(|hit| (hit.id, hit)).collect();
        let listings = app.store.find_public_listings(&ids).await?;
        let found = listings.into_iter().filter_map(|published| {
            let hit = hits.remove(&published.listing.id)?;
            Some(FoundFit { published, fit: hit.fit, folded: hit.folded })
        });
        Ok(found.collect())
    }
}
