//! A fresh database of each kind that this machine has.

use std::sync::Arc;

use rongqiao_model::store::Store;
use tempfile::TempDir;

use crate::{moments, postgres};

/// A fresh database, without a schema.
#[derive(Debug)]
pub struct TestDatabase {
    /// What people call it.
    pub name: &'static str,
    /// Where it is.
    pub url: String,
    folder: Option<Arc<TempDir>>,
}

impl TestDatabase {
    /// A database in a file of its own.
    ///
    /// # Errors
    ///
    /// Returns an error if no folder can be made.
    pub fn sqlite() -> anyhow::Result<Self> {
        let folder = tempfile::tempdir()?;
        let url = format!("sqlite://{}?mode=rwc", folder.path().join("rongqiao.db").display());
        Ok(Self { name: "SQLite", url, folder: Some(Arc::new(folder)) })
    }

    /// A database of the PostgreSQL server that runs for the tests; `None` where there is none.
    ///
    /// # Errors
    ///
    /// Returns an error if the server refuses.
    pub fn postgres() -> anyhow::Result<Option<Self>> {
        let Some(cluster) = postgres::cluster() else { return Ok(None) };
        Ok(Some(Self { name: "PostgreSQL", url: cluster.create_database()?, folder: None }))
    }

    /// Connects; each call is another program as far as the database can tell.
    ///
    /// # Errors
    ///
    /// Returns an error if the connection cannot be made.
    pub async fn connect(&self) -> anyhow::Result<Store> {
        Ok(Store::connect(&self.url).await?)
    }

    /// Connects and brings the schema up to date.
    ///
    /// # Errors
    ///
    /// Returns an error if the database refuses.
    pub async fn prepare(&self) -> anyhow::Result<Store> {
        let store = self.connect().await?;
        rongqiao_migrations::run(store.connection()).await?;
        Ok(store)
    }

    /// Statements that take away what keeps entries of the audit from being changed.
    #[must_use]
    pub const fn without_audit_guards(&self) -> &'static [&'static str] {
        if self.is_file() {
            &["DROP TRIGGER audit_entry_not_updated", "DROP TRIGGER audit_entry_not_deleted"]
        } else {
            &["DROP TRIGGER audit_entry_kept ON audit_entry"]
        }
    }

    /// Whether the database is a file that goes with this value.
    #[must_use]
    pub const fn is_file(&self) -> bool {
        self.folder.is_some()
    }
}

/// Runs `test` on a fresh database of each kind that is there: SQLite always, PostgreSQL where it is installed.
///
/// # Errors
///
/// Returns the error of the first database on which `test` fails, with the name of the database, or which then holds a
/// moment that is not in UTC.
pub async fn on_every_database(test: impl AsyncFn(TestDatabase) -> anyhow::Result<()>) -> anyhow::Result<()> {
    let databases = [Some(TestDatabase::sqlite()?), TestDatabase::postgres()?];
    for database in databases.into_iter().flatten() {
        let (name, url, folder) = (database.name, database.url.clone(), database.folder.clone());
        // Seen only when the test fails.
        eprintln!("on {name}:");
        test(database).await.map_err(|error| error.context(format!("on {name}")))?;
        if folder.is_some() {
            moments::are_in_utc(&Store::connect(&url).await?).await?;
        }
    }
    Ok(())
}
