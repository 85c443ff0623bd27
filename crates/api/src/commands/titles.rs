//! `rongqiao titles`: what is known of job titles.

use std::path::PathBuf;
use std::time::Instant;

use clap::{Args, Subcommand};

use crate::config::Settings;
use crate::fault::Fault;
use crate::knowledge;
use crate::pack::Pack;

const EXAMPLE: &str = "Example:\n  rongqiao titles learn --from ../shared/data";

/// What to do.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Learn from tables of occupations and from postings which titles mean alike
    Learn(Learn),
}

/// Where to learn from and where to write.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLE)]
struct Learn {
    /// Folder of a data pack
    #[arg(long, value_name = "FOLDER")]
    from: PathBuf,
    /// File to write instead of the one in the data folder
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// Learns, and says what was written.
///
/// # Errors
///
/// Returns a [`Fault`] that names what cannot be read or written.
pub(super) fn run(settings: &Settings, arguments: &Arguments) -> Result<(), Fault> {
    let What::Learn(learn) = &arguments.what;
    let begun = Instant::now();
    let knowledge = knowledge::learn(&Pack::open(&learn.from)?)?;
    let path = learn.out.clone().unwrap_or_else(|| settings.data.join(knowledge::FILE_NAME));
    knowledge::write(&knowledge, &path)?;
    let (chinese, english) = knowledge.terms();
    let seconds = begun.elapsed().as_secs_f64();
    super::say(&format!(
        "Learnt:      {chinese} Chinese and {english} English terms, {seconds:.1} s\nWritten:     {}",
        path.display()
    ));
    Ok(())
}
