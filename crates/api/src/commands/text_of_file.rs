//! `rongqiao text-of-file`, hidden: the process in which the server reads a file that a stranger uploaded.

use crate::fault::Fault;
use crate::files::inside::{self, Errand};

/// How it was started.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct Arguments {
    /// Says that the limits are set already
    #[arg(long, hide = true)]
    limited: bool,
    /// Writes the rows of an xlsx or CSV instead of a text
    #[arg(long, hide = true)]
    rows: bool,
}

/// Writes the text or the rows of the file on standard input, or why there are none.
pub(super) fn run(arguments: &Arguments) -> Result<(), Fault> {
    inside::run(Errand { limited: arguments.limited, rows: arguments.rows })
        .map_err(|error| Fault::because("The file cannot be read under limits.", error))
}
