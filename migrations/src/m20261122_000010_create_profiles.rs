//! Creates profiles: what persons tell of themselves, and who sees it.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut of_person = ForeignKey::create()
            .name("profile_of_person")
            .from("profile", "person_id")
            .to("person", "id")
            .on_delete(ForeignKeyAction::Cascade)
            .to_owned();
        let profile = Table::create()
            .table("profile")
            .col(pk_uuid("person_id"))
            .col(string_len("visibility", 16))
            .col(text("contents"))
            .col(big_integer("revision"))
            .col(timestamp_with_time_zone("created_at"))
            .col(timestamp_with_time_zone("updated_at"))
            .foreign_key(&mut of_person)
            .to_owned();
        manager.create_table(profile).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("profile").to_owned()).await
    }
}
