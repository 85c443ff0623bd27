//! What was learnt of titles, in a file of the data folder or made anew from a data pack.

use std::fs::File;
use std::io::{BufReader, BufWriter, Write as _};
use std::path::Path;

use flate2::Compression;
use flate2::read::MultiGzDecoder;
use flate2::write::GzEncoder;
use rongqiao_matching::skills::Vocabulary;
use rongqiao_matching::titles::Knowledge;

use crate::fault::Fault;
use crate::pack::Pack;

/// Name of the file in the data folder.
pub const FILE_NAME: &str = "titles.json.gz";

/// Learns from the tables of `pack`; some seconds.
///
/// # Errors
///
/// Returns a [`Fault`] that names the table that cannot be read.
pub fn learn(pack: &Pack) -> Result<Knowledge, Fault> {
    Ok(Knowledge::learn(&pack.title_sources()?, Vocabulary::current()))
}

/// Writes knowledge into the file at `path`, all of it or nothing.
///
/// # Errors
///
/// Returns a [`Fault`] that names the file if it cannot be written.
pub fn write(knowledge: &Knowledge, path: &Path) -> Result<(), Fault> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let written = || -> std::io::Result<()> {
        std::fs::create_dir_all(folder)?;
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        let mut packed = GzEncoder::new(BufWriter::new(file.as_file_mut()), Compression::default());
        serde_json::to_writer(&mut packed, knowledge)?;
        packed.finish()?.flush()?;
        file.persist(path)?;
        Ok(())
    };
    written().map_err(|error| Fault::because(format!("{} cannot be written.", path.display()), error))
}

/// Reads knowledge from the file at `path`.
///
/// # Errors
///
/// Returns a [`Fault`] that names the file if it cannot be read or holds something else.
pub fn read(path: &Path) -> Result<Knowledge, Fault> {
    let file =
        File::open(path).map_err(|error| Fault::because(format!("{} cannot be opened.", path.display()), error))?;
    serde_json::from_reader(BufReader::new(MultiGzDecoder::new(BufReader::new(file)))).map_err(|error| {
        let sentence = format!("{} holds no knowledge of titles; run `rongqiao titles learn` again.", path.display());
        Fault::because(sentence, error)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knowledge_comes_back_from_its_file_as_it_was() -> anyhow::Result<()> {
        let folder = tempfile::tempdir()?;
        let (tables, path) = (folder.path().join("pack"), folder.path().join("new/titles.json.gz"));
        std::fs::create_dir_all(&tables)?;
        let knowledge = learn(&Pack::open(&tables)?)?;
        assert!(knowledge.terms().0 > 1_000, "the skills alone teach something");
        write(&knowledge, &path)?;
        assert!(read(&path)? == knowledge);
        Ok(())
    }

    #[test]
    fn a_file_with_something_else_is_named() -> anyhow::Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("titles.json.gz");
        std::fs::write(&path, "{}")?;
        let fault = read(&path).expect_err("it is not gzipped");
        assert!(fault.to_string().contains("titles.json.gz holds no knowledge"), "{fault}");
        assert!(read(&folder.path().join("none")).is_err());
        Ok(())
    }
}
