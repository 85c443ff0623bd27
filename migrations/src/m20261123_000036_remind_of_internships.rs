//! Keeps of what the sides of an internship were reminded, and when it was looked at last.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const TABLE: &str = "internship_reminder";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut of_connection = ForeignKey::create();
        of_connection.name("internship_reminder_connection").from(TABLE, "connection_id").to("connection", "id");
        of_connection.on_delete(ForeignKeyAction::Cascade);
        let mut created = Table::create();
        created.table(TABLE).col(pk_uuid("connection_id")).foreign_key(&mut of_connection);
        created.col(date("looked_on")).col(text("told"));
        manager.create_table(created).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table(TABLE).to_owned()).await
    }
}
