//! Judged sets: files that say what is right, and how well a matcher does on them.

mod files;

use std::path::Path;

use rongqiao_matching::evaluate::{Comparison, OccupationTask, RankingTask};
use rongqiao_matching::titles::TitleMatcher;
use time::OffsetDateTime;

use crate::fault::Fault;
use crate::pack::{Pack, labelled, read_columns};

/// Parts in which known titles are asked in cross-validation.
const FOLDS: usize = 5;

/// Every judged set that a data pack may hold.
const SETS: [JudgedSet; 5] = [
    JudgedSet { name: "talentclef_zh", kind: SetKind::Ranking("talentclef_zh") },
    JudgedSet { name: "talentclef_en", kind: SetKind::Ranking("talentclef_en") },
    JudgedSet { name: "melo_en", kind: SetKind::Ranking("melo_en") },
    JudgedSet { name: "occupation_zh", kind: SetKind::Occupation("title_to_occupation_zh", 1) },
    JudgedSet { name: "occupation_zh_folds", kind: SetKind::Occupation("title_to_occupation_zh", FOLDS) },
];

struct JudgedSet {
    name: &'static str,
    kind: SetKind,
}

enum SetKind {
    /// Three files whose names begin so.
    Ranking(&'static str),
    /// One file, and the parts in which its pairs are asked.
    Occupation(&'static str, usize),
}

/// Evaluates `matcher` on every judged set that `pack` holds.
///
/// # Errors
///
/// Returns a [`Fault`] that names the file and the line at fault.
pub fn evaluate_all(
    pack: &Pack,
    matcher: &TitleMatcher,
    now: OffsetDateTime,
) -> Result<Vec<(&'static str, Comparison)>, Fault> {
    let mut evaluated = Vec::new();
    for set in &SETS {
        let comparison = match set.kind {
            SetKind::Ranking(files) => ranking_of(pack, files)?.map(|task| task.compare(matcher, now)).transpose()?,
            SetKind::Occupation(file, folds) => match pack.file(&format!("judged/{file}.tsv")) {
                Some(pairs) => Some(occupation_task(pack, &pairs)?.compare(matcher, folds)),
                None => None,
            },
        };
        evaluated.extend(comparison.map(|comparison| (set.name, comparison)));
    }
    Ok(evaluated)
}

fn ranking_of(pack: &Pack, files: &str) -> Result<Option<RankingTask>, Fault> {
    let file = |part: &str| pack.file(&format!("judged/{files}_{part}.tsv"));
    let (Some(queries), Some(corpus), Some(qrels)) = (file("queries"), file("corpus"), file("qrels")) else {
        return Ok(None);
    };
    ranking_task(&queries, &corpus, &qrels).map(Some)
}

/// Reads a ranking task from its three files, gzipped or not.
///
/// # Errors
///
/// Returns a [`Fault`] that names the file and the line at fault.
pub fn ranking_task(queries: &Path, corpus: &Path, qrels: &Path) -> Result<RankingTask, Fault> {
    Ok(RankingTask {
        queries: files::read_titles(queries)?,
        corpus: files::read_titles(corpus)?,
        judgements: files::read_judgements(qrels)?,
    })
}

/// Reads titles with their codes from the table `pairs`, gzipped or not; the voters are those of `pack`. Rows without
/// a code are left out.
///
/// # Errors
///
/// Returns a [`Fault`] that names the file that is missing or cannot be read.
pub fn occupation_task(pack: &Pack, pairs: &Path) -> Result<OccupationTask, Fault> {
    let names = pack.occupation_names()?;
    if names.is_empty() {
        let folder = pack.folder().display();
        return Err(Fault::new(format!("The data pack in {folder} lacks codes/occupations_cn_2022.csv.")));
    }
    let pairs = read_columns(pairs, ["job_title", "csco_code"])?;
    let pairs = pairs.iter().filter(|[_, code]| !code.is_empty()).map(|[title, code]| labelled(title, code));
    Ok(OccupationTask { pairs: pairs.collect(), names, known: pack.labelled_titles()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_that_are_there_are_evaluated() -> anyhow::Result<()> {
        let folder = tempfile::tempdir()?;
        for (name, text) in [
            ("judged/talentclef_zh_queries.tsv", "q_id\tjobtitle\n1\t焊工\n"),
            ("judged/talentclef_zh_corpus.tsv", "c_id\tjobtitle\na\t会计\nb\t高级焊工\n"),
            ("judged/talentclef_zh_qrels.tsv", "1\t0\tb\t1\n"),
        ] {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap())?;
            std::fs::write(path, text)?;
        }
        let pack = Pack::open(folder.path())?;
        let evaluated = evaluate_all(&pack, &TitleMatcher::plain(), OffsetDateTime::UNIX_EPOCH)?;
        let [(name, comparison)] = &evaluated[..] else { panic!("one set: {evaluated:?}") };
        assert_eq!((*name, comparison.own.mean("map")), ("talentclef_zh", Some(1.0)));
        Ok(())
    }

    #[test]
    fn without_the_table_of_occupations_it_is_named() -> anyhow::Result<()> {
        let folder = tempfile::tempdir()?;
        let fault = occupation_task(&Pack::open(folder.path())?, Path::new("pairs.tsv")).expect_err("no table");
        assert!(fault.to_string().contains("codes/occupations_cn_2022.csv"), "{fault}");
        Ok(())
    }
}
