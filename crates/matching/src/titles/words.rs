//! A title as terms that know what part they play.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::analysis::{Run, fold, latin_term, pairs, runs, segments};

/// Words of titles in both languages with the part that they play.
const TABLE: &str = include_str!("../../titles/words.tsv");

/// Characters that end the name of somebody who does something.
const ROLE_ENDINGS: &str = "员师工人者家长手";

/// Letters in a piece of a Latin word, the spaces around it included.
const PIECE_LETTERS: usize = 4;

/// Words that say nothing of an occupation.
const EMPTY_WORDS: &[&str] = &[
    "a",
    "all",
    "an",
    "and",
    "are",
    "as",
    "at",
    "be",
    "by",
    "except",
    "for",
    "from",
    "have",
    "in",
    "including",
    "into",
    "is",
    "it",
    "its",
    "may",
    "not",
    "of",
    "on",
    "or",
    "other",
    "such",
    "that",
    "the",
    "their",
    "these",
    "they",
    "this",
    "to",
    "using",
    "which",
    "with",
    "与",
    "了",
    "从事",
    "及",
    "和",
    "在",
    "对",
    "并",
    "或",
    "有",
    "的",
    "等",
    "人员",
];

/// What a word of a title says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// How high or for how long: senior, assistant, 实习.
    Level,
    /// What somebody is: engineer, clerk, 主管.
    Role,
    /// What it is about; the rest of the title.
    Field,
    /// What makes people apply: 高薪, 五险一金.
    Advert,
}

impl Part {
    fn named(name: &str) -> Option<Self> {
        match name {
            "level" => Some(Self::Level),
            "head" => Some(Self::Role),
            "field" => Some(Self::Field),
            "advert" => Some(Self::Advert),
            _ => None,
        }
    }

    /// How much a word tells about the occupation, beside a word of the field.
    pub(super) fn weight(self) -> f32 {
        match self {
            Self::Level => 0.4,
            Self::Role => 0.5,
            Self::Field => 1.0,
            Self::Advert => 0.1,
        }
    }
}

/// How a term was cut from a title; each kind of term is told from the others by its first letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A dictionary word of Chinese.
    Han,
    /// The stem of a Latin word.
    Latin,
    /// Two neighbouring characters.
    Pair,
    /// Two neighbouring Latin words.
    Phrase,
    /// One character.
    Letter,
    /// A piece of a Latin word.
    Piece,
    /// Three neighbouring characters.
    Triple,
    /// The characters with which a title begins.
    Start,
    /// The characters with which a title ends.
    End,
}

impl Kind {
    const ALL: [(char, Self); 9] = [
        ('h', Self::Han),
        ('l', Self::Latin),
        ('p', Self::Pair),
        ('n', Self::Phrase),
        ('c', Self::Letter),
        ('s', Self::Piece),
        ('t', Self::Triple),
        ('b', Self::Start),
        ('e', Self::End),
    ];

    /// The term of this kind with this text.
    pub(super) fn term(self, text: &str) -> String {
        let mark = Self::ALL.iter().find(|(_, kind)| *kind == self).map_or(' ', |(mark, _)| *mark);
        format!("{mark}{text}")
    }

    /// The kind of a term.
    pub(super) fn of(term: &str) -> Option<Self> {
        let first = term.chars().next()?;
        Self::ALL.iter().find(|(mark, _)| *mark == first).map(|(_, kind)| *kind)
    }
}

/// A line of the table: names in both languages for one thing.
#[derive(Clone, Debug)]
pub(super) struct Names {
    pub(super) zh: Vec<&'static str>,
    pub(super) en: Vec<&'static str>,
    part: Part,
}

static NAMES: LazyLock<Vec<Names>> = LazyLock::new(|| TABLE.lines().skip(1).filter_map(names).collect());

static PARTS: LazyLock<FxHashMap<String, Part>> = LazyLock::new(parts);

fn names(line: &'static str) -> Option<Names> {
    let mut columns = line.split('\t');
    let mut list = || columns.next().map(|names| names.split('|').filter(|name| !name.is_empty()).collect());
    let (zh, en) = (list()?, list()?);
    Some(Names { zh, en, part: Part::named(columns.next()?)? })
}

/// The table of words.
pub(super) fn table() -> &'static [Names] {
    &NAMES
}

fn parts() -> FxHashMap<String, Part> {
    let mut parts = FxHashMap::default();
    for ending in ROLE_ENDINGS.chars().map(String::from) {
        parts.insert(Kind::Han.term(&ending), Part::Role);
        parts.insert(Kind::Letter.term(&ending), Part::Role);
    }
    for names in table().iter().filter(|names| names.part != Part::Field) {
        for name in &names.zh {
            parts.entry(Kind::Han.term(name)).or_insert(names.part);
            for pair in pairs(name) {
                parts.entry(Kind::Pair.term(pair)).or_insert(names.part);
            }
        }
        for name in names.en.iter().filter(|name| !name.contains(' ')) {
            parts.entry(Kind::Latin.term(&latin_term(name))).or_insert(names.part);
        }
    }
    parts
}

/// The part that a term plays.
pub(super) fn part(term: &str) -> Part {
    PARTS.get(term).copied().unwrap_or(Part::Field)
}

/// The terms by which a title is known in a space: words, pairs of characters, neighbouring words.
pub(super) fn title_terms(title: &str) -> Vec<String> {
    let folded = fold(title);
    let mut terms = Vec::new();
    let mut before: Option<String> = None;
    for run in runs(&folded) {
        match run {
            Run::Han(han) => {
                before = None;
                terms.extend(han_words(han).map(|word| Kind::Han.term(word)));
                terms.extend(pairs(han).map(|pair| Kind::Pair.term(pair)));
            }
            Run::Word(word) if EMPTY_WORDS.contains(&word) => {}
            Run::Word(word) => {
                let stem = latin_term(word);
                terms.push(Kind::Latin.term(&stem));
                terms.extend(before.map(|before| Kind::Phrase.term(&format!("{before} {stem}"))));
                before = Some(stem);
            }
        }
    }
    terms
}

/// The terms of a description: its words.
pub(super) fn text_terms(text: &str) -> Vec<String> {
    let folded = fold(text);
    let mut terms = Vec::new();
    for run in runs(&folded) {
        match run {
            Run::Han(han) => {
                let words = han_words(han).filter(|word| word.chars().nth(1).is_some());
                terms.extend(words.map(|word| Kind::Han.term(word)));
            }
            Run::Word(word) if EMPTY_WORDS.contains(&word) => {}
            Run::Word(word) => terms.push(Kind::Latin.term(&latin_term(word))),
        }
    }
    terms
}

/// The terms by which a title is compared letter by letter, each once.
pub(super) fn letter_terms(title: &str) -> Vec<String> {
    let folded = fold(title);
    let mut terms = title_terms(title);
    terms.retain(|term| Kind::of(term) != Some(Kind::Phrase));
    for run in runs(&folded) {
        match run {
            Run::Han(han) => terms.extend(han.chars().map(|letter| Kind::Letter.term(&letter.to_string()))),
            Run::Word(word) if EMPTY_WORDS.contains(&word) => {}
            Run::Word(word) => terms.extend(pieces(word)),
        }
    }
    terms.sort_unstable();
    terms.dedup();
    terms
}

/// The terms by which an occupation is told: those of the letters, three neighbours, and how the title begins and ends.
pub(super) fn fine_terms(title: &str) -> Vec<String> {
    let folded = fold(title);
    let han: Vec<Vec<char>> = runs(&folded)
        .into_iter()
        .filter_map(|run| match run {
            Run::Han(han) => Some(han.chars().collect()),
            Run::Word(_) => None,
        })
        .collect();
    let term = |kind: Kind, letters: &[char]| kind.term(&String::from_iter(letters));
    let mut terms = letter_terms(title);
    terms.extend(han.iter().flat_map(|run| run.windows(3)).map(|triple| term(Kind::Triple, triple)));
    terms.extend(han.first().map(|run| term(Kind::Start, &run[..run.len().min(2)])));
    for length in [1, 2] {
        terms.extend(han.last().map(|run| term(Kind::End, &run[run.len().saturating_sub(length)..])));
    }
    terms.sort_unstable();
    terms.dedup();
    terms
}

/// A title in one form: the same words in any order and number are the same name.
pub(super) fn name_key(title: &str) -> String {
    let mut words = title_terms(title);
    words.retain(|term| matches!(Kind::of(term), Some(Kind::Han | Kind::Latin)));
    words.sort_unstable();
    words.dedup();
    words.join(" ")
}

/// A title without what stands in brackets, unless nothing else is there.
pub(super) fn without_remarks(title: &str) -> String {
    let mut depth = 0usize;
    let mut kept = String::with_capacity(title.len());
    for letter in title.chars() {
        match letter {
            '(' | '（' | '[' | '【' => depth += 1,
            ')' | '）' | ']' | '】' => depth = depth.saturating_sub(1),
            letter if depth == 0 => kept.push(letter),
            _ => {}
        }
    }
    if kept.trim().is_empty() { title.to_owned() } else { kept }
}

fn han_words(han: &str) -> impl Iterator<Item = &str> {
    segments(han).into_iter().filter(|word| !EMPTY_WORDS.contains(word))
}

fn pieces(word: &str) -> Vec<String> {
    let letters: Vec<char> = format!(" {word} ").chars().collect();
    letters.windows(PIECE_LETTERS.min(letters.len())).map(|piece| Kind::Piece.term(&String::from_iter(piece))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_whole() {
        assert_eq!(table().len(), TABLE.lines().count() - 1);
        assert!(table().iter().all(|names| !names.zh.is_empty()));
    }

    #[test]
    fn ranks_and_roles_are_told_from_fields() {
        for (term, expected) in [
            (Kind::Han.term("高级"), Part::Level),
            (Kind::Latin.term(&latin_term("assistants")), Part::Level),
            (Kind::Han.term("工程师"), Part::Role),
            (Kind::Letter.term("员"), Part::Role),
            (Kind::Latin.term(&latin_term("technicians")), Part::Role),
            (Kind::Han.term("税务"), Part::Field),
            (Kind::Latin.term("hydrogen"), Part::Field),
            (Kind::Han.term("高薪"), Part::Advert),
        ] {
            assert_eq!(part(&term), expected, "{term}");
        }
    }

    #[test]
    fn plural_case_and_order_leave_a_name_the_same() {
        assert_eq!(name_key("Directors of Sales"), name_key("sales director"));
        assert_ne!(name_key("sales director"), name_key("sales manager"));
        assert_eq!(name_key("軟件工程師"), name_key("软件工程师"));
    }

    #[test]
    fn a_compound_is_known_by_its_words_and_its_pairs() {
        let terms = title_terms("税务会计");
        for term in [Kind::Han.term("税务"), Kind::Han.term("会计"), Kind::Pair.term("务会")] {
            assert!(terms.contains(&term), "{term} in {terms:?}");
        }
    }

    #[test]
    fn remarks_in_brackets_are_left_out_unless_they_are_all() {
        assert_eq!(without_remarks("销售代表（贵州）(J12419)"), "销售代表");
        assert_eq!(without_remarks("【焊工】"), "【焊工】");
    }
}
