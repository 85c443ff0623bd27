//! Orders of technical services: the price that was named, and how the customer rates what was delivered.
//!
//! How an order comes about is a flow of [`crate::connect`]; here is what it holds besides. A price holds through a day
//! that it names, and cannot be changed once it was ordered.

use time::{Date, Duration, OffsetDateTime, Time, UtcOffset};

use crate::clock::{SHANGHAI, day_of};

/// Longest text about what a price is for, and longest words of a rating, in characters.
pub const WORDS_MAX_CHARS: usize = 1_000;

/// Highest price, in yuan.
pub const PRICE_MAX_YUAN: i64 = 100_000_000;

/// Days for which a price may hold at most.
pub const HOLDS_DAYS_MAX: i64 = 180;

/// Stars of the best rating.
pub const STARS_MAX: u8 = 5;

/// Ratings from which on the public is told their average: fewer would tell who gave which.
pub const RATINGS_LEAST: u64 = 3;

/// A price that a provider names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// How much it is, in 分.
    pub price_fen: i64,
    /// What it is for: work, samples, time.
    pub price_for: String,
    /// The last day on which it can be ordered, in Shanghai.
    pub last_day: Date,
}

/// What an order holds besides its connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceOrder {
    /// The price that holds or was ordered.
    pub quote: Quote,
    /// When it was named.
    pub quoted_at: OffsetDateTime,
    /// How the customer rates it, once they did.
    pub rating: Option<Rating>,
}

/// How a customer rates what was delivered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rating {
    /// From 1 to [`STARS_MAX`].
    pub stars: u8,
    /// What they say with it; only the provider reads it.
    pub words: String,
}

/// What the public is told of the ratings of a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rated {
    /// How many there are.
    pub count: u64,
    /// All their stars together.
    pub stars: u64,
}

impl Quote {
    /// Whether the price can be named at `now`: it is more than nothing and holds through a day that is neither over nor
    /// too far away.
    #[must_use]
    pub fn is_sound(&self, now: OffsetDateTime) -> bool {
        let today = day_of(now);
        let holds = today..=today.saturating_add(Duration::days(HOLDS_DAYS_MAX));
        (1..=PRICE_MAX_YUAN * 100).contains(&self.price_fen)
            && !self.price_for.is_empty()
            && holds.contains(&self.last_day)
    }

    /// The moment at which it holds no longer, in UTC: the midnight with which its last day ends in Shanghai.
    #[must_use]
    pub fn holds_until(&self) -> OffsetDateTime {
        let after = self.last_day.saturating_add(Duration::days(1));
        after.with_time(Time::MIDNIGHT).assume_offset(SHANGHAI).to_offset(UtcOffset::UTC)
    }
}

impl Rated {
    /// What the public is told; nothing below [`RATINGS_LEAST`].
    #[must_use]
    pub fn told(self) -> Option<Self> {
        (self.count >= RATINGS_LEAST).then_some(self)
    }

    /// The average in tenths of a star, rounded to the nearest.
    #[must_use]
    pub const fn tenths(self) -> u64 {
        if self.count == 0 { 0 } else { (self.stars * 20 + self.count) / (self.count * 2) }
    }
}

/// Reads a price in yuan with at most two places, such as `1,200.50`, as 分.
#[must_use]
pub fn read_price(text: &str) -> Option<i64> {
    let plain: String = text.chars().filter(|it| !matches!(it, ',' | '，' | ' ')).collect();
    let (yuan, fen) = plain.split_once('.').unwrap_or((&plain, ""));
    if fen.len() > 2 || !fen.chars().chain(yuan.chars()).all(|it| it.is_ascii_digit()) {
        return None;
    }
    let fen: i64 = format!("{fen:0<2}").parse().ok()?;
    let price = yuan.parse::<i64>().ok()?.checked_mul(100)?.checked_add(fen)?;
    (1..=PRICE_MAX_YUAN * 100).contains(&price).then_some(price)
}

#[cfg(test)]
mod tests {
    use time::macros::{date, datetime};

    use super::*;

    #[test]
    fn a_price_holds_through_its_last_day_in_shanghai() {
        let quote = Quote { price_fen: 80_000, price_for: "三个样品".to_owned(), last_day: date!(2026 - 12 - 31) };
        assert_eq!(quote.holds_until(), datetime!(2027-01-01 00:00 +8));
        assert!(quote.is_sound(datetime!(2026-12-31 23:59 +8)) && !quote.is_sound(datetime!(2027-01-01 00:00 +8)));
        assert!(!quote.is_sound(datetime!(2026-06-01 00:00 +8)), "too far away");
        assert!(!Quote { price_fen: 0, ..quote.clone() }.is_sound(datetime!(2026-12-31 12:00 +8)));
        assert!(!Quote { price_for: String::new(), ..quote }.is_sound(datetime!(2026-12-31 12:00 +8)));
    }

    #[test]
    fn prices_are_read_exactly() {
        for (text, fen) in [("800", 80_000), ("1,200.5", 120_050), ("0.01", 1), ("100000000", 10_000_000_000)] {
            assert_eq!(read_price(text), Some(fen), "{text}");
        }
        for wrong in ["", "0", "-1", "1.234", "1e5", "八百", "100000001", ".5.5", "99999999999999999999"] {
            assert_eq!(read_price(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn an_average_is_told_from_three_ratings_on() {
        assert_eq!(Rated { count: 2, stars: 10 }.told(), None);
        let three = Rated { count: 3, stars: 14 }.told().expect("there are enough");
        assert_eq!(three.tenths(), 47);
        assert_eq!(Rated { count: 4, stars: 17 }.tenths(), 43, "4.25 is rounded up");
    }
}
