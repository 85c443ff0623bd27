//! Saved profiles, found by the listings that fit them.

use rongqiao_model::SavedProfileId;
use rustc_hash::FxHashMap;
use time::OffsetDateTime;

use super::arrival::Arrival;
use super::aspects::{Aspects, AspectsOf};
use super::bounds::{Bound, Bounds, with_bounds};
use super::clause::{Clause, clauses_of};
use super::holders::Holders;
use super::lexicon::Lexicon;
use super::shared::{Shared, SharedNumber};
use crate::fit::{
    Description, Fit, Market, Points, SkillClaim, SkillCode, Standing, Support, asked_weight, fit, most_beside_skills,
    skill_points, weight,
};
use crate::search::Counterpart;
use crate::{Filters, IndexDocument};

/// Rounding of each part of a fit to tenths may add up to so much.
const ROUNDING: f32 = 2.0;

/// Rounding of sums to tenths may come to so much.
const ROUNDING_OF_SUMS: f32 = 0.2;

/// Place of a profile in the list of all.
pub(super) type Slot = u32;

/// What somebody wants to hear of.
///
/// Skills and majors in it are numbers of the process's vocabulary: what is stored is their names.
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
    filters: Shared<[Clause]>,
    aspects: Aspects,
    profiles: Vec<Option<Saved>>,
    /// For each profile the share of all asked skills below which no fit reaches its least score.
    least_shares: Vec<f32>,
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
    counterpart: Counterpart,
    is_person: bool,
    least: Points,
    filters: SharedNumber,
    aspects: AspectsOf,
    skills: Box<[SkillClaim]>,
}

impl SavedProfiles {
    /// Adds a profile, or puts it in the place of the one that was saved under `id`.
    pub fn save(&mut self, id: SavedProfileId, profile: SavedProfile) {
        self.forget(id);
        let slot = self.free.pop().unwrap_or(self.profiles.len() as Slot);
        if slot as usize == self.profiles.len() {
            self.profiles.push(None);
            self.least_shares.push(0.0);
        }
        let holders = self.holders(profile.counterpart);
        for claim in &profile.description.skills {
            holders.add(claim, slot);
        }
        self.least_shares[slot as usize] = least_share(&profile);
        let SavedProfile { mut description, counterpart, filters, least } = profile;
        self.profiles[slot as usize] = Some(Saved {
            id,
            counterpart,
            is_person: description.is_person,
            least,
            filters: self.filters.hold(clauses_of(&filters, &mut self.lexicon)),
            skills: std::mem::take(&mut description.skills).into(),
            aspects: self.aspects.hold(counterpart, description),
        });
        self.slots.insert(id, slot);
    }

    /// Takes a profile out; one that is not there makes no difference.
    pub fn forget(&mut self, id: SavedProfileId) {
        let Some(slot) = self.slots.remove(&id) else { return };
        let Some(saved) = self.profiles[slot as usize].take() else { return };
        let holders = self.holders(saved.counterpart);
        for claim in &saved.skills {
            holders.remove(claim, slot);
        }
        self.filters.release(saved.filters);
        self.aspects.release(saved.aspects);
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
        let (mut verdicts, mut worths) = (self.filters.outcomes(), self.aspects.worths());
        let fits = self.reached_by(&described, market).into_iter().filter_map(|reached| {
            let saved = self.profiles[reached.doc as usize].as_ref()?;
            let skills = Points::of(skill_points(saved.is_person) * reached.points + ROUNDING);
            let beside = self.aspects.worth(saved.aspects, &described, market, &mut worths)?;
            let pass = || self.filters.value(saved.filters).iter().all(|clause| clause.holds(&arrival, &self.lexicon));
            if skills + beside < saved.least || !verdicts.of(saved.filters, pass) {
                return None;
            }
            let description = self.aspects.with_skills(saved.aspects, &saved.skills);
            let (need, offer) = saved.counterpart.sides(&description, &described);
            let fit = fit(need, offer, market);
            (fit.is_possible() && fit.score >= saved.least).then_some((saved.id, fit))
        });
        fits.collect()
    }

    /// The profiles for which skills do not rule the listing out, each with the share of all asked skills that is there.
    fn reached_by(&self, listing: &Description, market: &Market) -> Vec<Bound> {
        let enough = |slot: Slot, share: f32| (share >= self.least_shares[slot as usize]).then_some(share);
        let asked = asked_weight(&listing.skills, market);
        with_bounds(|bounds| {
            bounds.begin(self.profiles.len() as u32);
            add_what_is_had(&self.having, listing, market, bounds);
            let mut reached = bounds.take(|slot, sum| enough(slot, sum / asked));
            if !self.asking.is_empty() {
                add_what_is_asked(&self.asking, listing, market, bounds);
                reached.extend(bounds.take(|slot, sum| {
                    let saved = self.profiles[slot as usize].as_ref().filter(|_| sum > 0.0)?;
                    enough(slot, sum / asked_weight(&saved.skills, market))
                }));
            }
            reached
        })
    }
}

/// The share of all asked skills below which no fit reaches the least score, whatever else adds to it.
fn least_share(profile: &SavedProfile) -> f32 {
    let least = profile.least.as_f64() as f32 - most_beside_skills(&profile.description);
    (least - ROUNDING - ROUNDING_OF_SUMS) / skill_points(profile.description.is_person)
}

/// Adds up, for who has skills, what those weigh that `need` asks for.
fn add_what_is_had(having: &Holders, need: &Description, market: &Market, bounds: &mut Bounds) {
    for (turn, asked) in (1..).zip(&need.skills) {
        let whole = weight(asked, market);
        for kin in market.vocabulary.kinship().heard_of(asked.skill) {
            let worth = |code: SkillCode| {
                let support = Support { claim: code.claim(kin.skill), kin };
                whole * support.share(asked.level)
            };
            for (worth, slots) in having.of(kin.skill, worth) {
                slots.iter().for_each(|&slot| bounds.add_best(slot, turn, worth));
            }
        }
    }
}

/// Adds up, for who asks for skills, what those weigh that `offer` has.
fn add_what_is_asked(asking: &Holders, offer: &Description, market: &Market, bounds: &mut Bounds) {
    let standing = Standing::of(offer, market.vocabulary);
    for skill in standing.skills() {
        let worths = standing.worths(skill, market, |_| true);
        for (worth, slots) in asking.of(skill, |code| code.worth(&worths)) {
            slots.iter().for_each(|&slot| bounds.add(slot, worth));
        }
    }
}
