//! What is paid: `8k-12k`, `月薪1.2万`, `200元/天`, `$80,000 per year`.

use std::sync::LazyLock;

use regex::Regex;
use rongqiao_model::pay::{Pay, PayPeriod};
use rongqiao_model::pay_text::{PayText, PayUnit};
use unicode_normalization::UnicodeNormalization as _;

use super::Spotted;
use crate::skills::Part;

/// One sum or two, with what they are counted in and what they are paid for.
static SUMS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    super::pattern(concat!(
        r"(?<word>(?:月|年|日|时|底|周)薪(?:范围)?[:: ]{0,2})?(?<sign>[¥$£€]|\b(?:rmb|cny|usd|gbp|eur) ?)?",
        r"(?<first>\d{1,3}(?:,\d{3})+|\d{1,7})(?:\.\d{1,2})?(?: ?(?:k|千|w|万)元?|元)?",
        r"(?<range>(?:[~到至/]| ?to ?| )[¥$£€]?(?:\d{1,3}(?:,\d{3})+|\d{1,7})(?:\.\d{1,2})?)?",
        r" ?(?:万元|千元|万|千|k|w|元|(?<code>rmb|cny|usd|gbp|eur))?(?:人民币)?",
        r"(?<period> ?(?:/|每|per |an? |p\.)(?:个)?(?:年|月|天|日|小时|时|h\b|hr|hour|day|month|year|annum|a\b))?",
    ))
});

/// Words before a sum that say that it is what one is paid.
const WAGE: [&str; 14] = [
    "薪",
    "工资",
    "待遇",
    "收入",
    "报酬",
    "时薪",
    "salary",
    "compensation",
    "wage",
    "pay ",
    "pay:",
    "remuneration",
    "stipend",
    "earn",
];

/// Words beside a sum that say that it is something else.
const ELSEWHERE: [&str; 27] = [
    "补贴",
    "补助",
    "津贴",
    "奖",
    "提成",
    "报销",
    "房补",
    "餐补",
    "押金",
    "罚",
    "扣",
    "注册资本",
    "融资",
    "营收",
    "销售额",
    "用户",
    "日元",
    "韩元",
    "卢布",
    "台币",
    "费用",
    "预算",
    "金额",
    "价格",
    "revenue",
    "funding",
    "bonus",
];

/// Words around a sum that say what it is paid for.
const PERIOD_WORDS: [(&[&str], PayPeriod); 4] = [
    (&["年薪", "annual", "per year", "a year"], PayPeriod::Year),
    (&["时薪", "per hour", "hourly"], PayPeriod::Hour),
    (&["日薪", "日结", "daily", "per day"], PayPeriod::Day),
    (&["月薪", "月收入", "monthly", "per month"], PayPeriod::Month),
];

/// The sums that folded `text` says are paid, in order; `written` leads back into `original`.
pub(super) fn find(text: &str, written: impl Fn(usize, usize) -> (usize, usize), original: &str) -> Vec<Spotted<Pay>> {
    let Some(pattern) = &*SUMS else { return Vec::new() };
    let mut found = Vec::new();
    for captures in pattern.captures_iter(text) {
        let Some(whole) = captures.get(0) else { continue };
        let (start, end) = (whole.start(), whole.start() + whole.as_str().trim_end().len());
        if is_wage(text, &captures) && !is_inside_word(text, start, end) {
            let (from, to) = written(start, end);
            let value = pay_in(&original[from..to], Part::around(text, start));
            found.extend(value.map(|value| Spotted { value, start, end }));
        }
    }
    found
}

/// Whether the sum is paid for work: it says for how long, or is a range in thousands, or a word before it says so.
fn is_wage(text: &str, captures: &regex::Captures<'_>) -> bool {
    let has = |name: &str| captures.name(name).is_some();
    let Some(whole) = captures.get(0) else { return false };
    let part = Part::around(text, whole.start());
    let before = &part.text[..whole.start() - part.start];
    let in_money = has("sign") || whole.as_str().contains(['元', '万', '千', 'k', 'w']) || has("code");
    let said = has("word") || WAGE.iter().any(|word| before.contains(word));
    let in_thousands = whole.as_str().contains('k') && has("range");
    let large = captures.name("first").is_some_and(|it| it.as_str().len() >= 4);
    (in_money && (has("period") || said) || in_thousands || said && large) && !part.has(&ELSEWHERE)
}

/// Whether the sum is cut out of something longer: a number, or a unit such as kV.
fn is_inside_word(text: &str, start: usize, end: usize) -> bool {
    let cuts = |c: char| c.is_ascii_alphanumeric() || c == '.';
    let follows = text[end..].chars().next();
    text[..start].chars().next_back().is_some_and(cuts)
        || follows.is_some_and(|c| c.is_ascii_alphanumeric() || c == '%')
}

/// The pay that the words `written` tell; what they leave open is taken from the words around them.
fn pay_in(written: &str, part: Part<'_>) -> Option<Pay> {
    let plain: String = written.nfkc().collect();
    let told = PayText::read(&plain)?;
    let max = told.max.round() as i64;
    let said = || PERIOD_WORDS.iter().find(|(words, _)| part.has(words)).map(|&(_, period)| period);
    let period = told.unit.period.or_else(said);
    let period = period.unwrap_or_else(|| PayUnit::guess_period(max));
    Pay::new(told.min.round() as i64, max, period, told.unit.currency.unwrap_or("CNY"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::testing::{read, told};

    fn paid(text: &str) -> Vec<(&str, i64, i64, PayPeriod, String)> {
        let facts = told(text, &read(text).pay).into_iter();
        facts.map(|(name, pay)| (name, pay.min_fen / 100, pay.max_fen / 100, pay.period, pay.currency)).collect()
    }

    #[test]
    fn pay_is_read_as_postings_write_it() {
        for (text, name, min, max, period, currency) in [
            ("薪资8k-12k，双休", "8k-12k", 8_000, 12_000, PayPeriod::Month, "CNY"),
            ("月薪1.2万起", "月薪1.2万", 12_000, 12_000, PayPeriod::Month, "CNY"),
            ("实习200元/天", "200元/天", 200, 200, PayPeriod::Day, "CNY"),
            ("待遇：15-25万/年", "15-25万/年", 150_000, 250_000, PayPeriod::Year, "CNY"),
            ("25000-60000元/月", "25000-60000元/月", 25_000, 60_000, PayPeriod::Month, "CNY"),
            ("请26天到手工资28000", "28000", 28_000, 28_000, PayPeriod::Month, "CNY"),
            ("工资８０００元", "８０００元", 8_000, 8_000, PayPeriod::Month, "CNY"),
            ("19元/小时", "19元/小时", 19, 19, PayPeriod::Hour, "CNY"),
            ("年薪20-30万", "年薪20-30万", 200_000, 300_000, PayPeriod::Year, "CNY"),
            (
                "Salary: $80,000 - $100,000 per year",
                "$80,000 - $100,000 per year",
                80_000,
                100_000,
                PayPeriod::Year,
                "USD",
            ),
            ("£12.50 per hour", "£12.50 per hour", 13, 13, PayPeriod::Hour, "GBP"),
        ] {
            assert_eq!(paid(text), [(name, min, max, period, currency.to_owned())], "{text}");
        }
    }

    #[test]
    fn numbers_that_are_not_wages_are_none() {
        for text in [
            "每天8小时",
            "200 employees",
            "35kV变压器",
            "服务5000万用户",
            "高温补贴200元/月",
            "注册资本500万元",
            "5000元报名费用",
            "ISO 9001",
            "2024年销售额3000万元/年",
        ] {
            assert_eq!(paid(text), [], "{text}");
        }
    }
}
