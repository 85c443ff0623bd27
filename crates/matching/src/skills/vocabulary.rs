//! Skills with their names and relations.

use std::sync::{LazyLock, OnceLock};

use rustc_hash::FxHashMap;
use thiserror::Error;

use super::folding::folded;
use super::kinship::{Kinship, Relation};
use super::majors::MajorNumber;
use super::spotting::{Pattern, Spotter};

/// The files of the shipped vocabulary, by area.
const SHIPPED: [(&str, &str); 13] = [
    ("agriculture", include_str!("../../skills/agriculture.tsv")),
    ("ai", include_str!("../../skills/ai.tsv")),
    ("aviation", include_str!("../../skills/aviation.tsv")),
    ("biomedicine", include_str!("../../skills/biomedicine.tsv")),
    ("common", include_str!("../../skills/common.tsv")),
    ("culture", include_str!("../../skills/culture.tsv")),
    ("energy", include_str!("../../skills/energy.tsv")),
    ("equipment", include_str!("../../skills/equipment.tsv")),
    ("finance", include_str!("../../skills/finance.tsv")),
    ("ic", include_str!("../../skills/ic.tsv")),
    ("maritime", include_str!("../../skills/maritime.tsv")),
    ("software", include_str!("../../skills/software.tsv")),
    ("vehicle", include_str!("../../skills/vehicle.tsv")),
];

/// The columns of a vocabulary file.
const COLUMNS: [&str; 10] =
    ["id", "zh", "en", "kind", "aliases", "context", "broader", "related", "occupations", "programmes"];

/// Stands at the end of a name that means other things as well.
const AMBIGUOUS: char = '~';

/// Place of a skill in its vocabulary.
pub type SkillNumber = u32;

rongqiao_model::choices! {
    /// What sort of thing one knows or can do.
    pub enum SkillKind {
        /// A field that one understands.
        Knowledge = "knowledge",
        /// Software, a machine, an instrument, a programming language.
        Tool = "tool",
        /// Something one can do.
        Ability = "ability",
        /// A human language.
        Language = "language",
        /// A licence, a qualification, an examination.
        Certificate = "certificate",
    }
}

/// A skill under all its names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skill {
    /// Name for programs, such as `plc-programming`; never changes.
    pub id: String,
    /// Chinese name.
    pub zh: String,
    /// English name.
    pub en: String,
    /// What sort of thing it is.
    pub kind: SkillKind,
    /// The area that it was written for.
    pub area: String,
    /// Further names in either language.
    pub aliases: Vec<String>,
    /// Skills that contain it.
    pub broader: Vec<SkillNumber>,
    /// Skills that go together with it.
    pub related: Vec<SkillNumber>,
    /// Occupations of 职业分类大典 2022 that use it.
    pub occupations: Vec<String>,
    /// Majors that teach it.
    pub programmes: Vec<String>,
}

/// Why a vocabulary cannot be read.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("{area}, line {line}: {what}")]
pub struct VocabularyError {
    /// The area whose file is at fault.
    pub area: String,
    /// Line, counted from 1.
    pub line: usize,
    /// What is wrong.
    pub what: String,
}

/// All skills, found by id, by name and in texts.
#[derive(Debug, Default)]
pub struct Vocabulary {
    pub(super) skills: Vec<Skill>,
    pub(super) by_id: FxHashMap<String, SkillNumber>,
    pub(super) by_name: FxHashMap<String, SkillNumber>,
    pub(super) spotter: Spotter,
    kinship: OnceLock<Kinship>,
}

static SHIPPED_VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(Vocabulary::read_shipped);

/// A line of a file whose relations are still ids.
struct Line<'a> {
    area: &'a str,
    number: usize,
    broader: Vec<&'a str>,
    related: Vec<&'a str>,
}

impl Vocabulary {
    /// The vocabulary that comes with the program.
    #[must_use]
    pub fn shipped() -> &'static Self {
        &SHIPPED_VOCABULARY
    }

    /// The same once more, to be extended.
    #[must_use]
    pub fn read_shipped() -> Self {
        Self::parse(&SHIPPED).unwrap_or_else(|error| {
            // A test proves that it cannot happen; without skills all else still works.
            tracing::error!(%error, "the shipped skill vocabulary cannot be read");
            Self::default()
        })
    }

    /// Whether two skills are the same, say something about each other, or belong to the same occupation.
    pub(crate) fn are_akin(&self, one: SkillNumber, other: SkillNumber) -> bool {
        let occupations = |skill| self.skill(skill).map_or(&[][..], |skill| &skill.occupations);
        self.kinship().says(one).iter().any(|kin| kin.skill == other)
            || occupations(one).iter().any(|occupation| occupations(other).contains(occupation))
    }

    /// Whether `skill` is a part of `whole`, as a library is of its field.
    #[must_use]
    pub fn is_part_of(&self, skill: SkillNumber, whole: SkillNumber) -> bool {
        let said = self.kinship().says(skill);
        said.iter().any(|kin| kin.skill == whole && kin.relation == Relation::Narrower)
    }

    /// Reads a vocabulary from files given as area and text; relations may cross files.
    ///
    /// # Errors
    ///
    /// Returns a [`VocabularyError`] for the first line that lacks a column or a name, has an unknown kind, repeats an
    /// id, or relates to a skill that is nowhere.
    pub fn parse(files: &[(&str, &str)]) -> Result<Self, VocabularyError> {
        let mut vocabulary = Self::default();
        let mut lines = Vec::new();
        let mut patterns = Vec::new();
        for &(area, text) in files {
            for (at, line) in text.lines().enumerate() {
                let fault = |what: String| VocabularyError { area: area.to_owned(), line: at + 1, what };
                let fields: Vec<&str> = line.split('\t').collect();
                let Ok(fields) = <[&str; COLUMNS.len()]>::try_from(fields) else {
                    return Err(fault(format!("has other columns than {}", COLUMNS.join(", "))));
                };
                if at == 0 {
                    if fields != COLUMNS {
                        return Err(fault(format!("names other columns than {}", COLUMNS.join(", "))));
                    }
                    continue;
                }
                lines.push(Line { area, number: at + 1, broader: list(fields[6]), related: list(fields[7]) });
                vocabulary.add(area, &fields, &mut patterns).map_err(fault)?;
            }
        }
        for (skill, line) in lines.into_iter().enumerate() {
            let numbers = |ids: &[&str]| vocabulary.numbers(ids, &line);
            let (broader, related) = (numbers(&line.broader)?, numbers(&line.related)?);
            vocabulary.skills[skill].broader = broader;
            vocabulary.skills[skill].related = related;
        }
        vocabulary.spotter = Spotter::new(patterns);
        Ok(vocabulary)
    }

    fn add(&mut self, area: &str, fields: &[&str; COLUMNS.len()], patterns: &mut Vec<Pattern>) -> Result<(), String> {
        let [id, zh, en, kind, aliases, context, _, _, occupations, programmes] = *fields;
        if id.is_empty() || zh.is_empty() || en.is_empty() {
            return Err("lacks an id or a name".to_owned());
        }
        let kind = SkillKind::from_slug(kind).ok_or_else(|| format!("has the unknown kind {kind}"))?;
        let number = SkillNumber::try_from(self.skills.len()).map_err(|_| "is one skill too many".to_owned())?;
        if self.by_id.insert(id.to_owned(), number).is_some() {
            return Err(format!("repeats the id {id}"));
        }
        let context: Vec<String> = list(context).into_iter().map(folded).collect();
        let marked = list(aliases);
        let is_marked = |name: &str| marked.iter().any(|it| it.strip_suffix(AMBIGUOUS) == Some(name));
        let own = [zh, en].into_iter().filter(|name| !is_marked(name));
        for name in own.chain(marked.iter().copied()) {
            let (name, context) = match name.strip_suffix(AMBIGUOUS) {
                Some(name) => (name, Some(context.clone())),
                None => (name, None),
            };
            let key = folded(name);
            // The first skill keeps a name that two claim.
            self.by_name.entry(key.clone()).or_insert(number);
            patterns.push(Pattern { text: key, skill: number, context });
        }
        let names = marked.iter().map(|name| name.strip_suffix(AMBIGUOUS).unwrap_or(name));
        let aliases = names.filter(|&name| name != zh && name != en).map(str::to_owned).collect();
        let owned = |text: &str| list(text).into_iter().map(str::to_owned).collect();
        self.skills.push(Skill {
            id: id.to_owned(),
            zh: zh.to_owned(),
            en: en.to_owned(),
            kind,
            area: area.to_owned(),
            aliases,
            broader: Vec::new(),
            related: Vec::new(),
            occupations: owned(occupations),
            programmes: owned(programmes),
        });
        Ok(())
    }

    fn numbers(&self, ids: &[&str], line: &Line<'_>) -> Result<Vec<SkillNumber>, VocabularyError> {
        let number = |id: &&str| {
            self.by_id.get(*id).copied().ok_or_else(|| VocabularyError {
                area: line.area.to_owned(),
                line: line.number,
                what: format!("relates to the unknown skill {id}"),
            })
        };
        ids.iter().map(number).collect()
    }

    /// All skills; the place of one is its number.
    #[must_use]
    pub fn skills(&self) -> &[Skill] {
        &self.skills
    }

    /// The skill with this number.
    #[must_use]
    pub fn skill(&self, number: SkillNumber) -> Option<&Skill> {
        self.skills.get(number as usize)
    }

    /// The number of the skill with this id.
    #[must_use]
    pub fn by_id(&self, id: &str) -> Option<SkillNumber> {
        self.by_id.get(id).copied()
    }

    /// How the skills stand to one another and to majors; gathered when first asked for.
    pub(crate) fn kinship(&self) -> &Kinship {
        self.kinship.get_or_init(|| Kinship::of(&self.skills))
    }

    /// The number of the major of this Chinese name.
    #[must_use]
    pub fn major(&self, name: &str) -> Option<MajorNumber> {
        self.kinship().major(name)
    }

    /// The Chinese name of a major.
    #[must_use]
    pub fn major_name(&self, major: MajorNumber) -> Option<&str> {
        self.kinship().major_name(major)
    }

    /// The majors that the vocabulary knows, by their Chinese names.
    pub fn majors(&self) -> impl Iterator<Item = &str> {
        self.kinship().major_names()
    }

    /// The number of the skill of this name in either language, however it is written.
    #[must_use]
    pub fn by_name(&self, name: &str) -> Option<SkillNumber> {
        self.by_name.get(&folded(name)).copied()
    }
}

fn list(field: &str) -> Vec<&str> {
    field.split('|').map(str::trim).filter(|item| !item.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str = "id\tzh\ten\tkind\taliases\tcontext\tbroader\trelated\toccupations\tprogrammes\n";

    fn parse(lines: &str) -> Result<Vocabulary, VocabularyError> {
        Vocabulary::parse(&[("test", &format!("{HEADER}{lines}"))])
    }

    #[test]
    fn the_shipped_vocabulary_is_whole_and_large() {
        let vocabulary = Vocabulary::parse(&SHIPPED).expect("it can be read");
        assert!(vocabulary.skills().len() >= 1_500, "{} skills", vocabulary.skills().len());
        for kind in SkillKind::ALL {
            assert!(vocabulary.skills().iter().any(|skill| skill.kind == *kind), "{}", kind.slug());
        }
    }

    #[test]
    fn no_skill_contains_itself_by_any_way() {
        let vocabulary = Vocabulary::shipped();
        for start in 0..vocabulary.skills().len() as SkillNumber {
            let mut above = vocabulary.skills()[start as usize].broader.clone();
            for _ in 0..20 {
                assert!(!above.contains(&start), "{}", vocabulary.skills()[start as usize].id);
                above = above.iter().flat_map(|&it| vocabulary.skills()[it as usize].broader.clone()).collect();
            }
            assert!(above.is_empty(), "{} has no top", vocabulary.skills()[start as usize].id);
        }
    }

    #[test]
    fn a_skill_is_found_by_any_of_its_names_however_written() {
        let line = "plc-programming\tPLC编程\tPLC programming\tability\t可编程控制器编程|梯形图编程\t\t\t\t\t\n";
        let vocabulary = parse(line).expect("the line is whole");
        for name in ["ＰＬＣ編程", "plc 编程", "PLC-Programming", "梯形图编程"] {
            assert_eq!(vocabulary.by_name(name), Some(0), "{name}");
        }
        assert_eq!(vocabulary.by_name("单片机"), None);
    }

    #[test]
    fn a_faulty_line_is_named() {
        let whole = "a\t甲\tA\ttool\t\t\t\t\t\t\n";
        for (lines, line, what) in [
            ("a\t甲\n".to_owned(), 2, "columns"),
            (format!("{whole}{whole}"), 3, "repeats the id a"),
            ("a\t甲\tA\tthing\t\t\t\t\t\t\n".to_owned(), 2, "unknown kind thing"),
            ("a\t甲\tA\ttool\t\t\tb\t\t\t\n".to_owned(), 2, "unknown skill b"),
            ("a\t\tA\ttool\t\t\t\t\t\t\n".to_owned(), 2, "lacks"),
        ] {
            let error = parse(&lines).expect_err("the line is faulty");
            assert_eq!(error.line, line);
            assert!(error.what.contains(what), "{error}");
        }
    }
}
