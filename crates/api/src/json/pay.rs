//! What work pays, in whole units.

use rongqiao_model::pay::Pay;
use serde::Serialize;
use utoipa::ToSchema;

use super::schema::PayPeriodWord;

/// A range of pay before tax.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Pay)]
pub struct PayOut {
    /// Lower end, in whole units of the currency.
    #[schema(example = 180)]
    min_yuan: i64,
    /// Upper end, in whole units of the currency.
    #[schema(example = 260)]
    max_yuan: i64,
    /// What the sums are paid for.
    #[schema(value_type = PayPeriodWord)]
    period: &'static str,
    /// ISO 4217 code of the currency; the sums are yuan where it is CNY.
    #[schema(example = "CNY")]
    currency: String,
}

impl PayOut {
    pub(crate) fn of(pay: Pay) -> Self {
        Self {
            min_yuan: pay.min_fen / 100,
            max_yuan: pay.max_fen / 100,
            period: pay.period.slug(),
            currency: pay.currency,
        }
    }
}
