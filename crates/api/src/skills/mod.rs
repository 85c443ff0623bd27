//! What an operator adds to the skill vocabulary, kept in the data folder, where an update of the program leaves it.
//!
//! `skills-imported-<source>.tsv` holds what `rongqiao skills import` took from a source, `skills-accepted.tsv` what a
//! person accepted of what `rongqiao skills learn` proposed. Both are read at the start; the shipped vocabulary goes
//! before them, imported skills before accepted names.

mod accepted;
mod conversion;
mod imported;
mod learning;
mod table;

use std::path::{Path, PathBuf};

use rongqiao_matching::skills::{Extension, LeftOut, Vocabulary};

pub use self::accepted::{Acceptance, accept, accepted_lines, forget};
pub use self::conversion::Source;
pub use self::imported::{Import, import};
pub use self::learning::{listen_to_file, listen_to_listings, write_proposals};
use crate::fault::{Fault, file_trouble};
use crate::mistakes::Mistakes;

/// Reads what was added in the data folder and makes the vocabulary with it the current one.
///
/// # Errors
///
/// Returns a [`Fault`] that names every faulty line.
pub fn install(data: &Path) -> Result<(), Fault> {
    let extension = extension_in(data)?;
    if extension == Extension::default() {
        return Ok(());
    }
    let (vocabulary, left_out) = Vocabulary::read_shipped().extended(&extension);
    for (at, why) in left_out {
        match why {
            // An update of the program may have brought it.
            LeftOut::Known(_) => {}
            LeftOut::UnknownSkill(_) | LeftOut::TakenName { .. } | LeftOut::TooShort(_) => {
                let value = &extension.additions[at].value;
                tracing::warn!(skill = extension.additions[at].skill, value, %why, "an added name or relation is unused");
            }
        }
    }
    let fingerprint = vocabulary.fingerprint();
    if !vocabulary.install() && Vocabulary::current().fingerprint() != fingerprint {
        tracing::warn!("this process has another skill vocabulary in use; added skills count after a restart");
    }
    Ok(())
}

/// All that was added in the data folder.
///
/// # Errors
///
/// Returns a [`Fault`] that names every faulty line.
pub fn extension_in(data: &Path) -> Result<Extension, Fault> {
    let mut mistakes = Mistakes::default();
    let mut extension = Extension::default();
    for path in imported::files_in(data)? {
        imported::read(&path, &mut extension, &mut mistakes)?;
    }
    accepted::read(data, &mut extension, &mut mistakes)?;
    mistakes.none("The added skills were not read")?;
    Ok(extension)
}

/// The shipped vocabulary with all that was added in the data folder.
///
/// # Errors
///
/// Returns a [`Fault`] that names every faulty line.
pub fn vocabulary_in(data: &Path) -> Result<Vocabulary, Fault> {
    Ok(Vocabulary::read_shipped().extended(&extension_in(data)?).0)
}

/// Writes `text` to `path` whole or not at all.
fn write_whole(path: &Path, text: &str) -> Result<(), Fault> {
    let beside: PathBuf = path.with_extension("new");
    let folder = path.parent().unwrap_or(Path::new(""));
    let written = std::fs::create_dir_all(folder)
        .and_then(|()| std::fs::write(&beside, text))
        .and_then(|()| std::fs::rename(&beside, path));
    written.map_err(|error| {
        Fault::because(format!("The file {} cannot be written: {}.", path.display(), file_trouble(&error)), error)
    })
}

#[cfg(test)]
mod tests;
