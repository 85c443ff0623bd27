//! Text and rows out of files that strangers upload: PDF and DOCX, xlsx and CSV, told apart by what they hold and not by
//! their names.
//!
//! Parsers of such files can hang, break or eat memory. They run in a process of their own, the hidden command
//! `text-of-file` of this program, which reads the file on standard input, under limits that it sets itself
//! ([`inside`]) and a time that [`FileReader`] sets. The file is never written anywhere.

mod docx;
pub mod grid;
pub mod inside;
mod pdf;
mod radicals;

use std::io;
use std::path::PathBuf;
use std::process::Stdio;
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::process::Command;
use tokio::sync::Semaphore;
use tokio::time::timeout;

use self::grid::{GRID_MAX_BYTES, Grid, GridRefusal};
use crate::problem::Problem;

/// Largest file that is read, in bytes.
pub const FILE_MAX_BYTES: usize = 4 * 1024 * 1024;

/// Longest text that comes out of a file, in characters; what goes beyond is left out.
pub const TEXT_MAX_CHARS: usize = 20_000;

/// Name of the hidden command.
pub const COMMAND: &str = "text-of-file";

/// Files that are read at the same time; others wait.
const AT_ONCE: usize = 2;

/// How long one may take, and how long one may wait before that.
const PATIENCE: Duration = Duration::from_secs(8);

/// Bytes that [`TEXT_MAX_CHARS`] and the line before them can take at most.
const TEXT_MAX_BYTES: u64 = 4 * TEXT_MAX_CHARS as u64 + 16;

/// The first line that the process writes before a text; before anything else stands why there is none.
const TEXT_FOLLOWS: &str = "text";

/// The first line that the process writes before rows.
const ROWS_FOLLOW: &str = "rows";

/// What the process is to find in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wanted {
    Text,
    Rows,
}

rongqiao_model::choices! {
    /// Why no text comes out of a file. The catalogue holds the sentence under `unreadable-<slug>`.
    pub enum Unreadable {
        /// It is neither PDF nor DOCX.
        Unknown = "unknown",
        /// It opens with a password alone.
        Locked = "locked",
        /// It is too large, or becomes so when it is unpacked.
        TooLarge = "too-large",
        /// It is damaged, or took too much time or memory.
        Broken = "broken",
        /// It holds no text; perhaps a picture of it.
        Empty = "empty",
        /// Too many files are being read.
        Busy = "busy",
    }
}

/// Reads files that strangers upload; cloning it shares how many are read at once.
#[derive(Clone, Debug)]
pub struct FileReader {
    program: PathBuf,
    free: Arc<Semaphore>,
}

impl FileReader {
    /// Reads files by the program at `program`, which is this one.
    #[must_use]
    pub fn new(program: PathBuf) -> Self {
        Self { program, free: Arc::new(Semaphore::new(AT_ONCE)) }
    }

    /// The text in `file`, line by line.
    ///
    /// # Errors
    ///
    /// Returns a [`Problem`] if no process can be started; the inner error tells what is wrong with the file.
    pub async fn text_of(&self, file: &[u8]) -> Result<Result<String, Unreadable>, Problem> {
        let Ok(Ok(_turn)) = timeout(PATIENCE, self.free.acquire()).await else { return Ok(Err(Unreadable::Busy)) };
        let written = self.run_in_time(Wanted::Text, file).await?;
        let read = told(&written.unwrap_or_default());
        if let Err(why) = &read {
            tracing::info!(file.bytes = file.len(), why = why.slug(), "an uploaded file could not be read");
        }
        Ok(read)
    }

    /// The rows in `file`, an xlsx or CSV.
    ///
    /// # Errors
    ///
    /// Returns a [`Problem`] if no process can be started; the inner error tells what is wrong with the file.
    pub async fn rows_of(&self, file: &[u8]) -> Result<Result<Grid, GridRefusal>, Problem> {
        let Ok(Ok(_turn)) = timeout(PATIENCE, self.free.acquire()).await else { return Ok(Err(GridRefusal::Busy)) };
        let written = self.run_in_time(Wanted::Rows, file).await?.unwrap_or_default();
        let head = written.iter().position(|&byte| byte == b'\n').unwrap_or(written.len());
        let (head, rest) = written.split_at(head);
        let read = match std::str::from_utf8(head) {
            Ok(ROWS_FOLLOW) => serde_json::from_slice(rest).map_err(|_| GridRefusal::Broken),
            Ok(why) => Err(GridRefusal::from_slug(why).unwrap_or(GridRefusal::Broken)),
            Err(_) => Err(GridRefusal::Broken),
        };
        if let Err(why) = &read {
            tracing::info!(file.bytes = file.len(), why = why.slug(), "an uploaded sheet could not be read");
        }
        Ok(read)
    }

    /// What the process writes; `None` if it takes too long.
    async fn run_in_time(&self, wanted: Wanted, file: &[u8]) -> Result<Option<Vec<u8>>, Problem> {
        let Ok(done) = timeout(PATIENCE, self.run(wanted, file)).await else {
            tracing::warn!(file.bytes = file.len(), "an uploaded file took too long to read");
            return Ok(None);
        };
        done.map(Some).map_err(Problem::internal)
    }

    /// What the process writes, which ends with this future at the latest.
    async fn run(&self, wanted: Wanted, file: &[u8]) -> io::Result<Vec<u8>> {
        let (flags, most): (&[&str], u64) = match wanted {
            Wanted::Text => (&[], TEXT_MAX_BYTES),
            Wanted::Rows => (&["--rows"], GRID_MAX_BYTES),
        };
        let mut process = Command::new(&self.program)
            .arg(COMMAND)
            .args(flags)
            .env_clear()
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()?;
        let (input, output) = (process.stdin.take(), process.stdout.take());
        let give = async {
            if let Some(mut input) = input {
                // A process that broke off takes no more, and tells nothing.
                let _ = input.write_all(file).await;
            }
        };
        let mut written = Vec::new();
        let take = async {
            match output {
                Some(output) => output.take(most).read_to_end(&mut written).await,
                None => Ok(0),
            }
        };
        let ((), taken) = tokio::join!(give, take);
        taken?;
        process.wait().await?;
        Ok(written)
    }
}

/// What the process tells; one that broke off tells nothing, because the file broke it.
fn told(written: &[u8]) -> Result<String, Unreadable> {
    let written = std::str::from_utf8(written).map_err(|_| Unreadable::Broken)?;
    match written.split_once('\n') {
        Some((TEXT_FOLLOWS, text)) => Ok(text.to_owned()),
        Some((why, _)) => Err(Unreadable::from_slug(why).unwrap_or(Unreadable::Broken)),
        None => Err(Unreadable::Broken),
    }
}
