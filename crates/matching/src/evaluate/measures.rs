//! What is measured of one ranking.

use std::collections::{HashMap, HashSet};

/// A ranking beside its judgements.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranked {
    /// The grade of each ranked document, the first ranked first; nought for one that is not relevant.
    gains: Vec<f64>,
    /// The grades of all relevant documents, the highest first.
    ideal: Vec<f64>,
}

/// A measure of one ranking, from 0 to 1.
#[derive(Clone, Copy, Debug)]
pub struct Measure {
    /// What it is called, such as `ndcg@10`.
    pub name: &'static str,
    of: fn(&Ranked) -> f64,
}

/// What is measured where several documents may be relevant.
pub const RANKING_MEASURES: &[Measure] = &[
    Measure { name: "map", of: average_precision },
    Measure { name: "mrr", of: reciprocal_rank },
    Measure { name: "ndcg@10", of: |it| it.ndcg(10) },
    Measure { name: "precision@5", of: |it| it.found_in(5) / 5.0 },
    Measure { name: "recall@10", of: |it| it.found_in(10) / it.relevant() },
    Measure { name: "recall@100", of: |it| it.found_in(100) / it.relevant() },
];

/// What is measured where one answer is right.
pub const OCCUPATION_MEASURES: &[Measure] = &[
    Measure { name: "accuracy@1", of: |it| it.found_in(1) },
    Measure { name: "accuracy@5", of: |it| it.found_in(5) },
    Measure { name: "mrr", of: reciprocal_rank },
];

impl Measure {
    /// Its value for a ranking.
    #[must_use]
    pub fn of(&self, ranked: &Ranked) -> f64 {
        (self.of)(ranked)
    }
}

impl Ranked {
    /// Looks the documents of a ranking up among the judged ones; one that is ranked twice counts once. Nothing comes
    /// of a query without a relevant document.
    #[must_use]
    pub fn judge(ranking: &[&str], grades: &HashMap<String, f64>) -> Option<Self> {
        let mut ideal: Vec<f64> = grades.values().copied().filter(|&grade| grade > 0.0).collect();
        ideal.sort_by(|left, right| right.total_cmp(left));
        let mut seen = HashSet::new();
        let once = ranking.iter().filter(|id| seen.insert(**id));
        let gains = once.map(|id| grades.get(*id).copied().unwrap_or(0.0)).collect();
        (!ideal.is_empty()).then_some(Self { gains, ideal })
    }

    fn relevant(&self) -> f64 {
        self.ideal.len() as f64
    }

    fn found_in(&self, depth: usize) -> f64 {
        self.gains.iter().take(depth).filter(|&&gain| gain > 0.0).count() as f64
    }

    fn ndcg(&self, depth: usize) -> f64 {
        let discounted = |gains: &[f64]| -> f64 {
            gains.iter().take(depth).enumerate().map(|(at, gain)| gain / ((at + 2) as f64).log2()).sum()
        };
        // A sum of nothing is minus nought.
        (discounted(&self.gains) + 0.0) / discounted(&self.ideal)
    }
}

fn average_precision(ranked: &Ranked) -> f64 {
    let found_at = ranked.gains.iter().enumerate().filter(|(_, gain)| **gain > 0.0);
    let sum: f64 = found_at.enumerate().map(|(before, (at, _))| (before + 1) as f64 / (at + 1) as f64).sum();
    // A sum of nothing is minus nought.
    (sum + 0.0) / ranked.relevant()
}

fn reciprocal_rank(ranked: &Ranked) -> f64 {
    ranked.gains.iter().position(|&gain| gain > 0.0).map_or(0.0, |at| 1.0 / (at + 1) as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measured(measures: &[Measure], ranked: &Ranked) -> Vec<(&'static str, f64)> {
        measures.iter().map(|measure| (measure.name, measure.of(ranked))).collect()
    }

    #[test]
    fn the_measures_agree_with_a_ranking_worked_out_by_hand() {
        let grades = HashMap::from([("a".to_owned(), 1.0), ("b".to_owned(), 1.0)]);
        let ranked = Ranked::judge(&["x", "a", "y", "b"], &grades).expect("two are relevant");
        let ndcg = (1.0 / 3f64.log2() + 1.0 / 5f64.log2()) / (1.0 + 1.0 / 3f64.log2());
        let expected = [0.5, 0.5, ndcg, 0.4, 1.0, 1.0];
        for ((name, value), expected) in measured(RANKING_MEASURES, &ranked).into_iter().zip(expected) {
            assert!((value - expected).abs() < 1e-9, "{name}: {value}");
        }
    }

    #[test]
    fn one_right_answer_in_second_place_counts_for_five_but_not_for_one() {
        let grades = HashMap::from([("a".to_owned(), 1.0)]);
        let ranked = Ranked::judge(&["x", "a"], &grades).expect("one is relevant");
        assert_eq!(measured(OCCUPATION_MEASURES, &ranked), [("accuracy@1", 0.0), ("accuracy@5", 1.0), ("mrr", 0.5)]);
    }

    #[test]
    fn a_document_that_is_ranked_twice_counts_once() {
        let grades = HashMap::from([("a".to_owned(), 1.0), ("b".to_owned(), 1.0)]);
        assert_eq!(Ranked::judge(&["a", "a", "b"], &grades), Ranked::judge(&["a", "b"], &grades));
    }

    #[test]
    fn a_query_without_relevant_documents_does_not_count() {
        assert_eq!(Ranked::judge(&["x"], &HashMap::new()), None);
        assert_eq!(Ranked::judge(&["x"], &HashMap::from([("x".to_owned(), 0.0)])), None);
    }
}
