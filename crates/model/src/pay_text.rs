//! Pay as postings write it: `8-12K·13薪`, `200-300元/天`, `1.5-2万/月`, `面议`; and units such as `元/月`, `GBP/year`.

use crate::pay::PayPeriod;

/// Pay as far as a text tells it.
#[derive(Clone, Debug, PartialEq)]
pub struct PayText {
    /// Lower end, in whole units of the currency; 0 where only an upper end is told.
    pub min: f64,
    /// Upper end, in whole units of the currency.
    pub max: f64,
    /// What the sums are counted in; its factor is 1, for the sums have theirs in them.
    pub unit: PayUnit,
}

/// What sums are counted in.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PayUnit {
    /// The time they are paid for, where it was said.
    pub period: Option<PayPeriod>,
    /// ISO 4217 code, where it was said.
    pub currency: Option<&'static str>,
    /// What they have to be multiplied by.
    pub factor: f64,
}

impl PayText {
    /// Reads a range of pay; `None` when it is to be agreed or no number stands there.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let text = text.to_lowercase().replace([' ', ',', '，'], "");
        // What follows is the number of months that are paid.
        let text = text.split(['·', '*', '×', '(', '（']).next().unwrap_or_default();
        let mut sums = sums(text);
        let (last_sum, last_factor) = sums.pop()?;
        let (first_sum, first_factor) = sums.pop().unwrap_or((last_sum, last_factor));
        let factor = |own: Option<f64>| own.or(last_factor).unwrap_or(1.0);
        let unit = PayUnit { factor: 1.0, ..PayUnit::read(text) };
        let (min, max) = (first_sum * factor(first_factor), last_sum * factor(last_factor));
        let below = text.contains("以下") || text.contains("以内");
        let (min, max) = if below { (0.0, max) } else { (min, max) };
        Some(Self { min, max, unit })
    }
}

impl PayUnit {
    /// Reads a unit.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let text = text.to_lowercase();
        let any = |words: &[&str]| words.iter().any(|word| text.contains(word));
        let period = match () {
            () if any(&["年", "year", "annum", "annual", "/yr"]) => Some(PayPeriod::Year),
            () if any(&["月", "month", "/mo"]) => Some(PayPeriod::Month),
            () if any(&["天", "日", "day", "daily"]) => Some(PayPeriod::Day),
            () if any(&["时", "hour", "/hr", "/h"]) => Some(PayPeriod::Hour),
            () => None,
        };
        let currency = match () {
            () if any(&["gbp", "£", "英镑"]) => Some("GBP"),
            () if any(&["usd", "us$", "美元", "$"]) => Some("USD"),
            () if any(&["eur", "€", "欧元"]) => Some("EUR"),
            () if any(&["hkd", "港币", "港元"]) => Some("HKD"),
            () if any(&["元", "cny", "rmb", "¥", "￥"]) => Some("CNY"),
            () => None,
        };
        let factor = match () {
            () if any(&["万元", "万/"]) || text == "万" => 10_000.0,
            () if any(&["千元", "千/", "k/"]) || text == "千" || text == "k" => 1_000.0,
            () => 1.0,
        };
        Self { period, currency, factor }
    }

    /// The period that a sum in yuan most likely means when nobody said it.
    #[must_use]
    pub const fn guess_period(max: i64) -> PayPeriod {
        match max {
            ..100 => PayPeriod::Hour,
            100..1_000 => PayPeriod::Day,
            1_000..150_000 => PayPeriod::Month,
            150_000.. => PayPeriod::Year,
        }
    }
}

/// The first two numbers in `text`, each with the multiplier written behind it.
fn sums(text: &str) -> Vec<(f64, Option<f64>)> {
    let mut sums = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let tail = &rest[start..];
        let end = tail.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(tail.len());
        rest = &tail[end..];
        let factor = match rest.chars().next() {
            Some('k' | '千') => Some(1_000.0),
            Some('w' | '万') => Some(10_000.0),
            _ => None,
        };
        if let Ok(sum) = tail[..end].trim_end_matches('.').parse::<f64>() {
            sums.push((sum, factor));
        }
        if sums.len() == 2 {
            break;
        }
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_read_as_postings_write_them() {
        for (text, min, max, period) in [
            ("8-12K·13薪", 8_000.0, 12_000.0, None),
            ("8K-1.2万/月", 8_000.0, 12_000.0, Some(PayPeriod::Month)),
            ("1.5-2万/月", 15_000.0, 20_000.0, Some(PayPeriod::Month)),
            ("200-300元/天", 200.0, 300.0, Some(PayPeriod::Day)),
            ("25元/时", 25.0, 25.0, Some(PayPeriod::Hour)),
            ("15 - 20 万/年", 150_000.0, 200_000.0, Some(PayPeriod::Year)),
            ("¥10,000", 10_000.0, 10_000.0, None),
        ] {
            let pay = PayText::read(text).expect(text);
            assert_eq!((pay.min, pay.max, pay.unit.period), (min, max, period), "{text}");
        }
        assert_eq!(PayText::read("薪资面议"), None);
    }

    #[test]
    fn units_tell_period_and_currency() {
        let unit = |text| PayUnit::read(text);
        assert_eq!((unit("GBP/year").period, unit("GBP/year").currency), (Some(PayPeriod::Year), Some("GBP")));
        assert_eq!((unit("元/天").period, unit("元/天").currency), (Some(PayPeriod::Day), Some("CNY")));
        assert_eq!((unit("万元/年").factor, unit("").period), (10_000.0, None));
    }
}
