//! What work pays.

use serde::{Deserialize, Serialize};

/// Working days that a month is reckoned with (人社部 2008-3号: 21.75).
const DAYS_PER_MONTH: f64 = 21.75;

/// Working hours that a day is reckoned with (劳动法 article 36).
const HOURS_PER_DAY: f64 = 8.0;

/// Months that a year of pay is reckoned with.
const MONTHS_PER_YEAR: f64 = 12.0;

crate::choices! {
    /// The time for which a sum is paid.
    pub enum PayPeriod {
        /// 元/时
        Hour = "hour",
        /// 元/天
        Day = "day",
        /// 元/月
        Month = "month",
        /// 元/年
        Year = "year",
    }
}

/// A range of pay before tax.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pay {
    /// Lower end, in hundredths of the currency (分).
    pub min_fen: i64,
    /// Upper end, in hundredths of the currency (分); never below `min_fen`.
    pub max_fen: i64,
    /// What the sums are paid for.
    pub period: PayPeriod,
    /// ISO 4217 code of the currency.
    pub currency: String,
}

impl Pay {
    /// A range in yuan, its ends put in order; `None` when both ends are zero, which postings write for "to be agreed".
    #[must_use]
    pub fn in_yuan(min_yuan: i64, max_yuan: i64, period: PayPeriod) -> Option<Self> {
        Self::new(min_yuan, max_yuan, period, "CNY")
    }

    /// A range in whole units of `currency`, its ends put in order; `None` when both ends are zero or less.
    #[must_use]
    pub fn new(min: i64, max: i64, period: PayPeriod, currency: &str) -> Option<Self> {
        let (min, max) = (min.max(0), max.max(0));
        let (min, max) = match (min, max) {
            (0, 0) => return None,
            (min, 0) => (min, min),
            (min, max) => (min.min(max), min.max(max)),
        };
        let fen = |whole: i64| whole.saturating_mul(100);
        Some(Self { min_fen: fen(min), max_fen: fen(max), period, currency: currency.to_owned() })
    }

    /// Lower and upper end in yuan a month, for filtering and ordering; `None` in any other currency.
    ///
    /// A month is 21.75 working days of eight hours; a year is twelve months.
    #[must_use]
    pub fn monthly_yuan(&self) -> Option<(u32, u32)> {
        if self.currency != "CNY" {
            return None;
        }
        let factor = match self.period {
            PayPeriod::Hour => HOURS_PER_DAY * DAYS_PER_MONTH,
            PayPeriod::Day => DAYS_PER_MONTH,
            PayPeriod::Month => 1.0,
            PayPeriod::Year => 1.0 / MONTHS_PER_YEAR,
        };
        let monthly = |fen: i64| (fen as f64 / 100.0 * factor).round().clamp(0.0, f64::from(u32::MAX)) as u32;
        Some((monthly(self.min_fen), monthly(self.max_fen)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pay_is_compared_by_the_month() {
        for (period, month) in
            [(PayPeriod::Hour, 5220), (PayPeriod::Day, 653), (PayPeriod::Month, 30), (PayPeriod::Year, 3)]
        {
            let pay = Pay::in_yuan(30, 40, period).expect("a sum was given");
            assert_eq!(pay.monthly_yuan().map(|it| it.0), Some(month), "{period:?}");
        }
    }

    #[test]
    fn swapped_ends_are_put_in_order_and_zero_means_to_be_agreed() {
        let pay = Pay::in_yuan(9_000, 6_000, PayPeriod::Month).expect("a sum was given");
        assert_eq!((pay.min_fen, pay.max_fen), (600_000, 900_000));
        assert_eq!(Pay::in_yuan(0, 0, PayPeriod::Month), None);
    }
}
