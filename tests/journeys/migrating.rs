//! The schema: up, down and up again on filled tables, and noticed when it is newer than the program.

use rongqiao_migrations::Migrator;
use rongqiao_model::code::{CodeTable, INDUSTRIES};
use rongqiao_model::kind::ListingKind;
use rongqiao_model::store::{Incoming, Store};
use rongqiao_tests::database::{TestDatabase, on_every_database};
use rongqiao_tests::listings::{NOW, a_listing};
use sea_orm_migration::MigratorTrait as _;
use sea_orm_migration::sea_orm::ConnectionTrait as _;

async fn fill(store: &Store) -> anyhow::Result<()> {
    let batch: Vec<Incoming> = ListingKind::ALL.iter().map(|&kind| a_listing(kind).incoming()).collect();
    store.import_listings(&batch, NOW).await?;
    for table in CodeTable::shipped() {
        store.replace_code_table(&table).await?;
    }
    assert_eq!(store.count_public_listings().await?, ListingKind::ALL.len() as u64);
    assert!(store.load_codes().await?.table(INDUSTRIES).is_some());
    Ok(())
}

#[tokio::test]
async fn filled_tables_go_down_and_come_up_again() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let store = database.prepare().await?;
        fill(&store).await?;
        rongqiao_migrations::take_back(store.connection(), None).await?;
        assert!(store.count_public_listings().await.is_err(), "the tables are gone");
        rongqiao_migrations::run(store.connection()).await?;
        assert_eq!(store.count_public_listings().await?, 0);
        fill(&store).await
    })
    .await
}

#[tokio::test]
async fn each_change_can_be_taken_back_alone_and_made_again() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let store = database.prepare().await?;
        for steps in 1..=u32::try_from(Migrator::migrations().len())? {
            fill(&store).await?;
            rongqiao_migrations::take_back(store.connection(), Some(steps)).await?;
            rongqiao_migrations::run(store.connection()).await?;
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn bringing_the_schema_up_to_date_twice_keeps_what_is_there() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let store = database.prepare().await?;
        fill(&store).await?;
        rongqiao_migrations::run(store.connection()).await?;
        assert_eq!(store.count_public_listings().await?, ListingKind::ALL.len() as u64);
        assert!(rongqiao_migrations::unknown_changes(store.connection()).await?.is_empty());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn programs_that_start_at_once_on_an_empty_database_all_find_the_schema() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let (first, second, third) = tokio::try_join!(database.connect(), database.connect(), database.connect())?;
        tokio::try_join!(
            rongqiao_migrations::run(first.connection()),
            rongqiao_migrations::run(second.connection()),
            rongqiao_migrations::run(third.connection()),
        )?;
        fill(&first).await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_refused_when_several_create_the_same_file() -> anyhow::Result<()> {
    for _ in 0..30 {
        let database = TestDatabase::sqlite()?;
        let connect = || database.connect();
        tokio::try_join!(connect(), connect(), connect(), connect())?;
    }
    Ok(())
}

#[tokio::test]
async fn changes_made_on_one_connection_are_seen_by_all_the_others() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let store = database.prepare().await?;
        for _ in 0..20 {
            let read = || store.count_public_listings();
            tokio::try_join!(read(), read(), read(), read())?;
            rongqiao_migrations::take_back(store.connection(), None).await?;
            rongqiao_migrations::run(store.connection()).await?;
        }
        fill(&store).await
    })
    .await
}

#[tokio::test]
async fn a_database_of_a_newer_program_is_noticed() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let store = database.prepare().await?;
        let newer = "INSERT INTO seaql_migrations (version, applied_at) VALUES ('m20991231_000001_newer', 0)";
        store.connection().execute_unprepared(newer).await?;
        let unknown = rongqiao_migrations::unknown_changes(store.connection()).await?;
        assert_eq!(unknown, ["m20991231_000001_newer"]);
        Ok(())
    })
    .await
}
