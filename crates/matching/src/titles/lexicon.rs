//! Which English words a Chinese word stands for, learnt from names that are known in both languages.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::words::{Kind, title_terms};

/// Rounds of estimation; the shares hardly move afterwards.
const ROUNDS: usize = 8;

/// Shares below this are chance.
const MIN_SHARE: f32 = 0.01;

/// A thing named in both languages.
#[derive(Clone, Debug)]
pub(super) struct NamePair {
    pub(super) zh: String,
    pub(super) en: String,
    /// How much it counts beside the others.
    pub(super) weight: f32,
}

/// English words of Chinese words and pairs of characters, with their shares.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Lexicon {
    /// In order, so that a term is found by halving.
    entries: Vec<(String, Vec<(String, f32)>)>,
}

type Shares = FxHashMap<String, FxHashMap<String, f32>>;

/// A pair of names as terms.
struct Aligned {
    zh: Vec<String>,
    en: Vec<String>,
    weight: f32,
}

impl Lexicon {
    /// Learns by expectation and maximisation: each English word is shared out among the Chinese ones of its pair,
    /// first evenly, then by how well the other pairs bear it out.
    pub(super) fn learn(pairs: &[NamePair]) -> Self {
        let aligned: Vec<Aligned> = pairs.iter().map(aligned).collect();
        let mut shares = Shares::default();
        for pair in &aligned {
            for zh in &pair.zh {
                let of_term = shares.entry(zh.clone()).or_default();
                of_term.extend(pair.en.iter().map(|en| (en.clone(), 1.0)));
            }
        }
        for _ in 0..ROUNDS {
            shares = estimate(&aligned, &shares);
        }
        let mut entries: Vec<_> = shares.into_iter().map(|(zh, of_term)| (zh, strongest(of_term))).collect();
        entries.sort_unstable_by(|left, right| left.0.cmp(&right.0));
        Self { entries }
    }

    /// The English words of a title with their weights, in order; English words in it stay as they are.
    pub(super) fn translate(&self, title: &str) -> Vec<(String, f32)> {
        let mut words: FxHashMap<String, f32> = FxHashMap::default();
        for term in title_terms(title) {
            if Kind::of(&term) == Some(Kind::Latin) {
                *words.entry(term).or_default() += 1.0;
            } else if let Ok(place) = self.entries.binary_search_by(|(zh, _)| zh.cmp(&term)) {
                for (word, share) in &self.entries[place].1 {
                    *words.entry(word.clone()).or_default() += share;
                }
            }
        }
        let mut words: Vec<_> = words.into_iter().collect();
        words.sort_unstable_by(|left, right| left.0.cmp(&right.0));
        words
    }
}

fn aligned(pair: &NamePair) -> Aligned {
    let of_kind = |name: &str, kinds: &[Kind]| {
        let mut terms = title_terms(name);
        terms.retain(|term| Kind::of(term).is_some_and(|kind| kinds.contains(&kind)));
        terms
    };
    Aligned {
        zh: of_kind(&pair.zh, &[Kind::Han, Kind::Pair]),
        en: of_kind(&pair.en, &[Kind::Latin]),
        weight: pair.weight,
    }
}

fn estimate(pairs: &[Aligned], shares: &Shares) -> Shares {
    let mut counts = Shares::default();
    for pair in pairs {
        for en in &pair.en {
            let share = |zh: &String| shares.get(zh).and_then(|of_term| of_term.get(en)).copied().unwrap_or(0.0);
            let total: f32 = pair.zh.iter().map(share).sum();
            for zh in pair.zh.iter().filter(|_| total > f32::EPSILON) {
                let count = pair.weight * share(zh) / total;
                *counts.entry(zh.clone()).or_default().entry(en.clone()).or_default() += count;
            }
        }
    }
    for of_term in counts.values_mut() {
        let total: f32 = of_term.values().sum();
        of_term.values_mut().for_each(|count| *count /= total.max(f32::EPSILON));
    }
    counts
}

fn strongest(of_term: FxHashMap<String, f32>) -> Vec<(String, f32)> {
    let mut words: Vec<_> = of_term.into_iter().filter(|(_, share)| *share >= MIN_SHARE).collect();
    words.sort_unstable_by(|left, right| left.0.cmp(&right.0));
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_learnt_from_the_pairs_it_stands_in() {
        let pair = |zh: &str, en: &str| NamePair { zh: zh.to_owned(), en: en.to_owned(), weight: 1.0 };
        let lexicon = Lexicon::learn(&[
            pair("软件工程师", "software engineer"),
            pair("硬件工程师", "hardware engineer"),
            pair("软件测试", "software test"),
        ]);
        let words = lexicon.translate("软件");
        let best = words.iter().max_by(|left, right| left.1.total_cmp(&right.1)).map(|(word, _)| word.as_str());
        assert_eq!(best, Some(Kind::Latin.term("softwar").as_str()));
    }

    #[test]
    fn english_words_of_a_mixed_title_stay() {
        assert_eq!(Lexicon::default().translate("java开发"), [(Kind::Latin.term("java"), 1.0)]);
    }
}
