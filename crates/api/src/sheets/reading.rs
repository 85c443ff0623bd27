//! Reads rows into the records that forms give, as far as they can be understood; the rest stays as it was typed and is
//! told by whoever checks the record.

use std::collections::HashMap;

use rongqiao_model::clock::day_of;
use rongqiao_model::form::parse_moment;
use rongqiao_model::kind::field::{FieldInput, FieldSpec};
use rongqiao_model::naming::{clean_text, name_key};
use rongqiao_model::posting::Record;
use rongqiao_model::sheet::{CellTrouble, SheetRow, Trouble};
use serde_json::Value;
use time::{Date, Duration};

use super::Head;
use crate::actions::postings::division_of;
use crate::app::App;
use crate::files::grid::{Grid, GridRow};
use crate::importing::moments::Moment;
use crate::importing::places::Places;
use crate::language::Language;
use crate::pages::speaking;

/// The day before the first one that spreadsheets count, with the leap day of 1900 that they count and that never was.
const DAY_ZERO: Date = time::macros::date!(1899 - 12 - 30);

/// Numbers that spreadsheets mean as days: from 1954 to 2119.
const DAY_NUMBERS: std::ops::RangeInclusive<i64> = 20_000..=80_000;

/// Reads the rows of one sheet.
#[derive(Debug)]
pub struct RowReader {
    app: App,
    places: Places,
    /// What the words of a choice or of codes stand for, by the field.
    words: HashMap<&'static str, HashMap<String, String>>,
}

impl RowReader {
    /// A reader for the columns of `head`.
    #[must_use]
    pub fn new(app: App, head: &Head) -> Self {
        let words = head.columns.iter().map(|(_, field)| (field.name, words_of(&app, field))).collect();
        Self { places: Places::new(app.codes.clone()), app, words }
    }

    /// Every row of `grid` below its head, unchecked.
    #[must_use]
    pub fn read(mut self, grid: &Grid, head: &Head) -> Vec<SheetRow> {
        head.rows(grid).map(|row| self.row(row, head)).collect()
    }

    fn row(&mut self, row: &GridRow, head: &Head) -> SheetRow {
        let mut record = Record::new();
        let mut troubles = Vec::new();
        for (column, field) in &head.columns {
            let cell = |trouble: CellTrouble| Trouble::Cell { field: field.name.to_owned(), trouble };
            let here = row.troubles.iter().filter(|(at, _)| at == column);
            // A number is no trouble where one is wanted, and its form tells whether it is too large.
            let is_number = matches!(field.input, FieldInput::Number | FieldInput::Decimal);
            let here = here.filter(|(_, trouble)| !(is_number && *trouble == CellTrouble::LongNumber));
            troubles.extend(here.map(|(_, trouble)| cell(*trouble)));
            let Some((_, value)) = row.cells.iter().find(|(at, _)| at == column) else { continue };
            let (text, understood) = self.text_of(field, value);
            if !understood {
                troubles.push(cell(CellTrouble::UnknownCode));
            }
            if !text.is_empty() {
                record.insert(field.name.to_owned(), Value::from(text));
            }
        }
        if let Some(division) = division_of(&self.app, &mut self.places, &record) {
            record.insert("division".to_owned(), Value::from(division));
        }
        SheetRow { number: row.number, record, troubles, good: false, aim: None, outcome: None }
    }

    /// What stands in a cell as its form would send it, and whether a code that it names is known.
    fn text_of(&self, field: &FieldSpec, value: &Value) -> (String, bool) {
        let text = match value {
            Value::String(text) => clean_text(text),
            other => other.to_string(),
        };
        let meant = || self.words.get(field.name).and_then(|words| words.get(&name_key(&text))).cloned();
        match field.input {
            FieldInput::Line(_) | FieldInput::Text(_) | FieldInput::Words => (text, true),
            FieldInput::Number | FieldInput::Decimal => (half_width(&text).replace(',', "").trim().to_owned(), true),
            FieldInput::Day => (day_typed(value, &text).map_or(text, |day| day.to_string()), true),
            FieldInput::Moment => (moment_of(value, &text).unwrap_or(text), true),
            FieldInput::Choice { .. } => (meant().unwrap_or(text), true),
            FieldInput::Code(table) => match meant().or_else(|| self.code_of(field, table, &text)) {
                Some(code) => (code, true),
                None => (text.clone(), text.is_empty()),
            },
        }
    }

    /// The code that can be chosen in a form and under which the code or name `text` stands.
    fn code_of(&self, field: &FieldSpec, table: &str, text: &str) -> Option<String> {
        let code = &self.app.codes.read(table, text)?.code;
        let choosable = self.words.get(field.name)?;
        let line = self.app.codes.ancestry(table, code);
        line.into_iter().map(|row| row.code.clone()).find(|code| choosable.values().any(|it| it == code))
    }
}

/// What can be chosen in `field`, by the keys of its words in every language.
fn words_of(app: &App, field: &FieldSpec) -> HashMap<String, String> {
    let mut words = HashMap::new();
    for &t in Language::ALL {
        for (word, value) in choices_of(app, t, field.input) {
            words.entry(name_key(&word)).or_insert_with(|| value.clone());
            words.entry(name_key(&value)).or_insert(value);
        }
    }
    words
}

/// What can be chosen, each with its words in one language.
pub(super) fn choices_of(app: &App, t: Language, input: FieldInput) -> Vec<(String, String)> {
    match input {
        FieldInput::Choice { list, slugs } => {
            slugs.iter().map(|slug| (t.say(&format!("{list}-{slug}")), (*slug).to_owned())).collect()
        }
        FieldInput::Code(table) => {
            let wording = speaking(app, t);
            let codes = wording.top_codes(table).into_iter();
            codes.map(|row| (wording.code(table, &row.code), row.code.clone())).collect()
        }
        FieldInput::Line(_)
        | FieldInput::Text(_)
        | FieldInput::Number
        | FieldInput::Decimal
        | FieldInput::Words
        | FieldInput::Day
        | FieldInput::Moment => Vec::new(),
    }
}

/// The day that a cell means: one written in any usual way, or the number that a spreadsheet keeps for one.
fn day_typed(value: &Value, text: &str) -> Option<Date> {
    let number = value.as_i64().filter(|number| DAY_NUMBERS.contains(number));
    if let Some(day) = number.and_then(|number| DAY_ZERO.checked_add(Duration::days(number))) {
        return Some(day);
    }
    match Moment::read(&half_width(text))? {
        Moment::Day(day) => Some(day),
        Moment::Exact(moment) => Some(day_of(moment)),
    }
}

/// The moment in Shanghai that a cell means, as a form sends it: one written so, or the number of days that a spreadsheet
/// keeps for one, whose fraction is the time of day.
fn moment_of(value: &Value, text: &str) -> Option<String> {
    let Some(number) = value.as_f64().filter(|number| DAY_NUMBERS.contains(&(number.trunc() as i64))) else {
        return parse_moment(&half_width(text)).map(|_| half_width(text));
    };
    let day = DAY_ZERO.checked_add(Duration::days(number.trunc() as i64))?;
    let minutes = (number.fract() * 1_440.0).round() as u32;
    Some(format!("{day} {:02}:{:02}", minutes / 60, minutes % 60))
}

/// `text` with the letters of full width, as Chinese keyboards write them, in the width of ASCII.
fn half_width(text: &str) -> String {
    let narrow = |letter: char| match letter {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(letter) - 0xfee0).unwrap_or(letter),
        '\u{3000}' => ' ',
        other => other,
    };
    text.chars().map(narrow).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn days_are_read_as_spreadsheets_and_people_write_them() {
        for value in [
            json!(46266),
            json!("2026-09-01"),
            json!("2026/9/1"),
            json!("2026年9月1日"),
            json!("２０２６－０９－０１"),
            json!("2026-09-01 00:00:00"),
        ] {
            let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            assert_eq!(day_typed(&value, &text).map(|day| day.to_string()).as_deref(), Some("2026-09-01"), "{value}");
        }
        for value in [json!("九月开课"), json!(7), json!("2026-13-01"), json!("")] {
            assert_eq!(day_typed(&value, value.as_str().unwrap_or("7")), None, "{value}");
        }
    }

    #[test]
    fn full_width_digits_are_digits() {
        assert_eq!(half_width("１，２００．５　元"), "1,200.5 元");
    }
}
