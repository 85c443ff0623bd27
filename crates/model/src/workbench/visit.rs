//! 走访: an officer was with an organisation and notes what they heard.

use time::{Date, Duration, OffsetDateTime};

use super::case::required;
use super::{DAYS_MAX, LINE_MAX_CHARS, NAME_MAX_CHARS, NOTE_MAX_CHARS, day_within, need_kind, required_text};
use crate::access::{Desk, Thing};
use crate::form::{FieldError, Mistake, Reader};
use crate::kind::ListingKind;
use crate::organisation::Organisation;
use crate::posting::Record;
use crate::{DeskCaseId, DeskVisitId, OrganisationId};

crate::choices! {
    /// Why an officer went.
    pub enum VisitPurpose {
        /// 排摸: to learn what the organisation has and wants.
        Survey = "survey",
        /// To follow up a case.
        FollowUp = "follow-up",
        /// To bring two sides together.
        Introduction = "introduction",
        /// To see how an agreement goes.
        Agreement = "agreement",
        /// To tell of policies.
        Policy = "policy",
    }
}

/// A visit as it was noted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeskVisit {
    /// Which one it is.
    pub id: DeskVisitId,
    /// The desk whose visit it was.
    pub desk: Desk,
    /// Who was visited, where the platform knows the organisation.
    pub organisation: Option<OrganisationId>,
    /// What the organisation is called.
    pub name: String,
    /// The day.
    pub visited_on: Date,
    /// Why.
    pub purpose: VisitPurpose,
    /// The offices of those who were met, without their names.
    pub met: String,
    /// What was heard and seen.
    pub notes: String,
    /// What kind of thing is wanted.
    pub kind: ListingKind,
    /// What the organisation wants; empty for nothing.
    pub wants: String,
    /// The case that came of it.
    pub case: Option<DeskCaseId>,
    /// When it was noted.
    pub created_at: OffsetDateTime,
    /// Rises by one with each change.
    pub revision: i64,
}

/// A visit with the names of those whom it concerns.
#[derive(Clone, Debug, PartialEq)]
pub struct FiledVisit {
    /// The visit.
    pub visit: DeskVisit,
    /// The organisation, where the platform knows it.
    pub organisation: Option<Organisation>,
    /// What the officers who went are called.
    pub officers: Vec<String>,
}

/// What an officer notes of a visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VisitNote {
    /// What the organisation is called.
    pub name: String,
    /// The day.
    pub visited_on: Date,
    /// Why.
    pub purpose: VisitPurpose,
    /// The offices of those who were met.
    pub met: String,
    /// What was heard and seen.
    pub notes: String,
    /// What kind of thing is wanted.
    pub kind: ListingKind,
    /// What the organisation wants; empty for nothing.
    pub wants: String,
}

impl VisitNote {
    /// Reads what an officer typed on `today`: a visit lies behind them.
    ///
    /// # Errors
    ///
    /// Returns every mistake; nothing that is not to be kept of a person is taken.
    pub fn read(record: &Record, today: Date) -> Result<Self, Vec<FieldError>> {
        let mut reader = Reader::new(record);
        let name = required_text(&mut reader, "visit-name", NAME_MAX_CHARS);
        let behind = (today - Duration::days(DAYS_MAX), today);
        let visited_on = required(&mut reader, "visit-day", today, |reader, field| day_within(reader, field, behind));
        let purpose = required(&mut reader, "visit-purpose", VisitPurpose::Survey, Reader::choice);
        let met = reader.public_text("visit-met", LINE_MAX_CHARS);
        let notes = required_text(&mut reader, "visit-notes", NOTE_MAX_CHARS);
        let wants = reader.public_text("visit-wants", NOTE_MAX_CHARS);
        let kind = need_kind(&mut reader, "visit-kind");
        if kind.is_none() && !wants.is_empty() && reader.text("visit-kind", 64).is_empty() {
            reader.fail("visit-kind", Mistake::Missing);
        }
        let kind = kind.unwrap_or(ListingKind::CooperationNeed);
        reader.finish(Self { name, visited_on, purpose, met, notes, kind, wants })
    }
}

impl DeskVisit {
    /// Whether it can become a need: something is wanted, and nothing came of it yet.
    #[must_use]
    pub const fn can_become_need(&self) -> bool {
        self.case.is_none() && !self.wants.is_empty()
    }
}

impl FiledVisit {
    /// The visit as something that not everybody may work on.
    #[must_use]
    pub fn thing(&self) -> Thing {
        let of = self.organisation.as_ref().map(|it| (it.id, it.kind));
        Thing::desk_work(self.visit.id.as_uuid(), of)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use time::macros::date;

    use super::*;
    use crate::private_facts::PrivateFact;

    fn mistakes(more: serde_json::Value) -> Vec<(String, Mistake)> {
        let mut record = json!({
            "visit-name": "晨芯半导体", "visit-day": "2026-08-31", "visit-purpose": "survey",
            "visit-met": "人力资源负责人", "visit-notes": "看了光刻车间。",
        })
        .as_object()
        .cloned()
        .expect("it is an object");
        record.extend(more.as_object().cloned().expect("it is an object"));
        let read = VisitNote::read(&record, date!(2026 - 09 - 01));
        read.err().unwrap_or_default().into_iter().map(|it| (it.field, it.mistake)).collect()
    }

    #[test]
    fn a_visit_lies_behind_whoever_notes_it() {
        assert_eq!(mistakes(json!({})), []);
        assert!(matches!(&mistakes(json!({"visit-day": "2026-09-02"}))[..], [(_, Mistake::DayOutside { .. })]));
        assert_eq!(mistakes(json!({"visit-day": ""})), [("visit-day".to_owned(), Mistake::Missing)]);
    }

    #[test]
    fn what_is_wanted_has_a_kind_and_people_are_not_named_by_their_numbers() {
        assert_eq!(mistakes(json!({"visit-wants": "共建课程"})), [("visit-kind".to_owned(), Mistake::Missing)]);
        assert_eq!(mistakes(json!({"visit-wants": "共建课程", "visit-kind": "cooperation-need"})), []);
        let private = Mistake::Private { fact: PrivateFact::Mobile };
        assert_eq!(mistakes(json!({"visit-met": "王工 13912345678"})), [("visit-met".to_owned(), private)]);
    }
}
