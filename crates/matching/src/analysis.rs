//! Text to terms: width, case and traditional forms folded, Chinese segmented, Latin words stemmed.
//!
//! A *head* term (title, occupation, skill, context) is indexed for every dictionary word inside a run of Chinese,
//! for every pair of neighbouring characters and for every character: whatever is typed, a dictionary word or not,
//! can be put together from them. A *body* term is a word of the segmentation only.

use std::sync::LazyLock;

use jieba_rs::Jieba;
use rust_stemmers::{Algorithm, Stemmer};
use unicode_normalization::{IsNormalized, UnicodeNormalization as _, is_nfkc_quick};

static JIEBA: LazyLock<Jieba> = LazyLock::new(Jieba::new);
static STEMMER: LazyLock<Stemmer> = LazyLock::new(|| Stemmer::create(Algorithm::English));

/// Shortest Latin word that is stemmed, in letters.
const STEM_MIN_LETTERS: usize = 4;

/// Longest Latin word that is kept, in bytes; beyond it nobody searches.
const LATIN_MAX_BYTES: usize = 40;

/// Loads the dictionary now instead of at the first search.
pub(crate) fn warm() {
    LazyLock::force(&JIEBA);
    LazyLock::force(&STEMMER);
}

/// Folds width, case and traditional forms: `"ＪＡＶＡ開發"` becomes `"java开发"`.
pub(crate) fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let narrow = match is_nfkc_quick(text.chars()) {
        IsNormalized::Yes => text.to_lowercase(),
        _ => text.nfkc().collect::<String>().to_lowercase(),
    };
    fast2s::convert(&narrow)
}

/// A stretch of folded text of one script.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Run<'a> {
    /// Chinese characters.
    Han(&'a str),
    /// A Latin or other alphabetic word, digits and inner marks included: `c++`, `.net`, `node.js`, `5g`.
    Word(&'a str),
}

/// Splits folded text into runs.
pub(crate) fn runs(text: &str) -> Vec<Run<'_>> {
    let mut runs = Vec::new();
    let mut chars = text.char_indices().peekable();
    let mut before = ' ';
    while let Some((start, first)) = chars.next() {
        if is_han(first) {
            let mut end = start + first.len_utf8();
            while let Some(&(at, _)) = chars.peek().filter(|(_, next)| is_han(*next)) {
                chars.next();
                end = at + text[at..].chars().next().map_or(0, char::len_utf8);
            }
            runs.push(Run::Han(&text[start..end]));
        } else if first.is_alphanumeric() || starts_dotted_name(first, before, &text[start..]) {
            let end = word_end(text, start + first.len_utf8());
            while chars.peek().is_some_and(|&(at, _)| at < end) {
                chars.next();
            }
            runs.push(Run::Word(&text[start..end]));
        }
        before = first;
    }
    runs
}

/// `.net`, but not the full stop between two sentences.
fn starts_dotted_name(first: char, before: char, rest: &str) -> bool {
    first == '.' && !before.is_alphanumeric() && rest[1..].chars().next().is_some_and(|next| next.is_ascii_alphabetic())
}

fn word_end(text: &str, from: usize) -> usize {
    let mut end = from;
    let mut chars = text[from..].char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|&(_, next)| next);
        let joins = match c {
            '+' | '#' => true,
            '.' => next.is_some_and(|next| next.is_ascii_alphanumeric()),
            _ => c.is_alphanumeric() && !is_han(c),
        };
        if !joins {
            break;
        }
        end = from + at + c.len_utf8();
    }
    end
}

pub(crate) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{323af}' | '々' | '〇')
}

/// The term that a Latin word is indexed under: plain words by their stem, names with digits or marks as they are.
pub(crate) fn latin_term(word: &str) -> String {
    let plain = word.len() >= STEM_MIN_LETTERS && word.bytes().all(|b| b.is_ascii_alphabetic());
    if plain { STEMMER.stem(word).into_owned() } else { word.chars().take(LATIN_MAX_BYTES).collect() }
}

/// The parts of a name with marks or digits: `node.js` has `node` and `js`, `vue3` has `vue`.
pub(crate) fn latin_parts(word: &str) -> Vec<String> {
    let pieces = word.split(|c: char| !c.is_alphabetic()).filter(|piece| piece.len() >= 2 && *piece != word);
    pieces.map(latin_term).collect()
}

/// Calls `emit` with every head term of folded `text`; a term may come more than once.
pub(crate) fn head_terms(text: &str, mut emit: impl FnMut(&str)) {
    let mut previous_latin: Option<String> = None;
    for run in runs(text) {
        match run {
            Run::Han(han) => {
                previous_latin = None;
                for word in JIEBA.cut_all(han) {
                    emit(word.word);
                }
                pairs(han).for_each(&mut emit);
                han.char_indices().for_each(|(at, c)| emit(&han[at..at + c.len_utf8()]));
            }
            Run::Word(word) => {
                let term = latin_term(word);
                emit(&term);
                latin_parts(word).iter().for_each(|part| emit(part));
                if let Some(previous) = previous_latin {
                    emit(&neighbours(&previous, &term));
                }
                previous_latin = Some(term);
            }
        }
    }
}

/// The term under which two neighbouring Latin words are indexed, for phrases.
pub(crate) fn neighbours(left: &str, right: &str) -> String {
    format!("{left} {right}")
}

/// Calls `emit` with every body term of folded `text`; a term may come more than once.
pub(crate) fn body_terms(text: &str, mut emit: impl FnMut(&str)) {
    for run in runs(text) {
        match run {
            Run::Han(han) => {
                for word in JIEBA.cut_for_search(han, false) {
                    emit(word.word);
                }
            }
            Run::Word(word) => emit(&latin_term(word)),
        }
    }
}

/// The words of a run of Chinese as people would read it; characters that make no word stay together in one piece.
pub(crate) fn words(han: &str) -> Vec<&str> {
    let mut words: Vec<&str> = Vec::new();
    let mut loose: Option<(usize, usize)> = None;
    for token in JIEBA.cut(han, false) {
        let (start, end) = (token.byte_start, token.byte_end);
        if token.word.chars().nth(1).is_none() && !is_function_word(token.word) {
            loose = Some(loose.map_or((start, end), |(from, _)| (from, end)));
            continue;
        }
        words.extend(loose.take().map(|(from, to)| &han[from..to]));
        words.push(token.word);
    }
    words.extend(loose.map(|(from, to)| &han[from..to]));
    words
}

/// The words of a run of Chinese, each character that makes no word by itself.
pub(crate) fn segments(han: &str) -> Vec<&str> {
    JIEBA.cut(han, false).into_iter().map(|token| token.word).collect()
}

/// Every dictionary word inside `word`, shortest pieces included, `word` itself left out.
pub(crate) fn inner_words(word: &str) -> Vec<&str> {
    let long_enough = |it: &&str| it.chars().nth(1).is_some() && *it != word;
    JIEBA.cut_all(word).into_iter().map(|token| token.word).filter(long_enough).collect()
}

/// Neighbouring characters, two by two.
pub(crate) fn pairs(han: &str) -> impl Iterator<Item = &str> {
    let starts: Vec<usize> = han.char_indices().map(|(at, _)| at).chain([han.len()]).collect();
    let count = starts.len().saturating_sub(2);
    (0..count).map(move |at| &han[starts[at]..starts[at + 2]])
}

/// Words that people write around what they look for; alone they are searched for like any other.
pub(crate) fn is_function_word(word: &str) -> bool {
    FUNCTION_WORDS.contains(&word)
}

const FUNCTION_WORDS: &[&str] = &[
    "的",
    "了",
    "在",
    "是",
    "我",
    "想",
    "找",
    "有",
    "和",
    "与",
    "或",
    "做",
    "从事",
    "招",
    "会",
    "懂",
    "能",
    "能够",
    "一",
    "一份",
    "一个",
    "一名",
    "一点",
    "一些",
    "想要",
    "想找",
    "寻找",
    "需要",
    "最好",
    "希望",
    "有没有",
    "没有",
    "相关",
    "方面",
    "方向",
    "工作",
    "岗位",
    "职位",
    "公司",
    "企业",
    "单位",
    "地方",
    "可以",
    "可",
    "哪些",
    "什么",
    "怎么",
    "如何",
    "请问",
    "吗",
    "呢",
    "带",
    "有人",
    "人",
    "以及",
    "并",
    "并且",
    "等",
    "及",
    "对",
    "把",
    "被",
    "给",
    "让",
    "为",
    "为了",
    "中",
    "里",
    "上",
    "到",
    "去",
    "来",
    "要",
    "也",
    "都",
    "就",
    "还",
    "很",
    "熟悉",
    "擅长",
    "独立",
    "负责",
    "解决",
    "经验",
    "学历",
    "不限",
    "以上",
    "年",
    "个",
    "名",
    "份",
    "不",
    "学",
    "哪里",
    "关于",
    "the",
    "a",
    "an",
    "of",
    "for",
    "in",
    "at",
    "to",
    "and",
    "or",
    "with",
    "i",
    "want",
    "job",
    "jobs",
    "looking",
    "near",
    "me",
    "find",
    "is",
    "are",
    "on",
    "my",
    "some",
    "any",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn head(text: &str) -> Vec<String> {
        let mut terms = Vec::new();
        head_terms(&fold(text), |term| terms.push(term.to_owned()));
        terms
    }

    #[test]
    fn width_case_and_traditional_forms_are_folded() {
        assert_eq!(fold("ＪＡＶＡ開發工程師"), "java开发工程师");
        assert_eq!(fold("SolidWorks"), "solidworks");
    }

    #[test]
    fn names_of_techniques_stay_whole() {
        let text = "c++开发, .net 和 node.js、5g基站 c# 结束。next";
        let words: Vec<&str> = runs(text)
            .into_iter()
            .filter_map(|run| if let Run::Word(word) = run { Some(word) } else { None })
            .collect();
        assert_eq!(words, ["c++", ".net", "node.js", "5g", "c#", "next"]);
    }

    #[test]
    fn every_word_and_pair_inside_a_title_is_a_term() {
        let terms = head("嵌入式软件工程师");
        for term in ["软件", "工程师", "嵌入", "入式", "件工", "师"] {
            assert!(terms.iter().any(|it| it == term), "{term} is missing in {terms:?}");
        }
    }

    #[test]
    fn characters_that_make_no_word_stay_together() {
        assert_eq!(words("氢屿招聘"), ["氢屿", "招聘"]);
    }

    #[test]
    fn english_words_meet_in_their_stem() {
        assert_eq!(latin_term("engineers"), latin_term("engineer"));
        assert_eq!(latin_parts("node.js"), ["node", "js"]);
    }
}
