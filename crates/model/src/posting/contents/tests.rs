use serde_json::{Value, json};
use time::macros::{date, datetime};

use super::*;
use crate::organisation::OrganisationKind;

const TODAY: Date = date!(2026 - 11 - 22);

fn record(value: Value) -> Record {
    value.as_object().cloned().expect("it is an object")
}

fn internship() -> Record {
    record(json!({
        "title": "嵌入式实习生", "duties": "编写驱动程序。", "requirements": "熟悉C语言。", "employment_type": "internship",
        "headcount": "3", "pay_min": "200", "pay_max": "260", "pay_period": "day", "place": "上海市浦东新区",
        "division": "310115", "valid_through": "2027-01-31",
    }))
}

fn with(field: &str, value: &str) -> Record {
    let mut changed = internship();
    changed.insert(field.to_owned(), Value::from(value));
    changed
}

fn wrong_fields(kind: ListingKind, record: &Record) -> Vec<String> {
    Contents::read(kind, record).expect_err("it is wrong").into_iter().map(|error| error.field).collect()
}

#[test]
fn a_job_tells_what_the_law_wants_told() {
    assert_eq!(
        wrong_fields(ListingKind::Job, &Record::new()),
        [
            "title",
            "duties",
            "requirements",
            "employment_type",
            "headcount",
            "pay_min",
            "pay_max",
            "pay_period",
            "place",
            "valid_through"
        ]
    );
    assert!(Contents::read(ListingKind::Job, &internship()).is_ok());
}

#[test]
fn every_kind_wants_a_title_and_a_text_and_a_need_wants_an_end() {
    for &kind in ListingKind::ALL {
        let wrong = wrong_fields(kind, &Record::new());
        assert_eq!(wrong.first().map(String::as_str), Some("title"), "{}", kind.slug());
        assert!(kind.texts().iter().all(|text| wrong.iter().any(|name| name == text.name)), "{}", kind.slug());
        let ends = wrong.iter().any(|name| name == "valid_through");
        assert_eq!(ends, kind.side() == crate::choice::Side::Demand, "{}", kind.slug());
    }
}

#[test]
fn a_mistake_in_a_field_is_told_once() {
    let wrong = Contents::read(ListingKind::Job, &with("headcount", "许多")).expect_err("it is wrong");
    assert_eq!(wrong.len(), 1);
    assert_eq!(wrong[0].mistake, Mistake::NotANumber { min: 1, max: 100_000 });
    assert_eq!(wrong_fields(ListingKind::Job, &with("headcount", "")), ["headcount"]);
}

#[test]
fn a_post_is_open_for_ninety_days_at_most_from_the_day_it_is_public() {
    let wrong = |changes: &[(&str, &str)]| -> Vec<String> {
        let mut record = internship();
        for (field, value) in changes {
            record.insert((*field).to_owned(), Value::from(*value));
        }
        let contents = Contents::read(ListingKind::Job, &record).expect("only the days are wrong");
        contents.wrong_days(TODAY).into_iter().map(|error| error.field).collect()
    };
    assert!(wrong(&[("valid_through", "2027-02-20")]).is_empty());
    assert_eq!(wrong(&[("valid_through", "2027-02-21")]), ["valid_through"]);
    assert_eq!(wrong(&[("valid_through", "2026-11-22")]), ["valid_through"]);
    assert!(wrong(&[("valid_through", "2027-02-21"), ("publish_at", "2026-11-23")]).is_empty());
    assert_eq!(wrong(&[("publish_at", "2026-11-21")]), ["publish_at"]);
    assert_eq!(wrong(&[("publish_at", "2027-01-31")]), ["valid_through"], "it would end before it begins");
}

#[test]
fn the_last_day_counts_to_its_end_in_shanghai() {
    let contents = Contents::read(ListingKind::Job, &internship()).expect("nothing is wrong");
    assert_eq!(contents.closes_at(), Some(datetime!(2027-01-31 15:59:59 UTC)));
}

#[test]
fn the_parts_of_a_text_are_told_apart_by_headings() {
    let contents = Contents::read(ListingKind::Job, &internship()).expect("nothing is wrong");
    assert_eq!(contents.description, "岗位职责：\n编写驱动程序。\n\n任职要求：\n熟悉C语言。");
}

#[test]
fn an_employer_says_who_they_are_once_for_all_or_in_the_posting() {
    let mut organisation = Organisation {
        id: crate::OrganisationId::of_record("test", "晨芯"),
        kind: OrganisationKind::Firm,
        name: "晨芯".to_owned(),
        name_en: None,
        short_name: None,
        credit_code: None,
        place: Place::default(),
        industry: None,
        summary: String::new(),
        summary_en: None,
        staffing_agency: false,
        provenance: Provenance { source: "test".to_owned(), record: "晨芯".to_owned() },
        demo: false,
    };
    let missing = |kind, record: &Record, organisation: &Organisation| {
        !missing_about_organisation(kind, record, organisation).is_empty()
    };
    assert!(missing(ListingKind::Job, &internship(), &organisation));
    assert!(!missing(ListingKind::Job, &with("employer", "做光刻的"), &organisation));
    assert!(!missing(ListingKind::Course, &internship(), &organisation));
    organisation.summary = "做光刻的".to_owned();
    assert!(!missing(ListingKind::Job, &internship(), &organisation));
}

#[test]
fn what_is_screened_is_named_after_its_field_and_counted_in_its_own_text() {
    let record = with("requirements", "熟悉C语言，限男性。");
    let found = screening::screen(&to_be_screened(ListingKind::Job, &record), None);
    let [hit] = found.hits.as_slice() else { panic!("one hit: {found:?}") };
    assert_eq!(hit.part, screening::Part::Field("requirements"));
    assert_eq!(&"熟悉C语言，限男性。"[hit.span.clone()], "限男性");
}
