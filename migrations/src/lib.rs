//! Database schema, one module per change, oldest first.
//!
//! A migration never uses the other crates: it must mean the same in five years.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{
    ConnectionTrait, DatabaseBackend, DatabaseConnection, DatabaseTransaction, SqliteTransactionMode, Statement,
    TransactionOptions, TransactionTrait,
};

mod m20261121_000001_create_codes;
mod m20261121_000002_create_organisations;
mod m20261121_000003_create_listings;
mod m20261121_000004_create_outbox;
mod m20261122_000005_create_missed_searches;
mod m20261122_000006_create_persons;
mod m20261122_000007_create_roles;
mod m20261122_000008_create_organisation_files;
mod m20261122_000009_create_postings;
mod m20261122_000010_create_profiles;
mod m20261122_000011_create_saved_and_messages;
mod m20261122_000013_create_identities;
mod m20261122_000014_create_complaints;
mod m20261122_000015_create_privacy;
mod m20261122_000016_create_sheets_and_attachments;
mod m20261122_000017_create_inquiries;
mod m20261122_000018_create_registrations;
mod m20261122_000019_name_message_topics;
mod m20261122_000020_create_connections;
mod m20261122_000021_create_invitations;
mod m20261122_000022_add_purposes_and_complaint_evidence;
mod m20261122_000023_let_organisations_respond;
mod m20261122_000024_create_internships;
mod m20261122_000025_create_calls;
mod m20261122_000026_create_bookings_and_orders;
mod m20261122_000027_create_cooperation;
mod m20261122_000028_frame_internships;
mod m20261123_000029_add_connection_papers;
mod m20261123_000030_add_second_hosts;
mod m20261123_000031_cover_consents;
mod m20261123_000032_create_internship_incidents;
mod m20261123_000033_let_the_public_object;
mod m20261123_000034_send_teachers;
mod m20261123_000035_remind_of_bookings;
mod m20261123_000036_remind_of_internships;
mod m20261123_000037_strike_milestones;

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
            Box::new(m20261122_000005_create_missed_searches::Migration),
            Box::new(m20261122_000006_create_persons::Migration),
            Box::new(m20261122_000007_create_roles::Migration),
            Box::new(m20261122_000008_create_organisation_files::Migration),
            Box::new(m20261122_000009_create_postings::Migration),
            Box::new(m20261122_000010_create_profiles::Migration),
            Box::new(m20261122_000011_create_saved_and_messages::Migration),
            Box::new(m20261122_000013_create_identities::Migration),
            Box::new(m20261122_000014_create_complaints::Migration),
            Box::new(m20261122_000015_create_privacy::Migration),
            Box::new(m20261122_000016_create_sheets_and_attachments::Migration),
            Box::new(m20261122_000017_create_inquiries::Migration),
            Box::new(m20261122_000018_create_registrations::Migration),
            Box::new(m20261122_000019_name_message_topics::Migration),
            Box::new(m20261122_000020_create_connections::Migration),
            Box::new(m20261122_000021_create_invitations::Migration),
            Box::new(m20261122_000022_add_purposes_and_complaint_evidence::Migration),
            Box::new(m20261122_000023_let_organisations_respond::Migration),
            Box::new(m20261122_000024_create_internships::Migration),
            Box::new(m20261122_000025_create_calls::Migration),
            Box::new(m20261122_000026_create_bookings_and_orders::Migration),
            Box::new(m20261122_000027_create_cooperation::Migration),
            Box::new(m20261122_000028_frame_internships::Migration),
            Box::new(m20261123_000029_add_connection_papers::Migration),
            Box::new(m20261123_000030_add_second_hosts::Migration),
            Box::new(m20261123_000031_cover_consents::Migration),
            Box::new(m20261123_000032_create_internship_incidents::Migration),
            Box::new(m20261123_000033_let_the_public_object::Migration),
            Box::new(m20261123_000034_send_teachers::Migration),
            Box::new(m20261123_000035_remind_of_bookings::Migration),
            Box::new(m20261123_000036_remind_of_internships::Migration),
            Box::new(m20261123_000037_strike_milestones::Migration),
        ]
    }
}

/// Brings the schema up to date; safe to call on every start, by several programs at once.
///
/// All changes are one transaction on one connection: a program that dies half-way leaves nothing behind, and no
/// connection of the pool works with what it remembers of an older schema.
///
/// # Errors
///
/// Returns the database's error if a change cannot be applied; none is applied then.
pub async fn run(db: &DatabaseConnection) -> Result<(), DbErr> {
    let transaction = begin(db).await?;
    Migrator::up(&transaction, None).await?;
    transaction.commit().await
}

/// Takes the last `steps` changes back, or all of them, with everything they hold; one transaction as in [`run`].
///
/// # Errors
///
/// Returns the database's error if a change cannot be taken back; none is taken back then.
pub async fn take_back(db: &DatabaseConnection, steps: Option<u32>) -> Result<(), DbErr> {
    let transaction = begin(db).await?;
    Migrator::down(&transaction, steps).await?;
    transaction.commit().await
}

/// Starts a transaction that no other program's changes can mix with.
async fn begin(db: &DatabaseConnection) -> Result<DatabaseTransaction, DbErr> {
    let options = TransactionOptions {
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        ..TransactionOptions::default()
    };
    let transaction = db.begin_with_options(options).await?;
    if transaction.get_database_backend() == DatabaseBackend::Postgres {
        let lock = Statement::from_string(DatabaseBackend::Postgres, "SELECT pg_advisory_xact_lock(7263002)");
        transaction.execute_raw(lock).await?;
    }
    Ok(transaction)
}

/// Names of changes that the database has and this program does not know: it was written by a newer one.
///
/// # Errors
///
/// Returns the database's error if it cannot be read.
pub async fn unknown_changes(db: &DatabaseConnection) -> Result<Vec<String>, DbErr> {
    if !SchemaManager::new(db).has_table("seaql_migrations").await? {
        return Ok(Vec::new());
    }
    let known: Vec<String> = Migrator::migrations().iter().map(|change| change.name().to_owned()).collect();
    let query = Statement::from_string(db.get_database_backend(), "SELECT version FROM seaql_migrations");
    let rows = db.query_all_raw(query).await?;
    let applied = rows.iter().map(|row| row.try_get::<String>("", "version")).collect::<Result<Vec<_>, _>>()?;
    Ok(applied.into_iter().filter(|name| !known.contains(name)).collect())
}
