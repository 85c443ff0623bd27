//! Database schema, one module per change, oldest first.
//!
//! A migration never uses the other crates: it must mean the same in five years.

use sea_orm_migration::prelude::*;

mod m20261121_000001_create_codes;
mod m20261121_000002_create_organisations;
mod m20261121_000003_create_listings;
mod m20261121_000004_create_outbox;

/// Applies the changes in order.
#[derive(Debug)]
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261121_000001_create_codes::Migration),
            Box::new(m20261121_000002_create_organisations::Migration),
            Box::new(m20261121_000003_create_listings::Migration),
            Box::new(m20261121_000004_create_outbox::Migration),
        ]
    }
}

/// Brings the schema up to date; safe to call on every start.
///
/// # Errors
///
/// Returns the database's error if a change cannot be applied; earlier changes stay applied.
pub async fn run(db: &sea_orm_migration::sea_orm::DatabaseConnection) -> Result<(), DbErr> {
    Migrator::up(db, None).await
}

/// Names of changes that the database has and this program does not know: it was written by a newer one.
///
/// # Errors
///
/// Returns the database's error if it cannot be read.
pub async fn unknown_changes(db: &sea_orm_migration::sea_orm::DatabaseConnection) -> Result<Vec<String>, DbErr> {
    use sea_orm_migration::sea_orm::{ConnectionTrait, Statement};
    if !SchemaManager::new(db).has_table("seaql_migrations").await? {
        return Ok(Vec::new());
    }
    let known: Vec<String> = Migrator::migrations().iter().map(|change| change.name().to_owned()).collect();
    let query = Statement::from_string(db.get_database_backend(), "SELECT version FROM seaql_migrations");
    let rows = db.query_all_raw(query).await?;
    let applied = rows.iter().map(|row| row.try_get::<String>("", "version")).collect::<Result<Vec<_>, _>>()?;
    Ok(applied.into_iter().filter(|name| !known.contains(name)).collect())
}
