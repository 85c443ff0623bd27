//! Creates postings, which become listings once they are approved, and their versions; listings keep which skills their
//! text does not mean.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(posting()).await?;
        manager.create_table(posting_version()).await?;
        for index in indexes() {
            manager.create_index(index).await?;
        }
        let denied = Table::alter().table("listing").add_column(text_null("skills_denied")).to_owned();
        manager.alter_table(denied).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let denied = Table::alter().table("listing").drop_column("skills_denied").to_owned();
        manager.alter_table(denied).await?;
        manager.drop_table(Table::drop().table("posting_version").to_owned()).await?;
        manager.drop_table(Table::drop().table("posting").to_owned()).await
    }
}

fn posting() -> TableCreateStatement {
    Table::create()
        .table("posting")
        .col(pk_uuid("id"))
        .col(uuid("organisation_id"))
        .col(string_len("kind", 32))
        .col(uuid("author_id"))
        .col(string_len("state", 16))
        .col(text("record"))
        .col(integer("version"))
        .col(integer_null("live"))
        .col(big_integer("revision"))
        .col(timestamp_with_time_zone_null("publish_at"))
        .col(timestamp_with_time_zone_null("valid_through"))
        .col(timestamp_with_time_zone_null("submitted_at"))
        .col(integer("reminders"))
        .col(text("reason"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("updated_at"))
        .foreign_key(
            ForeignKey::create()
                .name("posting_of_organisation")
                .from("posting", "organisation_id")
                .to("organisation", "id"),
        )
        .to_owned()
}

/// Names persons without referring to their rows, which it outlives (44号令: kept for three years).
fn posting_version() -> TableCreateStatement {
    Table::create()
        .table("posting_version")
        .col(uuid("posting_id"))
        .col(integer("number"))
        .col(uuid("organisation_id"))
        .col(text("record"))
        .col(uuid("by_id"))
        .col(timestamp_with_time_zone("at"))
        .col(string_len("verdict", 16))
        .col(string_len_null("outcome", 16))
        .col(text("reason"))
        .col(text("remarks"))
        .col(uuid_null("decided_by"))
        .col(timestamp_with_time_zone_null("decided_at"))
        .primary_key(Index::create().col("posting_id").col("number"))
        .foreign_key(
            ForeignKey::create().name("version_of_posting").from("posting_version", "posting_id").to("posting", "id"),
        )
        .to_owned()
}

fn indexes() -> [IndexCreateStatement; 3] {
    let index = |name: &'static str, table: &'static str, columns: &[&'static str]| {
        let mut index = Index::create();
        index.name(name).table(table);
        for column in columns {
            index.col(*column);
        }
        index
    };
    [
        index("posting_organisation", "posting", &["organisation_id", "updated_at"]),
        index("posting_state", "posting", &["state", "submitted_at"]),
        index("posting_version_outcome", "posting_version", &["organisation_id", "outcome", "decided_at"]),
    ]
}
