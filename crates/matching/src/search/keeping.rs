//! Which listings are still wanted while they are weighed, and the best of those that were.

use std::hash::{Hash as _, Hasher as _};

use rongqiao_model::ListingId;
use rustc_hash::{FxHashMap, FxHashSet, FxHasher};
use uuid::Uuid;

use super::fitting::FitHit;
use crate::fit::{Description, Fit, Points};

/// Listings kept for each one asked for, so that enough are left when those that say the same are folded.
const SPARE: usize = 3;

/// What a listing has to reach to be an answer.
#[derive(Clone, Copy, Debug)]
pub(super) struct Least {
    /// Its score.
    pub(super) score: Points,
    /// What skills, words and major bring.
    pub(super) in_common: Points,
}

impl Least {
    fn is_reached_by(self, fit: &Fit) -> bool {
        fit.score >= self.score && fit.in_common() >= self.in_common
    }
}

/// What listings have to reach to be answers, by how many of their conditions fail: none, one, or more than that; `None`
/// where nothing makes them one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wanted(pub(super) [Option<Least>; Wanted::CLASSES]);

impl Wanted {
    /// Numbers of failing conditions that are told apart; the last one stands for all from there on.
    pub(super) const CLASSES: usize = 3;

    /// The class of listings that fail so many conditions.
    pub(super) const fn class(failing: usize) -> usize {
        if failing < Self::CLASSES { failing } else { Self::CLASSES - 1 }
    }

    /// Whether a listing is an answer.
    pub(super) fn includes(&self, fit: &Fit) -> bool {
        self.0[Self::class(fit.unmet.len())].is_some_and(|least| least.is_reached_by(fit))
    }

    /// The least that makes a listing an answer that is known to fail so many conditions and may fail others.
    pub(super) fn least_of(&self, known_to_fail: usize) -> Option<Least> {
        let possible = || self.0[Self::class(known_to_fail)..].iter().flatten();
        let score = possible().map(|least| least.score).min()?;
        let in_common = possible().map(|least| least.in_common).min()?;
        Some(Least { score, in_common })
    }
}

/// Who takes the listings that are weighed.
pub(super) trait Taker {
    /// What is still wanted; never more than before.
    fn wanted(&self) -> Wanted;

    /// Takes a listing that is wanted.
    fn take(&mut self, kept: Kept);
}

/// Hands each listing on.
pub(super) struct Each<F> {
    pub(super) wanted: Wanted,
    pub(super) take: F,
}

impl<F: FnMut(Kept)> Taker for Each<F> {
    fn wanted(&self) -> Wanted {
        self.wanted
    }

    fn take(&mut self, kept: Kept) {
        (self.take)(kept);
    }
}

/// The best listings, with some to spare for those that say the same.
#[derive(Debug)]
pub(super) struct Best {
    limit: usize,
    spare: usize,
    least: Least,
    /// The best first.
    sorted: Vec<Kept>,
}

impl Best {
    pub(super) fn new(limit: usize, least: Least) -> Self {
        Self { limit, spare: limit.saturating_mul(SPARE), least, sorted: Vec::new() }
    }

    /// What another listing has to reach to be among them.
    fn least(&self) -> Least {
        self.last_if_full().map_or(self.least, |last| Least { score: last.score, ..self.least })
    }

    fn last_if_full(&self) -> Option<&Kept> {
        self.sorted.last().filter(|_| self.sorted.len() >= self.spare)
    }

    fn keep(&mut self, kept: Kept) {
        let place = self.sorted.partition_point(|other| *other > kept);
        self.sorted.insert(place, kept);
        self.sorted.truncate(self.spare);
    }

    /// The score that another listing has to reach to be among the `limit` that are shown; `None` as long as there are
    /// fewer. It never falls.
    fn last_shown(&self) -> Option<Points> {
        let mut contents = FxHashSet::default();
        let mut kept = self.sorted.iter();
        let last = kept.find(|kept| contents.insert(kept.content) && contents.len() >= self.limit);
        last.or_else(|| self.last_if_full()).map(|last| last.score)
    }

    /// Lets go of all that stay below `score`, now and later.
    fn raise(&mut self, score: Points) {
        self.least.score = self.least.score.max(score);
        self.sorted.truncate(self.sorted.partition_point(|kept| kept.score >= score));
    }

    /// The listings that are shown, those that say the same behind the first of them.
    pub(super) fn folded(self) -> Vec<FitHit> {
        let mut hits: Vec<FitHit> = Vec::new();
        let mut places: FxHashMap<u64, usize> = FxHashMap::default();
        for kept in self.sorted {
            match places.get(&kept.content) {
                Some(&place) => hits[place].folded += 1,
                None if hits.len() < self.limit => {
                    places.insert(kept.content, hits.len());
                    hits.push(FitHit { id: ListingId::from_uuid(kept.id), fit: kept.fit, folded: 0 });
                }
                None => {}
            }
        }
        hits
    }
}

impl Taker for Best {
    fn wanted(&self) -> Wanted {
        Wanted([Some(self.least()), None, None])
    }

    fn take(&mut self, kept: Kept) {
        self.keep(kept);
    }
}

/// The best listings, and the best of those that would be shown with them if one condition more were met.
#[derive(Debug)]
pub(super) struct BestAndNear {
    pub(super) fits: Best,
    pub(super) near_misses: Best,
}

impl Taker for BestAndNear {
    fn wanted(&self) -> Wanted {
        Wanted([Some(self.fits.least()), Some(self.near_misses.least()), None])
    }

    fn take(&mut self, kept: Kept) {
        if !kept.fit.is_possible() {
            self.near_misses.keep(kept);
            return;
        }
        self.fits.keep(kept);
        if let Some(score) = self.fits.last_shown() {
            self.near_misses.raise(score);
        }
    }
}

/// A listing that is an answer.
#[derive(Debug)]
pub(super) struct Kept {
    score: Points,
    published: u32,
    id: Uuid,
    /// The same for listings that say the same.
    content: u64,
    pub(super) fit: Fit,
}

impl Kept {
    pub(super) fn new(id: Uuid, published: u32, described: &Description, fit: Fit) -> Self {
        Self { score: fit.score, published, id, content: content_of(described), fit }
    }

    const fn order(&self) -> (Points, u32, Uuid) {
        (self.score, self.published, self.id)
    }
}

/// A number that is the same for listings that say the same, wherever the place is.
fn content_of(described: &Description) -> u64 {
    let mut hasher = FxHasher::default();
    described.words.hash(&mut hasher);
    described.skills.iter().for_each(|claim| claim.skill.hash(&mut hasher));
    let terms = (described.education, described.experience_years, described.pay_yuan, &described.employment);
    terms.hash(&mut hasher);
    hasher.finish()
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
