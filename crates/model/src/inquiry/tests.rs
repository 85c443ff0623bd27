//! What is decided of a question, and how its words are read.

use serde_json::json;

use super::*;
use crate::form::Mistake;
use crate::private_facts::PrivateFact;

fn record(value: serde_json::Value) -> Record {
    value.as_object().cloned().expect("it is an object")
}

#[test]
fn what_is_decided_is_decided_once() {
    for &state in &[Refused, Withdrawn, Closed] {
        assert!(InquiryStep::ALL.iter().all(|&step| state.after(step).is_none()), "{}", state.slug());
    }
    let from_answered: Vec<_> = InquiryStep::ALL.iter().filter(|&&step| Answered.after(step).is_some()).collect();
    assert_eq!(from_answered, [&InquiryStep::Close]);
    assert!(Received.after(InquiryStep::Answer).is_none(), "nobody answers what was not accepted");
}

#[test]
fn every_open_question_can_be_refused_and_withdrawn() {
    for &state in InquiryState::ALL {
        for step in [InquiryStep::Refuse, InquiryStep::Withdraw] {
            assert_eq!(state.after(step).is_some(), state.is_open(), "{} {}", state.slug(), step.slug());
        }
    }
}

#[test]
fn a_question_is_short_there_and_without_private_facts() {
    let read = |text: &str| Question::read(&record(json!({"question": text, "question-public": "yes"})));
    assert!(read("补贴何时发放？").is_ok_and(|question| question.may_be_public));
    let mistake = |text: &str| read(text).expect_err("it is wrong")[0].mistake.clone();
    assert_eq!(mistake(""), Mistake::Missing);
    assert_eq!(mistake(&"问".repeat(1_001)), Mistake::TooLong { max: 1_000, found: 1_001 });
    assert_eq!(mistake("身份证310115200305121234"), Mistake::Private { fact: PrivateFact::IdCard });
}

#[test]
fn a_public_answer_names_nobody_and_a_refusal_says_why() {
    let answer = |public: &str| {
        let sent = record(json!({"answer": "请拨打 13912345678", "public": public}));
        InquiryMove::read(InquiryStep::Answer, &sent).expect("desks answer")
    };
    assert!(answer("").is_ok() && answer("yes").is_err());
    let refused = |reason: &str| {
        let sent = record(json!({"reason": reason, "referral": "petition"}));
        InquiryMove::read(InquiryStep::Refuse, &sent).expect("desks refuse")
    };
    assert!(refused("").is_err());
    let kept = InquiryMove::Refuse { reason: "属于信访事项".to_owned(), referral: Some(Referral::Petition) };
    assert_eq!(refused("属于信访事项"), Ok(kept));
    assert_eq!(InquiryMove::read(InquiryStep::Withdraw, &Record::new()), None);
}

#[test]
fn the_median_is_the_middle_rounded_up() {
    assert_eq!(InquiryFigures::median(vec![]), None);
    assert_eq!(InquiryFigures::median(vec![3]), Some(3));
    assert_eq!(InquiryFigures::median(vec![9, 1, 2]), Some(2));
    assert_eq!(InquiryFigures::median(vec![1, 2]), Some(2));
    assert_eq!(InquiryFigures::median(vec![1, 2, 4, 8]), Some(3));
}
