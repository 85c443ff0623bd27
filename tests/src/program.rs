//! The built program, as an operator runs it.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::OnceLock;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::time::Duration;

use anyhow::{Context as _, ensure};

/// Names a program to test instead of the one that Cargo builds.
const GIVEN: &str = "RONGQIAO_TESTS_PROGRAM";

static PROGRAM: OnceLock<PathBuf> = OnceLock::new();

/// Where the built program lies; it is built first if it is missing.
///
/// `cargo test --workspace` has built it already. Whoever tests this package alone after a change of the program
/// runs `cargo build` before.
///
/// # Panics
///
/// If it cannot be built.
pub fn program() -> &'static Path {
    PROGRAM.get_or_init(|| match std::env::var_os(GIVEN) {
        Some(given) => PathBuf::from(given),
        None => build().expect("the program can be built"),
    })
}

/// Builds the program with the profile and into the folder of the running test.
fn build() -> anyhow::Result<PathBuf> {
    let test = std::env::current_exe()?;
    let profile = test.ancestors().nth(2).context("a test lies in the folder deps of a profile")?;
    let there = profile.join("rongqiao");
    if there.is_file() {
        return Ok(there);
    }
    let target = profile.parent().context("a profile lies in the target folder")?;
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut build = Command::new(cargo);
    build.args(["build", "--quiet", "--package", "rongqiao-api", "--bin", "rongqiao"]);
    build.arg("--target-dir").arg(target).current_dir(env!("CARGO_MANIFEST_DIR"));
    if profile.file_name().is_some_and(|name| name == "release") {
        build.arg("--release");
    }
    let built = build.output()?;
    ensure!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    Ok(there)
}

/// Tests that run at the same time should not take each other's address.
const FREE_PORT: &str = "127.0.0.1:0";

/// A command of the program over the data folder `data` that serves at a free port, with nothing else set from outside.
#[must_use]
pub fn rongqiao(data: &Path) -> Command {
    let mut command = Command::new(program());
    for variable in std::env::vars_os().map(|(name, _)| name) {
        let ours = variable.to_str().is_some_and(|name| name.starts_with("RONGQIAO_") || name == "DATABASE_URL");
        if ours {
            command.env_remove(variable);
        }
    }
    // A configuration file in the working directory would be read; at one address only one test could serve.
    command.current_dir("/").env("RONGQIAO_DATA", data).env("RONGQIAO_LISTEN", FREE_PORT).stdin(Stdio::null());
    command
}

/// How long the program may take for anything on a slow machine.
const PATIENCE: Duration = Duration::from_secs(240);

/// Kills a process that has not ended when its time is over, so that a program that hangs fails its test.
#[derive(Debug)]
pub struct TimeLimit {
    /// Dropped with this value, which tells the watcher that all is well.
    _over: Sender<()>,
}

impl TimeLimit {
    /// Watches over `process` until the value is dropped.
    #[must_use]
    pub fn of(process: &Child) -> Self {
        let id = process.id().to_string();
        let (over, watch) = channel::<()>();
        std::thread::spawn(move || {
            if watch.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                eprintln!("the program hung for {} s and is killed", PATIENCE.as_secs());
                // If it cannot be killed the test hangs with it, and the line above says why.
                let _ = Command::new("kill").args(["-KILL", &id]).status();
            }
        });
        Self { _over: over }
    }
}

/// Runs `command` to its end, which has to come in time.
///
/// # Errors
///
/// Returns an error if it cannot be started.
pub fn finish(command: &mut Command) -> anyhow::Result<Output> {
    let process = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
    let _limit = TimeLimit::of(&process);
    Ok(process.wait_with_output()?)
}

/// What a command that failed told the operator.
///
/// # Panics
///
/// If it did not fail, or told it in anything but one clear sentence.
#[must_use]
pub fn complaint(output: &Output) -> String {
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1), "it fails in order: {said}");
    let complaints: Vec<&str> = said.lines().filter_map(|line| line.strip_prefix("rongqiao: ")).collect();
    let [complaint] = complaints[..] else { panic!("one sentence is told: {said}") };
    assert!(said.trim_end().ends_with(complaint), "it comes last: {said}");
    assert!(complaint.ends_with('.'), "it is a sentence: {complaint}");
    for riddle in ["Error", "DbErr", "panicked", "SQLITE", "os error", "sqlx", "tantivy"] {
        assert!(!said.contains(riddle), "nobody has to understand {riddle}: {said}");
    }
    complaint.to_owned()
}
