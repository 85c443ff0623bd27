//! What was done so far, what a step needs, and when something is due.

use time::macros::datetime;
use uuid::Uuid;

use super::super::Moved;
use super::*;

pub(in crate::connect) const NOW: OffsetDateTime = datetime!(2026-09-01 02:00 UTC);

pub(in crate::connect) fn connection(stage: Stage) -> Connection {
    Connection {
        id: ConnectionId::from_uuid(Uuid::nil()),
        kind: ConnectionKind::Job,
        listing: ListingId::from_uuid(Uuid::nil()),
        title: "工艺工程师".to_owned(),
        organisation: OrganisationId::from_uuid(Uuid::nil()),
        responder: Some(PersonId::from_uuid(Uuid::nil())),
        responder_organisation: None,
        school: None,
        second_host: None,
        stage,
        revision: 1,
        shared: Some(Shared::default()),
        times: vec![NOW + Duration::days(1), NOW - Duration::days(1)],
        chosen: None,
        promise_days: 3,
        due_at: None,
        created_at: NOW,
        moved_at: NOW,
        replied_at: None,
    }
}

fn event(step: Step, party: Party, stage: Stage) -> ConnectionEvent {
    ConnectionEvent { revision: 1, step, party, stage, words: String::new(), at: NOW }
}

#[test]
fn a_listing_takes_no_more_than_twenty_for_each_seat() {
    assert!(!is_full(19, Some(1)) && is_full(20, Some(1)));
    assert!(!is_full(59, Some(3)) && is_full(60, Some(3)));
    assert!(is_full(20, None) && is_full(20, Some(0)));
}

#[test]
fn what_nobody_answers_is_due_after_the_promise_has_passed_twice_and_an_offer_after_two_weeks() {
    let it = connection(Stage::Submitted);
    let due = |stage| it.due_after(stage, &ConnectionStep::plain(Step::View), NOW);
    assert_eq!(due(Stage::Submitted), Some(NOW + Duration::days(6)));
    assert_eq!(due(Stage::Interviewing), Some(NOW + Duration::days(12)));
    assert_eq!(due(Stage::Offered), Some(NOW + Duration::days(14)));
    assert_eq!(due(Stage::Accepted), None);
}

#[test]
fn a_reply_is_due_when_the_promised_days_are_over_until_one_came_or_the_application_ended() {
    let it = connection(Stage::Viewed);
    assert_eq!(it.reply_due(), Some(NOW + Duration::days(3)));
    assert_eq!(Connection { replied_at: Some(NOW), ..it }.reply_due(), None);
    assert_eq!(connection(Stage::Withdrawn).reply_due(), None);
}

#[test]
fn only_a_time_that_was_offered_and_is_not_over_can_be_chosen() {
    let it = connection(Stage::Interviewing);
    let choose = |chosen| ConnectionStep { chosen: Some(chosen), ..ConnectionStep::plain(Step::ChooseTime) };
    let after = |step: &ConnectionStep| it.after(step, Party::Responder, &[], &it.holds(step, NOW));
    assert_eq!(after(&choose(NOW + Duration::days(1))), Ok(Moved::To(Stage::Interviewing)));
    for wrong in [NOW - Duration::days(1), NOW + Duration::days(2)] {
        assert!(matches!(after(&choose(wrong)), Err(Refused::Missing { .. })), "{wrong}");
    }
    let invite = |times| ConnectionStep { times, ..ConnectionStep::plain(Step::Invite) };
    let offer = |times| {
        let step = invite(times);
        it.after(&step, Party::Publisher, &[], &it.holds(&step, NOW))
    };
    assert!(offer(vec![NOW + Duration::hours(1)]).is_ok());
    for wrong in [vec![], vec![NOW], vec![NOW + Duration::hours(1); TIMES_MAX + 1]] {
        assert!(offer(wrong).is_err());
    }
}

#[test]
fn both_confirm_and_what_was_confirmed_before_a_dispute_counts_no_more() {
    let it = connection(Stage::Accepted);
    let confirm = ConnectionStep::plain(Step::Confirm);
    let mut events = vec![event(Step::Accept, Party::Responder, Stage::Accepted)];
    assert_eq!(it.after(&confirm, Party::Responder, &events, &[]), Ok(Moved::WaitsForOthers));
    events.push(event(Step::Confirm, Party::Responder, Stage::Accepted));
    assert_eq!(it.after(&confirm, Party::Responder, &events, &[]), Err(Refused::Done));
    assert_eq!(it.after(&confirm, Party::Publisher, &events, &[]), Ok(Moved::To(Stage::Confirmed)));
    events.push(event(Step::Dispute, Party::Publisher, Stage::Disputed));
    events.push(event(Step::Settle, Party::FirmsDesk, Stage::Accepted));
    assert_eq!(it.after(&confirm, Party::Publisher, &events, &[]), Ok(Moved::WaitsForOthers));
}

#[test]
fn a_price_holds_until_the_moment_that_it_names_and_no_longer() {
    let it = Connection { kind: ConnectionKind::Service, ..connection(Stage::Viewed) };
    let until = NOW + Duration::days(9);
    let quote = ConnectionStep { until: Some(until), ..ConnectionStep::plain(Step::Quote) };
    assert_eq!(it.due_after(Stage::Quoted, &quote, NOW), Some(until));
    assert_eq!(it.due_after(Stage::Viewed, &quote, NOW), Some(NOW + Duration::days(6)));
}

#[test]
fn what_both_confirm_every_year_begins_anew_once_both_have() {
    let running = Connection { kind: ConnectionKind::Cooperation, ..connection(Stage::Running) };
    let renew = |party| event(Step::Renew, party, Stage::Running);
    let mut events = vec![event(Step::Rest, Party::Program, Stage::Dormant)];
    events.push(event(Step::Renew, Party::Publisher, Stage::Dormant));
    events.push(renew(Party::Responder));
    assert_eq!(running.done_in_round(Step::Renew, &events), [], "both woke it up");
    events.push(renew(Party::Responder));
    assert_eq!(running.done_in_round(Step::Renew, &events), [Party::Responder]);
    let again = running.after(&ConnectionStep::plain(Step::Renew), Party::Responder, &events, &[]);
    assert_eq!(again, Err(Refused::Done));
    events.push(renew(Party::Publisher));
    assert_eq!(running.done_in_round(Step::Renew, &events), []);
}

#[test]
fn both_confirm_anew_what_one_had_confirmed_of_a_cooperation_that_is_written_anew() {
    let it = Connection { kind: ConnectionKind::Cooperation, ..connection(Stage::Negotiating) };
    let done = |step, party| event(step, party, Stage::Negotiating);
    let mut events = vec![done(Step::Negotiate, Party::Publisher), done(Step::Agree, Party::Responder)];
    assert_eq!(it.done_in_round(Step::Agree, &events), [Party::Responder]);
    events.push(done(Step::Amend, Party::Publisher));
    assert_eq!(it.done_in_round(Step::Agree, &events), []);
    let agree = |party, events: &[ConnectionEvent]| {
        it.after(&ConnectionStep::plain(Step::Agree), party, events, &[Need::Agreement])
    };
    assert_eq!(agree(Party::Publisher, &events), Ok(Moved::WaitsForOthers));
    events.push(done(Step::Agree, Party::Publisher));
    assert_eq!(agree(Party::Responder, &events), Ok(Moved::To(Stage::Running)));
}

#[test]
fn the_organisation_sees_nothing_of_what_was_taken_back() {
    assert!(connection(Stage::Refused).shown_to_publisher().is_some());
    assert!(connection(Stage::Withdrawn).shown_to_publisher().is_none());
}

#[test]
fn who_agreed_to_what_was_written_before_agrees_anew_once_it_is_written_anew() {
    let it = Connection { kind: ConnectionKind::Internship, ..connection(Stage::Approved) };
    let done = |party: Party, step: Step| event(step, party, Stage::Approved);
    let mut events = vec![
        done(Party::School, Step::Approve),
        done(Party::School, Step::Amend),
        done(Party::Responder, Step::Agree),
        done(Party::School, Step::Amend),
        done(Party::Publisher, Step::Agree),
        done(Party::School, Step::Agree),
    ];
    assert_eq!(it.done_in_round(Step::Agree, &events), [Party::School, Party::Publisher]);
    events.push(done(Party::Responder, Step::Agree));
    assert!(it.done_in_round(Step::Agree, &events).is_empty(), "all three have, and it moves on");
}
