//! Several programs that write to one database at once.

use std::collections::HashMap;

use rongqiao_model::store::{Incoming, Outcome, Store};
use rongqiao_tests::database::on_every_database;
use rongqiao_tests::listings::{NOW, a_job};
use uuid::Uuid;

const ROWS: usize = 120;

const WRITERS: usize = 4;

/// Rows of a source and an organisation of their own, so that none is taken for a copy of another's.
fn rows(of: &str) -> Vec<Incoming> {
    let job = |number: usize| a_job(&format!("{of} {number}")).from(of, &number.to_string()).by(of).incoming();
    (0..ROWS).map(job).collect()
}

async fn import(store: Store, rows: Vec<Incoming>, batch: usize) -> anyhow::Result<Vec<Outcome>> {
    let mut outcomes = Vec::new();
    for batch in rows.chunks(batch) {
        outcomes.extend(store.import_listings(batch, NOW).await?);
    }
    Ok(outcomes)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_imports_of_the_same_rows_at_once_leave_each_row_once() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let first = database.prepare().await?;
        let second = database.connect().await?;
        let one = tokio::spawn(import(first.clone(), rows("race"), 7));
        let other = tokio::spawn(import(second, rows("race"), 11));
        let outcomes: Vec<Outcome> = one.await??.into_iter().chain(other.await??).collect();

        let count = |outcome| outcomes.iter().filter(|&&it| it == outcome).count();
        assert_eq!((count(Outcome::Added), count(Outcome::Unchanged)), (ROWS, ROWS));
        assert_eq!(first.count_public_listings().await?, ROWS as u64);
        let mut told: HashMap<Uuid, usize> = HashMap::new();
        for change in first.list_changes_since(0, u64::MAX >> 1).await? {
            *told.entry(change.subject).or_default() += 1;
        }
        assert_eq!(told.len(), ROWS + 1, "every listing and its organisation");
        assert!(told.values().all(|&times| times == 1), "each is told once");
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_follower_misses_nothing_while_several_write() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let store = database.prepare().await?;
        let mut writers = Vec::new();
        for writer in 0..WRITERS {
            let store = database.connect().await?;
            writers.push(tokio::spawn(import(store, rows(&format!("writer-{writer}")), 1 + writer)));
        }
        let mut followed = Vec::new();
        let mut reached = 0;
        loop {
            let finished = writers.iter().all(tokio::task::JoinHandle::is_finished);
            let changes = store.list_changes_since(reached, 5).await?;
            reached = changes.last().map_or(reached, |last| last.seq);
            if changes.is_empty() && finished {
                break;
            }
            followed.extend(changes);
            tokio::task::yield_now().await;
        }
        for writer in writers {
            writer.await??;
        }
        assert_eq!(followed, store.list_changes_since(0, u64::MAX >> 1).await?);
        assert_eq!(followed.len(), WRITERS * (ROWS + 1), "every listing and its organisation");
        Ok(())
    })
    .await
}
