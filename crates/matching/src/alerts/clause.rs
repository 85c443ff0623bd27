//! What the filters of a saved search or profile demand, one small value for each demand.

use rongqiao_model::choice::Education;

use super::arrival::Arrival;
use super::lexicon::{Lexicon, PlaceNumber, PlacesNumber};
use crate::facts::{NO_END, SECONDS_PER_DAY, UNKNOWN};
use crate::query::{ExperienceBand, Filters};
use crate::schema::organisation_key;
use crate::search::masks::{industry_mask, industry_number, kinds_of, mask, within};

/// One demand. Sets of values are bit masks over the values' numbers, as in the filters of a search.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Clause {
    Organisation(u64),
    Zone(PlacesNumber),
    City(PlacesNumber),
    Kind(u32),
    Employment(u32),
    Industry(u32),
    Education(u32),
    Experience(u32),
    OrganisationKind(u32),
    Pay { from: u32, to: u32 },
    PublishedWithinDays(u32),
    ClosingWithinDays(u32),
}

impl Clause {
    /// Whether `listing` meets the demand.
    pub(super) fn holds(self, listing: &Arrival, lexicon: &Lexicon) -> bool {
        let facts = &listing.facts;
        let is_in = |place: Option<PlaceNumber>, set| place.is_some_and(|it| lexicon.members(set).contains(&it));
        let known = |value: u8, mask| value != UNKNOWN && within(mask, value);
        match self {
            Self::Organisation(key) => listing.organisation == key,
            Self::Zone(set) => is_in(listing.zone, set),
            Self::City(set) => is_in(listing.city, set),
            Self::Kind(mask) => known(facts.kind, mask),
            Self::Employment(mask) => known(facts.employment, mask),
            Self::Industry(mask) => facts.industry != 0 && within(mask, industry_number(facts.industry)),
            Self::Education(mask) => facts.education == UNKNOWN || within(mask, facts.education),
            Self::Experience(mask) => {
                facts.experience == UNKNOWN || within(mask, ExperienceBand::of(facts.experience).ordinal())
            }
            Self::OrganisationKind(mask) => known(facts.organisation_kind, mask),
            Self::Pay { from, to } => facts.pay_max > 0 && facts.pay_max >= from && facts.pay_min <= to,
            Self::PublishedWithinDays(days) => facts.published >= listing.now.saturating_sub(seconds(days)),
            Self::ClosingWithinDays(days) => {
                facts.valid_through != NO_END && facts.valid_through <= listing.now.saturating_add(seconds(days))
            }
        }
    }
}

const fn seconds(days: u32) -> u32 {
    days.saturating_mul(SECONDS_PER_DAY)
}

/// The demands of filters; what excludes most comes first.
pub(super) fn clauses_of(filters: &Filters, lexicon: &mut Lexicon) -> Vec<Clause> {
    let mut clauses = Vec::new();
    let mut add = |chosen: bool, clause: Clause| clauses.extend(chosen.then_some(clause));
    let organisation = filters.organisation.map_or(0, |id| organisation_key(id.as_uuid()));
    add(filters.organisation.is_some(), Clause::Organisation(organisation));
    add(!filters.zones.is_empty(), Clause::Zone(lexicon.set(&filters.zones)));
    add(!filters.cities.is_empty(), Clause::City(lexicon.set(&filters.cities)));
    add(!filters.industries.is_empty(), Clause::Industry(industry_mask(&filters.industries)));
    add(!filters.kinds.is_empty(), Clause::Kind(mask(&filters.kinds)));
    add(!filters.sides.is_empty(), Clause::Kind(kinds_of(filters)));
    add(!filters.employment.is_empty(), Clause::Employment(mask(&filters.employment)));
    // A listing that asks for no education fits every level.
    let levels = mask(&filters.education) | 1 << Education::None.ordinal();
    add(!filters.education.is_empty(), Clause::Education(levels));
    add(!filters.experience.is_empty(), Clause::Experience(mask(&filters.experience)));
    add(!filters.organisation_kinds.is_empty(), Clause::OrganisationKind(mask(&filters.organisation_kinds)));
    let pay = Clause::Pay { from: filters.pay_min_yuan.unwrap_or(0), to: filters.pay_max_yuan.unwrap_or(u32::MAX) };
    add(filters.pay_min_yuan.is_some() || filters.pay_max_yuan.is_some(), pay);
    let published = Clause::PublishedWithinDays(filters.published_within_days.unwrap_or(0));
    add(filters.published_within_days.is_some(), published);
    let closing = Clause::ClosingWithinDays(filters.closing_within_days.unwrap_or(0));
    add(filters.closing_within_days.is_some(), closing);
    clauses
}
