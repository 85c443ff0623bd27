//! What somebody has learnt, as they tell it: 本科大四, 高职二年级, 读的是机电一体化, a master's student of chemistry.

use rongqiao_model::choice::Education;

use super::clauses::{Clause, Clauses};
use super::english;
use crate::skills::{MajorNumber, Vocabulary, stands_alone};

/// Words of a level of education; longer ones first where one holds another.
const LEVELS: [(&str, Education); 24] = [
    ("博士", Education::Doctor),
    ("硕士", Education::Master),
    ("研究生", Education::Master),
    ("研一", Education::Master),
    ("研二", Education::Master),
    ("研三", Education::Master),
    ("本科", Education::Bachelor),
    ("学士", Education::Bachelor),
    ("大专", Education::Associate),
    ("专科", Education::Associate),
    ("高职", Education::Associate),
    ("中专", Education::SecondaryVocational),
    ("中职", Education::SecondaryVocational),
    ("中技", Education::SecondaryVocational),
    ("技校", Education::SecondaryVocational),
    ("职高", Education::SecondaryVocational),
    ("高中", Education::SecondaryVocational),
    ("phd", Education::Doctor),
    ("doctoral", Education::Doctor),
    ("master", Education::Master),
    ("msc", Education::Master),
    ("bachelor", Education::Bachelor),
    ("bsc", Education::Bachelor),
    ("undergraduate", Education::Bachelor),
];

/// More of them, of two words.
const DEGREES: [(&str, Education); 6] = [
    ("ph.d", Education::Doctor),
    ("b.sc", Education::Bachelor),
    ("m.sc", Education::Master),
    ("associate degree", Education::Associate),
    ("vocational diploma", Education::SecondaryVocational),
    ("vocational school", Education::SecondaryVocational),
];

/// Years that are those of a 本科 unless another level is told.
const COLLEGE_YEARS: [&str; 5] = ["大一", "大二", "大三", "大四", "大五"];

/// What behind a level makes it that of others or another word: 高职院校的教师, 研究生导师, master data.
const OF_OTHERS: [&str; 14] =
    ["院", "学校", "导师", "生导", "数学", "语文", "物理", "老师", "教师", "部", "护士", " data", " plan", "后"];

/// What shows that somebody goes to the school that they name.
const GOES_THERE: [&str; 6] = ["学生", "就读", "在读", "年级", "毕业", "读"];

/// The highest level that is told.
pub(super) fn education(clauses: &Clauses<'_>) -> Option<Education> {
    let told = clauses.told().filter(|clause| !clause.has(&["scrum master"]));
    let levels = told.flat_map(|clause| levels_in(clause)).max();
    let in_college = || clauses.told().any(|clause| clause.has(&COLLEGE_YEARS)).then_some(Education::Bachelor);
    levels.or_else(in_college)
}

fn levels_in(clause: &Clause<'_>) -> Vec<Education> {
    let is_own = |at: usize, word: &str| {
        let behind = &clause.text[at + word.len()..];
        let is_school = behind.starts_with("学校") && clause.has(&GOES_THERE) && !clause.has(&["教师", "老师"]);
        let is_word = !word.is_ascii() || stands_alone(clause.text, at, at + word.len());
        is_word && (is_school || !OF_OTHERS.iter().any(|other| behind.starts_with(other)))
    };
    let all = LEVELS.iter().chain(&DEGREES);
    let found = all.flat_map(|&(word, level)| clause.text.match_indices(word).map(move |(at, it)| (at, it, level)));
    found.filter(|&(at, word, _)| is_own(at, word)).map(|(_, _, level)| level).collect()
}

/// A major that is told, with every place where its name stands.
pub(super) struct Major {
    pub(super) number: MajorNumber,
    pub(super) spans: Vec<(usize, usize)>,
}

/// What is said behind the name of a major that one studies.
const STUDIED_BEHIND: [&str; 31] = [
    "专业",
    "本科",
    "硕士",
    "博士",
    "大专",
    "专科",
    "高职",
    "中职",
    "中专",
    "研究生",
    "大一",
    "大二",
    "大三",
    "大四",
    "研一",
    "研二",
    "研三",
    "在读",
    "毕业",
    "出身",
    "学生",
    "一年级",
    "二年级",
    "三年级",
    "四年级",
    "应届",
    "student",
    "undergraduate",
    "graduate",
    "major",
    "degree",
];

/// What is said before it.
const STUDIED_BEFORE: [&str; 11] =
    ["读", "读的是", "学的是", "学的", "专业是", "专业:", "专业为", "主修", "攻读", "我学", "studying"];

/// Words of studies in English; beside one of them, the name of a field behind `in` and `of` is a major.
const STUDIES: [&str; 14] = [
    "degree",
    "bachelor",
    "master",
    "phd",
    "ph.d",
    "bsc",
    "msc",
    "student",
    "study",
    "major",
    "graduate",
    "diploma",
    "candidate",
    "year",
];

/// How far behind a long name a word of studies may stand, in characters.
const NEAR_CHARS: usize = 8;

/// Names of at least so many characters are hardly ever anything but majors.
const LONG_NAME_CHARS: usize = 4;

/// What behind the name of a major makes it something else: 机械工程师, 会计实操课.
const NOT_A_MAJOR: [&str; 9] = ["师", "员", "课", "实验室", "公司", "行业", "企业", "岗", "证"];

/// The longest name of a major that the writer says they study or studied.
pub(super) fn major(clauses: &Clauses<'_>, vocabulary: &Vocabulary) -> Option<Major> {
    let english = english::majors().filter_map(|(name, major)| Some((name, vocabulary.major(major)?)));
    let chinese = vocabulary.majors().filter_map(|name| Some((name, vocabulary.major(name)?)));
    let names = chinese.chain(english);
    let studied = names.filter(|(name, _)| clauses.told().any(|clause| is_studied(clause, name)));
    let (name, number) = studied.max_by_key(|(name, _)| name.len())?;
    let places = clauses.iter().flat_map(|clause| {
        clause.text.match_indices(name).map(|(at, it)| (clause.start + at, clause.start + at + it.len()))
    });
    Some(Major { number, spans: places.collect() })
}

/// Whether `clause` says that its writer studies what is called `name`.
fn is_studied(clause: &Clause<'_>, name: &str) -> bool {
    let is_long = name.is_ascii() || name.chars().count() >= LONG_NAME_CHARS;
    let is_all = clause.text.trim_end() == name && (is_long || name.ends_with('学'));
    is_all
        || clause.text.match_indices(name).any(|(at, _)| {
            let (before, behind) = (clause.text[..at].trim_end(), clause.text[at + name.len()..].trim_start());
            if NOT_A_MAJOR.iter().any(|word| behind.starts_with(word))
                || name.is_ascii() && !stands_alone(clause.text, at, at + name.len())
            {
                return false;
            }
            let next = behind.trim_start_matches(['(', '的', ' ']);
            let near: String = next.chars().take(NEAR_CHARS).collect();
            STUDIED_BEHIND.iter().any(|word| next.starts_with(word) || is_long && near.contains(word))
                || STUDIED_BEFORE.iter().any(|word| before.ends_with(word))
                || name.is_ascii() && (before.ends_with(" in") || before.ends_with(" of")) && clause.has(&STUDIES)
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::skills::Folded;

    fn told(text: &str) -> (Option<Education>, Option<&'static str>) {
        let folded = Folded::of(text);
        let clauses = Clauses::of(&folded.text);
        let vocabulary = Vocabulary::shipped();
        let major = major(&clauses, vocabulary).and_then(|major| vocabulary.major_name(major.number));
        (education(&clauses), major)
    }

    #[test]
    fn studies_are_read_as_people_tell_them() {
        for (text, education, major) in [
            ("本科。", Education::Bachelor, None),
            ("我是中职学校的学生，读机电技术应用三年级", Education::SecondaryVocational, Some("机电技术应用")),
            ("大三本科生，计算机科学与技术，", Education::Bachelor, Some("计算机科学与技术")),
            ("机电一体化技术（高职）二年级", Education::Associate, Some("机电一体化技术")),
            ("专业：软件工程，硕士在读", Education::Master, Some("软件工程")),
            ("电氣工程及其自動化专业大三", Education::Bachelor, Some("电气工程及其自动化")),
            ("Third-year bachelor student in mechanical engineering", Education::Bachelor, Some("机械工程")),
            ("PhD candidate in chemistry", Education::Doctor, Some("化学")),
        ] {
            assert_eq!(told(text), (Some(education), major), "{text}");
        }
    }

    #[test]
    fn studies_of_others_and_wishes_are_none() {
        for text in
            ["在高职院校做教师", "想考研究生", "机械工程师", "我带研究生导师组", "scrum master", "hope to do a PhD"]
        {
            assert_eq!(told(text), (None, None), "{text}");
        }
    }
}
