//! Skills and names that were taken from elsewhere, each source in a file of its own.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use rongqiao_matching::skills::{Extension, NewSkill, SkillKind, Vocabulary};

use super::accepted;
use super::conversion::Source;
use super::table::{Line, Table};
use super::write_whole;
use crate::fault::Fault;
use crate::mistakes::Mistakes;

/// Columns of a file of skills; aliases are separated by `|`.
const SKILL_COLUMNS: [&str; 5] = ["id", "zh", "en", "kind", "aliases"];

/// What the names of all files of imported skills begin with.
const PREFIX: &str = "skills-imported-";

/// How an import went.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Import {
    /// Rows of the source.
    pub rows: usize,
    /// Skills that the shipped vocabulary lacks.
    pub skills: usize,
    /// Further names, occupations and majors, of new skills and of known ones.
    pub additions: usize,
}

/// Takes `file` into the data folder as the rows of `source`, in the place of those that were taken before.
///
/// # Errors
///
/// Returns a [`Fault`] if the file cannot be read or has no rows of this source, or the folder cannot be written.
pub fn import(data: &Path, source: Source, file: &Path) -> Result<Import, Fault> {
    let shipped = Vocabulary::read_shipped();
    let names_before = count_names(&shipped);
    let (extension, rows) = source.read(file, &shipped)?;
    let skills_before = shipped.skills().len();
    write_whole(&data.join(format!("{PREFIX}{}.tsv", source.slug())), &in_writing(source, &extension))?;
    let (extended, left_out) = shipped.extended(&extension);
    let skills = extended.skills().len() - skills_before;
    let names = count_names(&extended) - names_before;
    let others = extension.additions.len() - left_out.len();
    // A source gives skills with names or additions, never both.
    Ok(Import { rows, skills, additions: if extension.skills.is_empty() { others } else { names } })
}

fn count_names(vocabulary: &Vocabulary) -> usize {
    vocabulary.skills().iter().map(|skill| skill.aliases.len()).sum()
}

fn in_writing(source: Source, extension: &Extension) -> String {
    let mut text = format!("# source: {}\n# licence: {}\n", source.name(), source.licence());
    let columns = if extension.skills.is_empty() { &accepted::COLUMNS[..] } else { &SKILL_COLUMNS[..] };
    // Writing into a string cannot fail.
    let _ = writeln!(text, "{}", columns.join("\t"));
    for skill in &extension.skills {
        let NewSkill { id, zh, en, kind, aliases, .. } = skill;
        let _ = writeln!(text, "{id}\t{zh}\t{en}\t{}\t{}", kind.slug(), aliases.join("|"));
    }
    for addition in &extension.additions {
        let _ = writeln!(text, "{}\t{}\t{}", addition.kind.slug(), addition.skill, addition.value);
    }
    text
}

/// The files of imported skills in the data folder, by name.
pub(super) fn files_in(data: &Path) -> Result<Vec<PathBuf>, Fault> {
    if !data.exists() {
        return Ok(Vec::new());
    }
    let unreadable = |error| Fault::because(format!("The data folder {} cannot be read.", data.display()), error);
    let mut files = Vec::new();
    for entry in std::fs::read_dir(data).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.starts_with(PREFIX) && name.ends_with(".tsv") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// Adds what the file at `path` holds to `extension`.
pub(super) fn read(path: &Path, extension: &mut Extension, mistakes: &mut Mistakes) -> Result<(), Fault> {
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    let area = name.trim_start_matches(PREFIX);
    let table = Table::read(path, accepted::COLUMNS.len(), mistakes)?;
    let holds_skills = table.begins_with(&SKILL_COLUMNS);
    if !holds_skills && !table.begins_with(&accepted::COLUMNS) {
        mistakes.note(path, 1, "the columns have to be id, zh, en, kind, aliases or kind, skill, proposed");
        return Ok(());
    }
    for line in &table.lines {
        let read = if holds_skills {
            new_skill(line, area).map(|skill| extension.skills.push(skill))
        } else {
            accepted::addition(&line.cells).map(|addition| extension.additions.push(addition))
        };
        if let Err(what) = read {
            mistakes.note(path, line.number, &what);
        }
    }
    Ok(())
}

fn new_skill(line: &Line, area: &str) -> Result<NewSkill, String> {
    let [id, zh, en, kind, aliases] = line.cells.as_slice() else {
        return Err(format!("needs the columns {}", SKILL_COLUMNS.join(", ")));
    };
    if id.is_empty() || en.is_empty() {
        return Err("the id or the English name is empty".to_owned());
    }
    let kind = SkillKind::from_slug(kind).ok_or_else(|| format!("there is no kind `{kind}`"))?;
    let aliases = aliases.split('|').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect();
    Ok(NewSkill { id: id.clone(), zh: zh.clone(), en: en.clone(), kind, area: area.to_owned(), aliases })
}
