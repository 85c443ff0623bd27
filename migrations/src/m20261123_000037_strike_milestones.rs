//! Lets both sides strike a milestone, and gives those of calls a dispute and a revision as those of agreements have.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in MILESTONES {
            add(manager, table, striking()).await?;
        }
        add(manager, "call_milestone", disputing()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in MILESTONES {
            for column in ["strike_by", "strike_at", "strike_reason", "struck_at"] {
                drop_column(manager, table, column).await?;
            }
        }
        for column in ["disputed_at", "dispute", "revision"] {
            drop_column(manager, "call_milestone", column).await?;
        }
        Ok(())
    }
}

/// The tables of milestones.
const MILESTONES: [&str; 2] = ["agreement_milestone", "call_milestone"];

/// Who proposed when and why to strike it, and when the other side agreed.
fn striking() -> Vec<ColumnDef> {
    vec![
        string_len_null("strike_by", 16).take(),
        timestamp_with_time_zone_null("strike_at").take(),
        text("strike_reason").default("").take(),
        timestamp_with_time_zone_null("struck_at").take(),
    ]
}

fn disputing() -> Vec<ColumnDef> {
    vec![
        timestamp_with_time_zone_null("disputed_at").take(),
        text("dispute").default("").take(),
        big_integer("revision").default(1).take(),
    ]
}

/// Adds columns one by one: SQLite takes no more at a time.
async fn add(manager: &SchemaManager<'_>, table: &'static str, columns: Vec<ColumnDef>) -> Result<(), DbErr> {
    for column in columns {
        manager.alter_table(Table::alter().table(table).add_column(column).to_owned()).await?;
    }
    Ok(())
}

async fn drop_column(manager: &SchemaManager<'_>, table: &'static str, column: &'static str) -> Result<(), DbErr> {
    manager.alter_table(Table::alter().table(table).drop_column(column).to_owned()).await
}
