//! Ranking quality against judged files: MAP, MRR, nDCG, precision.

use std::collections::{HashMap, HashSet};

use rongqiao_model::ListingId;
use serde::Serialize;
use time::OffsetDateTime;

use crate::{IndexDocument, MatchError, MatchIndex};

/// Means over all queries that have a relevant document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct RankingQuality {
    /// Mean average precision over the whole ranking.
    pub map: f64,
    /// Mean reciprocal rank of the first relevant document.
    pub mrr: f64,
    /// Normalised discounted cumulative gain of the first ten.
    #[serde(rename = "ndcg@10")]
    pub ndcg_at_10: f64,
    /// Share of relevant documents among the first five.
    #[serde(rename = "precision@5")]
    pub precision_at_5: f64,
    /// Queries that were judged.
    pub queries: usize,
}

/// Judgements: for each query the relevant documents with their grades, one or more.
pub type Judgements = HashMap<String, HashMap<String, f64>>;

/// Ranks the whole of `corpus` (ids and titles) for each of `queries` (ids and texts) and compares with `judgements`.
///
/// # Errors
///
/// Returns [`MatchError`] if the index cannot be built or read.
pub fn rank_titles(
    queries: &[(String, String)],
    corpus: &[(String, String)],
    judgements: &Judgements,
    now: OffsetDateTime,
) -> Result<RankingQuality, MatchError> {
    let index = MatchIndex::in_memory()?;
    let ids: HashMap<ListingId, &str> =
        corpus.iter().map(|(id, _)| (ListingId::of_record("evaluation", id), id.as_str())).collect();
    let documents: Vec<IndexDocument> =
        corpus.iter().map(|(id, title)| IndexDocument::titled(ListingId::of_record("evaluation", id), title)).collect();
    index.apply(&documents, &[], 1)?;
    index.commit(1)?;
    let mut rankings = Vec::new();
    for (id, text) in queries {
        if let Some(grades) = judgements.get(id) {
            let ranked = index.rank_all(text, now)?;
            rankings.push((ranked.iter().filter_map(|id| ids.get(id).copied()).collect::<Vec<&str>>(), grades));
        }
    }
    Ok(quality(&rankings))
}

/// The means over rankings, each with the grades of its relevant documents.
#[must_use]
pub fn quality(rankings: &[(Vec<&str>, &HashMap<String, f64>)]) -> RankingQuality {
    let judged: Vec<_> = rankings.iter().filter(|(_, grades)| grades.values().any(|&grade| grade > 0.0)).collect();
    let mean = |of: fn(&[f64], &[f64]) -> f64| {
        let sum: f64 = judged.iter().map(|(ranked, grades)| of(&gains(ranked, grades), &ideal(grades))).sum();
        sum / judged.len().max(1) as f64
    };
    RankingQuality {
        map: mean(average_precision),
        mrr: mean(reciprocal_rank),
        ndcg_at_10: mean(ndcg_at_10),
        precision_at_5: mean(|gains, _| gains.iter().take(5).filter(|&&gain| gain > 0.0).count() as f64 / 5.0),
        queries: judged.len(),
    }
}

/// The grade of each ranked document; one that is ranked twice counts once.
fn gains(ranked: &[&str], grades: &HashMap<String, f64>) -> Vec<f64> {
    let mut seen = HashSet::new();
    let once = ranked.iter().filter(|id| seen.insert(**id));
    once.map(|id| grades.get(*id).copied().unwrap_or(0.0)).collect()
}

fn ideal(grades: &HashMap<String, f64>) -> Vec<f64> {
    let mut best: Vec<f64> = grades.values().copied().filter(|&grade| grade > 0.0).collect();
    best.sort_by(|left, right| right.total_cmp(left));
    best
}

fn average_precision(gains: &[f64], ideal: &[f64]) -> f64 {
    let mut found = 0.0;
    let mut sum = 0.0;
    for (at, _) in gains.iter().enumerate().filter(|(_, gain)| **gain > 0.0) {
        found += 1.0;
        sum += found / (at + 1) as f64;
    }
    sum / ideal.len().max(1) as f64
}

fn reciprocal_rank(gains: &[f64], _: &[f64]) -> f64 {
    gains.iter().position(|&gain| gain > 0.0).map_or(0.0, |at| 1.0 / (at + 1) as f64)
}

fn ndcg_at_10(gains: &[f64], ideal: &[f64]) -> f64 {
    let discounted = |gains: &[f64]| -> f64 {
        gains.iter().take(10).enumerate().map(|(at, gain)| gain / ((at + 2) as f64).log2()).sum()
    };
    let best = discounted(ideal);
    if best > 0.0 { discounted(gains) / best } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_measures_agree_with_a_ranking_worked_out_by_hand() {
        let grades = HashMap::from([("a".to_owned(), 1.0), ("b".to_owned(), 1.0)]);
        let measured = quality(&[(vec!["x", "a", "y", "b"], &grades)]);
        assert!((measured.map - (1.0 / 2.0 + 2.0 / 4.0) / 2.0).abs() < 1e-9);
        assert!((measured.mrr - 0.5).abs() < 1e-9);
        assert!((measured.precision_at_5 - 0.4).abs() < 1e-9);
        let best = 1.0 + 1.0 / 3f64.log2();
        let got = 1.0 / 3f64.log2() + 1.0 / 5f64.log2();
        assert!((measured.ndcg_at_10 - got / best).abs() < 1e-9);
    }

    #[test]
    fn a_query_without_relevant_documents_does_not_count() {
        let none = HashMap::new();
        assert_eq!(quality(&[(vec!["x"], &none)]).queries, 0);
    }
}
