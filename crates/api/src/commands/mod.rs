//! The commands of the binary, one file each.

mod assign;
mod audit;
mod characters;
mod codes;
mod create_admin;
mod demo;
mod diagram;
mod evaluate;
mod import;
mod read;
mod reindex;
mod screen;
mod serve;
mod skills;
mod text_of_file;
mod titles;

use std::io::{self, IsTerminal as _, Read as _, Write as _};
use std::sync::Arc;
use std::time::Instant;

use clap::{Parser, Subcommand};
use rongqiao_matching::{MatchError, MatchIndex};
use rongqiao_model::clock::Clock;
use tracing_subscriber::EnvFilter;

use crate::config::{LogFormat, Overrides, Settings};
use crate::fault::Fault;
use crate::language::Language;
use crate::start::Ground;
use crate::tasks;

/// Changes from which a whole new index may be worth its while.
const MANY_CHANGES: i64 = 20_000;

/// Longest text that is read from standard input, in bytes.
const MAX_BYTES: u64 = 10_000_000;

/// Joins schools and firms: search over everything a region offers and needs.
#[derive(Debug, Parser)]
#[command(
    name = "rongqiao",
    version,
    after_help = "Without a command, `rongqiao` serves, and fills in demonstration content when the data folder is new.\n\n\
                  Example:\n  rongqiao --data /srv/rongqiao"
)]
pub struct CommandLine {
    #[command(flatten)]
    overrides: Overrides,
    #[command(flatten)]
    serve: serve::Arguments,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the pages and the interface for programs
    Serve(serve::Arguments),
    /// Bring in listings or organisations from files
    Import(import::Arguments),
    /// Fill in the demonstration content
    Demo(demo::Arguments),
    /// Build the search index anew while the old one serves
    Reindex(reindex::Arguments),
    /// Show or replace code tables
    Codes(codes::Arguments),
    /// Measure quality against judged files, beside the baselines
    Evaluate(evaluate::Arguments),
    /// Say what a text asks for: skills, education, majors, experience, pay, places
    Read(read::Arguments),
    /// Say what in a posting the law or the platform forbids, and what to write instead
    Screen(screen::Arguments),
    /// Extend the skill vocabulary: learn from postings, accept, import
    Skills(skills::Arguments),
    /// Give students and posts to each other: stable, checked, the best for students
    Assign(assign::Arguments),
    /// Draw how two sides come together, from the first word to the result
    Diagram(diagram::Arguments),
    /// Give a role of the platform to somebody, who may be the first
    CreateAdmin(create_admin::Arguments),
    /// Confirm that nobody changed the audit
    Audit(audit::Arguments),
    /// Learn from tables of occupations and from postings which titles mean alike
    Titles(titles::Arguments),
    #[command(hide = true)]
    TextOfFile(text_of_file::Arguments),
}

/// Runs the command that `line` names to its end.
///
/// # Errors
///
/// Returns a [`Fault`] whose sentence tells the operator what is wrong and what to do.
pub fn start(line: CommandLine) -> Result<(), Fault> {
    // It limits its process before anything takes memory, threads above all.
    if let Some(Command::TextOfFile(file)) = &line.command {
        return text_of_file::run(file);
    }
    let runtime = tokio::runtime::Runtime::new();
    let runtime = runtime.map_err(|error| Fault::because("The system gives this program no threads.", error))?;
    runtime.block_on(run(line))
}

async fn run(line: CommandLine) -> Result<(), Fault> {
    let CommandLine { overrides, serve, command } = line;
    let settings = |overrides: &Overrides| {
        let settings = Settings::load(overrides)?;
        start_log(&settings)?;
        crate::holidays::install(&settings.data)?;
        Ok::<_, Fault>(settings)
    };
    match command {
        None => serve::run(settings(&serve.over(overrides))?, serve.fill(true)).await,
        Some(Command::Serve(own)) => {
            let serve = own.or(serve);
            serve::run(settings(&serve.over(overrides))?, serve.fill(false)).await
        }
        Some(Command::Import(import)) => import::run(settings(&overrides)?, import).await,
        Some(Command::Demo(_)) => demo::run(settings(&overrides)?).await,
        Some(Command::Reindex(_)) => reindex::run(settings(&overrides)?).await,
        Some(Command::Codes(codes)) => codes::run(settings(&overrides)?, codes).await,
        Some(Command::Read(read)) => {
            crate::skills::install(&settings(&overrides)?.data)?;
            read::run(&read)
        }
        Some(Command::Screen(screen)) => screen::run(&screen),
        Some(Command::Diagram(diagram)) => diagram::run(&diagram),
        Some(Command::Skills(skills)) => skills::run(settings(&overrides)?, skills).await,
        Some(Command::Assign(assign)) => assign::run(assign),
        Some(Command::Evaluate(evaluate)) => evaluate::run(&settings(&overrides)?, &evaluate),
        Some(Command::CreateAdmin(create)) => create_admin::run(settings(&overrides)?, create).await,
        Some(Command::Audit(audit)) => audit::run(settings(&overrides)?, audit).await,
        Some(Command::Titles(titles)) => titles::run(&settings(&overrides)?, &titles),
        Some(Command::TextOfFile(file)) => text_of_file::run(&file),
    }
}

fn start_log(settings: &Settings) -> Result<(), Fault> {
    let filter = EnvFilter::try_new(&settings.log).map_err(|_| {
        Fault::new(format!("`{}` does not say what to log. Write info, debug or rongqiao_api=debug.", settings.log))
    })?;
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr);
    let log = log.with_ansi(io::stderr().is_terminal());
    let started = match settings.log_format {
        LogFormat::Text => log.with_target(false).try_init(),
        LogFormat::Json => log.json().flatten_event(true).try_init(),
    };
    // A log that runs already, as in tests, is as good.
    drop(started);
    Ok(())
}

async fn open(settings: Settings) -> Result<Ground, Fault> {
    Ground::open(settings, Clock::system()).await
}

/// The text on standard input.
fn standard_input() -> Result<String, Fault> {
    let mut text = String::new();
    let unreadable = |error| Fault::because("Standard input cannot be read as UTF-8 text.", error);
    let read = io::stdin().take(MAX_BYTES + 1).read_to_string(&mut text).map_err(unreadable)?;
    if read as u64 > MAX_BYTES {
        return Err(Fault::new("The text is longer than 10 MB. Read it in parts."));
    }
    Ok(text)
}

/// Reads the name of a language on the command line.
fn language(text: &str) -> Result<Language, String> {
    match text {
        "zh" => Ok(Language::Chinese),
        "en" => Ok(Language::English),
        _ => Err("write zh or en".to_owned()),
    }
}

/// Says something to the person or script that runs the command.
fn say(line: &str) {
    // With stdout gone there is nobody left to tell.
    let _ = writeln!(io::stdout(), "{line}");
}

/// Tells the person who runs the command something that is no part of the result.
fn note(line: &str) {
    // With stderr gone there is nobody left to tell.
    let _ = writeln!(io::stderr(), "{line}");
}

/// Brings the search index up to date after rows came in, unless a running server does so.
async fn bring_index_up_to_date(ground: &Ground) -> Result<(), Fault> {
    let begun = Instant::now();
    let index = ground.open_usable_index().await?;
    if let Some(Err(MatchError::Locked)) = index.as_ref().map(MatchIndex::claim_writer) {
        say("The running server takes the rows into its search index.");
        return Ok(());
    }
    let missing = ground.store.latest_change().await? - index.as_ref().map_or(0, MatchIndex::applied_seq);
    let index = match index {
        Some(index) if missing <= MANY_CHANGES || missing.unsigned_abs() <= index.len() => {
            let index = Arc::new(index);
            tasks::catch_up(&ground.store, &ground.codes, &index, || false).await?;
            index
        }
        // Building is faster than following when most is new.
        outdated => {
            drop(outdated);
            Arc::new(tasks::build_index(&ground.store, &ground.codes, &ground.home).await?)
        }
    };
    let seconds = begun.elapsed().as_secs_f64();
    say(&format!("Indexed:     {} listings can be found, {seconds:.1} s", index.len()));
    Ok(())
}
