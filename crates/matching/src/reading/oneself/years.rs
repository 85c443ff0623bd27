//! Years of work as people tell them: 单证员四年, 干了十二年, ten years in hotels.

use super::clauses::{Clause, Clauses};
use crate::reading::experience::{self, Duration};

/// Words of which one makes years those of work.
const WORK: [&str; 14] =
    ["经验", "经历", "工作", "从业", "从事", "干", "做", "开发", "任", "当", "教学", "带", "管理", "服役"];

/// Words beside which years are those of something else.
const ELSEWHERE: [&str; 26] = [
    "毕业",
    "学制",
    "在校",
    "大学",
    "高中",
    "妈妈",
    "爸爸",
    "带娃",
    "在家",
    "休息",
    "岁",
    "以来",
    "留学",
    "计划",
    "驾龄",
    "合同",
    " old",
    " ago",
    "degree",
    "study",
    "studie",
    "student",
    "school",
    "programme",
    "course",
    "the last ",
];

/// Words of learning, beside which years are not those of work unless work is named as well.
const LEARNING: [&str; 5] = ["学了", "学过", "自学", "学习", "学英语"];

/// What behind the number is no length of time: 三年级, 两年前.
const NOT_A_LENGTH: [char; 8] = ['级', '制', '底', '前', '后', '内', '初', '纪'];

/// The longest time that the writer says they have worked; 0 where they have just graduated.
pub(super) fn years(text: &str, clauses: &Clauses<'_>) -> Option<u8> {
    let durations = experience::durations(text);
    let mut longest = None;
    for clause in clauses.told() {
        let end = clause.start + clause.text.len();
        let first = durations.partition_point(|it| it.start < clause.start);
        let own = durations[first..].iter().take_while(|it| it.start < end);
        let worked = own.filter(|it| is_work(clause, it)).map(|it| it.years).max();
        let fresh = clause.has(&["应届", "fresh graduate", "new graduate"]).then_some(0);
        longest = longest.max(worked).max(fresh);
    }
    longest
}

/// Whether `duration`, which stands in `clause`, is told of work.
fn is_work(clause: &Clause<'_>, duration: &Duration) -> bool {
    let before = &clause.text[..duration.start - clause.start];
    let behind = &clause.text[(duration.end - clause.start).min(clause.text.len())..];
    if clause.has(&ELSEWHERE) || behind.starts_with(NOT_A_LENGTH) {
        return false;
    }
    if duration.is_english {
        return true;
    }
    let is_work = clause.has(&WORK);
    // 消防员五年: nothing follows, and what goes before is what one was.
    let is_told_of = behind.trim().is_empty() && before.chars().count() >= 2;
    is_work || is_told_of && !clause.has(&LEARNING)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_of_work_are_read_and_others_are_not() {
        for (text, told) in [
            ("做过单证员四年,大专", Some(4)),
            ("消防员五年", Some(5)),
            ("工作十五年", Some(15)),
            ("焊工,干了二十三年", Some(23)),
            ("八年教学和企业实践经验", Some(8)),
            ("仓库干了一年半", Some(1)),
            ("全职妈妈五年", None),
            ("毕业两年", None),
            ("三年级学生", None),
            ("应届", Some(0)),
            ("accountant, eight years, cpa", Some(8)),
            ("i am 20 years old", None),
        ] {
            assert_eq!(years(text, &Clauses::of(text)), told, "{text}");
        }
    }
}
