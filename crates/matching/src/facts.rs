//! What filters, facets and orders need of each document, packed to stay in the processor's cache.

use rongqiao_model::choice::{Education, EmploymentType};
use rongqiao_model::kind::ListingKind;
use rongqiao_model::organisation::OrganisationKind;

/// Stands for "not known" in a byte.
pub(crate) const UNKNOWN: u8 = u8::MAX;

/// `valid_through` of a listing without an end.
pub(crate) const NO_END: u32 = u32::MAX;

/// Length of a day.
pub(crate) const SECONDS_PER_DAY: u32 = 86_400;

/// One document's facts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Facts {
    /// Seconds since 1970.
    pub(crate) published: u32,
    /// Seconds since 1970, or [`NO_END`].
    pub(crate) valid_through: u32,
    /// Yuan a month; both ends 0 when not known.
    pub(crate) pay_min: u32,
    pub(crate) pay_max: u32,
    /// Outbox number of the change that brought it.
    pub(crate) seq: u32,
    /// Settles ties the same way on every page.
    pub(crate) tie: u32,
    /// Place in the segment's list of cities and zones; 0 when not known.
    pub(crate) city: u16,
    pub(crate) zone: u16,
    /// Section letter of GB/T 4754; 0 when not known.
    pub(crate) industry: u8,
    pub(crate) kind: u8,
    pub(crate) employment: u8,
    pub(crate) education: u8,
    /// Years, or [`UNKNOWN`].
    pub(crate) experience: u8,
    pub(crate) organisation_kind: u8,
    /// Characters of the title, at most 255.
    pub(crate) title_len: u8,
}

/// The facts that do not depend on a segment, as they travel into the index: four numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct PackedFacts {
    pub(crate) times: u64,
    pub(crate) pay: u64,
    pub(crate) order: u64,
    pub(crate) words: u64,
}

impl Facts {
    pub(crate) fn pack(&self) -> PackedFacts {
        let bytes = [
            self.industry,
            self.kind,
            self.employment,
            self.education,
            self.experience,
            self.organisation_kind,
            self.title_len,
            0,
        ];
        PackedFacts {
            times: join(self.published, self.valid_through),
            pay: join(self.pay_min, self.pay_max),
            order: join(self.seq, self.tie),
            words: u64::from_le_bytes(bytes),
        }
    }

    pub(crate) fn unpack(packed: PackedFacts, city: u16, zone: u16) -> Self {
        let (published, valid_through) = split(packed.times);
        let (pay_min, pay_max) = split(packed.pay);
        let (seq, tie) = split(packed.order);
        let [industry, kind, employment, education, experience, organisation_kind, title_len, _] =
            packed.words.to_le_bytes();
        Self {
            published,
            valid_through,
            pay_min,
            pay_max,
            seq,
            tie,
            city,
            zone,
            industry,
            kind,
            employment,
            education,
            experience,
            organisation_kind,
            title_len,
        }
    }
}

fn join(high: u32, low: u32) -> u64 {
    u64::from(high) << 32 | u64::from(low)
}

fn split(both: u64) -> (u32, u32) {
    ((both >> 32) as u32, both as u32)
}

pub(crate) fn kind_byte(kind: ListingKind) -> u8 {
    kind.ordinal()
}

pub(crate) fn employment_byte(employment: Option<EmploymentType>) -> u8 {
    employment.map_or(UNKNOWN, EmploymentType::ordinal)
}

pub(crate) fn education_byte(education: Option<Education>) -> u8 {
    education.map_or(UNKNOWN, Education::ordinal)
}

pub(crate) fn organisation_kind_byte(kind: OrganisationKind) -> u8 {
    kind.ordinal()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_survive_packing() {
        let facts = Facts {
            published: 1_700_000_000,
            valid_through: NO_END,
            pay_min: 8_000,
            pay_max: 12_000,
            seq: 77,
            tie: 0xdead_beef,
            city: 3,
            zone: 2,
            industry: b'C',
            kind: 4,
            employment: 1,
            education: UNKNOWN,
            experience: 3,
            organisation_kind: 8,
            title_len: 200,
        };
        assert_eq!(Facts::unpack(facts.pack(), facts.city, facts.zone), facts);
    }
}
