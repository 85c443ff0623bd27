//! Opens a file of rows: finds out what it is by its name and its first bytes, and unpacks it.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::bufread::MultiGzDecoder;

use super::row::RawRow;
use super::text::Encoding;
use super::{json_rows, sheet, table};
use crate::fault::{Fault, file_trouble};

/// Bytes that are looked at to find out what a file is.
const HEAD_BYTES: usize = 64 * 1024;

/// Takes rows one after the other until it has had enough.
pub type Sink<'a> = dyn FnMut(RawRow) -> ControlFlow<()> + 'a;

/// A file of rows, opened but not yet read.
#[derive(Debug)]
pub struct RowFile {
    path: PathBuf,
    file: File,
    size_bytes: u64,
    read_bytes: Arc<AtomicU64>,
}

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    JsonLines,
    JsonArray,
    Table,
    Workbook,
}

impl RowFile {
    /// Opens `path`.
    ///
    /// # Errors
    ///
    /// Returns a [`Fault`] if there is no such file or it cannot be read.
    pub fn open(path: &Path) -> Result<Self, Fault> {
        let refuse = |error: io::Error| {
            Fault::because(format!("The file {} cannot be read: {}.", path.display(), file_trouble(&error)), error)
        };
        let file = File::open(path).map_err(refuse)?;
        let facts = file.metadata().map_err(refuse)?;
        if facts.is_dir() {
            return Err(Fault::new(format!("{} is a folder; name a file in it.", path.display())));
        }
        Ok(Self { path: path.to_owned(), file, size_bytes: facts.len(), read_bytes: Arc::default() })
    }

    /// Its name without folders.
    #[must_use]
    pub fn name(&self) -> String {
        self.path.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }

    /// Its name without folders and endings, which serves as the source of rows that name none.
    #[must_use]
    pub fn stem(&self) -> String {
        let name = self.name();
        name.split('.').next().filter(|stem| !stem.is_empty()).unwrap_or(&name).to_owned()
    }

    /// Bytes of the whole file as it lies on disk.
    #[must_use]
    pub const fn size_bytes(&self) -> u64 {
        self.size_bytes
    }

    /// Counts the bytes of it that have been read.
    #[must_use]
    pub fn read_bytes(&self) -> Arc<AtomicU64> {
        self.read_bytes.clone()
    }

    /// Hands every row to `sink`. Blocks.
    ///
    /// # Errors
    ///
    /// Returns a [`Fault`] if the file cannot be read to its end or is of a kind that is not understood; rows handed
    /// over before stay handed over.
    pub fn read(self, sink: &mut Sink<'_>) -> Result<(), Fault> {
        let shown = self.path.display().to_string();
        self.read_inner(sink).map_err(|error| match error.kind() {
            io::ErrorKind::Unsupported => Fault::new(format!("The file {shown} {error}")),
            io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput | io::ErrorKind::UnexpectedEof => Fault::because(
                format!("The file {shown} is damaged or cut off; rows before that place came in."),
                error,
            ),
            kind => Fault::because(format!("The file {shown} cannot be read to its end: {kind}."), error),
        })
    }

    fn read_inner(self, sink: &mut Sink<'_>) -> io::Result<()> {
        let Self { path, file, read_bytes, .. } = self;
        let packed = BufReader::with_capacity(HEAD_BYTES, Counted { inner: file, read_bytes });
        let packed = Peeked::new(packed)?;
        let is_packed = packed.head().starts_with(&[0x1f, 0x8b]);
        let rows: Box<dyn BufRead> = if is_packed {
            Box::new(BufReader::with_capacity(HEAD_BYTES, MultiGzDecoder::new(packed)))
        } else {
            Box::new(packed)
        };
        let mut rows = Peeked::new(rows)?;
        rows.skip_byte_order_mark();
        let format = Format::find(&path, rows.head())?;
        let encoding = Encoding::sniff(rows.head());
        match format {
            Format::JsonLines => json_rows::read_lines(rows, encoding, sink),
            Format::JsonArray => json_rows::read_array(rows, encoding, sink),
            Format::Table => table::read(rows, encoding, sink),
            Format::Workbook => sheet::read(spilled(rows)?, sink),
        }
    }
}

/// Hands every row of JSON Lines in memory to `sink`.
///
/// # Errors
///
/// Returns a [`Fault`] if the text cannot be read to its end.
pub fn read_json_lines(text: &[u8], sink: &mut Sink<'_>) -> Result<(), Fault> {
    let done = json_rows::read_lines(text, Encoding::Utf8, sink);
    done.map_err(|error| Fault::because("The rows cannot be read to their end.", error))
}

impl Format {
    fn find(path: &Path, head: &[u8]) -> io::Result<Self> {
        if head.starts_with(b"PK\x03\x04") {
            return Ok(Self::Workbook);
        }
        let unsupported = |what| Err(io::Error::new(io::ErrorKind::Unsupported, what));
        if head.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
            return unsupported("is an old Excel file; save it as .xlsx and try again.");
        }
        if head.starts_with(&[0xff, 0xfe]) || head.starts_with(&[0xfe, 0xff]) {
            return unsupported("is written in UTF-16; save it as UTF-8 and try again.");
        }
        let first = head.iter().copied().find(|byte| !byte.is_ascii_whitespace());
        let name = path.to_string_lossy().to_lowercase();
        let name = name.strip_suffix(".gz").unwrap_or(&name);
        let ends = |endings: &[&str]| endings.iter().any(|ending| name.ends_with(ending));
        match first {
            Some(b'[') if !ends(&[".csv", ".tsv", ".txt"]) => Ok(Self::JsonArray),
            _ if ends(&[".jsonl", ".ndjson", ".json"]) => Ok(Self::JsonLines),
            Some(b'{') if !ends(&[".csv", ".tsv"]) => Ok(Self::JsonLines),
            _ if head.contains(&0) => unsupported("holds no rows; JSON Lines, CSV and xlsx are understood."),
            _ => Ok(Self::Table),
        }
    }
}

/// A workbook is a zip file, which has to be read from its end.
fn spilled(mut rows: impl Read) -> io::Result<File> {
    let mut spill = tempfile::tempfile()?;
    io::copy(&mut rows, &mut spill)?;
    io::Seek::rewind(&mut spill)?;
    Ok(spill)
}

/// Counts the bytes that pass.
struct Counted<R> {
    inner: R,
    read_bytes: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.read_bytes.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

/// A reader whose first bytes have been looked at.
struct Peeked<R> {
    head: Vec<u8>,
    at: usize,
    rest: R,
}

impl<R: BufRead> Peeked<R> {
    fn new(mut rest: R) -> io::Result<Self> {
        let mut head = Vec::with_capacity(HEAD_BYTES);
        rest.by_ref().take(HEAD_BYTES as u64).read_to_end(&mut head)?;
        Ok(Self { head, at: 0, rest })
    }

    fn head(&self) -> &[u8] {
        &self.head[self.at..]
    }

    fn skip_byte_order_mark(&mut self) {
        if self.head.starts_with(b"\xef\xbb\xbf") {
            self.at = 3;
        }
    }
}

impl<R: BufRead> Read for Peeked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.at == self.head.len() {
            return self.rest.read(buffer);
        }
        let read = self.head().read(buffer)?;
        self.at += read;
        Ok(read)
    }
}

impl<R: BufRead> BufRead for Peeked<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at == self.head.len() { self.rest.fill_buf() } else { Ok(&self.head[self.at..]) }
    }

    fn consume(&mut self, amount: usize) {
        if self.at == self.head.len() { self.rest.consume(amount) } else { self.at += amount }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use std::io::Write as _;

    use super::*;
    use crate::importing::row::Reason;

    /// Number and cells of a row, the cells as text.
    pub(in crate::importing) type TextRow = (u64, Result<Vec<(String, String)>, Reason>);

    /// Every row of a file called `name` that holds `content`, its cells as text.
    pub(in crate::importing) fn rows_of(name: &str, content: &[u8]) -> Vec<TextRow> {
        try_rows_of(name, content).expect("the file can be read")
    }

    fn try_rows_of(name: &str, content: &[u8]) -> Result<Vec<TextRow>, Fault> {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let path = folder.path().join(name);
        std::fs::write(&path, content).expect("the file can be written");
        let mut rows = Vec::new();
        RowFile::open(&path)?.read(&mut |row| {
            let text = |value: &serde_json::Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            let cells = row.cells.map(|cells| cells.iter().map(|(name, value)| (name.clone(), text(value))).collect());
            rows.push((row.number, cells));
            ControlFlow::Continue(())
        })?;
        Ok(rows)
    }

    pub(in crate::importing) fn packed(content: &[u8]) -> Vec<u8> {
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packer.write_all(content).expect("memory can be written");
        packer.finish().expect("memory can be written")
    }

    #[test]
    fn the_same_rows_come_out_of_every_packing_and_encoding() {
        let text = "title,company\n光刻工程师,晨芯半导体\n";
        let (gbk, _, _) = encoding_rs::GB18030.encode(text);
        let with_mark = [b"\xef\xbb\xbf", text.as_bytes()].concat();
        let lines = r#"{"title":"光刻工程师","company":"晨芯半导体"}"#;
        let array = format!("[{lines}]");
        for (name, content) in [
            ("a.csv", text.as_bytes().to_vec()),
            ("a.csv", gbk.to_vec()),
            ("a.csv", with_mark),
            ("a.csv.gz", packed(&gbk)),
            ("a.tsv", text.replace(',', "\t").into_bytes()),
            ("a.csv", text.replace(',', ";").into_bytes()),
            ("a.jsonl", lines.as_bytes().to_vec()),
            ("a.jsonl.gz", packed(lines.as_bytes())),
            ("a", lines.as_bytes().to_vec()),
            ("a.json", array.into_bytes()),
        ] {
            let rows = rows_of(name, &content);
            let cells = rows[0].1.clone().expect(name);
            let find = |key: &str| cells.iter().find(|(name, _)| name == key).map(|(_, value)| value.clone());
            assert_eq!((rows.len(), find("title")), (1, Some("光刻工程师".to_owned())), "{name}");
            assert_eq!(find("company"), Some("晨芯半导体".to_owned()), "{name}");
        }
    }

    #[test]
    fn a_file_that_is_cut_off_or_foreign_is_named_in_a_sentence() {
        let whole = packed("title\na\n".repeat(50_000).as_bytes());
        let cut = try_rows_of("a.csv.gz", &whole[..whole.len() / 2]).expect_err("half of it is missing");
        assert!(cut.to_string().contains("cut off"), "{cut}");
        let old = try_rows_of("a.xls", &[0xd0, 0xcf, 0x11, 0xe0, 0, 0]).expect_err("old Excel is not read");
        assert!(old.to_string().contains(".xlsx"), "{old}");
        let wide = try_rows_of("a.csv", &[0xff, 0xfe, b'a', 0]).expect_err("UTF-16 is not read");
        assert!(wide.to_string().contains("UTF-8"), "{wide}");
    }

    #[test]
    fn an_empty_file_has_no_rows() {
        for name in ["a.csv", "a.jsonl", "a.json", "a"] {
            assert_eq!(rows_of(name, b""), [], "{name}");
        }
    }
}
