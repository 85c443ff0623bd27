//! Pay in a text or in its own field: below the minimum wage, or not to be believed.

use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::{MinimumWage, Rule};
use crate::pay::{Pay, PayPeriod};

/// From here on, pay a month is a mistake or bait, in yuan.
const IMPLAUSIBLE_PER_MONTH: f64 = 300_000.0;

/// A range whose upper end is so many times its lower end tells nothing.
const IMPLAUSIBLE_SPREAD: f64 = 10.0;

/// Sums from here on are by the year unless the text says month, in yuan.
const FIRST_BY_YEAR: f64 = 150_000.0;

/// Pay by the month: whether it says so, then lower end, upper end, and what shows that it is counted otherwise.
static BY_MONTH: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = "(?:(月薪|月工资|月收入)|工资|薪资|薪酬|salary)(?:待遇|标准|范围|水平|为|是|约|:|税前|税后|综合| ){0,3}\
                   ([0-9]{1,7}(?:[.][0-9]{1,2})?)([k千w万])?(?:元|块)?(?:[~至到—–-]{1,2}([0-9]{1,7}(?:[.][0-9]{1,2})?)([k千w万])?)?(?:元|块|rmb)?\
                   (/?每?(?:天|日|小时|时|h|周|年|单|次|件|课|节|位|人|%|折|薪|倍|级|档|以上|起|[+])|[+.、]|底薪|[0-9])?";
    Regex::new(pattern).expect("a test reads pay with it")
});

/// Pay by the hour: lower and upper end.
static BY_HOUR: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = "([0-9]{1,3}(?:[.][0-9]{1,2})?)(?:[~至到—–-]{1,2}([0-9]{1,3}(?:[.][0-9]{1,2})?))?(?:元|块)(?:/|每|一|1){0,2}(?:小时|时|h)";
    Regex::new(pattern).expect("a test reads pay with it")
});

/// Words before a sum by the hour that is paid on top of another.
const ADDITIONS: [&str; 9] = ["补", "贴", "加", "奖", "涨", "差", "费", "租", "扣"];

/// Words before pay by which it is not that of a worker.
const TRAINEES: [&str; 4] = ["实习", "见习", "学徒", "兼职"];

/// Faults of the pay that `folded` tells.
pub(super) fn hits(folded: &str, minimum: Option<&MinimumWage>) -> Vec<(Rule, Range<usize>)> {
    let monthly = BY_MONTH.captures_iter(folded).filter_map(|found| {
        let rule = month_fault(&found, folded, minimum)?;
        Some((rule, found.get(0)?.range()))
    });
    let hourly = BY_HOUR.captures_iter(folded).filter_map(|found| {
        let sum = number(&found, 2).or(number(&found, 1))?;
        let span = found.get(0)?.range();
        let on_top = ADDITIONS.iter().any(|word| before(folded, span.start).contains(word));
        (!on_top && sum > 0.0 && sum < f64::from(minimum?.yuan_per_hour)).then_some((Rule::PayTooLow, span))
    });
    monthly.chain(hourly).collect()
}

fn month_fault(found: &Captures<'_>, folded: &str, minimum: Option<&MinimumWage>) -> Option<Rule> {
    if found.get(6).is_some() {
        return None;
    }
    let (first, second) = (number(found, 2)?, number(found, 4));
    let upper = second.unwrap_or(first) * factor(found, 5).unwrap_or(1.0);
    let lower = match factor(found, 3) {
        Some(factor) => first * factor,
        None => second.map_or(first, |second| first * implied_factor(first, second, factor(found, 5))),
    };
    let upper = if second.is_none() { lower } else { upper };
    let by_year = found.get(1).is_none() && upper >= FIRST_BY_YEAR;
    if upper < 100.0 || by_year {
        return None;
    }
    let before = before(folded, found.get(0)?.start());
    let minimum = minimum.filter(|_| !TRAINEES.iter().any(|word| before.contains(word)));
    fault(lower, upper, minimum.map(|minimum| f64::from(minimum.yuan_per_month)))
}

/// What the lower end is counted in when only the upper end tells: `1-2万`, `8000-1万`, `6-1.2万`.
fn implied_factor(lower: f64, upper: f64, of_upper: Option<f64>) -> f64 {
    match of_upper {
        Some(_) if lower >= 1_000.0 => 1.0,
        Some(factor) if lower <= upper => factor,
        Some(10_000.0) => 1_000.0,
        Some(factor) => factor,
        None => 1.0,
    }
}

/// Faults of pay that is told apart from the texts.
pub(super) fn faults(pay: &Pay, minimum: Option<&MinimumWage>) -> Option<Rule> {
    let (lower, upper) = pay.monthly_yuan()?;
    let yuan = |minimum: &MinimumWage| match pay.period {
        PayPeriod::Hour => (pay.max_fen / 100 < minimum.yuan_per_hour.into()).then_some(Rule::PayTooLow),
        PayPeriod::Day | PayPeriod::Month | PayPeriod::Year => {
            (upper < minimum.yuan_per_month).then_some(Rule::PayTooLow)
        }
    };
    minimum.and_then(yuan).or_else(|| fault(lower.into(), upper.into(), None))
}

fn fault(lower: f64, upper: f64, minimum: Option<f64>) -> Option<Rule> {
    if upper < lower || upper >= IMPLAUSIBLE_PER_MONTH || upper > lower * IMPLAUSIBLE_SPREAD {
        return Some(Rule::PayImplausible);
    }
    minimum.filter(|&minimum| upper < minimum).map(|_| Rule::PayTooLow)
}

fn number(found: &Captures<'_>, group: usize) -> Option<f64> {
    found.get(group)?.as_str().parse().ok()
}

fn factor(found: &Captures<'_>, group: usize) -> Option<f64> {
    match found.get(group)?.as_str() {
        "k" | "千" => Some(1_000.0),
        _ => Some(10_000.0),
    }
}

/// The last few letters before `at`.
fn before(folded: &str, at: usize) -> &str {
    let start = folded[..at].char_indices().rev().take(8).last().map_or(at, |(start, _)| start);
    &folded[start..at]
}
