//! The calendar and what becomes of bookings, without a database.

use time::Date;
use time::macros::{date, datetime};

use super::*;

/// Monday to Friday 9:00 to 17:00 in slots of two hours, two units, closed on holidays, booked from two hours ahead.
fn rules() -> CalendarRules {
    let day = read_hours("9:00-17:00").expect("they can be read");
    let week = [day.clone(), day.clone(), day.clone(), day.clone(), day, Vec::new(), Vec::new()];
    CalendarRules {
        week,
        special_days: Vec::new(),
        holidays: Holidays::Closed,
        slot: SlotLength::TwoHours,
        units: 2,
        people_max: 10,
        lead_hours: 2,
        ahead_days: 30,
        free_cancel_hours: 24,
        approval: Approval::AtOnce,
        taking: Taking::Open,
        briefing: String::new(),
        price_note: String::new(),
    }
}

fn begins(rules: &CalendarRules, day: Date) -> Vec<String> {
    let shanghai = |slot: &Slot| slot.starts_at.to_offset(crate::clock::SHANGHAI);
    rules.slots_on(day).iter().map(shanghai).map(|it| format!("{:02}:{:02}", it.hour(), it.minute())).collect()
}

#[test]
fn a_day_is_cut_into_whole_slots_in_shanghai() {
    assert_eq!(begins(&rules(), date!(2026 - 09 - 01)), ["09:00", "11:00", "13:00", "15:00"]);
    assert_eq!(begins(&rules(), date!(2026 - 09 - 05)), [""; 0], "it is a Saturday");
    let with_rest = CalendarRules { slot: SlotLength::ThreeHours, ..rules() };
    assert_eq!(begins(&with_rest, date!(2026 - 09 - 01)), ["09:00", "12:00"], "two hours are left over");
}

#[test]
fn holidays_close_it_and_special_days_go_before_everything() {
    assert_eq!(begins(&rules(), date!(2026 - 10 - 01)), [""; 0]);
    assert_eq!(begins(&rules(), date!(2026 - 10 - 05)), [""; 0], "off in exchange");
    let open = CalendarRules { holidays: Holidays::AsUsual, ..rules() };
    assert_eq!(begins(&open, date!(2026 - 10 - 01)).len(), 4);
    let special =
        read_special_days("2026-10-10 9:00-11:00\n2026-09-02 休\n2026/10/01 10:00-12:00").expect("it is read");
    let special = CalendarRules { special_days: special, ..rules() };
    assert_eq!(begins(&special, date!(2026 - 10 - 10)), ["09:00"], "a Saturday that is worked");
    assert_eq!(begins(&special, date!(2026 - 10 - 01)), ["10:00"]);
    assert_eq!(begins(&special, date!(2026 - 09 - 02)), [""; 0]);
}

#[test]
fn slots_go_over_midnight_and_the_end_of_the_year() {
    let mut rules = rules();
    rules.week = std::array::from_fn(|_| read_hours("21:00-3:00").expect("they can be read"));
    rules.slot = SlotLength::FourHours;
    rules.holidays = Holidays::AsUsual;
    assert_eq!(begins(&rules, date!(2026 - 12 - 31)), ["21:00"]);
    let slot = rules.slot_at(datetime!(2026-12-31 21:00 +8)).expect("it is there");
    assert_eq!(slot.ends_at, datetime!(2027-01-01 01:00 +8));
    rules.slot = SlotLength::Hour;
    // Those after midnight stand under the day on which they begin.
    assert_eq!(begins(&rules, date!(2027 - 01 - 01)), ["00:00", "01:00", "02:00", "21:00", "22:00", "23:00"]);
    assert!(rules.overlap_in_week().is_none());
}

#[test]
fn hours_that_are_open_twice_are_found_also_over_midnight_and_from_sunday_to_monday() {
    let mut twice = rules();
    twice.week[1] = read_hours("9:00-12:00, 11:00-14:00").expect("they can be read");
    assert_eq!(twice.overlap_in_week(), Some([1, 1]));
    let mut around = rules();
    around.week[6] = read_hours("22:00-10:00").expect("they can be read");
    assert_eq!(around.overlap_in_week(), Some([0, 6]));
}

#[test]
fn hours_are_read_as_people_type_them_and_written_so_that_they_can_be_read() {
    for typed in ["9:00-12:00, 13:30-17:00", "13:30–17:00，9：00－12：00", "9-12 13:30 - 17"] {
        let hours = read_hours(typed).expect(typed);
        assert_eq!(written_hours(&hours), "09:00-12:00, 13:30-17:00", "{typed}");
    }
    for wrong in ["9:00", "9:10-12:00", "25:00-26:00", "9:00-9:00", "9:00-12:60", "morning"] {
        assert!(read_hours(wrong).is_err(), "{wrong}");
    }
    assert_eq!(written_hours(&read_hours("22:00-02:00").expect("it is read")), "22:00-02:00");
    assert_eq!(written_hours(&read_hours("0:00-24:00").expect("it is read")), "00:00-24:00");
    assert_eq!(read_special_days("2026-10-01"), Err(UnreadDay::Line("2026-10-01".to_owned())));
    let twice = "2026-10-01 closed\n2026-10-01 9-12";
    assert_eq!(read_special_days(twice), Err(UnreadDay::Twice("2026-10-01 9-12".to_owned())));
    let written = written_special_days(&read_special_days("2026-10-01 Closed\n2026-10-10 9-12").expect("read"), "休");
    assert_eq!(written, "2026-10-01 休\n2026-10-10 09:00-12:00");
}

#[test]
fn a_slot_is_booked_neither_too_soon_nor_too_far_ahead_nor_beyond_its_units() {
    let rules = rules();
    let slot = rules.slot_at(datetime!(2026-09-01 13:00 +8)).expect("it is there");
    let at = |now| rules.availability(&slot, &Taken::default(), now);
    assert_eq!(at(datetime!(2026-09-01 11:00 +8)), Availability::Free(2));
    assert_eq!(at(datetime!(2026-09-01 11:00:01 +8)), Availability::TooSoon);
    assert_eq!(at(datetime!(2026-08-02 00:00 +8)), Availability::Free(2));
    assert_eq!(at(datetime!(2026-08-01 23:59 +8)), Availability::TooFar);
    let now = datetime!(2026-09-01 08:00 +8);
    let first_quarter = quarter_of(slot.starts_at);
    let one: Taken = [(first_quarter + 7, 0)].into_iter().collect();
    assert_eq!((rules.availability(&slot, &one, now), one.free_unit(&slot, 2)), (Availability::Free(1), Some(1)));
    let both: Taken = [(first_quarter + 7, 0), (first_quarter, 1)].into_iter().collect();
    assert_eq!(rules.availability(&slot, &both, now), Availability::Full);
    let next = rules.next_free(slot.starts_at, &both, now);
    let expected = [datetime!(2026-09-01 15:00 +8), datetime!(2026-09-02 9:00 +8), datetime!(2026-09-02 11:00 +8)];
    assert_eq!(next.iter().map(|slot| slot.starts_at).collect::<Vec<_>>(), expected);
    let paused = CalendarRules { taking: Taking::Paused, ..rules.clone() };
    assert_eq!(paused.availability(&slot, &Taken::default(), now), Availability::Paused);
    assert_eq!(paused.next_free(now, &Taken::default(), now), []);
}

/// Booked for 1 September, 9:00 to 11:00, cancelled freely until a day before.
fn booking(state: BookingState) -> Booking {
    let starts_at = datetime!(2026-09-01 09:00 +8);
    Booking {
        id: BookingId::of_record("test", "booking"),
        listing: ListingId::of_record("test", "facility"),
        person: None,
        organisation: None,
        slot: Slot { starts_at, ends_at: datetime!(2026-09-01 11:00 +8) },
        state,
        reason: String::new(),
        people: 4,
        roster: vec!["林汐".to_owned()],
        note: String::new(),
        agreed: Agreed { free_cancel_hours: 24, ..Agreed::default() },
        is_inside: false,
        keeper_said: None,
        booker_said: None,
        confirmed_at: None,
        revision: 1,
        made_at: datetime!(2026-08-20 09:00 +8),
        changed_at: datetime!(2026-08-20 09:00 +8),
    }
}

const EARLY: OffsetDateTime = datetime!(2026-08-31 09:00 +8);
const LATE: OffsetDateTime = datetime!(2026-08-31 09:00:01 +8);
const OVER: OffsetDateTime = datetime!(2026-09-01 11:00 +8);

#[test]
fn whoever_cancels_late_is_told_so_and_what_was_not_approved_is_given_up_freely() {
    let after = |state, now| booking(state).after(BookingStep::Cancel, "", now).map(|it| it.state);
    assert_eq!(after(BookingState::Booked, EARLY), Some(BookingState::Cancelled));
    assert_eq!(after(BookingState::Booked, LATE), Some(BookingState::CancelledLate));
    assert_eq!(after(BookingState::Requested, LATE), Some(BookingState::Cancelled));
    assert_eq!(after(BookingState::Booked, datetime!(2026-09-01 09:00 +8)), None, "it has begun");
    let cancelled = booking(BookingState::Booked).after(BookingStep::Cancel, "", EARLY).expect("it can be done");
    assert_eq!((cancelled.roster, cancelled.revision), (Vec::new(), 2));
}

#[test]
fn everybody_is_named_where_several_come_and_there_is_something_to_know_about_safety() {
    let briefed = CalendarRules { briefing: "穿工作服。".to_owned(), ..rules() };
    assert!(briefed.needs_names(2) && !briefed.needs_names(1) && !rules().needs_names(2));
}

#[test]
fn every_step_is_done_in_its_states_alone_and_what_needs_a_reason_has_one() {
    use BookingStep::{Approve, CallOff, Cancel, NoteAbsent, NoteCame, Refuse, SayAbsent, SayCame};
    let before = |state| match state {
        BookingState::Requested => vec![Approve, Refuse, Cancel],
        BookingState::Booked => vec![CallOff, Cancel],
        _ => Vec::new(),
    };
    for &state in BookingState::ALL {
        let can: Vec<BookingStep> =
            BookingStep::ALL.iter().copied().filter(|&step| booking(state).can(step, EARLY)).collect();
        assert_eq!(can, before(state), "{}", state.slug());
        let can: Vec<BookingStep> =
            BookingStep::ALL.iter().copied().filter(|&step| booking(state).can(step, OVER)).collect();
        let expected =
            if state == BookingState::Booked { vec![NoteCame, NoteAbsent, SayCame, SayAbsent] } else { vec![] };
        assert_eq!(can, expected, "{}", state.slug());
    }
    assert_eq!(booking(BookingState::Requested).after(Refuse, "", EARLY), None);
    let refused = booking(BookingState::Requested).after(Refuse, "设备检修", EARLY).expect("it has a reason");
    assert_eq!((refused.state, refused.reason.as_str()), (BookingState::Refused, "设备检修"));
}

#[test]
fn use_counts_when_both_said_so_and_the_silence_of_a_booker_counts_for_nothing() {
    let noted = booking(BookingState::Booked).after(BookingStep::NoteCame, "", OVER).expect("it is over");
    assert_eq!((noted.standing(OVER), noted.confirmed_at), (BookingStanding::Noted, None));
    let both = noted.after(BookingStep::SayCame, "", OVER).expect("both may speak");
    assert_eq!((both.standing(OVER), both.confirmed_at), (BookingStanding::Confirmed, Some(OVER)));
    assert!(BookingStep::ALL.iter().all(|&step| !both.can(step, OVER)), "it is settled");

    let just_before = OVER + Duration::days(OBJECTION_DAYS) - Duration::seconds(1);
    let in_time = OVER + Duration::days(OBJECTION_DAYS);
    assert_eq!(noted.standing(just_before), BookingStanding::Noted);
    assert_eq!(noted.standing(in_time), BookingStanding::Unopposed);
    let silent = UseFigures::of([&noted], 240, in_time);
    assert_eq!((silent.confirmed_minutes, silent.unopposed_minutes, silent.people), (0, 120, 0));
    assert!(noted.can(BookingStep::SayAbsent, just_before) && !noted.can(BookingStep::SayAbsent, in_time));
    assert!(!noted.can(BookingStep::NoteAbsent, in_time), "the keeper's word stands");
    let late = noted.after(BookingStep::SayCame, "", in_time).expect("one can agree late");
    assert_eq!((late.standing(in_time), late.confirmed_at), (BookingStanding::Confirmed, Some(in_time)));
    let alone = booking(BookingState::Booked).after(BookingStep::SayCame, "", OVER).expect("it is over");
    assert_eq!(alone.standing(in_time), BookingStanding::Unconfirmed, "the keeper has to say so");
}

#[test]
fn an_absence_can_be_contested_and_then_counts_as_nothing_until_one_gives_way() {
    let noted = booking(BookingState::Booked).after(BookingStep::NoteAbsent, "", OVER).expect("it is over");
    assert_eq!(noted.standing(OVER), BookingStanding::NotedAbsent);
    assert_eq!(noted.standing(OVER + Duration::days(OBJECTION_DAYS)), BookingStanding::Absent);
    let contested = noted.after(BookingStep::SayCame, "", OVER).expect("it can be contested");
    let much_later = OVER + Duration::days(90);
    assert_eq!(contested.standing(much_later), BookingStanding::Disputed);
    assert_eq!(UseFigures::of([&contested], 240, much_later).confirmed_minutes, 0);
    let given_way = contested.after(BookingStep::NoteCame, "", much_later).expect("the keeper gives way");
    assert_eq!(given_way.confirmed_at, Some(much_later));
    let other_way = contested.after(BookingStep::SayAbsent, "", much_later).expect("the booker gives way");
    assert_eq!((other_way.standing(much_later), other_way.confirmed_at), (BookingStanding::Absent, None));
}

#[test]
fn figures_count_what_is_confirmed_and_nothing_else() {
    let confirm = |booking: Booking| {
        let noted = booking.after(BookingStep::NoteCame, "", OVER).expect("it is over");
        noted.after(BookingStep::SayCame, "", OVER).expect("both may speak")
    };
    let used = confirm(booking(BookingState::Booked));
    let inside = confirm(Booking { is_inside: true, people: 1, ..booking(BookingState::Booked) });
    let noted = booking(BookingState::Booked).after(BookingStep::NoteCame, "", OVER).expect("it is over");
    let late = booking(BookingState::CancelledLate);
    let figures = UseFigures::of([&used, &inside, &noted, &late], 960, OVER);
    let expected = UseFigures {
        open_minutes: 960,
        booked_minutes: 360,
        confirmed_minutes: 240,
        inside_minutes: 120,
        people: 5,
        cancelled_late: 1,
        ..UseFigures::default()
    };
    assert_eq!((figures, figures.percent_used()), (expected, Some(25)));
    assert_eq!(UseFigures::default().percent_used(), None);
    assert_eq!(rules().open_minutes_on(date!(2026 - 09 - 01)), 960);
}

#[test]
fn what_others_used_is_told_once_five_people_stand_behind_it() {
    let used = |booker: &str| {
        let booked = Booking { person: Some(PersonId::of_record("test", booker)), ..booking(BookingState::Booked) };
        let noted = booked.after(BookingStep::NoteCame, "", OVER).expect("it is over");
        noted.after(BookingStep::SayCame, "", OVER).expect("both may speak")
    };
    let mut bookings: Vec<Booking> = ["a", "b", "c", "d", "d"].map(used).into();
    bookings.push(Booking { is_inside: true, ..used("e") });
    bookings.push(booking(BookingState::Booked).after(BookingStep::NoteCame, "", OVER).expect("it is over"));
    let few = SharedUse::of(&bookings, OVER);
    assert_eq!((few, few.is_small()), (SharedUse { minutes: 600, bookings: 5, bookers: 4 }, true));
    bookings.push(used("f"));
    let many = SharedUse::of(&bookings, OVER);
    assert_eq!((many.minutes, many.bookers, many.is_small()), (720, 5, false));
    assert!(!SharedUse::of(&[], OVER).is_small());
}
