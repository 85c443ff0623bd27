//! Creates the count of searches that found nothing: by skill and day, without anything of the search or the searcher.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("missed_search")
                    .col(string_len("skill", 64))
                    .col(date("day"))
                    .col(integer("count"))
                    .primary_key(Index::create().col("skill").col("day"))
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("missed_search").to_owned()).await
    }
}
