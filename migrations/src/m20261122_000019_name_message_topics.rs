//! Calls what a message tells its topic; a kind is what people choose letters by.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(rename("kind", "topic")).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(rename("topic", "kind")).await
    }
}

fn rename(before: &'static str, after: &'static str) -> TableAlterStatement {
    Table::alter().table("message").rename_column(before, after).to_owned()
}
