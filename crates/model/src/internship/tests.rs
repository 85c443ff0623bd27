//! Each gate on both of its sides, for both sets of rules.

use time::macros::{date, time};
use time::{Date, Weekday};

use super::*;

/// An internship of a student of a vocational college against which nothing can be said.
fn plan() -> Plan {
    Plan {
        level: StudentLevel::VocationalCollege,
        kind: InternshipKind::Post,
        born_on: date!(2007 - 05 - 10),
        year_of_study: 3,
        agreed_on: date!(2026 - 08 - 31),
        first_day: date!(2026 - 09 - 01),
        last_day: date!(2026 - 12 - 31),
        relates_to_major: true,
        host: Host {
            is_agency: false,
            venue: Venue::Ordinary,
            employees: 1_000,
            interns: 100,
            employees_at_post: 50,
            interns_at_post: 10,
        },
        second_host: None,
        work: Work {
            minutes_per_day: 480,
            weekdays: vec![Weekday::Monday, Weekday::Tuesday, Weekday::Wednesday, Weekday::Thursday, Weekday::Friday],
            on_holidays: false,
            hours: (time!(8:30), time!(17:30)),
            hazards: Vec::new(),
        },
        pay: Some(StudentPay {
            fen_per_month: 400_000,
            same_post_fen_per_month: 500_000,
            lowest_step_fen_per_month: None,
            cycle_days: 31,
            in_money_to_student: true,
        }),
        charges_student: false,
        filings: Vec::new(),
        papers: Papers {
            agreement: true,
            student_consent: true,
            guardian_consent: true,
            insurance: Some(InsurancePolicy {
                first_day: date!(2026 - 09 - 01),
                last_day: date!(2026 - 12 - 31),
                paid_by_student: false,
            }),
            safety_training_on: Some(date!(2026 - 08 - 28)),
            site_visit_on: Some(date!(2026 - 06 - 15)),
        },
        elsewhere: Vec::new(),
    }
}

/// What is found once `change` was made.
pub(super) fn found(change: impl FnOnce(&mut Plan)) -> Vec<(Gate, Weight)> {
    let mut plan = plan();
    change(&mut plan);
    check(&plan).into_iter().map(|it| (it.gate, it.weight)).collect()
}

/// The same for an undergraduate.
fn found_for_undergraduate(change: impl FnOnce(&mut Plan)) -> Vec<(Gate, Weight)> {
    found(|plan| {
        plan.level = StudentLevel::Undergraduate;
        change(plan);
    })
}

const NOTHING: Vec<(Gate, Weight)> = Vec::new();

fn insured_until(last_day: Date) -> impl Fn(&mut Plan) {
    move |plan| {
        if let Some(insurance) = &mut plan.papers.insurance {
            insurance.last_day = last_day;
        }
    }
}

fn paid(fen_per_month: u64, lowest: Option<u64>) -> impl Fn(&mut Plan) {
    move |plan| {
        if let Some(pay) = &mut plan.pay {
            pay.fen_per_month = fen_per_month;
            pay.lowest_step_fen_per_month = lowest;
        }
    }
}

#[test]
fn what_keeps_every_rule_may_begin() {
    assert_eq!(found(|_| ()), NOTHING);
    assert_eq!(found_for_undergraduate(|_| ()), NOTHING);
}

#[test]
fn nobody_begins_a_day_before_they_are_sixteen() {
    // 劳动法第十五条
    assert_eq!(found(|it| it.born_on = date!(2010 - 09 - 02)), [(Gate::Age, Weight::Block)]);
    assert_eq!(found(|it| it.born_on = date!(2010 - 09 - 01)), NOTHING);
    assert_eq!(found_for_undergraduate(|it| it.born_on = date!(2010 - 09 - 02)), [(Gate::Age, Weight::Block)]);
}

#[test]
fn a_first_year_student_watches_but_does_not_work() {
    // 职业学校学生实习管理规定第十六条
    let first_year = |kind| {
        found(|it| {
            it.level = StudentLevel::SecondaryVocational;
            it.year_of_study = 1;
            it.kind = kind;
        })
    };
    assert_eq!(first_year(InternshipKind::Post), [(Gate::FirstYear, Weight::Block)]);
    assert_eq!(first_year(InternshipKind::Observation), NOTHING);
    assert_eq!(found_for_undergraduate(|it| it.year_of_study = 1), NOTHING);
}

#[test]
fn eight_hours_are_enough() {
    // 第十七条，不得安排加班
    assert_eq!(found(|it| it.work.minutes_per_day = 480), NOTHING);
    assert_eq!(found(|it| it.work.minutes_per_day = 486), [(Gate::Hours, Weight::Block)]);
    assert_eq!(found_for_undergraduate(|it| it.work.minutes_per_day = 486), [(Gate::Hours, Weight::Warn)]);
}

#[test]
fn days_of_rest_and_holidays_are_kept() {
    // 第十七条，不得在休息日、法定节假日安排实习
    assert_eq!(found(|it| it.work.weekdays.push(Weekday::Saturday)), [(Gate::RestDays, Weight::Block)]);
    assert_eq!(found(|it| it.work.on_holidays = true), [(Gate::Holidays, Weight::Block)]);
    let without_holiday = |it: &mut Plan| {
        it.work.on_holidays = true;
        it.first_day = date!(2026 - 10 - 12);
        it.papers.site_visit_on = Some(date!(2026 - 06 - 15));
    };
    assert_eq!(found(without_holiday), NOTHING, "no holiday by law lies between the middle of October and New Year");
    assert_eq!(found_for_undergraduate(|it| it.work.on_holidays = true), [(Gate::Holidays, Weight::Warn)]);
}

#[test]
fn work_ends_at_ten_in_the_evening_and_not_a_minute_later() {
    // 第十七条，不得安排夜班
    let until = |hours| found(|it| it.work.hours = hours);
    assert_eq!(until((time!(14:00), time!(22:00))), NOTHING);
    assert_eq!(until((time!(14:01), time!(22:01))), [(Gate::Night, Weight::Block)]);
    assert_eq!(until((time!(5:59), time!(14:00))), [(Gate::Night, Weight::Block)]);
    assert_eq!(until((time!(18:00), time!(2:00))), [(Gate::Night, Weight::Block)]);
}

#[test]
fn the_insurance_covers_every_day_and_the_student_does_not_pay_for_it() {
    assert_eq!(found(insured_until(date!(2026 - 12 - 30))), [(Gate::Insurance, Weight::Block)]);
    assert_eq!(found(|it| it.papers.insurance = None), [(Gate::Insurance, Weight::Block)]);
    assert_eq!(found_for_undergraduate(insured_until(date!(2026 - 12 - 30))), [(Gate::Insurance, Weight::Block)]);
    let pays = |it: &mut Plan| {
        if let Some(insurance) = &mut it.papers.insurance {
            insurance.paid_by_student = true;
        }
    };
    assert_eq!(found(pays), [(Gate::InsurancePaidByOthers, Weight::Block)]);
    assert_eq!(found_for_undergraduate(pays), [(Gate::InsurancePaidByOthers, Weight::Warn)]);
}

#[test]
fn four_fifths_of_the_pay_or_the_lowest_step_of_the_scale() {
    // 第十八条，“原则上”
    assert_eq!(found(paid(400_000, None)), NOTHING);
    assert_eq!(found(paid(399_500, None)), [(Gate::PayAmount, Weight::Warn)]);
    assert_eq!(found(paid(399_500, Some(399_500))), NOTHING);
    assert_eq!(found(|it| it.pay = None), NOTHING, "somebody who does not work alone need not be paid");
    assert_eq!(found_for_undergraduate(paid(1, None)), NOTHING);
}

#[test]
fn pay_is_money_for_the_student_every_month() {
    // 第十八条
    let change = |cycle_days, in_money_to_student| {
        found(|it| {
            if let Some(pay) = &mut it.pay {
                (pay.cycle_days, pay.in_money_to_student) = (cycle_days, in_money_to_student);
            }
        })
    };
    assert_eq!(change(32, true), [(Gate::PayCycle, Weight::Block)]);
    assert_eq!(change(31, false), [(Gate::PayInMoney, Weight::Block)]);
}

#[test]
fn nobody_in_between_places_a_vocational_student() {
    // 第十六条，不得通过中介机构或有偿代理组织
    assert_eq!(found(|it| it.host.is_agency = true), [(Gate::Agency, Weight::Block)]);
    assert_eq!(found_for_undergraduate(|it| it.host.is_agency = true), [(Gate::Agency, Weight::Warn)]);
}

#[test]
fn what_the_rules_ask_of_the_host_they_ask_of_the_second_one_too() {
    let shared = |is_agency, venue| move |it: &mut Plan| it.second_host = Some(SecondPlace { is_agency, venue });
    assert_eq!(found(shared(false, Venue::Ordinary)), NOTHING);
    assert_eq!(found(shared(true, Venue::Ordinary)), [(Gate::Agency, Weight::Block)]);
    assert_eq!(found(shared(false, Venue::Entertainment)), [(Gate::Venue, Weight::Block)]);
    assert_eq!(found_for_undergraduate(shared(true, Venue::Ordinary)), [(Gate::Agency, Weight::Warn)]);
}

#[test]
fn nobody_under_eighteen_does_work_that_is_forbidden_to_minors() {
    // 劳动法第六十四条，未成年工特殊保护规定
    let born = |born_on| {
        move |it: &mut Plan| {
            it.born_on = born_on;
            it.work.hazards = vec![Hazard::ForbiddenToMinors];
        }
    };
    let (minor, adult) = (date!(2008 - 09 - 02), date!(2008 - 09 - 01));
    assert_eq!(found(born(minor)), [(Gate::ForbiddenToMinors, Weight::Block)], "a day younger");
    assert_eq!(found(born(adult)), NOTHING, "eighteen on the first day");
    assert_eq!(found_for_undergraduate(born(minor)), [(Gate::ForbiddenToMinors, Weight::Block)]);
}

#[test]
fn work_that_is_forbidden_to_women_wants_a_reason_under_both_sets_of_rules() {
    // 女职工劳动保护特别规定附录
    let forbidden = |it: &mut Plan| it.work.hazards = vec![Hazard::ForbiddenToWomen];
    assert_eq!(found(forbidden), [(Gate::ForbiddenToWomen, Weight::Warn)]);
    assert_eq!(found_for_undergraduate(forbidden), [(Gate::ForbiddenToWomen, Weight::Warn)]);
}

#[test]
fn an_internship_begins_on_the_day_of_its_agreement_and_not_before() {
    let agreed = |agreed_on| move |it: &mut Plan| it.agreed_on = agreed_on;
    assert_eq!(found(agreed(date!(2026 - 09 - 01))), NOTHING);
    assert_eq!(found(agreed(date!(2026 - 09 - 02))), [(Gate::Antedating, Weight::Block)]);
    assert_eq!(found_for_undergraduate(agreed(date!(2026 - 09 - 02))), [(Gate::Antedating, Weight::Warn)]);
}

#[test]
fn nobody_works_in_two_internships_on_one_day() {
    let with = |first_day, last_day, weekdays: &[Weekday]| {
        let elsewhere = vec![DaysOfWork { first_day, last_day, weekdays: weekdays.to_vec() }];
        (found(|it| it.elsewhere.clone_from(&elsewhere)), found_for_undergraduate(|it| it.elsewhere = elsewhere))
    };
    let (overlap, nothing) = (vec![(Gate::Overlap, Weight::Block)], NOTHING);
    let (both, none) = ((overlap.clone(), overlap), (nothing.clone(), nothing));
    // The plan goes from Tuesday, 1 September, to Thursday, 31 December, and has no weekends.
    let (summer, tuesday) = (date!(2026 - 07 - 01), [Weekday::Tuesday]);
    assert_eq!(with(summer, date!(2026 - 08 - 31), &tuesday), none, "it ends the day before");
    assert_eq!(with(summer, date!(2026 - 09 - 01), &tuesday), both, "it ends on the first day");
    assert_eq!(with(summer, date!(2026 - 09 - 01), &[Weekday::Monday]), none, "its Monday lies before");
    let spring = date!(2027 - 03 - 31);
    assert_eq!(with(date!(2026 - 12 - 31), spring, &[Weekday::Thursday]), both, "it begins on the last day");
    assert_eq!(with(summer, spring, &[Weekday::Saturday]), none, "other days of the same weeks");
    assert_eq!(with(summer, spring, &[Weekday::Saturday, Weekday::Monday]), both);
}

#[test]
fn students_are_a_tenth_of_the_staff_and_a_fifth_at_a_post() {
    // “一般不超过”
    assert_eq!(found(|it| it.host.interns = 101), [(Gate::ShareOfStaff, Weight::Warn)]);
    assert_eq!(found(|it| it.host.interns_at_post = 11), [(Gate::ShareAtPost, Weight::Warn)]);
    assert_eq!(found_for_undergraduate(|it| it.host.interns = 1_000), NOTHING);
}

#[test]
fn some_places_and_some_work_are_never_for_students() {
    // 第十六条
    assert_eq!(found(|it| it.host.venue = Venue::Entertainment), [(Gate::Venue, Weight::Block)]);
    let heavy = |it: &mut Plan| {
        it.work.hazards = vec![Hazard::HeavyLabour];
        it.filings = vec![Filing {
            number: "沪教备〔2026〕1号".to_owned(),
            on: date!(2026 - 08 - 01),
            gates: Gate::ALL.to_vec(),
        }];
    };
    assert_eq!(found(heavy), [(Gate::HeavyLabour, Weight::Block)], "no filing allows it");
}

#[test]
fn what_the_major_demands_is_allowed_once_it_was_filed_beforehand() {
    // 第十七条
    let at_height = |on| {
        found(|it| {
            it.work.hazards = vec![Hazard::Height];
            it.work.hours = (time!(18:00), time!(2:00));
            let gates = vec![Gate::Hazard, Gate::Night];
            it.filings = vec![Filing { number: "沪教备〔2026〕1号".to_owned(), on, gates }];
        })
    };
    assert_eq!(at_height(date!(2026 - 09 - 01)), NOTHING);
    let both = [(Gate::Hazard, Weight::Block), (Gate::Night, Weight::Block)];
    assert_eq!(at_height(date!(2026 - 09 - 02)), both, "filed a day too late");
}

#[test]
fn nothing_begins_without_its_papers() {
    assert_eq!(found(|it| it.papers.agreement = false), [(Gate::Agreement, Weight::Block)]);
    assert_eq!(found(|it| it.papers.student_consent = false), [(Gate::StudentConsent, Weight::Block)]);
    assert_eq!(found(|it| it.papers.guardian_consent = false), [(Gate::GuardianConsent, Weight::Block)]);
    let trained_late = |it: &mut Plan| it.papers.safety_training_on = Some(date!(2026 - 09 - 02));
    assert_eq!(found(trained_late), [(Gate::SafetyTraining, Weight::Block)]);
    assert_eq!(found(|it| it.papers.site_visit_on = Some(date!(2025 - 08 - 31))), [(Gate::SiteVisit, Weight::Block)]);
    let none = found_for_undergraduate(|it| it.papers = Papers::default());
    let blocked: Vec<Gate> = none.iter().filter(|it| it.1 == Weight::Block).map(|it| it.0).collect();
    assert_eq!(blocked, [Gate::Agreement, Gate::Insurance, Gate::SafetyTraining]);
}

#[test]
fn a_student_pays_for_nothing() {
    assert_eq!(found(|it| it.charges_student = true), [(Gate::Charges, Weight::Block)]);
    assert_eq!(found_for_undergraduate(|it| it.charges_student = true), [(Gate::Charges, Weight::Block)]);
}

#[test]
fn longer_than_half_a_year_or_away_from_the_major_wants_a_reason() {
    let until = |last_day| {
        found(|it| {
            it.last_day = last_day;
            insured_until(last_day)(it);
        })
    };
    assert_eq!(until(date!(2027 - 02 - 28)), NOTHING);
    assert_eq!(until(date!(2027 - 03 - 05)), [(Gate::Length, Weight::Warn)]);
    assert_eq!(found(|it| it.relates_to_major = false), [(Gate::Major, Weight::Warn)]);
}

#[test]
fn every_gate_is_asked_by_the_stricter_rules_and_the_softer_ones_are_never_harder() {
    for &gate in Gate::ALL {
        let strict = gate.weight(RuleSet::Vocational2021);
        assert!(strict.is_some(), "{}", gate.slug());
        let soft = gate.weight(RuleSet::Undergraduate2019);
        assert!(soft != Some(Weight::Block) || strict == Some(Weight::Block), "{}", gate.slug());
    }
}
