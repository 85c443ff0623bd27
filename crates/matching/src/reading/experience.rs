//! Years of experience: `3-5年工作经验`, `三年以上`, `5+ years of experience`, `应届`.

use std::sync::LazyLock;

use regex::Regex;

use super::Spotted;
use crate::skills::Part;

/// How many years of experience are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Years {
    /// At least so many; 0 where none are needed.
    pub min: u8,
    /// At most so many, where the text says so.
    pub max: Option<u8>,
}

static CHINESE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    super::pattern(concat!(
        r"(?:(?<from>\d{1,2}|[一二两三四五六七八九十]) ?年?(?:[~到至/]| ))?",
        r"(?<to>\d{1,2}|[一二两三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九]) ?(?<plus>\+)?(?:个)?年(?:半)?",
        r"(?<above>\+|(?:及|或|\()?以上|(?:及)?以内)?",
    ))
});

static ENGLISH: LazyLock<Option<Regex>> = LazyLock::new(|| {
    super::pattern(concat!(
        r"\b(?:(?<from>\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)(?: ?to | ?~ ?| or | ))?",
        r"(?<to>\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten) ?\+? ?(?:\(\d{1,2}\) ?)?(?:plus )?",
        r"(?:years?|yrs?)\b",
    ))
});

/// Wordings that ask for no experience.
static NONE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    super::pattern(concat!(
        r"应届(?:毕业)?生?|(?:工作)?经验不限|不限(?:工作)?经验|无需(?:工作)?经验|无(?:工作)?经验(?:要求|可)",
        r"|\bno (?:prior |previous |work )?experience (?:is )?(?:required|needed|necessary)",
        r"|\b(?:fresh|recent|new) graduates?\b|\bentry level\b",
    ))
});

/// Words of which one has to stand in the same part of a sentence, unless 以上 follows the number.
const CONTEXT: [&str; 17] = [
    "经验",
    "经历",
    "从业",
    "工作",
    "背景",
    "工龄",
    "资历",
    "开发",
    "experience",
    "track record",
    "background",
    "working",
    "worked",
    "in a similar",
    "as a ",
    "in the field",
    "in the industry",
];

/// Words beside which years are not experience: warranties, contracts, the age of firms and people.
const ELSEWHERE: [&str; 30] = [
    "质保",
    "保修",
    "成立",
    "历史",
    "年假",
    "有效期",
    "合同",
    "调薪",
    "周岁",
    "年龄",
    "学制",
    "毕业",
    "签约",
    "公司有",
    "以来",
    "任期",
    "服务期",
    "注册",
    "试用期",
    "转正",
    "专利",
    "warranty",
    "of age",
    "years old",
    "year old",
    "contract",
    "founded",
    "anniversary",
    "years ago",
    "the last ",
];

/// The years that folded `text` asks for, in order.
pub(super) fn find(text: &str) -> Vec<Spotted<Years>> {
    let mut found = years(text, &CHINESE);
    found.extend(years(text, &ENGLISH));
    found.extend(none(text));
    found.sort_by_key(|it| it.start);
    found
}

/// A length of time in years, whatever it is told of.
pub(super) struct Duration {
    pub(super) years: u8,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) is_english: bool,
}

/// The lengths of time in years that folded `text` names, in order.
pub(super) fn durations(text: &str) -> Vec<Duration> {
    let mut found = Vec::new();
    for (pattern, is_english) in [(&*CHINESE, false), (&*ENGLISH, true)] {
        let Some(pattern) = pattern else { continue };
        let duration = |captures: regex::Captures<'_>| {
            let whole = captures.get(0)?;
            let years = number(captures.name("to")?.as_str())?;
            let is_whole = !is_inside_number(text, whole.start());
            is_whole.then_some(Duration { years, start: whole.start(), end: whole.end(), is_english })
        };
        found.extend(pattern.captures_iter(text).filter_map(duration));
    }
    found.sort_by_key(|it| it.start);
    found
}

fn years(text: &str, pattern: &Option<Regex>) -> Vec<Spotted<Years>> {
    let Some(pattern) = pattern else { return Vec::new() };
    let read = |captures: regex::Captures<'_>| {
        let whole = captures.get(0)?;
        let (start, end) = (whole.start(), whole.end());
        let group = |name: &str| captures.name(name).map(|it| it.as_str());
        let to = number(group("to")?)?;
        let from = group("from").and_then(number).filter(|&from| from < to);
        let part = Part::around(text, start);
        let open = group("above").is_some() || group("plus").is_some();
        let meant = !is_inside_number(text, start) && (open || part.has(&CONTEXT)) && !part.has(&ELSEWHERE);
        let at_most = group("above").is_some_and(|it| it.ends_with("以内"));
        let value = match from {
            Some(min) => Years { min, max: Some(to) },
            None if at_most => Years { min: 0, max: Some(to) },
            None => Years { min: to, max: None },
        };
        meant.then_some(Spotted { value, start, end })
    };
    pattern.captures_iter(text).filter_map(read).collect()
}

fn none(text: &str) -> Vec<Spotted<Years>> {
    let Some(pattern) = &*NONE else { return Vec::new() };
    let wanted =
        |it: &regex::Match<'_>| !text[..it.start()].ends_with(['非', '不']) && !text[..it.start()].ends_with("不接受");
    let none = |it: regex::Match<'_>| Spotted { value: Years { min: 0, max: None }, start: it.start(), end: it.end() };
    pattern.find_iter(text).filter(wanted).map(none).collect()
}

/// Whether the number at `start` is the end of a longer one: the 25 in 2025, the 5 in 3.5, the 四 in 十四.
fn is_inside_number(text: &str, start: usize) -> bool {
    let before = text[..start].chars().next_back();
    before.is_some_and(|c| c.is_ascii_digit() || c == '.' || c == '第' || "一二两三四五六七八九十".contains(c))
}

/// A small number in digits, in Chinese or in English.
fn number(text: &str) -> Option<u8> {
    const WORDS: [(&str, u8); 11] = [
        ("one", 1),
        ("two", 2),
        ("three", 3),
        ("four", 4),
        ("five", 5),
        ("six", 6),
        ("seven", 7),
        ("eight", 8),
        ("nine", 9),
        ("ten", 10),
        ("两", 2),
    ];
    if let Some(&(_, value)) = WORDS.iter().find(|(word, _)| *word == text) {
        return Some(value);
    }
    let digit = |c: char| "一二三四五六七八九".chars().position(|it| it == c).map(|at| at as u8 + 1);
    let read = |text: &str| text.chars().next().and_then(digit);
    match text.split_once('十') {
        Some((tens, ones)) => Some(read(tens).unwrap_or(1) * 10 + read(ones).unwrap_or(0)),
        None => text.parse().ok().or_else(|| read(text)),
    }
}

#[cfg(test)]
mod tests {
    use crate::reading::testing::{read, told};

    fn asked(text: &str) -> Vec<(&str, u8, Option<u8>)> {
        told(text, &read(text).experience).into_iter().map(|(name, years)| (name, years.min, years.max)).collect()
    }

    #[test]
    fn years_are_read_as_postings_write_them() {
        for (text, name, min, max) in [
            ("3-5年Java开发经验", "3-5年", 3, Some(5)),
            ("三年以上相关经验", "三年以上", 3, None),
            ("1年至3年工作经验", "1年至3年", 1, Some(3)),
            ("经验：５年以上", "５年以上", 5, None),
            ("从业十年以上", "十年以上", 10, None),
            ("本科，2年及以上", "2年及以上", 2, None),
            ("应届毕业生优先", "应届毕业生", 0, None),
            ("经验不限", "经验不限", 0, None),
            ("5+ years of experience in Rust", "5+ years", 5, None),
            ("3-5 years' experience", "3-5 years", 3, Some(5)),
            ("At least two years working as a nurse", "two years", 2, None),
            ("3 to 5 years of relevant experience", "3 to 5 years", 3, Some(5)),
            ("No experience required", "No experience required", 0, None),
        ] {
            assert_eq!(asked(text), [(name, min, max)], "{text}");
        }
    }

    #[test]
    fn years_of_something_else_are_no_experience() {
        for text in [
            "3年质保",
            "公司成立15年以上",
            "2025年毕业",
            "预计上岗时间：2025年",
            "签3年以上劳动合同",
            "a 3 years warranty",
            "18 years of age",
            "founded 20 years ago",
            "非应届",
        ] {
            assert_eq!(asked(text), [], "{text}");
        }
    }
}
