//! How good ranking and reading are, compared with what it was when a change last moved it on purpose.
//!
//! `RONGQIAO_TESTS_WRITE_BASELINE=1` writes the present figures into `quality/baseline.json`.

use std::collections::{BTreeMap, HashMap};
use std::fs::{self, File};
use std::io::Read as _;
use std::path::{Path, PathBuf};

use flate2::read::MultiGzDecoder;
use rongqiao_api::address;
use rongqiao_matching::evaluate::{Judgements, RankingQuality, quality, rank_titles};
use rongqiao_model::ListingId;
use rongqiao_tests::database::TestDatabase;
use rongqiao_tests::listings::NOW;
use rongqiao_tests::site::{TestSite, encoded};
use rongqiao_tests::skipping::tell;

/// Figures may drop by so much before the build fails.
const TOLERANCE: f64 = 0.01;

/// Hits of a query that are looked at.
const DEPTH: usize = 100;

/// Judged files of the data pack that concern searching.
const JUDGED_FILES: [&str; 3] = ["talentclef_zh", "talentclef_en", "melo_en"];

/// A query with the demonstration listings that answer it, by record, with their grades.
pub(crate) struct JudgedQuery {
    pub(crate) text: String,
    filters: String,
    pub(crate) relevant: HashMap<String, f64>,
}

/// The judged queries over the demonstration content.
pub(crate) fn judged_queries() -> Vec<JudgedQuery> {
    let table = include_str!("../../crates/api/demo/judged.tsv");
    table.lines().skip(1).filter(|line| !line.is_empty()).map(judged_query).collect()
}

fn judged_query(line: &str) -> JudgedQuery {
    let [text, filters, relevant] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("three columns: {line}") };
    let grade = |pair: &str| {
        let (record, grade) = pair.split_once(':').expect("a record and its grade");
        (record.to_owned(), grade.parse().expect("a grade is a number"))
    };
    JudgedQuery {
        text: text.to_owned(),
        filters: filters.to_owned(),
        relevant: relevant.split_whitespace().map(grade).collect(),
    }
}

#[tokio::test]
async fn judged_queries_over_the_demonstration_rank_as_well_as_before() -> anyhow::Result<()> {
    let site = TestSite::with_demonstration(TestDatabase::sqlite()?).await?;
    let listings = site.store.list_public_listings_after(None, 1_000).await?;
    let records: HashMap<ListingId, &str> =
        listings.iter().map(|it| (it.listing.id, it.listing.provenance.record.as_str())).collect();
    let judged = judged_queries();
    assert!(judged.len() >= 60, "{} judged queries", judged.len());
    let mut rankings = Vec::new();
    for it in &judged {
        let pairs = address::pairs_of(&format!("q={}&{}", encoded(&it.text), it.filters));
        let (mut query, ignored) = address::read(&pairs, site.codes());
        assert!(ignored.is_empty(), "{ignored:?}");
        query.limit = DEPTH;
        let page = site.index().search(&query, NOW)?;
        rankings.push((page.hits.iter().map(|hit| records[&hit.id]).collect(), &it.relevant));
    }
    compare("demo", &quality(&rankings))
}

#[test]
fn judged_files_of_the_data_pack_rank_as_well_as_before() -> anyhow::Result<()> {
    let Some(folder) = shared_folder() else {
        tell("skipped: the data pack is not here; its judged files are not ranked");
        return Ok(());
    };
    for name in JUDGED_FILES {
        let table = |part: &str| read_table(&folder.join(format!("{name}_{part}.tsv.gz")));
        let (queries, corpus) = (titles(&table("queries")?), titles(&table("corpus")?));
        let mut judgements = Judgements::new();
        for row in table("qrels")? {
            let [query, _, document, grade] = &row[..] else { continue };
            judgements.entry(query.clone()).or_default().insert(document.clone(), grade.parse()?);
        }
        compare(name, &rank_titles(&queries, &corpus, &judgements, NOW)?)?;
    }
    Ok(())
}

/// The judged files of the data pack, where it is.
pub(crate) fn shared_folder() -> Option<PathBuf> {
    let told = std::env::var_os("RONGQIAO_SHARED_DATA").map(PathBuf::from);
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data");
    [told, Some(beside)].into_iter().flatten().map(|folder| folder.join("judged")).find(|folder| folder.is_dir())
}

fn read_table(path: &Path) -> anyhow::Result<Vec<Vec<String>>> {
    let mut text = String::new();
    MultiGzDecoder::new(File::open(path)?).read_to_string(&mut text)?;
    let rows = text.lines().map(|line| line.split('\t').map(|cell| cell.trim().to_owned()).collect());
    // Some tables have a header.
    Ok(rows.filter(|row: &Vec<String>| !row[0].ends_with("_id")).collect())
}

fn titles(table: &[Vec<String>]) -> Vec<(String, String)> {
    table.iter().filter(|row| row.len() == 2).map(|row| (row[0].clone(), row[1].clone())).collect()
}

type Baseline = BTreeMap<String, BTreeMap<String, f64>>;

fn compare(name: &str, measured: &RankingQuality) -> anyhow::Result<()> {
    let figures = [("map", measured.map), ("mrr", measured.mrr), ("ndcg@10", measured.ndcg_at_10)];
    compare_figures(name, figures.map(|(name, figure)| (name.to_owned(), figure)).into())
}

/// Prints the figures and compares them with the baseline, or writes them into it when told to.
pub(crate) fn compare_figures(name: &str, figures: BTreeMap<String, f64>) -> anyhow::Result<()> {
    let rounded = |figure: f64| (figure * 10_000.0).round() / 10_000.0;
    let now: BTreeMap<String, f64> = figures.into_iter().map(|(name, figure)| (name, rounded(figure))).collect();
    tell(&format!("quality of {name}: {now:?}"));
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("quality/baseline.json");
    let mut baseline: Baseline = serde_json::from_str(&fs::read_to_string(&path).unwrap_or("{}".to_owned()))?;
    if std::env::var("RONGQIAO_TESTS_WRITE_BASELINE").is_ok_and(|value| value == "1") {
        let _writing = WRITING.lock();
        baseline = serde_json::from_str(&fs::read_to_string(&path).unwrap_or("{}".to_owned()))?;
        baseline.insert(name.to_owned(), now);
        fs::write(&path, serde_json::to_string_pretty(&baseline)? + "\n")?;
        return Ok(());
    }
    let before = baseline.get(name).unwrap_or_else(|| panic!("{name} has no baseline"));
    for (figure, before) in before {
        let now = now.get(figure).copied().unwrap_or(0.0);
        assert!(now >= before - TOLERANCE, "{figure} of {name} fell from {before} to {now}");
    }
    Ok(())
}

/// Held while the baseline is read and written by one of several tests.
static WRITING: std::sync::Mutex<()> = std::sync::Mutex::new(());
