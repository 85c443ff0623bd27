//! Proposes names and relations from postings, each with its evidence, for a person to accept or not.
//!
//! Names come from brackets (“有限元分析（FEA）”) and from tags that publishers gave; relations from skills that stand in
//! the same postings far more often than by chance. Nothing here changes the vocabulary.

mod brackets;
mod likelihood;
mod tags;
mod together;

use rustc_hash::FxHashSet;
use xxhash_rust::xxh3::xxh3_64;

use self::brackets::Brackets;
use self::tags::Tags;
use self::together::Together;
use super::extension::Addition;
use super::reading::Role;
use super::vocabulary::{SkillNumber, Vocabulary};

/// Examples that stand beside a proposal.
const EXAMPLES: usize = 3;

/// Longest example, in characters.
const EXAMPLE_CHARS: usize = 40;

/// A posting as far as it is learnt from.
#[derive(Clone, Copy, Debug)]
pub struct Posting<'a> {
    /// Its title.
    pub title: &'a str,
    /// Its text.
    pub text: &'a str,
    /// The skills that its publisher named.
    pub tags: &'a [String],
}

/// Something that may be worth adding to the vocabulary.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// What would be added.
    pub addition: Addition,
    /// Dunning's log-likelihood ratio: how far from chance it is; 10.8 would come about once in a thousand times.
    pub score: f64,
    /// How many different postings speak for it.
    pub count: u32,
    /// Up to three places or titles to look at.
    pub evidence: Vec<String>,
}

/// Learns from one posting after the other; holds counts and a few examples, no whole texts.
#[derive(Debug)]
pub struct Learner<'v> {
    vocabulary: &'v Vocabulary,
    seen: FxHashSet<u64>,
    brackets: Brackets,
    tags: Tags,
    together: Together,
}

impl<'v> Learner<'v> {
    /// A learner that knows `vocabulary`.
    #[must_use]
    pub fn new(vocabulary: &'v Vocabulary) -> Self {
        Self {
            vocabulary,
            seen: FxHashSet::default(),
            brackets: Brackets::default(),
            tags: Tags::new(vocabulary),
            together: Together::default(),
        }
    }

    /// Takes in a posting; one with a text that came before says nothing new.
    pub fn listen(&mut self, posting: &Posting<'_>) {
        if !self.seen.insert(xxh3_64(posting.text.as_bytes())) {
            return;
        }
        let mentions = self.vocabulary.read(posting.text);
        self.brackets.listen(self.vocabulary, posting, &mentions);
        let spoken = mentions.iter().filter(|mention| mention.role != Role::Excluded).map(|mention| mention.skill);
        let tagged = posting.tags.iter().filter_map(|tag| self.vocabulary.by_name(tag));
        let mut skills: Vec<SkillNumber> = spoken.chain(tagged).collect();
        skills.sort_unstable();
        skills.dedup();
        self.tags.listen(self.vocabulary, posting, &skills);
        self.together.listen(posting, &skills);
    }

    /// How many different postings were taken in.
    #[must_use]
    pub fn postings(&self) -> usize {
        self.seen.len()
    }

    /// What at least `least` different postings speak for: names, then relations, each from the surest on.
    #[must_use]
    pub fn proposals(&self, least: u32) -> Vec<Proposal> {
        let mut names = self.brackets.proposals(self.vocabulary, least);
        let known: FxHashSet<Addition> = names.iter().map(|proposal| proposal.addition.clone()).collect();
        let from_tags = self.tags.proposals(self.vocabulary, least);
        names.extend(from_tags.into_iter().filter(|proposal| !known.contains(&proposal.addition)));
        let mut relations = self.together.proposals(self.vocabulary, least);
        for list in [&mut names, &mut relations] {
            list.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.addition.cmp(&b.addition)));
        }
        names.extend(relations);
        names
    }
}

/// How often something was seen, and where at first.
#[derive(Clone, Debug, Default)]
struct Sightings {
    count: u32,
    examples: Vec<String>,
}

impl Sightings {
    fn add(&mut self, example: &str) {
        self.count += 1;
        if self.examples.len() < EXAMPLES {
            self.examples.push(one_line(example));
        }
    }
}

/// The beginning of `text`, on one line and without tabs.
fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").chars().take(EXAMPLE_CHARS).collect()
}

#[cfg(test)]
mod tests;
