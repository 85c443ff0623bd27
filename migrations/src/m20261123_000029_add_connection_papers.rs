//! Lets what one side says to the other bring a paper along: what it is and where it lies, as JSON.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let paper = text_null("paper").take();
        manager.alter_table(Table::alter().table("connection_message").add_column(paper).to_owned()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(Table::alter().table("connection_message").drop_column("paper").to_owned()).await
    }
}
