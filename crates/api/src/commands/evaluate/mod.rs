//! `rongqiao evaluate`: quality against judged files, ours beside that of the baselines.

mod reading;
mod report;

use std::path::PathBuf;
use std::sync::Arc;

use clap::{Args, Subcommand};
use rongqiao_matching::evaluate::Comparison;
use rongqiao_matching::titles::TitleMatcher;
use rongqiao_model::clock::Clock;
use rongqiao_model::code::{CodeTable, Codes};

use self::report::Reported;
use crate::config::Settings;
use crate::fault::Fault;
use crate::pack::Pack;
use crate::{judged, judged_fits, judged_selves, knowledge};

const EXAMPLES: &str = "Examples:\n  rongqiao evaluate\n  \
    rongqiao evaluate ranking --queries queries.tsv --corpus titles.tsv --qrels judgements.tsv --json\n  \
    rongqiao evaluate occupation --pairs titles.tsv --pack ../shared/data";

/// What to evaluate; without a subcommand every judged set of the program and of the data pack.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    #[command(subcommand)]
    what: Option<What>,
    /// Folder of the data pack to learn from; else `RONGQIAO_SHARED_DATA`, else `../shared/data`
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
    /// Find what fits invented people and challenges of the demonstration and compare with a person's grades
    #[command(after_help = "Example:\n  rongqiao evaluate fits --json")]
    Fits,
    /// Read what invented people tell of themselves and compare with what a person read
    #[command(after_help = "Example:\n  rongqiao evaluate selves --json")]
    Selves,
    /// Read texts and compare with the spans that people marked
    Reading(reading::Arguments),
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
    let form = if arguments.json { Form::Json } else { Form::Table };
    let bench = || Bench::prepare(settings, arguments);
    let reported = match &arguments.what {
        Some(What::Reading(asked)) => return reading::run(asked, form),
        Some(What::Selves) => return selves(form),
        Some(What::Ranking(ranking)) => Reported::one("ranking", bench()?.ranking(ranking)?),
        Some(What::Occupation(asked)) => Reported::one("occupation", bench()?.occupation(asked)?),
        Some(What::Fits) => Reported::all(fits()?),
        None => Reported::all(bench()?.every_set()?),
    };
    super::say(&match form {
        Form::Json => reported.json(),
        Form::Table => reported.table(),
    });
    Ok(())
}

/// The judged fits over the demonstration.
fn fits() -> Result<Vec<(&'static str, Comparison)>, Fault> {
    judged_fits::compare_all(&Arc::new(Codes::new(CodeTable::shipped())), &Clock::system())
}

/// Prints how well the judged texts about oneself are read.
fn selves(form: Form) -> Result<(), Fault> {
    let figures = judged_selves::figures()?;
    let line = |(what, share): (&&str, &f64)| format!("{what:<10} {share:.3}");
    super::say(&match form {
        Form::Json => serde_json::to_string(&figures).unwrap_or_default(),
        Form::Table => figures.iter().map(line).collect::<Vec<_>>().join("\n"),
    });
    Ok(())
}

/// How figures are printed.
#[derive(Clone, Copy, Debug)]
enum Form {
    /// One line of JSON.
    Json,
    /// A table for people.
    Table,
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
        let task = judged::ranking_task(&files.queries, &files.corpus, &files.qrels)?;
        Ok(task.compare(&self.matcher, self.clock.now())?)
    }

    fn occupation(&self, asked: &Occupation) -> Result<Comparison, Fault> {
        let task = judged::occupation_task(self.pack()?, &asked.pairs)?;
        if task.known.is_empty() {
            super::note("The data pack has no judged/title_to_occupation_zh.tsv; names of occupations vote alone.");
        }
        Ok(task.compare(&self.matcher, asked.folds))
    }

    fn every_set(&self) -> Result<Vec<(&'static str, Comparison)>, Fault> {
        let mut sets = fits()?;
        if let Some(pack) = &self.pack {
            sets.extend(judged::evaluate_all(pack, &self.matcher, self.clock.now())?);
        }
        Ok(sets)
    }

    fn pack(&self) -> Result<&Pack, Fault> {
        let missing = || Fault::new("This needs a data pack. Give its folder with --pack.");
        self.pack.as_ref().ok_or_else(missing)
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
