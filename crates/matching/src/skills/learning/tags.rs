//! Names from the tags that publishers gave: other spellings of known names, and tags that keep to one skill.

use rustc_hash::{FxHashMap, FxHashSet};

use super::super::extension::{Addition, AdditionKind};
use super::super::folding::folded;
use super::super::vocabulary::{Skill, SkillNumber, Vocabulary};
use super::likelihood::log_likelihood;
use super::{Posting, Proposal, Sightings};

/// Share of a tag's postings in which the skill has to stand.
const SHARE: f64 = 0.8;

/// How much of its letters a tag has to have in common with a name of the skill.
const LIKENESS: f64 = 0.5;

/// Longest tag that may be a name, in characters.
const NAME_CHARS: usize = 30;

/// What publishers write behind the name of a skill.
const TRIMMINGS: [&str; 6] = ["经验", "相关", "工作", "专业", "工程师", "类"];

#[derive(Debug)]
pub(super) struct Tags {
    postings: u32,
    with_skill: FxHashMap<SkillNumber, u32>,
    unknown: FxHashMap<String, Tag>,
    /// Known names without spaces and marks.
    by_letters: FxHashMap<String, SkillNumber>,
}

/// A tag that the vocabulary does not know.
#[derive(Debug, Default)]
struct Tag {
    written: String,
    seen: Sightings,
    with: FxHashMap<SkillNumber, u32>,
}

impl Tags {
    pub(super) fn new(vocabulary: &Vocabulary) -> Self {
        let mut by_letters = FxHashMap::default();
        for (number, skill) in (0..).zip(vocabulary.skills()) {
            for name in names(skill) {
                by_letters.entry(letters(name)).or_insert(number);
            }
        }
        Self { postings: 0, with_skill: FxHashMap::default(), unknown: FxHashMap::default(), by_letters }
    }

    pub(super) fn listen(&mut self, vocabulary: &Vocabulary, posting: &Posting<'_>, skills: &[SkillNumber]) {
        if posting.tags.is_empty() {
            return;
        }
        self.postings += 1;
        for &skill in skills {
            *self.with_skill.entry(skill).or_default() += 1;
        }
        let mut heard = FxHashSet::default();
        for tag in posting.tags.iter().map(|tag| bare(tag)) {
            let key = folded(tag);
            let is_unknown = vocabulary.by_name(tag).is_none() && (2..=NAME_CHARS).contains(&tag.chars().count());
            if !is_unknown || !heard.insert(key.clone()) {
                continue;
            }
            let entry = self.unknown.entry(key).or_insert_with(|| Tag { written: tag.to_owned(), ..Tag::default() });
            entry.seen.add(posting.title);
            for &skill in skills {
                *entry.with.entry(skill).or_default() += 1;
            }
        }
    }

    pub(super) fn proposals(&self, vocabulary: &Vocabulary, least: u32) -> Vec<Proposal> {
        let often = self.unknown.values().filter(|tag| tag.seen.count >= least);
        often.filter_map(|tag| self.proposal(vocabulary, tag)).collect()
    }

    fn proposal(&self, vocabulary: &Vocabulary, tag: &Tag) -> Option<Proposal> {
        let spelling = self.by_letters.get(&letters(&tag.written)).copied();
        let number = spelling.or_else(|| companion(vocabulary, tag))?;
        let skill = vocabulary.skill(number)?.id.clone();
        let together = tag.with.get(&number).copied().unwrap_or(0);
        let of_skill = self.with_skill.get(&number).copied().unwrap_or(0);
        Some(Proposal {
            addition: Addition { kind: AdditionKind::Alias, skill, value: tag.written.clone() },
            score: log_likelihood(together, tag.seen.count, of_skill, self.postings),
            count: tag.seen.count,
            evidence: tag.seen.examples.clone(),
        })
    }
}

/// The skill that stands in nearly all postings with `tag` and is called something like it.
fn companion(vocabulary: &Vocabulary, tag: &Tag) -> Option<SkillNumber> {
    let least = SHARE * f64::from(tag.seen.count);
    let like = |number: SkillNumber| {
        let alike = names(vocabulary.skill(number)?).map(|name| likeness(&tag.written, name));
        alike.max_by(f64::total_cmp).filter(|&most| most >= LIKENESS)
    };
    let steady = tag.with.iter().filter(|&(_, &count)| f64::from(count) >= least);
    let close = steady.filter_map(|(&number, _)| Some((like(number)?, number)));
    close.max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(&a.1))).map(|(_, number)| number)
}

/// A tag without its trimmings: 前端开发经验 says 前端开发.
fn bare(tag: &str) -> &str {
    let mut tag = tag.trim();
    while let Some(shorter) = TRIMMINGS.iter().find_map(|word| tag.strip_suffix(word)) {
        tag = shorter;
    }
    tag
}

fn names(skill: &Skill) -> impl Iterator<Item = &str> {
    [skill.zh.as_str(), skill.en.as_str()].into_iter().chain(skill.aliases.iter().map(String::as_str))
}

/// The folded letters and digits of a name, and the marks by which C, C++ and C# differ.
fn letters(name: &str) -> String {
    folded(name).chars().filter(|&c| c.is_alphanumeric() || c == '+' || c == '#').collect()
}

/// Share of the pairs of letters that two names have in common (Dice).
fn likeness(one: &str, other: &str) -> f64 {
    let pairs = |name: &str| -> FxHashSet<(char, char)> {
        let letters: Vec<char> = letters(name).chars().collect();
        letters.windows(2).map(|two| (two[0], two[1])).collect()
    };
    let (one, other) = (pairs(one), pairs(other));
    let common = one.intersection(&other).count() as f64;
    2.0 * common / (one.len() + other.len()).max(1) as f64
}
