//! Finds the listings that fit a description best, exactly, without weighing them all.
//!
//! The documents are gone through block by block. What those of a block share with the description is added up from
//! the lists of its skills, words and majors, which with what their facts add gives each a score that its fit cannot
//! exceed. They are weighed in the order of what they can reach until none reaches what is found already. Whoever
//! shares no skill that counts is no answer, however well the rest would fit.

use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap};
use std::hash::{Hash as _, Hasher as _};

use rongqiao_model::{ListingId, OrganisationId};
use rustc_hash::{FxHashMap, FxHasher};
use time::OffsetDateTime;
use uuid::Uuid;

use super::block::for_each_block;
use super::filter::SegmentFilter;
use super::prospects::Prospects;
use super::shared::Shared;
use super::view::{Segment, View};
use crate::fit::{Beside, Condition, ConditionKind, Description, Fit, Points, Weighing, fit};
use crate::query::Filters;
use crate::schema::organisation_key;

/// The side that the listings to find are on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Counterpart {
    /// They ask for what the description has.
    Asks,
    /// They have what the description asks for.
    Offers,
}

impl Counterpart {
    /// Who of a description and a listing on this side asks, and who offers.
    pub(crate) const fn sides<'a>(
        self,
        own: &'a Description,
        listing: &'a Description,
    ) -> (&'a Description, &'a Description) {
        match self {
            Self::Asks => (listing, own),
            Self::Offers => (own, listing),
        }
    }
}

/// How many conditions may fail.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Conditions {
    /// None: such listings are possible.
    #[default]
    AllMet,
    /// Exactly one does: such listings are near misses.
    OneFails,
    /// Any number.
    Any,
}

impl Conditions {
    const fn allow(self, failing: usize) -> bool {
        match self {
            Self::AllMet => failing == 0,
            Self::OneFails => failing == 1,
            Self::Any => true,
        }
    }

    /// Whether it may still be allowed when so many are known to fail and others may.
    pub(super) const fn may_allow(self, known_to_fail: usize) -> bool {
        match self {
            Self::AllMet => known_to_fail == 0,
            Self::OneFails => known_to_fail <= 1,
            Self::Any => true,
        }
    }
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
    /// Nor are those with which skills, words and major bring less than this.
    pub least_in_common: Points,
    /// How many conditions of an answer may fail.
    pub conditions: Conditions,
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
    let mut least = query.least;
    for segment in &view.segments {
        search.weigh_in_order(segment, &mut least, &mut |kept| {
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
    let mut least = query.least;
    for segment in &view.segments {
        search.weigh_in_order(segment, &mut least, &mut |_| {
            count += 1;
            query.least
        });
    }
    count
}

/// Counts, among the listings that reach the least of `query` whatever their conditions, those that each condition rules
/// out; the one that rules out most comes first.
pub(crate) fn count_ruled_out(view: &View, query: &FitQuery<'_>, now: OffsetDateTime) -> Vec<(ConditionKind, usize)> {
    let query = FitQuery { conditions: Conditions::Any, ..query.clone() };
    let search = Search::new(view, &query, now);
    let mut counts = [0; ConditionKind::ALL.len()];
    let mut least = query.least;
    for segment in &view.segments {
        search.weigh_in_order(segment, &mut least, &mut |kept| {
            let failing: BTreeSet<ConditionKind> = kept.fit.unmet.iter().map(Condition::kind).collect();
            failing.iter().for_each(|&kind| counts[kind as usize] += 1);
            query.least
        });
    }
    let counted = ConditionKind::ALL.iter().copied().zip(counts).filter(|&(_, count)| count > 0);
    let mut counted: Vec<_> = counted.collect();
    counted.sort_by_key(|&(_, count)| Reverse(count));
    counted
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
    weighing: Weighing<'a>,
}

impl<'a> Search<'a> {
    fn new(view: &'a View, query: &'a FitQuery<'a>, now: OffsetDateTime) -> Self {
        Self {
            view,
            query,
            now: u32::try_from(now.unix_timestamp()).unwrap_or(0),
            weighing: Weighing::new(query.description, &view.market),
        }
    }

    /// Weighs the documents of a segment, the most promising of each block first, as long as one may still be wanted.
    ///
    /// `take` gets each listing that reaches `least`, and says from which score on another one is wanted.
    fn weigh_in_order(&self, segment: &Segment, least: &mut Points, take: &mut dyn FnMut(Kept) -> Points) {
        let FitQuery { description, counterpart, filters, .. } = self.query;
        let market = &self.view.market;
        let filter = SegmentFilter::new(filters, segment, self.now, u32::MAX);
        let passes = |doc: u32| filter.is_present(doc) && filter.passes(doc) && !self.is_own(segment, doc);
        let mut shared = Shared::of(description, &self.weighing.standing, *counterpart, market, segment);
        let prospects = Prospects::of(self.query, market, segment);
        for_each_block(segment.reader.max_doc(), |block| {
            if !block.documents().any(passes) {
                return;
            }
            shared.add_to(block);
            for prospect in prospects.reaching(*least, block, passes) {
                if prospect.most() < *least {
                    break;
                }
                if let Some(kept) = self.weigh(segment, prospect.doc, *least) {
                    *least = take(kept);
                }
            }
        });
    }

    /// Whether the listing belongs to the organisation that asks, which needs nobody to introduce it to itself.
    fn is_own(&self, segment: &Segment, doc: u32) -> bool {
        let own = self.query.not_of.map(|id| organisation_key(id.as_uuid()));
        own.is_some_and(|key| segment.loaded.organisations.get_val(doc) == key)
    }

    /// The listing of a document with its fit, if it is an answer that reaches `least`.
    fn weigh(&self, segment: &Segment, doc: u32, least: Points) -> Option<Kept> {
        let described = segment.describe(doc);
        let (need, offer) = self.query.counterpart.sides(self.query.description, &described);
        if !self.query.conditions.may_allow(Beside::new(need, offer, &self.view.market).unmet().len()) {
            return None;
        }
        let fit = match self.query.counterpart {
            Counterpart::Asks => self.weighing.fit(&described),
            Counterpart::Offers => fit(need, offer, &self.view.market),
        };
        let id = segment.id_of(doc);
        let is_enough = fit.score >= least && fit.in_common() >= self.query.least_in_common;
        if !is_enough
            || !self.query.conditions.allow(fit.unmet.len())
            || self.query.except.contains(&ListingId::from_uuid(id))
        {
            return None;
        }
        let published = segment.loaded.columns.published[doc as usize];
        Some(Kept { score: fit.score, published, id, content: content_of(&described), fit })
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
