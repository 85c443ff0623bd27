//! `rongqiao evaluate`: ranking quality against judged files.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::{Args, Subcommand};
use flate2::read::MultiGzDecoder;
use rongqiao_matching::evaluate::{Judgements, RankingQuality, rank_titles};
use rongqiao_model::clock::Clock;

use crate::fault::Fault;

const EXAMPLE: &str =
    "Example:\n  rongqiao evaluate ranking --queries queries.tsv --corpus titles.tsv --qrels judgements.tsv --json";

/// What to evaluate.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Rank titles for queries and compare with judgements
    Ranking(Ranking),
    /// Read texts and compare with the spans that people marked
    Reading(super::evaluate_reading::Arguments),
}

/// The three files of a ranking task; each may be gzipped.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLE)]
struct Ranking {
    /// Queries: one `id<TAB>text` a line.
    #[arg(long)]
    queries: PathBuf,
    /// Documents: one `id<TAB>title` a line.
    #[arg(long)]
    corpus: PathBuf,
    /// Judgements: one `query 0 document grade` a line.
    #[arg(long)]
    qrels: PathBuf,
    /// Prints one line of JSON instead of a table.
    #[arg(long)]
    json: bool,
}

/// Prints the figures on standard output.
///
/// # Errors
///
/// Returns a [`Fault`] that names the file and the line at fault.
pub(super) fn run(arguments: &Arguments) -> Result<(), Fault> {
    let ranking = match &arguments.what {
        What::Ranking(ranking) => ranking,
        What::Reading(reading) => return super::evaluate_reading::run(reading),
    };
    let quality = ranking.measure(&Clock::system()).map_err(|error| Fault::new(format!("{error:#}.")))?;
    let json = || serde_json::to_string(&quality).unwrap_or_default();
    super::say(&if ranking.json { json() } else { table(&quality) });
    Ok(())
}

impl Ranking {
    fn measure(&self, clock: &Clock) -> anyhow::Result<RankingQuality> {
        let queries = read_titles(&self.queries)?;
        let corpus = read_titles(&self.corpus)?;
        let judgements = read_judgements(&self.qrels)?;
        rank_titles(&queries, &corpus, &judgements, clock.now()).context("the titles could not be ranked")
    }
}

fn table(quality: &RankingQuality) -> String {
    format!(
        "map          {:.4}\nmrr          {:.4}\nndcg@10      {:.4}\nprecision@5  {:.4}\nqueries      {}",
        quality.map, quality.mrr, quality.ndcg_at_10, quality.precision_at_5, quality.queries
    )
}

pub(super) fn lines(path: &Path) -> anyhow::Result<impl Iterator<Item = (usize, std::io::Result<String>)>> {
    let file = File::open(path).with_context(|| format!("{} cannot be opened", path.display()))?;
    let zipped = path.extension().is_some_and(|extension| extension == "gz");
    let reader: Box<dyn Read> = if zipped { Box::new(MultiGzDecoder::new(file)) } else { Box::new(file) };
    Ok(BufReader::new(reader).lines().enumerate().map(|(at, line)| (at + 1, line)))
}

fn read_titles(path: &Path) -> anyhow::Result<Vec<(String, String)>> {
    let mut rows = Vec::new();
    for (number, line) in lines(path)? {
        let line = line.with_context(|| format!("{} line {number} is no text in UTF-8", path.display()))?;
        if line.trim().is_empty() {
            continue;
        }
        let Some((id, title)) = line.split_once('\t') else {
            bail!("{} line {number}: write the id, a tab and the title", path.display());
        };
        rows.push((id.trim().to_owned(), title.trim().to_owned()));
    }
    Ok(rows)
}

fn read_judgements(path: &Path) -> anyhow::Result<Judgements> {
    let mut judgements = Judgements::new();
    for (number, line) in lines(path)? {
        let line = line.with_context(|| format!("{} line {number} is no text in UTF-8", path.display()))?;
        let parts: Vec<&str> = line.split_whitespace().collect();
        if parts.is_empty() {
            continue;
        }
        let grade = parts.get(3).and_then(|grade| grade.parse::<f64>().ok());
        let (&[query, _, document, ..], Some(grade)) = (&parts[..], grade) else {
            bail!("{} line {number}: write the query, 0, the document and the grade", path.display());
        };
        judgements.entry(query.to_owned()).or_default().insert(document.to_owned(), grade);
    }
    Ok(judgements)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn judged_files_are_read_and_measured() -> anyhow::Result<()> {
        let folder = tempfile::tempdir()?;
        let file = |name: &str, text: &str| {
            let path = folder.path().join(name);
            std::fs::write(&path, text).map(|()| path)
        };
        let ranking = Ranking {
            queries: file("q", "1\t焊工\n")?,
            corpus: file("c", "a\t会计\nb\t高级焊工\n")?,
            qrels: file("r", "1 0 b 1\n")?,
            json: false,
        };
        assert!((ranking.measure(&Clock::system())?.map - 1.0).abs() < 1e-9);
        Ok(())
    }

    #[test]
    fn a_line_that_cannot_be_read_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("q");
        std::fs::write(&path, "1\tx\nno tab\n").unwrap();
        let error = read_titles(&path).unwrap_err().to_string();
        assert!(error.contains("line 2"), "{error}");
    }
}
