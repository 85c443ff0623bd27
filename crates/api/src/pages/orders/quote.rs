//! The form by which a provider names a price.

use rongqiao_model::connect::conversation::said_within;
use rongqiao_model::form::parse_day;
use rongqiao_model::service_order::{HOLDS_DAYS_MAX, Quote, WORDS_MAX_CHARS, read_price};
use time::{Duration, OffsetDateTime};

use super::super::connections::steps::unsaid_sentence;
use super::super::form::{Field, Input, Sent};
use super::super::wording::Wording;

/// Days for which a price holds if nothing else is typed.
const SUGGESTED_DAYS: i64 = 30;

/// The fields, holding what was `sent`, or what was named last.
pub(super) fn fields(wording: &Wording<'_>, sent: &Sent, last: Option<&Quote>) -> Vec<Field> {
    let t = wording.t;
    let holding = |name: &str, input, value: String| {
        let typed = Some(sent.raw(name).to_owned()).filter(|it| !it.is_empty());
        Field::new(t, name, input, "off").holding(typed.unwrap_or(value))
    };
    let price = last.map(|it| format!("{}.{:02}", it.price_fen / 100, it.price_fen % 100)).unwrap_or_default();
    let day = last.map_or_else(|| wording.today().saturating_add(Duration::days(SUGGESTED_DAYS)), |it| it.last_day);
    vec![
        holding("quote-price", Input::Number, price),
        holding("quote-work", Input::Text, last.map(|it| it.price_for.clone()).unwrap_or_default()),
        holding("quote-until", Input::Day, day.to_string()),
    ]
}

/// What was typed as a price; whatever is wrong is told at its field.
pub(super) fn read(wording: &Wording<'_>, fields: &mut [Field], now: OffsetDateTime) -> Option<Quote> {
    let t = wording.t;
    let (mut price, mut work, mut until) = (None, None, None);
    for field in &mut *fields {
        field.mistake = match field.name.as_str() {
            "quote-price" => {
                price = read_price(field.value.trim());
                price.is_none().then(|| t.say("mistake-quote-price"))
            }
            "quote-work" => match said_within(&field.value, WORDS_MAX_CHARS) {
                Ok(words) => {
                    work = Some(words);
                    None
                }
                Err(unsaid) => Some(unsaid_sentence(t, unsaid, WORDS_MAX_CHARS)),
            },
            _ => {
                let last = wording.today().saturating_add(Duration::days(HOLDS_DAYS_MAX));
                until = parse_day(&field.value).filter(|day| (wording.today()..=last).contains(day));
                until.is_none().then(|| t.with("mistake-quote-until", "day", wording.day(last)))
            }
        };
    }
    let quote = Quote { price_fen: price?, price_for: work?, last_day: until? };
    quote.is_sound(now).then_some(quote)
}
