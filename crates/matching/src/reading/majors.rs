//! Majors as they are written: `电子、自动化、计算机等相关专业`, `a degree in Computer Science or a related field`.

use std::sync::LazyLock;

use regex::Regex;

use super::Spotted;

/// 专业 as the end of a list of majors, and what goes between the last of them and it.
static CHINESE_END: LazyLock<Option<Regex>> =
    LazyLock::new(|| super::pattern(r"(?:[、,/或及和等]|其他|其它|相关|相近|近似|类似|对口|以上|的)*(?:学科)?专业"));

/// 专业 as the head of a list of majors.
static CHINESE_HEAD: LazyLock<Option<Regex>> =
    LazyLock::new(|| super::pattern(r"(?:专业(?:要求|背景|方向)?(?:[::]|为)|主修)"));

/// What comes before a list of majors in English.
static ENGLISH_HEAD: LazyLock<Option<Regex>> = LazyLock::new(|| {
    super::pattern(concat!(
        r"\b(?:degrees?(?: or (?:above|higher|equivalent))?|(?:bachelor|master)(?:['’]?s['’]?)?|diploma|ph\.? ?d\.?|doctorate",
        r"|b\.?sc\.?|m\.?sc\.?|b\.?eng|m\.?eng|ba|bs|ms)(?: \([^()\n]{1,40}\))?",
        r" in (?:the field of |the area of |a |an )?|\bmajor(?:ing|ed)? in ",
    ))
});

/// What ends a list of majors in English.
static ENGLISH_TAIL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    super::pattern(concat!(
        r"[.;:()\n!?。]| (?:with|from|is|are|at|and (?:have|at|a|the|you|we|strong|good|experience|\d+)|plus|who|where|that|which|for|to",
        r"|(?:highly )?(?:preferred|required|desired|desirable)|preferably|as|by|on|of the)\b",
        r"|(?:,? (?:or|and)|,|/) ?(?:an? |any |other |some )*(?:closely )?(?:related|similar|equivalent|relevant|comparable|another|other)\b",
    ))
});

/// Longest name of a major, in characters.
const NAME_MAX_CHARS: usize = 14;

/// Longest name of a major in English, in words.
const NAME_MAX_WORDS: usize = 5;

/// How far a list of majors reaches, in bytes.
const LIST_REACH_BYTES: usize = 240;

/// What may follow 专业 when it ends a list of majors; as a rule nothing of its own part of the sentence.
const AFTER_END: [&str; 24] = [
    "优先",
    "本科",
    "大专",
    "专科",
    "硕士",
    "博士",
    "毕业",
    "背景",
    "学历",
    "者",
    "或",
    "及",
    "方向",
    "出身",
    "在读",
    "应届",
    "统招",
    "全日制",
    "均可",
    "学生",
    "研究生",
    "类",
    "为佳",
    "学位",
];

/// Words that no name of a major contains: what holds one is a sentence of its own.
const NOT_IN_NAME: [&str; 52] = [
    "专业",
    "学历",
    "以上",
    "经验",
    "要求",
    "优先",
    "熟悉",
    "具备",
    "具有",
    "毕业",
    "年",
    "提供",
    "的",
    "我们",
    "掌握",
    "不限",
    "本科",
    "大专",
    "硕士",
    "博士",
    "统招",
    "全日制",
    "学位",
    "岗位",
    "职责",
    "任职",
    "公司",
    "工作",
    "能力",
    "相关",
    "了解",
    "负责",
    "更",
    "最",
    "性别",
    "岁",
    "应届",
    "优秀",
    "者",
    "有",
    "是",
    "学习",
    "良好",
    "较",
    "资格",
    "技术职称",
    "证书",
    "招聘",
    "非",
    "在校",
    "对口",
    "大学",
];

/// Words before the first name of a list that do not belong to it.
const BEFORE_NAME: [&str; 20] = [
    "所学专业为",
    "专业为",
    "学历",
    "学位",
    "以上",
    "毕业于",
    "毕业",
    "本科",
    "大专",
    "专科",
    "硕士",
    "博士",
    "研究生",
    "统招",
    "全日制",
    "大学",
    "具有",
    "有",
    "的",
    "是",
];

/// The majors that folded `text` names, in order.
pub(super) fn find(text: &str) -> Vec<Spotted<()>> {
    let mut found = before_the_word(text);
    found.extend(after_the_word(text));
    found.extend(english(text));
    found.sort_by_key(|it| (it.start, it.end));
    // Two wordings may frame one list: 专业要求：电子、通信等相关专业.
    let mut reached = 0;
    found.retain(|it| {
        it.start >= reached && {
            reached = it.end;
            true
        }
    });
    found
}

/// Names that stand before 专业.
fn before_the_word(text: &str) -> Vec<Spotted<()>> {
    let Some(pattern) = &*CHINESE_END else { return Vec::new() };
    let mut found = Vec::new();
    let mut reached = 0;
    for end in pattern.find_iter(text) {
        let linked = end.len() > "专业".len();
        let rest = &text[end.end()..];
        let closes = rest.chars().next().is_none_or(|c| !c.is_alphanumeric() && c != ':')
            || AFTER_END.iter().any(|it| rest.starts_with(it));
        if closes && !end.as_str().ends_with("的专业") {
            let from = text.ceil_char_boundary(end.start().saturating_sub(LIST_REACH_BYTES)).max(reached);
            names_before(&text[from..end.start()], from, linked, &mut found);
        }
        reached = end.end();
    }
    found
}

/// Walks back over the names at the end of `text`, which begins at `from`; over commas only where a list ends.
fn names_before(text: &str, from: usize, linked: bool, found: &mut Vec<Spotted<()>>) {
    let first = found.len();
    let mut end = text.len();
    loop {
        // 及其 stands inside names: 电气工程及其自动化.
        let divides = |at: usize, c: char| separates(c) && !text[at..].starts_with("及其");
        let start = text[..end].char_indices().rev().find(|&(at, c)| divides(at, c) || breaks(c));
        let (start, before) = start.map_or((0, None), |(at, c)| (at + c.len_utf8(), Some((at, c))));
        let name = &text[start..end];
        let cut = BEFORE_NAME.iter().filter_map(|word| name.rfind(word).map(|at| at + word.len())).max().unwrap_or(0);
        let is_first = cut > 0;
        let Some((own_start, own_end)) = name_in(&name[cut..]) else { break };
        found.push(Spotted { value: (), start: from + start + cut + own_start, end: from + start + cut + own_end });
        match before {
            Some((at, c)) if separates(c) && (linked || c != ',') && !is_first => end = at,
            _ => break,
        }
    }
    found[first..].reverse();
}

/// Names that stand behind 专业要求 and the like.
fn after_the_word(text: &str) -> Vec<Spotted<()>> {
    let Some(pattern) = &*CHINESE_HEAD else { return Vec::new() };
    let mut found = Vec::new();
    for head in pattern.find_iter(text) {
        let to = text.floor_char_boundary((head.end() + LIST_REACH_BYTES).min(text.len()));
        let list = &text[head.end()..to];
        let list = &list[..list.find(breaks).unwrap_or(list.len())];
        let mut at = head.end();
        for name in list.split_inclusive(separates) {
            let (start, name) = (at, name.trim_end_matches(separates));
            at +=
                text[at..].len().min(name.len()) + text[start + name.len()..].chars().next().map_or(0, char::len_utf8);
            let ends = ["等", "相关", "专业", "优先"].iter().filter_map(|it| name.find(it)).min();
            let Some((own_start, own_end)) = name_in(&name[..ends.unwrap_or(name.len())]) else { break };
            found.push(Spotted { value: (), start: start + own_start, end: start + own_end });
            if ends.is_some() {
                break;
            }
        }
    }
    found
}

/// Names that stand behind `degree in` and the like.
fn english(text: &str) -> Vec<Spotted<()>> {
    let (Some(head), Some(tail)) = (&*ENGLISH_HEAD, &*ENGLISH_TAIL) else { return Vec::new() };
    let mut found = Vec::new();
    for head in head.find_iter(text) {
        let to = text.floor_char_boundary((head.end() + LIST_REACH_BYTES).min(text.len()));
        let list = &text[head.end()..to];
        let list = &list[..tail.find(list).map_or(list.len(), |it| it.start())];
        for part in list.split([',', '/']).flat_map(|it| it.split(" or ")) {
            let name = part.trim().trim_start_matches("or ").trim_start_matches("and ").trim_start_matches("a ");
            if name.is_empty() {
                continue;
            }
            if name.split(' ').count() > NAME_MAX_WORDS || !name.starts_with(char::is_alphabetic) {
                break;
            }
            let start = name.as_ptr().addr() - text.as_ptr().addr();
            found.push(Spotted { value: (), start, end: start + name.len() });
        }
    }
    found
}

/// The name in `text` without blanks and closing words; `None` unless a major can be called so.
fn name_in(text: &str) -> Option<(usize, usize)> {
    let start = text.len() - text.trim_start_matches([' ', '(', ')']).len();
    let name = text[start..].trim_end_matches([' ', '(', ')']);
    let name = ["等", "类"].iter().fold(name, |name, word| name.strip_suffix(word).unwrap_or(name));
    let length = name.chars().count();
    let fits = (2..=NAME_MAX_CHARS).contains(&length) && name.chars().all(|c| c.is_alphabetic() || "+ &()".contains(c));
    let is_name = fits && !NOT_IN_NAME.iter().any(|word| name.contains(word));
    is_name.then_some((start, start + name.len()))
}

/// Whether `c` stands between the names of a list.
const fn separates(c: char) -> bool {
    matches!(c, '、' | '/' | ',' | '或' | '及' | '和' | '|')
}

/// Whether `c` ends a list.
const fn breaks(c: char) -> bool {
    matches!(c, '。' | ';' | '\n' | ':' | '.' | '!' | '?' | '[' | ']' | '【' | '】')
}

#[cfg(test)]
mod tests {
    use crate::reading::testing::read;

    fn majors(text: &str) -> Vec<&str> {
        read(text).majors.iter().map(|it| &text[it.start..it.end]).collect()
    }

    #[test]
    fn majors_are_read_as_postings_write_them() {
        for (text, names) in [
            ("电子、自动化、计算机等相关专业，本科", vec!["电子", "自动化", "计算机"]),
            ("1、本科及以上学历，计算机或相关专业；", vec!["计算机"]),
            ("统招本科计算机、软件工程相关专业", vec!["计算机", "软件工程"]),
            ("金融类专业优先;", vec!["金融"]),
            ("专业要求：机械、材料等", vec!["机械", "材料"]),
            ("食品类相关专业", vec!["食品"]),
            ("电氣工程及其自動化专业毕业", vec!["电氣工程及其自動化"]),
            ("计算机科学与技术、通信等相关专业", vec!["计算机科学与技术", "通信"]),
            ("Degree in Computer Science or a related field", vec!["Computer Science"]),
            ("Bachelor's degree in physics, mathematics or similar", vec!["physics", "mathematics"]),
            ("majoring in Marine Engineering", vec!["Marine Engineering"]),
        ] {
            assert_eq!(majors(text), names, "{text}");
        }
    }

    #[test]
    fn other_uses_of_the_word_name_no_major() {
        for text in [
            "为客户提供专业的服务",
            "接受专业培训",
            "扎实的专业基本功",
            "专业不限",
            "不限专业",
            "年轻专业的团队",
            "相关专业知识",
        ] {
            assert_eq!(majors(text), [] as [&str; 0], "{text}");
        }
    }
}
