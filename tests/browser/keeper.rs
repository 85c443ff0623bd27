//! Whoever keeps the data of the site under test: runs the journeys, and lets days pass for a connection when one of them asks
//! for it, since no page can.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context as _, ensure};
use rongqiao_model::chance::Chance;
use rongqiao_model::clock::Clock;
use rongqiao_model::store::Store;
use rongqiao_tests::skipping::tell;
use sea_orm_migration::sea_orm::{ConnectionTrait as _, DatabaseBackend, Statement, Value};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

/// What a journey asks with: `let pass <connection> <days>`.
const QUESTION: &str = "let pass ";

/// Moments of a connection, by table, with the column that names the connection.
const MOMENTS: &[(&str, &str, &[&str])] = &[
    ("connection", "id", &["created_at", "moved_at", "due_at", "remind_at"]),
    ("connection_event", "connection_id", &["at"]),
    ("challenge_call", "connection_id", &["deadline", "opened_at", "notice_until"]),
    ("proposal", "connection_id", &["submitted_at"]),
];

/// Runs `journeys` over the site whose data lie in `data`, and tells what they say.
///
/// # Errors
///
/// Returns an error if a journey fails, or a question cannot be answered.
pub(crate) fn run(journeys: &mut Command, data: &Path) -> anyhow::Result<()> {
    let complaints = tempfile::NamedTempFile::new()?;
    journeys.env("KEEPER", "yes").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(complaints.reopen()?);
    let mut process = journeys.spawn()?;
    let mut answers = process.stdin.take().context("it was piped")?;
    let said = BufReader::new(process.stdout.take().context("it was piped")?);
    let mut asked = Ok(());
    for line in said.lines() {
        let line = line?;
        let Some(question) = line.strip_prefix(QUESTION) else {
            tell(&line);
            continue;
        };
        asked = asked.and(answer(question, data));
        writeln!(answers, "{}", if asked.is_ok() { "done" } else { "failed" })?;
    }
    let status = process.wait()?;
    asked?;
    ensure!(status.success(), "a journey failed {}", std::fs::read_to_string(complaints.path())?);
    Ok(())
}

fn answer(question: &str, data: &Path) -> anyhow::Result<()> {
    let (connection, days) = question.split_once(' ').context("a connection and days are asked for")?;
    let (connection, days) = (connection.parse()?, Duration::days(days.trim().parse()?));
    let runtime = tokio::runtime::Runtime::new()?;
    runtime.block_on(async {
        let store = Store::connect(&format!("sqlite://{}", data.join("rongqiao.db").display())).await?;
        for (table, key, columns) in MOMENTS {
            for column in *columns {
                put_back(&store, (table, key, column), connection, days).await?;
            }
        }
        // As the server does every now and then.
        store.tend_connections(&Chance::system(), Clock::system().now()).await?;
        store.close().await?;
        Ok(())
    })
}

/// Puts every moment of a column that belongs to `connection` back by so many days.
async fn put_back(
    store: &Store,
    (table, key, column): (&str, &str, &str),
    connection: Uuid,
    days: Duration,
) -> anyhow::Result<()> {
    let db = store.connection();
    let statement =
        |sql: String, values: Vec<Value>| Statement::from_sql_and_values(DatabaseBackend::Sqlite, sql, values);
    let query = format!("SELECT DISTINCT {column} AS moment FROM {table} WHERE {key} = ? AND {column} IS NOT NULL");
    let rows = db.query_all_raw(statement(query, vec![connection.into()])).await?;
    let mut moments = rows.iter().map(|row| row.try_get("", "moment")).collect::<Result<Vec<OffsetDateTime>, _>>()?;
    // The earliest first, so that none is put back twice.
    moments.sort_unstable();
    for moment in moments {
        let put = format!("UPDATE {table} SET {column} = ? WHERE {key} = ? AND {column} = ?");
        let values = vec![(moment - days).into(), connection.into(), moment.into()];
        db.execute_raw(statement(put, values)).await?;
    }
    Ok(())
}
