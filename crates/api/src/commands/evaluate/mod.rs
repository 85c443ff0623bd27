//! `rongqiao evaluate`: quality against judged files, ours beside that of the baselines.

mod files;
mod report;

use std::path::PathBuf;

use clap::{Args, Subcommand};
use rongqiao_matching::evaluate::{Comparison, OccupationTask, RankingTask};
use rongqiao_matching::titles::TitleMatcher;
use rongqiao_model::clock::Clock;

use self::report::Reported;
use crate::config::Settings;
use crate::fault::Fault;
use crate::knowledge;
use crate::pack::{Pack, read_columns};

const EXAMPLES: &str = "Examples:\n  rongqiao evaluate\n  \
    rongqiao evaluate ranking --queries queries.tsv --corpus titles.tsv --qrels judgements.tsv --json\n  \
    rongqiao evaluate occupation --pairs titles.tsv --pack ../shared/data";

/// Parts in which known titles are asked in cross-validation.
const FOLDS: usize = 5;

/// Ranking tasks of a data pack.
const RANKING_SETS: [&str; 3] = ["talentclef_zh", "talentclef_en", "melo_en"];

/// Occupation tasks of a data pack, with the folds in which their pairs are asked.
const OCCUPATION_SETS: [(&str, &str, usize); 2] = [
    ("occupation_zh", "title_to_occupation_zh", 1),
    ("occupation_zh_cross_validated", "title_to_occupation_zh", FOLDS),
];

/// What to evaluate; without a subcommand every judged set of the data pack.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    #[command(subcommand)]
    what: Option<What>,
    /// Folder of the data pack to learn from; else RONGQIAO_SHARED_DATA, else ../shared/data
    #[arg(long, global = true, value_name = "FOLDER")]
    pack: Option<PathBuf>,
    /// Uses nothing that was learnt
    #[arg(long, global = true)]
    plain: bool,
    /// Prints one line of JSON instead of a table
    #[arg(long, global = true)]
    json: bool,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Rank titles for queries and compare with judgements
    Ranking(Ranking),
    /// Name the occupations of titles and compare with their codes in 职业分类大典 2022
    Occupation(Occupation),
}

/// The three files of a ranking task; each may be gzipped.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
struct Ranking {
    /// Queries: one `id<TAB>text` a line
    #[arg(long)]
    queries: PathBuf,
    /// Documents: one `id<TAB>title` a line
    #[arg(long)]
    corpus: PathBuf,
    /// Judgements: one `query 0 document grade` a line
    #[arg(long)]
    qrels: PathBuf,
}

/// The file of an occupation task; it may be gzipped.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
struct Occupation {
    /// Table with the columns `job_title` and `csco_code`, separated by tabs
    #[arg(long, value_name = "FILE")]
    pairs: PathBuf,
    /// Asks the pairs in so many parts and lets known titles outside a part vote on it: for titles that the data pack
    /// knows
    #[arg(long, value_name = "PARTS", default_value_t = 1)]
    folds: usize,
}

/// Prints the figures on standard output.
///
/// # Errors
///
/// Returns a [`Fault`] that names the file and the line at fault.
pub(super) fn run(settings: &Settings, arguments: &Arguments) -> Result<(), Fault> {
    let bench = Bench::prepare(settings, arguments)?;
    let reported = match &arguments.what {
        Some(What::Ranking(ranking)) => Reported::one("ranking", bench.ranking(ranking)?),
        Some(What::Occupation(asked)) => Reported::one("occupation", bench.occupation(asked)?),
        None => Reported::all(bench.every_set()?),
    };
    super::say(&if arguments.json { reported.json() } else { reported.table() });
    Ok(())
}

/// What every evaluation needs.
struct Bench {
    pack: Option<Pack>,
    matcher: TitleMatcher,
    clock: Clock,
}

impl Bench {
    fn prepare(settings: &Settings, arguments: &Arguments) -> Result<Self, Fault> {
        let pack = Pack::find(arguments.pack.as_deref())?;
        let matcher = if arguments.plain { TitleMatcher::plain() } else { matcher(settings, pack.as_ref())? };
        Ok(Self { pack, matcher, clock: Clock::system() })
    }

    fn ranking(&self, files: &Ranking) -> Result<Comparison, Fault> {
        let task = RankingTask {
            queries: files::read_titles(&files.queries)?,
            corpus: files::read_titles(&files.corpus)?,
            judgements: files::read_judgements(&files.qrels)?,
        };
        Ok(task.compare(&self.matcher, self.clock.now())?)
    }

    fn occupation(&self, asked: &Occupation) -> Result<Comparison, Fault> {
        let Some(pack) = &self.pack else {
            return Err(Fault::new(
                "Without a data pack there are no occupations to name. Give its folder with --pack.",
            ));
        };
        let names = pack.occupation_names()?;
        if names.is_empty() {
            let folder = pack.folder().display();
            return Err(Fault::new(format!("The data pack in {folder} lacks codes/occupations_cn_2022.csv.")));
        }
        let known = pack.labelled_titles()?;
        if known.is_empty() {
            super::note("The data pack has no judged/title_to_occupation_zh.tsv; names of occupations vote alone.");
        }
        let pairs = read_columns(&asked.pairs, ["job_title", "csco_code"])?;
        let pairs = pairs.iter().filter(|[_, code]| !code.is_empty()).map(|[title, code]| files::labelled(title, code));
        let task = OccupationTask { pairs: pairs.collect(), names, known };
        Ok(task.compare(&self.matcher, asked.folds))
    }

    /// Every judged set that the data pack holds.
    fn every_set(&self) -> Result<Vec<(&'static str, Comparison)>, Fault> {
        let Some(pack) = &self.pack else {
            return Err(Fault::new("Without a data pack there are no judged sets. Give its folder with --pack."));
        };
        let judged = |name: &str| pack.file(&format!("judged/{name}.tsv"));
        let mut sets = Vec::new();
        for set in RANKING_SETS {
            let file = |part: &str| judged(&format!("{set}_{part}"));
            if let (Some(queries), Some(corpus), Some(qrels)) = (file("queries"), file("corpus"), file("qrels")) {
                sets.push((set, self.ranking(&Ranking { queries, corpus, qrels })?));
            }
        }
        for (set, file, folds) in OCCUPATION_SETS {
            if let Some(pairs) = judged(file) {
                sets.push((set, self.occupation(&Occupation { pairs, folds })?));
            }
        }
        Ok(sets)
    }
}

/// A matcher with what can be learnt from the pack, else with what was learnt before, else with nothing.
fn matcher(settings: &Settings, pack: Option<&Pack>) -> Result<TitleMatcher, Fault> {
    if let Some(pack) = pack {
        return Ok(TitleMatcher::with(knowledge::learn(pack)?));
    }
    let learnt = settings.data.join(knowledge::FILE_NAME);
    if learnt.is_file() {
        return Ok(TitleMatcher::with(knowledge::read(&learnt)?));
    }
    super::note("No data pack was found; titles are compared by their letters alone.");
    Ok(TitleMatcher::plain())
}
