//! Creates the table of listings of every kind.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("listing")
                    .col(pk_uuid("id"))
                    .col(uuid("organisation_id"))
                    .col(string_len("kind", 32))
                    .col(string_len("state", 16))
                    .col(text("title"))
                    .col(text_null("title_en"))
                    .col(text("description"))
                    .col(string_len_null("division", 6))
                    .col(string_len_null("zone", 64))
                    .col(text("place_text"))
                    .col(string_len_null("industry", 4))
                    .col(text("skills"))
                    .col(text("details"))
                    .col(timestamp_with_time_zone("published_at"))
                    .col(timestamp_with_time_zone_null("valid_through"))
                    .col(text("source"))
                    .col(text("record"))
                    .col(boolean("demo"))
                    .col(big_integer("content_hash"))
                    .col(big_integer("fingerprint"))
                    .col(integer("quality"))
                    .col(uuid_null("duplicate_of"))
                    .col(big_integer("revision"))
                    .col(timestamp_with_time_zone("created_at"))
                    .col(timestamp_with_time_zone("updated_at"))
                    .foreign_key(
                        ForeignKey::create()
                            .name("listing_organisation")
                            .from("listing", "organisation_id")
                            .to("organisation", "id"),
                    )
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("listing_organisation_id")
                    .table("listing")
                    .col("organisation_id")
                    .col("source")
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                // Only over the few duplicates: over every row it would tempt the planner away from the primary key.
                Index::create()
                    .name("listing_duplicate_of")
                    .table("listing")
                    .col("duplicate_of")
                    .and_where(Expr::col("duplicate_of").is_not_null())
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("listing").to_owned()).await
    }
}
