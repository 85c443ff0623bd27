//! Finds the listings that fit a description best, exactly, without weighing them all.
//!
//! The lists of the skills that count are added up first, which gives each listing a bound that its fit cannot exceed.
//! Listings are then weighed in the order of their bounds until no bound reaches what is found already. Whoever shares
//! no skill that counts is no answer, however well the rest would fit.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::hash::{Hash as _, Hasher as _};

use rongqiao_model::{ListingId, OrganisationId};
use rustc_hash::{FxHashMap, FxHasher};
use time::OffsetDateTime;
use uuid::Uuid;

use super::bounds::{Bound, Bounds, with_bounds};
use super::filter::SegmentFilter;
use super::view::{Segment, View};
use crate::fit::{
    Description, Fit, Points, SkillClaim, SkillCode, Support, Weighing, asked_weight, fit, most_beside_skills,
    skill_points, weight,
};
use crate::query::Filters;
use crate::schema::organisation_key;

/// Rounding of each part of a fit to tenths may add up to so much.
pub(crate) const ROUNDING: f32 = 2.0;

/// The side that the listings to find are on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counterpart {
    /// They ask for what the description has.
    Asks,
    /// They have what the description asks for.
    Offers,
}

/// What to find for a description.
#[derive(Clone, Debug)]
pub struct FitQuery<'a> {
    /// What is known.
    pub description: &'a Description,
    /// The side to look on.
    pub counterpart: Counterpart,
    /// What must hold besides.
    pub filters: Filters,
    /// Listings that would be no answer, such as the one described.
    pub except: Vec<ListingId>,
    /// An organisation whose own listings would be no answer.
    pub not_of: Option<OrganisationId>,
    /// Listings to return.
    pub limit: usize,
    /// Listings below this score are no answers.
    pub least: Points,
}

/// A listing that fits.
#[derive(Clone, Debug, PartialEq)]
pub struct FitHit {
    /// The listing.
    pub id: ListingId,
    /// How well it fits, and why.
    pub fit: Fit,
    /// How many others say the same and stand behind it.
    pub folded: usize,
}

/// Finds the best fits, best first; of equal ones the newer first.
pub(crate) fn best_fits(view: &View, query: &FitQuery<'_>, now: OffsetDateTime) -> Vec<FitHit> {
    let search = Search::new(view, query, now);
    let spare = query.limit.saturating_mul(SPARE);
    let mut best: BinaryHeap<Reverse<Kept>> = BinaryHeap::with_capacity(spare + 1);
    for segment in &view.segments {
        search.weigh_in_order(segment, &mut |kept| {
            best.push(Reverse(kept));
            if best.len() > spare {
                best.pop();
            }
            if best.len() < spare { query.least } else { best.peek().map_or(query.least, |least| least.0.score) }
        });
    }
    let sorted = best.into_sorted_vec();
    folded(sorted.into_iter().map(|kept| kept.0), query.limit)
}

/// Counts the listings that reach the least score of `query`.
pub(crate) fn count_fits(view: &View, query: &FitQuery<'_>, now: OffsetDateTime) -> usize {
    let search = Search::new(view, query, now);
    let mut count = 0;
    for segment in &view.segments {
        search.weigh_in_order(segment, &mut |_| {
            count += 1;
            query.least
        });
    }
    count
}

/// Puts listings that say the same behind the first of them.
fn folded(sorted: impl Iterator<Item = Kept>, limit: usize) -> Vec<FitHit> {
    let mut hits: Vec<FitHit> = Vec::new();
    let mut places: FxHashMap<u64, usize> = FxHashMap::default();
    for kept in sorted {
        match places.get(&kept.content) {
            Some(&place) => hits[place].folded += 1,
            None if hits.len() < limit => {
                places.insert(kept.content, hits.len());
                hits.push(FitHit { id: ListingId::from_uuid(kept.id), fit: kept.fit, folded: 0 });
            }
            None => {}
        }
    }
    hits
}

/// Listings kept for each one asked for, so that enough are left when those that say the same are folded.
const SPARE: usize = 3;

struct Search<'a> {
    view: &'a View,
    query: &'a FitQuery<'a>,
    now: u32,
    beside: f32,
    with_person: bool,
    weighing: Weighing<'a>,
}

impl<'a> Search<'a> {
    fn new(view: &'a View, query: &'a FitQuery<'a>, now: OffsetDateTime) -> Self {
        let with_person = query.description.is_person;
        Self {
            view,
            query,
            now: u32::try_from(now.unix_timestamp()).unwrap_or(0),
            beside: most_beside_skills(query.description, with_person),
            with_person,
            weighing: Weighing::new(query.description, &view.market),
        }
    }

    /// Weighs the documents of a segment in the order of their bounds while one may still be wanted.
    ///
    /// `take` gets each listing that is an answer, and says from which score on another one is wanted.
    fn weigh_in_order(&self, segment: &Segment, take: &mut dyn FnMut(Kept) -> Points) {
        let filter = SegmentFilter::new(&self.query.filters, segment, self.now, u32::MAX);
        let mut bounds = with_bounds(|bounds| {
            match self.query.counterpart {
                Counterpart::Asks => self.add_needs(segment, bounds),
                Counterpart::Offers => self.add_offers(segment, bounds),
            }
            bounds.take(|doc| filter.is_present(doc) && filter.passes(doc) && !self.is_own(segment, doc))
        });
        let mut least = self.query.least;
        while let Some(Bound { points, doc }) = bounds.pop() {
            if Points::of(points + self.beside + ROUNDING) < least {
                return;
            }
            let (fit, content) = self.weigh(segment, doc);
            if !fit.is_possible() || fit.score < least {
                continue;
            }
            let id = segment.id_of(doc);
            if !self.query.except.contains(&ListingId::from_uuid(id)) {
                let published = segment.loaded.columns.published[doc as usize];
                least = take(Kept { score: fit.score, published, id, content, fit }).max(least);
            }
        }
    }

    /// Whether the listing belongs to the organisation that asks, which needs nobody to introduce it to itself.
    fn is_own(&self, segment: &Segment, doc: u32) -> bool {
        let own = self.query.not_of.map(|id| organisation_key(id.as_uuid()));
        own.is_some_and(|key| segment.loaded.organisations.get_val(doc) == key)
    }

    fn weigh(&self, segment: &Segment, doc: u32) -> (Fit, u64) {
        let described = segment.describe(doc);
        let fit = match self.query.counterpart {
            Counterpart::Asks => self.weighing.fit(&described),
            Counterpart::Offers => fit(self.query.description, &described, &self.view.market),
        };
        let mut hasher = FxHasher::default();
        (&described.words, described.skills.iter().map(|claim| claim.skill).collect::<Vec<_>>()).hash(&mut hasher);
        (fit, hasher.finish())
    }

    /// Adds up what the description's skills bring to each listing that asks for them: exact, but for rounding.
    fn add_needs(&self, segment: &Segment, bounds: &mut Bounds) {
        bounds.begin(segment.reader.max_doc());
        for skill in self.weighing.standing.skills() {
            let worth = worth_by_code(|code| self.worth(&code.claim(skill)));
            for (doc, code) in segment.loaded.skills.of(skill) {
                let whole = segment.asked[doc as usize];
                bounds.add(doc, worth[usize::from(code.bits())] / whole);
            }
        }
    }

    /// What the description brings for a skill that is asked for, before the listing's own whole.
    fn worth(&self, asked: &SkillClaim) -> f32 {
        let support = self.weighing.standing.best(asked.skill, asked.level);
        let share = support.map_or(0.0, |support| support.share(asked.level));
        skill_points(self.with_person) * weight(asked, &self.view.market) * share
    }

    /// Adds up the most that each listing's skills can bring to the description, which asks for them.
    fn add_offers(&self, segment: &Segment, bounds: &mut Bounds) {
        bounds.begin(segment.reader.max_doc());
        let need = self.query.description;
        let market = &self.view.market;
        let per_weight = skill_points(self.with_person) / asked_weight(need, market);
        for (turn, asked) in (1..).zip(&need.skills) {
            let whole = weight(asked, market) * per_weight;
            for kin in market.vocabulary.kinship().heard_of(asked.skill) {
                let worth = worth_by_code(|code| {
                    let support = Support { claim: code.claim(kin.skill), relation: kin.relation };
                    whole * support.share(asked.level)
                });
                for (doc, code) in segment.loaded.skills.of(kin.skill) {
                    bounds.add_best(doc, turn, worth[usize::from(code.bits())]);
                }
            }
        }
    }
}

/// A table of what each way to claim a skill is worth.
fn worth_by_code(worth: impl Fn(SkillCode) -> f32) -> [f32; SkillCode::COUNT] {
    std::array::from_fn(|bits| worth(SkillCode::from_bits(bits as u8)))
}

/// A listing that is an answer.
#[derive(Debug)]
struct Kept {
    score: Points,
    published: u32,
    id: Uuid,
    /// The same for listings that say the same.
    content: u64,
    fit: Fit,
}

impl Kept {
    const fn order(&self) -> (Points, u32, Uuid) {
        (self.score, self.published, self.id)
    }
}

impl PartialEq for Kept {
    fn eq(&self, other: &Self) -> bool {
        self.order() == other.order()
    }
}

impl Eq for Kept {}

impl PartialOrd for Kept {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Kept {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.order().cmp(&other.order())
    }
}
