//! The schema beside the table of what is kept, and the change that made its tables.

use std::collections::BTreeMap;

use rongqiao_migrations::Migrator;
use rongqiao_model::person::AgeGroup;
use rongqiao_model::retention::RETENTION;
use rongqiao_tests::database::{TestDatabase, on_every_database};
use rongqiao_tests::listings::NOW;
use rongqiao_tests::people::make_person;
use sea_orm_migration::MigratorTrait as _;
use sea_orm_migration::sea_orm::{ConnectionTrait as _, Statement};

/// Names of columns that tell of a person, wherever they stand.
const TELLING: [&str; 7] =
    ["person_id", "author_id", "by_id", "decided_by", "reporter_id", "contact_value", "reader_id"];

/// Every table of the schema with its columns.
async fn columns(database: &TestDatabase) -> anyhow::Result<BTreeMap<String, Vec<String>>> {
    let store = database.prepare().await?;
    let db = store.connection();
    let query = if database.is_file() {
        "SELECT m.name AS tables, c.name AS columns FROM sqlite_master m, pragma_table_info(m.name) c \
         WHERE m.type = 'table'"
    } else {
        "SELECT table_name::text AS tables, column_name::text AS columns FROM information_schema.columns \
         WHERE table_schema = current_schema()"
    };
    let mut columns: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for row in db.query_all_raw(Statement::from_string(db.get_database_backend(), query)).await? {
        columns.entry(row.try_get("", "tables")?).or_default().push(row.try_get("", "columns")?);
    }
    Ok(columns)
}

/// Whether a column names a person or where somebody is reached.
fn tells(column: &str) -> bool {
    TELLING.contains(&column) || column.ends_with("_person_id") || column.ends_with("_by_id")
}

#[tokio::test]
async fn every_table_that_tells_of_a_person_is_in_the_table_of_what_is_kept() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let schema = columns(&database).await?;
        let listed: BTreeMap<&str, &[&str]> = RETENTION.iter().flat_map(|line| line.tables).copied().collect();
        for (table, columns) in &schema {
            for column in columns.iter().filter(|column| tells(column)) {
                let known = listed.get(table.as_str()).is_some_and(|known| known.contains(&column.as_str()));
                assert!(known, "{table}.{column} is not in rongqiao_model::retention::RETENTION");
            }
        }
        for (table, columns) in listed {
            for column in columns {
                let there = schema.get(table).is_some_and(|found| found.iter().any(|it| it == column));
                assert!(there, "{table}.{column} is in RETENTION and not in the schema");
            }
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_change_finds_filled_tables_and_leaves_them_filled() -> anyhow::Result<()> {
    on_every_database(async |database| {
        let store = database.prepare().await?;
        let person = make_person(&store, ("林汐", "linxi@example.com"), None, NOW).await?;
        let later = Migrator::migrations().iter().rev().take_while(|it| !it.name().ends_with("create_privacy")).count();
        let steps = u32::try_from(later + 1)?;
        for _ in 0..2 {
            rongqiao_migrations::take_back(store.connection(), Some(steps)).await?;
            rongqiao_migrations::run(store.connection()).await?;
        }
        let account = store.find_own_account(person).await?.expect("it is still there");
        assert_eq!((account.age_group, account.school, account.restricted_since), (AgeGroup::Adult, None, None));
        Ok(())
    })
    .await
}
