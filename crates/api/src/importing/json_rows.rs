//! Rows in JSON: one object a line, or a list of objects.

use std::io::{self, BufRead, Read as _};

use serde_json::{Map, Value};

use super::file::Sink;
use super::row::{Cells, RawRow, Reason};
use super::text::Encoding;

/// Longest row, in bytes; whatever is longer is refused, so that one broken file cannot fill the memory.
pub(super) const ROW_MAX_BYTES: usize = 4 * 1024 * 1024;

/// Hands one row for each line to `sink`; empty lines are passed over.
pub(super) fn read_lines(mut lines: impl BufRead, mut encoding: Encoding, sink: &mut Sink<'_>) -> io::Result<()> {
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        lines.by_ref().take(ROW_MAX_BYTES as u64 + 1).read_until(b'\n', &mut line)?;
        if line.is_empty() {
            break;
        }
        let cells = if line.len() > ROW_MAX_BYTES {
            lines.skip_until(b'\n')?;
            Err(Reason::TooLong)
        } else if line.trim_ascii().is_empty() {
            continue;
        } else {
            parse(line.trim_ascii(), &mut encoding)
        };
        if sink(RawRow { number, cells }).is_break() {
            break;
        }
    }
    Ok(())
}

/// Hands one row for each element of a list to `sink`; the number of a row is the line on which it begins.
pub(super) fn read_array(mut list: impl BufRead, mut encoding: Encoding, sink: &mut Sink<'_>) -> io::Result<()> {
    let mut splitter = Splitter::default();
    loop {
        let chunk = list.fill_buf()?;
        if chunk.is_empty() {
            return if splitter.depth == 0 { Ok(()) } else { Err(io::ErrorKind::UnexpectedEof.into()) };
        }
        for &byte in chunk {
            let Some(number) = splitter.take(byte) else { continue };
            let cells = if splitter.element.len() > ROW_MAX_BYTES {
                Err(Reason::TooLong)
            } else {
                parse(&splitter.element, &mut encoding)
            };
            splitter.element.clear();
            if sink(RawRow { number, cells }).is_break() {
                return Ok(());
            }
        }
        let taken = chunk.len();
        list.consume(taken);
    }
}

fn parse(line: &[u8], encoding: &mut Encoding) -> Result<Cells, Reason> {
    let text = encoding.decode(line).ok_or(Reason::NotText)?;
    let object: Map<String, Value> = serde_json::from_str(&text).map_err(|_| Reason::NotAnObject)?;
    Ok(object.into_iter().collect())
}

/// Cuts a list into its elements without understanding them, so that a broken one spoils no other.
#[derive(Default)]
struct Splitter {
    element: Vec<u8>,
    depth: usize,
    in_text: bool,
    escaped: bool,
    lines: u64,
    begun_at: u64,
}

impl Splitter {
    /// Takes a byte; gives the line on which the element began when this byte completes it.
    fn take(&mut self, byte: u8) -> Option<u64> {
        self.lines += u64::from(byte == b'\n');
        if self.depth == 0 {
            self.depth = usize::from(byte == b'[');
            return None;
        }
        let between = self.element.is_empty() && (byte.is_ascii_whitespace() || byte == b',');
        if between {
            return None;
        }
        if self.depth == 1 && byte == b']' && !self.in_text {
            self.depth = 0;
            return (!self.element.is_empty()).then_some(self.begun_at);
        }
        if self.element.is_empty() {
            self.begun_at = self.lines + 1;
        }
        // Beyond the limit only the length is of interest.
        if self.element.len() <= ROW_MAX_BYTES {
            self.element.push(byte);
        }
        self.follow(byte);
        let complete = self.depth == 1 && !self.in_text && matches!(byte, b'}' | b']' | b',');
        if complete && byte == b',' {
            self.element.pop();
        }
        complete.then_some(self.begun_at)
    }

    const fn follow(&mut self, byte: u8) {
        if self.in_text {
            self.in_text = self.escaped || byte != b'"';
            self.escaped = !self.escaped && byte == b'\\';
            return;
        }
        match byte {
            b'"' => self.in_text = true,
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::file::tests::rows_of;
    use super::*;

    #[test]
    fn a_broken_line_is_one_bad_row_and_the_next_one_comes_in() {
        let rows = rows_of("a.jsonl", b"{\"a\":1}\n\n{\"a\":\nnull\n[1]\n{\"a\":2}");
        let numbers: Vec<(u64, bool)> = rows.iter().map(|(number, cells)| (*number, cells.is_ok())).collect();
        assert_eq!(numbers, [(1, true), (3, false), (4, false), (5, false), (6, true)]);
    }

    #[test]
    fn a_line_without_end_is_refused_and_does_not_fill_the_memory() {
        let long = format!("{{\"a\":\"{}\"}}\n{{\"a\":2}}\n", "x".repeat(ROW_MAX_BYTES * 2));
        let rows = rows_of("a.jsonl", long.as_bytes());
        assert_eq!(rows[0], (1, Err(Reason::TooLong)));
        assert!(rows[1].1.is_ok());
    }

    #[test]
    fn elements_of_a_list_are_cut_at_their_ends_and_nowhere_else() {
        let list = "[ {\"a\":\"],}\\\"[\"},\n 7, {\"b\":[1,{\"c\":2}]} , {\"d\" 1},\n{\"e\":1}\n]";
        let rows = rows_of("a.json", list.as_bytes());
        let seen: Vec<(u64, bool)> = rows.iter().map(|(number, cells)| (*number, cells.is_ok())).collect();
        assert_eq!(seen, [(1, true), (2, false), (2, true), (2, false), (3, true)]);
    }
}
