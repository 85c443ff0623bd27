//! Who fits a listing among those who let verified organisations find them.
//!
//! They are ranked by the same fit that people see for themselves, from nothing but what is shown to organisations, so that
//! no order tells what no page does.

mod pool;
mod ranking;

use std::collections::HashMap;

use rongqiao_matching::fit::{Description, Fit, Market, Need, Points, fit};
use rongqiao_matching::skills::Vocabulary;
use rongqiao_model::PersonId;
use rongqiao_model::access::Permit;
use rongqiao_model::code::Codes;
use rongqiao_model::listing::PublishedListing;
use rongqiao_model::profile::{Contents, Profile, Viewer, shown_to};
use time::Date;

pub use self::pool::TalentPool;
use self::ranking::{ranked, walked};
use crate::app::App;
use crate::fits::{LEAST_SHOWN, is_able};
use crate::notice;
use crate::problem::Problem;
use crate::profile_address::Seeker;

/// People on a page.
pub const PEOPLE_SHOWN: usize = 20;

/// People that are ranked: whoever comes after so many is not shown for this listing.
pub const RANKED_MAX: usize = 100;

/// Who fits a listing.
#[derive(Clone, Debug)]
pub enum FoundPeople {
    /// The listing says nothing by which anybody could be ranked.
    NothingAsked,
    /// The best of those who fit.
    Ranked {
        /// How many fit in all.
        fitting: usize,
        /// Those on the page, the best first.
        people: Vec<FoundPerson>,
    },
}

/// Somebody who was found, as the finding organisation sees them.
#[derive(Clone, Debug)]
pub struct FoundPerson {
    /// What the organisation knows them by.
    pub handle: String,
    /// What is shown to it of the profile.
    pub shown: Contents,
    /// How well they fit.
    pub fit: Fit,
}

/// What fitting needs to know of a moment.
#[derive(Clone, Copy, Debug)]
struct Sight<'a> {
    codes: &'a Codes,
    today: Date,
}

impl Sight<'_> {
    /// The description of somebody of whose profile organisations see `shown`. The least pay is not among it: from scores
    /// of several listings it could be read off.
    fn describe(self, shown: &Contents) -> Description {
        let vocabulary = Vocabulary::current();
        Seeker::of_profile(shown, self.codes, vocabulary, self.today).profile.describe(vocabulary)
    }
}

/// What an organisation sees of a profile; `None` if nothing.
fn shown_of(profile: &Profile) -> Option<Contents> {
    shown_to(Viewer::Organisation, profile.visibility, &profile.contents).map(|shown| shown.contents)
}

/// Who fits `published` best, from the place `skipped` on, a page of them. Whoever is shown is noted first.
///
/// # Errors
///
/// Returns a [`Problem`] if the database cannot be read; nobody is shown then.
pub async fn find_people(
    app: &App,
    permit: &Permit,
    published: &PublishedListing,
    skipped: usize,
) -> Result<FoundPeople, Problem> {
    let need = Description::of(&published.listing, Vocabulary::current());
    if need.skills.is_empty() && need.majors.is_empty() {
        return Ok(FoundPeople::NothingAsked);
    }
    let ranked = ranked(app, permit, &published.listing.id.to_string(), need.clone()).await?;
    let page: Vec<PersonId> = ranked.best.into_iter().skip(skipped).take(PEOPLE_SHOWN).collect();
    let found = app.store.find_findable_profiles(permit, notice::VERSION, &page).await?;
    let mut found: HashMap<PersonId, Profile> = found.into_iter().map(|profile| (profile.person, profile)).collect();
    let there: Vec<PersonId> = page.iter().copied().filter(|person| found.contains_key(person)).collect();
    let mut handles = app.store.note_found(permit, &there, &app.chance, app.clock.today()).await?;
    let market = app.index().market();
    let person = |person: PersonId| {
        let (profile, handle) = (found.remove(&person)?, handles.remove(&person)?);
        found_person(app, &need, &market, &profile, handle)
    };
    Ok(FoundPeople::Ranked { fitting: ranked.fitting, people: there.into_iter().filter_map(person).collect() })
}

/// Somebody whom the organisation of `permit` knows by `handle`, while they may be found. That they are shown is noted
/// first.
///
/// # Errors
///
/// Returns a [`Problem`] if the database cannot be read; nothing is shown then.
pub async fn find_person(
    app: &App,
    permit: &Permit,
    published: &PublishedListing,
    handle: &str,
) -> Result<Option<FoundPerson>, Problem> {
    let known = app.store.find_profile_by_handle(permit, notice::VERSION, handle).await?;
    let Some(found) = known else { return Ok(None) };
    app.store.note_found(permit, &[found.profile.person], &app.chance, app.clock.today()).await?;
    let need = Description::of(&published.listing, Vocabulary::current());
    Ok(found_person(app, &need, &app.index().market(), &found.profile, found.handle))
}

/// Counts those whom the organisation of `permit` may find who fit `published` and master something that it asks for.
///
/// Who they are stays here, so that nobody is noted as seen; few of them are not to be told.
///
/// # Errors
///
/// Returns a [`Problem`] if the database cannot be read.
pub async fn count_able(app: &App, permit: &Permit, published: &PublishedListing) -> Result<u64, Problem> {
    let need = Description::of(&published.listing, Vocabulary::current());
    let market = app.index().market();
    walked(app, permit, move |able: &mut u64, people| {
        let need = Need::new(&need, &market);
        let fits = people.iter().map(|(_, description)| need.fit(description));
        *able += fits.filter(|fit| is_found(fit) && is_able(fit)).count() as u64;
    })
    .await
}

/// How well somebody with `profile` fits a listing as its organisation would see it, whether or not it may.
#[must_use]
pub fn fit_as_found(app: &App, profile: &Profile, published: &PublishedListing) -> Fit {
    let need = Description::of(&published.listing, Vocabulary::current());
    let as_if = Profile { visibility: rongqiao_model::profile::Visibility::Findable, ..profile.clone() };
    let shown = shown_of(&as_if).unwrap_or_default();
    fit(&need, &sight(app).describe(&shown), &app.index().market())
}

fn found_person(
    app: &App,
    need: &Description,
    market: &Market,
    profile: &Profile,
    handle: String,
) -> Option<FoundPerson> {
    let shown = shown_of(profile)?;
    let fit = fit(need, &sight(app).describe(&shown), market);
    Some(FoundPerson { handle, shown, fit })
}

fn sight(app: &App) -> Sight<'_> {
    Sight { codes: &app.codes, today: app.clock.today() }
}

/// Whether somebody fits well enough to be found.
fn is_found(fit: &Fit) -> bool {
    let least = Points::of(LEAST_SHOWN);
    fit.is_possible() && fit.score >= least && fit.in_common() >= least
}
