//! `rongqiao import`: brings in listings or organisations from files.

use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};
use rongqiao_model::store::Store;

use super::{bring_index_up_to_date, open, say};
use crate::config::Settings;
use crate::fault::Fault;
use crate::importing::file::RowFile;
use crate::importing::mapping::Mapping;
use crate::importing::report::Report;
use crate::importing::understanding::Understanding;
use crate::importing::{Importer, Summary};
use crate::start::Ground;

/// Rows after which a line tells the progress when nobody watches a terminal.
const ROWS_PER_LINE: u64 = 50_000;

#[derive(Clone, Debug, clap::Args)]
#[command(
    after_help = "Understood are JSON Lines, JSON lists, CSV (comma, semicolon, tab) and xlsx, each also as .gz, in \
                        UTF-8 or GB 18030.\nRows that were imported before are updated; importing again changes \
                        nothing.\n\n\
                        Example:\n  rongqiao import jobs.csv courses.jsonl.gz --mapping mapping.toml --report refused.csv"
)]
pub(super) struct Arguments {
    /// The files
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Which foreign columns fill which of our fields (TOML)
    #[arg(long, value_name = "FILE")]
    mapping: Option<PathBuf>,
    /// Where to write refused rows [default: <first file>.report.csv beside the data folder]
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    /// Source of rows that name none [default: the file's name without endings]
    #[arg(long, value_name = "NAME")]
    source: Option<String>,
}

pub(super) async fn run(settings: Settings, arguments: Arguments) -> Result<(), Fault> {
    let begun = Instant::now();
    let mapping = arguments.mapping.as_deref().map_or_else(|| Ok(Mapping::default()), Mapping::read)?;
    let files = arguments.files.iter().map(|path| RowFile::open(path)).collect::<Result<Vec<_>, _>>()?;
    let report = match &arguments.report {
        Some(path) => Report::at(path)?,
        None => Report::when_needed(&default_report(&settings.data, &files[0].name())),
    };
    let ground = open(settings).await?;
    let store = Store::connect_for_import(&ground.settings.database()).await?;
    let mut importer = Importer::new(store.clone(), ground.clock.clone(), report);
    let mut failed = None;
    for file in files {
        if let Err(fault) = import_file(&ground, &mut importer, file, &mapping, arguments.source.as_deref()).await {
            failed = Some(fault);
            break;
        }
    }
    tell(&importer, begun.elapsed());
    store.close().await?;
    // Rows that came in before a fault belong into the index too.
    let indexed = bring_index_up_to_date(&ground).await;
    ground.store.close().await?;
    match failed {
        Some(fault) => Err(fault),
        None => indexed,
    }
}

fn default_report(data: &Path, first_file: &str) -> PathBuf {
    data.parent().unwrap_or(Path::new("")).join(format!("{first_file}.report.csv"))
}

async fn import_file(
    ground: &Ground,
    importer: &mut Importer,
    file: RowFile,
    mapping: &Mapping,
    source: Option<&str>,
) -> Result<(), Fault> {
    let name = file.name();
    let source = source.map_or_else(|| file.stem(), str::to_owned);
    let understanding = Understanding::new(ground.codes.clone(), mapping.clone(), source, ground.clock.now());
    let bar = bar(&file);
    let read_bytes = file.read_bytes();
    let before = importer.summary().rows;
    let mut told = 0;
    let mut progress = |summary: &Summary| {
        let rows = summary.rows - before;
        bar.set_position(read_bytes.load(Ordering::Relaxed));
        bar.set_message(format!("{rows} rows"));
        if bar.is_hidden() && rows / ROWS_PER_LINE > told {
            told = rows / ROWS_PER_LINE;
            tracing::info!(rows, file = name, "importing");
        }
    };
    let done = importer.take_in(&name, understanding, |sink| file.read(sink), &mut progress).await;
    bar.finish_and_clear();
    done.map(drop)
}

/// A bar over the bytes of the file; hidden when stderr is no terminal.
fn bar(file: &RowFile) -> ProgressBar {
    let style = ProgressStyle::with_template("{prefix} [{bar:30}] {bytes}/{total_bytes} {msg} ({eta})");
    let bar = ProgressBar::new(file.size_bytes()).with_prefix(file.name());
    match style {
        Ok(style) => bar.with_style(style.progress_chars("=> ")),
        Err(_) => bar,
    }
}

fn tell(importer: &Importer, took: Duration) {
    let done = importer.summary();
    let per_second = done.rows as f64 / took.as_secs_f64().max(0.001);
    say(&format!("Rows read:   {}", done.rows));
    say(&format!("  added      {}", done.added));
    say(&format!("  updated    {}", done.updated));
    say(&format!("  unchanged  {}", done.unchanged));
    say(&format!("  duplicates {}", done.duplicates));
    say(&format!("  refused    {}", done.refused));
    say(&format!("Time:        {:.1} s, {per_second:.0} rows/s", took.as_secs_f64()));
    if let Some(bytes) = peak_memory_bytes() {
        say(&format!("Peak memory: {} MB", bytes / 1_000_000));
    }
    if !done.unused_columns.is_empty() {
        let names: Vec<&str> = done.unused_columns.iter().map(String::as_str).collect();
        say(&format!("Not used:    {}", names.join(", ")));
    }
    if let Some(path) = importer.report().written_at() {
        say(&format!("Report:      {}", path.display()));
    }
}

/// The most memory that this process ever had in use; known on Linux only.
fn peak_memory_bytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes * 1024)
}
