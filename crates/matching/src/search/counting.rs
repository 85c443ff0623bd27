//! Facet counts, taken in the same pass that finds the hits.
//!
//! A document that fails in one dimension only still counts for that dimension's other values: what somebody has
//! chosen in a facet never shrinks the facet itself.

use rongqiao_model::choice::{Choice, Education, EmploymentType, Side};
use rongqiao_model::kind::ListingKind;
use rongqiao_model::organisation::OrganisationKind;
use rustc_hash::FxHashMap;

use super::columns::Columns;
use super::filter::Failures;
use super::masks::industry_number;
use super::view::Segment;
use crate::facts::{NO_END, SECONDS_PER_DAY, UNKNOWN};
use crate::page::{Facet, FacetValue};
use crate::query::{Dimension, ExperienceBand, Filters};

/// Values that a facet shows; selected ones are shown beyond it.
const MAX_VALUES: usize = 30;

/// Spans of days that "published within" and "closing within" are counted for.
const PUBLISHED_DAYS: [u32; 4] = [1, 7, 30, 90];
const CLOSING_DAYS: [u32; 3] = [3, 7, 30];

/// Counts of all segments scanned so far.
pub(super) struct Counting {
    wanted: Vec<Dimension>,
    now: u32,
    small: [[u64; 32]; 8],
    published: [u64; PUBLISHED_DAYS.len()],
    closing: [u64; CLOSING_DAYS.len()],
    cities: FxHashMap<String, u64>,
    zones: FxHashMap<String, u64>,
    city_numbers: Vec<u32>,
    zone_numbers: Vec<u32>,
    /// Documents that fail in one dimension only, by that dimension.
    excluded: [u64; Dimension::ALL.len()],
}

/// Rows of `small`.
const KIND: usize = 0;
const EMPLOYMENT: usize = 1;
const INDUSTRY: usize = 2;
const EDUCATION: usize = 3;
const EXPERIENCE: usize = 4;
const ORGANISATION_KIND: usize = 5;
const SIDE: usize = 6;

impl Counting {
    pub(super) fn new(wanted: &[Dimension], now: u32) -> Self {
        Self {
            wanted: wanted.to_vec(),
            now,
            small: [[0; 32]; 8],
            published: Default::default(),
            closing: Default::default(),
            cities: FxHashMap::default(),
            zones: FxHashMap::default(),
            city_numbers: Vec::new(),
            zone_numbers: Vec::new(),
            excluded: [0; Dimension::ALL.len()],
        }
    }

    /// Whether anything is to be counted.
    pub(super) fn is_wanted(&self) -> bool {
        !self.wanted.is_empty()
    }

    pub(super) fn start_segment(&mut self, segment: &Segment) {
        if self.is_wanted() {
            self.city_numbers = vec![0; segment.loaded.cities.len()];
            self.zone_numbers = vec![0; segment.loaded.zones.len()];
        }
    }

    pub(super) fn finish_segment(&mut self, segment: &Segment) {
        add_names(&mut self.cities, &segment.loaded.cities, &self.city_numbers);
        add_names(&mut self.zones, &segment.loaded.zones, &self.zone_numbers);
    }

    /// Counts the document `doc` that has the words; `failures` are the dimensions in which it fails.
    #[inline]
    pub(super) fn count(&mut self, columns: &Columns, doc: u32, failures: Failures) {
        if failures == 0 {
            for at in 0..self.wanted.len() {
                self.count_in(self.wanted[at], columns, doc);
            }
        } else if failures.is_power_of_two() {
            let dimension = Dimension::ALL[failures.trailing_zeros() as usize];
            self.excluded[usize::from(dimension.ordinal())] += 1;
            if self.wanted.contains(&dimension) {
                self.count_in(dimension, columns, doc);
            }
        }
    }

    #[inline]
    fn count_in(&mut self, dimension: Dimension, columns: &Columns, doc: u32) {
        let at = doc as usize;
        let mut small = |row: usize, number: u8| {
            if number != UNKNOWN {
                self.small[row][usize::from(number & 31)] += 1;
            }
        };
        match dimension {
            Dimension::Kind => small(KIND, columns.kind[at]),
            Dimension::Side => small(SIDE, columns.kind[at]),
            Dimension::Employment => small(EMPLOYMENT, columns.employment[at]),
            Dimension::Industry => small(INDUSTRY, industry_number(columns.industry[at])),
            Dimension::Education => {
                small(EDUCATION, if columns.education[at] == UNKNOWN { 31 } else { columns.education[at] })
            }
            Dimension::Experience => {
                let unknown = columns.experience[at] == UNKNOWN;
                small(EXPERIENCE, if unknown { 31 } else { ExperienceBand::of(columns.experience[at]).ordinal() });
            }
            Dimension::OrganisationKind => small(ORGANISATION_KIND, columns.organisation_kind[at]),
            Dimension::City => self.city_numbers[usize::from(columns.city[at])] += 1,
            Dimension::Zone => self.zone_numbers[usize::from(columns.zone[at])] += 1,
            Dimension::Published => {
                let age = self.now.saturating_sub(columns.published[at]);
                for (count, days) in self.published.iter_mut().zip(PUBLISHED_DAYS) {
                    *count += u64::from(age <= days * SECONDS_PER_DAY);
                }
            }
            Dimension::Closing => {
                let left = columns.valid_through[at].saturating_sub(self.now);
                for (count, days) in self.closing.iter_mut().zip(CLOSING_DAYS) {
                    *count += u64::from(columns.valid_through[at] != NO_END && left <= days * SECONDS_PER_DAY);
                }
            }
            Dimension::Pay | Dimension::Organisation => {}
        }
    }

    /// The chosen dimension that excludes most, with the number it excludes.
    pub(super) fn widest_filter(&self) -> Option<(Dimension, u64)> {
        let excluded = Dimension::ALL.iter().map(|&it| (it, self.excluded[usize::from(it.ordinal())]));
        excluded.filter(|&(_, count)| count > 0).max_by_key(|&(_, count)| count)
    }

    /// The counts as facets, in the order in which they were asked for.
    pub(super) fn facets(&self, filters: &Filters) -> Vec<Facet> {
        let facet = |&dimension: &Dimension| Facet { dimension, values: self.values(dimension, filters) };
        self.wanted.iter().map(facet).collect()
    }

    fn values(&self, dimension: Dimension, filters: &Filters) -> Vec<FacetValue> {
        let row = |row: usize| self.small[row];
        let mut counts: Vec<(String, u64)> = match dimension {
            Dimension::Kind => choices::<ListingKind>(row(KIND), 0),
            Dimension::Side => self.sides(),
            Dimension::Employment => choices::<EmploymentType>(row(EMPLOYMENT), 0),
            Dimension::Education => self.education(),
            Dimension::Experience => choices::<ExperienceBand>(row(EXPERIENCE), row(EXPERIENCE)[31]),
            Dimension::OrganisationKind => choices::<OrganisationKind>(row(ORGANISATION_KIND), 0),
            Dimension::Industry => {
                let letters =
                    (0..26u8).map(|number| (char::from(b'A' + number).to_string(), row(INDUSTRY)[usize::from(number)]));
                letters.collect()
            }
            Dimension::City => self.cities.iter().map(|(name, &count)| (name.clone(), count)).collect(),
            Dimension::Zone => self.zones.iter().map(|(name, &count)| (name.clone(), count)).collect(),
            Dimension::Published => spans(PUBLISHED_DAYS, self.published),
            Dimension::Closing => spans(CLOSING_DAYS, self.closing),
            Dimension::Pay | Dimension::Organisation => Vec::new(),
        };
        let selected = selected_values(dimension, filters);
        for value in &selected {
            if !counts.iter().any(|(name, _)| name == value) {
                counts.push((value.clone(), 0));
            }
        }
        counts.retain(|(name, count)| *count > 0 || selected.contains(name));
        if matches!(dimension, Dimension::City | Dimension::Zone | Dimension::Industry | Dimension::Kind) {
            counts.sort_by(|left, right| right.1.cmp(&left.1).then_with(|| left.0.cmp(&right.0)));
        }
        let kept = counts.into_iter().enumerate().filter(|(at, (name, _))| *at < MAX_VALUES || selected.contains(name));
        kept.map(|(_, (value, count))| FacetValue { selected: selected.contains(&value), value, count }).collect()
    }

    /// A listing that asks for no education, or does not say, fits every level.
    fn education(&self) -> Vec<(String, u64)> {
        let row = self.small[EDUCATION];
        let open = row[usize::from(Education::None.ordinal())] + row[31];
        let levels = Education::ALL.iter().map(|&level| match level {
            Education::None => (level, open),
            other => (other, row[usize::from(other.ordinal())] + open),
        });
        levels.map(|(level, count)| (level.slug().to_owned(), count)).collect()
    }

    fn sides(&self) -> Vec<(String, u64)> {
        let of = |side: Side| {
            let kinds = ListingKind::ALL.iter().filter(|kind| kind.side() == side);
            kinds.map(|kind| self.small[SIDE][usize::from(kind.ordinal())]).sum()
        };
        Side::ALL.iter().map(|&side| (side.slug().to_owned(), of(side))).collect()
    }
}

/// Counts of a closed list; `everywhere` fit every choice.
fn choices<C: Choice>(row: [u64; 32], everywhere: u64) -> Vec<(String, u64)> {
    C::ALL.iter().enumerate().map(|(at, choice)| (choice.slug().to_owned(), row[at] + everywhere)).collect()
}

fn spans<const N: usize>(days: [u32; N], counts: [u64; N]) -> Vec<(String, u64)> {
    days.iter().map(ToString::to_string).zip(counts).collect()
}

fn add_names(total: &mut FxHashMap<String, u64>, names: &[String], numbers: &[u32]) {
    for (name, &count) in names.iter().zip(numbers).filter(|(name, count)| !name.is_empty() && **count > 0) {
        match total.get_mut(name) {
            Some(sum) => *sum += u64::from(count),
            None => {
                total.insert(name.clone(), u64::from(count));
            }
        }
    }
}

fn selected_values(dimension: Dimension, filters: &Filters) -> Vec<String> {
    fn slugs<C: Choice>(chosen: &[C]) -> Vec<String> {
        chosen.iter().map(|choice| choice.slug().to_owned()).collect()
    }
    match dimension {
        Dimension::Kind => slugs(&filters.kinds),
        Dimension::Side => slugs(&filters.sides),
        Dimension::Employment => slugs(&filters.employment),
        Dimension::City => filters.cities.clone(),
        Dimension::Zone => filters.zones.clone(),
        Dimension::Industry => filters.industries.clone(),
        Dimension::Education => slugs(&filters.education),
        Dimension::Experience => slugs(&filters.experience),
        Dimension::OrganisationKind => slugs(&filters.organisation_kinds),
        Dimension::Published => filters.published_within_days.iter().map(ToString::to_string).collect(),
        Dimension::Closing => filters.closing_within_days.iter().map(ToString::to_string).collect(),
        Dimension::Pay | Dimension::Organisation => Vec::new(),
    }
}
