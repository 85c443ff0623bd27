//! Figures as they are printed.

use std::fmt::Write as _;

use rongqiao_matching::evaluate::{Comparison, Figures};
use serde_json::{Map, Value, json};

/// What our own ranker is called beside the baselines.
const OWN: &str = "rongqiao";

/// Comparisons to print, each under the name of its set.
pub(super) struct Reported {
    sets: Vec<(&'static str, Comparison)>,
    /// A single set stands alone in JSON, several under their names.
    alone: bool,
}

impl Reported {
    pub(super) fn one(name: &'static str, comparison: Comparison) -> Self {
        Self { sets: vec![(name, comparison)], alone: true }
    }

    pub(super) fn all(sets: Vec<(&'static str, Comparison)>) -> Self {
        Self { sets, alone: false }
    }

    /// One line of JSON.
    pub(super) fn json(&self) -> String {
        if let ([(_, comparison)], true) = (&self.sets[..], self.alone) {
            return json!(comparison).to_string();
        }
        let sets: Map<String, Value> =
            self.sets.iter().map(|(name, comparison)| ((*name).to_owned(), json!(comparison))).collect();
        Value::Object(sets).to_string()
    }

    /// A table per set: a row per ranker, a column per measure, each figure with its interval.
    pub(super) fn table(&self) -> String {
        let tables: Vec<String> = self.sets.iter().map(|(name, comparison)| table(name, comparison)).collect();
        tables.join("\n")
    }
}

fn table(name: &str, comparison: &Comparison) -> String {
    let mut table = format!("{name}, {} queries; intervals hold 95 of 100 draws of them\n", comparison.own.queries);
    let _ = write!(table, "{:15}", "");
    for figure in &comparison.own.figures {
        let _ = write!(table, " {:18}", figure.name);
    }
    let own = std::iter::once((OWN, &comparison.own));
    for (ranker, figures) in own.chain(comparison.baselines.iter().map(|(name, figures)| (*name, figures))) {
        let _ = write!(table, "\n{}", row(ranker, figures));
    }
    table.push('\n');
    table
}

fn row(ranker: &str, figures: &Figures) -> String {
    let mut row = format!("{ranker:15}");
    for figure in &figures.figures {
        let [low, high] = figure.interval;
        let _ = write!(row, " {:.3} ({low:.3}–{high:.3})", figure.mean);
    }
    row
}
