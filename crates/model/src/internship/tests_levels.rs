//! Each gate at its limit and one step beyond it, for students of every level.

use time::macros::{date, time};
use time::{Date, Weekday};

use super::tests::found;
use super::*;

/// A change to an internship against which nothing can be said.
type Change = fn(&mut Plan);

/// A limit.
struct Limit {
    gate: Gate,
    /// Just kept.
    kept: Change,
    /// Just passed.
    passed: Change,
    /// What follows for students of vocational schools (教职成〔2021〕4号) and of universities (教高函〔2019〕12号).
    weights: (Option<Weight>, Option<Weight>),
}

const STOPS: Option<Weight> = Some(Weight::Block);
const WARNS: Option<Weight> = Some(Weight::Warn);

fn insure_until(plan: &mut Plan, last_day: Date) {
    let first_day = plan.first_day;
    plan.papers.insurance = Some(InsurancePolicy { first_day, last_day, paid_by_student: false });
}

/// So many fen a month, where others earn 500 000 at the post.
fn pay(plan: &mut Plan, fen_per_month: u64) {
    if let Some(pay) = &mut plan.pay {
        (pay.fen_per_month, pay.same_post_fen_per_month) = (fen_per_month, 500_000);
    }
}

fn intern_among_thousand(plan: &mut Plan, interns: u32) {
    (plan.host.interns, plan.host.employees) = (interns, 1_000);
}

const LIMITS: &[Limit] = &[
    // 劳动法第十五条: sixteen on the first day, and a day younger.
    Limit {
        gate: Gate::Age,
        kept: |it| it.born_on = date!(2010 - 09 - 01),
        passed: |it| it.born_on = date!(2010 - 09 - 02),
        weights: (STOPS, STOPS),
    },
    // 职业学校学生实习管理规定第十六条
    Limit {
        gate: Gate::FirstYear,
        kept: |it| it.year_of_study = 2,
        passed: |it| it.year_of_study = 1,
        weights: (STOPS, None),
    },
    // 第十七条; 劳动法第三十六条: 8.0 hours and 8.1.
    Limit {
        gate: Gate::Hours,
        kept: |it| it.work.minutes_per_day = 480,
        passed: |it| it.work.minutes_per_day = 486,
        weights: (STOPS, WARNS),
    },
    // 第十七条
    Limit {
        gate: Gate::RestDays,
        kept: |it| it.work.weekdays = vec![Weekday::Friday],
        passed: |it| it.work.weekdays = vec![Weekday::Friday, Weekday::Saturday],
        weights: (STOPS, WARNS),
    },
    Limit {
        gate: Gate::Holidays,
        kept: |it| it.work.on_holidays = false,
        passed: |it| it.work.on_holidays = true,
        weights: (STOPS, WARNS),
    },
    Limit {
        gate: Gate::Night,
        kept: |it| it.work.hours = (time!(14:00), time!(22:00)),
        passed: |it| it.work.hours = (time!(14:01), time!(22:01)),
        weights: (STOPS, WARNS),
    },
    // 上海市职业教育条例第五十一条
    Limit {
        gate: Gate::Insurance,
        kept: |it| insure_until(it, date!(2026 - 12 - 31)),
        passed: |it| insure_until(it, date!(2026 - 12 - 30)),
        weights: (STOPS, STOPS),
    },
    // 第十八条: 80 per cent and 79.9, and no scale with a lowest step.
    Limit { gate: Gate::PayAmount, kept: |it| pay(it, 400_000), passed: |it| pay(it, 399_500), weights: (WARNS, None) },
    // 第十六条; 职业教育法第五十条: 劳务派遣.
    Limit {
        gate: Gate::Agency,
        kept: |it| it.host.is_agency = false,
        passed: |it| it.host.is_agency = true,
        weights: (STOPS, WARNS),
    },
    // “一般”: 10.0 per cent and 10.1.
    Limit {
        gate: Gate::ShareOfStaff,
        kept: |it| intern_among_thousand(it, 100),
        passed: |it| intern_among_thousand(it, 101),
        weights: (WARNS, None),
    },
];

#[test]
fn each_limit_may_be_reached_and_one_step_beyond_it_its_gate_is_found() {
    for &level in StudentLevel::ALL {
        for limit in LIMITS {
            let at = |change: Change| {
                found(|plan| {
                    plan.level = level;
                    change(plan);
                })
            };
            let weight = match level.rule_set() {
                RuleSet::Vocational2021 => limit.weights.0,
                RuleSet::Undergraduate2019 => limit.weights.1,
            };
            let told: Vec<(Gate, Weight)> = weight.map(|it| (limit.gate, it)).into_iter().collect();
            let nothing: Vec<(Gate, Weight)> = Vec::new();
            assert_eq!(at(limit.kept), nothing, "{} for {}", limit.gate.slug(), level.slug());
            assert_eq!(at(limit.passed), told, "{} for {}", limit.gate.slug(), level.slug());
        }
    }
}
