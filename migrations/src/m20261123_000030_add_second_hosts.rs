//! Lets the second host of an internship, where it is on the platform, see and confirm the agreement that names it.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let second_host = uuid_null("second_host_id").take();
        manager.alter_table(Table::alter().table("connection").add_column(second_host).to_owned()).await?;
        let mut hosted = Index::create();
        hosted.name("connection_second_host").table("connection").col("second_host_id").col("created_at");
        manager.create_index(hosted).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let hosted = Index::drop().name("connection_second_host").table("connection").to_owned();
        manager.drop_index(hosted).await?;
        manager.alter_table(Table::alter().table("connection").drop_column("second_host_id").to_owned()).await
    }
}
