//! A policy document (政策文件), as the authority issued it.

use serde::{Deserialize, Serialize};
use time::Date;

use super::field::FieldSpec;
use super::{Fact, Facts, KindDetails, ListingKind, Shown};
use crate::choice::Side;
use crate::document_number::normalised;
use crate::form::{Mistake, Reader};
use crate::listing::DESCRIPTION_MAX_CHARS;

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

crate::choices! {
    /// What a policy document is worth on a given day.
    pub enum Standing {
        /// 尚未施行
        NotYet = "not-yet",
        /// 现行有效
        InForce = "in-force",
        /// 已修订
        Amended = "amended",
        /// 已废止
        Repealed = "repealed",
        /// 已失效: its own last day is over.
        Expired = "expired",
    }
}

crate::choices! {
    /// How a policy document names another one.
    pub enum PolicyRelation {
        /// 依据: it rests on it.
        BasedOn = "based-on",
        /// 解读: it explains it.
        Explains = "explains",
        /// 修订: it changes it.
        Amends = "amends",
        /// 废止: it ends it.
        Repeals = "repeals",
    }
}

/// Longest measure, in characters.
const MEASURE_MAX_CHARS: usize = 500;

/// Characters of all measures as they are typed.
const MEASURES_MAX_CHARS: usize = 8_000;

/// What is particular to a policy document.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PolicyDetails {
    /// Its text in English, where one was given.
    pub description_en: String,
    /// 文号, in one spelling: `沪发改社〔2023〕18号`.
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
        FieldSpec::text("description_en", "description-en", DESCRIPTION_MAX_CHARS),
        FieldSpec::line("document_number", "document-number", 100).required(),
        FieldSpec::words("issuers", "issuers").required(),
        FieldSpec::day("written_on", "written-on"),
        FieldSpec::day("issued_on", "issued-on").required(),
        FieldSpec::day("effective_on", "effective-on"),
        FieldSpec::day("effective_until", "effective-until"),
        FieldSpec::choice("policy_state", "policy-state", "policy-state", PolicyState::SLUGS).required(),
        FieldSpec::text("measures", "measures", MEASURES_MAX_CHARS),
        FieldSpec::words("based_on", "based-on"),
        FieldSpec::words("explains", "explains"),
        FieldSpec::words("amends", "amends"),
        FieldSpec::words("repeals", "repeals"),
    ];

    fn read(reader: &mut Reader<'_>) -> Self {
        let document_number = normalised(&reader.text("document_number", 100));
        let [written_on, issued_on, effective_on, effective_until] =
            ["written_on", "issued_on", "effective_on", "effective_until"].map(|field| reader.day(field));
        if effective_until.is_some() && effective_until < effective_on.or(issued_on) {
            reader.fail("effective_until", Mistake::EndsFirst);
        }
        let [based_on, explains, amends, repeals] =
            ["based_on", "explains", "amends", "repeals"].map(|field| numbers(reader, field, &document_number));
        Self {
            description_en: reader.text("description_en", DESCRIPTION_MAX_CHARS),
            document_number,
            issuers: reader.words("issuers"),
            written_on,
            issued_on,
            effective_on,
            effective_until,
            policy_state: reader.choice("policy_state"),
            measures: reader.lines("measures", MEASURE_MAX_CHARS),
            based_on,
            explains,
            amends,
            repeals,
        }
    }

    fn sample() -> Self {
        let day = |month, day| Date::from_calendar_date(2026, month, day).ok();
        Self {
            description_en: "Written for *tests*.".to_owned(),
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
            .some("written-on", self.written_on.map(Shown::Day))
            .some("issued-on", self.issued_on.map(Shown::Day))
            .some("effective-on", self.effective_on.map(Shown::Day))
            .some("effective-until", self.effective_until.map(Shown::Day))
            .lines("measures", &self.measures)
            .finish()
    }

    fn further_text(&self) -> String {
        [&[self.description_en.clone()][..], &self.issuers, &self.measures].concat().join("\n")
    }

    /// Whoever types its number means it.
    fn occupations(&self) -> Vec<&str> {
        Some(self.document_number.as_str()).filter(|number| !number.is_empty()).into_iter().collect()
    }
}

impl PolicyRelation {
    /// What becomes of the document that is named so; `None` where it stays what it was.
    #[must_use]
    pub const fn makes(self) -> Option<PolicyState> {
        match self {
            Self::BasedOn | Self::Explains => None,
            Self::Amends => Some(PolicyState::Amended),
            Self::Repeals => Some(PolicyState::Repealed),
        }
    }
}

impl PolicyDetails {
    /// The numbers of the documents that it names so.
    #[must_use]
    pub fn named(&self, relation: PolicyRelation) -> &[String] {
        match relation {
            PolicyRelation::BasedOn => &self.based_on,
            PolicyRelation::Explains => &self.explains,
            PolicyRelation::Amends => &self.amends,
            PolicyRelation::Repeals => &self.repeals,
        }
    }

    /// What it is worth on `today`.
    #[must_use]
    pub fn standing(&self, today: Date) -> Standing {
        let is_over = self.effective_until.is_some_and(|last| last < today);
        let has_begun = self.has_begun(today);
        match self.policy_state {
            Some(PolicyState::Repealed) => Standing::Repealed,
            Some(PolicyState::InForce | PolicyState::Amended) | None if is_over => Standing::Expired,
            Some(PolicyState::InForce | PolicyState::Amended) | None if !has_begun => Standing::NotYet,
            Some(PolicyState::Amended) => Standing::Amended,
            Some(PolicyState::InForce) | None => Standing::InForce,
        }
    }

    /// Whether it is in effect on `today`, or was before.
    #[must_use]
    pub fn has_begun(&self, today: Date) -> bool {
        self.effective_on.is_none_or(|first| first <= today)
    }
}

/// The numbers in `field`, each in its one spelling; a document does not name itself.
fn numbers(reader: &mut Reader<'_>, field: &'static str, own: &str) -> Vec<String> {
    let mut numbers: Vec<String> = Vec::new();
    for number in reader.words(field).iter().map(|word| normalised(word)) {
        if number == own {
            reader.fail(field, Mistake::Twice);
        } else if !numbers.contains(&number) {
            numbers.push(number);
        }
    }
    numbers
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};
    use time::macros::date;

    use super::*;
    use crate::form::FieldError;
    use crate::kind::Details;

    fn read(record: &Value) -> Result<PolicyDetails, Vec<FieldError>> {
        match Details::read(ListingKind::Policy, record.as_object().expect("it is an object"))? {
            Details::Policy(policy) => Ok(policy),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn numbers_are_kept_in_one_spelling_and_no_document_names_itself() {
        let policy = read(&json!({"document_number": "临示[2026]1号", "repeals": "临示（2023）2号、临示〔2023〕2号"}));
        let policy = policy.expect("it is right");
        assert_eq!(
            (policy.document_number.as_str(), policy.repeals),
            ("临示〔2026〕1号", vec!["临示〔2023〕2号".to_owned()])
        );
        let wrong = read(&json!({"document_number": "临示[2026]1号", "amends": "临示〔2026〕1号"}));
        assert_eq!(wrong.expect_err("it names itself")[0].mistake, Mistake::Twice);
    }

    #[test]
    fn no_document_ends_before_it_begins() {
        let wrong = read(&json!({"effective_on": "2026-04-01", "effective_until": "2026-03-31"}));
        assert_eq!(wrong.expect_err("it ends first")[0].field, "effective_until");
        assert!(read(&json!({"effective_on": "2026-04-01", "effective_until": "2026-04-01"})).is_ok());
    }

    #[test]
    fn each_line_is_a_measure_whatever_marks_stand_in_it() {
        let policy = read(&json!({"measures": "一、补贴，最高 5 万元；\n\n二、场地、设备开放"})).expect("it is right");
        assert_eq!(policy.measures, ["一、补贴，最高 5 万元；", "二、场地、设备开放"]);
    }

    #[test]
    fn what_is_repealed_or_over_is_never_in_force() {
        let on = |state, first, last| {
            let policy =
                PolicyDetails { policy_state: state, effective_on: first, effective_until: last, ..Default::default() };
            policy.standing(date!(2026 - 09 - 01))
        };
        let (before, after) = (Some(date!(2026 - 08 - 31)), Some(date!(2026 - 09 - 02)));
        let in_force = Some(PolicyState::InForce);
        assert_eq!(on(in_force, before, after), Standing::InForce);
        assert_eq!(on(in_force, None, before), Standing::Expired);
        assert_eq!(on(in_force, after, None), Standing::NotYet);
        assert_eq!(on(Some(PolicyState::Amended), before, None), Standing::Amended);
        for (first, last) in [(None, None), (after, None), (None, before)] {
            assert_eq!(on(Some(PolicyState::Repealed), first, last), Standing::Repealed);
        }
    }
}
