//! What a text says about skills: which, where, how much they matter, and how well one has to know them.

use super::folding::Folded;
use super::spotting::Spot;
use super::vocabulary::{SkillNumber, Vocabulary};

rongqiao_model::choices! {
    /// How much a text wants a skill.
    pub enum Role {
        /// It has to be there.
        Required = "required",
        /// It is welcome.
        Preferred = "preferred",
        /// The text says that it is not asked for.
        Excluded = "excluded",
    }
}

rongqiao_model::choices! {
    /// How well somebody knows a skill, lowest first.
    pub enum Level {
        /// 了解: knows what it is.
        Aware = "aware",
        /// 熟悉: has used it.
        Familiar = "familiar",
        /// 掌握: works with it alone.
        Working = "working",
        /// 精通: teaches others.
        Expert = "expert",
    }
}

/// A skill that a text names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The skill.
    pub skill: SkillNumber,
    /// Where the name begins in the text, in bytes.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// How much the text wants it.
    pub role: Role,
    /// How well it has to be known, where the text says so.
    pub level: Option<Level>,
}

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
const EXCLUDED: [&str; 9] =
    ["不要求", "不需要", "无需", "不必", "不限", "not required", "not necessary", "no need", "unnecessary"];

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

impl Vocabulary {
    /// The skills that `text` names, in order, each with its role and level. Linear in the text.
    #[must_use]
    pub fn read(&self, text: &str) -> Vec<Mention> {
        let folded = Folded::of(text);
        let mut part = Part { text: "", start: 0, end: 0 };
        let mention = |spot: Spot| {
            if spot.start >= part.end {
                part = Part::around(&folded.text, spot.start);
            }
            let (start, end) = folded.span_in(text, spot.start, spot.end);
            let (role, level) = (part.role(), part.level_before(spot.start));
            Mention { skill: spot.skill, start, end, role, level }
        };
        self.spotter.spots(&folded.text).into_iter().map(mention).collect()
    }
}

/// A part of a sentence: what stands between two commas or full stops.
struct Part<'a> {
    text: &'a str,
    start: usize,
    end: usize,
}

impl<'a> Part<'a> {
    fn around(text: &'a str, at: usize) -> Self {
        let start = text[..at].char_indices().rev().find(|&(at, c)| ends_part(text, at, c));
        let start = start.map_or(0, |(at, c)| at + c.len_utf8());
        let end = text[at..].char_indices().find(|&(after, c)| ends_part(text, at + after, c));
        let end = end.map_or(text.len(), |(after, _)| at + after);
        Self { text: &text[start..end], start, end }
    }

    fn role(&self) -> Role {
        let has = |words: &[&str]| words.iter().any(|word| self.text.contains(word));
        if has(&EXCLUDED) {
            return Role::Excluded;
        }
        if has(&PREFERRED) { Role::Preferred } else { Role::Required }
    }

    /// The level that the last word of level before `at` says.
    fn level_before(&self, at: usize) -> Option<Level> {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(&str, &str, Option<Level>)> {
        let vocabulary = Vocabulary::shipped();
        let mentions = vocabulary.read(text);
        mentions.iter().map(|it| (&text[it.start..it.end], it.role.slug(), it.level)).collect()
    }

    #[test]
    fn role_and_level_are_read_from_the_words_around_a_skill() {
        assert_eq!(
            read("精通C++，熟悉Linux；有CUDA经验者优先。不要求Java"),
            [
                ("C++", "required", Some(Level::Expert)),
                ("Linux", "required", Some(Level::Familiar)),
                ("CUDA", "preferred", None),
                ("Java", "excluded", None),
            ]
        );
        assert_eq!(
            read("Proficient in Python. Familiar with Kubernetes, Docker is a plus"),
            [
                ("Python", "required", Some(Level::Working)),
                ("Kubernetes", "required", Some(Level::Familiar)),
                ("Docker", "preferred", None),
            ]
        );
    }

    #[test]
    fn an_ambiguous_name_is_decided_by_what_stands_near_it() {
        let spoken = |text: &str, id: &str| {
            let skill = Vocabulary::shipped().by_id(id);
            Vocabulary::shipped().read(text).iter().any(|it| Some(it.skill) == skill)
        };
        assert!(spoken("用C语言做单片机开发", "c-language"));
        assert!(!spoken("每日补充维生素C", "c-language"));
        assert!(spoken("后端语言为Go，微服务架构", "go-language"));
        assert!(!spoken("Let's go to the harbour", "go-language"));
    }

    proptest::proptest! {
        #[test]
        fn whatever_is_read_the_spans_are_pieces_of_the_text_in_order(
            words in proptest::collection::vec(
                proptest::prop_oneof![
                    "\\PC{0,6}",
                    "ＰＹＴＨＯＮ|C\\+\\+|数据分析|數據庫|Go|熟悉|不要求|ﬁ|㈱|a\u{301}|[，。；,. -]",
                ],
                0..12,
            ),
        ) {
            let text = words.concat();
            let mut reached = 0;
            for mention in Vocabulary::shipped().read(&text) {
                proptest::prop_assert!(text.get(mention.start..mention.end).is_some_and(|name| !name.is_empty()));
                proptest::prop_assert!(mention.start >= reached);
                reached = mention.end;
            }
        }
    }
}
