use std::io::Write as _;

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
use serde_json::json;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;

/// A workbook with a sheet that `fill` fills.
fn workbook(fill: impl FnOnce(&mut rust_xlsxwriter::Worksheet)) -> Vec<u8> {
    let mut workbook = Workbook::new();
    fill(workbook.add_worksheet());
    workbook.save_to_buffer().expect("it can be written")
}

fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in parts {
        archive.start_file(*name, SimpleFileOptions::default()).expect("it starts");
        archive.write_all(part).expect("it is written");
    }
    archive.finish().expect("it ends").into_inner()
}

/// A workbook whose only sheet is `sheet`, as it stands in the file.
fn raw_workbook(sheet: &str) -> Vec<u8> {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    let book = format!(
        "<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
    );
    let relations = format!(
        "<Relationships xmlns=\"{package}\"><Relationship Id=\"rId1\" Type=\"{office}/worksheet\" \
         Target=\"worksheets/sheet1.xml\"/></Relationships>"
    );
    let root = format!(
        "<Relationships xmlns=\"{package}\"><Relationship Id=\"rId1\" Type=\"{office}/officeDocument\" \
         Target=\"xl/workbook.xml\"/></Relationships>"
    );
    archive(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("_rels/.rels", root.as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", relations.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

fn cells(grid: &Grid, row: usize) -> Vec<(u32, Value)> {
    grid.rows[row].cells.clone()
}

#[test]
fn cells_come_as_they_stand_with_days_numbers_and_what_a_formula_gave() {
    let day = Format::new().set_num_format("yyyy-mm-dd");
    let file = workbook(|sheet| {
        sheet.write_string(0, 0, "标题").unwrap();
        sheet.write_number(2, 0, 12.0).unwrap().write_number(2, 1, 3.5).unwrap();
        let first = ExcelDateTime::from_ymd(2026, 9, 1).unwrap();
        sheet.write_datetime_with_format(2, 2, first, &day).unwrap();
        sheet.write_formula(2, 3, Formula::new("=HYPERLINK(\"http://x\")").set_result("甲")).unwrap();
        sheet.write_string(2, 4, "=1+1").unwrap().write_string(3, 0, "  ").unwrap();
    });
    let grid = read(&file).expect("it is read");
    assert_eq!(grid.rows.iter().map(|row| row.number).collect::<Vec<_>>(), [1, 3], "blank rows are passed over");
    let expected = [json!(12), json!(3.5), json!("2026-09-01"), json!("甲"), json!("=1+1")];
    assert_eq!(cells(&grid, 1), (0..).zip(expected).collect::<Vec<_>>());
}

#[test]
fn errors_merged_cells_and_digits_that_were_lost_are_marked() {
    let file = workbook(|sheet| {
        sheet.merge_range(0, 0, 1, 0, "甲", &Format::new()).unwrap();
        sheet.write_string(1, 1, "乙").unwrap().write_number(1, 2, 310_115_199_001_011_234.0).unwrap();
        sheet.write_formula(1, 3, Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
    });
    let grid = read(&file).expect("it is read");
    let troubles = &grid.rows[1].troubles;
    assert!(troubles.contains(&(2, CellTrouble::LongNumber)), "{troubles:?}");
    assert!(troubles.contains(&(3, CellTrouble::Error)), "{troubles:?}");
    assert!(troubles.contains(&(0, CellTrouble::Merged)) && grid.rows[0].troubles.contains(&(0, CellTrouble::Merged)));
}

#[test]
fn a_cell_in_the_last_corner_costs_no_more_than_one_in_the_first() {
    let file = workbook(|sheet| {
        sheet.write_string(0, 0, "a").unwrap();
        sheet.write_string(1_048_575, 16_383, "z").unwrap().write_string(1_048_575, 1, "b").unwrap();
    });
    let grid = read(&file).expect("it is read");
    assert_eq!(grid.rows.len(), 2);
    assert_eq!((grid.rows[1].number, cells(&grid, 1)), (1_048_576, vec![(1, json!("b"))]));
}

#[test]
fn more_rows_than_are_taken_and_none_at_all_are_told() {
    let rows = |number: u32| {
        workbook(|sheet| {
            for row in 0..number {
                sheet.write_string(row, 0, "x").unwrap();
            }
        })
    };
    let most = u32::try_from(ROWS_MAX + HEAD_ROWS_MAX).unwrap();
    assert_eq!(read(&rows(most)).map(|grid| grid.rows.len()), Ok(ROWS_MAX + HEAD_ROWS_MAX));
    assert_eq!(read(&rows(most + 1)), Err(GridRefusal::TooManyRows));
    assert_eq!(read(&rows(0)), Err(GridRefusal::Empty));
}

#[test]
fn the_sheet_whose_head_names_fields_is_read_wherever_it_stands() {
    let mut book = Workbook::new();
    book.add_worksheet().write_string(0, 0, "说明").unwrap();
    book.add_worksheet().write_string(1, 0, "course.title").unwrap();
    let grid = read(&book.save_to_buffer().unwrap()).expect("it is read");
    assert_eq!(cells(&grid, 0), [(0, json!("course.title"))]);
}

#[test]
fn entities_that_a_workbook_declares_are_not_unfolded() {
    let laughs = "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\">\
                  <!ENTITY f SYSTEM \"file:///etc/passwd\">]>\
                  <worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>\
                  <row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>好&b;&f;</t></is></c></row></sheetData></worksheet>";
    let plain = laughs.replace("&b;&f;", "");
    assert_eq!(read(&raw_workbook(&plain)).map(|grid| cells(&grid, 0)), Ok(vec![(0, json!("好"))]));
    match read(&raw_workbook(laughs)) {
        Ok(grid) => {
            let text = grid.rows[0].text(0).unwrap_or_default().to_owned();
            assert!(!text.contains("ha") && !text.contains("root"), "{text}");
        }
        Err(why) => assert_eq!(why, GridRefusal::Broken),
    }
}

#[test]
fn an_archive_that_unfolds_too_far_is_refused_before_it_is_unpacked() {
    let zeros = vec![b' '; usize::try_from(UNPACKED_MAX_BYTES).unwrap() + 1];
    let bomb = archive(&[("xl/workbook.xml", &zeros)]);
    assert!(bomb.len() < 200_000, "{}", bomb.len());
    assert_eq!(read(&bomb), Err(GridRefusal::TooLarge));
}

#[test]
fn other_files_are_told_apart_and_damaged_ones_break_nothing() {
    assert_eq!(read(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1]), Err(GridRefusal::Old));
    assert_eq!(read(b"%PDF-1.7\0\0"), Err(GridRefusal::Unknown));
    assert_eq!(read(&archive(&[("word/document.xml", b"<a/>")])), Err(GridRefusal::Unknown));
    assert_eq!(read(b"PK\x03\x04 and no archive"), Err(GridRefusal::Broken));
    let whole = workbook(|sheet| {
        sheet.write_string(0, 0, "a").unwrap();
    });
    for length in (4..whole.len()).step_by(97) {
        assert!(read(&whole[..length]).is_err(), "{length}");
    }
    assert_eq!(read(b" \n ,,\n"), Err(GridRefusal::Empty));
}

#[test]
fn tables_of_text_come_in_utf_8_and_gbk_with_any_separator() {
    let (gbk, _, _) = encoding_rs::GB18030.encode("标题,学时\n甲,\"3,5\"\n");
    for file in ["\u{feff}标题,学时\r\n甲,\"3,5\"\r\n".as_bytes(), &gbk, "标题\t学时\n甲\t3,5\n".as_bytes()] {
        let grid = read(file).expect("it is read");
        assert_eq!(cells(&grid, 1), [(0, json!("甲")), (1, json!("3,5"))]);
    }
}
