//! The form by which a customer rates what was delivered.

use rongqiao_model::connect::conversation::{Unsaid, said_within};
use rongqiao_model::service_order::{Rating, STARS_MAX, WORDS_MAX_CHARS};

use super::super::connections::steps::unsaid_sentence;
use super::super::form::{Choosable, Field, Input, Sent};
use crate::language::Language;

/// The fields, holding what was `sent`.
pub(super) fn fields(t: Language, sent: &Sent) -> Vec<Field> {
    let star = |stars: u8| Choosable { value: stars.to_string(), words: t.say(&format!("rating-stars-{stars}")) };
    let stars = (1..=STARS_MAX).rev().map(star).collect();
    vec![
        Field::new(t, "rating-stars", Input::Radios, "off").among(stars).holding(sent.raw("rating-stars")),
        Field::new(t, "rating-words", Input::Text, "off").holding(sent.raw("rating-words")).optional(),
    ]
}

/// What was chosen and said; whatever is wrong is told at its field.
pub(super) fn read(t: Language, fields: &mut [Field]) -> Option<Rating> {
    let mut rating = Rating { stars: 0, words: String::new() };
    for field in &mut *fields {
        field.mistake = match field.name.as_str() {
            "rating-stars" => {
                rating.stars = field.value.parse().ok().filter(|stars| (1..=STARS_MAX).contains(stars)).unwrap_or(0);
                (rating.stars == 0).then(|| t.say("mistake-rating-stars"))
            }
            _ => match said_within(&field.value, WORDS_MAX_CHARS) {
                Ok(words) => {
                    rating.words = words;
                    None
                }
                Err(Unsaid::Empty) => None,
                Err(unsaid) => Some(unsaid_sentence(t, unsaid, WORDS_MAX_CHARS)),
            },
        };
    }
    fields.iter().all(|field| field.mistake.is_none()).then_some(rating)
}
