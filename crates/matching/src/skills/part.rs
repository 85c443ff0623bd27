//! Parts of sentences, and what they say of the words in them.

use super::reading::{Level, Role};

/// Words that make what stands in the same part of a sentence welcome rather than required.
const PREFERRED: [&str; 12] = [
    "优先",
    "加分",
    "更佳",
    "更好",
    "尤佳",
    "为佳",
    "preferred",
    "nice to have",
    "a plus",
    "bonus",
    "desirable",
    "advantage",
];

/// Words that say that what stands in the same part of a sentence is not asked for.
const EXCLUDED: [&str; 8] =
    ["不要求", "不需要", "无需", "不必", "not required", "not necessary", "no need", "unnecessary"];

/// Words that say how well what follows has to be known.
const LEVELS: [(&str, Level); 25] = [
    ("了解", Level::Aware),
    ("知道", Level::Aware),
    ("接触过", Level::Aware),
    ("awareness of", Level::Aware),
    ("basic", Level::Aware),
    ("understanding of", Level::Aware),
    ("熟悉", Level::Familiar),
    ("使用过", Level::Familiar),
    ("会用", Level::Familiar),
    ("familiar with", Level::Familiar),
    ("familiarity with", Level::Familiar),
    ("knowledge of", Level::Familiar),
    ("掌握", Level::Working),
    ("熟练", Level::Working),
    ("能独立", Level::Working),
    ("擅长", Level::Working),
    ("proficient", Level::Working),
    ("proficiency", Level::Working),
    ("experience with", Level::Working),
    ("experience in", Level::Working),
    ("skilled in", Level::Working),
    ("精通", Level::Expert),
    ("深入", Level::Expert),
    ("expert", Level::Expert),
    ("in depth", Level::Expert),
];

/// Words that say how well somebody knows a human language; they may stand behind its name.
const LANGUAGE_LEVELS: [(&str, Level); 11] = [
    ("母语", Level::Expert),
    ("native", Level::Expert),
    ("bilingual", Level::Expert),
    ("流利", Level::Working),
    ("熟练", Level::Working),
    ("fluent", Level::Working),
    ("fluency", Level::Working),
    ("良好", Level::Familiar),
    ("conversational", Level::Familiar),
    ("简单", Level::Aware),
    ("日常", Level::Aware),
];

/// How far a part is looked at to either side of a word, in bytes, so that reading stays linear in texts without stops.
const REACH_BYTES: usize = 400;

/// A part of a sentence: what stands between two commas or full stops.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Part<'a> {
    pub(crate) text: &'a str,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

impl<'a> Part<'a> {
    /// The part of folded `text` in which the byte `at` stands.
    pub(crate) fn around(text: &'a str, at: usize) -> Self {
        let from = text.floor_char_boundary(at.saturating_sub(REACH_BYTES));
        let to = text.ceil_char_boundary((at + REACH_BYTES).min(text.len()));
        let start = text[from..at].char_indices().rev().find(|&(i, c)| ends_part(text, from + i, c));
        let start = start.map_or(from, |(i, c)| from + i + c.len_utf8());
        let end = text[at..to].char_indices().find(|&(i, c)| ends_part(text, at + i, c));
        let end = end.map_or(to, |(i, _)| at + i);
        Self { text: &text[start..end], start, end }
    }

    pub(crate) fn has(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.text.contains(word))
    }

    /// How much it wants what stands in it.
    pub(crate) fn role(&self) -> Role {
        // 不限于 opens a list, it excludes nothing.
        let unlimited = self.text.match_indices("不限").any(|(at, it)| !self.text[at + it.len()..].starts_with('于'));
        if unlimited || self.has(&EXCLUDED) {
            return Role::Excluded;
        }
        if self.has(&PREFERRED) { Role::Preferred } else { Role::Required }
    }

    /// How well a human language has to be known that stands in it.
    pub(super) fn language_level(&self) -> Option<Level> {
        LANGUAGE_LEVELS.iter().find(|(word, _)| self.text.contains(word)).map(|&(_, level)| level)
    }

    /// The level that the last word of level before `at` says.
    pub(crate) fn level_before(&self, at: usize) -> Option<Level> {
        let before = &self.text[..at.saturating_sub(self.start).min(self.text.len())];
        let found = LEVELS.iter().filter_map(|&(word, level)| before.rfind(word).map(|at| (at, level)));
        found.max_by_key(|&(at, _)| at).map(|(_, level)| level)
    }
}

/// Whether a part of a sentence ends here; the full stop in `node.js` and in `3.5` ends nothing.
fn ends_part(text: &str, at: usize, c: char) -> bool {
    match c {
        ',' | ';' | '。' | '\n' | '!' | '?' => true,
        '.' => !text[at + 1..].chars().next().is_some_and(|next| next.is_ascii_alphanumeric()),
        _ => false,
    }
}
