//! How much each skill and each word tells in this market.

use super::words::WORD_BITS;
use crate::skills::{SkillNumber, Vocabulary};

/// The least that a skill tells, however common it is.
const LEAST: f32 = 0.15;

/// The vocabulary, and how common its skills and the words of titles are among the listings.
#[derive(Clone, Debug)]
pub struct Market {
    /// What skills are and how they hang together.
    pub(crate) vocabulary: &'static Vocabulary,
    skills: Vec<f32>,
    words: Vec<f32>,
}

impl Market {
    /// A market in which nothing is known of how common a skill is.
    #[must_use]
    pub fn even(vocabulary: &'static Vocabulary) -> Self {
        Self { vocabulary, skills: Vec::new(), words: Vec::new() }
    }

    /// A market of `documents` listings; the others say in how many of them each skill and each word stands.
    pub(crate) fn of(vocabulary: &'static Vocabulary, documents: u64, skills: &[u32], words: &[u32]) -> Self {
        let all = |counts: &[u32]| counts.iter().map(|&count| tells(documents, count)).collect();
        debug_assert_eq!(words.len(), 1 << WORD_BITS);
        Self { vocabulary, skills: all(skills), words: all(words) }
    }

    /// How much a skill tells: near 1 where few have it, 0.15 where all do, and less if the vocabulary knows it as one that
    /// everybody is asked for.
    #[must_use]
    pub fn skill(&self, skill: SkillNumber) -> f32 {
        self.skills.get(skill as usize).copied().unwrap_or(1.0) * self.vocabulary.kinship().specificity(skill)
    }

    /// How much a word of a title tells, in the same way.
    pub(crate) fn word(&self, key: u32) -> f32 {
        self.words.get(key as usize).copied().unwrap_or(1.0)
    }
}

/// The inverse document frequency, scaled so that it does not depend on how large the market is.
fn tells(documents: u64, count: u32) -> f32 {
    let all = documents as f32 + 2.0;
    ((all / (count as f32 + 1.0)).ln() / all.ln()).clamp(LEAST, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rarer_a_skill_the_more_it_tells() {
        assert!(tells(1_000, 1) > tells(1_000, 30));
        assert!(tells(1_000, 30) > tells(1_000, 900));
        assert!((tells(1_000, 1_000) - LEAST).abs() < f32::EPSILON);
        assert!(tells(0, 0) <= 1.0);
    }
}
