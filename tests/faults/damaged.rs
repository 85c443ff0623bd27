//! An index that is damaged, foreign or missing is noticed at the start and built anew from the database.

use std::fs::{self, OpenOptions};
use std::path::{Path, PathBuf};

use rongqiao_tests::server::Server;

use crate::rows;

const ROWS: usize = 40;

/// A data folder with an index, and a way to damage it.
struct Damage {
    what: &'static str,
    done: fn(&Path) -> anyhow::Result<()>,
}

const DAMAGES: [Damage; 8] = [
    Damage { what: "no folder", done: |index| Ok(fs::remove_dir_all(index)?) },
    Damage { what: "no CURRENT", done: |index| Ok(fs::remove_file(index.join("CURRENT"))?) },
    Damage { what: "a CURRENT that names nothing", done: |index| Ok(fs::write(index.join("CURRENT"), "99999999")?) },
    Damage { what: "a CURRENT of something else", done: |index| Ok(fs::write(index.join("CURRENT"), "../../etc")?) },
    Damage { what: "truncated files", done: truncate },
    Damage { what: "a changed byte", done: change_a_byte },
    Damage { what: "no meta file", done: |index| Ok(fs::remove_file(generation(index)?.join("meta.json"))?) },
    Damage { what: "a foreign folder", done: put_something_else_there },
];

fn generation(index: &Path) -> anyhow::Result<PathBuf> {
    Ok(index.join(fs::read_to_string(index.join("CURRENT"))?.trim()))
}

/// The files that hold documents and words, largest first.
fn segment_files(index: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut files: Vec<(u64, PathBuf)> = Vec::new();
    for entry in fs::read_dir(generation(index)?)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if !name.starts_with('.') && !name.contains("json") && !name.ends_with(".lock") {
            files.push((entry.metadata()?.len(), entry.path()));
        }
    }
    files.sort();
    Ok(files.into_iter().rev().map(|(_, path)| path).collect())
}

fn truncate(index: &Path) -> anyhow::Result<()> {
    for file in segment_files(index)? {
        let file = OpenOptions::new().write(true).open(file)?;
        file.set_len(file.metadata()?.len() / 2)?;
    }
    Ok(())
}

fn change_a_byte(index: &Path) -> anyhow::Result<()> {
    let files = segment_files(index)?;
    let largest = files.first().ok_or_else(|| anyhow::anyhow!("an index has files"))?;
    let mut bytes = fs::read(largest)?;
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0x55;
    Ok(fs::write(largest, bytes)?)
}

fn put_something_else_there(index: &Path) -> anyhow::Result<()> {
    let generation = generation(index)?;
    fs::remove_dir_all(&generation)?;
    fs::create_dir(&generation)?;
    fs::write(generation.join("meta.json"), "{\"index_settings\":{}}")?;
    Ok(fs::write(generation.join("photograph.jpg"), "not an index")?)
}

#[test]
fn whatever_happens_to_the_index_the_next_start_finds_everything_again() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let data = folder.path().join("data");
    let file = rows::write(folder.path(), "rows", ROWS)?;
    rows::import(&data, &file)?;
    for damage in DAMAGES {
        (damage.done)(&data.join("index"))?;
        let server = Server::start(&data)?;
        assert_eq!(server.found()?, ROWS as u64, "{}", damage.what);
        assert!(server.get("/")?.contains("</html>"), "{}", damage.what);
        server.stop()?;
    }
    Ok(())
}

#[test]
fn an_index_that_lags_behind_is_brought_up_to_date_at_the_start() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let data = folder.path().join("data");
    rows::import(&data, &rows::write(folder.path(), "early", ROWS)?)?;
    let old = folder.path().join("old-index");
    copy(&data.join("index"), &old)?;
    rows::import(&data, &rows::write(folder.path(), "late", ROWS)?)?;
    fs::remove_dir_all(data.join("index"))?;
    copy(&old, &data.join("index"))?;

    let server = Server::start(&data)?;
    assert_eq!(server.found()?, 2 * ROWS as u64);
    server.stop()
}

fn copy(from: &Path, to: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
