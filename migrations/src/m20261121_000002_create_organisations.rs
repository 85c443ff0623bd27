//! Creates the table of organisations.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("organisation")
                    .col(pk_uuid("id"))
                    .col(string_len("kind", 32))
                    .col(text("name"))
                    .col(text_null("name_en"))
                    .col(text_null("short_name"))
                    .col(string_len_null("credit_code", 18))
                    .col(string_len_null("division", 6))
                    .col(string_len_null("zone", 64))
                    .col(text("place_text"))
                    .col(string_len_null("industry", 4))
                    .col(text("summary"))
                    .col(text_null("summary_en"))
                    .col(boolean("staffing_agency"))
                    .col(text("source"))
                    .col(text("record"))
                    .col(boolean("demo"))
                    .col(big_integer("content_hash"))
                    .col(big_integer("revision"))
                    .col(timestamp_with_time_zone("created_at"))
                    .col(timestamp_with_time_zone("updated_at"))
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("organisation").to_owned()).await
    }
}
