//! What a team for a challenge could be made of, for its publisher and the desks.

use rongqiao_matching::fit::{Part, Points};
use rongqiao_model::access::Permit;
use rongqiao_model::call::Call;
use rongqiao_model::connect::Stage;
use rongqiao_model::kind::Details;
use rongqiao_model::listing::PublishedListing;
use rongqiao_model::public_figures::LEAST_PERSONS;

use super::super::card::Why;
use super::super::fit::course_facts;
use super::super::grounds::whys;
use super::super::wording::{Worded, Wording};
use crate::actions::talents::hindrance;
use crate::app::App;
use crate::fits::{FoundFit, team_for};
use crate::problem::Problem;
use crate::talents::count_able;

/// Reasons that are shown of each suggestion.
const REASONS_SHOWN: usize = 4;

/// What brings fewer points is no reason to be told there.
const LEAST_REASON: f32 = 1.0;

/// What a team could be made of, in words.
#[derive(Debug)]
pub(super) struct TeamView {
    pub(super) about: String,
    pub(super) groups: Vec<Group>,
    /// How many people could work on it.
    pub(super) people: Option<String>,
    /// Where they are found, for those who may.
    pub(super) people_href: Option<String>,
    /// The skills that nothing of it covers.
    pub(super) uncovered: Option<String>,
}

/// One part of a team.
#[derive(Debug)]
pub(super) struct Group {
    pub(super) slug: &'static str,
    pub(super) title: String,
    pub(super) hint: Option<String>,
    pub(super) suggestions: Vec<Suggestion>,
}

/// A listing that could be of use.
#[derive(Debug)]
pub(super) struct Suggestion {
    pub(super) href: String,
    pub(super) title: Worded,
    pub(super) organisation: Worded,
    pub(super) organisation_href: String,
    pub(super) facts: Vec<String>,
    pub(super) reasons: Vec<Why>,
    pub(super) is_demo: bool,
}

/// The team that is suggested for `call`, until it is over; `permit` is that of whoever looks.
///
/// # Errors
///
/// Returns a [`Problem`] if index or database cannot be read.
pub(super) async fn team(
    app: &App,
    wording: &Wording<'_>,
    (call, permit): (&Call, &Permit),
) -> Result<Option<TeamView>, Problem> {
    let t = wording.t;
    if call.connection.stage.is_end() {
        return Ok(None);
    }
    let Some(published) = app.store.find_public_listing(call.connection.listing).await? else { return Ok(None) };
    let team = team_for(app, &published).await?;
    let group = |(part, found): &(crate::fits::TeamPart, Vec<FoundFit>)| {
        let hint = format!("team-{}-hint", part.slug());
        Group {
            slug: part.slug(),
            title: t.say(&format!("team-{}", part.slug())),
            hint: t.knows(&hint).then(|| t.say(&hint)),
            suggestions: found.iter().map(|it| Suggestion::of(wording, it)).collect(),
        }
    };
    let uncovered: Vec<&str> = team.uncovered.iter().map(|&skill| t.skill_name(skill)).collect();
    let separator = t.say("list-separator");
    Ok(Some(TeamView {
        about: t.say(if team.parts.is_empty() { "call-team-none" } else { "call-team-note" }),
        groups: team.parts.iter().map(group).collect(),
        people: people(app, wording, permit, &published).await?,
        people_href: None,
        uncovered: (!uncovered.is_empty()).then(|| t.with("team-uncovered", "skills", uncovered.join(&separator))),
    }))
}

/// How many people could work on it: a number from [`LEAST_PERSONS`] on, and never who. Nothing is told to an organisation
/// that may find nobody.
async fn people(
    app: &App,
    wording: &Wording<'_>,
    permit: &Permit,
    published: &PublishedListing,
) -> Result<Option<String>, Problem> {
    let t = wording.t;
    if hindrance(app, published).await?.is_some() {
        return Ok(None);
    }
    let able = count_able(app, permit, published).await?;
    if able < LEAST_PERSONS {
        return Ok(Some(t.with("team-people-few", "least", LEAST_PERSONS)));
    }
    Ok(Some(t.count("team-people", able)))
}

impl Suggestion {
    fn of(wording: &Wording<'_>, found: &FoundFit) -> Self {
        let (t, published) = (wording.t, &found.published);
        let listing = &published.listing;
        let told = found.fit.parts.iter().zip(whys(wording, &found.fit, &[]));
        let reasons = told.filter(|(part, _): &(&Part, Why)| part.points >= Points::of(LEAST_REASON));
        Self {
            href: t.path(&format!("/listings/{}", listing.id)),
            title: wording.either(&listing.title, listing.title_en.as_deref()),
            organisation: wording.either(&published.organisation_name, published.organisation_name_en.as_deref()),
            organisation_href: t.path(&format!("/organisations/{}", listing.organisation)),
            facts: facts(wording, published),
            reasons: reasons.take(REASONS_SHOWN).map(|(_, why)| why).collect(),
            is_demo: listing.demo,
        }
    }
}

/// What kind of thing it is, and where.
fn facts(wording: &Wording<'_>, published: &PublishedListing) -> Vec<String> {
    let (t, listing) = (wording.t, &published.listing);
    let term = |list: &str, slug: &str| t.say(&format!("{list}-{slug}"));
    let mut facts: Vec<String> = match &listing.details {
        Details::Facility(it) => it.facility_type.map(|it| term("facility-type", it.slug())).into_iter().collect(),
        Details::Achievement(it) => it.form.map(|it| term("achievement-form", it.slug())).into_iter().collect(),
        Details::CooperationOffer(it) => it.0.form.map(|it| term("cooperation-form", it.slug())).into_iter().collect(),
        Details::Course(it) => course_facts(wording, it),
        _ => Vec::new(),
    };
    facts.extend(wording.short_place(&listing.place));
    facts
}

/// Whether a team can still be formed for a call.
pub(super) fn can_form_team(call: &Call) -> bool {
    matches!(call.connection.stage, Stage::Checking | Stage::Open)
}
