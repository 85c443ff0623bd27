//! Appointments and hours: who agrees to what.

use time::macros::{date, datetime};
use uuid::Uuid;

use super::*;

const AT: OffsetDateTime = datetime!(2026-09-01 02:00 UTC);
const TODAY: Date = date!(2026 - 09 - 01);

fn proposed() -> Appointment {
    Appointment {
        id: AppointmentId::from_uuid(Uuid::nil()),
        kind: AppointmentKind::Mentor,
        school: OrganisationId::from_uuid(Uuid::from_u128(1)),
        firm: OrganisationId::from_uuid(Uuid::from_u128(2)),
        person: None,
        terms: NewAppointment {
            subject: "光刻工艺".to_owned(),
            from_on: TODAY,
            until_on: date!(2027 - 01 - 31),
            hours_planned: 32,
            certificate: String::new(),
        },
        named_at: None,
        accepted_at: None,
        ended_at: None,
        reason: String::new(),
        revision: 1,
    }
}

#[test]
fn an_appointment_holds_once_school_firm_and_mentor_agree_and_through_its_last_day() {
    let named = Appointment { named_at: Some(AT), ..proposed() };
    let active = Appointment { accepted_at: Some(AT), ..named.clone() };
    assert_eq!(proposed().state(TODAY), AppointmentState::Proposed);
    assert_eq!(named.state(TODAY), AppointmentState::Named);
    assert_eq!(active.state(date!(2027 - 01 - 31)), AppointmentState::Active);
    assert_eq!(active.state(date!(2027 - 02 - 01)), AppointmentState::Ended);
    assert_eq!(Appointment { ended_at: Some(AT), ..named }.state(TODAY), AppointmentState::Refused);
}

#[test]
fn nobody_agrees_for_another() {
    use MentoringParty::{Firm, Mentor, School};
    let named = Appointment { named_at: Some(AT), ..proposed() };
    let may = |it: &Appointment, step| [School, Firm, Mentor].map(|party| it.can(step, party, TODAY));
    assert_eq!(may(&proposed(), AppointmentStep::Name), [false, true, false]);
    assert_eq!(may(&proposed(), AppointmentStep::Accept), [false; 3]);
    assert_eq!(may(&named, AppointmentStep::Accept), [false, false, true]);
    assert_eq!(may(&named, AppointmentStep::Refuse), [false, true, true]);
    assert_eq!(may(&named, AppointmentStep::End), [false; 3]);
}

#[test]
fn the_school_takes_back_what_not_everybody_has_agreed_to() {
    use MentoringParty::{Firm, Mentor, School};
    let named = Appointment { named_at: Some(AT), ..proposed() };
    let active = Appointment { accepted_at: Some(AT), ..named.clone() };
    let over = Appointment { ended_at: Some(AT), ..named.clone() };
    let may = |it: &Appointment| [School, Firm, Mentor].map(|party| it.can(AppointmentStep::Withdraw, party, TODAY));
    assert_eq!((may(&proposed()), may(&named)), ([true, false, false], [true, false, false]));
    assert_eq!((may(&active), may(&over)), ([false; 3], [false; 3]));
}

#[test]
fn a_practice_holds_once_the_teacher_and_then_the_firm_agree_and_the_firm_knows_of_nobody_before() {
    use MentoringParty::{Firm, School, Teacher};
    let teacher = Some(PersonId::from_uuid(Uuid::from_u128(3)));
    let sent = Appointment { kind: AppointmentKind::TeacherPractice, person: teacher, ..proposed() };
    let named = Appointment { named_at: Some(AT), ..sent.clone() };
    let active = Appointment { accepted_at: Some(AT), ..named.clone() };
    let may = |it: &Appointment, step| [School, Firm, Teacher].map(|party| it.can(step, party, TODAY));
    assert_eq!(may(&sent, AppointmentStep::Name), [false; 3], "the school has named the teacher");
    assert_eq!(may(&sent, AppointmentStep::Accept), [false, false, true]);
    assert_eq!(may(&named, AppointmentStep::Accept), [false, true, false]);
    let gone = Appointment { person: None, ..named.clone() };
    assert_eq!(may(&gone, AppointmentStep::Accept), [false; 3], "the teacher closed their account");
    assert_eq!(may(&named, AppointmentStep::Refuse), [false, true, true]);
    assert_eq!(may(&active, AppointmentStep::End), [true; 3]);
    assert!(!active.can(AppointmentStep::End, MentoringParty::Mentor, TODAY), "no mentor takes part");
    assert!(!sent.is_seen_by(Firm) && named.is_seen_by(Firm) && sent.is_seen_by(Teacher));
}

#[test]
fn nobody_tells_for_an_organisation_of_their_own_hours() {
    let [teacher, other] = [1, 2].map(|it| PersonId::from_uuid(Uuid::from_u128(it)));
    let kind = AppointmentKind::TeacherPractice;
    let practice = Appointment { kind, person: Some(teacher), accepted_at: Some(AT), ..proposed() };
    assert!(practice.tells_hours(MentoringParty::Teacher, teacher));
    assert!(practice.tells_hours(MentoringParty::Firm, other));
    assert!(!practice.tells_hours(MentoringParty::Firm, teacher), "they would confirm their own practice");
    assert!(!practice.tells_hours(MentoringParty::School, other), "the school has not seen it");
}

#[test]
fn practice_counts_for_five_years() {
    assert_eq!(five_years_before(date!(2026 - 09 - 01)), date!(2021 - 09 - 01));
    assert_eq!(five_years_before(date!(2028 - 02 - 29)), date!(2023 - 02 - 28));
}

#[test]
fn subjects_are_short_few_and_tell_of_nobody() {
    assert_eq!(read_subjects("光刻工艺\n\n 版图设计 "), Some(vec!["光刻工艺".to_owned(), "版图设计".to_owned()]));
    assert_eq!(read_subjects(""), Some(Vec::new()), "none at all is said so, too");
    for wrong in ["字".repeat(61), "课\n".repeat(11), "光刻，找王工 13812345678".to_owned()] {
        assert_eq!(read_subjects(&wrong), None, "{wrong}");
    }
}

fn hours() -> MentorHours {
    MentorHours {
        id: MentorHoursId::from_uuid(Uuid::nil()),
        on: TODAY,
        hours: 4,
        words: "光刻实操".to_owned(),
        logged_by: MentoringParty::Mentor,
        confirmed_at: None,
        disputed_at: None,
        dispute: String::new(),
        revision: 1,
    }
}

#[test]
fn hours_are_confirmed_by_whoever_did_not_log_them() {
    let hours = hours();
    let may = |it: &MentorHours, step| MentoringParty::ALL.iter().filter(|&&party| it.can(step, party)).count();
    assert!(hours.can(HoursStep::Confirm, MentoringParty::School));
    assert_eq!((may(&hours, HoursStep::Confirm), may(&hours, HoursStep::Dispute)), (1, 1));
    for (one, other) in [("teacher", "firm"), ("firm", "teacher"), ("school", "mentor")] {
        let [one, other] = [one, other].map(|it| MentoringParty::from_slug(it).expect("it takes part"));
        let logged = MentorHours { logged_by: one, ..hours.clone() };
        assert!(logged.can(HoursStep::Confirm, other) && may(&logged, HoursStep::Confirm) == 1, "{}", one.slug());
    }
    let confirmed = MentorHours { confirmed_at: Some(AT), ..hours };
    assert_eq!((may(&confirmed, HoursStep::Confirm), may(&confirmed, HoursStep::Dispute)), (0, 0));
}
