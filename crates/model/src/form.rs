//! Reads a record (a form, a row of an import, a JSON body) and collects every mistake in it, not just the first.

use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use time::format_description::BorrowedFormatItem;
use time::format_description::well_known::Rfc3339;
use time::macros::format_description;
use time::{Date, OffsetDateTime, PrimitiveDateTime};

use crate::attachment::AttachmentPurpose;
use crate::choice::Choice;
use crate::clock::SHANGHAI;
use crate::month::Month;
use crate::naming::clean_text;
use crate::private_facts::{PrivateFact, find_private_facts};

const DAY: &[BorrowedFormatItem<'static>] = format_description!("[year]-[month]-[day]");

const MOMENT: &[BorrowedFormatItem<'static>] = format_description!("[year]-[month]-[day] [hour]:[minute]");

/// Reads a moment: either with its offset (RFC 3339), or as 2026-09-01 13:30 or 2026-09-01T13:30 in Shanghai.
#[must_use]
pub fn parse_moment(text: &str) -> Option<OffsetDateTime> {
    if let Ok(moment) = OffsetDateTime::parse(text, &Rfc3339) {
        return Some(moment.to_offset(SHANGHAI));
    }
    let text = text.replace('/', "-").replace('T', " ").replace('：', ":");
    PrimitiveDateTime::parse(&text, MOMENT).ok().map(|moment| moment.assume_offset(SHANGHAI))
}

/// Reads a day written as 2026-09-01; a time of day after it is ignored.
#[must_use]
pub fn parse_day(text: &str) -> Option<Date> {
    let head: String = text.replace('/', "-").chars().take(10).collect();
    Date::parse(&head, DAY).ok()
}

/// One mistake, tied to the field it is in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldError {
    /// Name of the field at fault.
    pub field: String,
    /// What is wrong with it.
    pub mistake: Mistake,
}

/// What can be wrong with a field; the catalogue holds the sentence for each.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "mistake", rename_all = "kebab-case")]
pub enum Mistake {
    /// Nothing was given where something must be.
    Missing,
    /// More characters than the field takes.
    TooLong {
        /// Characters that are allowed.
        max: usize,
        /// Characters that were given.
        found: usize,
    },
    /// Not a whole number from `min` to `max`.
    NotANumber {
        /// Smallest value allowed.
        min: i64,
        /// Largest value allowed.
        max: i64,
    },
    /// Not one of the words that the field knows.
    NotAChoice {
        /// The words it knows, separated by commas.
        allowed: String,
    },
    /// Not a day written as 2026-09-01.
    NotADay,
    /// Not a time of a day written as 2026-09-01 13:30.
    NotAMoment,
    /// Not a time written as 13:30.
    NotATime,
    /// A line that is not a day and what is to be reached by then.
    NotAMilestone {
        /// Which line it is, from 1.
        line: usize,
    },
    /// Not a month written as 2026-09.
    NotAMonth,
    /// Not an address that starts with `https://` or `http://`.
    NotALink,
    /// It ends before it begins.
    EndsFirst,
    /// More pieces than the field takes.
    TooMany {
        /// Pieces that are allowed.
        max: usize,
    },
    /// The same stands there already.
    Twice,
    /// It holds something that is not to be kept.
    Private {
        /// What it holds.
        fact: PrivateFact,
    },
    /// It ends after what it belongs to.
    EndsLast,
    /// Fewer seats than people have registered for.
    SeatsTaken {
        /// How many have.
        registered: u64,
    },
    /// Something that this publisher may not choose.
    NotYours,
    /// Files have to be attached first.
    NotAttached {
        /// What they are for.
        missing: Vec<AttachmentPurpose>,
    },
    /// A day before `first` or after `last`.
    DayOutside {
        /// The first day allowed, written as 2026-09-01.
        first: String,
        /// The last day allowed.
        last: String,
    },
}

/// Pulls typed values out of a record while gathering [`FieldError`]s.
#[derive(Debug)]
pub struct Reader<'a> {
    record: &'a Map<String, Value>,
    errors: Vec<FieldError>,
}

impl<'a> Reader<'a> {
    /// Starts reading `record`.
    #[must_use]
    pub fn new(record: &'a Map<String, Value>) -> Self {
        Self { record, errors: Vec::new() }
    }

    /// The text of `field` without invisible marks; empty when nothing was given.
    pub fn text(&mut self, field: &str, max: usize) -> String {
        let text = match self.record.get(field) {
            Some(Value::String(text)) => clean_text(text),
            Some(Value::Number(number)) => number.to_string(),
            Some(Value::Bool(flag)) => flag.to_string(),
            _ => String::new(),
        };
        let found = text.chars().count();
        if found > max {
            self.fail(field, Mistake::TooLong { max, found });
            return String::new();
        }
        text
    }

    /// The text of `field`, or `None` when nothing was given.
    pub fn optional_text(&mut self, field: &str, max: usize) -> Option<String> {
        Some(self.text(field, max)).filter(|text| !text.is_empty())
    }

    /// The text of `field`; a mistake when nothing was given.
    pub fn required_text(&mut self, field: &str, max: usize) -> String {
        let before = self.errors.len();
        let text = self.text(field, max);
        if text.is_empty() && self.errors.len() == before {
            self.fail(field, Mistake::Missing);
        }
        text
    }

    /// The words of `field`: a list, or one text split at commas, semicolons, 、 and line breaks.
    pub fn words(&mut self, field: &str) -> Vec<String> {
        let split = |text: &str| -> Vec<String> {
            text.split([',', '，', ';', '；', '、', '\n', '|'])
                .map(clean_text)
                .filter(|word| !word.is_empty())
                .collect()
        };
        let mut words = match self.record.get(field) {
            Some(Value::Array(list)) => list.iter().filter_map(Value::as_str).map(clean_text).collect(),
            Some(Value::String(text)) => split(text),
            _ => Vec::new(),
        };
        let mut seen = std::collections::HashSet::new();
        words.retain(|word: &String| !word.is_empty() && seen.insert(word.to_lowercase()));
        words
    }

    /// The lines of `field`, each of at most `max` characters: a list, or one text split at line breaks.
    pub fn lines(&mut self, field: &str, max: usize) -> Vec<String> {
        let mut lines: Vec<String> = match self.record.get(field) {
            Some(Value::Array(list)) => list.iter().filter_map(Value::as_str).map(clean_text).collect(),
            Some(Value::String(text)) => text.lines().map(clean_text).collect(),
            _ => Vec::new(),
        };
        lines.retain(|line| !line.is_empty());
        if let Some(found) = lines.iter().map(|line| line.chars().count()).find(|&chars| chars > max) {
            self.fail(field, Mistake::TooLong { max, found });
        }
        lines
    }

    /// The whole number in `field`, also when it came as text or with a zero fraction; `None` when nothing was given.
    pub fn whole(&mut self, field: &str, range: RangeInclusive<i64>) -> Option<i64> {
        let number = match self.record.get(field) {
            None | Some(Value::Null) => return None,
            Some(Value::String(text)) if text.trim().is_empty() => return None,
            Some(Value::String(text)) => text.trim().replace(',', "").parse::<f64>().ok(),
            Some(value) => value.as_f64(),
        };
        let whole = number.filter(|number| number.fract() == 0.0 && number.abs() < 9e15).map(|number| number as i64);
        if whole.is_none_or(|whole| !range.contains(&whole)) {
            self.fail(field, Mistake::NotANumber { min: *range.start(), max: *range.end() });
            return None;
        }
        whole
    }

    /// The number in `field`, which may have a fraction; `None` when nothing was given.
    pub fn decimal(&mut self, field: &str, range: RangeInclusive<i64>) -> Option<f64> {
        let number = match self.record.get(field) {
            None | Some(Value::Null) => return None,
            Some(Value::String(text)) if text.trim().is_empty() => return None,
            Some(Value::String(text)) => text.trim().parse::<f64>().ok(),
            Some(value) => value.as_f64(),
        };
        let fits = |number: &f64| (*range.start() as f64..=*range.end() as f64).contains(number);
        if number.as_ref().is_none_or(|number| !fits(number)) {
            self.fail(field, Mistake::NotANumber { min: *range.start(), max: *range.end() });
            return None;
        }
        number
    }

    /// The choice that `field` names by its slug; `None` when nothing was given.
    pub fn choice<C: Choice>(&mut self, field: &str) -> Option<C> {
        let slug = self.optional_text(field, 64)?;
        let found = C::ALL.iter().copied().find(|choice| choice.slug() == slug);
        if found.is_none() {
            let allowed = C::ALL.iter().map(|choice| choice.slug()).collect::<Vec<_>>().join(", ");
            self.fail(field, Mistake::NotAChoice { allowed });
        }
        found
    }

    /// The day in `field`, written as 2026-09-01; a time of day after it is ignored. `None` when nothing was given.
    pub fn day(&mut self, field: &str) -> Option<Date> {
        let text = self.optional_text(field, 64)?;
        let day = parse_day(&text);
        if day.is_none() {
            self.fail(field, Mistake::NotADay);
        }
        day
    }

    /// The moment in `field`, see [`parse_moment`]; `None` when nothing was given.
    pub fn moment(&mut self, field: &str) -> Option<OffsetDateTime> {
        let text = self.optional_text(field, 64)?;
        let moment = parse_moment(&text);
        if moment.is_none() {
            self.fail(field, Mistake::NotAMoment);
        }
        moment
    }

    /// The month in `field`, written as 2026-09; `None` when nothing was given.
    pub fn month(&mut self, field: &str) -> Option<Month> {
        let text = self.optional_text(field, 64)?;
        let month = Month::parse(&text);
        if month.is_none() {
            self.fail(field, Mistake::NotAMonth);
        }
        month
    }

    /// The address of a page in `field`; `None` when nothing was given.
    pub fn link(&mut self, field: &str, max: usize) -> Option<String> {
        let text = self.optional_text(field, max)?;
        let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
        if rest.is_none_or(|rest| !rest.starts_with(char::is_alphanumeric) || rest.contains(char::is_whitespace)) {
            self.fail(field, Mistake::NotALink);
            return None;
        }
        Some(text)
    }

    /// The text of `field`, in which nothing may stand that is not to be kept of a person; empty when nothing was given.
    pub fn public_text(&mut self, field: &str, max: usize) -> String {
        let text = self.text(field, max);
        if let Some(found) = find_private_facts(&text).first() {
            self.fail(field, Mistake::Private { fact: found.fact });
        }
        text
    }

    /// Records a mistake in `until` when it comes before `from`.
    pub fn in_order<T: PartialOrd>(&mut self, from: Option<T>, until: Option<T>) {
        if from.zip(until).is_some_and(|(from, until)| until < from) {
            self.fail("until", Mistake::EndsFirst);
        }
    }

    /// The raw value of `field`.
    #[must_use]
    pub fn raw(&self, field: &str) -> Option<&'a Value> {
        self.record.get(field)
    }

    /// Records a mistake that a rule found.
    pub fn fail(&mut self, field: &str, mistake: Mistake) {
        self.errors.push(FieldError { field: field.to_owned(), mistake });
    }

    /// Returns `value` if nothing went wrong.
    ///
    /// # Errors
    ///
    /// Returns every mistake recorded so far, in the order of reading.
    pub fn finish<T>(self, value: T) -> Result<T, Vec<FieldError>> {
        if self.errors.is_empty() { Ok(value) } else { Err(self.errors) }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn record(value: Value) -> Map<String, Value> {
        value.as_object().cloned().unwrap_or_default()
    }

    #[test]
    fn every_mistake_is_reported_at_once() {
        let record = record(json!({"seats": "many", "starts": "soon", "title": ""}));
        let mut reader = Reader::new(&record);
        reader.required_text("title", 10);
        reader.whole("seats", 1..=100);
        reader.day("starts");

        let errors = reader.finish(()).expect_err("the record is wrong");

        let fields: Vec<&str> = errors.iter().map(|error| error.field.as_str()).collect();
        assert_eq!(fields, ["title", "seats", "starts"]);
    }

    #[test]
    fn numbers_come_as_text_too() {
        let record = record(json!({"a": "1,200", "b": 3.0, "c": "", "d": null}));
        let mut reader = Reader::new(&record);
        let got = ["a", "b", "c", "d"].map(|field| reader.whole(field, 0..=9_000));
        assert_eq!(got, [Some(1_200), Some(3), None, None]);
        assert_eq!(reader.finish(()), Ok(()));
    }
}
