//! Titles compared by their letters: words, pairs, single characters and pieces, rare ones counting more.

use rustc_hash::FxHashMap;

use super::words::{Kind, letter_terms, part};

/// How rare each term is among the titles of a corpus; among none, all are alike.
#[derive(Clone, Debug, Default)]
pub(super) struct Rarity {
    spread: FxHashMap<String, u32>,
    titles: usize,
}

impl Rarity {
    pub(super) fn of<'a>(titles: impl Iterator<Item = &'a str>) -> Self {
        let mut rarity = Self::default();
        for title in titles {
            rarity.titles += 1;
            for term in letter_terms(title) {
                *rarity.spread.entry(term).or_default() += 1;
            }
        }
        rarity
    }

    /// The terms of a title with weights whose squares sum to one.
    pub(super) fn weighted_terms(&self, title: &str) -> Vec<(String, f32)> {
        let mut terms: Vec<(String, f32)> = letter_terms(title)
            .into_iter()
            .map(|term| {
                let spread = self.spread.get(&term).copied().unwrap_or(0) as f32;
                let rarity = (2.0 + self.titles as f32 / (1.0 + spread)).ln();
                let weight = rarity * part(&term).weight() * kind_weight(&term);
                (term, weight)
            })
            .collect();
        let length = terms.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt().max(f32::EPSILON);
        terms.iter_mut().for_each(|(_, weight)| *weight /= length);
        terms
    }
}

fn kind_weight(term: &str) -> f32 {
    match Kind::of(term) {
        Some(Kind::Han | Kind::Latin | Kind::Phrase) | None => 1.0,
        Some(Kind::Pair) => 0.8,
        Some(Kind::Letter) => 0.5,
        Some(Kind::Piece) => 0.4,
        Some(Kind::Triple | Kind::Start | Kind::End) => 0.0,
    }
}
