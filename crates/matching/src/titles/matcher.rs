//! How alike titles are.

use rustc_hash::FxHashMap;

use super::knowledge::Knowledge;
use super::lexical::Rarity;
use super::matrix::dot;
use crate::analysis::is_han;

/// How much each view of a title counts; those that know nothing of a title are left out.
const LETTERS_WEIGHT: f32 = 0.4;
const CHINESE_WEIGHT: f32 = 1.0;
const ENGLISH_WEIGHT: f32 = 2.0;

/// Compares titles, Chinese and English ones with each other as well.
#[derive(Clone, Debug, Default)]
pub struct TitleMatcher {
    knowledge: Option<Knowledge>,
}

/// Directions of a title in the two spaces.
#[derive(Clone, Debug, Default)]
struct Meaning {
    chinese: Option<Vec<f32>>,
    english: Option<Vec<f32>>,
}

impl TitleMatcher {
    /// A matcher that knows letters and the parts of titles only.
    #[must_use]
    pub fn plain() -> Self {
        Self::default()
    }

    /// A matcher that uses what was learnt.
    #[must_use]
    pub fn with(knowledge: Knowledge) -> Self {
        Self { knowledge: Some(knowledge) }
    }

    /// How alike two titles are, from 0 to 1.
    #[must_use]
    pub fn similarity(&self, left: &str, right: &str) -> f64 {
        let index = TitleIndex::new(self, [right]);
        index.scores(left).first().copied().map_or(0.0, f64::from)
    }

    fn meaning(&self, title: &str) -> Meaning {
        let Some(knowledge) = &self.knowledge else { return Meaning::default() };
        if title.chars().any(is_han) {
            let chinese = knowledge.chinese.title_vector(title);
            return Meaning { chinese, english: knowledge.english.vector(knowledge.lexicon.translate(title)) };
        }
        Meaning { chinese: None, english: knowledge.english.title_vector(title) }
    }
}

/// Titles that others are compared with.
#[derive(Clone, Debug)]
pub struct TitleIndex<'a> {
    matcher: &'a TitleMatcher,
    rarity: Rarity,
    postings: FxHashMap<String, Vec<(u32, f32)>>,
    meanings: Vec<Meaning>,
}

impl<'a> TitleIndex<'a> {
    /// Takes in `titles`; the place of each is its number.
    #[must_use]
    pub fn new<'t>(matcher: &'a TitleMatcher, titles: impl IntoIterator<Item = &'t str>) -> Self {
        let titles: Vec<&str> = titles.into_iter().collect();
        let rarity = Rarity::of(titles.iter().copied());
        let mut postings: FxHashMap<String, Vec<(u32, f32)>> = FxHashMap::default();
        for (number, title) in titles.iter().enumerate() {
            for (term, weight) in rarity.weighted_terms(title) {
                postings.entry(term).or_default().push((number as u32, weight));
            }
        }
        Self { matcher, rarity, postings, meanings: titles.iter().map(|title| matcher.meaning(title)).collect() }
    }

    /// How alike `title` and each title of the index are, from 0 to 1.
    #[must_use]
    pub fn scores(&self, title: &str) -> Vec<f32> {
        let mut letters = vec![0.0f32; self.meanings.len()];
        for (term, weight) in self.rarity.weighted_terms(title) {
            for &(number, other) in self.postings.get(&term).into_iter().flatten() {
                letters[number as usize] += weight * other;
            }
        }
        let meaning = self.matcher.meaning(title);
        letters.iter().zip(&self.meanings).map(|(letters, other)| together(*letters, &meaning, other)).collect()
    }
}

/// The weighted mean of what the views say.
fn together(letters: f32, left: &Meaning, right: &Meaning) -> f32 {
    let views = [(CHINESE_WEIGHT, &left.chinese, &right.chinese), (ENGLISH_WEIGHT, &left.english, &right.english)];
    let mut sum = LETTERS_WEIGHT * letters;
    let mut weights = LETTERS_WEIGHT;
    for (weight, left, right) in views {
        if let Some(left) = left {
            // A title that means nothing to a view that the other title means something to is far from it.
            sum += weight * right.as_ref().map_or(0.0, |right| dot(left, right));
            weights += weight;
        }
    }
    (sum / weights).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_most_like_itself_and_its_variants() {
        let matcher = TitleMatcher::plain();
        for (title, near, far) in
            [("软件工程师", "高级软件开发工程师", "护士长"), ("tax accountant", "senior tax accountants", "tax driver")]
        {
            assert!((matcher.similarity(title, title) - 1.0).abs() < 1e-4);
            assert!(matcher.similarity(title, near) > matcher.similarity(title, far));
        }
        assert!(matcher.similarity("焊工", "nurse") < 1e-6);
    }

    #[test]
    fn the_field_tells_more_than_the_role() {
        let matcher = TitleMatcher::plain();
        assert!(matcher.similarity("税务经理", "税务专员") > matcher.similarity("税务经理", "仓库经理"));
    }

    #[test]
    fn an_empty_title_is_like_nothing() {
        assert!(TitleMatcher::plain().similarity("", "焊工").abs() < 1e-6);
        assert!(TitleIndex::new(&TitleMatcher::plain(), []).scores("焊工").is_empty());
    }
}
