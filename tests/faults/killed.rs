//! The program is killed at random moments; nothing that was taken in is lost.
//!
//! `RONGQIAO_FAULT_KILLS` says how often (8), `RONGQIAO_FAULT_SECONDS` after how long to stop nevertheless (600),
//! `RONGQIAO_FAULT_SEED` which moments.

use std::collections::HashSet;
use std::path::Path;
use std::process::{Child, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use rongqiao_model::ListingId;
use rongqiao_model::store::Store;
use rongqiao_tests::program::rongqiao;
use rongqiao_tests::server::Server;
use rongqiao_tests::skipping::tell;

use crate::moments::{Moments, setting};
use crate::rows::{self, told};

/// Rows of each round's file.
const ROWS: usize = 700;

/// Rounds after which a new folder is begun, so that the last ones do not take longer and longer.
const ROUNDS_PER_FOLDER: u64 = 12;

async fn accepted(store: &Store) -> anyhow::Result<HashSet<ListingId>> {
    let mut ids = HashSet::new();
    let mut after = None;
    loop {
        let page = store.list_public_listings_after(after, 1_000).await?;
        let Some(last) = page.last() else { return Ok(ids) };
        after = Some(last.listing.id);
        ids.extend(page.iter().map(|it| it.listing.id));
    }
}

async fn open(data: &Path) -> anyhow::Result<Store> {
    Ok(Store::connect(&format!("sqlite://{}", data.join("rongqiao.db").display())).await?)
}

/// Waits until the moment has come, then kills; says whether there was still a program to kill.
fn kill_after(mut process: Child, moment: Duration) -> anyhow::Result<bool> {
    thread::sleep(moment);
    let runs = process.try_wait()?.is_none();
    process.kill()?;
    process.wait()?;
    Ok(runs)
}

/// A folder with a first file in it, and how long a whole import and a whole indexing took.
struct Ground {
    folder: tempfile::TempDir,
    data: std::path::PathBuf,
    importing: Duration,
    indexing: Duration,
}

impl Ground {
    fn new() -> anyhow::Result<Self> {
        let folder = tempfile::tempdir()?;
        let data = folder.path().join("data");
        let first = rows::write(folder.path(), "first", ROWS)?;
        let begun = Instant::now();
        rows::import(&data, &first)?;
        let importing = begun.elapsed();
        std::fs::remove_dir_all(data.join("index"))?;
        let begun = Instant::now();
        Server::start(&data)?.stop()?;
        Ok(Self { folder, data, importing, indexing: begun.elapsed() })
    }

    /// Starts an import of `file` and kills it at `moment`; returns what the database had accepted just before, and
    /// whether the import was still running.
    async fn kill_import(&self, file: &Path, moment: Duration) -> anyhow::Result<(HashSet<ListingId>, bool)> {
        let mut import = rongqiao(&self.data);
        import.arg("import").arg(file).stdout(Stdio::null()).stderr(Stdio::null());
        let process = import.spawn()?;
        thread::sleep(moment.mul_f64(0.9));
        let store = open(&self.data).await?;
        let seen = accepted(&store).await?;
        let hit = kill_after(process, moment.mul_f64(0.1))?;
        Ok((seen, hit))
    }

    /// Starts a server, which brings the index up to date first, and kills it at `moment`; says whether it still ran.
    fn kill_indexing(&self, moment: Duration) -> anyhow::Result<bool> {
        let mut serve = rongqiao(&self.data);
        serve.arg("serve").stdout(Stdio::null()).stderr(Stdio::null());
        kill_after(serve.spawn()?, moment)
    }

    /// Starts again and compares the index with the database, and both with what had been accepted.
    async fn check(&self, seen: &HashSet<ListingId>, round: u64) -> anyhow::Result<()> {
        let server = Server::start(&self.data)?;
        let store = open(&self.data).await?;
        let kept = accepted(&store).await?;
        assert!(seen.is_subset(&kept), "round {round} lost {} rows", seen.difference(&kept).count());
        assert_eq!(server.found()?, kept.len() as u64, "round {round}: the index holds what the database holds");
        server.stop()
    }
}

#[tokio::test]
async fn nothing_is_lost_when_the_program_is_killed_while_importing_or_indexing() -> anyhow::Result<()> {
    let wanted = setting("RONGQIAO_FAULT_KILLS", 8);
    let enough = Duration::from_secs(setting("RONGQIAO_FAULT_SECONDS", 600));
    let mut moments = Moments::of_setting();
    let mut ground = Ground::new()?;
    let begun = Instant::now();
    let (mut kills, mut round) = (0, 0);
    while kills < wanted && begun.elapsed() < enough {
        round += 1;
        let name = format!("round-{round}");
        let file = rows::write(ground.folder.path(), &name, ROWS)?;
        let (seen, hit) = ground.kill_import(&file, moments.before(ground.importing)).await?;
        kills += u64::from(hit);
        if round % 2 == 0 {
            if round % 4 == 0 {
                std::fs::remove_dir_all(ground.data.join("index")).ok();
            }
            kills += u64::from(ground.kill_indexing(moments.before(ground.indexing))?);
        }
        ground.check(&seen, round).await?;
        let again = rows::import(&ground.data, &file)?;
        assert_eq!(told(&again, "added") + told(&again, "unchanged"), ROWS as u64, "round {round}: {again}");
        if round % 5 == 0 {
            let third = rows::import(&ground.data, &file)?;
            assert_eq!(told(&third, "unchanged"), ROWS as u64, "round {round}: {third}");
        }
        std::fs::remove_file(file)?;
        if round % ROUNDS_PER_FOLDER == 0 {
            ground.check(&HashSet::new(), round).await?;
            ground = Ground::new()?;
        }
    }
    ground.check(&HashSet::new(), round).await?;
    tell(&format!("killed {kills} times of {wanted}, {} s; nothing lost", begun.elapsed().as_secs()));
    Ok(())
}
