//! Writes the template of a kind, empty or with the rows that are to be mended.
//!
//! Whatever people wrote goes into cells as text: none of it becomes a formula or a link.

use rongqiao_model::kind::field::{FieldInput, FieldSpec};
use rongqiao_model::kind::{Details, ListingKind};
use rongqiao_model::posting::{Record, form_fields};
use rongqiao_model::sheet::ROWS_MAX;
use rust_xlsxwriter::{
    DataValidation, DataValidationRule, ExcelDateTime, Format, FormatAlign, Formula, Workbook, Worksheet, XlsxError,
};
use serde_json::Value;
use time::{Date, Duration};

use super::reading::choices_of;
use super::{EXAMPLE_MARKS, MISTAKES_COLUMN, column_name, heading};
use crate::app::App;
use crate::language::Language;

/// Longest text of a cell, in characters.
const CELL_MAX_CHARS: usize = 32_000;

/// Longest message beside a cell, in characters.
const MESSAGE_MAX_CHARS: usize = 250;

/// The first row of content; above it stand headings and names.
const FIRST_ROW: u32 = 2;

/// The last row in which something is proposed.
const LAST_ROW: u32 = ROWS_MAX as u32 + FIRST_ROW;

/// A row that is to be mended.
#[derive(Clone, Debug)]
pub struct MendedRow {
    /// What it says.
    pub record: Record,
    /// What is wrong with it, in words.
    pub mistakes: String,
}

/// How cells look.
struct Looks {
    head: Format,
    required: Format,
    name: Format,
    text: Format,
    day: Format,
    wrong: Format,
}

/// The empty template of a kind, with an example.
///
/// # Errors
///
/// Returns the writer's error.
pub fn template(app: &App, t: Language, kind: ListingKind) -> Result<Vec<u8>, XlsxError> {
    let today = app.clock.today();
    write(app, t, kind, false, |sheet, looks, fields| {
        for (column, field) in (0..).zip(fields) {
            write_cell(sheet, (FIRST_ROW, column), looks, field, &example(app, t, kind, field, today))?;
        }
        Ok(())
    })
}

/// The template of a kind with rows that are to be mended, and before each what is wrong with it.
///
/// # Errors
///
/// Returns the writer's error.
pub fn to_mend(app: &App, t: Language, kind: ListingKind, rows: &[MendedRow]) -> Result<Vec<u8>, XlsxError> {
    write(app, t, kind, true, |sheet, looks, fields| {
        for (line, row) in (FIRST_ROW..).zip(rows) {
            sheet.write_string_with_format(line, 0, short(&row.mistakes), &looks.wrong)?;
            for (column, field) in (1..).zip(fields) {
                write_cell(sheet, (line, column), looks, field, &shown(app, t, field, &row.record))?;
            }
        }
        Ok(())
    })
}

fn write(
    app: &App,
    t: Language,
    kind: ListingKind,
    with_mistakes: bool,
    fill: impl FnOnce(&mut Worksheet, &Looks, &[FieldSpec]) -> Result<(), XlsxError>,
) -> Result<Vec<u8>, XlsxError> {
    let (looks, fields) = (Looks::new(), form_fields(kind));
    let first = u16::from(with_mistakes);
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name(sheet_name(&t.say(&format!("kind-{}", kind.slug()))))?.set_freeze_panes(FIRST_ROW, 0)?;
    if with_mistakes {
        sheet.write_string_with_format(0, 0, t.say("sheet-column-mistakes"), &looks.head)?;
        sheet.write_string_with_format(1, 0, MISTAKES_COLUMN, &looks.name)?.set_column_width(0, 48)?;
    }
    for (column, field) in (first..).zip(&fields) {
        write_head(sheet, column, t, kind, field, &looks)?;
    }
    sheet.set_row_hidden(1)?;
    fill(sheet, &looks, &fields)?;
    let choices: Vec<Vec<String>> = fields.iter().map(|field| words(app, t, field)).collect();
    for ((column, field), choices) in (first..).zip(&fields).zip(&choices) {
        propose(sheet, column, t, field, choices)?;
    }
    write_explanation(workbook.add_worksheet(), t, &fields, &looks)?;
    write_choices(workbook.add_worksheet(), t, first, (&fields, &choices), &looks)?;
    workbook.save_to_buffer()
}

impl Looks {
    fn new() -> Self {
        let head =
            Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top).set_background_color(0xE6_EE_F5);
        let text = Format::new().set_num_format("@").set_text_wrap().set_align(FormatAlign::Top);
        Self {
            required: head.clone().set_font_color(0xA0_1F_1F),
            head,
            name: Format::new().set_font_color(0x80_80_80),
            day: Format::new().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Top),
            wrong: text.clone().set_font_color(0xA0_1F_1F),
            text,
        }
    }
}

/// Heading, name and width of a column, and how its cells take what is typed: codes and words stay as they are.
fn write_head(
    sheet: &mut Worksheet,
    column: u16,
    t: Language,
    kind: ListingKind,
    field: &FieldSpec,
    looks: &Looks,
) -> Result<(), XlsxError> {
    let mark = if field.required { "*" } else { "" };
    let look = if field.required { &looks.required } else { &looks.head };
    sheet.write_string_with_format(0, column, format!("{}{mark}", heading(t, field)), look)?;
    sheet.write_string_with_format(1, column, column_name(kind, field), &looks.name)?;
    let (width, format) = match field.input {
        FieldInput::Text(_) => (44, Some(&looks.text)),
        FieldInput::Line(_) | FieldInput::Words => (26, Some(&looks.text)),
        FieldInput::Moment => (18, Some(&looks.text)),
        FieldInput::Choice { .. } | FieldInput::Code(_) => (18, Some(&looks.text)),
        FieldInput::Day => (14, Some(&looks.day)),
        FieldInput::Number | FieldInput::Decimal => (12, None),
    };
    sheet.set_column_width(column, width)?;
    if let Some(format) = format {
        sheet.set_column_format(column, format)?;
    }
    Ok(())
}

/// What the spreadsheet proposes and explains in a column.
fn propose(
    sheet: &mut Worksheet,
    column: u16,
    t: Language,
    field: &FieldSpec,
    choices: &[String],
) -> Result<(), XlsxError> {
    let message: String = explanation(t, field).chars().take(MESSAGE_MAX_CHARS).collect();
    let rule = DataValidation::new().ignore_blank(true).set_input_message(message)?;
    let rule = match field.input {
        FieldInput::Choice { .. } | FieldInput::Code(_) => {
            let (name, last) = (t.say("sheet-choices"), choices.len() + 1);
            let letters = column_letters(column);
            rule.allow_list_formula(Formula::new(format!("='{name}'!${letters}$2:${letters}${last}")))
                .set_error_message(t.say("sheet-choose-from-list"))?
        }
        FieldInput::Day => {
            let first = ExcelDateTime::from_ymd(2000, 1, 1)?;
            rule.allow_date(DataValidationRule::GreaterThan(first)).set_error_message(t.say("sheet-write-a-day"))?
        }
        FieldInput::Number | FieldInput::Decimal => rule
            .allow_decimal_number(DataValidationRule::GreaterThanOrEqualTo(0.0))
            .set_error_message(t.say("sheet-write-a-number"))?,
        FieldInput::Line(_) | FieldInput::Text(_) | FieldInput::Words | FieldInput::Moment => rule.allow_any_value(),
    };
    sheet.add_data_validation(FIRST_ROW, column, LAST_ROW, column, &rule)?;
    Ok(())
}

/// The sheet that says how each column is filled in.
fn write_explanation(sheet: &mut Worksheet, t: Language, fields: &[FieldSpec], looks: &Looks) -> Result<(), XlsxError> {
    sheet.set_name(t.say("sheet-explanation"))?;
    for (column, key, width) in [(0, "sheet-column", 26), (1, "sheet-needed", 10), (2, "sheet-how", 80)] {
        sheet.write_string_with_format(0, column, t.say(key), &looks.head)?.set_column_width(column, width)?;
    }
    for (line, field) in (1..).zip(fields) {
        let needed = if field.required { t.say("sheet-needed-yes") } else { String::new() };
        sheet.write_string_with_format(line, 0, heading(t, field), &looks.text)?;
        sheet.write_string_with_format(line, 1, needed, &looks.text)?;
        sheet.write_string_with_format(line, 2, explanation(t, field), &looks.text)?;
    }
    Ok(())
}

/// The sheet of what can be chosen, each list under the column that it is for.
fn write_choices(
    sheet: &mut Worksheet,
    t: Language,
    first: u16,
    (fields, choices): (&[FieldSpec], &[Vec<String>]),
    looks: &Looks,
) -> Result<(), XlsxError> {
    sheet.set_name(t.say("sheet-choices"))?;
    for ((column, field), choices) in (first..).zip(fields).zip(choices) {
        if choices.is_empty() {
            sheet.set_column_hidden(column)?;
            continue;
        }
        sheet.write_string_with_format(0, column, heading(t, field), &looks.head)?.set_column_width(column, 24)?;
        for (line, words) in (1..).zip(choices) {
            sheet.write_string_with_format(line, column, words, &looks.text)?;
        }
    }
    Ok(())
}

/// Writes what is typed as what it is: a number where one is wanted, a day where one is, else text.
fn write_cell(
    sheet: &mut Worksheet,
    (line, column): (u32, u16),
    looks: &Looks,
    field: &FieldSpec,
    typed: &str,
) -> Result<(), XlsxError> {
    if typed.is_empty() {
        return Ok(());
    }
    let number = typed.parse::<f64>().ok().filter(|number| number.is_finite() && number.abs() < 1e15);
    match (field.input, number, ExcelDateTime::parse_from_str(typed).ok()) {
        (FieldInput::Number | FieldInput::Decimal, Some(number), _) => sheet.write_number(line, column, number)?,
        (FieldInput::Day, _, Some(day)) => sheet.write_datetime_with_format(line, column, day, &looks.day)?,
        _ => sheet.write_string_with_format(line, column, short(typed), &looks.text)?,
    };
    Ok(())
}

fn short(text: &str) -> String {
    text.chars().take(CELL_MAX_CHARS).collect()
}

fn words(app: &App, t: Language, field: &FieldSpec) -> Vec<String> {
    choices_of(app, t, field.input).into_iter().map(|(words, _)| words).collect()
}

/// How a column is filled in: what its form says, and how long it may be.
fn explanation(t: Language, field: &FieldSpec) -> String {
    let hint = format!("posting-{}-hint", field.name.replace('_', "-"));
    let hint = t.knows(&hint).then(|| t.say(&hint));
    let how = match field.input {
        FieldInput::Line(max) | FieldInput::Text(max) => t.with("sheet-how-text", "max", max),
        FieldInput::Number => t.say("sheet-how-number"),
        FieldInput::Decimal => t.say("sheet-how-decimal"),
        FieldInput::Choice { .. } | FieldInput::Code(_) => t.say("sheet-choose-from-list"),
        FieldInput::Words => t.say("sheet-how-words"),
        FieldInput::Day => t.say("sheet-write-a-day"),
        FieldInput::Moment => t.say("sheet-how-moment"),
    };
    hint.into_iter().chain([how]).collect::<Vec<_>>().join(&t.say("sheet-how-separator"))
}

/// What a record says in a field, in the words that can be chosen.
fn shown(app: &App, t: Language, field: &FieldSpec, record: &Record) -> String {
    let text = match record.get(field.name) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        Some(Value::Array(words)) => words.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("、"),
        Some(Value::Bool(_) | Value::Null | Value::Object(_)) | None => String::new(),
    };
    let choices = choices_of(app, t, field.input);
    choices.into_iter().find(|(_, value)| *value == text).map_or(text, |(words, _)| words)
}

/// What stands in the example under a field.
fn example(app: &App, t: Language, kind: ListingKind, field: &FieldSpec, today: Date) -> String {
    if field.name == "title" {
        let mark = EXAMPLE_MARKS[usize::from(t == Language::English)];
        return format!("{mark} {}", t.say("sheet-example-title"));
    }
    let sample = serde_json::to_value(Details::sample(kind)).unwrap_or_default();
    let told = sample.as_object().map(|sample| shown(app, t, field, sample)).unwrap_or_default();
    match field.input {
        _ if !told.is_empty() => told,
        FieldInput::Choice { .. } | FieldInput::Code(_) => words(app, t, field).into_iter().next().unwrap_or_default(),
        FieldInput::Day => (today + Duration::days(60)).to_string(),
        FieldInput::Moment => format!("{} 13:30", today + Duration::days(30)),
        FieldInput::Line(_) | FieldInput::Text(_) | FieldInput::Number | FieldInput::Decimal | FieldInput::Words => {
            String::new()
        }
    }
}

/// The letters of a column, as formulas name it.
fn column_letters(column: u16) -> String {
    let letter = |place: u16| char::from(b'A' + u8::try_from(place % 26).unwrap_or(0));
    match column / 26 {
        0 => letter(column).to_string(),
        high => format!("{}{}", letter(high - 1), letter(column)),
    }
}

/// A name without the letters that names of sheets must not hold.
fn sheet_name(name: &str) -> String {
    name.chars().filter(|letter| !"[]:*?/\\'".contains(*letter)).take(31).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_named_as_spreadsheets_name_them() {
        assert_eq!([0, 25, 26, 51, 52].map(column_letters), ["A", "Z", "AA", "AZ", "BA"]);
    }
}
