//! What somebody is looking for.

use std::fmt;
use std::str::FromStr;

use rongqiao_model::OrganisationId;
use rongqiao_model::choice::{Education, EmploymentType, Side};
use rongqiao_model::kind::ListingKind;
use rongqiao_model::organisation::OrganisationKind;
use uuid::Uuid;

/// Largest page that a search returns.
pub const MAX_PAGE_HITS: usize = 100;

/// A search as a plain value: also the address of a results page, a feed and a test.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SearchQuery {
    /// Words as typed; never rejected, however odd.
    pub text: String,
    /// What must hold besides the words.
    pub filters: Filters,
    /// The order of the results.
    pub sort: Sort,
    /// Where the page before ended.
    pub cursor: Option<Cursor>,
    /// Hits to return, at most [`MAX_PAGE_HITS`].
    pub limit: usize,
    /// Dimensions to count values for.
    pub facets: Vec<Dimension>,
    /// Whether only listings with every word will do: nothing looser or nearer takes their place.
    pub exactly: bool,
}

/// What must hold besides the words. Several values of one dimension are alternatives; an empty list demands nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filters {
    /// Kinds of listing.
    pub kinds: Vec<ListingKind>,
    /// Sides of the market.
    pub sides: Vec<Side>,
    /// Forms of employment.
    pub employment: Vec<EmploymentType>,
    /// Cities: six-digit codes of GB/T 2260, or the words of places that have none.
    pub cities: Vec<String>,
    /// Zones of the Lingang dictionary.
    pub zones: Vec<String>,
    /// Industries: section letters of GB/T 4754.
    pub industries: Vec<String>,
    /// Levels of education; a listing that asks for none or does not say fits every level.
    pub education: Vec<Education>,
    /// Bands of experience; a listing that does not say fits every band.
    pub experience: Vec<ExperienceBand>,
    /// Kinds of organisation.
    pub organisation_kinds: Vec<OrganisationKind>,
    /// Only this organisation's listings.
    pub organisation: Option<OrganisationId>,
    /// The upper end of pay must reach this, in yuan a month; listings without pay do not fit.
    pub pay_min_yuan: Option<u32>,
    /// The lower end of pay must not exceed this, in yuan a month; listings without pay do not fit.
    pub pay_max_yuan: Option<u32>,
    /// Published at most so many days ago.
    pub published_within_days: Option<u32>,
    /// Open, but closing within so many days.
    pub closing_within_days: Option<u32>,
}

rongqiao_model::choices! {
    /// The order of the results.
    #[derive(Default)]
    pub enum Sort {
        /// Best fitting first.
        #[default]
        Relevance = "relevance",
        /// Newest first.
        Newest = "newest",
        /// Closing soonest first; listings without an end come last.
        Closing = "closing",
        /// Highest pay first; listings without pay come last.
        Pay = "pay",
    }
}

rongqiao_model::choices! {
    /// Years of experience that a listing asks for.
    pub enum ExperienceBand {
        /// None needed.
        None = "none",
        /// Up to two years.
        OneToTwo = "1-2",
        /// Three or four years.
        ThreeToFour = "3-4",
        /// Five to nine years.
        FiveToNine = "5-9",
        /// Ten years or more.
        TenAndMore = "10",
    }
}

impl ExperienceBand {
    /// The band that `years` of experience fall into.
    #[must_use]
    pub const fn of(years: u8) -> Self {
        match years {
            0 => Self::None,
            1..=2 => Self::OneToTwo,
            3..=4 => Self::ThreeToFour,
            5..=9 => Self::FiveToNine,
            10.. => Self::TenAndMore,
        }
    }
}

rongqiao_model::choices! {
    /// What listings can be filtered and counted by.
    pub enum Dimension {
        /// Kind of listing.
        Kind = "kind",
        /// Side of the market.
        Side = "side",
        /// Form of employment.
        Employment = "employment",
        /// City.
        City = "city",
        /// Zone of Lingang.
        Zone = "zone",
        /// Section of industry.
        Industry = "industry",
        /// Level of education.
        Education = "education",
        /// Band of experience.
        Experience = "experience",
        /// Range of pay; filters only.
        Pay = "pay",
        /// Kind of organisation.
        OrganisationKind = "organisation-kind",
        /// One organisation; filters only.
        Organisation = "organisation",
        /// Published within so many days.
        Published = "published",
        /// Closing within so many days.
        Closing = "closing",
    }
}

/// The end of a page, from which the next one goes on.
///
/// It also fixes the set of listings and what words are worth: what was indexed later does not appear on later
/// pages and does not change their order, so that none appears twice.
#[derive(Clone, Debug, PartialEq)]
pub struct Cursor {
    /// Sort key of the last hit.
    pub(crate) key: u64,
    /// Id of the last hit, which settles ties.
    pub(crate) id: Uuid,
    /// Latest change that the first page saw.
    pub(crate) as_of: u32,
    /// How far the words were relaxed on the first page.
    pub(crate) tier: u8,
    /// Day of the first page, counted from 1970.
    pub(crate) day: u32,
    /// Numbers of the words and pieces that are looked for, and what each is worth.
    pub(crate) weights: Vec<(u16, f32)>,
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:x}.{}.{:x}.{:x}.{:x}", self.key, self.id.simple(), self.as_of, self.tier, self.day)?;
        self.weights.iter().try_for_each(|(number, weight)| write!(f, ".{number:x}-{:x}", weight.to_bits()))
    }
}

/// The text is no cursor of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a cursor from an earlier page")]
pub struct BadCursor;

impl FromStr for Cursor {
    type Err = BadCursor;

    fn from_str(text: &str) -> Result<Self, BadCursor> {
        let parts: Vec<&str> = text.split('.').take(64).collect();
        let [key, id, as_of, tier, day, weights @ ..] = &parts[..] else { return Err(BadCursor) };
        let number = |text: &str| u32::from_str_radix(text, 16).map_err(|_| BadCursor);
        let weight = |text: &&str| {
            let (unit, bits) = text.split_once('-').ok_or(BadCursor)?;
            let weight = f32::from_bits(number(bits)?);
            let sound = weight.is_finite() && weight >= 0.0;
            Ok((
                u16::from_str_radix(unit, 16).map_err(|_| BadCursor)?,
                if sound { weight } else { return Err(BadCursor) },
            ))
        };
        Ok(Self {
            key: u64::from_str_radix(key, 16).map_err(|_| BadCursor)?,
            id: Uuid::try_parse(id).map_err(|_| BadCursor)?,
            as_of: number(as_of)?,
            tier: u8::from_str_radix(tier, 16).map_err(|_| BadCursor)?,
            day: number(day)?,
            weights: weights.iter().map(weight).collect::<Result<_, _>>()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_survives_being_written_into_an_address() {
        let weights = vec![(0, 1.5), (33, 0.25)];
        let cursor = Cursor { key: u64::MAX, id: Uuid::from_u128(7), as_of: 12, tier: 2, day: 20_000, weights };
        assert_eq!(cursor.to_string().parse(), Ok(cursor));
        assert_eq!("x".parse::<Cursor>(), Err(BadCursor));
    }
}
