//! Which occupation a title means: what was learnt of the terms of titles whose occupation is known, and the vote of
//! those that are most like it.

use rustc_hash::FxHashMap;

use super::matcher::{TitleIndex, TitleMatcher};
use super::regression::Regression;
use super::words::without_remarks;

/// Nearest titles that vote.
const VOTERS: usize = 50;

/// The power to which likeness is raised, so that near titles outvote many far ones.
const SHARPNESS: f64 = 6.0;

/// How much the neighbours count beside what was learnt of the terms.
const NEIGHBOURS_WEIGHT: f64 = 0.3;

/// A title whose occupation is known.
#[derive(Clone, Debug, PartialEq)]
pub struct LabelledTitle {
    /// What it says.
    pub title: String,
    /// Code of the occupation.
    pub code: String,
    /// How much is learnt from it, and how much its vote counts; 1 as a rule.
    pub weight: f64,
}

/// Labelled titles, ready to vote.
#[derive(Debug)]
pub struct OccupationIndex<'a> {
    labelled: Vec<LabelledTitle>,
    /// Each code once.
    codes: Vec<&'a str>,
    /// By title: the number of its code.
    numbers: Vec<u32>,
    titles: TitleIndex<'a>,
    regression: Regression,
}

impl<'a> OccupationIndex<'a> {
    /// Takes in the voters and learns how much each may say; some seconds for seven thousand of them.
    #[must_use]
    pub fn new(matcher: &'a TitleMatcher, labelled: &'a [LabelledTitle]) -> Self {
        let mut codes: Vec<&str> = labelled.iter().map(|it| it.code.as_str()).collect();
        codes.sort_unstable();
        codes.dedup();
        let number = |code: &str| codes.partition_point(|other| *other < code) as u32;
        let numbers: Vec<u32> = labelled.iter().map(|it| number(&it.code)).collect();
        let labelled: Vec<LabelledTitle> =
            labelled.iter().map(|it| LabelledTitle { title: without_remarks(&it.title), ..it.clone() }).collect();
        let titles = TitleIndex::new(matcher, labelled.iter().map(|it| it.title.as_str()));
        let regression = Regression::learn(&labelled, &numbers);
        Self { labelled, codes, numbers, titles, regression }
    }

    /// The codes that `title` may mean with what speaks for each, about one in all where it is sure; the likeliest
    /// first.
    #[must_use]
    pub fn occupations(&self, title: &str) -> Vec<(&'a str, f64)> {
        let title = without_remarks(title);
        let mut scores = self.regression.scores(&title);
        let votes = self.neighbours(&title);
        let all = votes.values().sum::<f64>().max(f64::MIN_POSITIVE);
        for (code, vote) in votes {
            *scores.entry(code).or_default() += (NEIGHBOURS_WEIGHT * vote / all) as f32;
        }
        let scores = scores.into_iter().filter(|(_, score)| *score > 0.0);
        let mut ranked: Vec<_> = scores.map(|(code, score)| (self.codes[code as usize], f64::from(score))).collect();
        ranked.sort_by(|left, right| right.1.total_cmp(&left.1).then(left.0.cmp(right.0)));
        ranked
    }

    /// The votes of the titles that are most like `title`, by the number of the code.
    fn neighbours(&self, title: &str) -> FxHashMap<u32, f64> {
        let scores = self.titles.scores(title);
        let mut voters: Vec<(usize, f64)> = scores.into_iter().map(f64::from).enumerate().collect();
        voters.sort_by(|left, right| right.1.total_cmp(&left.1).then(left.0.cmp(&right.0)));
        let mut votes: FxHashMap<u32, f64> = FxHashMap::default();
        for (number, score) in voters.into_iter().take(VOTERS).filter(|(_, score)| *score > 0.0) {
            *votes.entry(self.numbers[number]).or_default() += self.labelled[number].weight * score.powf(SHARPNESS);
        }
        votes
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
