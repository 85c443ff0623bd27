//! What the terms of a title tell of its occupation: a ridge regression for each code, learnt from titles whose code
//! is known.
//!
//! The regressions are kept by their known titles: each of these votes for or against codes, and its votes count as
//! much as it shares rare terms with the title that is asked. One coordinate after the other is set to where it fits
//! best, always in the same order, so that the same titles give the same votes.

use rustc_hash::FxHashMap;

use super::matrix::SparseRow;
use super::occupation::LabelledTitle;
use super::words::fine_terms;

/// Rounds over all titles; more change nothing that can be measured.
const ROUNDS: usize = 8;

/// How much the votes of a title of weight one are held down, so that none is learnt by heart.
const DAMPING: f32 = 0.5;

/// Changes below this are left out while learning.
const MIN_STEP: f32 = 1e-4;

/// Votes below this are left out.
const MIN_VOTE: f32 = 0.002;

/// Codes that are learnt side by side, so that their numbers stay close to the processor.
const BLOCK: usize = 32;

/// A number for each code of a block.
type Block = [f32; BLOCK];

/// Votes of known titles on codes.
#[derive(Clone, Debug, Default)]
pub(super) struct Regression {
    terms: FxHashMap<String, Term>,
    /// By term: the titles in which it stands, and how much it tells there.
    postings: Vec<SparseRow>,
    /// By title: the codes it votes on, and how.
    votes: Vec<SparseRow>,
}

/// A term of the known titles.
#[derive(Clone, Copy, Debug)]
struct Term {
    number: u32,
    rarity: f32,
}

/// A known title, ready to be learnt from.
struct Example {
    terms: SparseRow,
    code: usize,
    damping: f32,
}

impl Regression {
    /// Learns from `labelled`, whose codes have the numbers `codes`; some seconds for seven thousand titles.
    pub(super) fn learn(labelled: &[LabelledTitle], codes: &[u32]) -> Self {
        let mut learnt = Self { terms: terms_of(labelled), ..Self::default() };
        let examples: Vec<Example> = labelled.iter().zip(codes).map(|(it, &code)| learnt.example(it, code)).collect();
        learnt.postings = vec![SparseRow::new(); learnt.terms.len()];
        for (number, example) in examples.iter().enumerate() {
            for &(term, value) in &example.terms {
                learnt.postings[term as usize].push((number as u32, value));
            }
        }
        learnt.votes = vec![SparseRow::new(); examples.len()];
        let count = codes.iter().max().map_or(0, |&last| last as usize + 1);
        for first in (0..count).step_by(BLOCK) {
            learnt.take_votes(first, &block_votes(&examples, learnt.terms.len(), first));
        }
        learnt
    }

    fn example(&self, labelled: &LabelledTitle, code: u32) -> Example {
        let damping = DAMPING / (labelled.weight as f32).max(f32::EPSILON);
        Example { terms: self.weighted_terms(&labelled.title), code: code as usize, damping }
    }

    fn take_votes(&mut self, first: usize, block: &[Block]) {
        for (of_title, votes) in self.votes.iter_mut().zip(block) {
            let told = votes.iter().enumerate().filter(|(_, vote)| vote.abs() >= MIN_VOTE);
            of_title.extend(told.map(|(at, vote)| ((first + at) as u32, *vote)));
        }
    }

    /// The known terms of a title with weights whose squares sum to one.
    fn weighted_terms(&self, title: &str) -> SparseRow {
        let known = fine_terms(title).into_iter().filter_map(|term| self.terms.get(&term));
        let mut row: SparseRow = known.map(|term| (term.number, term.rarity)).collect();
        let length = row.iter().map(|(_, value)| value * value).sum::<f32>().sqrt().max(f32::EPSILON);
        row.iter_mut().for_each(|(_, value)| *value /= length);
        row
    }

    /// How much the known titles speak for each code that they vote on: about one where they are sure, nought or less
    /// where they see no reason.
    pub(super) fn scores(&self, title: &str) -> FxHashMap<u32, f32> {
        let mut likeness = vec![0.0f32; self.votes.len()];
        for (term, weight) in self.weighted_terms(title) {
            for &(number, value) in &self.postings[term as usize] {
                likeness[number as usize] += weight * value;
            }
        }
        let mut scores = FxHashMap::default();
        for (votes, likeness) in self.votes.iter().zip(likeness).filter(|(_, likeness)| *likeness > 0.0) {
            for &(code, vote) in votes {
                *scores.entry(code).or_default() += vote * likeness;
            }
        }
        scores
    }
}

/// The terms of all titles, numbered as they come.
fn terms_of(labelled: &[LabelledTitle]) -> FxHashMap<String, Term> {
    let mut spread: FxHashMap<String, (u32, u32)> = FxHashMap::default();
    for term in labelled.iter().flat_map(|it| fine_terms(&it.title)) {
        let next = spread.len() as u32;
        spread.entry(term).or_insert((next, 0)).1 += 1;
    }
    let total = labelled.len() as f32;
    let term =
        |(number, titles): (u32, u32)| Term { number, rarity: 1.0 + ((1.0 + total) / (1.0 + titles as f32)).ln() };
    spread.into_iter().map(|(text, counted)| (text, term(counted))).collect()
}

/// The votes of all examples on the codes from `first` on.
fn block_votes(examples: &[Example], terms: usize, first: usize) -> Vec<Block> {
    let mut votes = vec![[0.0; BLOCK]; examples.len()];
    let mut weights = vec![[0.0; BLOCK]; terms];
    for _ in 0..ROUNDS {
        for (example, votes) in examples.iter().zip(&mut votes) {
            let mut step = shortfall(example, &weights, first);
            for (step, vote) in step.iter_mut().zip(votes.iter()) {
                *step = (*step - example.damping * vote) / (1.0 + example.damping);
            }
            if step.iter().all(|step| step.abs() < MIN_STEP) {
                continue;
            }
            add(votes, &step, 1.0);
            for &(term, value) in &example.terms {
                add(&mut weights[term as usize], &step, value);
            }
        }
    }
    votes
}

/// What is missing from one for the code of the example, and from nought for all others.
fn shortfall(example: &Example, weights: &[Block], first: usize) -> Block {
    let mut missing = [0.0; BLOCK];
    if let Some(own) = example.code.checked_sub(first).and_then(|at| missing.get_mut(at)) {
        *own = 1.0;
    }
    for &(term, value) in &example.terms {
        add(&mut missing, &weights[term as usize], -value);
    }
    missing
}

fn add(to: &mut Block, from: &Block, factor: f32) {
    for (to, from) in to.iter_mut().zip(from) {
        *to += factor * from;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labelled(title: &str) -> LabelledTitle {
        LabelledTitle { title: title.to_owned(), code: String::new(), weight: 1.0 }
    }

    #[test]
    fn the_word_that_decides_speaks_for_its_code() {
        let known = ["汽车销售", "房产销售", "汽车维修", "空调维修"].map(labelled);
        let learnt = Regression::learn(&known, &[0, 0, 1, 1]);
        let scores = learnt.scores("空调销售");
        assert!(scores[&0] > scores[&1], "{scores:?}");
        let scores = learnt.scores("房产维修");
        assert!(scores[&1] > scores[&0], "{scores:?}");
        assert!(learnt.scores("护士").is_empty());
    }

    #[test]
    fn codes_of_different_blocks_are_learnt_alike() {
        let titles = ["焊工", "护士", "会计"].map(labelled);
        let near = Regression::learn(&titles, &[0, 1, 2]).scores("护士长");
        let far = Regression::learn(&titles, &[0, 1 + BLOCK as u32, 2]).scores("护士长");
        assert!((near[&1] - far[&(1 + BLOCK as u32)]).abs() < 1e-6);
    }

    #[test]
    fn nothing_is_learnt_from_nothing() {
        assert!(Regression::learn(&[], &[]).scores("焊工").is_empty());
    }
}
