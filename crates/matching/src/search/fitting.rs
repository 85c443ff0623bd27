//! Finds the listings that fit a description best, exactly, without weighing them all.
//!
//! The documents are gone through block by block. What those of a block share with the description is added up from
//! the lists of its skills, words and majors, which with what their facts add gives each a score that its fit cannot
//! exceed. They are weighed in the order of what they can reach until none reaches what is found already; what that is
//! depends on how many conditions their facts are known to fail, so that near misses are found on the same way as fits.
//! Whoever shares no skill that counts is no answer, however well the rest would fit.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use rongqiao_model::{ListingId, OrganisationId};
use time::OffsetDateTime;

use super::block::for_each_block;
use super::filter::SegmentFilter;
use super::keeping::{Best, BestAndNear, Each, Kept, Least, Taker, Wanted};
use super::prospects::{Prospect, Prospects};
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
}

/// What to find besides the fits: listings that would be shown with them if one condition more were met.
#[derive(Clone, Copy, Debug)]
pub struct NearMisses {
    /// Listings to return.
    pub limit: usize,
    /// Listings below this score are no near misses, nor are those below the last fit that is shown, once as many fits are
    /// as were asked for.
    pub least: Points,
    /// Nor are those with which skills, words and major bring less than this.
    pub least_in_common: Points,
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

/// What fits, and what nearly does.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FitsAndNearMisses {
    /// Listings that meet every condition, best first.
    pub fits: Vec<FitHit>,
    /// Listings that meet every condition but one, best first.
    pub near_misses: Vec<FitHit>,
}

/// Finds the best fits, best first; of equal ones the newer first.
pub(crate) fn best_fits(view: &View, query: &FitQuery<'_>, now: OffsetDateTime) -> Vec<FitHit> {
    let mut best = Best::new(query.limit, least_of(query));
    Search::new(view, query, now).weigh_all(&mut best);
    best.folded()
}

/// Finds the best fits and the best near misses in one go.
pub(crate) fn best_fits_and_near_misses(
    view: &View,
    query: &FitQuery<'_>,
    near: NearMisses,
    now: OffsetDateTime,
) -> FitsAndNearMisses {
    let least = Least { score: near.least, in_common: near.least_in_common };
    let mut best =
        BestAndNear { fits: Best::new(query.limit, least_of(query)), near_misses: Best::new(near.limit, least) };
    Search::new(view, query, now).weigh_all(&mut best);
    FitsAndNearMisses { fits: best.fits.folded(), near_misses: best.near_misses.folded() }
}

/// Counts the listings that reach the least of `query`.
pub(crate) fn count_fits(view: &View, query: &FitQuery<'_>, now: OffsetDateTime) -> usize {
    let mut count = 0;
    let wanted = Wanted([Some(least_of(query)), None, None]);
    Search::new(view, query, now).weigh_all(&mut Each { wanted, take: |_| count += 1 });
    count
}

/// Counts, among the listings that reach the least of `query` whatever their conditions, those that each condition rules
/// out; the one that rules out most comes first.
pub(crate) fn count_ruled_out(view: &View, query: &FitQuery<'_>, now: OffsetDateTime) -> Vec<(ConditionKind, usize)> {
    let mut counts = [0; ConditionKind::ALL.len()];
    let take = |kept: Kept| {
        let failing: BTreeSet<ConditionKind> = kept.fit.unmet.iter().map(Condition::kind).collect();
        failing.iter().for_each(|&kind| counts[kind as usize] += 1);
    };
    let wanted = Wanted([Some(least_of(query)); Wanted::CLASSES]);
    Search::new(view, query, now).weigh_all(&mut Each { wanted, take });
    let counted = ConditionKind::ALL.iter().copied().zip(counts).filter(|&(_, count)| count > 0);
    let mut counted: Vec<_> = counted.collect();
    counted.sort_by_key(|&(_, count)| Reverse(count));
    counted
}

const fn least_of(query: &FitQuery<'_>) -> Least {
    Least { score: query.least, in_common: query.least_in_common }
}

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

    /// Has `taker` take every listing that it wants.
    fn weigh_all(&self, taker: &mut impl Taker) {
        self.view.segments.iter().for_each(|segment| self.weigh_in_order(segment, taker));
    }

    /// Weighs the documents of a segment that may be wanted, the most promising of each block first.
    fn weigh_in_order(&self, segment: &Segment, taker: &mut impl Taker) {
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
            for prospect in prospects.reaching(&taker.wanted(), block, passes) {
                if let Some(kept) = self.weigh(segment, prospect, &taker.wanted()) {
                    taker.take(kept);
                }
            }
        });
    }

    /// Whether the listing belongs to the organisation that asks, which needs nobody to introduce it to itself.
    fn is_own(&self, segment: &Segment, doc: u32) -> bool {
        let own = self.query.not_of.map(|id| organisation_key(id.as_uuid()));
        own.is_some_and(|key| segment.loaded.organisations.get_val(doc) == key)
    }

    /// The listing of a document with its fit, if it is `wanted`.
    fn weigh(&self, segment: &Segment, prospect: Prospect, wanted: &Wanted) -> Option<Kept> {
        let is_promising =
            |failing: usize| wanted.least_of(failing).is_some_and(|least| prospect.most() >= least.score);
        if !is_promising(prospect.failing()) {
            return None;
        }
        let described = segment.describe(prospect.doc);
        let (need, offer) = self.query.counterpart.sides(self.query.description, &described);
        if !is_promising(Beside::new(need, offer, &self.view.market).unmet().len()) {
            return None;
        }
        let fit = match self.query.counterpart {
            Counterpart::Asks => self.weighing.fit(&described),
            Counterpart::Offers => fit(need, offer, &self.view.market),
        };
        if !wanted.includes(&fit) {
            return None;
        }
        let id = segment.id_of(prospect.doc);
        let published = segment.loaded.columns.published[prospect.doc as usize];
        let is_except = self.query.except.contains(&ListingId::from_uuid(id));
        (!is_except).then(|| Kept::new(id, published, &described, fit))
    }
}
