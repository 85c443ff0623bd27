//! Filters, made ready for one segment: a document either passes or says in which dimensions it fails.

use rongqiao_model::choice::{Choice, Education};
use rongqiao_model::kind::ListingKind;

use super::view::Segment;
use crate::facts::{Facts, NO_END, UNKNOWN};
use crate::query::{Dimension, ExperienceBand, Filters};
use crate::schema::organisation_key;

const SECONDS_PER_DAY: u32 = 86_400;

/// Filters in the terms of one segment. Sets of values are bit masks over the values' numbers.
pub(super) struct SegmentFilter<'a> {
    segment: &'a Segment,
    now: u32,
    as_of: u32,
    kinds: u32,
    sides: u32,
    employment: u32,
    education: u32,
    experience: u32,
    industries: u32,
    organisation_kinds: u32,
    cities: Option<Vec<bool>>,
    zones: Option<Vec<bool>>,
    pay_min: u32,
    pay_max: u32,
    pay_asked: bool,
    organisation: Option<u64>,
    published_from: u32,
    closing_until: Option<u32>,
}

/// Bits of the dimensions in which a document fails.
pub(super) type Failures = u16;

/// Bit of `dimension` in [`Failures`].
pub(super) const fn bit(dimension: Dimension) -> Failures {
    1 << dimension.ordinal()
}

impl<'a> SegmentFilter<'a> {
    pub(super) fn new(filters: &Filters, segment: &'a Segment, now: u32, as_of: u32) -> Self {
        let kinds_of_sides = |kind: &ListingKind| filters.sides.contains(&kind.side());
        Self {
            segment,
            now,
            as_of,
            kinds: mask(&filters.kinds),
            sides: if filters.sides.is_empty() {
                u32::MAX
            } else {
                ListingKind::ALL
                    .iter()
                    .filter(|kind| kinds_of_sides(kind))
                    .fold(0, |mask, kind| mask | 1 << kind.ordinal())
            },
            employment: mask(&filters.employment),
            education: education_mask(&filters.education),
            experience: mask(&filters.experience),
            industries: industry_mask(&filters.industries),
            organisation_kinds: mask(&filters.organisation_kinds),
            cities: chosen(&filters.cities, &segment.loaded.cities),
            zones: chosen(&filters.zones, &segment.loaded.zones),
            pay_min: filters.pay_min_yuan.unwrap_or(0),
            pay_max: filters.pay_max_yuan.unwrap_or(u32::MAX),
            pay_asked: filters.pay_min_yuan.is_some() || filters.pay_max_yuan.is_some(),
            organisation: filters.organisation.map(|id| organisation_key(id.as_uuid())),
            published_from: filters
                .published_within_days
                .map_or(0, |days| now.saturating_sub(days.saturating_mul(SECONDS_PER_DAY))),
            closing_until: filters
                .closing_within_days
                .map(|days| now.saturating_add(days.saturating_mul(SECONDS_PER_DAY))),
        }
    }

    /// Whether the document is in the result set at all: alive, open, and there when the first page was made.
    #[inline]
    pub(super) fn is_present(&self, doc: u32, facts: &Facts) -> bool {
        facts.valid_through >= self.now && facts.seq <= self.as_of && self.segment.is_alive(doc)
    }

    /// The dimensions in which the document fails.
    #[inline]
    pub(super) fn failures(&self, doc: u32, facts: &Facts) -> Failures {
        let within = |mask: u32, number: u8| mask >> (number & 31) & 1 == 1;
        let known = |mask: u32, number: u8| mask == u32::MAX || number != UNKNOWN && within(mask, number);
        let named = |chosen: &Option<Vec<bool>>, number: u16| {
            chosen.as_ref().is_none_or(|chosen| chosen.get(usize::from(number)).copied().unwrap_or(false))
        };
        let mut failures = 0;
        let mut demand = |holds: bool, dimension: Dimension| {
            if !holds {
                failures |= bit(dimension);
            }
        };
        demand(within(self.kinds, facts.kind), Dimension::Kind);
        demand(within(self.sides, facts.kind), Dimension::Side);
        demand(known(self.employment, facts.employment), Dimension::Employment);
        demand(named(&self.cities, facts.city), Dimension::City);
        demand(named(&self.zones, facts.zone), Dimension::Zone);
        demand(known(self.industries, industry_number(facts.industry)), Dimension::Industry);
        demand(facts.education == UNKNOWN || within(self.education, facts.education), Dimension::Education);
        demand(fits_experience(self.experience, facts.experience), Dimension::Experience);
        demand(within(self.organisation_kinds, facts.organisation_kind), Dimension::OrganisationKind);
        if self.pay_asked {
            let fits = facts.pay_max > 0 && facts.pay_max >= self.pay_min && facts.pay_min <= self.pay_max;
            demand(fits, Dimension::Pay);
        }
        demand(facts.published >= self.published_from, Dimension::Published);
        if let Some(until) = self.closing_until {
            demand(facts.valid_through != NO_END && facts.valid_through <= until, Dimension::Closing);
        }
        if let Some(organisation) = self.organisation {
            demand(self.segment.loaded.organisations.get_val(doc) == organisation, Dimension::Organisation);
        }
        failures
    }
}

/// The number that an industry's section letter has in masks.
pub(super) const fn industry_number(letter: u8) -> u8 {
    if letter == 0 { UNKNOWN } else { letter.wrapping_sub(b'A') }
}

fn mask<C: Choice + PartialEq>(chosen: &[C]) -> u32 {
    if chosen.is_empty() {
        return u32::MAX;
    }
    C::ALL.iter().enumerate().filter(|(_, it)| chosen.contains(it)).fold(0, |mask, (at, _)| mask | 1 << at)
}

/// A listing that asks for no education fits every level.
fn education_mask(chosen: &[Education]) -> u32 {
    if chosen.is_empty() { u32::MAX } else { mask(chosen) | 1 << Education::None.ordinal() }
}

fn industry_mask(chosen: &[String]) -> u32 {
    if chosen.is_empty() {
        return u32::MAX;
    }
    let letters = chosen.iter().filter_map(|section| section.bytes().next()).map(industry_number);
    letters.filter(|&number| number < 31).fold(0, |mask, number| mask | 1 << number)
}

fn fits_experience(mask: u32, years: u8) -> bool {
    years == UNKNOWN || mask >> ExperienceBand::of(years).ordinal() & 1 == 1
}

fn chosen(wanted: &[String], names: &[String]) -> Option<Vec<bool>> {
    if wanted.is_empty() {
        return None;
    }
    // The empty name at the front stands for "not known" and is never chosen.
    Some(names.iter().map(|name| !name.is_empty() && wanted.contains(name)).collect())
}
