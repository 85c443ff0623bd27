//! The names and relations that a person accepted.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use rongqiao_matching::skills::{Addition, AdditionKind, Extension, LeftOut, Vocabulary};

use super::table::{Line, Table};
use super::{extension_in, write_whole};
use crate::fault::Fault;
use crate::mistakes::Mistakes;

/// Columns of the file of accepted lines; score, count and examples stay beside them.
pub(super) const COLUMNS: [&str; 3] = ["kind", "skill", "proposed"];

/// Column in which a person says yes to a proposal.
pub(super) const ACCEPT: &str = "accept";

/// What a person writes there.
const YES: [&str; 4] = ["yes", "y", "是", "1"];

/// How accepting went.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Acceptance {
    /// Lines that were added.
    pub added: usize,
    /// Lines that a person said yes to and that were there already.
    pub known: usize,
    /// Lines without a yes.
    pub passed_over: usize,
}

fn file_in(data: &Path) -> PathBuf {
    data.join("skills-accepted.tsv")
}

/// The lines accepted so far, as they stand in the file.
///
/// # Errors
///
/// Returns a [`Fault`] if the file cannot be read.
pub fn accepted_lines(data: &Path) -> Result<Vec<String>, Fault> {
    let lines = table_in(data, &mut Mistakes::default())?.lines;
    Ok(lines.into_iter().map(|line| line.cells.join("\t")).collect())
}

/// Adds the lines of the proposals at `path` that say `yes` in their column `accept`; one faulty line, and none is.
///
/// # Errors
///
/// Returns a [`Fault`] that names every faulty line.
pub fn accept(data: &Path, path: &Path) -> Result<Acceptance, Fault> {
    let mut mistakes = Mistakes::default();
    let proposals = Table::read(path, 1 + COLUMNS.len(), &mut mistakes)?;
    if !proposals.begins_with(&[&[ACCEPT], &COLUMNS[..]].concat()) {
        mistakes.note(path, 1, "the columns have to be accept, kind, skill, proposed, then any others");
    }
    let is_yes = |line: &Line| YES.contains(&line.cells[0].to_lowercase().as_str());
    let (chosen, others): (Vec<Line>, Vec<Line>) = proposals.lines.into_iter().partition(is_yes);
    let mut wanted: Vec<(&Line, Addition)> = Vec::new();
    for line in &chosen {
        match addition(&line.cells[1..]) {
            Ok(addition) => wanted.push((line, addition)),
            Err(what) => mistakes.note(path, line.number, &what),
        }
    }
    let mut extension = extension_in(data)?;
    let before = extension.additions.len();
    extension.additions.extend(wanted.iter().map(|(_, addition)| addition.clone()));
    let (_, left_out) = Vocabulary::read_shipped().extended(&extension);
    let mut is_new = vec![true; wanted.len()];
    for (at, why) in left_out.into_iter().filter_map(|(at, why)| Some((at.checked_sub(before)?, why))) {
        is_new[at] = false;
        match why {
            LeftOut::Known(_) => {}
            LeftOut::UnknownSkill(_) | LeftOut::TakenName { .. } | LeftOut::TooShort(_) => {
                mistakes.note(path, wanted[at].0.number, &why.to_string());
            }
        }
    }
    mistakes.none("Nothing was accepted")?;
    let lines = wanted.iter().zip(&is_new).filter(|(_, is_new)| **is_new).map(|((line, _), _)| &line.cells[1..]);
    let lines: Vec<String> = lines.map(|cells| cells.join("\t")).collect();
    let result = Acceptance { added: lines.len(), known: wanted.len() - lines.len(), passed_over: others.len() };
    write(data, accepted_lines(data)?.into_iter().chain(lines))?;
    Ok(result)
}

/// Forgets the accepted lines that gave `value` to `skill`, and says how many there were.
///
/// # Errors
///
/// Returns a [`Fault`] if the file cannot be read or written.
pub fn forget(data: &Path, skill: &str, value: &str) -> Result<usize, Fault> {
    let before = accepted_lines(data)?;
    let is_meant = |line: &String| line.split('\t').skip(1).take(2).eq([skill, value]);
    let kept: Vec<String> = before.iter().filter(|line| !is_meant(line)).cloned().collect();
    let forgotten = before.len() - kept.len();
    if forgotten > 0 {
        write(data, kept.into_iter())?;
    }
    Ok(forgotten)
}

/// Adds what was accepted in the data folder to `extension`.
pub(super) fn read(data: &Path, extension: &mut Extension, mistakes: &mut Mistakes) -> Result<(), Fault> {
    let path = file_in(data);
    for line in table_in(data, mistakes)?.lines {
        match addition(&line.cells) {
            Ok(addition) => extension.additions.push(addition),
            Err(what) => mistakes.note(&path, line.number, &what),
        }
    }
    Ok(())
}

/// What kind, skill and proposed name or id in the first three cells would add.
pub(super) fn addition(cells: &[String]) -> Result<Addition, String> {
    let kind = AdditionKind::from_slug(&cells[0]).ok_or_else(|| format!("there is no kind `{}`", cells[0]))?;
    if cells[1].is_empty() || cells[2].is_empty() {
        return Err("the skill or what is proposed for it is empty".to_owned());
    }
    Ok(Addition { kind, skill: cells[1].clone(), value: cells[2].clone() })
}

fn table_in(data: &Path, mistakes: &mut Mistakes) -> Result<Table, Fault> {
    let path = file_in(data);
    if path.exists() { Table::read(&path, COLUMNS.len(), mistakes) } else { Ok(Table::default()) }
}

fn write(data: &Path, lines: impl Iterator<Item = String>) -> Result<(), Fault> {
    let mut text = format!("{}\tscore\tcount\texamples\n", COLUMNS.join("\t"));
    for line in lines {
        // Writing into a string cannot fail.
        let _ = writeln!(text, "{line}");
    }
    write_whole(&file_in(data), &text)
}
