//! Agreements: what is typed, and which milestones count.

use serde_json::json;
use time::macros::{date, datetime};
use uuid::Uuid;

use super::*;

const TODAY: Date = date!(2026 - 09 - 01);

fn mistakes(more: serde_json::Value) -> Vec<String> {
    let mut record = json!({
        "agreement-form": "industry-college", "agreement-number": "CX-2026-7", "agreement-signed": "2026-08-20",
        "agreement-from": "2026-09-01", "agreement-until": "2029-08-31", "agreement-confidentiality": "ordinary",
        "agreement-milestones": "2026-12-31 揭牌\n2027-06-30 首批课程开课",
    })
    .as_object()
    .cloned()
    .expect("it is an object");
    record.extend(more.as_object().cloned().expect("it is an object"));
    let read = NewAgreement::read(&record, TODAY);
    read.err().unwrap_or_default().into_iter().map(|it| it.field).collect()
}

#[test]
fn an_agreement_is_signed_by_today_and_ends_after_it_begins() {
    assert_eq!(mistakes(json!({})), [] as [&str; 0]);
    assert_eq!(mistakes(json!({"agreement-signed": "2026-09-02"})), ["agreement-signed"]);
    assert_eq!(mistakes(json!({"agreement-until": "2026-09-01"})), ["agreement-until"]);
    assert_eq!(mistakes(json!({"agreement-form": "", "agreement-number": ""})), ["agreement-number", "agreement-form"]);
    assert_eq!(mistakes(json!({"agreement-amount": "-1"})), ["agreement-amount"]);
}

#[test]
fn what_has_ended_is_no_longer_written_down() {
    let until = |day: &str| {
        mistakes(json!({"agreement-from": "2020-09-01", "agreement-until": day, "agreement-milestones": ""}))
    };
    assert_eq!(until("2026-08-31"), ["agreement-until"]);
    assert_eq!(until("2026-09-01"), [] as [&str; 0], "it runs to the end of its last day");
}

#[test]
fn each_milestone_has_its_day() {
    assert_eq!(mistakes(json!({"agreement-milestones": "揭牌"})), ["agreement-milestones"]);
    for day in ["2026-08-31", "2029-09-01"] {
        let outside = format!("{day} 揭牌");
        assert_eq!(mistakes(json!({"agreement-milestones": outside})), ["agreement-milestones"], "{day}");
    }
    let many = "2026-12-31 揭牌\n".repeat(MILESTONES_MAX + 1);
    assert_eq!(mistakes(json!({"agreement-milestones": many})), ["agreement-milestones"]);
}

#[test]
fn a_milestone_counts_when_the_other_side_said_so_and_nobody_confirms_their_own_word() {
    use MilestoneStep::{Confirm, Dispute, Report};
    let at = datetime!(2026-09-01 02:00 UTC);
    let ahead = Milestone {
        id: MilestoneId::from_uuid(Uuid::nil()),
        title: "揭牌".to_owned(),
        due_on: TODAY,
        reported: None,
        words: String::new(),
        confirmed_at: None,
        disputed_at: None,
        dispute: String::new(),
        striking: None,
        revision: 1,
    };
    let reported = Milestone { reported: Some((Party::Publisher, at)), ..ahead.clone() };
    let disputed = Milestone { disputed_at: Some(at), ..reported.clone() };
    let confirmed = Milestone { confirmed_at: Some(at), ..reported.clone() };
    let can = |it: &Milestone, party| [Report, Confirm, Dispute].map(|step| it.can(step, party));
    assert_eq!(can(&ahead, Party::Responder), [true, false, false]);
    assert_eq!(can(&reported, Party::Publisher), [false; 3]);
    assert_eq!(can(&reported, Party::Responder), [false, true, true]);
    assert_eq!(can(&disputed, Party::Publisher), [true, false, false]);
    assert_eq!(can(&disputed, Party::Responder), [true, true, false]);
    for party in [Party::Publisher, Party::Responder] {
        assert_eq!(can(&confirmed, party), [false; 3]);
    }
    assert_eq!(can(&reported, Party::FirmsDesk), [false; 3]);
}

#[test]
fn both_are_reminded_ninety_and_thirty_days_before_the_end_once_each() {
    let until = date!(2026 - 12 - 31);
    assert_eq!(reminder(until, None, date!(2026 - 10 - 01)), None);
    assert_eq!(reminder(until, None, date!(2026 - 10 - 02)), Some(90));
    assert_eq!(reminder(until, Some(90), date!(2026 - 11 - 30)), None);
    assert_eq!(reminder(until, Some(90), date!(2026 - 12 - 01)), Some(30));
    assert_eq!(reminder(until, None, date!(2026 - 12 - 05)), Some(30), "who slept through the first is told once");
    assert_eq!(reminder(until, Some(30), date!(2026 - 12 - 31)), None);
    assert_eq!(reminder(until, None, date!(2027 - 01 - 01)), None);
}
