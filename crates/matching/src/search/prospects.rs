//! The most that documents can reach: what they share, and what their facts add, looked up by the facts' numbers.

use std::cmp::Ordering;
use std::ops::Add;

use rongqiao_model::choice::Side;
use rongqiao_model::kind::ListingKind;

use super::block::Block;
use super::fitting::{Counterpart, FitQuery};
use super::keeping::{Least, Wanted};
use super::view::Segment;
use crate::facts::UNKNOWN;
use crate::fit::{Beside, Demands, Description, Market, Points, most_for_terms};

/// What rounding to tenths may add to a part of a fit.
const ROUNDING: f32 = 0.05;

/// Parts of a fit besides skills.
const OTHER_PARTS: f32 = 7.0;

/// For one description and one segment, what the facts of listings add to its fits with them.
pub(super) struct Prospects<'a> {
    segment: &'a Segment,
    own: &'a Description,
    counterpart: Counterpart,
    market: &'a Market,
    /// By the number of the fact, what it is worth.
    education: Vec<Worth>,
    experience: Vec<Worth>,
    employment: Vec<Worth>,
    cities: Vec<Worth>,
    /// The most that is neither shared nor looked up: pay and time.
    of_rest: f32,
}

/// What a fact is worth, or several together.
#[derive(Clone, Copy, Debug, Default)]
struct Worth {
    /// The most that it adds.
    points: f32,
    /// Conditions that it is known to fail.
    failing: u8,
}

impl Add for Worth {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { points: self.points + other.points, failing: self.failing + other.failing }
    }
}

/// A document with the most that it can reach; who reaches more comes first.
#[derive(Clone, Copy, Debug)]
pub(super) struct Prospect {
    pub(super) doc: u32,
    most: Worth,
}

impl Prospect {
    /// The score that its fit cannot exceed.
    pub(super) fn most(&self) -> Points {
        Points::of(self.most.points)
    }

    /// Conditions that it is known to fail.
    pub(super) fn failing(&self) -> usize {
        usize::from(self.most.failing)
    }

    fn order(&self, other: &Self) -> Ordering {
        other.most.points.total_cmp(&self.most.points).then(self.doc.cmp(&other.doc))
    }
}

impl<'a> Prospects<'a> {
    pub(super) fn of(query: &FitQuery<'a>, market: &'a Market, segment: &'a Segment) -> Self {
        let own = query.description;
        let prospects = Self {
            segment,
            own,
            counterpart: query.counterpart,
            market,
            education: Vec::new(),
            experience: Vec::new(),
            employment: Vec::new(),
            cities: Vec::new(),
            of_rest: most_for_terms(own) + ROUNDING * OTHER_PARTS,
        };
        let unknown = Demands {
            kind: ListingKind::Job.ordinal(),
            education: UNKNOWN,
            experience: UNKNOWN,
            employment: UNKNOWN,
            pay: (0, 0),
        };
        let numbers = 0..=UNKNOWN;
        let worth = |demands| prospects.worth(demands, None);
        let education = numbers.clone().map(|education| worth(Demands { education, ..unknown })).collect();
        let experience = numbers.clone().map(|experience| worth(Demands { experience, ..unknown })).collect();
        let employment = numbers.map(|employment| worth(Demands { employment, ..unknown })).collect();
        let cities = segment.loaded.cities.iter().map(|city| prospects.worth(unknown, Some(city))).collect();
        Self { education, experience, employment, cities, ..prospects }
    }

    /// What a listing is worth of which nothing else is known.
    fn worth(&self, demands: Demands, city: Option<&str>) -> Worth {
        let listing = Description::kept(std::iter::empty(), demands, city);
        let (need, offer) = self.counterpart.sides(self.own, &listing);
        let beside = Beside::new(need, offer, self.market);
        Worth { points: beside.points().as_f64() as f32, failing: beside.unmet().len() as u8 }
    }

    /// The documents of `block` that may be `wanted` and that `passes` lets through, the most promising first.
    pub(super) fn reaching(&self, wanted: &Wanted, block: &Block, passes: impl Fn(u32) -> bool) -> Vec<Prospect> {
        let leasts: [Option<Least>; Wanted::CLASSES] = std::array::from_fn(|failing| wanted.least_of(failing));
        let enough = block.reaching(leasts[0].map_or(f32::INFINITY, |least| self.least_shared(least)));
        let prospects = enough.map(|(doc, points)| {
            let shared = Worth { points, failing: 0 };
            Prospect { doc, most: shared + self.beside_shared(doc) }
        });
        let may_reach = |it: &Prospect| {
            leasts[Wanted::class(it.failing())].is_some_and(|least| it.most.points >= least.score.as_f64() as f32)
        };
        let mut reaching: Vec<Prospect> = prospects.filter(|it| may_reach(it) && passes(it.doc)).collect();
        reaching.sort_unstable_by(Prospect::order);
        reaching
    }

    /// The least that a document has to share, whatever its facts are.
    ///
    /// It is asked first, for what is shared seldom is enough, which a processor guesses right.
    fn least_shared(&self, least: Least) -> f32 {
        let most = |worths: &[Worth]| worths.iter().map(|worth| worth.points).fold(f32::NEG_INFINITY, f32::max);
        let of_facts = most(&self.cities) + most(&self.education) + most(&self.experience) + most(&self.employment);
        let of_rounding = self.of_rounding(self.segment.loaded.skills.largest_count);
        let for_score = least.score.as_f64() as f32 - of_facts - self.of_rest - of_rounding;
        let for_itself = least.in_common.as_f64() as f32 - of_rounding - ROUNDING * OTHER_PARTS;
        for_score.max(for_itself).max(f32::MIN_POSITIVE)
    }

    /// The most that anything adds to what a document shares.
    #[inline]
    fn beside_shared(&self, doc: u32) -> Worth {
        let rest = self.of_rest + self.of_rounding(self.segment.loaded.skills.counts[doc as usize]);
        self.of_facts(doc) + Worth { points: rest, failing: 0 }
    }

    /// What rounding may add if a document claims so many skills.
    fn of_rounding(&self, skills: u16) -> f32 {
        let asked = match self.counterpart {
            Counterpart::Asks => f32::from(skills),
            Counterpart::Offers => self.own.skills.len() as f32,
        };
        ROUNDING * asked
    }

    /// What the facts of a document are worth.
    #[inline]
    fn of_facts(&self, doc: u32) -> Worth {
        let columns = &self.segment.loaded.columns;
        let at = doc as usize;
        let of_city = self.cities[usize::from(columns.city[at])];
        let kind = ListingKind::ALL.get(usize::from(columns.kind[at]));
        if kind.is_none_or(|kind| kind.side() != Side::Demand) {
            return of_city;
        }
        let by = |worths: &[Worth], number: u8| worths[usize::from(number)];
        of_city
            + by(&self.education, columns.education[at])
            + by(&self.experience, columns.experience[at])
            + by(&self.employment, columns.employment[at])
    }
}
