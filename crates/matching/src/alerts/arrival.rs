//! A new listing as saved searches look at it.

use rustc_hash::FxHashMap;
use time::OffsetDateTime;

use super::lexicon::{Lexicon, PlaceNumber, WordNumber};
use crate::IndexDocument;
use crate::facts::Facts;
use crate::schema::{head_terms, organisation_key};

/// What clauses are held against.
#[derive(Debug)]
pub(super) struct Arrival {
    /// Words that any saved search names, with the sections in which they stand.
    pub(super) words: FxHashMap<WordNumber, u8>,
    pub(super) facts: Facts,
    /// Its city and zone, if any saved search names them.
    pub(super) city: Option<PlaceNumber>,
    pub(super) zone: Option<PlaceNumber>,
    pub(super) organisation: u64,
    /// Seconds since 1970.
    pub(super) now: u32,
}

impl Arrival {
    /// Looks at `document` in the terms of `lexicon`; `None` if the listing is closed.
    pub(super) fn of(document: &IndexDocument, lexicon: &Lexicon, now: OffsetDateTime) -> Option<Self> {
        let now = u32::try_from(now.unix_timestamp().max(0)).unwrap_or(u32::MAX - 1);
        let place = |name: &Option<String>| lexicon.known_place(name.as_deref().filter(|name| !name.is_empty())?);
        (document.facts.valid_through >= now).then(|| Self {
            words: lexicon.words_in(&head_terms(&document.head)),
            facts: document.facts,
            city: place(&document.city),
            zone: place(&document.zone),
            organisation: organisation_key(document.organisation.as_uuid()),
            now,
        })
    }
}
