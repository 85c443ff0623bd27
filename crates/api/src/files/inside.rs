//! What the process does that reads one file: limits itself, finds out what the file is, and writes its text or its rows.

use std::io::{self, Read as _, Write as _};

use super::grid::{self, Grid, GridRefusal};
use super::{FILE_MAX_BYTES, ROWS_FOLLOW, TEXT_FOLLOWS, TEXT_MAX_CHARS, Unreadable, docx, pdf};

/// Bytes at the beginning of a file among which a PDF has to show its sign.
const HEAD: usize = 1024;

/// What one process is to do.
#[derive(Clone, Copy, Debug)]
pub struct Errand {
    /// Whether its limits are set already.
    pub limited: bool,
    /// Whether rows are wanted instead of a text.
    pub rows: bool,
}

/// Limits itself, unless it was limited before, reads the file on standard input, and writes its text or its rows to
/// standard output behind a line that says so; or a line that says why there is none.
///
/// # Errors
///
/// Returns the system's error if limits cannot be set or nobody takes what is written.
pub fn run(errand: Errand) -> io::Result<()> {
    if !errand.limited {
        begin_anew_under_limits(errand)?;
    }
    // Panics of the parsers are expected and told as broken files.
    std::panic::set_hook(Box::new(|_| {}));
    if errand.rows {
        return match read_rows() {
            Ok(grid) => writeln!(io::stdout(), "{ROWS_FOLLOW}\n{}", serde_json::json!(grid)),
            Err(why) => writeln!(io::stdout(), "{}", why.slug()),
        };
    }
    match read() {
        Ok(text) => writeln!(io::stdout(), "{TEXT_FOLLOWS}\n{text}"),
        Err(why) => writeln!(io::stdout(), "{}", why.slug()),
    }
}

fn read() -> Result<String, Unreadable> {
    let file = whole_file().map_err(|_| Unreadable::Broken)?;
    text_in(&file.ok_or(Unreadable::TooLarge)?)
}

fn read_rows() -> Result<Grid, GridRefusal> {
    let file = whole_file().map_err(|_| GridRefusal::Broken)?.ok_or(GridRefusal::TooLarge)?;
    // Its authors may end with a panic where they have not met something before.
    std::panic::catch_unwind(|| grid::read(&file)).unwrap_or(Err(GridRefusal::Broken))
}

/// The file on standard input; `None` if it is too large.
fn whole_file() -> io::Result<Option<Vec<u8>>> {
    let mut file = Vec::new();
    io::stdin().take(FILE_MAX_BYTES as u64 + 1).read_to_end(&mut file)?;
    Ok(Some(file).filter(|file| file.len() <= FILE_MAX_BYTES))
}

/// The text in `file`, whatever it is called.
fn text_in(file: &[u8]) -> Result<String, Unreadable> {
    let head = &file[..file.len().min(HEAD)];
    let text = if file.starts_with(b"PK\x03\x04") {
        docx::text(file)?
    } else if head.windows(5).any(|bytes| bytes == b"%PDF-") {
        pdf::text(file)?
    } else {
        return Err(Unreadable::Unknown);
    };
    let text: String = rongqiao_model::naming::clean_text(&text).chars().take(TEXT_MAX_CHARS).collect();
    if text.is_empty() { Err(Unreadable::Empty) } else { Ok(text) }
}

/// Limits this process and starts the program in its place once more, so that whatever it has taken is under the limits
/// too. Returns only if that fails.
#[cfg(unix)]
fn begin_anew_under_limits(errand: Errand) -> io::Result<()> {
    use std::os::unix::process::CommandExt as _;

    use rlimit::Resource;

    /// Bytes of memory.
    const MEMORY: u64 = 512 * 1024 * 1024;
    /// Seconds of the processor, should nobody be left to end the process.
    const PROCESSOR: u64 = 10;
    /// Open files; the program itself needs a few.
    const OPEN_FILES: u64 = 32;

    let limits =
        [(Resource::AS, MEMORY), (Resource::CPU, PROCESSOR), (Resource::NOFILE, OPEN_FILES), (Resource::CORE, 0)];
    for (resource, most) in limits {
        rlimit::setrlimit(resource, most, most)?;
    }
    let mut program = std::process::Command::new(std::env::current_exe()?);
    program.args([super::COMMAND, "--limited"]);
    if errand.rows {
        program.arg("--rows");
    }
    // The allocator would set aside most of the memory at once and leave too little to everything else.
    program.env("MIMALLOC_ARENA_RESERVE", "32M");
    Err(program.exec())
}

/// There are no limits to be set on this system; the time limit of the server remains.
#[cfg(not(unix))]
fn begin_anew_under_limits(_errand: Errand) -> io::Result<()> {
    Ok(())
}
