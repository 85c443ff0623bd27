//! What an operator reads when the program cannot work: one clear sentence, and nothing is damaged.

use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::ensure;
use rongqiao_model::store::Store;
use rongqiao_tests::postgres::is_root;
use rongqiao_tests::program::{complaint, finish, rongqiao};
use rongqiao_tests::server::Server;
use rongqiao_tests::skipping::tell;
use sea_orm_migration::sea_orm::ConnectionTrait as _;

use crate::rows::{self, told};

const ROWS: usize = 40;

/// A data folder that holds `ROWS` listings.
struct Filled {
    folder: tempfile::TempDir,
    data: PathBuf,
}

impl Filled {
    fn new() -> anyhow::Result<Self> {
        let folder = tempfile::tempdir()?;
        let data = folder.path().join("data");
        rows::import(&data, &rows::write(folder.path(), "rows", ROWS)?)?;
        Ok(Self { folder, data })
    }

    fn still_opens(&self) -> anyhow::Result<()> {
        let server = Server::start(&self.data)?;
        ensure!(server.found()? == ROWS as u64, "every listing is still there");
        server.stop()
    }
}

fn assert_mentions(complaint: &str, words: &[&str]) {
    for word in words {
        assert!(complaint.contains(word), "{word} in: {complaint}");
    }
}

#[test]
fn an_occupied_port_is_named() -> anyhow::Result<()> {
    let filled = Filled::new()?;
    let occupied = TcpListener::bind("127.0.0.1:0")?;
    let address = occupied.local_addr()?.to_string();
    let output = finish(rongqiao(&filled.data).args(["serve", "--listen", &address]))?;
    assert_mentions(&complaint(&output), &[&address, "another program", "--listen"]);
    filled.still_opens()
}

#[test]
fn a_file_in_place_of_the_data_folder_is_named() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("data");
    fs::write(&file, "not a folder")?;
    let output = finish(rongqiao(&file).arg("serve"))?;
    assert_mentions(&complaint(&output), &["data folder", "--data"]);
    assert_eq!(fs::read_to_string(file)?, "not a folder");
    Ok(())
}

#[test]
fn an_address_that_is_no_database_is_explained() -> anyhow::Result<()> {
    let filled = Filled::new()?;
    for (url, word) in [
        ("mysql://root@127.0.0.1/rongqiao", "postgres://"),
        ("postgres://nobody:secret@127.0.0.1:1/rongqiao", "DATABASE_URL"),
        ("sqlite:///nowhere/at/all/rongqiao.db", "DATABASE_URL"),
    ] {
        let output = finish(rongqiao(&filled.data).env("DATABASE_URL", url).arg("serve"))?;
        let complaint = complaint(&output);
        assert_mentions(&complaint, &[word]);
        assert!(!complaint.contains("secret"), "{complaint}");
    }
    filled.still_opens()
}

#[tokio::test]
async fn a_database_of_a_newer_program_is_left_alone() -> anyhow::Result<()> {
    let filled = Filled::new()?;
    let store = Store::connect(&format!("sqlite://{}", filled.data.join("rongqiao.db").display())).await?;
    let newer = "INSERT INTO seaql_migrations (version, applied_at) VALUES ('m20991231_000001_newer', 0)";
    store.connection().execute_unprepared(newer).await?;
    for command in [&["serve"][..], &["reindex"], &["demo"], &["import", "/dev/null"]] {
        let output = finish(rongqiao(&filled.data).args(command))?;
        assert_mentions(&complaint(&output), &["newer version"]);
    }
    let older = "DELETE FROM seaql_migrations WHERE version = 'm20991231_000001_newer'";
    store.connection().execute_unprepared(older).await?;
    filled.still_opens()
}

/// A file system in memory of its own, gone with this value.
struct SmallDisk(tempfile::TempDir);

impl SmallDisk {
    /// `None`, and a printed line, where none may be mounted.
    fn new(megabytes: u32) -> anyhow::Result<Option<Self>> {
        let folder = tempfile::tempdir()?;
        let size = format!("size={megabytes}m");
        if is_root() && mount(&["-t", "tmpfs", "-o", &size, "tmpfs"], folder.path())? {
            return Ok(Some(Self(folder)));
        }
        tell("skipped: no file system may be mounted here; full and read-only disks are not tried");
        Ok(None)
    }

    fn remount(&self, options: &str) -> anyhow::Result<()> {
        ensure!(mount(&["-o", &format!("remount,{options}")], self.0.path())?, "what was mounted can be remounted");
        Ok(())
    }

    fn data(&self) -> PathBuf {
        self.0.path().join("data")
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        // What cannot be unmounted goes with the machine.
        let _ = Command::new("umount").arg(self.0.path()).output();
    }
}

fn mount(arguments: &[&str], folder: &Path) -> anyhow::Result<bool> {
    Ok(Command::new("mount").args(arguments).arg(folder).output()?.status.success())
}

#[test]
fn a_full_disk_stops_the_import_and_more_space_lets_it_go_on() -> anyhow::Result<()> {
    let Some(disk) = SmallDisk::new(5)? else { return Ok(()) };
    let elsewhere = tempfile::tempdir()?;
    let few = rows::write(elsewhere.path(), "few", ROWS)?;
    let many = rows::write(elsewhere.path(), "many", 6_000)?;
    rows::import(&disk.data(), &few)?;

    let output = finish(rongqiao(&disk.data()).arg("import").arg(&many))?;
    assert_mentions(&complaint(&output), &["disk is full"]);

    disk.remount("size=200m")?;
    let server = Server::start(&disk.data())?;
    assert!(server.found()? >= ROWS as u64);
    server.stop()?;
    let summary = rows::import(&disk.data(), &many)?;
    assert_eq!(told(&summary, "added") + told(&summary, "unchanged"), 6_000, "{summary}");
    Ok(())
}

#[test]
fn a_disk_without_any_space_stops_the_start() -> anyhow::Result<()> {
    let Some(disk) = SmallDisk::new(1)? else { return Ok(()) };
    fs::write(disk.0.path().join("ballast"), vec![1; 1_000_000])?;
    let output = finish(rongqiao(&disk.data()).arg("serve"))?;
    assert_mentions(&complaint(&output), &["disk is full"]);
    Ok(())
}

#[test]
fn a_read_only_folder_is_named_and_stays_as_it_is() -> anyhow::Result<()> {
    let Some(disk) = SmallDisk::new(50)? else { return Ok(()) };
    let filled = Filled::new()?;
    rows::import(&disk.data(), &filled.folder.path().join("rows.jsonl"))?;
    disk.remount("ro")?;
    for command in ["serve", "reindex", "demo"] {
        let output = finish(rongqiao(&disk.data()).arg(command))?;
        assert_mentions(&complaint(&output), &["cannot be written"]);
    }
    disk.remount("rw")?;
    let server = Server::start(&disk.data())?;
    assert_eq!(server.found()?, ROWS as u64);
    server.stop()
}
