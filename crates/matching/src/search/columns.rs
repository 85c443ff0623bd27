//! What filters, facets and orders need of a segment's documents, one list for each fact.
//!
//! A search reads only the lists that it asks about, so that what it reads stays in the processor's cache even where
//! a million documents have its words.

use crate::facts::{Facts, SECONDS_PER_DAY};
use crate::fit::Demands;

/// The facts of a segment's documents, by the number of the document.
#[derive(Debug, Default)]
pub(crate) struct Columns {
    pub(crate) published: Vec<u32>,
    /// The day of `published`, counted from 1970.
    pub(crate) day: Vec<u16>,
    pub(crate) valid_through: Vec<u32>,
    pub(crate) pay_min: Vec<u32>,
    pub(crate) pay_max: Vec<u32>,
    pub(crate) seq: Vec<u32>,
    pub(crate) tie: Vec<u32>,
    pub(crate) city: Vec<u16>,
    pub(crate) zone: Vec<u16>,
    pub(crate) industry: Vec<u8>,
    pub(crate) kind: Vec<u8>,
    pub(crate) employment: Vec<u8>,
    pub(crate) education: Vec<u8>,
    pub(crate) experience: Vec<u8>,
    pub(crate) organisation_kind: Vec<u8>,
    pub(crate) title_len: Vec<u8>,
    /// The largest `seq` of all.
    pub(crate) latest: u32,
    /// The smallest `valid_through` of all.
    pub(crate) first_end: u32,
}

impl Columns {
    /// What a document demands besides skills.
    pub(crate) fn demands(&self, doc: u32) -> Demands {
        let at = doc as usize;
        Demands {
            kind: self.kind[at],
            education: self.education[at],
            experience: self.experience[at],
            employment: self.employment[at],
            pay: (self.pay_min[at], self.pay_max[at]),
        }
    }
}

/// The day of a moment given in seconds since 1970.
fn day_of(seconds: u32) -> u16 {
    u16::try_from(seconds / SECONDS_PER_DAY).unwrap_or(u16::MAX)
}

impl FromIterator<Facts> for Columns {
    fn from_iter<I: IntoIterator<Item = Facts>>(documents: I) -> Self {
        let mut columns = Self { first_end: u32::MAX, ..Self::default() };
        for facts in documents {
            columns.published.push(facts.published);
            columns.day.push(day_of(facts.published));
            columns.valid_through.push(facts.valid_through);
            columns.pay_min.push(facts.pay_min);
            columns.pay_max.push(facts.pay_max);
            columns.seq.push(facts.seq);
            columns.tie.push(facts.tie);
            columns.city.push(facts.city);
            columns.zone.push(facts.zone);
            columns.industry.push(facts.industry);
            columns.kind.push(facts.kind);
            columns.employment.push(facts.employment);
            columns.education.push(facts.education);
            columns.experience.push(facts.experience);
            columns.organisation_kind.push(facts.organisation_kind);
            columns.title_len.push(facts.title_len);
            columns.latest = columns.latest.max(facts.seq);
            columns.first_end = columns.first_end.min(facts.valid_through);
        }
        columns
    }
}
