//! Listings that are made on the platform: written, submitted, reviewed, published, and brought to an end.
//!
//! A [`Posting`] is what its organisation works on; nothing of it is public. Each time it is submitted, what it says is
//! kept as a [`Version`]. Only a version that was approved becomes the public listing of the same id, and stays so while
//! a later version is written and reviewed.
//!
//! [`state`] says what may follow what, [`contents`] what has to be told before anything is published, [`trust`] whose
//! listings need no review.

pub mod contents;
pub mod publishers;
pub mod state;
pub mod trust;

use std::collections::BTreeMap;

use serde_json::{Map, Value};
use time::{Date, OffsetDateTime};

pub use self::contents::{Contents, form_fields};
pub use self::state::{PostingState, Step};
use crate::access::Thing;
use crate::kind::ListingKind;
use crate::organisation::Organisation;
use crate::screening::Verdict;
use crate::{ListingId, OrganisationId, PersonId, working_days};

/// Source of the listings that are made on the platform.
pub const SOURCE: &str = "rongqiao";

/// Longest remark and longest reason, in characters.
pub const REMARK_MAX_CHARS: usize = 500;

/// Working days within which a desk decides.
pub const REVIEW_WORKING_DAYS: u32 = 2;

/// Days before the end on which its author is reminded, the earlier first.
pub const REMINDED_DAYS_BEFORE: [i64; 2] = [3, 1];

/// What stands in the fields of a form, by their names.
pub type Record = Map<String, Value>;

/// A listing in the hands of its organisation.
#[derive(Clone, Debug, PartialEq)]
pub struct Posting {
    /// Identity; the listing that it becomes has the same.
    pub id: ListingId,
    /// Whose it is.
    pub organisation: OrganisationId,
    /// What kind of listing it is.
    pub kind: ListingKind,
    /// Who wrote what it says now.
    pub author: PersonId,
    /// How far it has come.
    pub state: PostingState,
    /// What it says now.
    pub record: Record,
    /// Number of its latest version; 0 before it was ever submitted.
    pub version: u32,
    /// Number of the version that the public sees.
    pub live: Option<u32>,
    /// Rises by one with each change.
    pub revision: i64,
    /// The day from which it is to be public, once it is approved; `None` stands for at once.
    pub publish_at: Option<OffsetDateTime>,
    /// Until when what the public sees is open.
    pub valid_through: Option<OffsetDateTime>,
    /// Since when it waits for a desk.
    pub submitted_at: Option<OffsetDateTime>,
    /// Why it was brought to an end.
    pub reason: String,
    /// When it was begun.
    pub created_at: OffsetDateTime,
    /// When it last changed.
    pub updated_at: OffsetDateTime,
}

/// A posting with the organisation that it belongs to.
#[derive(Clone, Debug, PartialEq)]
pub struct Filed {
    /// The posting.
    pub posting: Posting,
    /// Whose it is.
    pub organisation: Organisation,
}

/// What was submitted once, and what became of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Version {
    /// 1, 2, 3 …
    pub number: u32,
    /// What it says.
    pub record: Record,
    /// Who submitted it.
    pub by: PersonId,
    /// When.
    pub at: OffsetDateTime,
    /// What screening found.
    pub verdict: Verdict,
    /// What became of it; `None` while it waits.
    pub outcome: Option<Outcome>,
    /// Why, where a reason was given.
    pub reason: String,
    /// What a desk remarked, by field.
    pub remarks: BTreeMap<String, String>,
    /// When it was decided.
    pub decided_at: Option<OffsetDateTime>,
}

crate::choices! {
    /// What became of a version.
    pub enum Outcome {
        /// A desk approved it.
        Approved = "approved",
        /// Nobody looked: its organisation is trusted, and screening found nothing.
        Passed = "passed",
        /// A desk asks for changes.
        Returned = "returned",
        /// A desk refused it.
        Rejected = "rejected",
        /// Its organisation took it back before it was decided.
        Recalled = "recalled",
        /// It says the same as the one before, for longer.
        Extended = "extended",
        /// A desk took it from the public.
        Withdrawn = "withdrawn",
    }
}

crate::choices! {
    /// What a desk decides about what it was handed.
    pub enum Judgement {
        /// It may be public.
        Approve = "approve",
        /// It has to be changed.
        Return = "return",
        /// It must not be public.
        Reject = "reject",
    }
}

impl Judgement {
    /// The step by which it is done.
    #[must_use]
    pub const fn step(self) -> Step {
        match self {
            Self::Approve => Step::Approve,
            Self::Return => Step::Return,
            Self::Reject => Step::Reject,
        }
    }

    /// What becomes of the version.
    #[must_use]
    pub const fn outcome(self) -> Outcome {
        match self {
            Self::Approve => Outcome::Approved,
            Self::Return => Outcome::Returned,
            Self::Reject => Outcome::Rejected,
        }
    }
}

impl Filed {
    /// The posting as something that not everybody may do everything to.
    #[must_use]
    pub const fn thing(&self) -> Thing {
        let organisation = (self.organisation.id, self.organisation.kind);
        Thing::listing(self.posting.id, organisation, Some(self.posting.author))
    }
}

impl Posting {
    /// Whether the public sees a version of it.
    #[must_use]
    pub const fn is_public(&self) -> bool {
        self.live.is_some()
    }

    /// What state `step` leads it to; `None` when it cannot be done now.
    #[must_use]
    pub fn after(&self, step: Step) -> Option<PostingState> {
        // An event lasts as long as it says; it is not kept open for longer.
        if step == Step::Extend && self.kind == ListingKind::Event {
            return None;
        }
        state::after(self.state, step, self.is_public())
    }

    /// Whether `step` can be done now.
    #[must_use]
    pub fn can(&self, step: Step) -> bool {
        self.after(step).is_some()
    }
}

/// The day by which a desk has to decide what was submitted at `moment`.
#[must_use]
pub fn due_on(moment: OffsetDateTime) -> Date {
    working_days::due_on(moment, REVIEW_WORKING_DAYS)
}

/// Names of the fields in which two records differ, in the order of `fields` and then of their names.
#[must_use]
pub fn differences(kind: ListingKind, one: &Record, other: &Record) -> Vec<String> {
    let said = |record: &Record, name: &str| match record.get(name) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Null) | None => String::new(),
        Some(value) => value.to_string(),
    };
    let mut names: Vec<String> = form_fields(kind).iter().map(|field| field.name.to_owned()).collect();
    for name in one.keys().chain(other.keys()) {
        if !names.contains(name) {
            names.push(name.clone());
        }
    }
    names.retain(|name| said(one, name) != said(other, name));
    names
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use time::macros::{date, datetime};

    use super::*;

    fn record(value: Value) -> Record {
        value.as_object().cloned().expect("it is an object")
    }

    #[test]
    fn a_desk_has_two_working_days() {
        assert_eq!(due_on(datetime!(2026-11-23 09:00 +8)), date!(2026 - 11 - 25));
        assert_eq!(due_on(datetime!(2026-11-27 09:00 +8)), date!(2026 - 12 - 01));
        assert_eq!(due_on(datetime!(2026-11-28 09:00 +8)), date!(2026 - 12 - 01));
        // 17:00 UTC on Thursday is Friday in Shanghai.
        assert_eq!(due_on(datetime!(2026-11-26 17:00 UTC)), date!(2026 - 12 - 01));
    }

    #[test]
    fn two_records_differ_where_they_say_something_else() {
        let one = record(json!({"title": "甲", "headcount": "3", "place": "", "skills": "Python"}));
        let other = record(json!({"title": "乙", "headcount": "3", "skills_denied": ["go"], "skills": "Python"}));
        assert_eq!(differences(ListingKind::Job, &one, &other), ["title", "skills_denied"]);
        assert!(differences(ListingKind::Job, &one, &one).is_empty());
    }
}
