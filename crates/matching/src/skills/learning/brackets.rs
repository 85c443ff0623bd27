//! Names from brackets: “有限元分析（FEA）” says that the two are one, if one of them is known.

use rustc_hash::{FxHashMap, FxHashSet};

use super::super::extension::{Addition, AdditionKind};
use super::super::folding::folded;
use super::super::reading::Mention;
use super::super::vocabulary::{SkillNumber, Vocabulary};
use super::likelihood::log_likelihood;
use super::{Posting, Proposal, Sightings};
use crate::analysis::is_han;

/// Longest name in a bracket, in bytes.
const NAME_BYTES: usize = 40;

/// Longest Chinese name before a bracket, in characters; its beginning is a guess.
const HAN_CHARS: usize = 8;

/// Share of a name's brackets that have to name the same skill.
const SHARE: f64 = 0.7;

/// What stands in brackets and is no name: lists, examples, remarks.
const REMARKS: [&str; 21] = [
    "含", "如", "例", "等", "优先", "以上", "包括", "包含", "不限", "或", "及", "和", "者", "必须", "可", "至少",
    "相关", "e.g", "etc", "such", "and",
];

/// Words after which a name begins.
const OPENERS: [&str; 18] = [
    "熟悉", "掌握", "了解", "精通", "熟练", "使用", "应用", "具备", "具有", "进行", "负责", "参与", "的", "和", "及",
    "与", "或", "有",
];

#[derive(Debug, Default)]
pub(super) struct Brackets {
    all: u32,
    of_skill: FxHashMap<SkillNumber, u32>,
    of_name: FxHashMap<String, u32>,
    pairs: FxHashMap<(SkillNumber, String), Sightings>,
    /// How each folded name was written first.
    written: FxHashMap<String, String>,
}

impl Brackets {
    pub(super) fn listen(&mut self, vocabulary: &Vocabulary, posting: &Posting<'_>, mentions: &[Mention]) {
        let mut heard = FxHashSet::default();
        for bracket in brackets_in(posting.text) {
            let Some((skill, name)) = bracket.naming(vocabulary, mentions) else { continue };
            let key = folded(name);
            // A posting that says it often says it once.
            if !heard.insert((skill, key.clone())) {
                continue;
            }
            self.all += 1;
            *self.of_skill.entry(skill).or_default() += 1;
            *self.of_name.entry(key.clone()).or_default() += 1;
            self.written.entry(key.clone()).or_insert_with(|| name.to_owned());
            self.pairs.entry((skill, key)).or_default().add(bracket.surroundings());
        }
    }

    pub(super) fn proposals(&self, vocabulary: &Vocabulary, least: u32) -> Vec<Proposal> {
        let proposal = |((skill, key), seen): (&(SkillNumber, String), &Sightings)| {
            let (of_skill, of_name) = (self.of_skill[skill], self.of_name[key]);
            let is_settled = f64::from(seen.count) >= SHARE * f64::from(of_name);
            if seen.count < least || !is_settled {
                return None;
            }
            let skill = vocabulary.skill(*skill)?.id.clone();
            let addition = Addition { kind: AdditionKind::Alias, skill, value: self.written[key].clone() };
            let score = log_likelihood(seen.count, of_skill, of_name, self.all);
            Some(Proposal { addition, score, count: seen.count, evidence: seen.examples.clone() })
        };
        self.pairs.iter().filter_map(proposal).collect()
    }
}

/// A bracket in a text.
#[derive(Clone, Copy)]
struct Bracket<'a> {
    text: &'a str,
    /// Where it opens and where what is in it begins, ends, and where it has closed.
    open: usize,
    begin: usize,
    end: usize,
    closed: usize,
}

impl<'a> Bracket<'a> {
    /// The skill that one side of it names, and the unknown name on the other side.
    fn naming(&self, vocabulary: &Vocabulary, mentions: &[Mention]) -> Option<(SkillNumber, &'a str)> {
        let inside = self.text[self.begin..self.end].trim();
        if !is_name(inside) {
            return None;
        }
        let before = self.text[..self.open].trim_end();
        let name_before = mentions.iter().find(|mention| mention.end == before.len());
        match (name_before, vocabulary.by_name(inside)) {
            (Some(mention), None) => Some((mention.skill, inside)),
            (None, Some(skill)) => {
                last_name(before).filter(|it| vocabulary.by_name(it).is_none()).map(|it| (skill, it))
            }
            (None, None) | (Some(_), Some(_)) => None,
        }
    }

    /// The bracket with some words before it.
    fn surroundings(&self) -> &'a str {
        let start = self.text[..self.open].char_indices().rev().take_while(|&(_, c)| c != '\n').take(16).last();
        &self.text[start.map_or(self.open, |(at, _)| at)..self.closed]
    }
}

/// The brackets of `text` that close on their line and are short enough to hold a name.
fn brackets_in(text: &str) -> impl Iterator<Item = Bracket<'_>> {
    text.match_indices(['(', '（']).filter_map(|(open, mark)| {
        let begin = open + mark.len();
        let length = text[begin..].find([')', '）', '(', '（', '\n'])?;
        let end = begin + length;
        let close = text[end..].chars().next().filter(|&c| c == ')' || c == '）')?;
        (length > 0 && length <= NAME_BYTES).then_some(Bracket {
            text,
            open,
            begin,
            end,
            closed: end + close.len_utf8(),
        })
    })
}

/// Whether what stands in a bracket may be a name.
fn is_name(inside: &str) -> bool {
    let lower = inside.to_lowercase();
    let is_mark = |c: char| !(c.is_alphanumeric() || matches!(c, ' ' | '-' | '+' | '#' | '.' | '&'));
    let letters = inside.chars().filter(|c| c.is_alphabetic()).count();
    let is_remark = REMARKS.iter().any(|word| {
        if word.is_ascii() {
            lower.split(' ').any(|it| it.trim_end_matches('.') == *word)
        } else {
            lower.contains(word)
        }
    });
    letters >= 2 && !inside.contains(is_mark) && !inside.starts_with(|c: char| c.is_ascii_digit()) && !is_remark
}

/// The name at the end of `text`: Chinese characters since the last mark or opening word, or a single Latin word.
fn last_name(text: &str) -> Option<&str> {
    let last = text.chars().next_back()?;
    if !is_han(last) {
        let begin = text.rfind(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '+' | '#' | '.')));
        let begin = begin.map_or(0, |at| at + text[at..].chars().next().map_or(0, char::len_utf8));
        let word = &text[begin..];
        return (word.chars().filter(char::is_ascii_alphabetic).count() >= 2).then_some(word);
    }
    let begin = text.char_indices().rev().find(|&(_, c)| !is_han(c)).map_or(0, |(at, c)| at + c.len_utf8());
    let han = &text[begin..];
    let opened = OPENERS.iter().filter_map(|word| han.rfind(word).map(|at| at + word.len())).max();
    let name = &han[opened.unwrap_or(0)..];
    // Latin letters right before it belong to the name, and where such a name begins is hard to say.
    let is_whole = opened.is_some() || !text[..begin].ends_with(|c: char| c.is_ascii_alphanumeric());
    let chars = name.chars().count();
    (is_whole && (2..=HAN_CHARS).contains(&chars)).then_some(name)
}
