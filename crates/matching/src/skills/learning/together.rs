//! Relations from skills that stand in the same postings.

use rustc_hash::FxHashMap;

use super::super::extension::{Addition, AdditionKind};
use super::super::vocabulary::{SkillNumber, Vocabulary};
use super::likelihood::{closeness, log_likelihood};
use super::{Posting, Proposal, Sightings};

/// Least closeness of two skills that are called related.
const CLOSE: f64 = 0.4;

/// Relations that are proposed for one skill, so that a few common ones do not fill the list.
const MOST_FOR_ONE: u32 = 5;

/// A posting that lists more skills than this says little about any two of them.
const MOST_SKILLS: usize = 60;

#[derive(Debug, Default)]
pub(super) struct Together {
    postings: u32,
    alone: FxHashMap<SkillNumber, u32>,
    pairs: FxHashMap<(SkillNumber, SkillNumber), Sightings>,
}

impl Together {
    /// Takes in a posting with its `skills` in rising order.
    pub(super) fn listen(&mut self, posting: &Posting<'_>, skills: &[SkillNumber]) {
        if skills.len() > MOST_SKILLS {
            return;
        }
        self.postings += 1;
        for (at, &first) in skills.iter().enumerate() {
            *self.alone.entry(first).or_default() += 1;
            for &second in &skills[at + 1..] {
                self.pairs.entry((first, second)).or_default().add(posting.title);
            }
        }
    }

    pub(super) fn proposals(&self, vocabulary: &Vocabulary, least: u32) -> Vec<Proposal> {
        let mut close: Vec<(f64, SkillNumber, SkillNumber, &Sightings)> = self
            .pairs
            .iter()
            .filter(|&(&(first, second), seen)| seen.count >= least && are_strangers(vocabulary, first, second))
            .filter_map(|(&(first, second), seen)| {
                let (one, other) = (self.alone[&first], self.alone[&second]);
                let score = log_likelihood(seen.count, one, other, self.postings);
                let is_close = closeness(seen.count, one, other, self.postings) >= CLOSE;
                is_close.then_some((score, first, second, seen))
            })
            .collect();
        close.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| (a.1, a.2).cmp(&(b.1, b.2))));
        let mut given: FxHashMap<SkillNumber, u32> = FxHashMap::default();
        close.retain(|&(_, first, second, _)| {
            let has_room = [first, second].iter().all(|it| given.get(it).is_none_or(|&count| count < MOST_FOR_ONE));
            if has_room {
                [first, second].into_iter().for_each(|it| *given.entry(it).or_default() += 1);
            }
            has_room
        });
        let proposal = |(score, first, second, seen): (f64, SkillNumber, SkillNumber, &Sightings)| {
            let id = |number| vocabulary.skill(number).map(|skill| skill.id.clone());
            let addition = Addition { kind: AdditionKind::Related, skill: id(first)?, value: id(second)? };
            Some(Proposal { addition, score, count: seen.count, evidence: seen.examples.clone() })
        };
        close.into_iter().filter_map(proposal).collect()
    }
}

/// Whether the vocabulary says nothing of the two yet.
fn are_strangers(vocabulary: &Vocabulary, first: SkillNumber, second: SkillNumber) -> bool {
    let knows = |from: SkillNumber, to: SkillNumber| {
        vocabulary.skill(from).is_some_and(|skill| skill.related.contains(&to) || skill.broader.contains(&to))
    };
    !knows(first, second) && !knows(second, first)
}
