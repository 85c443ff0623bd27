//! Parts of sentences, and what they say of the words in them.

use super::asides;
use super::reading::{Level, Role};
use super::vocabulary::SkillKind;

/// Words that make what stands in the same part of a sentence welcome rather than required.
const PREFERRED: [&str; 17] = [
    "优先",
    "加分",
    "更佳",
    "更好",
    "尤佳",
    "为佳",
    "preferred",
    "nice to have",
    "be nice",
    "a plus",
    "bonus",
    "desirable",
    "advantage",
    "an asset",
    "welcome",
    "ideally",
    "preferably",
];

/// Words that say that what stands in the same part of a sentence is not asked for or not there.
const EXCLUDED: [&str; 31] = [
    "不要求",
    "不作要求",
    "不做要求",
    "不需要",
    "无需",
    "无须",
    "不必",
    "不涉及",
    "不承担",
    "不参与",
    "不安排",
    "不接触",
    "不从事",
    "不单独",
    "不进行",
    "不负责",
    "不讲",
    "不会",
    "不懂",
    "没学过",
    "没用过",
    "没接触过",
    "没做过",
    "尚未",
    "not required",
    "not needed",
    "not necessary",
    "no need",
    "unnecessary",
    "never ",
    "without ",
];

/// Words before which 不会 and 不懂 ask for a skill all the same: 不会Java者勿投.
const REFUSED: [&str; 3] = ["勿", "请绕", "别投"];

/// Words that say how well what follows has to be known.
const LEVELS: [(&str, Level); 25] = [
    ("了解", Level::Aware),
    ("知道", Level::Aware),
    ("略懂", Level::Aware),
    ("懂一点", Level::Aware),
    ("皮毛", Level::Aware),
    ("aware of", Level::Aware),
    ("awareness of", Level::Aware),
    ("basic", Level::Aware),
    ("a bit of", Level::Aware),
    ("熟悉", Level::Familiar),
    ("familiar with", Level::Familiar),
    ("familiarity with", Level::Familiar),
    ("掌握", Level::Working),
    ("熟练", Level::Working),
    ("擅长", Level::Working),
    ("proficient", Level::Working),
    ("proficiency", Level::Working),
    ("working knowledge", Level::Working),
    ("skilled in", Level::Working),
    ("solid ", Level::Working),
    ("master ", Level::Working),
    ("精通", Level::Expert),
    ("深入", Level::Expert),
    ("expert", Level::Expert),
    ("in depth", Level::Expert),
];

/// Words that say it of what stands before them, at the end of their part.
const LEVELS_BEHIND: [(&str, Level); 12] = [
    ("了解", Level::Aware),
    ("了解一点", Level::Aware),
    ("略懂", Level::Aware),
    ("懂一点", Level::Aware),
    ("皮毛", Level::Aware),
    ("熟悉", Level::Familiar),
    ("熟悉其一", Level::Familiar),
    ("熟练", Level::Working),
    ("精通", Level::Expert),
    ("familiarity", Level::Familiar),
    ("proficiency", Level::Working),
    ("proficient", Level::Working),
];

/// Most words of a part that goes on with the list of the part before it.
const ITEM_MAX_WORDS: usize = 6;

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
    /// What its sentence says before it.
    lead: &'a str,
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
        let sentence = text[from..start].char_indices().rev().find(|&(i, c)| c != ',' && ends_part(text, from + i, c));
        let sentence = sentence.map_or(from, |(i, c)| from + i + c.len_utf8());
        Self { text: &text[start..end], lead: &text[sentence..start], start, end }
    }

    pub(crate) fn has(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.text.contains(word))
    }

    /// How much it wants what stands in it.
    pub(crate) fn role(&self) -> Role {
        if self.is_excluded() {
            return Role::Excluded;
        }
        // 加分项:Docker, Kubernetes.
        let heading = self.lead.rsplit_once(':').map_or("", |(heading, _)| heading);
        let is_preferred = self.has(&PREFERRED) || PREFERRED.iter().any(|word| heading.contains(word));
        match () {
            () if asides::is_promise(self.text) => Role::Mentioned,
            () if is_preferred => Role::Preferred,
            () if asides::is_aside(self.text, self.lead, heading) => Role::Mentioned,
            () => Role::Required,
        }
    }

    /// What the `role` of the part is for a skill of `kind`: a certificate has to be demanded to be required, and one
    /// that may come later is welcome.
    pub(super) fn role_of(&self, kind: Option<SkillKind>, role: Role) -> Role {
        if kind != Some(SkillKind::Certificate) || matches!(role, Role::Excluded | Role::Preferred) {
            return role;
        }
        match () {
            () if asides::comes_later(self.text) => Role::Preferred,
            () if role == Role::Required && !asides::demands(self.text) => Role::Preferred,
            () => role,
        }
    }

    fn is_excluded(&self) -> bool {
        // 不限于 opens a list, it excludes nothing.
        let unlimited = self.text.match_indices("不限").any(|(at, it)| !self.text[at + it.len()..].starts_with('于'));
        let refuses_nothing = self.text.trim_start().starts_with("no ");
        unlimited || refuses_nothing || self.has(&EXCLUDED) && !self.has(&REFUSED)
    }

    /// How well a human language has to be known that stands in it.
    pub(super) fn language_level(&self) -> Option<Level> {
        LANGUAGE_LEVELS.iter().find(|(word, _)| self.text.contains(word)).map(|&(_, level)| level)
    }

    /// How well it wants known what stands from `start` to `end`: the last word of level before it says so, else a word
    /// at the end of the part, else what the sentence said before the list that the part goes on with.
    pub(crate) fn level_of(&self, start: usize, end: usize) -> Option<Level> {
        let before = &self.text[..start.saturating_sub(self.start).min(self.text.len())];
        let behind = self.text[end.saturating_sub(self.start).min(self.text.len())..].trim_end();
        let at_end = || LEVELS_BEHIND.iter().rev().find(|(word, _)| behind.ends_with(word)).map(|&(_, level)| level);
        let goes_on = self.text.is_ascii() && self.text.split_whitespace().count() <= ITEM_MAX_WORDS;
        let in_lead = || if goes_on && !self.has(&PREFERRED) { last_level(self.lead) } else { None };
        last_level(before).or_else(at_end).or_else(in_lead)
    }
}

/// What the last word of level in `text` says.
fn last_level(text: &str) -> Option<Level> {
    let found = LEVELS.iter().filter_map(|&(word, level)| text.rfind(word).map(|at| (at, level)));
    found.max_by_key(|&(at, _)| at).map(|(_, level)| level)
}

/// Whether a part of a sentence ends here; the full stop in `node.js` and in `3.5` ends nothing.
pub(crate) fn ends_part(text: &str, at: usize, c: char) -> bool {
    match c {
        ',' | ';' | '。' | '\n' | '!' | '?' => true,
        '.' => !text[at + 1..].chars().next().is_some_and(|next| next.is_ascii_alphanumeric()),
        _ => false,
    }
}
