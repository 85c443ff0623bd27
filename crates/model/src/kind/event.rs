//! An event (活动): people come together at a place and time, and register for it.

use serde::{Deserialize, Serialize};
use time::{OffsetDateTime, UtcOffset};

use super::field::FieldSpec;
use super::{Fact, Facts, KindDetails, ListingKind, Shown};
use crate::choice::Side;
use crate::form::{Mistake, Reader};

crate::choices! {
    /// What sort of event it is.
    pub enum EventType {
        /// 招聘会
        JobFair = "job-fair",
        /// 宣讲会
        Talk = "talk",
        /// 对接会
        Matchmaking = "matchmaking",
        /// 讲座
        Lecture = "lecture",
        /// 展览
        Exhibition = "exhibition",
        /// 竞赛
        Competition = "competition",
        /// 开放日
        OpenDay = "open-day",
    }
}

/// What is particular to an event.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct EventDetails {
    /// What sort it is.
    pub event_type: Option<EventType>,
    /// When it begins.
    #[serde(with = "time::serde::rfc3339::option")]
    pub starts_at: Option<OffsetDateTime>,
    /// When it ends.
    #[serde(with = "time::serde::rfc3339::option")]
    pub ends_at: Option<OffsetDateTime>,
    /// Until when one may register; until it begins when nothing is said.
    #[serde(with = "time::serde::rfc3339::option")]
    pub register_until: Option<OffsetDateTime>,
    /// Seats; as many as come when nothing is said.
    pub seats: Option<u32>,
    /// Who it is for.
    pub audience: String,
    /// What happens when, one point a line.
    pub agenda: String,
}

impl KindDetails for EventDetails {
    const SIDE: Side = Side::Information;
    const COUNTERPARTS: &'static [ListingKind] = &[];

    const FIELDS: &'static [FieldSpec] = &[
        FieldSpec::choice("event_type", "event-type", "event-type", EventType::SLUGS).required(),
        FieldSpec::moment("starts_at", "starts-at").required(),
        FieldSpec::moment("ends_at", "ends-at").required(),
        FieldSpec::moment("register_until", "register-until"),
        FieldSpec::number("seats", "seats"),
        FieldSpec::line("audience", "audience", 300),
        FieldSpec::text("agenda", "agenda", 2_000),
    ];

    fn read(reader: &mut Reader<'_>) -> Self {
        let [starts_at, ends_at, register_until] =
            ["starts_at", "ends_at", "register_until"].map(|field| reader.moment(field));
        if starts_at.zip(ends_at).is_some_and(|(starts, ends)| ends <= starts) {
            reader.fail("ends_at", Mistake::EndsFirst);
        }
        // Whoever comes late to an event of several days may still register, but not when it is over.
        if register_until.zip(ends_at).is_some_and(|(until, ends)| until > ends) {
            reader.fail("register_until", Mistake::EndsLast);
        }
        Self {
            event_type: reader.choice("event_type"),
            starts_at,
            ends_at,
            register_until,
            seats: reader.whole("seats", 1..=1_000_000).and_then(|seats| seats.try_into().ok()),
            audience: reader.text("audience", 300),
            agenda: reader.text("agenda", 2_000),
        }
    }

    fn sample() -> Self {
        Self {
            event_type: Some(EventType::Matchmaking),
            starts_at: Some(time::macros::datetime!(2026-10-16 13:30 +8)),
            ends_at: Some(time::macros::datetime!(2026-10-16 16:30 +8)),
            register_until: Some(time::macros::datetime!(2026-10-14 18:00 +8)),
            seats: Some(80),
            audience: "企业技术负责人、高校教师".to_owned(),
            agenda: "13:30 签到\n14:00 企业出题\n15:00 分组对接".to_owned(),
        }
    }

    fn facts(&self) -> Vec<Fact> {
        Facts::default()
            .some("event-type", self.event_type.map(|it| Shown::Term("event-type", it.slug())))
            .some("starts-at", self.starts_at.map(Shown::Moment))
            .some("ends-at", self.ends_at.map(Shown::Moment))
            .some("register-until", self.register_until.map(Shown::Moment))
            .quantity("seats", self.seats, "seats")
            .text("audience", &self.audience)
            .text("agenda", &self.agenda)
            .finish()
    }

    fn further_text(&self) -> String {
        [self.audience.as_str(), &self.agenda].join("\n")
    }

    fn over_at(&self) -> Option<OffsetDateTime> {
        self.ends_at.map(|moment| moment.to_offset(UtcOffset::UTC))
    }

    fn capacity(&self) -> Option<u32> {
        self.seats
    }
}
