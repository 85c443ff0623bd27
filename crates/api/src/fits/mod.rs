//! What fits whom: asked of the index, checked against the database.

mod gap;
mod question;
mod team;

use rongqiao_matching::fit::{ConditionKind, Description, Fit, Points, fit};
use rongqiao_matching::skills::Vocabulary;
use rongqiao_matching::{Counterpart, Filters, NearMisses, SearchQuery, Sort};
use rongqiao_model::ListingId;
use rongqiao_model::choice::Side;
use rongqiao_model::listing::PublishedListing;

pub use self::gap::{After, Gap, gap_between};
use self::question::Question;
pub use self::team::{Team, TeamPart, is_able, team_for};
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
pub const LEAST_SHOWN: f32 = 8.0;

/// Listings that are shown even where they have less in common with a person than that: who tells little of themself has
/// little in common with anything, and should see what comes nearest all the same.
const FEW: usize = 5;

/// Below so many points not even those are shown.
const LEAST_OF_FEW: f32 = 3.0;

/// Below so many points of skills, words and major it is of no use to tell a person that a single condition stands
/// between them and a listing.
const LEAST_NEAR_MISS: f32 = 12.0;

/// A listing with fewer points is never found.
const LEAST_OF_ALL: f32 = 0.1;

/// Below so many points a listing of the other side has too little in common to be shown.
const LEAST_COUNTERPART: f32 = 12.0;

/// Below so many points a listing is not like another one.
const LEAST_SIMILAR: f32 = 15.0;

/// So many points further down stands a listing whose organisation answered nobody who applied; one that left half of them
/// unanswered stands half as far. The fit itself stays as it is.
pub const MOST_FOR_SILENCE: f64 = 6.0;

/// Skills by which listings of one kind are compared; the first ones were named by the publisher.
const SKILLS_COMPARED: usize = 8;

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

/// How many listings to find.
#[derive(Clone, Copy, Debug)]
pub struct Asked {
    /// That fit.
    pub fits: usize,
    /// That nearly do.
    pub near_misses: usize,
}

/// What fits a person, and what nearly does.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// Listings that fit, in the order asked for.
    pub fits: Vec<FoundFit>,
    /// Listings that would stand among the best fits if one condition more were met; none in an order that is not the
    /// person's.
    pub near_misses: Vec<FoundFit>,
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

/// What fits a person best with what nearly does, or the newest with how well they fit.
///
/// # Errors
///
/// Returns a [`Problem`] if index or database cannot be read.
pub async fn fits_for(app: &App, seeker: &Seeker, asked: Asked) -> Result<Found, Problem> {
    match seeker.order {
        FitOrder::Fit => best(app, seeker, asked).await,
        FitOrder::Newest => Ok(Found { fits: newest(app, seeker, asked.fits).await?, ..Found::default() }),
    }
}

/// What fits a person best with what nearly does; if hardly anything fits, a few that come nearest to it.
async fn best(app: &App, seeker: &Seeker, asked: Asked) -> Result<Found, Problem> {
    let question = |least: f32, limit| Question {
        least: Points::of(least),
        least_in_common: Points::of(least),
        ..Question::of(seeker, limit)
    };
    let near = NearMisses {
        limit: asked.near_misses,
        least: Points::of(LEAST_OF_ALL),
        least_in_common: Points::of(LEAST_NEAR_MISS),
    };
    let mut found = question(LEAST_SHOWN, asked.fits).answers_and_near_misses(app, near).await?;
    let few = asked.fits.min(FEW);
    if found.fits.len() < few {
        found.fits = question(LEAST_OF_FEW, few).answers(app).await?;
    }
    answering_first(app, &mut found.fits);
    Ok(found)
}

/// Puts those further down whose organisations leave applications unanswered.
fn answering_first(app: &App, fits: &mut [FoundFit]) {
    let standing = |it: &FoundFit| {
        let silence = app.replies.share_unanswered(it.published.listing.organisation);
        it.fit.score.as_f64() - MOST_FOR_SILENCE * silence
    };
    fits.sort_by(|one, other| standing(other).total_cmp(&standing(one)));
}

/// How many listings each condition rules out that would otherwise be shown to a person.
///
/// # Errors
///
/// Returns a [`Problem`] if the index cannot be read.
pub async fn ruled_out_for(app: &App, seeker: &Seeker) -> Result<Vec<(ConditionKind, usize)>, Problem> {
    let question = Question { least_in_common: Points::of(LEAST_SHOWN), ..Question::of(seeker, 0) };
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
        Side::Information => return Ok(Vec::new()),
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

/// Describes both sides of a person's fit with a listing.
fn describe(seeker: &Seeker, published: &PublishedListing) -> (Description, Description) {
    let vocabulary = Vocabulary::current();
    (seeker.profile.describe(vocabulary), Description::of(&published.listing, vocabulary))
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
