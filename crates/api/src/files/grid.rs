//! Rows out of xlsx and CSV: cells as they stand, without anybody having understood them.
//!
//! Cells are streamed: a sheet with one cell in its last corner costs no more than one with a cell in its first. Formulas
//! are never computed; of a cell that holds one, the value counts that the spreadsheet saved with it. Links to other
//! files lead nowhere.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::Cursor;

use calamine::{DataRef, Dimensions, Reader as _, Xlsx, XlsxError};
use rongqiao_model::sheet::{CellTrouble, ROWS_MAX};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use zip::ZipArchive;

use crate::importing::text::Encoding;

/// Rows that stand above the first row of content at most.
pub const HEAD_ROWS_MAX: usize = 5;

/// Bytes that the rows of one file take at most when they are handed over.
pub(super) const GRID_MAX_BYTES: u64 = 48 * 1024 * 1024;

/// Bytes that the parts of a workbook take at most when they are unpacked, by their own account. One that lies about it
/// meets the limits of the process.
const UNPACKED_MAX_BYTES: u64 = 64 * 1024 * 1024;

/// Columns that are looked at.
const COLUMNS_MAX: u32 = 200;

/// Sheets that are looked at.
const SHEETS_LOOKED_AT: usize = 8;

/// Numbers from here on have lost digits, since spreadsheets keep 15 of them.
const DIGITS_LOST_FROM: f64 = 1e15;

/// How old workbooks of Excel begin.
const OLD_WORKBOOK: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0];

/// How texts in UTF-8 may begin.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

rongqiao_model::choices! {
    /// Why no rows come out of a file. The catalogue holds the sentence under `sheet-unreadable-<slug>`.
    pub enum GridRefusal {
        /// It is neither xlsx nor CSV.
        Unknown = "unknown",
        /// It is a workbook of an Excel before 2007, or one that opens with a password alone.
        Old = "old",
        /// It is too large, or becomes so when it is unpacked.
        TooLarge = "too-large",
        /// It has more rows than are taken at a time.
        TooManyRows = "too-many-rows",
        /// It is damaged, or took too much time or memory.
        Broken = "broken",
        /// It holds no rows.
        Empty = "empty",
        /// Too many files are being read.
        Busy = "busy",
    }
}

/// The rows of one sheet that are not blank.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Grid {
    /// They, in their order.
    pub rows: Vec<GridRow>,
}

/// One row.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct GridRow {
    /// Its number as the spreadsheet shows it.
    pub number: u32,
    /// What stands in it, by the number of the column, the first being 0.
    pub cells: Vec<(u32, Value)>,
    /// Cells that cannot be taken as they are.
    pub troubles: Vec<(u32, CellTrouble)>,
}

impl GridRow {
    /// The text in a column, as far as there is one.
    #[must_use]
    pub fn text(&self, column: u32) -> Option<&str> {
        self.cells.iter().find(|(at, _)| *at == column).and_then(|(_, value)| value.as_str())
    }
}

/// The rows in `file`, whatever it is called.
pub(super) fn read(file: &[u8]) -> Result<Grid, GridRefusal> {
    if file.starts_with(b"PK\x03\x04") {
        return read_workbook(file);
    }
    if file.starts_with(OLD_WORKBOOK) {
        return Err(GridRefusal::Old);
    }
    read_table(file.strip_prefix(BYTE_ORDER_MARK).unwrap_or(file))
}

/// The sheet whose head names fields, or else the first one that holds anything.
fn read_workbook(file: &[u8]) -> Result<Grid, GridRefusal> {
    if unpacked_bytes(file).ok_or(GridRefusal::Broken)? > UNPACKED_MAX_BYTES {
        return Err(GridRefusal::TooLarge);
    }
    let broken = |error: XlsxError| match error {
        XlsxError::Password => GridRefusal::Old,
        XlsxError::FileNotFound(_) => GridRefusal::Unknown,
        _ => GridRefusal::Broken,
    };
    let mut workbook: Xlsx<Cursor<&[u8]>> = Xlsx::new(Cursor::new(file)).map_err(broken)?;
    let mut first = Err(GridRefusal::Empty);
    for name in workbook.sheet_names().into_iter().take(SHEETS_LOOKED_AT) {
        let read = match read_sheet(&mut workbook, &name) {
            // Charts and macros lie beside the sheets.
            Err(XlsxError::NotAWorksheet(_)) => continue,
            read => read.map_err(broken)?,
        };
        if read.as_ref().is_ok_and(names_fields) {
            return read;
        }
        if first == Err(GridRefusal::Empty) {
            first = read;
        }
    }
    first
}

/// Bytes of all parts of an archive when they are unpacked, by its own account.
fn unpacked_bytes(file: &[u8]) -> Option<u64> {
    let mut archive = ZipArchive::new(Cursor::new(file)).ok()?;
    let mut bytes = 0_u64;
    for part in 0..archive.len() {
        bytes = bytes.saturating_add(archive.by_index_raw(part).ok()?.size());
    }
    Some(bytes)
}

/// Whether some row at the head names fields as our templates do.
fn names_fields(grid: &Grid) -> bool {
    let is_name = |text: &str| text.ends_with(".title");
    grid.rows
        .iter()
        .take(HEAD_ROWS_MAX)
        .flat_map(|row| &row.cells)
        .any(|(_, value)| value.as_str().is_some_and(is_name))
}

/// The inner error tells what is wrong with this sheet alone.
fn read_sheet(workbook: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Result<Result<Grid, GridRefusal>, XlsxError> {
    let mut grid = Grid::default();
    let mut cells = workbook.worksheet_cells_reader(name)?;
    while let Some(cell) = cells.next_cell()? {
        let (line, column) = cell.get_position();
        if column >= COLUMNS_MAX {
            continue;
        }
        let (value, trouble) = value_of(cell.get_value());
        if value.is_none() && trouble.is_none() {
            continue;
        }
        let number = line + 1;
        if grid.rows.last().is_none_or(|row| row.number != number) {
            if grid.rows.len() >= ROWS_MAX + HEAD_ROWS_MAX {
                return Ok(Err(GridRefusal::TooManyRows));
            }
            grid.rows.push(GridRow { number, ..GridRow::default() });
        }
        if let Some(row) = grid.rows.last_mut() {
            row.cells.extend(value.map(|value| (column, value)));
            row.troubles.extend(trouble.map(|trouble| (column, trouble)));
        }
    }
    drop(cells);
    if grid.rows.is_empty() {
        return Ok(Err(GridRefusal::Empty));
    }
    mark_merged(&mut grid, &workbook.merge_cells_by_sheet_name(name)?);
    Ok(Ok(grid))
}

/// Marks the cells that are empty because they are merged with the one before or above them. Only a merged heading harms
/// nobody.
fn mark_merged(grid: &mut Grid, merged: &[Dimensions]) {
    let mut rows: HashMap<u32, &mut GridRow> = grid.rows.iter_mut().map(|row| (row.number, row)).collect();
    for region in merged {
        let last_line = region.end.0.min(region.start.0.saturating_add(u32::try_from(ROWS_MAX).unwrap_or(u32::MAX)));
        for line in region.start.0..=last_line {
            let Some(row) = rows.get_mut(&(line + 1)) else { continue };
            for column in region.start.1..=region.end.1.min(COLUMNS_MAX) {
                row.troubles.push((column, CellTrouble::Merged));
            }
        }
    }
}

fn value_of(cell: &DataRef<'_>) -> (Option<Value>, Option<CellTrouble>) {
    let value = match cell {
        DataRef::Int(number) => Value::from(*number),
        DataRef::Float(number) if number.abs() >= DIGITS_LOST_FROM => {
            return (Some(Value::from(number.to_string())), Some(CellTrouble::LongNumber));
        }
        // Spreadsheets keep whole numbers as floats.
        DataRef::Float(number) if number.fract() == 0.0 => Value::from(*number as i64),
        DataRef::Float(number) => Value::from(*number),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => Value::from(text.as_str()),
        DataRef::SharedString(text) => Value::from(*text),
        DataRef::Bool(flag) => Value::from(*flag),
        DataRef::DateTime(moment) => {
            let (year, month, day, hour, minute, ..) = moment.to_ymd_hms_milli();
            let day = format!("{year:04}-{month:02}-{day:02}");
            Value::from(if (hour, minute) == (0, 0) { day } else { format!("{day} {hour:02}:{minute:02}") })
        }
        DataRef::Error(error) => return (Some(Value::from(error.to_string())), Some(CellTrouble::Error)),
        DataRef::Empty => return (None, None),
    };
    (Some(value).filter(|value| value.as_str().is_none_or(|text| !text.trim().is_empty())), None)
}

/// A table of text, in UTF-8 or GB 18030.
fn read_table(file: &[u8]) -> Result<Grid, GridRefusal> {
    if file.contains(&0) {
        return Err(GridRefusal::Unknown);
    }
    let text: Cow<'_, str> = Encoding::sniff(file).decode(file).ok_or(GridRefusal::Unknown)?;
    let head = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let delimiter = if head.contains('\t') {
        b'\t'
    } else if head.contains(',') {
        b','
    } else {
        b';'
    };
    let mut table =
        csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).has_headers(false).from_reader(text.as_bytes());
    let mut grid = Grid::default();
    for (number, record) in (1..).zip(table.records()) {
        let record = record.map_err(|_| GridRefusal::Broken)?;
        let cells = (0..COLUMNS_MAX).zip(record.iter()).filter(|(_, text)| !text.trim().is_empty());
        let cells: Vec<(u32, Value)> = cells.map(|(column, text)| (column, Value::from(text))).collect();
        if cells.is_empty() {
            continue;
        }
        if grid.rows.len() >= ROWS_MAX + HEAD_ROWS_MAX {
            return Err(GridRefusal::TooManyRows);
        }
        grid.rows.push(GridRow { number, cells, troubles: Vec::new() });
    }
    if grid.rows.is_empty() { Err(GridRefusal::Empty) } else { Ok(grid) }
}

#[cfg(test)]
mod tests;
