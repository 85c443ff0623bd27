//! `rongqiao text-of-file`, hidden: the process in which the server reads a file that a stranger uploaded.

use crate::fault::Fault;
use crate::files::inside;

/// How it was started.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct Arguments {
    /// Says that the limits are set already
    #[arg(long, hide = true)]
    limited: bool,
}

/// Writes the text of the file on standard input, or why there is none.
pub(super) fn run(arguments: &Arguments) -> Result<(), Fault> {
    inside::run(arguments.limited).map_err(|error| Fault::because("The file cannot be read under limits.", error))
}
