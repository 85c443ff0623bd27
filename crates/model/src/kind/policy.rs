//! A policy document (政策文件), as the authority issued it.

use serde::{Deserialize, Serialize};
use time::Date;

use super::field::FieldSpec;
use super::{Fact, Facts, KindDetails, ListingKind, Shown};
use crate::choice::Side;
use crate::form::Reader;

crate::choices! {
    /// Whether a policy document still holds.
    pub enum PolicyState {
        /// 有效
        InForce = "in-force",
        /// 已修订
        Amended = "amended",
        /// 已废止
        Repealed = "repealed",
    }
}

/// What is particular to a policy document.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PolicyDetails {
    /// 文号, as printed on it: `沪发改社〔2023〕18号`.
    pub document_number: String,
    /// Who issued it, the first authority first.
    pub issuers: Vec<String>,
    /// 成文日期
    pub written_on: Option<Date>,
    /// 发布日期
    pub issued_on: Option<Date>,
    /// 施行日期
    pub effective_on: Option<Date>,
    /// The last day on which it holds, if it names one.
    pub effective_until: Option<Date>,
    /// Whether it still holds.
    pub policy_state: Option<PolicyState>,
    /// What it grants or orders, one measure a line.
    pub measures: Vec<String>,
    /// Numbers of the documents that it rests on.
    pub based_on: Vec<String>,
    /// Numbers of the documents that it explains.
    pub explains: Vec<String>,
    /// Numbers of the documents that it amends.
    pub amends: Vec<String>,
    /// Numbers of the documents that it repeals.
    pub repeals: Vec<String>,
}

impl KindDetails for PolicyDetails {
    const SIDE: Side = Side::Information;
    const COUNTERPARTS: &'static [ListingKind] = &[];

    const FIELDS: &'static [FieldSpec] = &[
        FieldSpec::line("document_number", "document-number", 100).required(),
        FieldSpec::words("issuers", "issuers").required(),
        FieldSpec::day("written_on", "written-on"),
        FieldSpec::day("issued_on", "issued-on").required(),
        FieldSpec::day("effective_on", "effective-on"),
        FieldSpec::day("effective_until", "effective-until"),
        FieldSpec::choice("policy_state", "policy-state", "policy-state", PolicyState::SLUGS).required(),
        FieldSpec::words("measures", "measures"),
        FieldSpec::words("based_on", "based-on"),
        FieldSpec::words("explains", "explains"),
        FieldSpec::words("amends", "amends"),
        FieldSpec::words("repeals", "repeals"),
    ];

    fn read(reader: &mut Reader<'_>) -> Self {
        Self {
            document_number: reader.text("document_number", 100),
            issuers: reader.words("issuers"),
            written_on: reader.day("written_on"),
            issued_on: reader.day("issued_on"),
            effective_on: reader.day("effective_on"),
            effective_until: reader.day("effective_until"),
            policy_state: reader.choice("policy_state"),
            measures: reader.words("measures"),
            based_on: reader.words("based_on"),
            explains: reader.words("explains"),
            amends: reader.words("amends"),
            repeals: reader.words("repeals"),
        }
    }

    fn sample() -> Self {
        let day = |month, day| Date::from_calendar_date(2026, month, day).ok();
        Self {
            document_number: "临示〔2026〕1号".to_owned(),
            issuers: vec!["临港示范委员会（示例）".to_owned()],
            written_on: day(time::Month::March, 2),
            issued_on: day(time::Month::March, 9),
            effective_on: day(time::Month::April, 1),
            effective_until: day(time::Month::December, 31),
            policy_state: Some(PolicyState::InForce),
            measures: vec!["支持企业接收实习生".to_owned(), "支持院校开放实训基地".to_owned()],
            based_on: vec!["临示〔2024〕7号".to_owned()],
            explains: vec!["临示〔2024〕8号".to_owned()],
            amends: vec!["临示〔2025〕3号".to_owned()],
            repeals: vec!["临示〔2023〕2号".to_owned()],
        }
    }

    fn facts(&self) -> Vec<Fact> {
        Facts::default()
            .text("document-number", &self.document_number)
            .list("issuers", &self.issuers)
            .some("policy-state", self.policy_state.map(|it| Shown::Term("policy-state", it.slug())))
            .some("written-on", self.written_on.map(Shown::Day))
            .some("issued-on", self.issued_on.map(Shown::Day))
            .some("effective-on", self.effective_on.map(Shown::Day))
            .some("effective-until", self.effective_until.map(Shown::Day))
            .list("measures", &self.measures)
            .list("based-on", &self.based_on)
            .list("explains", &self.explains)
            .list("amends", &self.amends)
            .list("repeals", &self.repeals)
            .finish()
    }

    fn further_text(&self) -> String {
        [&[self.document_number.clone()][..], &self.issuers, &self.measures].concat().join("\n")
    }
}
