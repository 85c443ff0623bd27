//! Rows in a workbook (xlsx): every sheet that begins with a header row.
//!
//! Cells are streamed; what stays in memory is the workbook's table of shared texts and one row.

use std::fs::File;
use std::io::{self, BufReader};
use std::ops::ControlFlow;

use calamine::{DataRef, Reader as _, Xlsx, XlsxError};
use serde_json::Value;

use super::file::Sink;
use super::row::RawRow;

/// Hands one row for each row under the header of each sheet to `sink`.
pub(super) fn read(file: File, sink: &mut Sink<'_>) -> io::Result<()> {
    let mut workbook: Xlsx<BufReader<File>> = Xlsx::new(BufReader::new(file)).map_err(damaged)?;
    for name in workbook.sheet_names() {
        let done = match read_sheet(&mut workbook, &name, sink) {
            // Charts and macros lie beside the sheets.
            Err(XlsxError::NotAWorksheet(_)) => ControlFlow::Continue(()),
            done => done.map_err(damaged)?,
        };
        if done.is_break() {
            break;
        }
    }
    Ok(())
}

fn read_sheet(
    workbook: &mut Xlsx<BufReader<File>>,
    name: &str,
    sink: &mut Sink<'_>,
) -> Result<ControlFlow<()>, XlsxError> {
    let mut cells = workbook.worksheet_cells_reader(name)?;
    let mut header: Vec<(u32, String)> = Vec::new();
    let mut row: Vec<(u32, Value)> = Vec::new();
    let mut at = 0;
    loop {
        let cell = cells.next_cell()?;
        let ends = cell.as_ref().is_none_or(|cell| cell.get_position().0 != at);
        if ends && !row.is_empty() {
            let full = std::mem::take(&mut row);
            if header.is_empty() {
                let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                header = full.iter().map(|(column, value)| (*column, text(value).trim().to_owned())).collect();
            } else {
                let under = |(column, value): (u32, Value)| {
                    let name = header.iter().find(|(of, _)| *of == column)?;
                    Some((name.1.clone(), value))
                };
                let cells = Ok(full.into_iter().filter_map(under).collect());
                if sink(RawRow { number: u64::from(at) + 1, cells }).is_break() {
                    return Ok(ControlFlow::Break(()));
                }
            }
        }
        let Some(cell) = cell else { return Ok(ControlFlow::Continue(())) };
        let (line, column) = cell.get_position();
        at = line;
        if let Some(value) = value_of(cell.get_value()) {
            row.push((column, value));
        }
    }
}

fn value_of(cell: &DataRef<'_>) -> Option<Value> {
    Some(match cell {
        DataRef::Int(number) => Value::from(*number),
        // Spreadsheets keep whole numbers as floats.
        DataRef::Float(number) if number.fract() == 0.0 && number.abs() < 9e15 => Value::from(*number as i64),
        DataRef::Float(number) => Value::from(*number),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => Value::from(text.as_str()),
        DataRef::SharedString(text) => Value::from(*text),
        DataRef::Bool(flag) => Value::from(*flag),
        DataRef::DateTime(moment) => {
            let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
            Value::from(format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}"))
        }
        DataRef::Error(_) | DataRef::Empty => return None,
    })
    .filter(|value| value.as_str().is_none_or(|text| !text.trim().is_empty()))
}

fn damaged(error: XlsxError) -> io::Error {
    match error {
        XlsxError::Io(error) => error,
        other => io::Error::new(io::ErrorKind::InvalidData, other),
    }
}

#[cfg(test)]
mod tests {
    use super::super::file::tests::{packed, rows_of};

    /// A zip file whose members are stored as they are.
    fn zip(members: &[(&str, &str)]) -> Vec<u8> {
        let (mut body, mut directory) = (Vec::new(), Vec::new());
        for (name, text) in members {
            let mut sum = flate2::Crc::new();
            sum.update(text.as_bytes());
            let size = u32::try_from(text.len()).expect("members are small");
            let mut head: Vec<u8> = [20u16, 0, 0, 0, 33].iter().flat_map(|it| it.to_le_bytes()).collect();
            head.extend([sum.sum(), size, size].iter().flat_map(|it| it.to_le_bytes()));
            head.extend(
                [u16::try_from(name.len()).expect("names are short"), 0].iter().flat_map(|it| it.to_le_bytes()),
            );
            let offset = u32::try_from(body.len()).expect("members are small");
            body.extend([b"PK\x03\x04".as_slice(), &head, name.as_bytes(), text.as_bytes()].concat());
            directory.extend(
                [b"PK\x01\x02\x14\x00".as_slice(), &head, &[0; 10], &offset.to_le_bytes(), name.as_bytes()].concat(),
            );
        }
        let count = u16::try_from(members.len()).expect("members are few").to_le_bytes();
        let [start, size] = [body.len(), directory.len()].map(|it| u32::try_from(it).expect("small").to_le_bytes());
        let end = [b"PK\x05\x06\0\0\0\0".as_slice(), &count, &count, &size, &start, &[0, 0]].concat();
        [body, directory, end].concat()
    }

    fn workbook() -> Vec<u8> {
        let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        let package = "http://schemas.openxmlformats.org/package/2006/relationships";
        let sheet = |rows: &str| format!("<worksheet xmlns=\"{main}\"><sheetData>{rows}</sheetData></worksheet>");
        let relation = |id: u8, kind: &str, target: &str| {
            format!("<Relationship Id=\"rId{id}\" Type=\"{office}/{kind}\" Target=\"{target}\"/>")
        };
        let first = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"inlineStr\"><is><t>发布日期</t></is></c>\
                     <c r=\"C1\" t=\"inlineStr\"><is><t>招聘人数</t></is></c></row>\
                     <row r=\"3\"><c r=\"A3\" t=\"s\"><v>1</v></c><c r=\"B3\" s=\"1\"><v>46266</v></c><c r=\"C3\"><v>3</v></c>\
                     <c r=\"D3\"><v>9</v></c></row>";
        let second =
            "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row><row r=\"2\"><c r=\"A2\" t=\"s\"><v>1</v></c></row>";
        let relations = |inner: String| format!("<Relationships xmlns=\"{package}\">{inner}</Relationships>");
        let named = "<sheet name=\"一\" sheetId=\"1\" r:id=\"rId1\"/><sheet name=\"二\" sheetId=\"2\" r:id=\"rId2\"/>";
        zip(&[
            ("[Content_Types].xml", "<Types/>"),
            ("_rels/.rels", &relations(relation(1, "officeDocument", "xl/workbook.xml"))),
            (
                "xl/workbook.xml",
                &format!("<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets>{named}</sheets></workbook>"),
            ),
            (
                "xl/_rels/workbook.xml.rels",
                &relations(
                    relation(1, "worksheet", "worksheets/sheet1.xml")
                        + &relation(2, "worksheet", "worksheets/sheet2.xml")
                        + &relation(3, "sharedStrings", "sharedStrings.xml")
                        + &relation(4, "styles", "styles.xml"),
                ),
            ),
            (
                "xl/sharedStrings.xml",
                &format!("<sst xmlns=\"{main}\"><si><t>职位名称</t></si><si><t>光刻工程师</t></si></sst>"),
            ),
            (
                "xl/styles.xml",
                &format!(
                    "<styleSheet xmlns=\"{main}\"><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>"
                ),
            ),
            ("xl/worksheets/sheet1.xml", &sheet(first)),
            ("xl/worksheets/sheet2.xml", &sheet(second)),
        ])
    }

    #[test]
    fn every_sheet_gives_its_rows_with_days_and_numbers() {
        for (name, content) in [("a.xlsx", workbook()), ("a.xlsx.gz", packed(&workbook()))] {
            let rows = rows_of(name, &content);
            let numbers: Vec<u64> = rows.iter().map(|(number, _)| *number).collect();
            assert_eq!(numbers, [3, 2], "{name}");
            let cell = |name: &str, text: &str| (name.to_owned(), text.to_owned());
            let first =
                vec![cell("职位名称", "光刻工程师"), cell("发布日期", "2026-09-01 00:00:00"), cell("招聘人数", "3")];
            assert_eq!(rows[0].1, Ok(first), "{name}");
        }
    }
}
