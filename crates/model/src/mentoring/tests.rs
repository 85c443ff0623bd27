//! Appointments and hours: who agrees to what.

use time::macros::{date, datetime};
use uuid::Uuid;

use super::*;

const AT: OffsetDateTime = datetime!(2026-09-01 02:00 UTC);
const TODAY: Date = date!(2026 - 09 - 01);

fn proposed() -> Appointment {
    Appointment {
        id: AppointmentId::from_uuid(Uuid::nil()),
        school: OrganisationId::from_uuid(Uuid::from_u128(1)),
        firm: OrganisationId::from_uuid(Uuid::from_u128(2)),
        mentor: None,
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
fn hours_are_confirmed_by_whoever_did_not_log_them() {
    let hours = MentorHours {
        id: MentorHoursId::from_uuid(Uuid::nil()),
        on: TODAY,
        hours: 4,
        words: "光刻实操".to_owned(),
        logged_by: MentoringParty::Mentor,
        confirmed_at: None,
        disputed_at: None,
        dispute: String::new(),
        revision: 1,
    };
    let may = |it: &MentorHours, step| MentoringParty::ALL.iter().filter(|&&party| it.can(step, party)).count();
    assert!(hours.can(HoursStep::Confirm, MentoringParty::School));
    assert_eq!((may(&hours, HoursStep::Confirm), may(&hours, HoursStep::Dispute)), (1, 1));
    let confirmed = MentorHours { confirmed_at: Some(AT), ..hours };
    assert_eq!((may(&confirmed, HoursStep::Confirm), may(&confirmed, HoursStep::Dispute)), (0, 0));
}
