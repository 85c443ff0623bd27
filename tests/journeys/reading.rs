//! How well texts are read, compared with what it was when a change last moved it on purpose.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Context as _;
use rongqiao_tests::program::rongqiao;
use rongqiao_tests::skipping::tell;
use serde_json::Value;

use crate::quality::{compare_figures, pack};

#[test]
fn our_judged_sentences_are_read_as_well_as_before() -> anyhow::Result<()> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/api/demo/judged_sentences.jsonl");
    let measured = measure(&file)?;
    let mut figures = spans(&measured)?;
    for what in ["role_accuracy", "level_accuracy"] {
        figures.insert(what.to_owned(), measured[what].as_f64().context("it is told")?);
    }
    compare_figures("reading_sentences", figures)
}

#[test]
fn what_people_tell_of_themselves_is_read_as_well_as_before() -> anyhow::Result<()> {
    let figures = rongqiao_api::judged_selves::figures()?;
    compare_figures("reading_selves", figures.into_iter().map(|(what, share)| (what.to_owned(), share)).collect())
}

#[test]
fn judged_postings_of_the_data_pack_are_read_as_well_as_before() -> anyhow::Result<()> {
    let file = pack()?.and_then(|pack| pack.file("judged/skillspan_en_dev.jsonl"));
    let Some(file) = file else {
        tell("skipped: the data pack is not here; its judged postings are not read");
        return Ok(());
    };
    let measured = measure(&file)?;
    compare_figures("reading_skillspan_en", spans(&measured)?)
}

/// What `rongqiao evaluate reading` says of `file`.
fn measure(file: &Path) -> anyhow::Result<Value> {
    let folder = tempfile::tempdir()?;
    let output = rongqiao(folder.path()).args(["evaluate", "reading", "--json", "--spans"]).arg(file).output()?;
    serde_json::from_slice(&output.stdout).with_context(|| String::from_utf8_lossy(&output.stderr).into_owned())
}

fn spans(measured: &Value) -> anyhow::Result<BTreeMap<String, f64>> {
    let own = &measured["systems"][0];
    let f1 = |how: &str| own[how]["f1"].as_f64().with_context(|| format!("{how} is measured"));
    Ok(BTreeMap::from([("f1".to_owned(), f1("strict")?), ("f1 overlapping".to_owned(), f1("overlapping")?)]))
}
