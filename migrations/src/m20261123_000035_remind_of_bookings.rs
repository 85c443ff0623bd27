//! Keeps of what bookers and keepers were reminded last.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let reminded = string_len("reminded", 16).default("").take();
        manager.alter_table(Table::alter().table("booking").add_column(reminded).to_owned()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(Table::alter().table("booking").drop_column("reminded").to_owned()).await
    }
}
