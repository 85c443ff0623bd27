//! Levels of education: `本科及以上学历`, `bachelor's degree or above`.

use std::sync::LazyLock;

use regex::Regex;
use rongqiao_model::choice::Education;

use super::Spotted;
use crate::skills::Part;

/// A level in Chinese, what may belong to its name, and what shows that a level of education is meant.
static CHINESE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    super::pattern(concat!(
        r"(?<none>学历(?:要求)?[::]?(?:不限|无要求)|(?:不限|无)学历)",
        r"|(?<level>博士后?|硕士|研究生|大学本科|本科室?|学士|大专|专科|高职|高中|中专|中技|中职|技校|职高)(?:研究生)?",
        r"(?<shown>(?:及其?|或|含)?以上(?:学历|学位)?|及以(?:学历)?|学历|学位|毕业|在读|优先)?",
    ))
});

/// A level in English; a bare `master` or `bs` is one only before `degree` and the like.
static ENGLISH: LazyLock<Option<Regex>> = LazyLock::new(|| {
    super::pattern(concat!(
        r"(?<doctor>\bph\.? ?d\b\.?|\bdoctorate\b|\bdoctoral\b)",
        r"|(?<master>\bmaster(?:['’]s|s['’]?)\b|\bmaster (?:degree|of (?:science|arts|engineering|business administration))\b",
        r"|\bm\.?sc\b|\bm\.?eng\b|\bmba\b)",
        r"|(?<bachelor>\bbachelor(?:['’]?s['’]?)?\b(?: of (?:science|arts|engineering))?|\bb\.?sc\b|\bb\.?eng\b",
        r"|\b(?:ba|bs)/(?:ba|bs|ms)\b|\b(?:ba|bs) (?:degree|in)\b|\b(?:undergraduate|college|university|four year) degree)",
        r"|(?<associate>\bassociate(?:['’]?s)? degree)",
        r"|(?<secondary>\bhigh school (?:diploma|graduate|education|degree)|\bged\b|\bvocational (?:school|education|diploma))",
        r"|(?<none>\bno (?:formal )?(?:degree|qualifications?) (?:is |are )?(?:required|needed|necessary))",
    ))
});

/// What may follow a level in English and belongs to it.
static ENGLISH_TAIL: LazyLock<Option<Regex>> =
    LazyLock::new(|| super::pattern(r"^(?: degree)?(?: or (?:above|higher|equivalent)| and above)?\b"));

/// Words that make clear, in the same part of a sentence, that a bare level is one of education.
const CONTEXT: [&str; 9] = ["学历", "学位", "统招", "全日制", "以上", "双证", "应届", "毕业", "在读"];

/// Letters behind 高中, 专科 and 研究生 that make them something else: 高中数学, 专科护士, 研究生导师.
const ELSEWHERE: [char; 14] = ['数', '语', '英', '物', '化', '生', '教', '医', '护', '院', '学', '导', '部', '课'];

/// The levels that folded `text` names, in order.
pub(super) fn find(text: &str) -> Vec<Spotted<Education>> {
    let mut found = chinese(text);
    found.extend(english(text));
    found.sort_by_key(|it| it.start);
    found
}

fn chinese(text: &str) -> Vec<Spotted<Education>> {
    let Some(pattern) = &*CHINESE else { return Vec::new() };
    let read = |captures: regex::Captures<'_>| {
        let whole = captures.get(0)?;
        let (start, end) = (whole.start(), whole.end());
        let Some(level) = captures.name("level") else {
            return Some(Spotted { value: Education::None, start, end });
        };
        let is_shown = captures.name("shown").is_some()
            || !text[end..].starts_with(ELSEWHERE) && Part::around(text, start).has(&CONTEXT);
        // 本科室 is this department, and a 博士后 is employed.
        let is_level = is_shown && !matches!(level.as_str(), "本科室" | "博士后");
        let value = Education::from_text(level.as_str())?;
        is_level.then_some(Spotted { value, start, end })
    };
    pattern.captures_iter(text).filter_map(read).collect()
}

fn english(text: &str) -> Vec<Spotted<Education>> {
    let Some(pattern) = &*ENGLISH else { return Vec::new() };
    let read = |captures: regex::Captures<'_>| {
        let whole = captures.get(0)?;
        let levels = [
            ("doctor", Education::Doctor),
            ("master", Education::Master),
            ("bachelor", Education::Bachelor),
            ("associate", Education::Associate),
            ("secondary", Education::SecondaryVocational),
            ("none", Education::None),
        ];
        let value = levels.into_iter().find(|(name, _)| captures.name(name).is_some())?.1;
        let tail = ENGLISH_TAIL.as_ref().and_then(|tail| tail.find(&text[whole.end()..]));
        Some(Spotted { value, start: whole.start(), end: whole.end() + tail.map_or(0, |it| it.end()) })
    };
    pattern.captures_iter(text).filter_map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::testing::{read, told};

    fn levels(text: &str) -> Vec<(&str, Education)> {
        told(text, &read(text).education)
    }

    #[test]
    fn a_level_is_read_as_postings_write_it() {
        for (text, name, level) in [
            ("本科及以上学历，计算机相关专业", "本科及以上学历", Education::Bachelor),
            ("最低学历：大专", "大专", Education::Associate),
            ("统招大学本科，2年经验", "大学本科", Education::Bachelor),
            ("硕士研究生及以上学历", "硕士研究生及以上学历", Education::Master),
            ("中专以上學歷", "中专以上學歷", Education::SecondaryVocational),
            ("高中毕业，能吃苦", "高中毕业", Education::SecondaryVocational),
            ("学历不限，经验不限", "学历不限", Education::None),
            ("Bachelor's degree or above in physics", "Bachelor's degree or above", Education::Bachelor),
            ("BS/MS degree in computing", "BS/MS degree", Education::Bachelor),
            ("You hold a Master’s degree", "Master’s degree", Education::Master),
            ("a PhD in chemistry", "PhD", Education::Doctor),
            ("High school diploma required", "High school diploma", Education::SecondaryVocational),
        ] {
            let name = if name == "中专以上學歷" { text } else { name };
            assert_eq!(levels(text), [(name, level)], "{text}");
        }
        let both = levels("本科学历，博士优先");
        assert_eq!(both, [("本科学历", Education::Bachelor), ("博士优先", Education::Doctor)]);
    }

    #[test]
    fn words_that_only_look_like_a_level_are_none() {
        for text in [
            "本科室负责设备",
            "高中数学老师",
            "专科护士",
            "留美博士创立",
            "Scrum Master",
            "master data",
            "associate director",
        ] {
            assert_eq!(levels(text), [], "{text}");
        }
    }
}
