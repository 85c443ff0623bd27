//! Creates the code tables: divisions, zones, industries and whatever is imported later.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("code_table")
                    .col(string_len("name", 64).primary_key())
                    .col(string_len("version", 64))
                    .col(text("source"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("code")
                    .col(string_len("code_table", 64))
                    .col(string_len("code", 64))
                    .col(text("name"))
                    .col(text("name_en"))
                    .col(string_len_null("parent", 64))
                    .col(text("aliases"))
                    .primary_key(Index::create().col("code_table").col("code"))
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("code").to_owned()).await?;
        manager.drop_table(Table::drop().table("code_table").to_owned()).await
    }
}
