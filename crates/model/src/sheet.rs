//! Sheets: a file of rows, each of which may become a listing. Nothing becomes one before somebody has seen what was read
//! and has chosen it; what was read is kept for a few days and then forgotten.

use std::fmt::Write as _;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use time::{Duration, OffsetDateTime};

use crate::kind::ListingKind;
use crate::kind::field::FieldSpec;
use crate::naming::name_key;
use crate::posting::{Record, form_fields};
use crate::{ListingId, OrganisationId, PersonId, SheetId};

/// Rows that one sheet holds at most.
pub const ROWS_MAX: usize = 2_000;

/// Sheets that are kept for one organisation at a time.
pub const SHEETS_MAX: u64 = 10;

/// For how long a sheet is kept.
pub const KEPT_FOR: Duration = Duration::days(7);

/// Longest name of a sheet, in characters.
pub const NAME_MAX_CHARS: usize = 120;

/// A file of rows that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// Which one it is.
    pub id: SheetId,
    /// For whom its rows become listings.
    pub organisation: OrganisationId,
    /// What kind of listings.
    pub kind: ListingKind,
    /// Who brought it.
    pub person: PersonId,
    /// What the file was called.
    pub name: String,
    /// Headings of columns that were not read.
    pub unread: Vec<String>,
    /// When it came.
    pub made_at: OffsetDateTime,
    /// When it is forgotten.
    pub expires_at: OffsetDateTime,
}

/// One row of a sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct SheetRow {
    /// Its number as the spreadsheet shows it.
    pub number: u32,
    /// What it says, by the names of fields.
    pub record: Record,
    /// What is wrong with it beyond what the form of its kind finds.
    pub troubles: Vec<Trouble>,
    /// Whether it could become a listing when it was read.
    pub good: bool,
    /// What somebody chose to do with it.
    pub aim: Option<RowAim>,
    /// What became of it.
    pub outcome: Option<RowOutcome>,
}

crate::choices! {
    /// What is to become of a row.
    pub enum RowAim {
        /// A draft.
        Draft = "draft",
        /// A draft that is handed to its desk.
        Submit = "submit",
    }
}

crate::choices! {
    /// What became of a row.
    pub enum RowOutcome {
        /// It is a draft.
        Drafted = "drafted",
        /// It waits for its desk.
        Submitted = "submitted",
        /// It is public, or will be on its day: its organisation is trusted.
        Published = "published",
        /// Nothing: the same listing is there already, or whoever chose it may not write any more.
        Refused = "refused",
    }
}

/// What is wrong with a row beyond what the form of its kind finds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "kebab-case")]
pub enum Trouble {
    /// A cell cannot be taken as it is.
    Cell {
        /// The field under whose heading it stands.
        field: String,
        /// What is wrong with it.
        trouble: CellTrouble,
    },
    /// An earlier row says the same.
    SameAsRow {
        /// Its number.
        row: u32,
    },
    /// A listing of the organisation says the same.
    SameAsListing {
        /// Which one.
        listing: ListingId,
    },
}

crate::choices! {
    /// What is wrong with a cell. The catalogue holds the sentence under `sheet-cell-<slug>`.
    pub enum CellTrouble {
        /// It shows an error of the spreadsheet, such as `#REF!`.
        Error = "error",
        /// It is merged with others, which are empty therefore.
        Merged = "merged",
        /// The spreadsheet took long digits for a number and lost some of them.
        LongNumber = "long-number",
        /// It names no code of the table.
        UnknownCode = "unknown-code",
    }
}

/// How far the rows of a sheet have come, as numbers of rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SheetCounts {
    /// All of them.
    pub rows: u64,
    /// Good ones that nobody has chosen.
    pub good: u64,
    /// Those that have to be mended.
    pub bad: u64,
    /// Those that were chosen and wait to become listings.
    pub waiting: u64,
    /// Those that became drafts.
    pub drafted: u64,
    /// Those that wait for their desk.
    pub submitted: u64,
    /// Those that are public.
    pub published: u64,
    /// Those that were refused after all.
    pub refused: u64,
}

impl SheetCounts {
    /// Adds `number` rows that are `good`, were chosen for `aim`, and of which `outcome` became.
    pub fn add(&mut self, number: u64, good: bool, aim: Option<RowAim>, outcome: Option<RowOutcome>) {
        self.rows += number;
        let place = match (outcome, aim) {
            (Some(RowOutcome::Drafted), _) => &mut self.drafted,
            (Some(RowOutcome::Submitted), _) => &mut self.submitted,
            (Some(RowOutcome::Published), _) => &mut self.published,
            (Some(RowOutcome::Refused), _) => &mut self.refused,
            (None, Some(_)) => &mut self.waiting,
            (None, None) if good => &mut self.good,
            (None, None) => &mut self.bad,
        };
        *place += number;
    }
}

impl Sheet {
    /// The listing that the row with this number becomes, whoever asks and however often.
    #[must_use]
    pub fn listing_of(&self, number: u32) -> ListingId {
        ListingId::of_record("sheet", &format!("{} {number}", self.id))
    }
}

/// What two records share that say the same: every field of the form, free texts without regard to width, case, spaces
/// and punctuation.
#[must_use]
pub fn likeness(kind: ListingKind, record: &Record) -> String {
    let mut likeness = String::new();
    for field in form_fields(kind) {
        let said = said(&field, record);
        if !said.is_empty() {
            // Writing to a text cannot fail.
            let _ = writeln!(likeness, "{} {said}", field.name);
        }
    }
    likeness
}

fn said(field: &FieldSpec, record: &Record) -> String {
    let text = match record.get(field.name) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Array(words)) => words.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(","),
        Some(Value::Number(number)) => number.to_string(),
        Some(Value::Bool(_) | Value::Null | Value::Object(_)) | None => String::new(),
    };
    if field.is_free_text() { name_key(&text) } else { text.trim().to_owned() }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn record(value: Value) -> Record {
        value.as_object().cloned().expect("it is an object")
    }

    #[test]
    fn records_are_alike_whatever_their_spaces_and_width_but_not_when_a_number_differs() {
        let one = record(json!({"title": "ＰＬＣ 编程（一）", "hours": "3.5", "division": "310115"}));
        let same = record(json!({"title": "plc编程(一)", "hours": "3.5", "seats": " "}));
        let other = record(json!({"title": "plc编程(一)", "hours": "35"}));
        let likeness = |record: &Record| likeness(ListingKind::Course, record);
        assert_eq!(likeness(&one), likeness(&same));
        assert_ne!(likeness(&one), likeness(&other));
    }

    #[test]
    fn every_row_is_counted_once() {
        let mut counts = SheetCounts::default();
        counts.add(7, false, None, None);
        counts.add(3, true, None, None);
        counts.add(2, true, Some(RowAim::Submit), None);
        counts.add(1, true, Some(RowAim::Draft), Some(RowOutcome::Drafted));
        let (rows, good, bad) = (counts.rows, counts.good, counts.bad);
        assert_eq!((rows, good, bad, counts.waiting, counts.drafted), (13, 3, 7, 2, 1));
    }
}
