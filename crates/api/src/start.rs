//! Opens the data folder, the database and the search index.

use std::path::Path;
use std::sync::Arc;

use rongqiao_matching::{IndexHome, MatchIndex};
use rongqiao_model::clock::Clock;
use rongqiao_model::code::{CodeTable, Codes};
use rongqiao_model::store::Store;

use crate::config::Settings;
use crate::fault::{Fault, file_trouble};
use crate::{erasures, skills, tasks};

/// What the source of a code table begins with when the operator brought it in; such a table is never replaced by
/// the shipped one.
pub const OPERATOR_SOURCE: &str = "imported: ";

/// The opened data folder: everything a command works with except the search index.
#[derive(Clone, Debug)]
pub struct Ground {
    /// The database, its schema up to date.
    pub store: Store,
    /// The code tables.
    pub codes: Arc<Codes>,
    /// Where the search index lives.
    pub home: IndexHome,
    /// What time it is.
    pub clock: Clock,
    /// What the operator has set.
    pub settings: Settings,
}

impl Ground {
    /// Creates the data folder if need be, connects to the database and brings its schema and code tables up to date.
    ///
    /// # Errors
    ///
    /// Returns a [`Fault`] if the folder takes no writing, a file of added skills is faulty, the database cannot be reached, or a newer version of the
    /// program has changed it; nothing is changed then.
    pub async fn open(settings: Settings, clock: Clock) -> Result<Self, Fault> {
        open_folder(&settings.data)?;
        skills::install(&settings.data)?;
        let store = open_database(&settings).await?;
        replace_outdated_codes(&store).await?;
        // A database from a backup may hold people who have left since.
        erasures::apply(&store, &settings.data, clock.now()).await?;
        let codes = Arc::new(store.load_codes().await?);
        let home = IndexHome::new(&settings.index_folder());
        Ok(Self { store, codes, home, clock, settings })
    }

    /// Opens the search index for writing; one that is missing, foreign or damaged is built anew from the database.
    ///
    /// # Errors
    ///
    /// Returns a [`Fault`] if another process holds the index, or it can be neither read nor built.
    pub async fn open_index(&self) -> Result<MatchIndex, Fault> {
        let index = match self.open_usable_index().await? {
            Some(index) => index,
            None => {
                tracing::info!("the search index is missing or cannot be used; building it from the database");
                let index = tasks::build_index(&self.store, &self.codes, &self.home).await?;
                tracing::info!(listings = index.len(), "the search index is built");
                index
            }
        };
        index.claim_writer()?;
        Ok(index)
    }

    /// Opens the search index as it is; `None` when there is none that can be used.
    ///
    /// # Errors
    ///
    /// Returns a [`Fault`] if the folder of the index cannot be used.
    pub async fn open_usable_index(&self) -> Result<Option<MatchIndex>, Fault> {
        let home = self.home.clone();
        Ok(tasks::blocking(move || home.open_current()).await??)
    }
}

fn open_folder(folder: &Path) -> Result<(), Fault> {
    let shown = folder.display();
    let advice = "Name another with --data or RONGQIAO_DATA.";
    std::fs::create_dir_all(folder).map_err(|error| {
        Fault::because(format!("The data folder {shown} cannot be created: {}. {advice}", file_trouble(&error)), error)
    })?;
    let probe = folder.join(format!(".writable-{}", std::process::id()));
    std::fs::write(&probe, b"rongqiao").and_then(|()| std::fs::remove_file(&probe)).map_err(|error| {
        // A full disk leaves an empty probe behind.
        let _ = std::fs::remove_file(&probe);
        Fault::because(format!("The data folder {shown} cannot be written: {}. {advice}", file_trouble(&error)), error)
    })
}

async fn open_database(settings: &Settings) -> Result<Store, Fault> {
    let url = settings.database();
    let store = Store::connect(&url).await.map_err(|error| {
        let what = if settings.database_url.is_empty() { "in the data folder" } else { "that DATABASE_URL names" };
        Fault::because(
            format!("The database {what} cannot be opened. Check its address, its rights and that it runs."),
            error,
        )
    })?;
    let newer = rongqiao_migrations::unknown_changes(store.connection()).await.map_err(unreadable)?;
    if let Some(name) = newer.last() {
        tracing::debug!(change = name, "the database knows a change that this program does not");
        return Err(Fault::new(
            "The database was changed by a newer version of Rongqiao. Start that version, or restore a backup from \
             before the update; nothing was changed.",
        ));
    }
    rongqiao_migrations::run(store.connection()).await.map_err(unreadable)?;
    Ok(store)
}

fn unreadable(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Fault {
    Fault::because(
        "The database can be reached but not used. Check that it belongs to Rongqiao and may be written.",
        error,
    )
}

async fn replace_outdated_codes(store: &Store) -> Result<(), Fault> {
    let stored = store.load_codes().await?;
    for shipped in CodeTable::shipped() {
        let known = stored.table(&shipped.name);
        let keep = known.is_some_and(|known| {
            known.source.starts_with(OPERATOR_SOURCE)
                || (known.version == shipped.version && known.codes.len() == shipped.codes.len())
        });
        if !keep {
            store.replace_code_table(&shipped).await?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use rongqiao_model::code::INDUSTRIES;

    use super::*;

    fn settings(folder: &Path) -> Settings {
        Settings { data: folder.join("data"), ..Settings::default() }
    }

    #[tokio::test]
    async fn a_new_folder_is_ready_to_be_searched_and_opens_again() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        for _ in 0..2 {
            let ground = Ground::open(settings(folder.path()), Clock::system()).await.expect("the folder is writable");
            assert_eq!(ground.codes.tables().len(), CodeTable::shipped().len());
            assert!(ground.open_index().await.expect("the index can be built").is_empty());
            ground.store.close().await.expect("nothing holds it");
        }
    }

    #[tokio::test]
    async fn an_index_is_held_by_one_process_at_a_time() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let ground = Ground::open(settings(folder.path()), Clock::system()).await.expect("the folder is writable");
        let held = ground.open_index().await.expect("the index can be built");
        let fault = ground.open_index().await.expect_err("it is held");
        assert!(fault.to_string().contains("Another process"), "{fault}");
        drop(held);
        ground.open_index().await.expect("nobody holds it any more");
    }

    #[tokio::test]
    async fn tables_of_the_operator_stay_and_shipped_ones_are_brought_up_to_date() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let ground = Ground::open(settings(folder.path()), Clock::system()).await.expect("the folder is writable");
        let short = |source: &str| {
            let shipped = CodeTable::shipped().into_iter().find(|table| table.name == INDUSTRIES);
            let table = shipped.expect("it is shipped");
            CodeTable {
                version: "old".to_owned(),
                source: source.to_owned(),
                codes: table.codes[..3].to_vec(),
                ..table
            }
        };
        for (source, version) in [("GB/T 4754", None), ("imported: own list", Some("old"))] {
            ground.store.replace_code_table(&short(source)).await.expect("the database takes it");
            let again = Ground::open(settings(folder.path()), Clock::system()).await.expect("the folder is writable");
            let table = again.codes.table(INDUSTRIES).expect("it is there");
            assert_eq!(Some(table.version.as_str()) == version, version.is_some(), "{source}");
        }
    }

    #[tokio::test]
    async fn wrong_folders_and_databases_are_told_in_a_sentence() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let file = folder.path().join("file");
        std::fs::write(&file, "no folder").expect("the file can be written");
        let no_folder = Settings { data: file.join("data"), ..Settings::default() };
        let nobody = Settings { database_url: "postgres://nobody@127.0.0.1:1/x".to_owned(), ..settings(folder.path()) };
        let foreign = Settings { database_url: format!("sqlite://{}", file.display()), ..settings(folder.path()) };
        for (settings, word) in [(no_folder, "data folder"), (nobody, "DATABASE_URL"), (foreign, "database")] {
            let fault = Ground::open(settings, Clock::system()).await.expect_err("it cannot be opened").to_string();
            let tells_too_much = ["DbErr", "SELECT", "sqlx", "Error("].iter().any(|word| fault.contains(word));
            assert!(fault.contains(word) && fault.ends_with('.') && !tells_too_much, "{fault}");
        }
    }
}
