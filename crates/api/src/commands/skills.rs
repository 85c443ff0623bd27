//! `rongqiao skills`: extends the skill vocabulary, never without a person.

use std::path::{Path, PathBuf};

use clap::Subcommand;
use rongqiao_matching::skills::{Learner, Vocabulary};

use super::{open, say};
use crate::config::Settings;
use crate::fault::Fault;
use crate::skills::{self, Source};

/// What to tell after the vocabulary has changed.
const AFTERWARDS: &str = "Run `rongqiao reindex` and restart the server, so that searching knows them.";

#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "Example:\n  rongqiao skills learn --from jobs.jsonl.gz --out proposals.tsv")]
pub(super) struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Clone, Debug, Subcommand)]
enum Action {
    /// Propose names and relations that postings speak for
    Learn(Learn),
    /// Take the proposals to which a person said yes
    #[command(after_help = "Write yes into the column `accept` of the lines that are right; all others are passed \
                            over.\n\nExample:\n  rongqiao skills accept proposals.tsv")]
    Accept {
        /// File of proposals
        file: PathBuf,
    },
    /// List the skills, or what was accepted
    #[command(after_help = "Example:\n  rongqiao skills list --accepted")]
    List {
        /// Only names and relations that a person accepted
        #[arg(long)]
        accepted: bool,
    },
    /// Take back something that was accepted
    #[command(after_help = "Example:\n  rongqiao skills forget finite-element-analysis FEA")]
    Forget {
        /// Id of the skill
        skill: String,
        /// The name, or the id of the related skill
        proposed: String,
    },
    /// Take in skills and names from a classification
    Import(Import),
}

#[derive(Clone, Debug, clap::Args)]
#[command(
    after_help = "Files may be JSON Lines, CSV or xlsx, gzipped or not, with the columns title, description and \
                        skills.\n\nExample:\n  rongqiao skills learn --from jobs.jsonl.gz --out proposals.tsv"
)]
struct Learn {
    /// Files of postings
    #[arg(long, required_unless_present = "listings", num_args = 1.., value_name = "FILE")]
    from: Vec<PathBuf>,
    /// Learns from the listings in the database as well
    #[arg(long)]
    listings: bool,
    /// Writes the proposals here instead of standard output
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Different postings that have to speak for a proposal
    #[arg(long, value_name = "N", default_value_t = 5)]
    least: u32,
}

#[derive(Clone, Debug, clap::Args)]
#[command(
    after_help = "A skill whose id or name is known becomes no new one: the names of it that are free go to the \
                        known one. Importing again replaces what the same source gave.\n\n\
                        Example:\n  rongqiao skills import --esco esco_skills.csv.gz --majors majors.csv"
)]
#[group(required = true, multiple = true)]
struct Import {
    /// ESCO skills: `id`, `type`, `label`, `alt_labels`
    #[arg(long, value_name = "FILE")]
    esco: Option<PathBuf>,
    /// O*NET technology skills: `example`
    #[arg(long, value_name = "FILE")]
    onet_technology: Option<PathBuf>,
    /// 职业分类大典: `level`, `name`, `definition`
    #[arg(long, value_name = "FILE")]
    occupations: Option<PathBuf>,
    /// 专业目录: `name`
    #[arg(long, value_name = "FILE")]
    majors: Option<PathBuf>,
}

pub(super) async fn run(settings: Settings, arguments: Arguments) -> Result<(), Fault> {
    let data = &settings.data;
    match arguments.action {
        Action::Learn(wanted) => learn(settings, &wanted).await,
        Action::Accept { file } => accept(data, &file),
        Action::List { accepted } => list(data, accepted),
        Action::Forget { skill, proposed } => forget(data, &skill, &proposed),
        Action::Import(wanted) => import(data, wanted),
    }
}

async fn learn(settings: Settings, wanted: &Learn) -> Result<(), Fault> {
    let vocabulary = skills::vocabulary_in(&settings.data)?;
    let mut learner = Learner::new(&vocabulary);
    for path in &wanted.from {
        skills::listen_to_file(&mut learner, path)?;
    }
    if wanted.listings {
        let ground = open(settings).await?;
        skills::listen_to_listings(&mut learner, &ground.store).await?;
        ground.store.close().await?;
    }
    let (proposals, postings) = (learner.proposals(wanted.least), learner.postings());
    let text = skills::write_proposals(&proposals, wanted.out.as_deref())?;
    match &wanted.out {
        Some(path) => say(&format!(
            "{} proposals from {postings} different postings. Write yes into the column `accept` of {} where they are \
             right, then run `rongqiao skills accept`.",
            proposals.len(),
            path.display()
        )),
        None => say(text.trim_end()),
    }
    Ok(())
}

fn accept(data: &Path, file: &Path) -> Result<(), Fault> {
    let result = skills::accept(data, file)?;
    let (added, known, others) = (result.added, result.known, result.passed_over);
    say(&format!("{added} accepted, {known} were known already, {others} passed over without a yes."));
    if added > 0 {
        say(AFTERWARDS);
    }
    Ok(())
}

fn list(data: &Path, accepted: bool) -> Result<(), Fault> {
    if accepted {
        skills::accepted_lines(data)?.iter().for_each(|line| say(line));
        return Ok(());
    }
    let vocabulary: Vocabulary = skills::vocabulary_in(data)?;
    for skill in vocabulary.skills() {
        say(&format!("{}\t{}\t{}\t{}\t{}", skill.id, skill.zh, skill.en, skill.kind.slug(), skill.area));
    }
    Ok(())
}

fn forget(data: &Path, skill: &str, proposed: &str) -> Result<(), Fault> {
    match skills::forget(data, skill, proposed)? {
        0 => Err(Fault::new(format!("Nobody accepted `{proposed}` for {skill}; `rongqiao skills list --accepted`."))),
        _ => {
            say(&format!("`{proposed}` is forgotten for {skill}. {AFTERWARDS}"));
            Ok(())
        }
    }
}

fn import(data: &Path, wanted: Import) -> Result<(), Fault> {
    let files = [
        (Source::Esco, wanted.esco),
        (Source::OnetTechnology, wanted.onet_technology),
        (Source::Occupations, wanted.occupations),
        (Source::Majors, wanted.majors),
    ];
    for (source, file) in files.into_iter().filter_map(|(source, file)| Some((source, file?))) {
        let import = skills::import(data, source, &file)?;
        let skills::Import { rows, skills, additions } = import;
        say(&format!("{}: {rows} rows, {skills} new skills, {additions} further names.", source.slug()));
    }
    say(AFTERWARDS);
    Ok(())
}
