//! How good ranking and reading are, compared with what it was when a change last moved it on purpose.
//!
//! `RONGQIAO_TESTS_WRITE_BASELINE=1` writes the present figures into `quality/baseline.json`.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::Path;
use std::sync::Arc;

use rongqiao_api::pack::Pack;
use rongqiao_api::{address, judged, judged_fits, knowledge};
use rongqiao_matching::evaluate::{Figures, RANKING_MEASURES, Ranked};
use rongqiao_matching::titles::TitleMatcher;
use rongqiao_model::ListingId;
use rongqiao_model::clock::Clock;
use rongqiao_model::code::{CodeTable, Codes};
use rongqiao_tests::database::TestDatabase;
use rongqiao_tests::listings::NOW;
use rongqiao_tests::site::{TestSite, encoded};
use rongqiao_tests::skipping::tell;

/// Figures may drop by so much before the build fails.
const TOLERANCE: f64 = 0.01;

/// Hits of a query that are looked at.
const DEPTH: usize = 100;

/// The figures that are kept of a set, of those that it has.
const KEPT: [&str; 5] = ["map", "mrr", "ndcg@10", "accuracy@1", "accuracy@5"];

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
        let found: Vec<&str> = page.hits.iter().map(|hit| records[&hit.id]).collect();
        rankings.extend(Ranked::judge(&found, &it.relevant));
    }
    compare("demo", &Figures::of(RANKING_MEASURES, &rankings))
}

#[test]
fn judged_people_and_challenges_fit_as_well_as_before() -> anyhow::Result<()> {
    let codes = Arc::new(Codes::new(CodeTable::shipped()));
    for (set, comparison) in judged_fits::compare_all(&codes, &Clock::fixed(NOW))? {
        compare(set, &comparison.own)?;
    }
    Ok(())
}

#[test]
fn judged_files_of_the_data_pack_rank_as_well_as_before() -> anyhow::Result<()> {
    let Some(pack) = pack()? else {
        tell("skipped: the data pack is not here; its judged files are not ranked");
        return Ok(());
    };
    let matcher = TitleMatcher::with(knowledge::learn(&pack)?);
    for (set, comparison) in judged::evaluate_all(&pack, &matcher, NOW)? {
        compare(set, &comparison.own)?;
        if let Some((_, search)) = comparison.baselines.iter().find(|(name, _)| *name == "search") {
            compare(&format!("{set}_search"), search)?;
        }
    }
    Ok(())
}

/// The pack that the environment names, else the one beside the project.
pub(crate) fn pack() -> anyhow::Result<Option<Pack>> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data");
    Ok(match Pack::find(None)? {
        None if beside.is_dir() => Some(Pack::open(&beside)?),
        found => found,
    })
}

type Baseline = BTreeMap<String, BTreeMap<String, f64>>;

fn figures(measured: &Figures) -> BTreeMap<String, f64> {
    KEPT.iter().filter_map(|name| Some(((*name).to_owned(), measured.mean(name)?))).collect()
}

/// Compares the figures of a ranking.
fn compare(name: &str, measured: &Figures) -> anyhow::Result<()> {
    compare_figures(name, figures(measured))
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
