//! What a listing's facts add to a fit besides skills, looked up by the facts' numbers instead of weighed.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use rongqiao_model::choice::Side;
use rongqiao_model::kind::ListingKind;

use super::bounds::Bound;
use super::fitting::{Conditions, Counterpart, FitQuery, ROUNDING};
use super::view::Segment;
use crate::facts::UNKNOWN;
use crate::fit::{Beside, Demands, Description, Market, Points, most_beside_facts, most_beside_skills, most_for_major};
use crate::skills::Nearness;

/// Stands for a fact that rules a listing out.
const RULED_OUT: f32 = f32::NEG_INFINITY;

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
    /// Documents that name a major of the description, or one near it.
    kindred: DocSet,
    /// The most that what is not looked up adds: words, pay and time.
    of_rest: f32,
}

/// A document with what its skills bring, and the most that it can reach; who reaches more is the greater.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Prospect {
    pub(super) doc: u32,
    pub(super) skills: f32,
    most: f32,
}

impl Prospect {
    /// The score that its fit cannot exceed.
    pub(super) fn most(&self) -> Points {
        Points::of(self.most)
    }
}

impl Eq for Prospect {}

impl PartialOrd for Prospect {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Prospect {
    fn cmp(&self, other: &Self) -> Ordering {
        self.most.total_cmp(&other.most).then(other.doc.cmp(&self.doc))
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
            kindred: kindred_majors(own, market, segment),
            of_rest: most_beside_facts(own) + ROUNDING,
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

    /// The most that anything besides skills can add.
    pub(super) fn most_beside(&self) -> f32 {
        most_beside_skills(self.own) + ROUNDING
    }

    /// The most that a document can reach.
    pub(super) fn most(&self, bound: &Bound) -> f32 {
        bound.points + self.of_facts(bound.doc) + self.of_rest
    }

    /// The documents of `bounds` that may reach `least`, the most promising on top.
    pub(super) fn reaching(&self, least: Points, bounds: &[Bound]) -> BinaryHeap<Prospect> {
        let least = least.as_f64() as f32;
        let prospect = |bound: &Bound| Prospect { doc: bound.doc, skills: bound.points, most: self.most(bound) };
        bounds.iter().map(prospect).filter(|prospect| prospect.most >= least).collect()
    }

    /// The most that the facts of a document add, or [`RULED_OUT`].
    fn of_facts(&self, doc: u32) -> f32 {
        let columns = &self.segment.loaded.columns;
        let at = doc as usize;
        let major = if self.kindred.has(doc) { most_for_major(self.own) } else { 0.0 };
        let always = major + self.cities[usize::from(columns.city[at])];
        let kind = ListingKind::ALL.get(usize::from(columns.kind[at]));
        if kind.is_none_or(|kind| kind.side() == Side::Supply) {
            return always;
        }
        let by = |worth: &[f32], number: u8| worth[usize::from(number)];
        always
            + by(&self.education, columns.education[at])
            + by(&self.experience, columns.experience[at])
            + by(&self.employment, columns.employment[at])
    }
}

/// A set of documents of one segment, one bit for each.
struct DocSet(Vec<u64>);

impl DocSet {
    fn has(&self, doc: u32) -> bool {
        self.0[doc as usize / 64] >> (doc % 64) & 1 == 1
    }
}

/// The documents that name a major of `own`, or one near it.
fn kindred_majors(own: &Description, market: &Market, segment: &Segment) -> DocSet {
    let kinship = market.vocabulary.kinship();
    let is_kindred = |major| own.majors.iter().any(|&it| kinship.nearness(it, major) <= Nearness::Near);
    let mut bits = vec![0; segment.reader.max_doc() as usize / 64 + 1];
    let skills = &segment.loaded.skills;
    for doc in skills.majors().filter(|&major| is_kindred(major)).flat_map(|major| skills.of_major(major)) {
        bits[doc as usize / 64] |= 1 << (doc % 64);
    }
    DocSet(bits)
}
