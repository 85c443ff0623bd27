//! Which occupation a title means, by the vote of titles whose occupation is known.

use rustc_hash::FxHashMap;

use super::matcher::{TitleIndex, TitleMatcher};
use super::words::without_remarks;

/// Nearest titles that vote.
const VOTERS: usize = 50;

/// The power to which likeness is raised, so that near titles outvote many far ones.
const SHARPNESS: f64 = 6.0;

/// A title whose occupation is known.
#[derive(Clone, Debug, PartialEq)]
pub struct LabelledTitle {
    /// What it says.
    pub title: String,
    /// Code of the occupation.
    pub code: String,
    /// How much its vote counts; 1 as a rule.
    pub weight: f64,
}

/// Labelled titles, ready to vote.
#[derive(Debug)]
pub struct OccupationIndex<'a> {
    labelled: &'a [LabelledTitle],
    titles: TitleIndex<'a>,
}

impl<'a> OccupationIndex<'a> {
    /// Takes in the voters.
    #[must_use]
    pub fn new(matcher: &'a TitleMatcher, labelled: &'a [LabelledTitle]) -> Self {
        let cleaned: Vec<String> = labelled.iter().map(|it| without_remarks(&it.title)).collect();
        Self { labelled, titles: TitleIndex::new(matcher, cleaned.iter().map(String::as_str)) }
    }

    /// The codes that `title` may mean with their votes, the likeliest first.
    #[must_use]
    pub fn occupations(&self, title: &str) -> Vec<(&'a str, f64)> {
        let scores = self.titles.scores(&without_remarks(title));
        let mut voters: Vec<(usize, f64)> = scores.into_iter().map(f64::from).enumerate().collect();
        voters.sort_by(|left, right| right.1.total_cmp(&left.1).then(left.0.cmp(&right.0)));
        let mut votes: FxHashMap<&str, f64> = FxHashMap::default();
        for (number, score) in voters.into_iter().take(VOTERS) {
            let voter = &self.labelled[number];
            *votes.entry(&voter.code).or_default() += voter.weight * score.powf(SHARPNESS);
        }
        let mut ranked: Vec<_> = votes.into_iter().filter(|(_, votes)| *votes > 0.0).collect();
        ranked.sort_by(|left, right| right.1.total_cmp(&left.1).then(left.0.cmp(right.0)));
        ranked
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_titles_outvote_far_ones() {
        let known =
            |title: &str, code: &str| LabelledTitle { title: title.to_owned(), code: code.to_owned(), weight: 1.0 };
        let labelled = [known("电焊工", "welding"), known("焊工学徒", "welding"), known("护士", "nursing")];
        let matcher = TitleMatcher::plain();
        let index = OccupationIndex::new(&matcher, &labelled);
        let found = index.occupations("高薪招焊工（包住）");
        assert_eq!(found.first().map(|(code, _)| *code), Some("welding"));
        assert!(index.occupations("飞行员").iter().all(|(_, votes)| *votes < 0.5));
    }
}
