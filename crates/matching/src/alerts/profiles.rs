//! Saved profiles, found by the listings that fit them.

use rongqiao_model::SavedProfileId;
use rustc_hash::FxHashMap;
use time::OffsetDateTime;

use super::arrival::Arrival;
use super::bounds::{Bounds, with_bounds};
use super::clause::{self, Clause};
use super::lexicon::Lexicon;
use crate::fit::{
    Beside, Description, Fit, Market, Points, SkillCode, Standing, Support, asked_weight, fit, most_beside_skills,
    skill_points, weight,
};
use crate::search::Counterpart;
use crate::skills::SkillNumber;
use crate::{Filters, IndexDocument};

/// Rounding of each part of a fit to tenths may add up to so much.
const ROUNDING: f32 = 2.0;

/// Place of a profile in the list of all.
type Slot = u32;

/// What somebody wants to hear of.
#[derive(Clone, Debug, PartialEq)]
pub struct SavedProfile {
    /// What is known of them; it need not be a person.
    pub description: Description,
    /// The side that the listings to hear of are on.
    pub counterpart: Counterpart,
    /// What must hold besides.
    pub filters: Filters,
    /// The least score to hear of.
    pub least: Points,
}

/// Saved profiles in memory, found by their skills.
#[derive(Debug, Default)]
pub struct SavedProfiles {
    lexicon: Lexicon,
    profiles: Vec<Option<Saved>>,
    free: Vec<Slot>,
    slots: FxHashMap<SavedProfileId, Slot>,
    /// By skill, who has it and looks for those who ask.
    having: Holders,
    /// By skill, who asks for it and looks for those who have it.
    asking: Holders,
}

#[derive(Debug)]
struct Saved {
    id: SavedProfileId,
    profile: SavedProfile,
    clauses: Box<[Clause]>,
}

/// For each skill the profiles that claim it, and how.
type Holders = FxHashMap<SkillNumber, Vec<(Slot, SkillCode)>>;

impl SavedProfiles {
    /// Adds a profile, or puts it in the place of the one that was saved under `id`.
    pub fn save(&mut self, id: SavedProfileId, profile: SavedProfile) {
        self.forget(id);
        let slot = self.free.pop().unwrap_or(self.profiles.len() as Slot);
        if slot as usize == self.profiles.len() {
            self.profiles.push(None);
        }
        let holders = self.holders(profile.counterpart);
        for claim in &profile.description.skills {
            holders.entry(claim.skill).or_default().push((slot, SkillCode::of(claim)));
        }
        let clauses = clause::of_filters(&profile.filters, &mut self.lexicon).into();
        self.profiles[slot as usize] = Some(Saved { id, profile, clauses });
        self.slots.insert(id, slot);
    }

    /// Takes a profile out; one that is not there makes no difference.
    pub fn forget(&mut self, id: SavedProfileId) {
        let Some(slot) = self.slots.remove(&id) else { return };
        let Some(saved) = self.profiles[slot as usize].take() else { return };
        let holders = self.holders(saved.profile.counterpart);
        for claim in &saved.profile.description.skills {
            if let Some(here) = holders.get_mut(&claim.skill)
                && let Some(at) = here.iter().position(|&(it, _)| it == slot)
            {
                here.swap_remove(at);
            }
        }
        self.free.push(slot);
    }

    const fn holders(&mut self, counterpart: Counterpart) -> &mut Holders {
        match counterpart {
            Counterpart::Asks => &mut self.having,
            Counterpart::Offers => &mut self.asking,
        }
    }

    /// How many profiles are saved.
    #[must_use]
    pub fn len(&self) -> usize {
        self.slots.len()
    }

    /// Whether none is saved.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }

    /// The profiles that a new listing fits at `now`, each with its fit, in no particular order.
    ///
    /// A listing fits if it shares a skill that counts, meets every condition and reaches the least score.
    #[must_use]
    pub fn fitted_by(
        &self,
        listing: &IndexDocument,
        market: &Market,
        now: OffsetDateTime,
    ) -> Vec<(SavedProfileId, Fit)> {
        let Some(arrival) = Arrival::of(listing, &self.lexicon, now) else { return Vec::new() };
        let described = listing.describe();
        let (having, asking) = with_bounds(|bounds| {
            bounds.begin(self.profiles.len() as u32);
            add_what_is_had(&self.having, &described, market, bounds);
            let having = bounds.take();
            add_what_is_asked(&self.asking, &described, market, bounds);
            (having, bounds.take())
        });
        let candidates = having.into_iter().chain(asking);
        let fits = candidates.filter_map(|bound| {
            let saved = self.profiles[bound.doc as usize].as_ref()?;
            let fit = saved.fit(&described, bound.points, &arrival, &self.lexicon, market)?;
            Some((saved.id, fit))
        });
        fits.collect()
    }
}

impl Saved {
    /// The fit of `listing` with this profile, if it is one to hear of; `had` is what all asked skills that are there weigh.
    fn fit(
        &self,
        listing: &Description,
        had: f32,
        arrival: &Arrival,
        lexicon: &Lexicon,
        market: &Market,
    ) -> Option<Fit> {
        let SavedProfile { description, counterpart, least, .. } = &self.profile;
        let (need, offer) = counterpart.sides(description, listing);
        let skills = skill_points(description.is_person) * had / asked_weight(need, market);
        let most = Points::of(skills + ROUNDING);
        if most + Points::of(most_beside_skills(description)) < *least
            || most + Beside::new(need, offer, market).points() < *least
            || !self.clauses.iter().all(|clause| clause.holds(arrival, lexicon))
        {
            return None;
        }
        let fit = fit(need, offer, market);
        (fit.is_possible() && fit.score >= *least).then_some(fit)
    }
}

/// Adds up, for who has skills, what those weigh that `need` asks for.
fn add_what_is_had(having: &Holders, need: &Description, market: &Market, bounds: &mut Bounds) {
    for (turn, asked) in (1..).zip(&need.skills) {
        let whole = weight(asked, market);
        for kin in market.vocabulary.kinship().heard_of(asked.skill) {
            let Some(holders) = having.get(&kin.skill) else { continue };
            let worths = SkillCode::worths(|code| {
                let support = Support { claim: code.claim(kin.skill), kin };
                whole * support.share(asked.level)
            });
            for (slot, code) in holders {
                bounds.add_best(*slot, turn, code.worth(&worths));
            }
        }
    }
}

/// Adds up, for who asks for skills, what those weigh that `offer` has.
fn add_what_is_asked(asking: &Holders, offer: &Description, market: &Market, bounds: &mut Bounds) {
    let standing = Standing::of(offer, market.vocabulary);
    for skill in standing.skills() {
        let Some(holders) = asking.get(&skill) else { continue };
        let worths = standing.worths(skill, market);
        for (slot, code) in holders {
            bounds.add(*slot, code.worth(&worths));
        }
    }
}
