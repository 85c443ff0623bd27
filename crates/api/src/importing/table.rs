//! Rows in a text table: CSV with commas, semicolons or tabs.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::io::{self, BufRead, Read};
use std::rc::Rc;

use csv::ByteRecord;
use serde_json::Value;

use super::file::Sink;
use super::json_rows::ROW_MAX_BYTES;
use super::row::{Cells, RawRow, Reason};
use super::text::Encoding;

/// Hands one row for each record under the header line to `sink`; empty records are passed over.
pub(super) fn read(mut table: impl BufRead, mut encoding: Encoding, sink: &mut Sink<'_>) -> io::Result<()> {
    let delimiter = sniff_delimiter(table.fill_buf()?);
    let passed = Rc::new(RefCell::new(Passed::default()));
    let table = Leashed { inner: table, passed: passed.clone() };
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).has_headers(false).from_reader(table);
    let mut header: Option<Vec<String>> = None;
    let mut record = ByteRecord::new();
    loop {
        passed.borrow_mut().left = ROW_MAX_BYTES;
        match reader.read_byte_record(&mut record) {
            Ok(true) => {}
            Ok(false) => return Ok(()),
            Err(_) if passed.borrow().left == 0 => {
                let number = passed.borrow().lines + 1;
                let _ = sink(RawRow { number, cells: Err(Reason::TooLong) });
                return Ok(());
            }
            Err(error) => return Err(unreadable(error)),
        }
        let number = passed.borrow_mut().line_of(&record, reader.position().byte());
        if record.iter().all(|cell| cell.trim_ascii().is_empty()) {
            continue;
        }
        let Some(names) = &header else {
            header = Some(names(&record, &mut encoding)?);
            continue;
        };
        if sink(RawRow { number, cells: cells(names, &record, &mut encoding) }).is_break() {
            return Ok(());
        }
    }
}

fn unreadable(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::new(io::ErrorKind::InvalidData, format!("{other:?}")),
    }
}

/// Finds which of the usual separators stands most often in the first line.
fn sniff_delimiter(head: &[u8]) -> u8 {
    let line = head.split(|&byte| byte == b'\n').find(|line| !line.trim_ascii().is_empty()).unwrap_or_default();
    let count = |separator: u8| {
        let mut quoted = false;
        line.iter()
            .filter(|&&byte| {
                quoted ^= byte == b'"';
                byte == separator && !quoted
            })
            .count()
    };
    [b',', b';', b'\t'].into_iter().rev().max_by_key(|&separator| count(separator)).unwrap_or(b',')
}

fn names(record: &ByteRecord, encoding: &mut Encoding) -> io::Result<Vec<String>> {
    let text = |cell| encoding.decode(cell).map(|name| name.trim().to_owned());
    let names: Option<Vec<String>> = record.iter().map(text).collect();
    names.ok_or_else(|| io::Error::new(io::ErrorKind::InvalidData, "the header line is no text"))
}

fn cells(header: &[String], record: &ByteRecord, encoding: &mut Encoding) -> Result<Cells, Reason> {
    let beyond = record.iter().skip(header.len());
    if beyond.clone().any(|cell| !cell.trim_ascii().is_empty()) {
        return Err(Reason::TooManyCells { header: header.len(), found: record.len() });
    }
    let cell = |(name, bytes): (&String, &[u8])| {
        let text = encoding.decode(bytes).ok_or(Reason::NotText)?;
        Ok((name.clone(), Value::String(text.into_owned())))
    };
    header.iter().zip(record.iter()).filter(|(name, _)| !name.is_empty()).map(cell).collect()
}

/// What has passed from the file to the parser.
#[derive(Default)]
struct Passed {
    /// Bytes that the record being read may still take.
    left: usize,
    bytes: u64,
    /// Where lines end that no record has reached yet.
    line_ends: VecDeque<u64>,
    /// Lines that end before the latest record does.
    lines: u64,
}

impl Passed {
    /// The line on which `record` begins, when the parser stands at byte `end` behind it.
    ///
    /// The parser's own count is off by the empty lines before a record and by the line feed after a carriage return.
    fn line_of(&mut self, record: &ByteRecord, end: u64) -> u64 {
        let mut ends_with_its_line = false;
        while let Some(line_end) = self.line_ends.pop_front_if(|line_end| *line_end < end) {
            self.lines += 1;
            ends_with_its_line = line_end + 1 == end;
        }
        let inside = record.iter().flatten().filter(|&&byte| byte == b'\n').count() as u64;
        (self.lines + 1).saturating_sub(u64::from(ends_with_its_line) + inside)
    }
}

/// Lets one record be only so long: a quote that is never closed would swallow the rest of the file.
struct Leashed<R> {
    inner: R,
    passed: Rc<RefCell<Passed>>,
}

impl<R: Read> Read for Leashed<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut passed = self.passed.borrow_mut();
        let most = buffer.len().min(passed.left);
        if most == 0 {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "the record is too long"));
        }
        let read = self.inner.read(&mut buffer[..most])?;
        let begun = passed.bytes;
        let ends = buffer[..read].iter().zip(begun..).filter(|(byte, _)| **byte == b'\n').map(|(_, at)| at);
        passed.line_ends.extend(ends);
        passed.bytes += read as u64;
        passed.left -= read;
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::super::file::tests::rows_of;
    use super::*;

    #[test]
    fn rows_carry_the_number_of_the_line_they_begin_on() {
        for end in ["\n", "\r\n"] {
            let table = "title,text\na,\"one\ntwo\"\n\nb,c\nd,e\n".replace('\n', end);
            let numbers: Vec<u64> = rows_of("a.csv", table.as_bytes()).iter().map(|(number, _)| *number).collect();
            assert_eq!(numbers, [2, 5, 6], "{end:?}");
        }
    }

    #[test]
    fn a_row_with_more_cells_than_the_header_is_refused_and_one_with_fewer_is_not() {
        let rows = rows_of("a.csv", b"a,b\n1,2,3\n1\n1,2,,\n");
        assert_eq!(rows[0].1, Err(Reason::TooManyCells { header: 2, found: 3 }));
        assert!(rows[1].1.is_ok() && rows[2].1.is_ok());
    }

    #[test]
    fn a_quote_that_is_never_closed_is_refused_and_does_not_fill_the_memory() {
        let mut table = b"a,b\n1,2\n1,\"".to_vec();
        table.resize(table.len() + 2 * ROW_MAX_BYTES, b'x');
        let rows = rows_of("a.csv", &table);
        assert_eq!((rows.len(), &rows[1].1), (2, &Err(Reason::TooLong)));
    }

    #[test]
    fn a_separator_inside_quotes_does_not_count() {
        assert_eq!(sniff_delimiter(b"\"a,b,c\";d\n"), b';');
        assert_eq!(sniff_delimiter(b"title\n"), b',');
    }
}
