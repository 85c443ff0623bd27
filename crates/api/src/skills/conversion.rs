//! Foreign tables as skills and names of ours.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::path::Path;

use rongqiao_matching::skills::{Addition, AdditionKind, Extension, NewSkill, SkillKind, Vocabulary};

use crate::fault::Fault;
use crate::importing::file::RowFile;
use crate::importing::row::{Cells, text_of};

/// Letters that a name has to have at least: shorter ones are found where nobody means them.
const FEWEST_LETTERS: usize = 5;

/// Detail of an occupation in 职业分类大典, as its column `level` says it; groups are coarser.
const OCCUPATION_LEVEL: &str = "4";

/// Where skills and names can be taken from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// ESCO: `id, type, label, alt_labels`, these separated by `|`.
    Esco,
    /// Technology skills of O*NET: `example`.
    OnetTechnology,
    /// Occupations of 职业分类大典: `level, name, definition`.
    Occupations,
    /// Majors of 专业目录: `name`.
    Majors,
}

impl Source {
    /// The source in the name of a file.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Esco => "esco",
            Self::OnetTechnology => "onet",
            Self::Occupations => "occupations",
            Self::Majors => "majors",
        }
    }

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Esco => "ESCO, European Skills, Competences, Qualifications and Occupations",
            Self::OnetTechnology => "O*NET, technology skills",
            Self::Occupations => "中华人民共和国职业分类大典",
            Self::Majors => "教育部专业目录",
        }
    }

    pub(super) const fn licence(self) -> &'static str {
        match self {
            Self::Esco => {
                "free reuse with attribution; this service uses the ESCO classification of the European Commission"
            }
            Self::OnetTechnology => {
                "CC BY 4.0; O*NET is a trademark of the U.S. Department of Labor, Employment and Training \
                 Administration (USDOL/ETA); the names were changed in part"
            }
            Self::Occupations | Self::Majors => "names of a public classification",
        }
    }

    /// The columns without which a file is not of this source.
    const fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Esco => &["id", "type", "label", "alt_labels"],
            Self::OnetTechnology => &["example"],
            Self::Occupations => &["level", "name", "definition"],
            Self::Majors => &["name"],
        }
    }

    /// What `file` adds to `vocabulary`, and its number of rows.
    pub(super) fn read(self, file: &Path, vocabulary: &Vocabulary) -> Result<(Extension, usize), Fault> {
        let mut conversion = Conversion { vocabulary, skills: BTreeMap::new(), additions: BTreeSet::new() };
        let mut rows = 0;
        let mut missing = None;
        RowFile::open(file)?.read(&mut |row| {
            let Ok(cells) = &row.cells else { return ControlFlow::Continue(()) };
            missing = self.columns().iter().find(|column| !cells.iter().any(|(name, _)| name == *column));
            if missing.is_some() {
                return ControlFlow::Break(());
            }
            conversion.take(self, cells);
            rows += 1;
            ControlFlow::Continue(())
        })?;
        let shown = file.display();
        if let Some(column) = missing {
            return Err(Fault::new(format!("The file {shown} has no column `{column}`; nothing was imported.")));
        }
        if rows == 0 {
            return Err(Fault::new(format!("The file {shown} holds no rows; nothing was imported.")));
        }
        let Conversion { skills, additions, .. } = conversion;
        let extension =
            Extension { skills: skills.into_values().collect(), additions: additions.into_iter().collect() };
        Ok((extension, rows))
    }
}

struct Conversion<'v> {
    vocabulary: &'v Vocabulary,
    /// By id, so that the same rows give the same file.
    skills: BTreeMap<String, NewSkill>,
    additions: BTreeSet<Addition>,
}

impl Conversion<'_> {
    fn take(&mut self, source: Source, cells: &Cells) {
        let cell = |field: &str| {
            let value = cells.iter().find(|(name, _)| name == field).and_then(|(_, value)| text_of(value));
            value.unwrap_or_default().replace('\t', " ")
        };
        match source {
            Source::Esco => self.take_esco(&cell("id"), &cell("type"), &cell("label"), &cell("alt_labels")),
            Source::OnetTechnology => self.take_technology(&cell("example")),
            Source::Occupations if cell("level") == OCCUPATION_LEVEL => {
                let name = occupation_name(&cell("name"));
                self.take_context(AdditionKind::Occupation, &name, &format!("{name}\n{}", cell("definition")));
            }
            Source::Occupations => {}
            Source::Majors => self.take_context(AdditionKind::Programme, &cell("name"), &cell("name")),
        }
    }

    fn take_esco(&mut self, id: &str, sort: &str, label: &str, others: &str) {
        if id.is_empty() || !is_telling(label) {
            return;
        }
        let kind = if sort == "knowledge" { SkillKind::Knowledge } else { SkillKind::Ability };
        let aliases = others.split('|').map(str::trim).filter(|name| is_telling(name) && *name != label);
        self.add(NewSkill {
            id: format!("esco-{id}"),
            zh: String::new(),
            en: label.to_owned(),
            kind,
            area: Source::Esco.slug().to_owned(),
            aliases: aliases.map(str::to_owned).collect(),
        });
    }

    /// A product; one that ends in a tool that we know, as in `Oracle Java`, is that tool.
    fn take_technology(&mut self, example: &str) {
        if !is_telling(example) {
            return;
        }
        let ends = example.match_indices(' ').map(|(at, _)| &example[at + 1..]);
        let tool = |name: &str| {
            let number = self.vocabulary.by_name(name)?;
            self.vocabulary.skill(number).filter(|skill| skill.kind == SkillKind::Tool)
        };
        let known = ends.filter_map(tool).next();
        let new = |en: &str, aliases: Vec<String>| NewSkill {
            id: format!("onet-{}", slug(example)),
            zh: String::new(),
            en: en.to_owned(),
            kind: SkillKind::Tool,
            area: Source::OnetTechnology.slug().to_owned(),
            aliases,
        };
        let skill = match known {
            Some(tool) => NewSkill { id: tool.id.clone(), ..new(&tool.en, vec![example.to_owned()]) },
            None => new(example, Vec::new()),
        };
        self.add(skill);
    }

    /// Gives the name of an occupation or a major to the skills that `text` names.
    fn take_context(&mut self, kind: AdditionKind, name: &str, text: &str) {
        for mention in self.vocabulary.read(text) {
            let Some(skill) = self.vocabulary.skill(mention.skill) else { continue };
            let known = if kind == AdditionKind::Programme { &skill.programmes } else { &skill.occupations };
            if !known.iter().any(|it| it == name) {
                self.additions.insert(Addition { kind, skill: skill.id.clone(), value: name.to_owned() });
            }
        }
    }

    /// Adds a skill; one that comes again adds its further names.
    fn add(&mut self, skill: NewSkill) {
        let known =
            self.skills.entry(skill.id.clone()).or_insert_with(|| NewSkill { aliases: Vec::new(), ..skill.clone() });
        for name in skill.aliases {
            if !known.aliases.contains(&name) {
                known.aliases.push(name);
            }
        }
    }
}

fn is_telling(name: &str) -> bool {
    name.chars().filter(|c| c.is_alphanumeric()).count() >= FEWEST_LETTERS
}

/// Without the marks for green and digital occupations.
fn occupation_name(name: &str) -> String {
    name.trim_end_matches(['L', 'S', '/']).trim().to_owned()
}

fn slug(name: &str) -> String {
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-").to_lowercase()
}
