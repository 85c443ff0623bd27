//! What the process does that reads one file: limits itself, finds out what the file is, and writes its text.

use std::io::{self, Read as _, Write as _};

use super::{FILE_MAX_BYTES, TEXT_FOLLOWS, TEXT_MAX_CHARS, Unreadable, docx, pdf};

/// Bytes at the beginning of a file among which a PDF has to show its sign.
const HEAD: usize = 1024;

/// Limits itself, unless it was `limited` before, reads the file on standard input, and writes its text to standard
/// output behind a line that says so; or a line that says why there is none.
///
/// # Errors
///
/// Returns the system's error if limits cannot be set or nobody takes what is written.
pub fn run(limited: bool) -> io::Result<()> {
    if !limited {
        begin_anew_under_limits()?;
    }
    // Panics of the parsers are expected and told as broken files.
    std::panic::set_hook(Box::new(|_| {}));
    match read() {
        Ok(text) => writeln!(io::stdout(), "{TEXT_FOLLOWS}\n{text}"),
        Err(why) => writeln!(io::stdout(), "{}", why.slug()),
    }
}

fn read() -> Result<String, Unreadable> {
    let mut file = Vec::new();
    io::stdin().take(FILE_MAX_BYTES as u64 + 1).read_to_end(&mut file).map_err(|_| Unreadable::Broken)?;
    if file.len() > FILE_MAX_BYTES {
        return Err(Unreadable::TooLarge);
    }
    text_in(&file)
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
fn begin_anew_under_limits() -> io::Result<()> {
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
    // The allocator would set aside most of the memory at once and leave too little to everything else.
    program.env("MIMALLOC_ARENA_RESERVE", "32M");
    Err(program.exec())
}

/// There are no limits to be set on this system; the time limit of the server remains.
#[cfg(not(unix))]
fn begin_anew_under_limits() -> io::Result<()> {
    Ok(())
}
