//! Majors: what they teach, where the catalogues place them, and which are near each other.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::folding::folded;
use super::vocabulary::{Skill, SkillNumber};

/// The classes of the catalogues of majors (本科 2025, 职业教育 2021) and of graduate disciplines (2022), with the majors
/// and disciplines that vocabulary and listings name, older names among them; one of several classes stands in each.
const CLASSES: &str = include_str!("../../skills/majors.tsv");

/// Place of a major in the list of majors that are known.
pub type MajorNumber = u16;

/// Two majors are near if they have at least this share of the skills of both in common.
const NEAR_BY_ALL: f32 = 0.2;

/// Or this share of the skills of the one that teaches fewer.
const NEAR_BY_FEWER: f32 = 0.5;

/// Fewer skills than this say too little for that.
const FEWEST_SKILLS: usize = 4;

/// Characters at the beginning of a name that say what it is about: 金融学 and 金融工程 are near.
const STEM_CHARS: usize = 2;

/// Beginnings that say nothing of the kind.
const BARE_STEMS: [&str; 17] = [
    "国际", "智能", "数字", "现代", "应用", "工业", "信息", "网络", "城市", "公共", "社会", "工程", "系统", "理论",
    "技术", "管理", "资源",
];

/// How one major stands to another, the nearest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Nearness {
    Same,
    /// They share a class, the beginning of their names, or much of what they teach.
    Near,
    /// Too little is known of one.
    Unknown,
    /// The catalogues place them in different classes.
    Apart,
}

/// All majors that are known.
#[derive(Debug, Default)]
pub(super) struct Majors {
    majors: Vec<Major>,
    by_name: FxHashMap<String, MajorNumber>,
}

#[derive(Debug)]
struct Major {
    name: String,
    /// Places of its classes in the table.
    classes: Vec<usize>,
    teaches: Vec<SkillNumber>,
    near: Vec<MajorNumber>,
}

impl Majors {
    /// The majors that `skills` name and those of the catalogues.
    pub(super) fn of(skills: &[Skill]) -> Self {
        let mut majors: BTreeMap<&str, Major> = BTreeMap::new();
        let bare =
            |name: &str| Major { name: name.to_owned(), classes: Vec::new(), teaches: Vec::new(), near: Vec::new() };
        for (number, skill) in (0..).zip(skills) {
            for programme in &skill.programmes {
                majors.entry(programme).or_insert_with(|| bare(programme)).teaches.push(number);
            }
        }
        for (class, line) in CLASSES.lines().skip(1).enumerate() {
            let names = line.split_once('\t').map_or("", |(_, names)| names);
            for name in names.split('|').filter(|name| !name.is_empty()) {
                majors.entry(name).or_insert_with(|| bare(name)).classes.push(class);
            }
        }
        let majors: Vec<Major> = majors.into_values().take(usize::from(MajorNumber::MAX)).collect();
        let by_name = (0..).zip(&majors).map(|(number, major)| (folded(&major.name), number)).collect();
        let mut majors = Self { majors, by_name };
        majors.find_near_ones();
        majors
    }

    fn find_near_ones(&mut self) {
        let shared = self.shared_skills();
        let numbers = 0..self.majors.len() as MajorNumber;
        let near = |one: MajorNumber| -> Vec<MajorNumber> {
            let both = |other| shared.get(&(one.min(other), one.max(other))).copied().unwrap_or(0);
            let left = &self.majors[usize::from(one)];
            let is_near =
                |&other: &MajorNumber| other != one && left.is_near(&self.majors[usize::from(other)], both(other));
            numbers.clone().filter(is_near).collect()
        };
        let near: Vec<Vec<MajorNumber>> = numbers.clone().map(near).collect();
        self.majors.iter_mut().zip(near).for_each(|(major, near)| major.near = near);
    }

    /// For each two majors, the smaller number first, how many skills both teach.
    fn shared_skills(&self) -> FxHashMap<(MajorNumber, MajorNumber), usize> {
        let mut teachers: BTreeMap<SkillNumber, Vec<MajorNumber>> = BTreeMap::new();
        for (number, major) in (0..).zip(&self.majors) {
            major.teaches.iter().for_each(|&skill| teachers.entry(skill).or_default().push(number));
        }
        let mut shared = FxHashMap::default();
        for majors in teachers.values() {
            for (at, &one) in majors.iter().enumerate() {
                majors[at + 1..].iter().for_each(|&other| *shared.entry((one, other)).or_default() += 1);
            }
        }
        shared
    }

    pub(super) fn find(&self, name: &str) -> Option<MajorNumber> {
        let name = name.trim().trim_end_matches("专业");
        self.by_name.get(&folded(name)).copied()
    }

    pub(super) fn name(&self, major: MajorNumber) -> Option<&str> {
        self.majors.get(usize::from(major)).map(|major| major.name.as_str())
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.majors.iter().map(|major| major.name.as_str())
    }

    pub(super) fn taught_by(&self, major: MajorNumber) -> &[SkillNumber] {
        self.majors.get(usize::from(major)).map_or(&[], |major| &major.teaches)
    }

    pub(super) fn nearness(&self, one: MajorNumber, other: MajorNumber) -> Nearness {
        let (Some(left), Some(right)) = (self.majors.get(usize::from(one)), self.majors.get(usize::from(other))) else {
            return Nearness::Unknown;
        };
        match () {
            () if one == other => Nearness::Same,
            () if left.near.binary_search(&other).is_ok() => Nearness::Near,
            () if left.classes.is_empty() || right.classes.is_empty() => Nearness::Unknown,
            () => Nearness::Apart,
        }
    }
}

impl Major {
    /// Whether it is near another one with which it has `both` skills in common.
    fn is_near(&self, other: &Self, both: usize) -> bool {
        let (own, others) = (self.teaches.len(), other.teaches.len());
        let fewer = own.min(others);
        let share = |of: usize| both as f32 / of.max(1) as f32;
        self.classes.iter().any(|class| other.classes.contains(class))
            || stem(&self.name).is_some_and(|own| stem(&other.name) == Some(own))
            || share(own + others - both) >= NEAR_BY_ALL
            || fewer >= FEWEST_SKILLS && share(fewer) >= NEAR_BY_FEWER
    }
}

/// The beginning of a major's name, if it says what the major is about.
fn stem(name: &str) -> Option<&str> {
    let end = name.char_indices().nth(STEM_CHARS).map(|(end, _)| end)?;
    Some(&name[..end]).filter(|stem| !BARE_STEMS.contains(stem))
}

#[cfg(test)]
mod tests {
    use super::super::Vocabulary;
    use super::*;

    #[test]
    fn majors_are_near_by_class_by_name_or_by_what_they_teach() {
        let kinship = Vocabulary::shipped().kinship();
        let major = |name: &str| kinship.major(name).unwrap_or_else(|| panic!("{name} is unknown"));
        let nearness = |one: &str, other: &str| kinship.nearness(major(one), major(other));
        assert_eq!(nearness("软件工程", "软件工程专业"), Nearness::Same);
        for (one, other) in [
            ("软件工程", "计算机科学与技术"),
            ("金融学", "金融工程"),
            ("机电一体化技术", "机电技术应用"),
            ("电气工程", "电气工程及其自动化"),
            ("控制科学与工程", "自动化"),
            ("生物与医药", "生物工程"),
            ("集成电路工程", "集成电路技术"),
        ] {
            assert_eq!(nearness(one, other), Nearness::Near, "{one}, {other}");
            assert_eq!(nearness(other, one), Nearness::Near, "{other}, {one}");
        }
        assert_eq!(nearness("软件工程", "水产养殖学"), Nearness::Apart);
    }

    #[test]
    fn no_major_stands_twice_in_a_class() {
        for line in CLASSES.lines().skip(1) {
            let names: Vec<&str> = line.split(['\t', '|']).skip(1).collect();
            let once: std::collections::BTreeSet<&str> = names.iter().copied().collect();
            assert_eq!(names.len(), once.len(), "{line}");
        }
    }
}
