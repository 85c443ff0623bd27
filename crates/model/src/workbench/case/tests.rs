//! Cases: what may follow what, and what officers type.

use serde_json::json;
use time::macros::date;

use super::*;
use crate::private_facts::PrivateFact;

const TODAY: Date = date!(2026 - 09 - 01);

fn record(value: serde_json::Value) -> Record {
    value.as_object().cloned().expect("it is an object")
}

#[test]
fn nothing_is_done_to_what_is_closed_and_everything_open_can_fail() {
    for &state in CaseState::ALL {
        let open_steps = CaseStep::ALL.iter().filter(|&&step| state.after(step).is_some()).count();
        assert_eq!(open_steps > 0, state.is_open(), "{}", state.slug());
        assert_eq!(state.after(CaseStep::Fail).is_some(), state.is_open(), "{}", state.slug());
    }
}

#[test]
fn nothing_is_achieved_before_somebody_was_introduced() {
    for (state, may) in [(New, false), (Assigned, false), (Contacted, false), (Introduced, true), (Negotiating, true)] {
        assert_eq!(state.after(CaseStep::Achieve).is_some(), may, "{}", state.slug());
    }
    assert_eq!(New.after(CaseStep::Introduce), None, "somebody has to have it first");
}

#[test]
fn what_is_handed_over_early_is_new_again_and_what_is_further_stays_where_it_is() {
    assert_eq!(Assigned.after(CaseStep::HandOver), Some(New));
    assert_eq!(Negotiating.after(CaseStep::HandOver), Some(Negotiating));
}

#[test]
fn a_lead_tells_what_is_wanted_and_nothing_private() {
    let typed = |more: serde_json::Value| {
        let mut typed = record(json!({
            "case-name": "晨芯半导体", "case-source": "inbound", "case-kind": "cooperation-need",
            "case-wants": "想与学院共建光刻课程", "case-due": "2026-09-08",
        }));
        typed.extend(record(more));
        NewCase::read(&typed, TODAY)
    };
    assert!(typed(json!({})).is_ok());
    let mistake = |more| typed(more).expect_err("it is wrong")[0].mistake.clone();
    assert_eq!(mistake(json!({"case-wants": ""})), Mistake::Missing);
    assert_eq!(mistake(json!({"case-kind": ""})), Mistake::Missing);
    assert!(matches!(mistake(json!({"case-kind": "course"})), Mistake::NotAChoice { .. }));
    assert!(matches!(mistake(json!({"case-due": "2026-08-31"})), Mistake::DayOutside { .. }));
    let phone = mistake(json!({"case-wants": "找王经理 13912345678"}));
    assert_eq!(phone, Mistake::Private { fact: PrivateFact::Mobile });
}

#[test]
fn a_failure_says_why_and_what_is_named_has_to_be_there() {
    let read = |step, value| CaseMove::read(step, &record(value), TODAY).expect("a form sends it");
    assert!(read(CaseStep::Fail, json!({})).is_err());
    assert!(read(CaseStep::Fail, json!({"case-reason": "预算未批"})).is_ok());
    let missing = |field: &str| Err(vec![FieldError { field: field.to_owned(), mistake: Mistake::Missing }]);
    assert_eq!(read(CaseStep::Achieve, json!({})), missing("case-agreement"));
    assert_eq!(read(CaseStep::Introduce, json!({})), missing("case-counterpart"));
    assert!(CaseMove::read(CaseStep::Draft, &Record::new(), TODAY).is_none());
}

#[test]
fn a_listing_is_introduced_by_its_identity_or_the_address_of_its_page() {
    let id = ListingId::of_record("test", "offer");
    let read = |typed: &str| {
        let typed = record(json!({"case-counterpart": typed}));
        CaseMove::read(CaseStep::Introduce, &typed, TODAY).expect("a form sends it")
    };
    let page = format!("https://rongqiao.example/en/listings/{id}");
    for typed in [id.to_string(), page.clone(), format!("{page}/"), format!(" {page}?from=search#facts")] {
        assert_eq!(read(&typed), Ok(CaseMove::Introduce(id)), "{typed}");
    }
    for typed in ["x", "https://rongqiao.example/listings"] {
        let wrong = FieldError { field: "case-counterpart".to_owned(), mistake: Mistake::NotALink };
        assert_eq!(read(typed), Err(vec![wrong]), "{typed}");
    }
    assert!(matches!(read(&"x".repeat(301)), Err(wrong) if matches!(wrong[0].mistake, Mistake::TooLong { .. })));
}

#[test]
fn a_firm_and_a_school_stand_on_the_two_sides() {
    use OrganisationKind::{Firm, Government, Park, ResearchInstitute, University};
    assert!(is_other_side(Firm, University) && is_other_side(ResearchInstitute, Park));
    assert!(!is_other_side(Firm, Park) && !is_other_side(Government, Firm));
}
