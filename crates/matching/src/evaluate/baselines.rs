//! Rankers that know nothing but the letters of a query and of the documents.

use std::collections::HashMap;

use crate::analysis::{Run, fold, latin_term, pairs, runs, segments};

/// How soon repetition stops counting.
const BM25_K1: f64 = 0.9;

/// How much longer documents are held back.
const BM25_B: f64 = 0.4;

/// Numbers of documents with their scores.
type Scored = Vec<(usize, f64)>;

/// Ranks numbered documents for a query.
pub struct Ranker<'a> {
    /// What it is called.
    pub name: &'static str,
    score: Box<dyn Fn(&str) -> Scored + 'a>,
}

impl std::fmt::Debug for Ranker<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_tuple("Ranker").field(&self.name).finish()
    }
}

/// How a text is taken apart.
type Cut = fn(&str) -> Vec<String>;

impl<'a> Ranker<'a> {
    /// A ranker that gives documents, named by their numbers, scores.
    pub fn new(name: &'static str, score: impl Fn(&str) -> Vec<(usize, f64)> + 'a) -> Self {
        Self { name, score: Box::new(score) }
    }

    /// All baselines over `documents`.
    #[must_use]
    pub fn baselines(documents: &[&str]) -> Vec<Self> {
        vec![
            bm25("bm25 words", words, documents),
            bm25("bm25 pairs", word_pairs, documents),
            jaccard("jaccard words", words, documents),
            jaccard("jaccard pairs", word_pairs, documents),
            exact(documents),
        ]
    }

    /// Documents with a score above nought, the highest first and equal ones in their order.
    #[must_use]
    pub fn rank(&self, query: &str) -> Vec<usize> {
        let mut scored = (self.score)(query);
        scored.retain(|(_, score)| *score > 0.0);
        scored.sort_by(|left, right| right.1.total_cmp(&left.1).then(left.0.cmp(&right.0)));
        scored.into_iter().map(|(document, _)| document).collect()
    }
}

/// Words of the segmentation and stems.
fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    for run in runs(&fold(text)) {
        match run {
            Run::Han(han) => words.extend(segments(han).into_iter().map(str::to_owned)),
            Run::Word(word) => words.push(latin_term(word)),
        }
    }
    words
}

/// Pairs of neighbouring characters, of words in Latin script as well; a lone character stands for itself.
fn word_pairs(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for run in runs(&fold(text)) {
        let (Run::Han(run) | Run::Word(run)) = run;
        let before = found.len();
        found.extend(pairs(run).map(str::to_owned));
        if found.len() == before {
            found.push(run.to_owned());
        }
    }
    found
}

fn counted(terms: Vec<String>) -> HashMap<String, f64> {
    let mut counts = HashMap::new();
    for term in terms {
        *counts.entry(term).or_default() += 1.0;
    }
    counts
}

/// In which documents each term stands, and how often.
fn postings(documents: &[HashMap<String, f64>]) -> HashMap<&str, Vec<(usize, f64)>> {
    let mut postings: HashMap<&str, Vec<(usize, f64)>> = HashMap::new();
    for (document, counts) in documents.iter().enumerate() {
        for (term, &count) in counts {
            postings.entry(term).or_default().push((document, count));
        }
    }
    postings
}

/// Each term of the documents with the share of the score that it brings to each document.
fn shares(
    documents: &[HashMap<String, f64>],
    share: impl Fn(usize, usize, f64) -> f64,
) -> HashMap<String, Vec<(usize, f64)>> {
    let of_term = |(term, found): (&str, Vec<(usize, f64)>)| {
        let spread = found.len();
        (
            term.to_owned(),
            found.into_iter().map(|(document, count)| (document, share(document, spread, count))).collect(),
        )
    };
    postings(documents).into_iter().map(of_term).collect()
}

/// The sum of the shares of the terms of a query, each counted once.
fn sums(shares: &HashMap<String, Vec<(usize, f64)>>, terms: &HashMap<String, f64>) -> HashMap<usize, f64> {
    let mut terms: Vec<&String> = terms.keys().collect();
    // In one order, so that rounding is the same in every run.
    terms.sort_unstable();
    let mut sums = HashMap::new();
    for (document, share) in terms.into_iter().filter_map(|term| shares.get(term)).flatten() {
        *sums.entry(*document).or_default() += share;
    }
    sums
}

fn bm25(name: &'static str, cut: Cut, documents: &[&str]) -> Ranker<'static> {
    let documents: Vec<_> = documents.iter().map(|text| counted(cut(text))).collect();
    let lengths: Vec<f64> = documents.iter().map(|counts| counts.values().sum()).collect();
    let total = documents.len() as f64;
    let mean_length = lengths.iter().sum::<f64>() / total.max(1.0);
    let shares = shares(&documents, |document, spread, count| {
        let spread = spread as f64;
        let rarity = (1.0 + (total - spread + 0.5) / (spread + 0.5)).ln();
        let damping = BM25_K1 * (1.0 - BM25_B + BM25_B * lengths[document] / mean_length);
        rarity * count * (BM25_K1 + 1.0) / (count + damping)
    });
    Ranker::new(name, move |query| sums(&shares, &counted(cut(query))).into_iter().collect())
}

/// The share that the terms of both have among the terms of either.
fn jaccard(name: &'static str, cut: Cut, documents: &[&str]) -> Ranker<'static> {
    let documents: Vec<_> = documents.iter().map(|text| counted(cut(text))).collect();
    let sizes: Vec<usize> = documents.iter().map(HashMap::len).collect();
    let shares = shares(&documents, |_, _, _| 1.0);
    Ranker::new(name, move |query| {
        let terms = counted(cut(query));
        let both = sums(&shares, &terms);
        both.into_iter().map(|(at, both)| (at, both / (sizes[at] as f64 + terms.len() as f64 - both))).collect()
    })
}

/// Only documents that say the same, width, case and traditional forms aside.
fn exact(documents: &[&str]) -> Ranker<'static> {
    let mut places: HashMap<String, Vec<(usize, f64)>> = HashMap::new();
    for (document, text) in documents.iter().enumerate() {
        places.entry(fold(text.trim())).or_default().push((document, 1.0));
    }
    Ranker::new("exact", move |query| places.get(&fold(query.trim())).cloned().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    const DOCUMENTS: [&str; 3] = ["tax clerk", "tax tax officer", "welder"];

    fn scores(ranker: &Ranker<'_>, query: &str) -> Vec<f64> {
        let found: HashMap<usize, f64> = (ranker.score)(query).into_iter().collect();
        (0..DOCUMENTS.len()).map(|document| found.get(&document).copied().unwrap_or(0.0)).collect()
    }

    fn assert_close(found: &[f64], expected: [f64; 3]) {
        for (found, expected) in found.iter().zip(expected) {
            assert!((found - expected).abs() < 1e-9, "{found} is not {expected}");
        }
    }

    #[test]
    fn bm25_agrees_with_scores_worked_out_by_hand() {
        let rarity = (1.0 + 1.5 / 2.5f64).ln();
        // The mean length is two words.
        let first = rarity * 1.9 / (1.0 + 0.9);
        let second = rarity * 2.0 * 1.9 / (2.0 + 0.9 * (0.6 + 0.4 * 1.5));
        assert_close(&scores(&bm25("bm25", words, &DOCUMENTS), "tax"), [first, second, 0.0]);
    }

    #[test]
    fn jaccard_agrees_with_scores_worked_out_by_hand() {
        assert_close(&scores(&jaccard("jaccard", words, &DOCUMENTS), "tax officer"), [1.0 / 3.0, 1.0, 0.0]);
        // ta ax | cl le er rk: two of the three pairs of the query, which has one more.
        assert_close(&scores(&jaccard("jaccard", word_pairs, &["tax clerk", "x", "y"]), "taxi"), [2.0 / 7.0, 0.0, 0.0]);
    }

    #[test]
    fn exact_wants_the_same_letters_in_any_width_and_case() {
        assert_eq!(exact(&DOCUMENTS).rank("ＴＡＸ Clerk "), [0]);
        assert!(exact(&DOCUMENTS).rank("clerk").is_empty());
    }

    #[test]
    fn chinese_is_cut_into_words_or_pairs() {
        assert_eq!(words("软件工程师"), ["软件", "工程师"]);
        assert_eq!(word_pairs("焊工 C++"), ["焊工", "c+", "++"]);
    }

    #[test]
    fn equal_documents_keep_their_order_and_others_are_left_out() {
        assert_eq!(jaccard("jaccard", words, &["a b", "c", "a d"]).rank("a"), [0, 2]);
    }
}
