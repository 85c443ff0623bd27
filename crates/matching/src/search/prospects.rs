//! The most that documents can reach: what they share, and what their facts add, looked up by the facts' numbers.

use std::cmp::Ordering;

use rongqiao_model::choice::Side;
use rongqiao_model::kind::ListingKind;

use super::block::Block;
use super::fitting::{Conditions, Counterpart, FitQuery};
use super::view::Segment;
use crate::facts::UNKNOWN;
use crate::fit::{Beside, Demands, Description, Market, Points, most_for_terms};

/// Stands for a fact that rules a listing out.
const RULED_OUT: f32 = f32::NEG_INFINITY;

/// What rounding to tenths may add to a part of a fit.
const ROUNDING: f32 = 0.05;

/// Parts of a fit besides skills.
const OTHER_PARTS: f32 = 7.0;

/// For one description and one segment, what the facts of listings add to its fits with them.
pub(super) struct Prospects<'a> {
    segment: &'a Segment,
    own: &'a Description,
    counterpart: Counterpart,
    conditions: Conditions,
    market: &'a Market,
    /// By the number of the fact, what it adds, or [`RULED_OUT`].
    education: Vec<f32>,
    experience: Vec<f32>,
    employment: Vec<f32>,
    cities: Vec<f32>,
    /// The most that is neither shared nor looked up: pay and time.
    of_rest: f32,
}

/// A document with the most that it can reach; who reaches more comes first.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Prospect {
    pub(super) doc: u32,
    most: f32,
}

impl Prospect {
    /// The score that its fit cannot exceed.
    pub(super) fn most(&self) -> Points {
        Points::of(self.most)
    }

    fn order(&self, other: &Self) -> Ordering {
        other.most.total_cmp(&self.most).then(self.doc.cmp(&other.doc))
    }
}

impl<'a> Prospects<'a> {
    pub(super) fn of(query: &FitQuery<'a>, market: &'a Market, segment: &'a Segment) -> Self {
        let own = query.description;
        let prospects = Self {
            segment,
            own,
            counterpart: query.counterpart,
            conditions: query.conditions,
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

    /// What a listing adds of which nothing else is known.
    fn worth(&self, demands: Demands, city: Option<&str>) -> f32 {
        let listing = Description::kept(std::iter::empty(), demands, city);
        let (need, offer) = self.counterpart.sides(self.own, &listing);
        let beside = Beside::new(need, offer, self.market);
        if self.conditions.may_allow(beside.unmet().len()) { beside.points().as_f64() as f32 } else { RULED_OUT }
    }

    /// The documents of `block` that may reach `least` and that `passes` lets through, the most promising first.
    pub(super) fn reaching(&self, least: Points, block: &Block, passes: impl Fn(u32) -> bool) -> Vec<Prospect> {
        let least = least.as_f64() as f32;
        // What is shared is asked first, for it seldom is enough, which a processor guesses right.
        let needed = (least - self.most_beside_shared()).max(f32::MIN_POSITIVE);
        let enough = block.points().filter(|&(_, points)| points >= needed);
        let prospects = enough.map(|(doc, points)| Prospect { doc, most: points + self.beside_shared(doc) });
        let mut reaching: Vec<Prospect> =
            prospects.filter(|prospect| prospect.most >= least && passes(prospect.doc)).collect();
        reaching.sort_unstable_by(Prospect::order);
        reaching
    }

    /// The most that anything adds to what any document shares.
    fn most_beside_shared(&self) -> f32 {
        let most = |worths: &[f32]| worths.iter().copied().fold(RULED_OUT, f32::max);
        let of_facts = most(&self.cities) + most(&self.education) + most(&self.experience) + most(&self.employment);
        of_facts + self.of_rest + self.of_rounding(self.segment.loaded.skills.largest_count)
    }

    /// The most that anything adds to what a document shares, or [`RULED_OUT`].
    fn beside_shared(&self, doc: u32) -> f32 {
        self.of_facts(doc) + self.of_rest + self.of_rounding(self.segment.loaded.skills.counts[doc as usize])
    }

    /// What rounding may add if a document claims so many skills.
    fn of_rounding(&self, skills: u16) -> f32 {
        let asked = match self.counterpart {
            Counterpart::Asks => f32::from(skills),
            Counterpart::Offers => self.own.skills.len() as f32,
        };
        ROUNDING * asked
    }

    /// The most that the facts of a document add, or [`RULED_OUT`].
    fn of_facts(&self, doc: u32) -> f32 {
        let columns = &self.segment.loaded.columns;
        let at = doc as usize;
        let of_city = self.cities[usize::from(columns.city[at])];
        let kind = ListingKind::ALL.get(usize::from(columns.kind[at]));
        if kind.is_none_or(|kind| kind.side() == Side::Supply) {
            return of_city;
        }
        let by = |worth: &[f32], number: u8| worth[usize::from(number)];
        of_city
            + by(&self.education, columns.education[at])
            + by(&self.experience, columns.experience[at])
            + by(&self.employment, columns.employment[at])
    }
}
