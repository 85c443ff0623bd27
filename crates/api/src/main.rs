//! The binary `rongqiao`: reads the command line and runs one command.

use std::io::Write as _;
use std::process::ExitCode;

use clap::Parser as _;
use rongqiao_api::commands::{self, CommandLine};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    match commands::start(CommandLine::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            fault.log();
            // With stderr gone there is nobody left to tell.
            let _ = writeln!(std::io::stderr(), "rongqiao: {fault}");
            ExitCode::FAILURE
        }
    }
}
