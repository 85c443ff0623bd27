//! The dated lines of a résumé: schools, and where somebody worked, each with its time.
//!
//! Résumés tell these by layout rather than by sentences: a line holds a time, a name and what else there is, and below
//! it stands what was done.

use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Regex};
use rongqiao_model::month::Month;

use super::{Fact, pattern};
use crate::skills::Role;

/// When something began and ended, as far as a line tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Time {
    /// Year in which it began.
    pub from_year: Option<u16>,
    /// Year in which it ended or will end.
    pub until_year: Option<u16>,
    /// Month in which it began.
    pub from: Option<Month>,
    /// Month in which it ended; `None` also while it goes on.
    pub until: Option<Month>,
}

/// A school that a line names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SchoolLine {
    /// Its name.
    pub school: String,
    /// The whole line.
    pub line: String,
    /// When somebody was there.
    pub time: Time,
}

/// A place of work that a line dates.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WorkLine {
    /// Its name; empty if the line holds a role alone.
    pub organisation: String,
    /// As what somebody was there; empty if the line does not say.
    pub role: String,
    /// When that was.
    pub time: Time,
    /// What stands below the line, up to the next one or a heading.
    pub done: String,
}

/// What the lines of a résumé tell, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Resume {
    /// Schools.
    pub schools: Vec<Fact<SchoolLine>>,
    /// Places of work.
    pub work: Vec<Fact<WorkLine>>,
    /// Where the headings of its parts stand, in bytes.
    pub headings: Vec<Range<usize>>,
}

impl Resume {
    /// `text`, which it was read from, with blanks in the place of headings, which are nobody's words: 求职意向 wishes
    /// for nothing. Everything else stands where it stood.
    #[must_use]
    pub fn without_headings(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for heading in &self.headings {
            text.replace_range(heading.clone(), &" ".repeat(heading.len()));
        }
        text
    }
}

/// From when until when: years, with or without months, and a word for what goes on.
static TIME: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let day = r"((?:19|20)[0-9]{2})(?:\s*年\s*(1[0-2]|0?[1-9])\s*月|\s*年|[./-](1[0-2]|0?[1-9])\b)?";
    pattern(&format!(r"(?i){day}\s*(?:[-–—‒−~～至到]+|to)\s*(?:{day}|至今|今|现在|present|now)"))
});

static SCHOOL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    pattern(
        r"\p{Han}{2,16}?(?:大学|学院|学校|技校|中学)|[A-Z][\w.&-]*(?: (?:[A-Z&][\w.&-]*|of|for))*? (?:University|College|Institute|Polytechnic)(?: of(?: [A-Z]\w*)+)?|University of(?: [A-Z]\w*)+",
    )
});

/// What stands before the name of a school in a sentence.
const BEFORE_SCHOOL: [&str; 9] =
    ["目前就读于", "现就读于", "就读于", "毕业于", "我来自", "来自", "我是", "考入", "本科"];

/// Words at the end of a name by which an organisation is known.
const ORGANISATIONS: [&str; 24] = [
    "公司",
    "集团",
    "研究院",
    "研究所",
    "中心",
    "工作室",
    "工厂",
    "厂",
    "银行",
    "医院",
    "事务所",
    "协会",
    "实验室",
    "学会",
    "基地",
    "委员会",
    "ltd",
    "ltd.",
    "inc",
    "inc.",
    "group",
    "lab",
    "laboratory",
    "gmbh",
];

/// A line that is nothing but the heading of a part.
static HEADING: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let of = "教育|学习|在校|实习|工作|项目|校园|实践|科研|社会|社团|专业|个人|职业|获奖|荣誉|奖励|自我|求职|技能|证书|语言|兴趣|联系|基本|主修|相关";
    let what = "背景|经历|经验|技能|证书|资格|意向|意愿|评价|荣誉|奖项|情况|信息|简介|概述|爱好|特长|能力|方式|资料|课程|总结|描述";
    let english = "education|(?:work |professional |internship )?experience|(?:technical )?skills|certificat(?:es?|ions?)|projects?|awards?|hono(?:u)?rs|profile|summary|about(?: me)?|objective|languages|interests|contact|personal (?:information|details)";
    pattern(&format!(
        "(?i)^(?:[0-9一二三四五六七八九十]+[、.．])?[【\\[]?(?:(?:(?:{of})(?:{what})?|{what})(?:[与和及、/ ](?:(?:{of})(?:{what})?|{what}))*|(?:{english})(?: (?:and|&) (?:{english}))*)[】\\]]?[:：]?$"
    ))
});

/// Longest account of what was done that is taken over, in characters.
const DONE_MAX_CHARS: usize = 1_500;

/// Entries of one sort that are taken from one text.
const MOST: usize = 12;

/// A line and where it begins in the text.
#[derive(Clone, Copy)]
struct Line<'a> {
    text: &'a str,
    start: usize,
}

/// What a line is for those around it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    School,
    Dated,
    Heading,
    Other,
}

/// Reads the dated lines of `text`; linear in it.
#[must_use]
pub fn read_resume(text: &str) -> Resume {
    let lines: Vec<Line<'_>> = lines(text).collect();
    let kinds: Vec<Kind> = lines.iter().map(|line| kind(line.text)).collect();
    let mut resume = Resume::default();
    for (at, (&line, &kind)) in lines.iter().zip(&kinds).enumerate() {
        match kind {
            Kind::School if resume.schools.len() < MOST => resume.schools.push(fact(line, school_line(line.text))),
            Kind::Dated if resume.work.len() < MOST => {
                let below = below(&lines[at + 1..], &kinds[at + 1..]);
                resume.work.extend(work_line(line.text, &below).map(|it| fact(line, it)));
            }
            Kind::Heading => resume.headings.push(line.start..line.start + line.text.len()),
            Kind::School | Kind::Dated | Kind::Other => {}
        }
    }
    resume
}

fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    text.split_inclusive('\n')
        .scan(0, |start, whole| {
            let line = whole.trim();
            let inner = *start + (whole.len() - whole.trim_start().len());
            *start += whole.len();
            Some(Line { text: line, start: inner })
        })
        .filter(|line| !line.text.is_empty())
}

fn fact<T>(line: Line<'_>, value: T) -> Fact<T> {
    Fact { value, start: line.start, end: line.start + line.text.len(), role: Role::Required }
}

fn kind(line: &str) -> Kind {
    let dated = time_in(line).is_some();
    match () {
        () if school_in(line).is_some() && (dated || line.chars().count() <= 60) => Kind::School,
        () if dated => Kind::Dated,
        () if is_heading(line) => Kind::Heading,
        () => Kind::Other,
    }
}

fn is_heading(line: &str) -> bool {
    HEADING.as_ref().is_some_and(|heading| heading.is_match(line))
}

fn captures<'t>(pattern: &LazyLock<Option<Regex>>, text: &'t str) -> Option<Captures<'t>> {
    pattern.as_ref().and_then(|pattern| pattern.captures(text))
}

/// The time on a line; digits of a longer number tell none.
fn time_in(line: &str) -> Option<Captures<'_>> {
    let mut times = TIME.as_ref()?.captures_iter(line);
    times.find(|it| it.get(0).is_some_and(|it| !line[..it.start()].ends_with(|c: char| c.is_ascii_digit())))
}

/// The name of the school that a line names.
fn school_in(line: &str) -> Option<&str> {
    let found = captures(&SCHOOL, line)?.get(0)?.as_str();
    let name = BEFORE_SCHOOL.iter().find_map(|before| found.strip_prefix(before)).unwrap_or(found);
    // 大学 alone is a time of life.
    (name.chars().count() >= 4).then_some(name)
}

fn school_line(line: &str) -> SchoolLine {
    let school = school_in(line).unwrap_or_default().to_owned();
    SchoolLine { school, line: line.to_owned(), time: time_in(line).map(|it| time(&it)).unwrap_or_default() }
}

fn time(found: &Captures<'_>) -> Time {
    let group = |number: usize| found.get(number).map(|it| it.as_str());
    let year = |number: usize| group(number).and_then(|year| year.parse().ok());
    let month = |number: usize| {
        let month = group(number + 1).or_else(|| group(number + 2))?;
        Month::parse(&format!("{}-{month}", group(number)?))
    };
    Time { from_year: year(1), until_year: year(4), from: month(1), until: month(4) }
}

/// The lines below a dated one that belong to it.
fn below<'a>(lines: &[Line<'a>], kinds: &[Kind]) -> Vec<&'a str> {
    let own = lines.iter().zip(kinds).take_while(|(_, kind)| **kind == Kind::Other);
    own.map(|(line, _)| line.text).collect()
}

/// Where and as what somebody worked; `None` where the line and those below name neither.
fn work_line(line: &str, below: &[&str]) -> Option<WorkLine> {
    let found = time_in(line)?;
    let whole = found.get(0)?;
    let rest = format!("{}  {}", &line[..whole.start()], &line[whole.end()..]);
    let mut below = below.iter();
    let mut pieces = pieces(&rest);
    // In some résumés the time stands on a line of its own.
    if pieces.is_empty() {
        pieces = self::pieces(below.next()?);
    }
    let organisation = pieces.iter().position(|piece| is_organisation(piece)).unwrap_or(0);
    let organisation = pieces.get(organisation).filter(|_| !pieces.is_empty()).cloned()?;
    let role = pieces.into_iter().find(|piece| *piece != organisation).unwrap_or_default();
    let done: Vec<&str> =
        below.map(|line| line.trim_start_matches(['•', '·', '-', '●', '■', '*', ' ', '\t'])).collect();
    let done = done.join("\n").chars().take(DONE_MAX_CHARS).collect();
    Some(WorkLine { organisation, role, time: time(&found), done })
}

/// What stands apart on a line.
fn pieces(line: &str) -> Vec<String> {
    let marks = ['\t', '\u{3000}', '|', '｜', '，', ',', '；', ';', '/', '•', '·', '（', '）', '(', ')'];
    let wide = line.replace(marks, "  ");
    // Names in Latin letters hold single spaces.
    let apart = if line.is_ascii() { "  " } else { " " };
    let pieces = wide.split(apart).map(|piece| piece.trim_matches([' ', ':', '：', '-', '–', '—']).to_owned());
    pieces.filter(|piece| piece.chars().any(char::is_alphanumeric)).collect()
}

fn is_organisation(piece: &str) -> bool {
    let lower = piece.to_lowercase();
    ORGANISATIONS.iter().any(|word| lower.ends_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHINESE: &str = "林汐\n\n教育背景\n2022.09 – 2026.06　上海海洋大学　机械设计制造及其自动化　本科\n\n专业技能\n\
        熟练掌握 SolidWorks\n\n实习经历\n2025.07 – 2025.09　临港重型装备有限公司　机械设计实习生\n\
        • 参与减速箱壳体的三维建模\n• 出图 40 余张\n\n2024年3月至今 校车队 车手\n\n自我评价\n认真";

    fn schools(text: &str) -> Vec<(String, Option<u16>, Option<u16>)> {
        let schools = read_resume(text).schools.into_iter().map(|it| it.value);
        schools.map(|it| (it.school, it.time.from_year, it.time.until_year)).collect()
    }

    fn work(text: &str) -> Vec<[String; 5]> {
        let month = |month: Option<Month>| month.map_or_else(String::new, |it| it.to_string());
        let work = read_resume(text).work.into_iter().map(|it| it.value);
        work.map(|it| [it.organisation, it.role, month(it.time.from), month(it.time.until), it.done]).collect()
    }

    #[test]
    fn schools_and_places_of_work_are_read_with_their_times() {
        assert_eq!(schools(CHINESE), [("上海海洋大学".to_owned(), Some(2022), Some(2026))]);
        assert_eq!(
            work(CHINESE),
            [
                [
                    "临港重型装备有限公司",
                    "机械设计实习生",
                    "2025-07",
                    "2025-09",
                    "参与减速箱壳体的三维建模\n出图 40 余张"
                ],
                ["校车队", "车手", "2024-03", "", ""],
            ]
            .map(|it| it.map(str::to_owned))
        );
    }

    #[test]
    fn english_lines_are_read_too() {
        let text = "Education\nShanghai Maritime University, BSc Logistics, 2021 - 2025\n\nExperience\n\
                    Harbour Robotics Ltd | Test engineer | 2025/03 to present\n- Wrote tests in Python\n\nSkills\nPython";
        assert_eq!(schools(text), [("Shanghai Maritime University".to_owned(), Some(2021), Some(2025))]);
        let told = ["Harbour Robotics Ltd", "Test engineer", "2025-03", "", "Wrote tests in Python"];
        assert_eq!(work(text), [told.map(str::to_owned)]);
    }

    #[test]
    fn a_time_may_stand_on_a_line_of_its_own_and_years_may_come_without_months() {
        let text = "2019-2022\n晨芯半导体有限公司 工艺工程师\n负责刻蚀工艺";
        let told = ["晨芯半导体有限公司", "工艺工程师", "", "", "负责刻蚀工艺"];
        assert_eq!(work(text), [told.map(str::to_owned)]);
        assert_eq!(
            schools("毕业于上海电机学院，2018年9月-2021年6月")[0],
            ("上海电机学院".to_owned(), Some(2018), Some(2021))
        );
    }

    #[test]
    fn headings_are_told_from_what_somebody_says() {
        for line in [
            "教育背景",
            "求职意向：",
            "技能与证书",
            "一、实习经历",
            "【项目经验】",
            "荣誉奖项",
            "Work experience",
            "Skills and Languages:",
        ] {
            assert!(is_heading(line), "{line}");
        }
        for line in [
            "2年工作经验",
            "求职意向：机械设计",
            "有项目经验，会Python",
            "数据分析",
            "Experience with Python",
            "社会学",
        ] {
            assert!(!is_heading(line), "{line}");
        }
        let text = "求职意向\n想做设计";
        assert_eq!(read_resume(text).without_headings(text), "            \n想做设计");
    }

    #[test]
    fn sentences_without_names_and_times_tell_nothing() {
        for text in ["", "大学期间成绩优秀", "我会 Python，想做测试", "2025年7月开始学 Java", "电话 021-20262026-2025"]
        {
            assert_eq!(read_resume(text), Resume::default(), "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn whatever_is_read_the_lines_are_pieces_of_the_text(
            words in proptest::collection::vec(
                proptest::prop_oneof!["\\PC{0,5}", "2022.09|-|至今|2026|大学|上海|有限公司|University|\n|\u{3000}| "],
                0..24,
            ),
        ) {
            let text = words.concat();
            let resume = read_resume(&text);
            let schools = resume.schools.iter().map(|it| (it.start, it.end));
            for (start, end) in schools.chain(resume.work.iter().map(|it| (it.start, it.end))) {
                proptest::prop_assert!(text.get(start..end).is_some_and(|line| !line.trim().is_empty()));
            }
        }
    }
}
