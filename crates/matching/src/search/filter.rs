//! Filters, made ready for one segment: a document either passes or says in which dimensions it fails.

use rongqiao_model::choice::Education;

use super::masks::{industry_mask, industry_number, kinds_of, mask, within};
use super::view::Segment;
use crate::facts::{NO_END, SECONDS_PER_DAY, UNKNOWN};
use crate::query::{Dimension, ExperienceBand, Filters};
use crate::schema::organisation_key;

/// The chosen filters in the terms of one segment, and who is in the result set at all.
pub(super) struct SegmentFilter<'a> {
    segment: &'a Segment,
    now: u32,
    as_of: u32,
    /// Whether a document may be missing from the result set; mostly none is.
    may_be_absent: bool,
    checks: Vec<(Dimension, Check<'a>)>,
}

/// Bits of the dimensions in which a document fails.
pub(super) type Failures = u16;

/// Bit of `dimension` in [`Failures`].
pub(super) const fn bit(dimension: Dimension) -> Failures {
    1 << dimension.ordinal()
}

/// One chosen filter. Sets of values are bit masks over the values' numbers.
enum Check<'a> {
    /// The value is in the mask; what is not known fails.
    Known(&'a [u8], u32),
    /// The value is in the mask or not known.
    KnownOrNot(&'a [u8], u32),
    /// The industry's letter is in the mask.
    Industry(&'a [u8], u32),
    /// The band of the years is in the mask, or the years are not known.
    Experience(&'a [u8], u32),
    /// The place's number is marked.
    Named(&'a [u16], Vec<bool>),
    /// The spans of pay meet.
    Pay {
        min: &'a [u32],
        max: &'a [u32],
        from: u32,
        to: u32,
    },
    /// Not before.
    From(&'a [u32], u32),
    /// With an end, and not after.
    Until(&'a [u32], u32),
    Organisation(&'a Segment, u64),
}

impl Check<'_> {
    #[inline]
    fn holds(&self, doc: u32) -> bool {
        let at = doc as usize;
        match self {
            Self::Known(values, mask) => values[at] != UNKNOWN && within(*mask, values[at]),
            Self::KnownOrNot(values, mask) => values[at] == UNKNOWN || within(*mask, values[at]),
            Self::Industry(letters, mask) => letters[at] != 0 && within(*mask, industry_number(letters[at])),
            Self::Experience(years, mask) => {
                years[at] == UNKNOWN || within(*mask, ExperienceBand::of(years[at]).ordinal())
            }
            Self::Named(numbers, marked) => marked[usize::from(numbers[at])],
            Self::Pay { min, max, from, to } => max[at] > 0 && max[at] >= *from && min[at] <= *to,
            Self::From(moments, from) => moments[at] >= *from,
            Self::Until(ends, until) => ends[at] != NO_END && ends[at] <= *until,
            Self::Organisation(segment, key) => segment.loaded.organisations.get_val(doc) == *key,
        }
    }
}

impl<'a> SegmentFilter<'a> {
    pub(super) fn new(filters: &Filters, segment: &'a Segment, now: u32, as_of: u32) -> Self {
        let columns = &segment.loaded.columns;
        let within_days = |days: u32| days.saturating_mul(SECONDS_PER_DAY);
        let mut checks = Vec::new();
        let mut add = |dimension: Dimension, chosen: bool, check: Check<'a>| {
            if chosen {
                checks.push((dimension, check));
            }
        };
        let pay = Check::Pay {
            min: &columns.pay_min,
            max: &columns.pay_max,
            from: filters.pay_min_yuan.unwrap_or(0),
            to: filters.pay_max_yuan.unwrap_or(u32::MAX),
        };
        let from = filters.published_within_days.map_or(0, |days| now.saturating_sub(within_days(days)));
        let until = filters.closing_within_days.map_or(NO_END, |days| now.saturating_add(within_days(days)));
        let organisation = filters.organisation.map_or(0, |id| organisation_key(id.as_uuid()));
        let cities = marked(&filters.cities, &segment.loaded.cities);
        let zones = marked(&filters.zones, &segment.loaded.zones);
        // What excludes most is asked first.
        add(Dimension::Organisation, filters.organisation.is_some(), Check::Organisation(segment, organisation));
        add(Dimension::Zone, !filters.zones.is_empty(), Check::Named(&columns.zone, zones));
        add(Dimension::City, !filters.cities.is_empty(), Check::Named(&columns.city, cities));
        add(Dimension::Kind, !filters.kinds.is_empty(), Check::Known(&columns.kind, mask(&filters.kinds)));
        add(Dimension::Side, !filters.sides.is_empty(), Check::Known(&columns.kind, kinds_of(filters)));
        let employment = Check::Known(&columns.employment, mask(&filters.employment));
        add(Dimension::Employment, !filters.employment.is_empty(), employment);
        let industries = Check::Industry(&columns.industry, industry_mask(&filters.industries));
        add(Dimension::Industry, !filters.industries.is_empty(), industries);
        // A listing that asks for no education fits every level.
        let levels = mask(&filters.education) | 1 << Education::None.ordinal();
        add(Dimension::Education, !filters.education.is_empty(), Check::KnownOrNot(&columns.education, levels));
        let experience = Check::Experience(&columns.experience, mask(&filters.experience));
        add(Dimension::Experience, !filters.experience.is_empty(), experience);
        let owners = Check::Known(&columns.organisation_kind, mask(&filters.organisation_kinds));
        add(Dimension::OrganisationKind, !filters.organisation_kinds.is_empty(), owners);
        add(Dimension::Pay, filters.pay_min_yuan.is_some() || filters.pay_max_yuan.is_some(), pay);
        add(Dimension::Published, filters.published_within_days.is_some(), Check::From(&columns.published, from));
        add(Dimension::Closing, filters.closing_within_days.is_some(), Check::Until(&columns.valid_through, until));
        let all_alive = segment.reader.alive_bitset().is_none();
        let may_be_absent = !all_alive || columns.latest > as_of || columns.first_end < now;
        Self { segment, now, as_of, may_be_absent, checks }
    }

    /// Whether the document is in the result set at all: alive, open, and there when the first page was made.
    #[inline]
    pub(super) fn is_present(&self, doc: u32) -> bool {
        let columns = &self.segment.loaded.columns;
        !self.may_be_absent
            || columns.valid_through[doc as usize] >= self.now
                && columns.seq[doc as usize] <= self.as_of
                && self.segment.is_alive(doc)
    }

    /// Whether the document passes every filter.
    #[inline]
    pub(super) fn passes(&self, doc: u32) -> bool {
        self.checks.iter().all(|(_, check)| check.holds(doc))
    }

    /// The dimensions in which the document fails.
    #[inline]
    pub(super) fn failures(&self, doc: u32) -> Failures {
        let failed = self.checks.iter().filter(|(_, check)| !check.holds(doc));
        failed.fold(0, |failures, (dimension, _)| failures | bit(*dimension))
    }
}

/// Which names are wanted. The empty name at the front stands for "not known" and never is.
fn marked(wanted: &[String], names: &[String]) -> Vec<bool> {
    names.iter().map(|name| !name.is_empty() && wanted.contains(name)).collect()
}
