//! Creates sheets of rows that become listings, and the files that are attached to listings: each file once, and the
//! versions that have it.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [sheet(), sheet_row(), attachment(), attachment_use()] {
            manager.create_table(table).await?;
        }
        for index in indexes() {
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["attachment_use", "attachment", "sheet_row", "sheet"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}

fn sheet() -> TableCreateStatement {
    Table::create()
        .table("sheet")
        .col(pk_uuid("id"))
        .col(uuid("organisation_id"))
        .col(string_len("kind", 32))
        .col(uuid("person_id"))
        .col(string_len("name", 160))
        .col(text("unread"))
        .col(timestamp_with_time_zone("made_at"))
        .col(timestamp_with_time_zone("expires_at"))
        .foreign_key(
            ForeignKey::create()
                .name("sheet_of_organisation")
                .from("sheet", "organisation_id")
                .to("organisation", "id"),
        )
        .to_owned()
}

fn sheet_row() -> TableCreateStatement {
    Table::create()
        .table("sheet_row")
        .col(uuid("sheet_id"))
        .col(integer("number"))
        .col(text("record"))
        .col(text("troubles"))
        .col(boolean("good"))
        .col(string_len_null("aim", 16))
        .col(string_len_null("outcome", 16))
        .primary_key(Index::create().col("sheet_id").col("number"))
        .foreign_key(
            ForeignKey::create()
                .name("row_of_sheet")
                .from("sheet_row", "sheet_id")
                .to("sheet", "id")
                .on_delete(ForeignKeyAction::Cascade),
        )
        .to_owned()
}

fn attachment() -> TableCreateStatement {
    Table::create()
        .table("attachment")
        .col(pk_uuid("id"))
        .col(uuid("posting_id"))
        .col(string_len("name", 160))
        .col(string_len("media", 100))
        .col(integer("size"))
        .col(string_len("sha256", 64))
        .col(string_len("stored_as", 32))
        .col(timestamp_with_time_zone("added_at"))
        .foreign_key(
            ForeignKey::create().name("attachment_of_posting").from("attachment", "posting_id").to("posting", "id"),
        )
        .to_owned()
}

/// Version 0 stands for what is being written.
fn attachment_use() -> TableCreateStatement {
    Table::create()
        .table("attachment_use")
        .col(uuid("attachment_id"))
        .col(integer("version"))
        .primary_key(Index::create().col("attachment_id").col("version"))
        .foreign_key(
            ForeignKey::create()
                .name("use_of_attachment")
                .from("attachment_use", "attachment_id")
                .to("attachment", "id")
                .on_delete(ForeignKeyAction::Cascade),
        )
        .to_owned()
}

fn indexes() -> [IndexCreateStatement; 4] {
    let index = |name: &'static str, table: &'static str, columns: &[&'static str]| {
        let mut index = Index::create();
        index.name(name).table(table);
        for column in columns {
            index.col(*column);
        }
        index
    };
    [
        index("sheet_organisation", "sheet", &["organisation_id", "made_at"]),
        index("sheet_expires", "sheet", &["expires_at"]),
        index("sheet_row_waiting", "sheet_row", &["aim", "outcome"]),
        index("attachment_posting", "attachment", &["posting_id"]),
    ]
}
